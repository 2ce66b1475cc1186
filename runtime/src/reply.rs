//! What came back: a reply as the decoding functions of generated code see it, and what they make of it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::DecodeError;
use crate::headers::Redacted;
use crate::integral;
use crate::stream::{ByteStream, EventStream, ItemStream, Read, Unread};
use crate::validate::{At, Violations};

/// A reply of the API. Cheap to clone.
///
/// It is read to its end, unless the call [streams](crate::Request::streaming): then it is decoded before its body is
/// read, and if decoding did not take the body, once more after.
#[derive(Clone)]
pub struct Reply(Arc<Parts>);

struct Parts {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    unread: Mutex<Option<Unread>>,
    is_strict: bool,
}

/// What looks for violations in a value: mostly [`Validate::validate`](crate::Validate::validate).
pub type Check<T> = fn(&T, &At<'_>, &mut Violations);

/// What a reply is, by its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T, E> {
    /// A success that the document declares.
    Success(T),
    /// A failure that the document declares with a body.
    Failure(E),
    /// A status that the document says nothing about, or no more than that it may come.
    Undeclared,
}

impl Reply {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes, is_strict: bool) -> Self {
        Self(Arc::new(Parts { status, headers, body, unread: Mutex::new(None), is_strict }))
    }

    /// A reply of which nothing but the head has come yet.
    pub(crate) fn unread(status: StatusCode, headers: HeaderMap, unread: Unread, is_strict: bool) -> Self {
        Self(Arc::new(Parts { status, headers, body: Bytes::new(), unread: Mutex::new(Some(unread)), is_strict }))
    }

    /// The same reply with another body.
    pub(crate) fn with_body(&self, body: Bytes) -> Self {
        Self::new(self.0.status, self.0.headers.clone(), body, self.0.is_strict)
    }

    /// What is still to be read, for the one who reads it.
    pub(crate) fn take_unread(&self) -> Option<Unread> {
        self.0.unread.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The status, as a number for `match`.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status.as_u16()
    }

    /// The status.
    #[must_use]
    pub fn status_code(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.0.body
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// If the body is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        match std::str::from_utf8(&self.0.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(DecodeError::not_utf8(self.clone(), error)),
        }
    }

    /// The body as JSON, whatever its content type says: servers often get that wrong.
    ///
    /// # Errors
    ///
    /// If the body is no JSON, or not that of a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.json_of(&self.0.body) {
            // JSON Schema calls 1.0 an integer, and serde's integers do not.
            Err(error) => integral::rewritten(&self.0.body).and_then(|body| self.json_of(&body).ok()).ok_or(error),
            read => read,
        }
    }

    fn json_of<T: DeserializeOwned>(&self, body: &[u8]) -> Result<T, DecodeError> {
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let value = serde_path_to_error::deserialize(&mut deserializer)
            .map_err(|error| DecodeError::json(self.clone(), error.path(), error.inner()))?;
        match deserializer.end() {
            Ok(()) => Ok(value),
            Err(error) => Err(DecodeError::trailing(self.clone(), &error)),
        }
    }

    /// The body as JSON, and where the client is [strict](crate::ClientBuilder::strict), checked.
    ///
    /// # Errors
    ///
    /// If the body is no JSON, or not that of a `T`; of a strict client, also if the check finds something.
    pub fn json_with<T: DeserializeOwned>(&self, check: Check<T>) -> Result<T, DecodeError> {
        let value = self.json()?;
        if self.0.is_strict {
            self.examine(&|at, violations| check(&value, at, violations))?;
        }
        Ok(value)
    }

    /// Holds what was decoded against what was received.
    fn examine(&self, check: &dyn Fn(&At<'_>, &mut Violations)) -> Result<(), DecodeError> {
        // It was read before.
        let body: Value = self.json()?;
        let mut violations = Violations::new();
        check(&At::received(&body), &mut violations);
        if violations.is_empty() { Ok(()) } else { Err(DecodeError::invalid(self.clone(), violations)) }
    }

    /// The body as a stream of bytes.
    ///
    /// # Errors
    ///
    /// None. It is a `Result` like that of the others.
    pub fn stream(&self) -> Result<ByteStream, DecodeError> {
        Ok(ByteStream::new(self.clone()))
    }

    /// The body as server-sent events whose data is JSON.
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn events<T: DeserializeOwned>(&self) -> Result<EventStream<T>, DecodeError> {
        self.events_with(|_, _, _| {})
    }

    /// The same, each of them checked where the client is [strict](crate::ClientBuilder::strict).
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn events_with<T: DeserializeOwned>(&self, check: Check<T>) -> Result<EventStream<T>, DecodeError> {
        Ok(EventStream::new(ByteStream::new(self.clone()), Read::Json(Reply::json_with, check)))
    }

    /// The body as server-sent events whose data is text.
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn text_events(&self) -> Result<EventStream<String>, DecodeError> {
        Ok(EventStream::new(ByteStream::new(self.clone()), Read::Text(|data| data)))
    }

    /// The body as JSON values, each on a line of its own (JSON lines, NDJSON) or behind a record separator (RFC 7464).
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn items<T: DeserializeOwned>(&self) -> Result<ItemStream<T>, DecodeError> {
        self.items_with(|_, _, _| {})
    }

    /// The same, each of them checked where the client is [strict](crate::ClientBuilder::strict).
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn items_with<T: DeserializeOwned>(&self, check: Check<T>) -> Result<ItemStream<T>, DecodeError> {
        Ok(ItemStream::new(ByteStream::new(self.clone()), check))
    }

    /// The content type, where it is text.
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.0.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// Status and headers, without a copy where nobody else holds the reply.
    pub(crate) fn into_head(self) -> (StatusCode, HeaderMap) {
        match Arc::try_unwrap(self.0) {
            Ok(parts) => (parts.status, parts.headers),
            Err(shared) => (shared.status, shared.headers.clone()),
        }
    }
}

/// Without the body and secret headers.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.0.status)
            .field("headers", &Redacted(&self.0.headers))
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .finish()
    }
}
