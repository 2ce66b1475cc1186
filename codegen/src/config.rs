//! `codegen.toml`: a project's own decisions about its document. Data, not code; unknown keys are refused.

mod format_type;
mod pattern_choice;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diff::Agreement;

pub use format_type::FormatType;
pub use pattern_choice::PatternChoice;

/// The whole file. Every part has a default, so that an empty file is a valid one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// What the generated crate's manifest says.
    #[serde(default)]
    pub package: Package,
    /// JSON pointer into the document (`/servers/0`, `/paths/~1pets/get`, `/components/schemas/Pet`) → the name the generated item gets.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Which operations there are in the crate; all, where nothing is said.
    #[serde(default)]
    pub select: Select,
    /// Format → the type that serves it, in place of the generator's own choice.
    #[serde(default)]
    pub formats: BTreeMap<String, FormatType>,
    /// JSON pointer to a `pattern` of the document → what takes its place.
    #[serde(default)]
    pub patterns: BTreeMap<String, PatternChoice>,
    /// What is agreed on about changes of the document.
    #[serde(default)]
    pub diff: Agreement,
    /// The folder that all files of the document are in, seen from the document's own, as `--root` has it; by default that one itself.
    #[serde(default)]
    pub root: Option<std::path::PathBuf>,
    /// Leave out, with a warning, what is wrong or not supported, as `--skip-unsupported` does.
    #[serde(default)]
    pub skip_unsupported: bool,
}

/// The `[package]` part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// The crate's name; by default made from the document's title, `-api` added.
    pub name: Option<String>,
    /// The crate's version; by default 0.1.0. It is the crate's, not the API's.
    pub version: Option<String>,
    /// SPDX expression.
    pub license: Option<String>,
    /// Where the sources are.
    pub repository: Option<String>,
    /// The crate is a member of a workspace: its manifest gets no `[workspace]` table of its own.
    #[serde(default)]
    pub workspace_member: bool,
    /// The folders, seen from this file's, of the crates that re-export this one: their versions follow the same changes, and `bump` sets them too.
    #[serde(default)]
    pub facades: Vec<std::path::PathBuf>,
    /// Each tag is a feature of the crate; by default where there are a hundred operations or more.
    pub features: Option<bool>,
}

/// The `[select]` part: the crate has these operations and what they reach, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Select {
    /// Operations by method and path, as in `GET /pets`, or by `operationId`.
    #[serde(default)]
    pub operations: Vec<String>,
    /// All operations that have one of these tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// A mistake in the file: what, and where it starts (byte offset).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong, in one sentence.
    pub message: String,
    /// Byte offset into the text, where known.
    pub offset: Option<usize>,
}

impl Config {
    /// Reads the text of a `codegen.toml`.
    ///
    /// # Errors
    /// Not TOML, an unknown key, a value of the wrong type.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text)
            .map_err(|error| ConfigError { message: error.message().to_owned(), offset: error.span().map(|span| span.start) })
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused_with_their_place() {
        let error = Config::parse("[names]\n\"/servers/0\" = \"Europe\"\n[pakage]\n").expect_err("`pakage` is no key");
        assert!(error.message.contains("pakage"), "{}", error.message);
        assert_eq!(error.offset, Some(33));
        assert_eq!(Config::parse(""), Ok(Config::default()));
        let error = |text: &str| Config::parse(text).expect_err("it is wrong").message;
        assert!(error("[formats]\ndate = 'jiff'").contains("`jiff` is no path of a Rust type"));
        assert!(error("[formats.date]\ntype = 'a::B'\ncheck = 1").contains("unknown field `check`"));
        assert!(error("[formats]\ndate = 1").contains("expected a type's path, or a table"));
        assert!(error("[patterns.'/a']\nreason = 'b'").contains("either `replace"));
        assert!(error("[patterns.'/a']\nskip = true\nreplace = 'b'\nreason = 'c'").contains("either `replace"));
        assert!(error("[patterns.'/a']\nskip = true").contains("missing field `reason`"));
        assert!(error("[patterns.'/a']\nskip = true\nreason = ' '").contains("must say why"));
    }
}
