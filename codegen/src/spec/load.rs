//! The rewritten value → the model of OpenAPI 3.0.

use indexmap::IndexMap;
use openapiv3::OpenAPI;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Map, Value};

use crate::parallel;

/// Loads a document. Its paths and schemas, which are most of it, are loaded side by side.
///
/// # Errors
/// What the model has no room for.
pub(super) fn load(mut value: Value) -> Result<OpenAPI, Error> {
    let mut taken = |pointer| value.pointer_mut(pointer).and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default();
    let (paths, schemas) = (taken("/paths"), taken("/components/schemas"));
    let mut document = OpenAPI::deserialize(&value)?;
    document.paths.paths = entries(paths)?;
    if let Some(components) = &mut document.components {
        components.schemas = entries(schemas)?;
    }
    Ok(document)
}

fn entries<T: DeserializeOwned + Send>(map: Map<String, Value>) -> Result<IndexMap<String, T>, Error> {
    let entries: Vec<(String, Value)> = map.into_iter().collect();
    // Borrowed, because what the model's untagged enums set aside and copy then has no strings of its own.
    let values = parallel::map(&entries, |(_, value)| T::deserialize(value).map(Box::new));
    entries.into_iter().zip(values).map(|((key, _), value)| Ok((key, *value?))).collect()
}
