//! The failures that are the same for every operation.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::api::Status;
use crate::BoxError;
use crate::validate::{Violation, Violations};

/// The request breaks the document, or cannot be written. Nothing was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidRequest(Violations);

impl InvalidRequest {
    pub(crate) fn new(violations: Violations) -> Self {
        Self(violations)
    }

    /// All that is wrong.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        self.0.as_slice()
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request was not sent, it is invalid: {}", self.0)
    }
}

impl Error for InvalidRequest {}

/// The request or the reply did not get through.
#[derive(Clone, Debug)]
pub struct TransportError(Arc<dyn Error + Send + Sync>);

impl TransportError {
    pub(crate) fn new(source: BoxError) -> Self {
        Self(source.into())
    }

    /// The deepest cause, which is mostly the one that says what is the matter.
    pub(crate) fn cause(&self) -> &(dyn Error + 'static) {
        let mut cause: &(dyn Error + 'static) = &*self.0;
        while let Some(source) = cause.source() {
            cause = source;
        }
        cause
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no reply from the API: {}", self.cause())
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

/// The call took longer than it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeout(Duration);

impl Timeout {
    pub(crate) fn new(limit: Duration) -> Self {
        Self(limit)
    }

    /// How long it may take.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.0
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no complete reply from the API within {:?}", self.0)
    }
}

impl Error for Timeout {}

/// The reply is larger than the client accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    limit: u64,
    status: StatusCode,
}

impl TooLarge {
    pub(crate) fn new(limit: u64, status: StatusCode) -> Self {
        Self { limit, status }
    }

    /// How many bytes the client accepts.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// The status of the reply.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API answered {} with more than {} bytes", Status(self.status), self.limit)
    }
}

impl Error for TooLarge {}
