//! Schemas: rewritten to the form of OpenAPI 3.0.
//!
//! Numbers, `enum`, `const`, `default` and every keyword of 3.1 stay in the source node. What is loaded is the structure: one type, its properties,
//! its items, its references. So that the model recognizes the type, keywords that say nothing about a value of it are left out, with a warning.

use serde_json::{Map, Value};

use super::Version;
use super::follow::{follow, is_out_of_reach};
use super::grammar::{SCHEMA, Shape};
use super::identifiers;
use super::near::nearest;
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node};

/// The names of JSON's types (JSON Schema Validation §6.1.1).
pub(super) const TYPES: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];

/// Keywords that constrain values of some types only, and which types.
const APPLIES_TO: &[(&str, &[&str])] = &[
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("pattern", &["string"]),
    ("items", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("minimum", &["number", "integer"]),
    ("maximum", &["number", "integer"]),
    ("exclusiveMinimum", &["number", "integer"]),
    ("exclusiveMaximum", &["number", "integer"]),
    ("format", &["string", "number", "integer"]),
];

/// A schema, a reference to one, or a boolean.
pub(super) fn schema<'s>(walk: &mut Walk<'s, '_>, node: &'s Node, shape: &'static Shape) -> Value {
    if let Some(reference) = walk.shared_schema(node) {
        return reference;
    }
    let node = walk.meant_by(node, &SCHEMA);
    identifiers::report(walk, node);
    match &node.data {
        Data::Bool(true) if walk.version > Version::V3_0 => any(walk, node),
        Data::Bool(false) if walk.version > Version::V3_0 => never(walk, node),
        // Without schemas that are loaded elsewhere, a dynamic reference leads where any other does (JSON Schema 2020-12 Core §8.2.3.2).
        Data::Object(members) => match node.get("$ref").or_else(|| node.get("$dynamicRef")) {
            Some(target) => {
                let text = if is_out_of_reach(walk, target, SCHEMA.name) {
                    target.as_str().unwrap_or_default().to_owned()
                } else {
                    if let Some(found) = walk.owned(target, &SCHEMA) {
                        return walk.inlined(target, found.node, |walk| schema(walk, found.node, shape)).unwrap_or(Value::Null);
                    }
                    let Some(found) = follow(walk, target, SCHEMA.name) else {
                        return any(walk, node);
                    };
                    walk.as_component("schemas", found)
                };
                let reference = Value::Object(Map::from_iter([("$ref".to_owned(), Value::from(text))]));
                let siblings: Vec<_> =
                    members.iter().filter(|(key, _)| !matches!(key.as_str(), "$ref" | "$dynamicRef") && !key.starts_with("x-")).collect();
                if siblings.is_empty() {
                    return reference;
                }
                if walk.version == Version::V3_0 {
                    for (key, member) in siblings.iter().filter(|(key, _)| !matches!(key.as_str(), "description" | "summary" | "title")) {
                        walk.warn(
                            Diagnostic::warning("beside-reference", format!("`{key}` beside `$ref` means nothing in OpenAPI 3.0"))
                                .at(Place::of(member.key))
                                .label("ignored")
                                .help("put the reference into a list of its own: `allOf: [{ $ref: … }]`"),
                        );
                    }
                    return reference;
                }
                let mut loaded = object(walk, node);
                loaded.remove("$ref");
                let all_of = loaded.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(members) = all_of {
                    members.insert(0, reference);
                }
                Value::Object(loaded)
            }
            None => Value::Object(object(walk, node)),
        },
        _ => walk.slip(node, shape).unwrap_or_else(|| {
            walk.wrong(node, shape);
            any(walk, node)
        }),
    }
}

/// The schema that everything satisfies. It stands in for one that is wrong.
pub(super) fn any<'s>(walk: &mut Walk<'s, '_>, node: &'s Node) -> Value {
    Value::Object(Map::from_iter([walk.number(node)]))
}

/// The schema that nothing satisfies.
pub(super) fn never<'s>(walk: &mut Walk<'s, '_>, node: &'s Node) -> Value {
    Value::Object(Map::from_iter([walk.number(node), ("not".to_owned(), Value::Object(Map::new()))]))
}

/// A Schema Object in the 3.0 form.
fn object<'s>(walk: &mut Walk<'s, '_>, node: &'s Node) -> Map<String, Value> {
    let Value::Object(mut loaded) = walk.object(node, &SCHEMA) else {
        return Map::new();
    };
    // A list of types with `null` in it is the type, nullable. What else a list says, `lower` reads from the node.
    if let Some(Value::Array(types)) = loaded.get("type") {
        let others: Vec<Value> = types.iter().filter(|name| *name != "null").cloned().collect();
        if others.len() < types.len() {
            loaded.insert("nullable".to_owned(), Value::Bool(true));
        }
        match &others[..] {
            [only] => loaded.insert("type".to_owned(), only.clone()),
            _ => loaded.remove("type"),
        };
    } else if loaded.get("type").is_some_and(|name| name == "null") {
        loaded.remove("type");
    }
    if walk.version > Version::V3_0
        && let Data::Object(members) = &node.data
        && let Some(member) = members.get("nullable")
    {
        walk.warn(
            Diagnostic::warning("nullable-in-3.1", format!("OpenAPI {} has no `nullable`; it is understood all the same", walk.version))
                .at(Place::of(member.key))
                .help("write `type: [string, 'null']`, with the schema's own type"),
        );
    }
    if let Some(Value::String(name)) = loaded.get("type") {
        let name = name.clone();
        without_effect(walk, node, &name, &mut loaded);
    }
    loaded
}

/// Leaves out the keywords that no value of the one type can break.
fn without_effect(walk: &mut Walk<'_, '_>, node: &Node, name: &str, loaded: &mut Map<String, Value>) {
    for (keyword, member) in node.as_object().into_iter().flatten() {
        let Some((_, types)) = APPLIES_TO.iter().find(|(known, types)| known == keyword && !types.contains(&name)) else { continue };
        // What `lower` reads from the node, it reads for numbers only.
        let is_read = loaded.remove(keyword).is_some() || types.contains(&"number");
        // Formats beyond the listed ones are documentation, which needs no warning.
        if is_read && keyword != "format" {
            walk.warn(
                Diagnostic::warning("no-effect", format!("`{keyword}` has no effect on `type: {name}`"))
                    .at(Place::of(member.key))
                    .label(format!("ignored: it is about `type: {}`", types.join("` or `"))),
            );
        }
    }
}

/// `type`: one name, or from 3.1 on several, and null among them.
pub(super) fn type_name<'s>(walk: &mut Walk<'s, '_>, node: &'s Node) -> Value {
    let one = |walk: &mut Walk<'s, '_>, node: &'s Node| match &node.data {
        Data::String(name) if TYPES.contains(&name.as_str()) => Value::from(name.as_str()),
        Data::Null => {
            walk.warn(
                Diagnostic::warning("unquoted", "the type of null is the string `'null'`")
                    .at(Place::of(node.span))
                    .help("put it in quotes"),
            );
            Value::from("null")
        }
        _ => {
            let wrong = format!("`type` cannot be {}", node.describe());
            if let Some(name) = node.as_str().and_then(meant_type) {
                let taken = if name.is_empty() { "taken as any value".to_owned() } else { format!("taken as `type: {name}`") };
                walk.warn(Diagnostic::warning("unknown-type", wrong).at(Place::of(node.span)).label(taken));
                return if name.is_empty() { Value::Null } else { Value::from(name) };
            }
            let help = match node.as_str().and_then(|text| nearest(TYPES.iter().copied(), text)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of: {}, or an array of them", TYPES.join(", ")),
            };
            walk.error(Diagnostic::error("unknown-type", wrong).at(Place::of(node.span)).help(help));
            Value::Null
        }
    };
    let is_later = |name: &Value| name.is_array() || name == "null";
    let name = match &node.data {
        Data::Array(names) => {
            let names = names.iter().map(|node| one(walk, node));
            names.filter(|name| !name.is_null()).collect()
        }
        _ => one(walk, node),
    };
    if walk.version == Version::V3_0 && is_later(&name) {
        let what = if name.is_array() { "lists of types" } else { "the type `null`" };
        walk.warn(
            Diagnostic::warning("type-of-later-version", format!("{what} came with OpenAPI 3.1, and this is OpenAPI 3.0"))
                .at(Place::of(node.span))
                .label("understood all the same")
                .help("OpenAPI 3.0 has `nullable: true` beside the one `type`, and `oneOf` for several"),
        );
    }
    name
}

/// The type of JSON that a word stands for, be it spelled as other languages do. `Some("")`: any.
fn meant_type(text: &str) -> Option<&'static str> {
    let word = text.trim().to_ascii_lowercase();
    match word.as_str() {
        "int" | "int32" | "int64" | "integer32" | "integer64" | "long" | "bigint" => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "str" | "text" | "file" | "binary" | "byte" | "date" | "datetime" | "date-time" | "uuid" | "guid" | "uri" | "url" | "email"
        | "password" | "timestamp" | "char" | "varchar" => Some("string"),
        "bool" => Some("boolean"),
        "list" => Some("array"),
        "dict" | "map" | "hash" | "struct" => Some("object"),
        "any" | "mixed" | "unknown" | "undefined" | "enum" | "json" => Some(""),
        _ => TYPES.iter().copied().find(|name| *name == word),
    }
}

/// Whether `unevaluatedProperties` is about the same properties as `additionalProperties` would be in what the schema and the members of its `allOf` are
/// merged to. A choice beside it is merged with each variant; what depends on the value is not known before.
#[must_use]
pub fn sees_all_properties(node: &Node) -> bool {
    !["additionalProperties", "anyOf", "if", "dependentSchemas", "not", "$dynamicRef"].iter().any(|keyword| node.get(keyword).is_some())
}

/// The types that a `type` names, null among them, as JSON Schema calls them. None: any.
#[must_use]
pub fn type_names(node: &Node) -> Vec<&'static str> {
    let names = node.as_array().unwrap_or(std::slice::from_ref(node));
    let of = |name: &Node| if name.is_null() { Some("null") } else { name.as_str().and_then(meant_type).filter(|name| !name.is_empty()) };
    names.iter().filter_map(of).collect()
}
