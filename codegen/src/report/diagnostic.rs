//! One message.

use crate::source::{FileId, SourceError};

use super::Place;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated that may not be what was meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One message: what is wrong, where, and what helps.
///
/// ```text
/// error[wrong-type]: `minLength` must be a whole number of at least 0, found -1     severity, code, message
///   --> openapi.yaml:31:30                                                          primary
///    |
/// 31 |                   minLength: -1
///    |                              ^^ not a whole number of at least 0             label
///    |
///    = help: …                                                                     help
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of mistake it is: words in kebab case that never change, such as `wrong-type`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where, if it is anywhere.
    pub primary: Option<Place>,
    /// What to say right there.
    pub label: Option<String>,
    /// Other places that matter, and what to say there.
    pub secondary: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Vec<String>,
    /// The JSON pointer of the value that this is about.
    pub pointer: Option<String>,
}

impl Diagnostic {
    /// An error.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// The same as a warning: what it is about is left out.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = self.severity.max(Severity::Warning);
        self
    }

    /// A note.
    #[must_use]
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self { severity, code, message, primary: None, label: None, secondary: Vec::new(), help: Vec::new(), pointer: None }
    }

    /// What is wrong with a file that could not be read.
    #[must_use]
    pub fn from_source(file: FileId, error: SourceError) -> Self {
        let SourceError { code, message, span, label, also, help } = error;
        let diagnostic = Self {
            primary: Some(Place { file, span }),
            label: label.map(str::to_owned),
            help: help.into_iter().map(str::to_owned).collect(),
            ..Self::error(code, message)
        };
        also.into_iter().fold(diagnostic, |diagnostic, (span, label)| diagnostic.also(Place::new(file, span), label))
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.primary = Some(place);
        self
    }

    /// What to say right there.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Another place that matters, and what to say there.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.secondary.push((place, label.into()));
        self
    }

    /// What to do about it. May be said more than once.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The JSON pointer of the value that this is about.
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }
}
