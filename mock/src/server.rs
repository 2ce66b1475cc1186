//! HTTP: in come a listener and a [`Play`], out go its replies, until the stop signal's sender is gone.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::oneshot;

use crate::play::Play;
use crate::reply::Reply;
use crate::request::Received;

/// Larger bodies are refused with status 413.
const LARGEST_BODY: usize = 16 << 20;

/// Serves until `stop` is dropped or sent.
pub(crate) fn run(listener: TcpListener, play: &Arc<Play>, stop: oneshot::Receiver<()>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(accept(listener, Arc::clone(play)));
        // An error only says that the sender is gone, which is a way to stop as well.
        let _stopped = stop.await;
        Ok(())
    })
}

async fn accept(listener: tokio::net::TcpListener, play: Arc<Play>) {
    loop {
        // A connection that failed before it was accepted is the client's to retry.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let play = Arc::clone(&play);
        tokio::spawn(async move {
            let service = service_fn(|request| respond(request, &play));
            let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
            // What a connection broke off with, its client knows.
            let _ended = connection.await;
        });
    }
}

async fn respond(request: Request<Incoming>, play: &Play) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let received = Received {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        raw_query: head.uri.query().unwrap_or("").to_owned(),
        headers: head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
        body: Vec::new(),
    };
    let reply = match read(body).await {
        Ok(Some(body)) => play.answer(Received { body, ..received }),
        Ok(None) => play.refuse_size(received, LARGEST_BODY),
        // The client is gone; whatever is answered goes nowhere.
        Err(_) => Reply::status(400),
    };
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    Ok(response(reply))
}

/// The whole body, or nothing if it is too large.
///
/// Of what is too large the rest is read too, within reason: a client that is still writing does not hear an answer.
async fn read(mut body: Incoming) -> Result<Option<Vec<u8>>, hyper::Error> {
    const MOST_READ: usize = 4 * LARGEST_BODY;
    let (mut kept, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let data = frame?.into_data().unwrap_or_default();
        length += data.len();
        if length > MOST_READ {
            break;
        }
        if length <= LARGEST_BODY {
            kept.extend_from_slice(&data);
        }
    }
    Ok((length <= LARGEST_BODY).then_some(kept))
}

/// A reply for the wire. A header that cannot be sent is named in one that can.
fn response(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(reply.body)));
    *response.status_mut() = StatusCode::from_u16(reply.status.unwrap_or(200)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value)) {
            (Ok(name), Ok(value)) => response.headers_mut().append(name, value),
            _ => response.headers_mut().append("x-mock-dropped-header", HeaderValue::from_static("not a legal header")),
        };
    }
    response
}
