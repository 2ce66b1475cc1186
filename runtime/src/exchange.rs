//! One exchange: a described request goes out, a reply read to its end comes back. Not generic, on purpose.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt;

use crate::assemble::assemble;
use crate::body::Body;
use crate::client::Client;
use crate::error::{Failure, Timeout, TooLarge, TransportError};
use crate::reply::Reply;
use crate::request::Request;
use crate::transport::Incoming;

/// Sends the request and reads the reply, all within the time that the call has.
pub(crate) async fn exchange(request: Request) -> Result<Reply, Failure> {
    let client = request.client.clone();
    let limit = request.timeout.or(client.timeout());
    let request = assemble(request).map_err(Failure::InvalidRequest)?;
    let attempt = attempt(&client, request);
    let Some(limit) = limit else {
        return attempt.await;
    };
    // Without a runtime the timer would panic.
    tokio::runtime::Handle::try_current().map_err(|error| Failure::Transport(TransportError::new(error.into())))?;
    tokio::time::timeout(limit, attempt).await.unwrap_or_else(|_| Err(Failure::Timeout(Timeout::new(limit))))
}

async fn attempt(client: &Client, request: http::Request<Body>) -> Result<Reply, Failure> {
    let response = client.transport().send(request).await.map_err(Failure::Transport)?;
    let (head, body) = response.into_parts();
    let limit = client.max_response_bytes();
    match read(body, limit).await.map_err(Failure::Transport)? {
        Some(body) => Ok(Reply::new(head.status, head.headers, body)),
        None => Err(Failure::TooLarge(TooLarge::new(limit, head.status))),
    }
}

/// The whole body, or `None` where it exceeds the limit: at once if its length is known, else as soon as it shows.
async fn read(body: Incoming, limit: u64) -> Result<Option<Bytes>, TransportError> {
    if body.size_hint().lower() > limit {
        return Ok(None);
    }
    let mut body = pin!(body);
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        // Trailers are of no interest.
        let Ok(data) = frame.map_err(TransportError::new)?.into_data() else { continue };
        if bytes.len() as u64 + data.len() as u64 > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Some(bytes.freeze()))
}
