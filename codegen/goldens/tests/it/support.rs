//! A transport that records what it gets and answers what it is told, and the helpers of all tests.

use std::convert::Infallible;
use std::fmt::Debug;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http_body_util::{BodyExt, Full};
use openapi_client::{At, Body, Bytes, ClientBuilder, Error, Location, Validate, Violations, http};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tower::Service;

/// Reads a value from the wire, and checks that what is written is what was read.
pub(crate) fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    let again: T = serde_json::from_value(serde_json::to_value(&value).unwrap()).unwrap();
    assert_eq!(again, value);
    value
}

/// What a value's `Validate` has to say, a line each.
pub(crate) fn violations(value: &impl Validate) -> Vec<String> {
    let mut violations = Violations::new();
    value.validate(&At::root(Location::Body), &mut violations);
    violations.as_slice().iter().map(ToString::to_string).collect()
}

/// What kept a request from being sent, a line each.
pub(crate) fn refused<E: Debug + 'static>(error: Error<E>) -> Vec<String> {
    match error {
        Error::InvalidRequest(invalid) => invalid.violations().iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

/// A transport without a network.
#[derive(Clone)]
pub(crate) struct Fake {
    seen: Arc<Mutex<Vec<http::Request<Body>>>>,
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: &'static str,
}

impl Fake {
    /// It answers with this status and this body, as JSON.
    pub(crate) fn answering(status: u16, body: &'static str) -> Self {
        Self { seen: Arc::default(), status, headers: Vec::new(), body }
    }

    /// The same with one more header.
    pub(crate) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// A builder of a client that sends through it.
    pub(crate) fn builder<C: From<openapi_client::Client>>(&self) -> ClientBuilder<C> {
        ClientBuilder::new("test").base_url("https://api.example.com/v1").transport(self.clone())
    }

    /// A client that sends through it.
    pub(crate) fn client<C: From<openapi_client::Client>>(&self) -> C {
        self.builder().build().unwrap()
    }

    /// The one request that was sent.
    pub(crate) fn request(&self) -> http::Request<Body> {
        let mut seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1);
        seen.remove(0)
    }

    /// Its method and URL.
    pub(crate) fn line(&self) -> String {
        let request = self.request();
        format!("{} {}", request.method(), request.uri())
    }

    /// Its content type and its body.
    pub(crate) async fn body(&self) -> (Option<String>, String) {
        let (head, body) = self.request().into_parts();
        let content_type = head.headers.get("content-type").map(|value| value.to_str().unwrap().to_owned());
        let bytes = body.collect().await.unwrap().to_bytes();
        (content_type, String::from_utf8(bytes.to_vec()).unwrap())
    }

    pub(crate) fn nothing_was_sent(&self) {
        assert_eq!(self.seen.lock().unwrap().len(), 0);
    }
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
        let response = http::Response::builder().status(self.status).header("content-type", "application/json");
        let response = self.headers.iter().fold(response, |response, (name, value)| response.header(*name, *value));
        ready(Ok(response.body(Full::from(self.body)).unwrap()))
    }
}
