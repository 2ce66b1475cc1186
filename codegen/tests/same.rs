//! What is the same for the comparison of documents: another order, another spelling, what is referred to or written out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use openapi_codegen::diff::{Change, Policy, changes};
use openapi_codegen::source::{Source, Sources};
use serde_json::{Map, Value, json};

/// Larger documents take too long without optimization.
const LARGEST: u64 = 40_000;

fn sources(text: &str) -> Sources {
    let sources = Sources::new();
    sources.insert(Source::parse("openapi.json", text)).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    sources
}

fn between(old: &Value, new: &Value) -> Vec<Change> {
    changes(&sources(&old.to_string()), &sources(&new.to_string()), &Policy::default())
}

fn told(changes: &[Change]) -> Vec<String> {
    changes.iter().map(|change| format!("{}: {}", change.rule, change.message)).collect()
}

/// The material's documents, or nothing where it is not there.
fn documents() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return Vec::new();
    };
    let mut documents = Vec::new();
    for entry in entries.flatten() {
        let is_small = entry.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() < LARGEST);
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_small
            && name != "INDEX.tsv"
            && let Ok(source) = Source::read(&entry.path())
        {
            documents.push((name, source.root().to_json()));
        }
    }
    documents.sort_by(|a, b| a.0.cmp(&b.0));
    documents
}

fn each(change: impl Fn(&Value) -> Option<Value>) {
    let mut wrong = Vec::new();
    for (name, document) in documents() {
        if let Some(other) = change(&document) {
            for (old, new) in [(&document, &other), (&other, &document)] {
                let found = between(old, new);
                if !found.is_empty() {
                    wrong.push(format!("{name}: {} changes: {:#?}", found.len(), told(&found[..found.len().min(4)])));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A value with every object changed, those inside first.
fn map(value: &Value, change: &dyn Fn(Map<String, Value>) -> Map<String, Value>) -> Value {
    match value {
        Value::Object(members) => Value::Object(change(members.iter().map(|(key, value)| (key.clone(), map(value, change))).collect())),
        Value::Array(items) => items.iter().map(|item| map(item, change)).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_document_is_what_it_is() {
    each(|document| Some(document.clone()));
}

#[test]
fn the_order_of_keys_means_nothing() {
    each(|document| Some(map(document, &|members| members.into_iter().rev().collect())));
}

/// `required`, `enum`, `type`, `security`: sets, written as lists.
#[test]
fn the_order_of_sets_means_nothing() {
    let turned = |mut members: Map<String, Value>| {
        for key in ["required", "enum", "type", "security", "parameters", "servers", "oneOf", "anyOf"] {
            if let Some(Value::Array(items)) = members.get_mut(key) {
                items.reverse();
            }
        }
        members
    };
    // The first of several parameters of one name counts: documents that have such are other ones when turned.
    each(|document| Some(map(document, &turned)).filter(|_| !has_twice(document)));
}

fn has_twice(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let names: Vec<_> = members
                .get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|item| (item.get("in"), item.get("name"), item.get("$ref")))
                .collect();
            names.iter().enumerate().any(|(index, name)| names[..index].contains(name)) || members.values().any(has_twice)
        }
        Value::Array(items) => items.iter().any(has_twice),
        _ => false,
    }
}

/// What 3.0 says in the words of 3.1.
#[test]
fn the_spelling_of_another_version_means_nothing() {
    each(|document| {
        let is_old = document.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
        let mut document = is_old.then(|| map(document, &respelled))?;
        document["openapi"] = json!("3.1.0");
        Some(document)
    });
}

fn respelled(mut members: Map<String, Value>) -> Map<String, Value> {
    if members.get("$ref").is_some_and(Value::is_string) {
        // Beside a reference, 3.0 ignores all the rest.
        members.retain(|key, _| key == "$ref");
        return members;
    }
    let is_schema = members.get("type").is_some_and(Value::is_string);
    if is_schema && members.get("nullable") == Some(&Value::Bool(true)) {
        members.shift_remove("nullable");
        let kind = members["type"].clone();
        members.insert("type".to_owned(), json!([kind, "null"]));
    }
    for (exclusive, plain) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        match members.get(exclusive) {
            Some(Value::Bool(true)) if members.contains_key(plain) => {
                let bound = members.shift_remove(plain).unwrap_or_default();
                members.insert(exclusive.to_owned(), bound);
            }
            Some(Value::Bool(_)) => drop(members.shift_remove(exclusive)),
            _ => {}
        }
    }
    if is_schema && let Some(example) = members.get("example").filter(|_| !members.contains_key("examples")).cloned() {
        members.shift_remove("example");
        members.insert("examples".to_owned(), json!([example]));
    }
    if let Some(Value::Array(values)) = members.get("enum").filter(|_| is_schema)
        && let [one] = &values[..]
    {
        let one = one.clone();
        members.shift_remove("enum");
        members.insert("const".to_owned(), one);
    }
    if members.get("format") == Some(&json!("byte")) {
        members.shift_remove("format");
        members.insert("contentEncoding".to_owned(), json!("base64"));
    }
    members
}

/// A reference to a component is the component, as long as there is no circle.
#[test]
fn what_is_referred_to_may_be_written_out() {
    each(|document| {
        let is_new = !document.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
        Some(written_out(document, document, is_new, &mut Vec::new(), false))
    });
}

fn written_out(value: &Value, document: &Value, siblings: bool, open: &mut Vec<String>, inside: bool) -> Value {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str).filter(|_| !siblings || members.len() == 1);
            // Schemas that a discriminator names are told apart by their names.
            let found = target.filter(|target| !open.iter().any(|known| known == target) && open.len() < 2);
            let pointer =
                found.and_then(|target| target.strip_prefix("#/components/schemas/")).filter(|name| !name.contains(['/', '%', '~']));
            if let Some((name, target)) = pointer.zip(found).filter(|_| inside)
                && let Some(schema) = document.pointer(&format!("/components/schemas/{name}"))
            {
                open.push(target.to_owned());
                let written = written_out(schema, document, siblings, open, inside);
                open.pop();
                return written;
            }
            let below = |key: &str| inside || key == "paths";
            let is_choice = |key: &str| ["oneOf", "anyOf", "allOf"].contains(&key);
            let parts = members.iter().map(|(key, value)| {
                let kept = is_choice(key) || key == "discriminator";
                (key.clone(), if kept { value.clone() } else { written_out(value, document, siblings, open, below(key)) })
            });
            Value::Object(parts.collect())
        }
        Value::Array(items) => items.iter().map(|item| written_out(item, document, siblings, open, inside)).collect(),
        other => other.clone(),
    }
}

/// Every change stands somewhere, and is told in one sentence with a capital letter.
#[test]
fn changes_stand_somewhere() {
    let documents = documents();
    for pair in documents.windows(2).take(20) {
        for change in between(&pair[0].1, &pair[1].1) {
            assert!(change.old.is_some() || change.new.is_some(), "{change:?}");
            assert!(!change.message.ends_with('.') && !change.message.starts_with(char::is_lowercase), "{}", change.message);
        }
    }
}
