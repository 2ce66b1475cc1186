//! All messages of a run.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use crate::source::{FileId, SourceError, Sources};

use super::{Diagnostic, Severity};

/// The messages of a run, in the order they came up until [`Report::sort`] is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

/// How many messages there are of each severity. Displays as `2 errors, 1 warning`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Report {
    /// No messages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reads a file, and reports what is wrong with it.
    pub fn read(&mut self, sources: &Sources, path: &Path) -> Option<FileId> {
        self.reading(sources.read(path))
    }

    /// The outcome of [`Sources::read`] or [`Sources::insert`], with its errors reported.
    pub fn reading(&mut self, outcome: Result<FileId, (FileId, Vec<SourceError>)>) -> Option<FileId> {
        let (file, errors) = match outcome {
            Ok(file) => return Some(file),
            Err(failed) => failed,
        };
        self.extend(errors.into_iter().map(|error| Diagnostic::from_source(file, error)));
        None
    }

    /// Whether there is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many messages there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |severity| self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Counts { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }

    /// The messages.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.diagnostics.iter()
    }

    /// Orders the messages by file and place, those without a place first, and drops what is said twice.
    ///
    /// Twice is the same severity, code and message about the same place, even if it came up at different pointers: an
    /// alias brings the same text to many of them.
    pub fn sort(&mut self) {
        let mut seen = HashSet::new();
        self.diagnostics
            .retain(|diagnostic| seen.insert((diagnostic.severity, diagnostic.code, diagnostic.message.clone(), diagnostic.primary)));
        self.diagnostics.sort_by_key(|diagnostic| (diagnostic.primary, diagnostic.severity));
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        self.diagnostics.extend(diagnostics);
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(diagnostics: T) -> Self {
        Self { diagnostics: diagnostics.into_iter().collect() }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = parts.map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" })).collect();
        formatter.write_str(&if parts.is_empty() { "nothing to report".to_owned() } else { parts.join(", ") })
    }
}
