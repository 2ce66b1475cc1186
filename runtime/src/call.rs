//! A call that is ready: options of this one call go in; awaited, it gives the typed reply.

use std::convert::Infallible;
use std::fmt::{self, Display};
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::error::{ApiError, DecodeError, Error, Failure};
use crate::exchange::{exchange, read_on};
use crate::reply::{Outcome, Reply};
use crate::request::{self, Request};
use crate::response::ApiResponse;

/// What awaiting a call gives.
pub type Result<T, E = Infallible> = std::result::Result<ApiResponse<T>, Error<E>>;

/// How generated code reads a reply: a plain function, as it needs nothing but the reply.
pub type Decode<T, E> = fn(&Reply) -> std::result::Result<Outcome<T, E>, DecodeError>;

/// One call of an operation; awaiting it sends the request.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T, E = Infallible> {
    request: Request,
    decode: Decode<T, E>,
}

impl<T, E> Call<T, E> {
    pub(crate) fn new(request: Request, decode: Decode<T, E>) -> Self {
        Self { request, decode }
    }

    /// A header of this call only. It takes the place of any other of that name, `Authorization` among them.
    pub fn header(mut self, name: &'static str, value: impl Display) -> Self {
        request::insert(&mut self.request.overrides, &mut self.request.violations, name, &value);
        self
    }

    /// Where this call goes, in place of the client's base URL and the operation's own server: to the host that a reply has named, say.
    /// The operation's credentials go there too.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.request.set_base_url(&url.into());
        self
    }

    /// How long this call may take, in place of the client's limit: to connect, send, and read the whole reply, or where
    /// that is a stream, its head. Needs a Tokio runtime with a timer.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.request.timeout = Some(limit);
        self
    }
}

impl<T, E> IntoFuture for Call<T, E> {
    type Output = Result<T, E>;
    type IntoFuture = CallFuture<T, E>;

    fn into_future(self) -> CallFuture<T, E> {
        CallFuture { exchange: Box::pin(exchange(self.request)), decode: self.decode }
    }
}

impl<T, E> Clone for Call<T, E> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), decode: self.decode }
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.request).finish()
    }
}

/// A call on its way.
///
/// All but decoding is one future for all operations: it compiles once, however many there are.
#[must_use = "a call does nothing until it is awaited"]
pub struct CallFuture<T, E = Infallible> {
    exchange: Pin<Box<dyn Future<Output = std::result::Result<Reply, Failure>> + Send>>,
    decode: Decode<T, E>,
}

impl<T, E> Future for CallFuture<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let reply = ready!(self.exchange.as_mut().poll(cx))?;
            let decoded = (self.decode)(&reply);
            // Decoded by its head, it was no stream: its body is wanted too.
            let Some(unread) = reply.take_unread() else {
                return Poll::Ready(conclude(reply, decoded));
            };
            self.exchange = Box::pin(read_on(reply, unread));
        }
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}

/// A failure whose body is not what the document declares is still that failure: a proxy's page must not hide the 502.
fn conclude<T, E>(reply: Reply, decoded: std::result::Result<Outcome<T, E>, DecodeError>) -> Result<T, E> {
    match decoded {
        Ok(Outcome::Success(body)) => Ok(ApiResponse::new(body, reply.into_head())),
        Ok(Outcome::Failure(body)) => Err(Error::Api(ApiError::declared(reply, body))),
        Ok(Outcome::Undeclared) => Err(Error::Api(ApiError::undeclared(reply))),
        Err(error) if reply.status_code().is_success() => Err(Error::Decode(error)),
        Err(error) => Err(Error::Api(ApiError::unreadable(reply, error))),
    }
}
