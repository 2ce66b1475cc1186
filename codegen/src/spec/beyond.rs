//! What references lead to that is no part of the document.

use std::fmt::{self, Display, Formatter};

/// Where a reference leads that is not followed. Its text is what messages call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Over the network.
    Host,
    /// To a file that cannot be read.
    Missing,
    /// Out of the folder that all files must be in.
    Outside,
    /// To a file that is no YAML or JSON.
    Malformed,
}

impl Beyond {
    /// What helps with what a message says.
    #[must_use]
    pub fn help(message: &str) -> Option<&'static str> {
        let is_outside = message.contains(&Self::Outside.to_string());
        is_outside.then_some("say with `--root DIR` in which folder all files of the document are")
    }

    /// Whether a message says that a part of the document is missing.
    #[must_use]
    pub fn is_incomplete(message: &str) -> bool {
        [Self::Missing, Self::Outside].iter().any(|beyond| message.contains(&beyond.to_string()))
    }
}

impl Display for Beyond {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Host => "another host",
            Self::Missing => "a file that is not there",
            Self::Malformed => "a file that is wrong",
            Self::Outside => "a file outside of the document's folder",
        })
    }
}
