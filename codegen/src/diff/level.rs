//! How much a change matters: on the wire, and to a version number.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a change means for programs already deployed.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing.
    Info,
    /// They may break, which the document alone cannot tell.
    Warning,
    /// Some of them break.
    Breaking,
}

impl Level {
    /// In one word, as the configuration and the outputs have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which part of a version number (Semantic Versioning 2.0.0) a change of a crate's API raises.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// Nothing that code can see: prose, values of constraints.
    Patch,
    /// Something is added or deprecated.
    Minor,
    /// Code that compiled does not any more.
    Major,
}

impl Bump {
    /// In one word, as the configuration and the outputs have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
