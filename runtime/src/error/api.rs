//! The API said no, or something that the document does not foresee.

use std::convert::Infallible;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::decode::DecodeError;
use crate::reply::Reply;
use crate::typed_headers::{self, InvalidHeader};

/// A reply that is not a success which the document declares.
pub struct ApiError<E = Infallible> {
    reply: Reply,
    body: Body<E>,
}

enum Body<E> {
    /// Boxed, so that results stay small whatever the document declares.
    Declared(Box<E>),
    /// Declared, but something else came: a proxy's page, say.
    Unreadable(DecodeError),
    Undeclared,
    Erased,
}

impl<E> ApiError<E> {
    pub(crate) fn declared(reply: Reply, body: E) -> Self {
        Self { reply, body: Body::Declared(Box::new(body)) }
    }

    pub(crate) fn unreadable(reply: Reply, error: DecodeError) -> Self {
        Self { reply, body: Body::Unreadable(error) }
    }

    pub(crate) fn undeclared(reply: Reply) -> Self {
        Self { reply, body: Body::Undeclared }
    }

    pub(super) fn erase(self) -> ApiError {
        let body = match self.body {
            Body::Declared(_) | Body::Erased => Body::Erased,
            Body::Unreadable(error) => Body::Unreadable(error),
            Body::Undeclared => Body::Undeclared,
        };
        ApiError { reply: self.reply, body }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.reply.status_code()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.reply.headers()
    }

    /// The headers as a type that the document declares for them: the docs of the operation name it.
    ///
    /// # Errors
    ///
    /// If one is not what the document declares, or a required one is missing.
    pub fn headers_as<H: DeserializeOwned>(&self) -> Result<H, InvalidHeader> {
        typed_headers::read(self.headers())
    }

    /// The body, if the document declares one for this status and that is what came.
    #[must_use]
    pub fn body(&self) -> Option<&E> {
        match &self.body {
            Body::Declared(body) => Some(body),
            _ => None,
        }
    }

    /// The body, if the document declares one for this status and that is what came.
    #[must_use]
    pub fn into_body(self) -> Option<E> {
        match self.body {
            Body::Declared(body) => Some(*body),
            _ => None,
        }
    }

    /// The body as it came, whatever it is. It is no longer than the client accepts.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.reply.bytes()
    }
}

/// Without the body and secret headers.
impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = match &self.body {
            Body::Declared(_) | Body::Erased => "declared",
            Body::Unreadable(_) => "not what is declared",
            Body::Undeclared => "undeclared",
        };
        f.debug_struct("ApiError").field("reply", &self.reply).field("body", &format_args!("{body}")).finish()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API answered {}", Status(self.status()))?;
        match &self.body {
            Body::Declared(_) | Body::Erased => Ok(()),
            Body::Unreadable(_) => f.write_str(", with a body that is not what its document declares"),
            Body::Undeclared => f.write_str(", which its document does not declare"),
        }
    }
}

impl<E> std::error::Error for ApiError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.body {
            Body::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}

/// A status in words, where it has some.
pub(super) struct Status(pub(super) StatusCode);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())?;
        match self.0.canonical_reason() {
            Some(reason) => write!(f, " {reason}"),
            None => Ok(()),
        }
    }
}
