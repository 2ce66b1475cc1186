//! Where something is, across files.

use crate::source::{FileId, Span};

/// A stretch of text in one of the files of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The text; nothing if it is about the whole file.
    pub span: Option<Span>,
}

impl Place {
    /// A stretch of a file.
    #[must_use]
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span: Some(span) }
    }

    /// What a span marks, in the file that it is of.
    #[must_use]
    pub fn of(span: Span) -> Self {
        Self::new(span.file(), span)
    }

    /// A whole file.
    #[must_use]
    pub fn file(file: FileId) -> Self {
        Self { file, span: None }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::of(span)
    }
}
