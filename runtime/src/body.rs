//! The body of a request, as a transport gets it: bytes, a stream, or several of both one after the other.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::BoxError;

/// The body of a request: bytes in memory, or a stream.
///
/// [`Body::as_bytes`] shows what is in memory, for a transport that signs requests. A stream can be sent only once:
/// clones of a body share it.
///
/// ```
/// use openapi_client::Body;
///
/// let body = Body::from("text");
/// assert_eq!(body.as_bytes().map(|bytes| bytes.len()), Some(4));
/// ```
#[derive(Clone, Default)]
pub struct Body {
    /// What is still to be sent. Bytes are never next to bytes.
    chunks: VecDeque<Chunk>,
}

#[derive(Clone)]
enum Chunk {
    Bytes(Bytes),
    Stream { source: Arc<Source>, length: Option<u64>, is_ours: bool },
}

type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// A stream that several bodies share, of which the first to send takes it.
struct Source {
    is_taken: AtomicBool,
    stream: Mutex<BoxStream>,
}

static NOTHING: Bytes = Bytes::new();

impl Body {
    /// No body.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A body that is made while it is sent. Without a length it is sent in chunks, which not every server takes.
    pub fn from_stream<S, B, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<BoxError> + 'static,
    {
        let stream: BoxStream = Box::pin(Erased(Box::pin(stream)));
        let source = Arc::new(Source { is_taken: AtomicBool::new(false), stream: Mutex::new(stream) });
        Self { chunks: VecDeque::from([Chunk::Stream { source, length, is_ours: false }]) }
    }

    /// The whole body, if it is in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match self.chunks.front() {
            None => Some(&NOTHING),
            Some(Chunk::Bytes(bytes)) if self.chunks.len() == 1 => Some(bytes),
            Some(_) => None,
        }
    }

    /// Whether nothing will be sent.
    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Puts another body behind this one.
    pub(crate) fn append(&mut self, other: Self) {
        for chunk in other.chunks {
            match (self.chunks.back_mut(), chunk) {
                (Some(Chunk::Bytes(last)), Chunk::Bytes(more)) => *last = [&last[..], &more[..]].concat().into(),
                (_, chunk) => self.chunks.push_back(chunk),
            }
        }
    }

    /// How many bytes are still to be sent, where that is known.
    fn length(&self) -> Option<u64> {
        let length = |chunk: &Chunk| match chunk {
            Chunk::Bytes(bytes) => Some(bytes.len() as u64),
            Chunk::Stream { length, is_ours: false, .. } => *length,
            Chunk::Stream { .. } => None,
        };
        self.chunks.iter().map(length).sum()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { chunks: if bytes.is_empty() { VecDeque::new() } else { VecDeque::from([Chunk::Bytes(bytes)]) } }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

/// Equal bytes, or the same streams.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        let equal = |pair: (&Chunk, &Chunk)| match pair {
            (Chunk::Bytes(one), Chunk::Bytes(other)) => one == other,
            (Chunk::Stream { source: one, .. }, Chunk::Stream { source: other, .. }) => Arc::ptr_eq(one, other),
            _ => false,
        };
        self.chunks.len() == other.chunks.len() && self.chunks.iter().zip(&other.chunks).all(equal)
    }
}

/// Without the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(a stream)"),
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            match self.chunks.front_mut() {
                None => return Poll::Ready(None),
                Some(Chunk::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    self.chunks.pop_front();
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
                Some(Chunk::Stream { source, is_ours, .. }) => {
                    if !*is_ours && source.is_taken.swap(true, Ordering::AcqRel) {
                        return Poll::Ready(Some(Err("the stream of this body has been sent before".into())));
                    }
                    *is_ours = true;
                    let item = ready!(source.stream.lock().unwrap_or_else(PoisonError::into_inner).as_mut().poll_next(cx));
                    match item {
                        Some(item) => return Poll::Ready(Some(item.map(Frame::data))),
                        None => drop(self.chunks.pop_front()),
                    }
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// A stream with the types of its items erased.
struct Erased<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Erased<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|item| item.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}
