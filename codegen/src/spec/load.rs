//! The rewritten value → the model of OpenAPI 3.0.
//!
//! Paths and schemas, which are most of a document, are loaded beside the walk that rewrites the others.

use std::sync::mpsc::Receiver;

use indexmap::IndexMap;
use openapiv3::OpenAPI;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Map, Value};

use super::walk::Walk;

/// What is loaded before the walk is over.
#[derive(Debug)]
pub(super) enum Part {
    /// A path, and what is under it.
    Path(String, Value),
    /// A component schema, and its name.
    Schema(String, Value),
}

/// The parts that are loaded.
pub(super) struct Loaded {
    paths: IndexMap<String, openapiv3::ReferenceOr<openapiv3::PathItem>>,
    schemas: IndexMap<String, openapiv3::ReferenceOr<openapiv3::Schema>>,
}

/// Loads parts as they come.
///
/// # Errors
/// What the model has no room for.
pub(super) fn parts(parts: Receiver<Part>) -> Result<Loaded, Error> {
    let mut loaded = Loaded { paths: IndexMap::new(), schemas: IndexMap::new() };
    for part in parts {
        // Borrowed, because what the model's untagged enums set aside and copy then has no strings of its own.
        match part {
            Part::Path(path, value) => drop(loaded.paths.insert(path, Deserialize::deserialize(&value)?)),
            Part::Schema(name, value) => drop(loaded.schemas.insert(name, Deserialize::deserialize(&value)?)),
        }
    }
    Ok(loaded)
}

/// Loads what is left of a document, and adds the parts.
///
/// # Errors
/// What the model has no room for.
pub(super) fn load(mut value: Value, parts: Loaded) -> Result<OpenAPI, Error> {
    let mut taken = |pointer| value.pointer_mut(pointer).and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default();
    let (more_paths, more_schemas) = (taken("/paths"), taken("/components/schemas"));
    let mut document = OpenAPI::deserialize(&value)?;
    document.paths.paths = parts.paths;
    document.paths.paths.extend(entries(more_paths)?);
    if let Some(components) = &mut document.components {
        components.schemas = parts.schemas;
        components.schemas.extend(entries(more_schemas)?);
    }
    Ok(document)
}

fn entries<T: DeserializeOwned>(map: Map<String, Value>) -> Result<IndexMap<String, T>, Error> {
    map.into_iter().map(|(key, value)| Ok((key, T::deserialize(&value)?))).collect()
}

impl Walk<'_, '_> {
    /// Hands over what is done, if there is someone to take it.
    pub(super) fn done(&self, part: fn(String, Value) -> Part, name: String, value: Value) -> Option<(String, Value)> {
        let Some(parts) = &self.parts else { return Some((name, value)) };
        // Nobody takes any more once one of them does not load, which is what is reported then.
        let _ = parts.send(part(name, value));
        None
    }
}
