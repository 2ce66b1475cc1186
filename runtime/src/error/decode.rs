//! A reply that is not what the document declares: where, and why, without the values.
//!
//! serde's messages quote what they found, which may be a secret. What is kept of them is what a type expects, the kind
//! of value found, and names of fields: all from the document, none from the reply.

use std::fmt::{self, Write};
use std::str::Utf8Error;

use bytes::Bytes;
use http::StatusCode;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::api::Status;
use crate::reply::Reply;
use crate::validate::{Token, Violation, Violations};

/// The body of a reply could not be read as what the document declares.
pub struct DecodeError(Box<Inner>);

struct Inner {
    reply: Reply,
    pointer: String,
    problem: String,
    violations: Violations,
}

impl DecodeError {
    fn new(reply: Reply, pointer: String, problem: String) -> Self {
        Self(Box::new(Inner { reply, pointer, problem, violations: Violations::new() }))
    }

    /// A body that was decoded, by a client that is strict.
    pub(crate) fn invalid(reply: Reply, violations: Violations) -> Self {
        let pointer = violations.as_slice().first().map(|first| first.pointer.clone()).unwrap_or_default();
        Self(Box::new(Inner { reply, pointer, problem: String::new(), violations }))
    }

    pub(crate) fn json(reply: Reply, path: &Path, error: &serde_json::Error) -> Self {
        let problem = if reply.bytes().is_empty() { "the body is empty".to_owned() } else { problem(error) };
        Self::new(reply, pointer(path), problem)
    }

    pub(crate) fn trailing(reply: Reply, error: &serde_json::Error) -> Self {
        Self::new(reply, String::new(), problem(error))
    }

    pub(crate) fn not_utf8(reply: Reply, error: Utf8Error) -> Self {
        Self::new(reply, String::new(), format!("not UTF-8 from byte {} on", error.valid_up_to()))
    }

    /// The place of the (first) value that is wrong, as a JSON pointer (RFC 6901); empty for the body as a whole.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// What a [strict](crate::ClientBuilder::strict) client has found in a body that it could read: all of it.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        self.0.violations.as_slice()
    }

    /// The content type that the reply claims.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.0.reply.content_type()
    }

    /// The status of the reply.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.reply.status_code()
    }

    /// The headers of the reply.
    #[must_use]
    pub fn headers(&self) -> &http::HeaderMap {
        self.0.reply.headers()
    }

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.0.reply.bytes()
    }
}

/// Without the body and secret headers.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { reply, pointer, problem, violations } = &*self.0;
        let mut shown = f.debug_struct("DecodeError");
        shown.field("reply", reply).field("pointer", pointer).field("problem", problem).field("violations", violations).finish()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content_type = self.content_type().unwrap_or("no content type");
        write!(f, "the reply ({}, {content_type}) is not what the document declares: ", Status(self.status()))?;
        if !self.violations().is_empty() {
            return self.0.violations.fmt(f);
        }
        if !self.0.pointer.is_empty() {
            write!(f, "at {}: ", self.0.pointer)?;
        }
        f.write_str(&self.0.problem)
    }
}

impl std::error::Error for DecodeError {}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        // Writing to a string cannot fail.
        let _ = match segment {
            Segment::Seq { index } => write!(pointer, "/{index}"),
            Segment::Map { key } | Segment::Enum { variant: key } => write!(pointer, "/{}", Token(key)),
            Segment::Unknown => write!(pointer, "/?"),
        };
    }
    pointer
}

/// The message without values from the reply.
pub(crate) fn problem(error: &serde_json::Error) -> String {
    let message = error.to_string();
    // Those of the parser are fixed texts, and the place helps.
    if error.classify() != Category::Data {
        return message;
    }
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    // What a type expects is the last thing said: a value with these words in it comes before.
    let expected = message.rsplit_once(", expected ").map(|(_, expected)| expected);
    match (found(message), expected) {
        (Some(found), Some(expected)) => format!("expected {expected}, found {found}"),
        (None, Some(expected)) if message.starts_with("unknown ") => format!("expected {expected}"),
        _ if is_about_names(message) => message.to_owned(),
        _ => "the value does not fit its type".to_owned(),
    }
}

/// The kind of the value that a message quotes.
fn found(message: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 10] = [
        ("boolean", "a boolean"),
        ("integer", "an integer"),
        ("floating point", "a number"),
        ("number", "a number"),
        ("string", "a string"),
        ("character", "a string"),
        ("null", "null"),
        ("unit", "null"),
        ("sequence", "an array"),
        ("map", "an object"),
    ];
    let value = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    KINDS.iter().find(|(start, _)| value.starts_with(start)).map(|(_, kind)| *kind)
}

/// Whether a message has names of the document only. A field name in it is one of a type, not of the reply.
fn is_about_names(message: &str) -> bool {
    ["missing field `", "duplicate field `", "no variant fits", "invalid length "].iter().any(|start| message.starts_with(start))
}
