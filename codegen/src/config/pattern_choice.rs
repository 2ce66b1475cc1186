//! `[patterns]`: what the project does about a pattern of the document.

use serde::Deserialize;

/// What takes the place of a pattern, and why.
///
/// ```toml
/// [patterns."/components/schemas/Name/pattern"]
/// replace = '^[^\p{C}]+$'
/// reason = "`\\p{Print}` is Java's"
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Table")]
pub struct PatternChoice {
    /// The pattern that is meant. `None`: it is not enforced.
    pub instead: Option<String>,
    /// Why, for those who read the configuration and the report.
    pub reason: String,
}

/// As it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    replace: Option<String>,
    #[serde(default)]
    skip: bool,
    reason: String,
}

impl TryFrom<Table> for PatternChoice {
    type Error = &'static str;

    fn try_from(Table { replace, skip, reason }: Table) -> Result<Self, &'static str> {
        if replace.is_some() == skip {
            return Err("a pattern has either `replace = \"…\"` or `skip = true`");
        }
        if reason.trim().is_empty() {
            return Err("`reason` must say why");
        }
        Ok(Self { instead: replace, reason })
    }
}
