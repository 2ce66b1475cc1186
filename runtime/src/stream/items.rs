//! JSON values, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::ByteStream;
use super::split::{End, Pieces};
use crate::error::Error;
use crate::reply::Check;

/// What a record begins with (RFC 7464 §2.2).
const RECORD_SEPARATOR: u8 = 0x1E;

/// JSON values as they arrive: a [`Stream`] of them. Dropping it ends the exchange.
///
/// An item that does not decode is an error, and others may follow it. The client's timeout does not apply; its limit of
/// bytes applies to each item.
#[must_use = "a stream does nothing until it is read"]
pub struct ItemStream<T> {
    pieces: Pieces,
    /// Known once the first byte is there.
    end: Option<End>,
    check: Check<T>,
}

impl<T: DeserializeOwned> ItemStream<T> {
    pub(crate) fn new(body: ByteStream, check: Check<T>) -> Self {
        Self { pieces: Pieces::new(body), end: None, check }
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks, or the item is no `T` or too large.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T: DeserializeOwned> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let end = match self.end {
            Some(end) => end,
            // A line of JSON cannot begin with a record separator.
            None => match ready!(self.pieces.poll_first(cx))? {
                Some(RECORD_SEPARATOR) => End::Byte(RECORD_SEPARATOR),
                _ => End::Byte(b'\n'),
            },
        };
        self.end = Some(end);
        loop {
            match ready!(self.pieces.poll(end, cx)) {
                Some(Ok(piece)) if piece.trim_ascii().is_empty() => {}
                Some(Ok(piece)) => {
                    let item = self.pieces.body.reply().with_body(piece).json_with(self.check);
                    return Poll::Ready(Some(item.map_err(Error::Decode)));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").finish_non_exhaustive()
    }
}
