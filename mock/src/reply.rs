//! Replies: what a mock sends back, be it made from the document or scripted by a test.

use std::time::Duration;

use serde_json::{Value, json};

use crate::record::Violation;

/// A reply that a test has a mock send; made by [`Reply::status`] and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Nothing if the document's own reply is wanted.
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delay: Duration,
    /// It fits several variants of a `oneOf`.
    pub(crate) is_ambiguous: bool,
}

impl Reply {
    /// An empty reply of a status.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self { status: Some(status), headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, is_ambiguous: false }
    }

    /// What the document says, as if nothing were scripted: to be given after others.
    #[must_use]
    pub fn documented() -> Self {
        Self { status: None, ..Self::status(200) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets a JSON body, and its content type.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "it is mostly written as `.json(json!(…))`")]
    pub fn json(self, body: Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Sets a body of any content type.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", content_type)
    }

    /// Has the mock wait before it answers.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// A reply of the mock's own: what is wrong, and where.
pub(crate) fn complaint(status: u16, title: &str, violations: &[Violation]) -> Reply {
    let violations: Vec<Value> = violations.iter().map(Violation::to_json).collect();
    Reply::status(status).json(json!({ "title": title, "violations": violations }))
}
