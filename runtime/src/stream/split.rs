//! Bytes in whatever portions they arrive → pieces with something between them: lines, records.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;

use super::ByteStream;
use crate::error::Error;

/// What ends a piece.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// CR LF, LF or CR.
    Line,
    /// This byte.
    Byte(u8),
}

/// A body, cut into pieces.
pub(super) struct Pieces {
    pub(super) body: ByteStream,
    buffer: BytesMut,
    /// How much of the buffer is known to hold no end.
    seen: usize,
    /// The last piece ended in a CR; an LF that comes next belongs to it.
    after_cr: bool,
    is_over: bool,
}

impl Pieces {
    pub(super) fn new(body: ByteStream) -> Self {
        Self { body, buffer: BytesMut::new(), seen: 0, after_cr: false, is_over: false }
    }

    /// The next piece without its end; what is behind the last end is one too, unless it is empty.
    pub(super) fn poll(&mut self, end: End, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if self.after_cr && !self.buffer.is_empty() {
                self.after_cr = false;
                if self.buffer.starts_with(b"\n") {
                    self.buffer.advance(1);
                }
            }
            let is_end = |&byte: &u8| match end {
                End::Line => matches!(byte, b'\r' | b'\n'),
                End::Byte(ends) => byte == ends,
            };
            if let Some(more) = self.buffer[self.seen..].iter().position(is_end) {
                let piece = self.buffer.split_to(self.seen + more).freeze();
                self.seen = 0;
                self.after_cr = matches!(end, End::Line) && self.buffer.starts_with(b"\r");
                self.buffer.advance(1);
                return Poll::Ready(Some(Ok(piece)));
            }
            self.seen = self.buffer.len();
            if self.is_over {
                self.seen = 0;
                let rest = self.buffer.split().freeze();
                return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(more)) => self.buffer.extend_from_slice(&more),
                Some(Err(error)) => return self.fail(error),
                None => self.is_over = true,
            }
            if let Err(error) = self.body.check_size(self.buffer.len()) {
                return self.fail(error);
            }
        }
    }

    /// The first byte, looked at; `None` if there is none.
    pub(super) fn poll_first(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<u8>, Error>> {
        while self.buffer.is_empty() && !self.is_over {
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(more) => self.buffer.extend_from_slice(&more?),
                None => self.is_over = true,
            }
        }
        Poll::Ready(Ok(self.buffer.first().copied()))
    }

    /// Ends with an error.
    fn fail(&mut self, error: Error) -> Poll<Option<Result<Bytes, Error>>> {
        self.buffer.clear();
        (self.seen, self.is_over) = (0, true);
        Poll::Ready(Some(Err(error)))
    }
}
