//! What references lead to that is no part of the document.

use std::fmt::{self, Display, Formatter};

use super::Spec;

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

/// What is known of a reference that is not followed.
#[derive(Clone, Debug)]
pub(super) struct Unfollowed {
    pub(super) beyond: Beyond,
    pub(super) help: Option<String>,
}

impl Beyond {
    /// Whether a message says that a part of the document is missing.
    #[must_use]
    pub fn is_incomplete(message: &str) -> bool {
        [Self::Missing, Self::Outside].iter().any(|beyond| message.contains(&beyond.to_string()))
    }
}

impl Spec<'_> {
    /// What a reference leads to that was left as it is, for messages.
    #[must_use]
    pub fn beyond(&self, reference: &str) -> String {
        let beyond = self.beyond.get(reference).map_or(Beyond::Missing, |known| known.beyond);
        format!("a `$ref` to {beyond} (`{reference}`)")
    }

    /// What helps with that.
    #[must_use]
    pub fn help_beyond(&self, message: &str) -> Option<&str> {
        self.beyond.iter().find(|(reference, _)| message == self.beyond(reference)).and_then(|(_, known)| known.help.as_deref())
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
