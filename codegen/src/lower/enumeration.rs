//! `enum` and `const`: values from a list.
//!
//! In: the source node, because the model cannot hold the values exactly. Out: an enum of strings, of integers, or of different things; a boolean where
//! both of its values are listed. A value of another type than `type` says is read as that type where there is one way to do it: forgotten quotes, mostly.

use std::collections::BTreeMap;

use foldhash::{HashSet, HashSetExt};
use serde_json::Value;

use super::context::Context;
use super::enum_names::{self, Given};
use super::schema::Shape;
use super::{annotations, example, number, text};
use crate::ir::{Enum, EnumBase, EnumVariant, Type, TypeKind};
use crate::names::{Candidates, are_different, resolve};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node, Number, Span};
use crate::spec::{Numbered, type_names};

/// What a schema with `enum` or `const` is. `None`: it has neither, or none of the values can be one of its type, which is reported.
pub(super) fn shape(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Option<Shape> {
    of_types(cx, numbered, &types(numbered.node))
}

/// What the items of a list are whose values are listed beside it and not beside its items, where they belong. `None`: none are, or they are lists.
pub(super) fn of_items(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Option<Shape> {
    let listed = listed(numbered.node).filter(|listed| !listed.is_empty())?;
    if listed.iter().any(|value| value.as_array().is_some()) {
        return None;
    }
    cx.report.push(
        Diagnostic::warning("misplaced-enum", "these values are no lists, but the schema they are of is")
            .at(Place::of(span(numbered)))
            .label("taken as the values of its items")
            .help("move `enum` into `items`"),
    );
    let of_items = numbered.node.get("items").map(types).unwrap_or_default();
    of_types(cx, numbered, &of_items)
}

fn of_types(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, types: &[&str]) -> Option<Shape> {
    let listed = listed(numbered.node)?;
    if listed.is_empty() && types.is_empty() {
        let diagnostic = Diagnostic::warning("contradiction", "no value is listed, so that there is none").at(Place::of(span(numbered)));
        cx.report.push(diagnostic.label("nothing can be sent here").help("remove `enum`, if any value is meant"));
        return Some(Shape::Kind(TypeKind::Enum(Enum::EMPTY)));
    }
    let given = enum_names::given(cx, numbered.node, listed);
    of_values(cx, &listed.iter().collect::<Vec<_>>(), types, &given, numbered)
}

/// `oneOf` of constants, each with a title and prose of its own. `None`: some of the members are more than that.
pub(super) fn of_constants(cx: &mut Context<'_, '_>, members: &[&Node], numbered: &Numbered<'_>) -> Option<Shape> {
    const ABOUT_A_VALUE: &[&str] = &["const", "enum", "type", "title", "description", "deprecated", "format"];
    let says_no_more = |node: &Node| {
        node.as_object().is_some_and(|members| members.keys().all(|key| ABOUT_A_VALUE.contains(&&**key) || key.starts_with("x-")))
    };
    let mut values = Vec::new();
    for node in members {
        match listed(node).filter(|_| says_no_more(node)) {
            Some([value]) => values.push(value),
            _ => return None,
        }
    }
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let given: Vec<Given> =
        members.iter().map(|node| Given { name: text(node, "title"), description: text(node, "description") }).collect();
    let mut types = types(numbered.node);
    for name in members.iter().flat_map(|node| self::types(node)) {
        if numbered.node.get("type").is_none() && !types.contains(&name) {
            types.push(name);
        }
    }
    of_values(cx, &values, &types, &given, numbered)
}

/// An enum of some values, each with what is said of it.
pub(super) fn of_values(
    cx: &mut Context<'_, '_>,
    listed: &[&Node],
    types: &[&str],
    given: &[Given],
    numbered: &Numbered<'_>,
) -> Option<Shape> {
    let mut values: Vec<(Value, usize)> = Vec::new();
    let (mut twice, mut inexact, mut faults, mut seen) = (None, None, BTreeMap::new(), HashSet::new());
    for (index, node) in listed.iter().enumerate().filter(|(_, node)| !node.is_null()) {
        let value = fitted(node, types);
        if let Err(fault) | Ok((_, Some(fault))) = &value {
            faults.entry(*fault).or_insert_with(Vec::new).push(*node);
        }
        let Ok((value, _)) = value else { continue };
        if !is_exact(node) {
            inexact = Some(node.span);
        }
        if seen.insert(value.clone()) {
            values.push((value, index));
        } else {
            twice = twice.or(Some(node.span));
        }
    }
    for (fault, nodes) in faults {
        let others = if nodes.len() > 1 { ", like others after it" } else { "" };
        let message = format!("{} is no value of `type: {}`", nodes[0].describe(), types.join("` or `"));
        cx.report.push(Diagnostic::warning("wrong-enum-value", message).at(Place::of(nodes[0].span)).label(format!("{fault}{others}")));
    }
    if let Some(span) = inexact {
        return Some(Shape::Type(cx.refuse("a number in an enum that 64 bits cannot hold", span)));
    }
    if let Some(span) = twice {
        cx.report.push(Diagnostic::warning("duplicate-value", "this enum has a value twice").at(Place::of(span)).label("this one again"));
    }
    if values.is_empty() {
        if listed.iter().any(|node| node.is_null()) {
            return Some(Shape::Type(Type::Null));
        }
        let diagnostic = Diagnostic::warning("contradiction", "no value is listed that this could be").at(Place::of(span(numbered)));
        cx.report.push(diagnostic.label("ignored"));
        return None;
    }
    if types.iter().all(|name| *name == "boolean") && values.len() == 2 && values.iter().all(|(value, _)| value.is_boolean()) {
        return Some(Shape::Type(Type::Boolean));
    }
    let base = base(cx, numbered, types, &values);
    against_constraints(cx, numbered, listed, &values, base);
    let variants = variants(cx, values, given, span(numbered));
    Some(variants.map_or(Shape::Type(Type::Any), |variants| Shape::Kind(TypeKind::Enum(Enum { base, variants, extensible: false }))))
}

/// Whether null is among the values, which makes the schema nullable.
pub(super) fn has_null(node: &Node) -> bool {
    listed(node).is_some_and(|listed| listed.iter().any(Node::is_null))
}

/// How many values are listed.
pub(super) fn count(numbered: &Numbered<'_>) -> usize {
    listed(numbered.node).map_or(0, <[Node]>::len)
}

/// Whether all values that another schema lists are listed here, too.
pub(super) fn contains(numbered: &Numbered<'_>, other: &Numbered<'_>) -> bool {
    let values = |numbered: &Numbered<'_>| -> Vec<Value> { listed(numbered.node).unwrap_or_default().iter().map(Node::to_json).collect() };
    let own = values(numbered);
    values(other).iter().all(|value| own.contains(value))
}

/// Where the values stand.
pub(super) fn span(numbered: &Numbered<'_>) -> Span {
    numbered.span(if numbered.node.get("const").is_some() { "const" } else { "enum" })
}

/// The values, null among them. `const` is a list of one.
pub(super) fn listed(node: &Node) -> Option<&[Node]> {
    match node.get("const") {
        Some(value) => Some(std::slice::from_ref(value)),
        None => node.get("enum").and_then(Node::as_array),
    }
}

/// The types that `type` says, null apart. None: any.
pub(super) fn types(node: &Node) -> Vec<&'static str> {
    let names = node.get("type").map(type_names).unwrap_or_default();
    names.into_iter().filter(|name| *name != "null").collect()
}

/// Are all values of a schema's enum strings (or null).
pub(super) fn is_of_text(node: &Node) -> bool {
    let listed = listed(node).unwrap_or_default();
    let texts = listed.iter().filter(|value| value.as_str().is_some()).count();
    texts > 0 && texts == listed.iter().filter(|value| !value.is_null()).count()
}

/// A value as one of the types, and what had to be done to it. `Err`: it can be none of them.
fn fitted(node: &Node, types: &[&str]) -> Result<(Value, Option<&'static str>), &'static str> {
    let is = |name: &str| match &node.data {
        Data::Bool(_) => name == "boolean",
        Data::String(_) => name == "string",
        Data::Array(_) => name == "array",
        Data::Object(_) => name == "object",
        Data::Number(number) => name == "number" || name == "integer" && number.is_integer(),
        Data::Null => false,
    };
    if types.is_empty() || types.iter().any(|name| is(name)) {
        return Ok((exact(node), None));
    }
    let (text, done) = match &node.data {
        Data::String(text) => (text.as_str(), "taken without its quotes"),
        Data::Number(number) => (number.as_str(), "taken as if it had quotes"),
        Data::Bool(flag) => (if *flag { "true" } else { "false" }, "taken as if it had quotes"),
        Data::Null | Data::Array(_) | Data::Object(_) => return Err("left out"),
    };
    let read = types.iter().find_map(|name| match *name {
        "integer" => Number::parse(text).filter(Number::is_integer).map(|number| from_number(&number)),
        "number" => Number::parse(text).map(|number| from_number(&number)),
        "boolean" => text.parse().ok().map(Value::Bool),
        "string" => Some(Value::from(text)),
        _ => None,
    });
    read.map(|value| (value, Some(done))).ok_or("left out")
}

/// The value of a node, whole numbers without dot and exponent.
fn exact(node: &Node) -> Value {
    match &node.data {
        Data::Number(number) => from_number(number),
        _ => node.to_json(),
    }
}

fn from_number(number: &Number) -> Value {
    number.as_i64().map(Value::from).or_else(|| number.as_u64().map(Value::from)).unwrap_or_else(|| number.to_json())
}

/// Whether the value is held as it is written. Only a number may not be.
fn is_exact(node: &Node) -> bool {
    match &node.data {
        // As nearly all are.
        Data::Number(number) if number.as_i64().is_some() => true,
        Data::Number(number) => Number::parse(&number.to_json().to_string()).is_some_and(|held| held == *number),
        Data::Array(items) => items.iter().all(is_exact),
        Data::Object(members) => members.values().all(|member| is_exact(&member.value)),
        _ => true,
    }
}

/// What all values are, those to come included.
fn base(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, types: &[&str], values: &[(Value, usize)]) -> EnumBase {
    let all = |of: fn(&Value) -> bool| values.iter().all(|(value, _)| of(value));
    match types {
        ["string"] => EnumBase::String,
        [] if all(Value::is_string) => EnumBase::String,
        ["integer"] => number::integer_base(cx, numbered, values.iter().map(|(value, _)| value)),
        [] if all(|value| value.is_i64() || value.is_u64()) => number::integer_base(cx, numbered, values.iter().map(|(value, _)| value)),
        _ => EnumBase::Any,
    }
}

/// Warns of the first value that the schema's other keywords refuse. Apart from that they say nothing that the list does not.
fn against_constraints(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, listed: &[&Node], values: &[(Value, usize)], base: EnumBase) {
    let refused = match base {
        EnumBase::String => {
            let text = text::constraints(cx, numbered);
            values.iter().find_map(|(value, index)| Some((index, text::satisfies(&text, value.as_str()?).err()?)))
        }
        EnumBase::Integer(kind) => {
            // As wide as the values need it.
            let ty = match number::integer(cx, numbered) {
                Type::Integer { bounds, multiple_of, .. } => Type::Integer { kind, bounds, multiple_of },
                other => other,
            };
            let refused = |value: &Value| example::conforms(&cx.drafts.types, &ty, value, &mut String::new()).err();
            values.iter().find_map(|(value, index)| Some((index, refused(value)?.1)))
        }
        EnumBase::Any => None,
    };
    if let Some((&index, why)) = refused {
        let message = format!("{} is listed, but its own schema refuses it: {why}", listed[index].describe());
        cx.report.push(Diagnostic::warning("wrong-enum-value", message).at(Place::of(listed[index].span)).label("taken all the same"));
    }
}

/// The variants, named: by the document where it does, else by their values. `None`: two cannot be told apart, which is reported.
fn variants(cx: &mut Context<'_, '_>, values: Vec<(Value, usize)>, given: &[Given], span: Span) -> Option<Vec<EnumVariant>> {
    let candidates = || values.iter().map(|(value, index)| enum_names::candidates(value, given.get(*index)));
    let plain: Vec<_> = candidates().filter_map(|mut names| names.next()).collect();
    let names = if are_different(&plain) { Ok(plain) } else { resolve(&mut candidates().map(Candidates::new).collect::<Vec<_>>()) };
    match names {
        Ok(names) => Some(
            values
                .into_iter()
                .zip(names)
                .map(|((value, index), name)| {
                    let description = given.get(index).and_then(|given| given.description.clone());
                    EnumVariant { value, name, description }
                })
                .collect(),
        ),
        Err(clashes) => {
            for clash in clashes {
                let alike: Vec<String> = clash.items.iter().map(|&item| annotations::shown(&values[item].0)).collect();
                cx.report.push(
                    Diagnostic::error("name-clash", format!("the values {} would all be the variant `{}`", alike.join(", "), clash.name))
                        .at(Place::of(span))
                        .help("give the values names of their own: `x-enum-varnames: […]`"),
                );
            }
            None
        }
    }
}
