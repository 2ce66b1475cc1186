//! The bytes of a reply, while they arrive.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::StatusCode;
use http_body::Body as _;

use crate::error::{Error, Failure, TooLarge, TransportError};
use crate::exchange::Deadline;
use crate::reply::Reply;
use crate::transport::Incoming;

/// What is still to be read of a reply.
pub(crate) struct Unread {
    pub(crate) body: Incoming,
    /// How many bytes the client is ready to keep.
    pub(crate) limit: u64,
    pub(crate) deadline: Option<Deadline>,
}

impl Unread {
    /// The whole body: too large at once if its length is known, else as soon as it shows.
    pub(crate) async fn read(mut self, status: StatusCode) -> Result<Bytes, Failure> {
        let too_large = || Failure::TooLarge(TooLarge::new(self.limit, status));
        if self.body.size_hint().lower() > self.limit {
            return Err(too_large());
        }
        let mut bytes = BytesMut::new();
        while let Some(data) = poll_fn(|cx| poll_data(&mut self.body, cx)).await {
            let data = data.map_err(Failure::Transport)?;
            if bytes.len() as u64 + data.len() as u64 > self.limit {
                return Err(Failure::TooLarge(TooLarge::new(self.limit, status)));
            }
            bytes.extend_from_slice(&data);
        }
        Ok(bytes.freeze())
    }
}

fn poll_data(body: &mut Incoming, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
    loop {
        let Some(frame) = ready!(Pin::new(&mut *body).poll_frame(cx)) else { return Poll::Ready(None) };
        // Trailers are of no interest.
        if let Some(data) = frame.map(|frame| frame.into_data().ok()).map_err(TransportError::new).transpose() {
            return Poll::Ready(Some(data));
        }
    }
}

/// The body of a reply, while it arrives: a [`Stream`] of bytes. Dropping it ends the exchange.
///
/// The client's timeout does not apply to it, and its limit of bytes only to [`collect`](Self::collect).
#[must_use = "a stream does nothing until it is read"]
pub struct ByteStream {
    /// Its head.
    reply: Reply,
    unread: Option<Unread>,
}

impl ByteStream {
    pub(crate) fn new(reply: Reply) -> Self {
        let unread = reply.take_unread();
        Self { reply, unread }
    }

    /// The next bytes, as many as there are; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All bytes that are left.
    ///
    /// # Errors
    ///
    /// If the connection breaks, or there are more bytes than the client accepts.
    pub async fn collect(self) -> Result<Bytes, Error> {
        match self.unread {
            Some(unread) => Ok(unread.read(self.reply.status_code()).await?),
            None => Ok(Bytes::new()),
        }
    }

    /// The head of the reply, for messages.
    pub(super) fn reply(&self) -> &Reply {
        &self.reply
    }

    /// The error of something that is too large to be kept.
    pub(super) fn check_size(&self, length: usize) -> Result<(), Error> {
        let limit = self.unread.as_ref().map_or(u64::MAX, |unread| unread.limit);
        if length as u64 > limit { Err(Error::TooLarge(TooLarge::new(limit, self.reply.status_code()))) } else { Ok(()) }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(unread) = &mut self.unread else { return Poll::Ready(None) };
        let data = ready!(poll_data(&mut unread.body, cx));
        if !matches!(data, Some(Ok(_))) {
            self.unread = None;
        }
        Poll::Ready(data.map(|data| data.map_err(Error::Transport)))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").finish_non_exhaustive()
    }
}
