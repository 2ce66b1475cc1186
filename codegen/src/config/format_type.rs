//! `[formats]`: types of the project's own choice.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What serves a format: a type's path (`"String"`, `"std::net::Ipv4Addr"`), or a table that also says where the type comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatType {
    /// The type: `String`, or a path from a crate on, with arguments in `<…>` where it takes some.
    pub path: String,
    /// Dependencies of the generated crate: names, and what its manifest says of each.
    pub dependencies: BTreeMap<String, String>,
}

/// What every generated crate depends on.
const THERE_ALREADY: &[&str] = &["openapi-client", "serde", "serde_json"];

/// The longer way to write one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    r#type: String,
    #[serde(default)]
    dependencies: BTreeMap<String, toml::Value>,
}

impl<'de> Deserialize<'de> for FormatType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Form)
    }
}

struct Form;

impl<'de> Visitor<'de> for Form {
    type Value = FormatType;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a type's path, or a table with `type` and `dependencies`")
    }

    fn visit_str<E: Error>(self, path: &str) -> Result<FormatType, E> {
        checked(path.to_owned(), BTreeMap::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FormatType, A::Error> {
        let Table { r#type, dependencies } = Table::deserialize(MapAccessDeserializer::new(map))?;
        checked(r#type, dependencies)
    }
}

fn checked<E: Error>(path: String, dependencies: BTreeMap<String, toml::Value>) -> Result<FormatType, E> {
    if path != "String" && (!path.contains("::") || after_path(&path) != Some("")) {
        return Err(E::custom(format!(
            "`{path}` is no path of a Rust type: write `String`, or the way from a crate on, as in `std::net::Ipv4Addr`"
        )));
    }
    if let Some(name) = dependencies.keys().find(|name| THERE_ALREADY.contains(&name.as_str())) {
        return Err(E::custom(format!("`{name}` is a dependency of every generated crate")));
    }
    if let Some(name) = dependencies.keys().find(|name| !is_bare(name)) {
        return Err(E::custom(format!("`{name}` is no name of a crate")));
    }
    let dependencies = dependencies.into_iter().map(|(name, value)| (name, inline(&value))).collect();
    Ok(FormatType { path, dependencies })
}

/// Whether a key needs no quotes (TOML 1.0, "Keys"), as no name of a crate does.
fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A value as TOML on one line.
fn inline(value: &toml::Value) -> String {
    // A string of JSON is one of TOML.
    let string = |text: &str| serde_json::Value::from(text).to_string();
    match value {
        toml::Value::String(text) => string(text),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(flag) => flag.to_string(),
        toml::Value::Datetime(time) => time.to_string(),
        toml::Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        toml::Value::Table(members) => {
            let key = |key: &str| if is_bare(key) { key.to_owned() } else { string(key) };
            let members: Vec<String> = members.iter().map(|(name, value)| format!("{} = {}", key(name), inline(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
    }
}

/// What follows a path: `a::b::C<d::E, F>`.
fn after_path(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    if let Some(rest) = rest.strip_prefix("::") {
        return after_path(rest);
    }
    let Some(mut rest) = rest.strip_prefix('<') else { return Some(rest) };
    loop {
        rest = after_path(rest)?.trim_start();
        match rest.split_at_checked(1)? {
            (",", more) => rest = more.trim_start(),
            (">", more) => return Some(more),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_rust() {
        for good in ["std::net::Ipv4Addr", "chrono::DateTime<chrono::Utc>", "a::B<c::D<e::F>, G>"] {
            assert_eq!(after_path(good), Some(""), "{good}");
        }
        for bad in ["", "a::", "::a", "a b", "a::b<", "a::b<>", "a::B<c>d", "a::b; fn main() {}", "a::1", "&str", "a:b"] {
            assert_ne!(after_path(bad), Some(""), "{bad}");
        }
    }
}
