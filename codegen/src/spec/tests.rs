//! What the loaded document serializes to is the rewritten value, but for what [`normalized`] lists: the model drops nothing in silence.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::{Selection, version, walk};
use crate::report::Report;
use crate::source::{FileId, Source, Sources};

/// Larger documents are left to release builds.
const DEBUG_LIMIT: u64 = 200_000;

/// A value without what the model says in other words: a key that says what holds anyway, and an empty list or map where none is the same.
fn normalized(value: &Value) -> Value {
    let Value::Object(members) = value else {
        return match value {
            Value::Array(items) => items.iter().map(normalized).collect(),
            other => other.clone(),
        };
    };
    let is_parameter = members.contains_key("in") && members.contains_key("name");
    let mut kept = Map::new();
    for (key, value) in members {
        let value = normalized(value);
        let says_nothing = match (key.as_str(), &value) {
            // `additionalProperties: false` says something.
            (
                "required" | "deprecated" | "nullable" | "readOnly" | "writeOnly" | "uniqueItems" | "allowReserved" | "allowEmptyValue",
                Value::Bool(false),
            ) => true,
            ("required" | "tags" | "parameters" | "servers" | "enum", Value::Array(items)) => items.is_empty(),
            (
                "headers" | "content" | "variables" | "properties" | "mapping" | "responses" | "schemas" | "parameters" | "requestBodies"
                | "components",
                Value::Object(members),
            ) => members.is_empty(),
            // Written or not, it is the default one.
            ("style", Value::String(style)) => matches!(style.as_str(), "simple" | "form") || !is_parameter,
            _ => false,
        };
        if !says_nothing && !value.is_null() {
            kept.insert(key.clone(), value);
        }
    }
    // Order is meaning to a reader, not to the model.
    kept.sort_keys();
    Value::Object(kept)
}

/// Where two values differ first, and how.
fn difference(at: &str, left: &Value, right: &Value) -> Option<String> {
    match (left, right) {
        (Value::Object(a), Value::Object(b)) => {
            let added = b.keys().filter(|key| !a.contains_key(*key));
            a.keys()
                .chain(added)
                .find_map(|key| difference(&format!("{at}/{key}"), a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null)))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| difference(&format!("{at}/{index}"), a, b))
        }
        _ if left == right => None,
        _ => Some(format!("{at}: {left} became {right}")),
    }
}

/// How the model changes a document. Nothing for one with mistakes.
fn change(sources: &Sources) -> Option<String> {
    let mut report = Report::new();
    let source = sources.get(FileId::ENTRY)?;
    let selection = Selection::default();
    let version = version::detect(source, &mut report)?;
    let walked = walk::walk(sources, source, &selection, version, false, None, &mut report);
    if report.has_errors() {
        return None;
    }
    match serde_json::from_value::<openapiv3::OpenAPI>(walked.value.clone()).and_then(serde_json::to_value) {
        Ok(loaded) => difference("", &normalized(&walked.value), &normalized(&loaded)),
        Err(error) => Some(error.to_string()),
    }
}

#[test]
fn small_documents_load_as_they_are() -> Result<(), String> {
    let document = r"
openapi: 3.1.0
info: { title: T, version: '1' }
servers: [{ url: 'https://{a}.example', variables: { a: { default: x, enum: [x] } } }]
tags: [{ name: t, description: d }]
paths:
  /a/{b}:
    parameters: [{ name: b, in: path, required: true, style: label, explode: true, schema: { type: string } }]
    post:
      tags: [t]
      operationId: o
      deprecated: true
      security: [{}, { Key: [] }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/S/properties/p', description: d } } } }
      responses: { 4xx: { description: d, headers: { H: { schema: { type: integer } } } }, default: { $ref: '#/components/responses/R' } }
components:
  securitySchemes: { Key: { type: apiKey, in: header, name: k } }
  responses: { R: { description: d, content: { text/plain: { schema: { type: [string, 'null'], minLength: 1, pattern: x } } } } }
  schemas:
    S: { type: object, required: [p], properties: { p: { type: array, items: { type: boolean }, minItems: 1 } }, additionalProperties: false }
    U: { oneOf: [{ $ref: '#/components/schemas/S' }, { type: 'null' }], discriminator: { propertyName: p, mapping: { s: S } } }
    A: { allOf: [{ $ref: '#/components/schemas/S' }], type: object, properties: { q: true }, minProperties: 1, readOnly: true }
";
    let sources = Sources::new();
    let read = sources.insert(Source::parse("test.yaml", document));
    read.map_err(|(_, errors)| format!("{errors:?}"))?;
    change(&sources).map_or(Ok(()), Err)
}

#[test]
fn real_documents_load_as_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no folder {}", folder.display());
        return;
    };
    let paths = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file());
    let small = paths.filter(|path| !cfg!(debug_assertions) || fs::metadata(path).is_ok_and(|metadata| metadata.len() <= DEBUG_LIMIT));
    let mut wrong = Vec::new();
    for path in small {
        let sources = Sources::new();
        // What cannot be read at all is not what this is about.
        if sources.read(&path).is_ok()
            && let Some(change) = change(&sources)
        {
            wrong.push(format!("{}: {change}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
