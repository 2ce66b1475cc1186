//! One exchange: a described request goes out, a reply comes back. Not generic, on purpose.

use std::future::Future;
use std::time::Duration;

use tokio::time::Instant;

use crate::assemble::assemble;
use crate::error::{Failure, Timeout, TransportError};
use crate::reply::Reply;
use crate::request::Request;
use crate::stream::Unread;

/// How long a call may take, and when that is over.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    limit: Duration,
    end: Option<Instant>,
}

/// Sends the request and reads the reply, all within the time that the call has. Where a success is a stream, what comes
/// back is not read yet.
pub(crate) async fn exchange(request: Request) -> Result<Reply, Failure> {
    let client = request.client.clone();
    let streams = request.streams;
    let deadline = request.timeout.or(client.timeout());
    // A limit that ends beyond all time is none.
    let deadline = deadline.map(|limit| Deadline { limit, end: Instant::now().checked_add(limit) });
    let request = assemble(request).map_err(Failure::InvalidRequest)?;
    within(deadline, async {
        let response = client.transport().send(request).await.map_err(Failure::Transport)?;
        let (head, body) = response.into_parts();
        let unread = Unread { body, limit: client.max_response_bytes(), deadline };
        if streams {
            return Ok(Reply::unread(head.status, head.headers, unread, client.is_strict()));
        }
        let body = unread.read(head.status).await?;
        Ok(Reply::new(head.status, head.headers, body, client.is_strict()))
    })
    .await
}

/// Reads the rest of a reply that turned out to be no stream, in the time that is left.
pub(crate) async fn read_on(reply: Reply, unread: Unread) -> Result<Reply, Failure> {
    let deadline = unread.deadline;
    within(deadline, async {
        let body = unread.read(reply.status_code()).await?;
        Ok(reply.with_body(body))
    })
    .await
}

async fn within(deadline: Option<Deadline>, reply: impl Future<Output = Result<Reply, Failure>>) -> Result<Reply, Failure> {
    let Some(Deadline { limit, end: Some(end) }) = deadline else {
        return reply.await;
    };
    // Without a runtime the timer would panic.
    tokio::runtime::Handle::try_current().map_err(|error| Failure::Transport(TransportError::new(error.into())))?;
    tokio::time::timeout_at(end, reply).await.unwrap_or_else(|_| Err(Failure::Timeout(Timeout::new(limit))))
}
