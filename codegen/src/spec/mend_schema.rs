//! Schemas as earlier drafts of JSON Schema spell them, and with keywords on the wrong level.

use super::grammar::{SCHEMA, Shape};
use super::mend::{Mended, object};
use super::schema::TYPES;
use crate::source::{Data, Member, Node, Object, Span};

/// What is meant by a schema that is spelled in another way. `None`: what it says.
pub(super) fn schema(members: &Object, flags_are_schemas: bool) -> Option<Mended> {
    let is_list = |data: &Data| matches!(data, Data::Array(items) if items.len() > 1);
    let differs = |key: &str, data: &Data| match (key, data) {
        ("items", data) => is_list(data),
        ("dependencies", Data::Object(_)) => true,
        ("allOf" | "oneOf" | "anyOf", Data::Object(only)) => counts(only) || only.keys().any(|key| is_keyword(key)),
        ("enum", Data::Object(values)) => counts(values),
        ("additionalProperties", data) => is_nothing(data),
        ("properties", Data::Object(properties)) => {
            properties.iter().any(|(name, member)| is_misplaced(name, &member.value, flags_are_schemas))
        }
        _ => false,
    };
    if !members.iter().any(|(key, member)| differs(key, &member.value.data)) {
        let is_false = flags_are_schemas && says_nothing_is(members);
        return is_false.then(|| Mended::of(Data::Bool(false)));
    }
    let mut meant = Object::default();
    let mut said: Vec<(Span, String)> = Vec::new();
    for (key, Member { key: at, value }) in members.clone() {
        if !differs(&key, &value.data) {
            meant.entry(key).or_insert(Member { key: at, value });
            continue;
        }
        let span = value.span;
        let of_member = |data: Data| Member { key: at, value: Node { span, data } };
        match (key.as_str(), value.data) {
            ("items", data) => {
                said.push((at, "a schema for each item is `prefixItems` since JSON Schema 2020-12".to_owned()));
                meant.insert("prefixItems".to_owned(), of_member(data));
                if let Some(others) = members.get("additionalItems") {
                    meant.insert("items".to_owned(), others.clone());
                }
            }
            ("dependencies", Data::Object(all)) => {
                said.push((at, "`dependencies` are `dependentRequired` and `dependentSchemas` since JSON Schema 2019-09".to_owned()));
                let (required, schemas): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, member)| member.value.as_array().is_some());
                for (keyword, all) in [("dependentRequired", required), ("dependentSchemas", schemas)] {
                    if !all.is_empty() {
                        meant.insert(keyword.to_owned(), of_member(object(all)));
                    }
                }
            }
            ("additionalProperties", _) => {
                meant.insert(key, of_member(Data::Bool(false)));
            }
            ("properties", Data::Object(all)) => {
                let (misplaced, all): (Vec<_>, Vec<_>) =
                    all.into_iter().partition(|(name, member)| is_misplaced(name, &member.value, flags_are_schemas));
                for (name, member) in misplaced {
                    said.push((member.key, format!("`{name}` is a keyword of the schema, and no property of it")));
                    if !members.contains_key(&name) {
                        meant.insert(name, member);
                    }
                }
                meant.insert(key, of_member(object(all)));
            }
            (_, data) => {
                let items = listed(data, span);
                said.push((at, format!("`{key}` is an array")));
                meant.insert(key, of_member(Data::Array(items)));
            }
        }
    }
    if meant.contains_key("prefixItems") && !members.contains_key("prefixItems") {
        meant.shift_remove("additionalItems");
    }
    let mended = Mended::of(Data::Object(Box::new(meant)));
    Some(said.into_iter().fold(mended, |mended, (at, message)| mended.said(at, message)))
}

/// Whether it is `not: {}`, by which tools that know no booleans say that there is no value.
pub(super) fn is_nothing(data: &Data) -> bool {
    matches!(data, Data::Object(members) if says_nothing_is(members))
}

fn says_nothing_is(members: &Object) -> bool {
    let is_all = |node: &Node| node.as_object().is_some_and(Object::is_empty) || node.as_bool() == Some(true);
    members.len() == 1 && members.get("not").is_some_and(|member| is_all(&member.value))
}

fn is_keyword(name: &str) -> bool {
    SCHEMA.keys.iter().any(|key| key.name == name)
}

/// A keyword among the properties, told by what it holds: no schema.
fn is_misplaced(name: &str, value: &Node, flags_are_schemas: bool) -> bool {
    let Some(key) = SCHEMA.keys.iter().find(|key| key.name == name) else { return false };
    match (&value.data, &key.shape) {
        (Data::Array(items), Shape::List(_)) => !items.is_empty(),
        (Data::String(text), Shape::Text | Shape::Any) => !TYPES.contains(&text.as_str()),
        (Data::String(text), Shape::TypeName) => text == "object",
        (Data::Bool(_), Shape::Flag | Shape::SchemaOrFlag) => !flags_are_schemas,
        (Data::Number(_), Shape::Number | Shape::Count | Shape::Any) => true,
        _ => false,
    }
}

/// What is meant by an object in place of a list: the values of one that counts (`{"0": …, "2": …}`, as PHP writes a list with gaps), else a list of it alone.
fn listed(data: Data, span: Span) -> Vec<Node> {
    match data {
        Data::Object(members) if counts(&members) => members.into_values().map(|member| member.value).collect(),
        data => vec![Node { span, data }],
    }
}

/// Whether the keys of an object are numbers.
pub(super) fn counts(members: &Object) -> bool {
    !members.is_empty() && members.keys().all(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()))
}
