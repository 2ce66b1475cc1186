//! A document's operations, counted without the generator.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// The methods that a path has keys for (OpenAPI 3.2, "Path Item Object"); `query` is one since 3.2.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// No chain of references is longer, but for a circle.
const CHAIN: usize = 50;

/// The operations as `GET /pets`, in the document's order. `None`: the file cannot be read as what its name says.
pub(crate) fn operations(entry: &Path) -> Option<Vec<String>> {
    let mut files = HashMap::new();
    let document = read(entry)?;
    let has_more = document.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.2"));
    files.insert(entry.to_owned(), document.clone());
    let mut found = Vec::new();
    let (mut start, mut paths) = (entry.to_owned(), document.get("paths").cloned().unwrap_or_default());
    for _ in 0..CHAIN {
        let Some(reference) = paths.get("$ref").and_then(Value::as_str) else { break };
        let Some(next) = follow(&mut files, &start, reference) else { break };
        (start, paths) = next;
    }
    for (path, item) in paths.as_object().into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")) {
        let (mut file, mut item) = (start.clone(), item.clone());
        let slash = if path.starts_with('/') || path.contains("://") { "" } else { "/" };
        for _ in 0..CHAIN {
            let Some(members) = item.as_object() else { break };
            found.extend(methods(members, has_more).map(|method| format!("{method} {slash}{path}")));
            let Some(reference) = members.get("$ref").and_then(Value::as_str) else { break };
            let Some((next_file, next)) = follow(&mut files, &file, reference) else { break };
            (file, item) = (next_file, next);
        }
    }
    Some(found)
}

/// The methods of a path that have an operation.
fn methods(item: &Map<String, Value>, has_more: bool) -> impl Iterator<Item = String> {
    let is_method = move |key: &str| METHODS.contains(&key) && (key != "query" || has_more);
    let keys = item.iter().filter(move |(key, operation)| is_method(key) && operation.is_object());
    let more = item.get("additionalOperations").filter(|_| has_more).and_then(Value::as_object);
    keys.map(|(key, _)| key.to_uppercase()).chain(more.into_iter().flat_map(Map::keys).cloned())
}

/// What a reference leads to, and the file that it is in.
fn follow(files: &mut HashMap<PathBuf, Value>, from: &Path, reference: &str) -> Option<(PathBuf, Value)> {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let path = if file.is_empty() { from.to_owned() } else { from.parent()?.join(file) };
    if !files.contains_key(&path) {
        files.insert(path.clone(), read(&path)?);
    }
    let value = files.get(&path)?.pointer(&pointer.replace("%7B", "{").replace("%7D", "}"))?.clone();
    Some((path, value))
}

/// The value of a file, by readers that are not the generator's.
fn read(path: &Path) -> Option<Value> {
    let text = fs::read_to_string(path).ok()?;
    if path.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).ok()
    } else {
        serde_yaml::from_str_with_options(&text, serde_yaml::options! { budget: None }).ok()
    }
}
