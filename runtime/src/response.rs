//! A success: the typed body, with the status and the headers that it came with.

use std::fmt;
use std::ops::Deref;

use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::headers::Redacted;
use crate::typed_headers::{self, InvalidHeader};

/// What the API answered. Derefs to the body.
#[derive(Clone)]
pub struct ApiResponse<T> {
    body: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> ApiResponse<T> {
    pub(crate) fn new(body: T, (status, headers): (StatusCode, HeaderMap)) -> Self {
        Self { body, status, headers }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers as a type that the document declares for them: the docs of the operation name it.
    ///
    /// # Errors
    ///
    /// If one is not what the document declares, or a required one is missing.
    pub fn headers_as<H: DeserializeOwned>(&self) -> Result<H, InvalidHeader> {
        typed_headers::read(&self.headers)
    }

    /// The body.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.body
    }

    /// Status, headers and body.
    #[must_use]
    pub fn into_parts(self) -> (StatusCode, HeaderMap, T) {
        (self.status, self.headers, self.body)
    }
}

impl<T> Deref for ApiResponse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// The body as its type shows it; secret headers hidden.
impl<T: fmt::Debug> fmt::Debug for ApiResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiResponse")
            .field("status", &self.status)
            .field("headers", &Redacted(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}
