//! Names of the values of an enum, and what a document says of them beside listing them: names and prose, in the keys that vendors use.

use serde_json::Value;

use super::context::Context;
use crate::names::{Ident, Variant, spellings};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node};

/// What is said of one value.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
}

/// Lists of names, in the order of the values.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names"];

/// Prose: a list in the order of the values, or an object with the values for keys.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];

/// Lists of objects, each about one value.
const ELEMENTS: &[&str] = &["x-enum-elements", "x-enum-values"];

/// What is said of each of the values, in their order.
pub(super) fn given(cx: &mut Context<'_, '_>, node: &Node, listed: &[Node]) -> Vec<Given> {
    let mut given = vec![Given::default(); listed.len()];
    for key in NAMES {
        for (given, name) in given.iter_mut().zip(list(cx, node, key, listed.len())) {
            given.name = given.name.take().or_else(|| text(name));
        }
    }
    for key in DESCRIPTIONS {
        if let Some(Data::Object(members)) = node.get(key).map(|node| &node.data) {
            for (given, value) in given.iter_mut().zip(listed) {
                given.description = members.get(&plain(value)).and_then(|member| text(&member.value)).or(given.description.take());
            }
            continue;
        }
        for (given, description) in given.iter_mut().zip(list(cx, node, key, listed.len())) {
            given.description = given.description.take().or_else(|| text(description));
        }
    }
    let elements = ELEMENTS.iter().find_map(|key| node.get(key)).or_else(|| node.get("x-ms-enum")?.get("values"));
    for element in elements.and_then(Node::as_array).unwrap_or_default() {
        let about = |keys: &[&str]| keys.iter().find_map(|key| element.get(key));
        let Some(value) = about(&["value", "numericValue", "name"]).map(plain) else { continue };
        let Some(index) = listed.iter().position(|listed| plain(listed) == value) else { continue };
        let given = &mut given[index];
        given.name = given.name.take().or_else(|| about(&["identifier", "name"]).and_then(text));
        given.description = given.description.take().or_else(|| about(&["description"]).and_then(text));
    }
    given
}

/// A list with an entry for each value. One of another length is about something else, which is reported.
fn list<'n>(cx: &mut Context<'_, '_>, about: &'n Node, key: &str, length: usize) -> &'n [Node] {
    let Some(node) = about.get(key) else { return &[] };
    let entries = node.as_array().unwrap_or_default();
    if entries.len() != length {
        let message = format!("`{key}` has another number of entries than there are values");
        cx.report.push(Diagnostic::warning("enum-names", message).at(Place::of(node.span)).label("ignored: which is about which?"));
        return &[];
    }
    entries
}

/// Text that says something.
fn text(node: &Node) -> Option<String> {
    node.as_str().map(str::trim).filter(|text| text.chars().any(char::is_alphanumeric)).map(str::to_owned)
}

/// A scalar as text.
fn plain(node: &Node) -> String {
    match &node.data {
        Data::String(text) => text.clone(),
        Data::Number(number) => number.as_str().to_owned(),
        Data::Bool(flag) => flag.to_string(),
        Data::Null | Data::Array(_) | Data::Object(_) => String::new(),
    }
}

/// What a variant may be called.
pub(super) fn candidates<'c>(value: &'c Value, given: Option<&'c Given>) -> impl Iterator<Item = Ident<Variant>> + 'c {
    let given = given.and_then(|given| given.name.as_deref()).into_iter().flat_map(spellings);
    let text = value.as_str().into_iter().flat_map(spellings);
    let others = (!value.is_string()).then(|| of_no_text(value));
    given.chain(text).chain(others.into_iter().flatten())
}

fn of_no_text(value: &Value) -> Vec<Ident<Variant>> {
    match value {
        // A sign and a dot make another number.
        Value::Number(number) => vec![
            Ident::new(&number.to_string().replace('-', "minus ").replace('.', " point ")),
            Ident::new(&format!("number {number}").replace('-', "minus ").replace('.', " point ")),
        ],
        Value::Bool(flag) => vec![Ident::new(&flag.to_string()), Ident::new(&format!("boolean {flag}"))],
        Value::Array(items) if items.is_empty() => vec![Ident::new("empty array")],
        Value::Object(members) if members.is_empty() => vec![Ident::new("empty object")],
        other => spellings(&other.to_string()).collect(),
    }
}
