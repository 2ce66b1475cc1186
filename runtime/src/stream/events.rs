//! Server-sent events (HTML, "Server-sent events").

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::ByteStream;
use super::split::{End, Pieces};
use crate::error::{DecodeError, Error};
use crate::reply::{Check, Reply};

/// One server-sent event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T = String> {
    /// What it says.
    pub data: T,
    /// Its type, if the server gives it one.
    pub event: Option<String>,
    /// The last id that the server gave, to go on from in another call (header `Last-Event-ID`).
    pub id: Option<String>,
    /// How long to wait before another call, as the server last said.
    pub retry: Option<Duration>,
}

/// How data becomes a `T`.
pub(crate) enum Read<T> {
    /// It is JSON.
    Json(fn(&Reply, Check<T>) -> Result<T, DecodeError>, Check<T>),
    /// It is what it is.
    Text(fn(String) -> T),
}

impl<T> Read<T> {
    fn read(&self, reply: &Reply, data: String) -> Result<T, DecodeError> {
        match self {
            Self::Json(read, check) => read(&reply.with_body(Bytes::from(data)), *check),
            Self::Text(read) => Ok(read(data)),
        }
    }
}

/// Server-sent events as they arrive: a [`Stream`] of them. Dropping it ends the exchange.
///
/// Data that does not decode is an error, and other events may follow it. `[DONE]` in place of JSON, with which many APIs
/// say that nothing follows, ends the stream. The client's timeout does not apply; its limit of bytes applies to each event.
#[must_use = "a stream does nothing until it is read"]
pub struct EventStream<T = String> {
    lines: Pieces,
    fields: Fields,
    is_first: bool,
    is_done: bool,
    read: Read<T>,
}

/// The fields of the event at hand.
#[derive(Default)]
struct Fields {
    data: Option<String>,
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl Fields {
    /// Takes one line that is not empty.
    fn take(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => match &mut self.data {
                Some(data) => data.extend(["\n", value]),
                None => self.data = Some(value.to_owned()),
            },
            "event" => self.event = Some(value.to_owned()).filter(|event| !event.is_empty()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()).filter(|id| !id.is_empty()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment, or something that later versions of the standard may know.
            _ => {}
        }
    }

    /// The event that an empty line ends, if it has data. Its id and the time to wait stay for those that follow.
    fn dispatch(&mut self) -> Option<Event> {
        let event = self.event.take();
        Some(Event { data: self.data.take()?, event, id: self.id.clone(), retry: self.retry })
    }
}

impl<T> EventStream<T> {
    pub(crate) fn new(body: ByteStream, read: Read<T>) -> Self {
        Self { lines: Pieces::new(body), fields: Fields::default(), is_first: true, is_done: false, read }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks, or the event's data is no `T` or too large.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next event as text. One that no empty line ends is none.
    fn poll_text(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event, Error>>> {
        loop {
            let line = match ready!(self.lines.poll(End::Line, cx)) {
                Some(Ok(line)) => line,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let line = String::from_utf8_lossy(&line);
            let line = if std::mem::take(&mut self.is_first) { line.strip_prefix('\u{feff}').unwrap_or(&line) } else { &line };
            if !line.is_empty() {
                self.fields.take(line);
                let length = self.fields.data.as_ref().map_or(0, String::len);
                if let Err(error) = self.lines.body.check_size(length) {
                    self.is_done = true;
                    return Poll::Ready(Some(Err(error)));
                }
            } else if let Some(event) = self.fields.dispatch() {
                return Poll::Ready(Some(Ok(event)));
            }
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_done {
            return Poll::Ready(None);
        }
        let Event { data, event, id, retry } = match ready!(self.poll_text(cx)) {
            Some(Ok(event)) => event,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        if matches!(self.read, Read::Json(..)) && data == "[DONE]" {
            self.is_done = true;
            return Poll::Ready(None);
        }
        let data = self.read.read(self.lines.body.reply(), data);
        Poll::Ready(Some(data.map(|data| Event { data, event, id, retry }).map_err(Error::Decode)))
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}
