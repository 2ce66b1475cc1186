//! The rewritten value → the model of OpenAPI 3.0.
//!
//! Paths and schemas, which are most of a document, are loaded beside the walk that rewrites the others.

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr, Schema};
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

/// A part that is loaded, and what it was made of: freed by another thread than has made it, it would hold up the walk.
pub(super) type Loaded = (Made, Value);

/// A part of the model, and its name.
pub(super) enum Made {
    Path(String, Box<ReferenceOr<PathItem>>),
    Schema(String, Box<ReferenceOr<Schema>>),
}

/// Loads a part.
///
/// # Errors
/// What the model has no room for.
pub(super) fn part(part: Part) -> Result<Loaded, Error> {
    // Borrowed, because what the model's untagged enums set aside and copy then has no strings of its own.
    Ok(match part {
        Part::Path(path, value) => (Made::Path(path, Box::deserialize(&value)?), value),
        Part::Schema(name, value) => (Made::Schema(name, Box::deserialize(&value)?), value),
    })
}

/// Loads what is left of a document, and adds the parts.
///
/// # Errors
/// What the model has no room for.
pub(super) fn load(mut value: Value, parts: Vec<Result<Loaded, Error>>) -> Result<OpenAPI, Error> {
    let mut taken = |pointer| value.pointer_mut(pointer).and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default();
    let (more_paths, more_schemas) = (taken("/paths"), taken("/components/schemas"));
    let mut document = OpenAPI::deserialize(&value)?;
    let (mut paths, mut schemas) = (IndexMap::new(), IndexMap::new());
    for part in parts {
        match part?.0 {
            Made::Path(path, item) => drop(paths.insert(path, *item)),
            Made::Schema(name, schema) => drop(schemas.insert(name, *schema)),
        }
    }
    paths.extend(entries(more_paths)?);
    schemas.extend(entries(more_schemas)?);
    document.paths.paths = paths;
    if let Some(components) = &mut document.components {
        components.schemas = schemas;
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
        // It is gone where nobody is there to take it, which there is as long as this is.
        let _ = parts.send(part(name, value));
        None
    }
}
