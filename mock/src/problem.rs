//! What goes wrong on our side: a document that cannot be played ([`Error`], at start) and a corner of it that cannot be
//! understood ([`Problem`], when a request first reaches it).

use std::{fmt, io};

/// Why a mock did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The value is no `OpenAPI` 3.0, 3.1 or 3.2 document with paths.
    Document(String),
    /// The address could not be bound, or the server thread not be started.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(reason) => write!(f, "this document cannot be played: {reason}"),
            Self::Io(error) => write!(f, "the mock server could not be started: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Document(_) => None,
            Self::Io(error) => Some(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A defect of the document that a request ran into: answered with status 500 and this text.
///
/// A document with a broken corner can still be played everywhere else, which is why this is found at request time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem(pub(crate) String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
