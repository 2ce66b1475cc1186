//! A variant whose type does not have the tag as a property.

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Writes an object with its tag in front.
///
/// # Errors
///
/// If the value cannot be written, or is no object.
pub fn tagged<S: Serializer>(serializer: S, name: &str, tag: &str, value: &impl Serialize) -> Result<S::Ok, S::Error> {
    let Value::Object(object) = serde_json::to_value(value).map_err(S::Error::custom)? else {
        return Err(S::Error::custom("only objects have a tag"));
    };
    let mut map = serializer.serialize_map(Some(object.len() + 1))?;
    map.serialize_entry(name, tag)?;
    for (key, value) in object.iter().filter(|(key, _)| *key != name) {
        map.serialize_entry(key, value)?;
    }
    map.end()
}
