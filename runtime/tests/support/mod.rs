//! A transport that records what it gets, and answers what it is told.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test may panic")]

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http_body_util::Full;
use openapi_client::{Body, Bytes, Client, ClientBuilder, http};
use tower::Service;

#[derive(Clone, Default)]
pub(crate) struct Fake {
    pub(crate) seen: Arc<Mutex<Vec<http::Request<Body>>>>,
    status: u16,
    body: &'static str,
}

impl Service<http::Request<Body>> for Fake {
    type Response = http::Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        self.seen.lock().unwrap().push(request);
        let response = http::Response::builder()
            .status(self.status)
            .header("content-type", "application/json")
            .header("set-cookie", "session=SECRET")
            .header("x-request-id", "r-1");
        ready(Ok(response.body(Full::from(self.body)).unwrap()))
    }
}

impl Fake {
    pub(crate) fn answering(status: u16, body: &'static str) -> Self {
        Self { status, body, ..Self::default() }
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        ClientBuilder::new("test/1.0").base_url("https://api.example.com/v1/").transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The only request that was sent.
    pub(crate) fn request(&self) -> http::Request<Body> {
        let mut seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1);
        seen.remove(0)
    }

    pub(crate) fn nothing_sent(&self) -> bool {
        self.seen.lock().unwrap().is_empty()
    }
}
