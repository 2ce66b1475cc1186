//! The keywords of schemas that need no look at the rest of the document: which there are, what shape each has, and what
//! `OpenAPI` 3.0 spells otherwise than JSON Schema 2020-12.
//!
//! A keyword that is not listed is one that validators do not know either, such as `xml` or `externalDocs`.

use serde_json::{Map, Value, json};

use crate::view::type_of;

/// What a keyword's value has to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Schema,
    Schemas,
    SchemaMap,
    PatternMap,
    Pattern,
    Type,
    Number,
    PositiveNumber,
    Count,
    Flag,
    Text,
    Names,
    NamesMap,
    List,
    Any,
}

pub(crate) fn shape(keyword: &str) -> Option<Shape> {
    Some(match keyword {
        "additionalProperties"
        | "contains"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Shape::Schema,
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Shape::Schemas,
        "dependentSchemas" | "properties" => Shape::SchemaMap,
        "patternProperties" => Shape::PatternMap,
        "pattern" => Shape::Pattern,
        "type" => Shape::Type,
        "exclusiveMaximum" | "exclusiveMinimum" | "maximum" | "minimum" => Shape::Number,
        "multipleOf" => Shape::PositiveNumber,
        "maxContains" | "maxItems" | "maxLength" | "maxProperties" | "minContains" | "minItems" | "minLength" | "minProperties" => {
            Shape::Count
        }
        "readOnly" | "uniqueItems" | "writeOnly" => Shape::Flag,
        "contentEncoding" | "format" => Shape::Text,
        "required" => Shape::Names,
        "dependentRequired" => Shape::NamesMap,
        "enum" | "examples" => Shape::List,
        "const" | "default" => Shape::Any,
        _ => return None,
    })
}

/// The value of a keyword that holds no schema, if its shape is right.
pub(crate) fn plain(shape: Shape, value: &Value) -> Option<Value> {
    let right = match shape {
        Shape::Any => true,
        // An empty `enum` would allow nothing at all.
        Shape::List => value.as_array().is_some_and(|list| !list.is_empty()),
        Shape::Flag => value.is_boolean(),
        Shape::Text => value.is_string(),
        Shape::Number => value.is_number(),
        Shape::PositiveNumber => value.as_f64().is_some_and(|number| number > 0.0),
        // `4.0` is a count as well.
        Shape::Count => value.as_f64().is_some_and(|number| number >= 0.0 && number.fract() == 0.0),
        Shape::Names => return names(value),
        Shape::NamesMap => {
            let map = value.as_object()?;
            return map.iter().map(|(key, list)| Some((key.clone(), names(list)?))).collect::<Option<Map<_, _>>>().map(Value::Object);
        }
        Shape::Type => is_type(value),
        Shape::Schema | Shape::Schemas | Shape::SchemaMap | Shape::PatternMap | Shape::Pattern => false,
    };
    right.then(|| value.clone())
}

/// Whether this is 3.0's boolean `exclusiveMinimum`, or the map that media types have for `examples`: no reason for a note.
pub(crate) fn is_old_form(shape: Shape, value: &Value) -> bool {
    matches!((shape, value), (Shape::Number, Value::Bool(_)) | (Shape::List, Value::Object(_)))
}

fn names(value: &Value) -> Option<Value> {
    let mut names: Vec<&str> = value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    names.sort_unstable();
    names.dedup();
    Some(json!(names))
}

fn is_type(value: &Value) -> bool {
    const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];
    match value {
        Value::String(name) => TYPES.contains(&name.as_str()),
        Value::Array(names) => {
            let distinct = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
            distinct && !names.is_empty() && names.iter().all(|name| name.is_string() && is_type(name))
        }
        _ => false,
    }
}

/// Takes the `additionalProperties: false` of a part of `allOf` that lists no properties to the whole, as
/// `unevaluatedProperties: false`. Says whether there was any.
///
/// To the letter it allows the empty object only. What is meant is that the other parts are closed, which they cannot say
/// themselves; and a document that says so of a whole reply could not be played otherwise.
pub(crate) fn open_closed_parts(schema: &mut Map<String, Value>) -> bool {
    const LISTS: [&str; 5] = ["$ref", "properties", "patternProperties", "propertyNames", "maxProperties"];
    let mut found = false;
    if let Some(Value::Array(parts)) = schema.get_mut("allOf") {
        let several = parts.len() > 1;
        for part in parts.iter_mut().filter_map(Value::as_object_mut) {
            let says_nothing_else = LISTS.iter().all(|keyword| !part.contains_key(*keyword));
            if several && says_nothing_else && part.get("additionalProperties") == Some(&json!(false)) {
                part.remove("additionalProperties");
                found = true;
            }
        }
    }
    if found {
        schema.entry("unevaluatedProperties").or_insert(json!(false));
    }
    found
}

/// 3.0's `nullable`, boolean `exclusiveMinimum` and `exclusiveMaximum`, and `example`.
///
/// Documents that say 3.1 use them too, and mean the same.
pub(crate) fn legacy(source: &Value, schema: &mut Map<String, Value>) {
    if let Some(example) = source.get("example") {
        let examples = schema.entry("examples").or_insert_with(|| json!([]));
        if let Some(examples) = examples.as_array_mut() {
            examples.insert(0, example.clone());
        }
    }
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if source.get(exclusive) == Some(&json!(true))
            && let Some(value) = schema.remove(bound)
        {
            schema.insert(exclusive.to_owned(), value);
        }
    }
    if source.get("nullable") == Some(&json!(true)) {
        make_nullable(schema);
    }
}

fn make_nullable(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(name @ Value::String(_)) if name != "null" => *name = json!([name.clone(), "null"]),
        _ => {}
    }
    // What else may refuse null has to be asked only of what is not null.
    let composed: Map<String, Value> =
        ["allOf", "anyOf", "oneOf", "not", "$ref", "const"].into_iter().filter_map(|key| schema.remove_entry(key)).collect();
    if !composed.is_empty() {
        schema.insert("anyOf".to_owned(), json!([composed, { "type": "null" }]));
    }
}

/// Reads the values of an `enum`, none of which is of the `type`, as that type: `1` as `"1"`, `null` as a further type.
/// Says whether there were such.
///
/// To the letter nothing is allowed, and the operation could not be played.
pub(crate) fn retype_listed(schema: &mut Map<String, Value>) -> bool {
    let types: Vec<String> = match schema.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => return false,
    };
    let allows = |wanted: &str| types.iter().any(|name| name == wanted);
    let fits = |value: &Value| allows(type_of(value)) || (value.is_number() && allows("number"));
    let Some(Value::Array(values)) = schema.get_mut("enum") else { return false };
    if values.iter().any(fits) {
        return false;
    }
    for value in values.iter_mut() {
        match value {
            Value::Number(_) | Value::Bool(_) if allows("string") => *value = Value::String(value.to_string()),
            Value::String(text) => *value = serde_json::from_str(text).ok().filter(fits).unwrap_or(json!(text)),
            _ => {}
        }
    }
    if values.contains(&Value::Null) {
        schema.insert("type".to_owned(), types.iter().map(String::as_str).chain(["null"]).collect());
    }
    true
}

/// The bounds that the integer formats of the format registry stand for; validators check formats of strings only.
pub(crate) fn integer_bounds(schema: &mut Map<String, Value>) {
    let is_integer = match schema.get("type") {
        Some(Value::String(name)) => name == "integer",
        Some(Value::Array(names)) => names.contains(&json!("integer")) && !names.contains(&json!("number")),
        _ => false,
    };
    let (low, high) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("int64") => (json!(i64::MIN), json!(i64::MAX)),
        Some("uint64") => (json!(0), json!(u64::MAX)),
        _ => return,
    };
    if is_integer {
        schema.entry("minimum").or_insert(low);
        schema.entry("maximum").or_insert(high);
    }
}
