//! The file of groups.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A schema, and what it says of some values.
#[derive(Debug, Deserialize)]
pub(crate) struct Group {
    /// The suite's file, and its place there: `allOf.json#1`.
    pub(crate) id: String,
    /// `outside`: it uses keywords that no type models.
    pub(crate) class: String,
    /// What it is about.
    #[serde(rename = "group")]
    pub(crate) about: String,
    /// Those keywords.
    #[serde(default)]
    pub(crate) outside: Vec<String>,
    pub(crate) schema: Value,
    #[serde(default)]
    pub(crate) tests: Vec<Test>,
}

/// A value, and whether the schema allows it.
#[derive(Debug, Deserialize)]
pub(crate) struct Test {
    pub(crate) description: String,
    /// As it is written: numbers keep their digits.
    pub(crate) data: Box<RawValue>,
    pub(crate) valid: bool,
}

impl Group {
    pub(crate) fn is_outside(&self) -> bool {
        self.class == "outside"
    }

    /// The suite's file.
    pub(crate) fn file(&self) -> &str {
        self.id.split('#').next().unwrap_or_default()
    }

    /// Whether `format` asserts something. In the required part of the suite it is an annotation.
    pub(crate) fn asserts_formats(&self) -> bool {
        self.id.starts_with("optional/")
    }
}

/// Reads a file of groups, one on each line.
pub(crate) fn read(path: &Path, filter: &str) -> io::Result<Vec<Group>> {
    let text = fs::read_to_string(path)?;
    let mut groups = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let group: Group = serde_json::from_str(line).map_err(|error| io::Error::other(format!("line {}: {error}", index + 1)))?;
        if group.id.contains(filter) {
            groups.push(group);
        }
    }
    Ok(groups)
}
