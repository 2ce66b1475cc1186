//! What a mock remembers of each request: a [`Recorded`], with the [`Violation`]s that were found in it.

use std::fmt;

use serde_json::{Value, json};

/// A request that a mock received, and what it made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// The method, in upper case.
    pub method: String,
    /// The path as sent: percent-encoded, with base path, without query.
    pub path: String,
    /// The query's names and values, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The headers as sent, names in lower case, in order.
    pub headers: Vec<(String, String)>,
    /// The body as sent.
    pub body: Vec<u8>,
    /// The key of `paths` that the request matched.
    pub operation: Option<String>,
    /// Everything in the request that the document does not allow.
    pub violations: Vec<Violation>,
    /// The status that the mock answered with.
    pub status: u16,
    /// The reply fits several variants of a `oneOf`: no value was found that fits only one, as the document demands.
    pub is_ambiguous: bool,
}

impl Recorded {
    /// The first header of a name, in whatever case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// The part of a request that a violation is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The method or the path as a whole.
    Route,
    /// A parameter in the path.
    Path,
    /// A parameter in the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// The body or its content type.
    Body,
    /// The credentials.
    Security,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Route => "route",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
            Self::Security => "security",
        })
    }
}

/// One thing in a request that the document does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where it is.
    pub part: Part,
    /// A JSON pointer: into the body, or from the name of the parameter into its value.
    pub pointer: String,
    /// What is wrong. The value itself is not repeated.
    pub message: String,
}

impl Violation {
    pub(crate) fn new(part: Part, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { part, pointer: pointer.into(), message: message.into() }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "in": self.part.to_string(), "pointer": self.pointer, "message": self.message })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.part, self.pointer, self.message)
    }
}
