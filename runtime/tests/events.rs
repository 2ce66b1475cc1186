//! Server-sent events by the letter of the standard (HTML, "Parsing an event stream"), however the bytes arrive.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use openapi_client::{Bytes, Call, ClientBuilder, Error, Event, EventStream, Method, Outcome, Stream, http};
use tower::service_fn;

/// Bytes in portions of a size.
struct Portions(&'static [u8], usize);

impl http_body::Body for Portions {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        let (now, later) = self.0.split_at(self.1.min(self.0.len()));
        self.0 = later;
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(now)))))
    }
}

async fn stream(body: &'static [u8], size: usize, limit: u64) -> EventStream {
    let transport = service_fn(move |_| async move { Ok::<_, Infallible>(http::Response::new(Portions(body, size))) });
    let builder: ClientBuilder = ClientBuilder::new("test").base_url("https://api.example.com").transport(transport);
    let client = builder.max_response_bytes(limit).build().unwrap();
    let call: Call<EventStream> = client.request(Method::GET, "/").streaming().call(|reply| reply.text_events().map(Outcome::Success));
    call.await.unwrap().into_inner()
}

async fn events(body: &'static [u8], size: usize) -> Vec<Event> {
    let mut stream = stream(body, size, 1000).await;
    let mut events = Vec::new();
    while let Some(event) = stream.next().await {
        events.push(event.unwrap());
    }
    events
}

async fn data(body: &'static [u8]) -> Vec<String> {
    let mut all: Vec<Vec<String>> = Vec::new();
    for size in [1, 2, 3, 1000] {
        all.push(events(body, size).await.into_iter().map(|event| event.data).collect());
    }
    assert!(all.iter().all(|data| *data == all[0]), "{all:?}");
    all.remove(0)
}

#[tokio::test]
async fn lines_end_in_three_ways() {
    for body in [&b"data: a\n\ndata: b\n\n"[..], b"data: a\r\rdata: b\r\r", b"data: a\r\n\r\ndata: b\r\n\r\n", b"data: a\r\n\rdata:b\n\r\n"]
    {
        assert_eq!(data(body).await, ["a", "b"]);
    }
}

#[tokio::test]
async fn what_the_standard_shows() {
    assert_eq!(data(b"data: YHOO\ndata: +2\ndata: 10\n\n").await, ["YHOO\n+2\n10"]);
    assert_eq!(
        data(b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event").await,
        ["first event", "second event"]
    );
    assert_eq!(data(b"data\n\ndata\ndata\n\ndata:").await, ["", "\n"]);
    assert_eq!(data("\u{feff}data: ä\n\n\u{feff}data: x\n\n".as_bytes()).await, ["ä"]);
    assert_eq!(data(b"data: \xff\n\n").await, ["\u{fffd}"]);
    assert_eq!(data(b"").await, [""; 0]);
}

#[tokio::test]
async fn fields() {
    let all = events(b"event: add\nid: 1\nretry: 20\ndata: a\n\ndata: b\nretry: x\nid: \0\n\nid\ndata: c\nDATA: d\n\n", 4).await;
    let fields = |event: &Event| (event.data.clone(), event.event.clone(), event.id.clone(), event.retry);
    let (one, wait) = (Some("1".to_owned()), Some(Duration::from_millis(20)));
    assert_eq!(fields(&all[0]), ("a".to_owned(), Some("add".to_owned()), one.clone(), wait));
    assert_eq!(fields(&all[1]), ("b".to_owned(), None, one, wait));
    assert_eq!(fields(&all[2]), ("c".to_owned(), None, None, wait));
}

#[tokio::test]
async fn events_are_bounded() {
    for body in [&b"data: 123456789\n\n"[..], b"data: 12345\ndata: 12345\n\n"] {
        let mut stream = stream(body, 3, 10).await;
        let first = stream.next().await;
        assert!(matches!(first, Some(Err(Error::TooLarge(_)))), "{first:?}");
        assert!(stream.next().await.is_none());
    }
}

#[test]
fn streams_can_cross_threads() {
    fn stream<T: Stream + Send + Unpin + 'static>() {}
    stream::<EventStream>();
    stream::<openapi_client::ByteStream>();
    stream::<openapi_client::ItemStream<String>>();
}
