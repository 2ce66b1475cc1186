//! What came back: a reply as the decoding functions of generated code see it, and what they make of it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::error::DecodeError;
use crate::headers::Redacted;
use crate::stream::{ByteStream, Event, EventStream, ItemStream, Unread};

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
}

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
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self(Arc::new(Parts { status, headers, body, unread: Mutex::new(None) }))
    }

    /// A reply of which nothing but the head has come yet.
    pub(crate) fn unread(status: StatusCode, headers: HeaderMap, unread: Unread) -> Self {
        Self(Arc::new(Parts { status, headers, body: Bytes::new(), unread: Mutex::new(Some(unread)) }))
    }

    /// The same reply with another body.
    pub(crate) fn with_body(&self, body: Bytes) -> Self {
        Self::new(self.0.status, self.0.headers.clone(), body)
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
        let mut deserializer = serde_json::Deserializer::from_slice(&self.0.body);
        let value = serde_path_to_error::deserialize(&mut deserializer)
            .map_err(|error| DecodeError::json(self.clone(), error.path(), error.inner()))?;
        match deserializer.end() {
            Ok(()) => Ok(value),
            Err(error) => Err(DecodeError::trailing(self.clone(), &error)),
        }
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
        Ok(EventStream::new(ByteStream::new(self.clone()), Event::of_json, true))
    }

    /// The body as server-sent events whose data is text.
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn text_events(&self) -> Result<EventStream<String>, DecodeError> {
        Ok(EventStream::new(ByteStream::new(self.clone()), Event::of_text, false))
    }

    /// The body as JSON values, each on a line of its own (JSON lines, NDJSON) or behind a record separator (RFC 7464).
    ///
    /// # Errors
    ///
    /// None: what does not decode is an error of the stream.
    pub fn items<T: DeserializeOwned>(&self) -> Result<ItemStream<T>, DecodeError> {
        Ok(ItemStream::new(ByteStream::new(self.clone())))
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
