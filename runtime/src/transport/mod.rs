//! How requests travel: any service over `http` types, with its own types erased.

#[cfg(feature = "reqwest")]
mod with_reqwest;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Buf, Bytes};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use tower_service::Service;

use crate::BoxError;
use crate::body::Body;
use crate::error::TransportError;

/// The body of a reply, while it arrives.
pub(crate) type Incoming = UnsyncBoxBody<Bytes, BoxError>;

type Sending = Pin<Box<dyn Future<Output = Result<http::Response<Incoming>, BoxError>> + Send>>;

/// A transport whose type is nobody's concern. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Transport {
    Ready(Arc<dyn Erased>),
    /// It could not be set up, and says so whenever it is used.
    #[cfg(feature = "reqwest")]
    Broken(TransportError),
}

/// What is left of a transport without its types.
pub(crate) trait Erased: Send + Sync {
    fn send(&self, request: http::Request<Body>) -> Sending;
}

impl Transport {
    /// The user's own service.
    pub(crate) fn service<S, B>(service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
        S::Future: Send,
        S::Error: Into<BoxError>,
        B: http_body::Body + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::Ready(Arc::new(Shared(Mutex::new(service))))
    }

    /// The default.
    #[cfg(feature = "reqwest")]
    pub(crate) fn with_reqwest(base: &crate::BaseUrl) -> Result<Self, TransportError> {
        Ok(Self::Ready(Arc::new(with_reqwest::connect(base).map_err(TransportError::new)?)))
    }

    /// Sends a request, and returns once the head of the reply is there.
    pub(crate) async fn send(&self, request: http::Request<Body>) -> Result<http::Response<Incoming>, TransportError> {
        match self {
            Self::Ready(transport) => transport.send(request).await.map_err(TransportError::new),
            #[cfg(feature = "reqwest")]
            Self::Broken(error) => Err(error.clone()),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ready(_) => "Ready",
            #[cfg(feature = "reqwest")]
            Self::Broken(_) => "Broken",
        })
    }
}

/// A service to clone for each request; the lock makes do with services that are not `Sync`.
struct Shared<S>(Mutex<S>);

impl<S, B> Erased for Shared<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Body>) -> Sending {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(erase))
        })
    }
}

fn erase<B>(body: B) -> Incoming
where
    B: http_body::Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    body.map_frame(|frame| frame.map_data(|mut data| data.copy_to_bytes(data.remaining()))).map_err(Into::into).boxed_unsync()
}
