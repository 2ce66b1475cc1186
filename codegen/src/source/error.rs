//! What can be wrong with a file.

use std::path::PathBuf;

use super::build::DUPLICATE_KEY;
use super::{FileId, Node, Span, Text};

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// What kind of mistake it is: words in kebab case that never change, such as `duplicate-key`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where, if it is at one place of the text.
    pub span: Option<Span>,
    /// What to say right at that place.
    pub label: Option<&'static str>,
    /// Other places that matter, and what to say there.
    pub also: Vec<(Span, &'static str)>,
    /// What to do about it.
    pub help: Option<&'static str>,
}

impl SourceError {
    /// Whether the file has a value all the same, which most programs would read: of a key that is there twice, the last one counts.
    #[must_use]
    pub fn is_minor(&self) -> bool {
        self.code == DUPLICATE_KEY
    }

    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None, label: None, also: Vec::new(), help: None }
    }

    pub(super) fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }

    pub(super) fn label(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    pub(super) fn also(mut self, span: Span, label: &'static str) -> Self {
        self.also.push((span, label));
        self
    }

    pub(super) fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }
}

/// A file that could not be read: its text, as far as there is one, and all that is wrong with it.
#[derive(Clone, Debug)]
pub struct ReadError {
    /// The text that the spans of the errors are about.
    pub text: Text,
    /// At least one.
    pub errors: Vec<SourceError>,
    /// The value, where it is sound enough to find in it what else is wrong.
    pub partial: Option<Box<Node>>,
}

/// Why a reference to another file leads to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// It is outside of the folder that all files must be in.
    Outside {
        /// That folder.
        root: PathBuf,
    },
    /// The document was not read from a file, so that a path leads nowhere from it.
    Nowhere,
    /// There are too many files, or they hold too much.
    TooMany,
    /// It cannot be read, for a reason that stands behind the path.
    Unreadable {
        /// The file as messages call it.
        name: String,
        /// Why.
        why: String,
    },
    /// It was read, and is no YAML or JSON: [`Sources::take_errors`](super::Sources::take_errors) has what is wrong.
    Malformed(FileId),
}
