//! What every driver has: a client whose server is a value.

use std::convert::Infallible;
use std::error::Error as _;
use std::future::{Future, Ready, ready};
use std::io::{BufRead, BufReader};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use client::openapi_client::{Body, http, json_equal};
use client::{Client, Error};
use serde::Deserialize;
use serde_json::{Value, json};

/// A value for a group.
#[derive(Deserialize)]
struct Case {
    number: usize,
    group: usize,
    /// JSON, as it is received.
    data: String,
    /// The properties that the schema declares somewhere: these must not get lost.
    declared: Vec<String>,
}

/// What went wrong, and in which stage.
pub struct Trouble(&'static str, String);

impl Trouble {
    pub fn new(stage: &'static str, text: &str) -> Self {
        Self(stage, text.to_owned())
    }

    pub fn receiving<E: 'static>(error: Error<E>) -> Self {
        Self("received", words(&error))
    }

    pub fn sending<E: 'static>(error: Error<E>) -> Self {
        Self("sent", words(&error))
    }
}

fn words<E: 'static>(error: &Error<E>) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// Answers each `GET` with a value, and keeps what is `PUT`.
#[derive(Clone)]
struct Server {
    reply: String,
    sent: Arc<Mutex<Option<Vec<u8>>>>,
}

impl tower_service::Service<http::Request<Body>> for Server {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let mut response = http::Response::new(Body::empty());
        if request.method() == http::Method::GET {
            *response.body_mut() = Body::from(self.reply.clone());
        } else {
            *response.status_mut() = http::StatusCode::NO_CONTENT;
            *self.sent.lock().expect("no panic") = request.body().as_bytes().map(|bytes| bytes.to_vec());
        }
        ready(Ok(response))
    }
}

/// Whether what is sent is what was received, but for properties that nothing declares.
fn is_same(received: &Value, sent: &Value, declared: &[String]) -> bool {
    match (received, sent) {
        (Value::Array(received), Value::Array(sent)) => {
            received.len() == sent.len() && received.iter().zip(sent).all(|(received, sent)| is_same(received, sent, declared))
        }
        (Value::Object(received), Value::Object(sent)) => {
            let kept = sent.iter().all(|(name, sent)| received.get(name).is_some_and(|received| is_same(received, sent, declared)));
            kept && received.keys().all(|name| sent.contains_key(name) || !declared.contains(name))
        }
        _ => json_equal(received, sent),
    }
}

/// Tries all cases, and prints a line for each.
pub fn run<F: Future<Output = Result<(), Trouble>>>(perform: impl Fn(Client, usize) -> F + Send + 'static) {
    let tried = std::thread::Builder::new().stack_size(256 << 20).spawn(move || all(perform)).expect("a thread").join();
    if tried.is_err() {
        std::process::exit(1);
    }
}

fn all<F: Future<Output = Result<(), Trouble>>>(perform: impl Fn(Client, usize) -> F) {
    let path = std::env::args().nth(1).expect("a file of cases");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for line in BufReader::new(std::fs::File::open(path).expect("a file that can be read")).lines() {
        let case: Case = serde_json::from_str(&line.expect("a line")).expect("a case");
        let body = format!("{{\"value\":{}}}", case.data);
        let server = Server { reply: body.clone(), sent: Arc::default() };
        let client = Client::builder().base_url("http://localhost").transport(server.clone()).strict(true).build().expect("a client");
        let outcome = runtime.block_on(perform(client, case.group)).and_then(|()| {
            let received: Value = serde_json::from_str(&body).expect("JSON");
            let sent = server.sent.lock().expect("no panic").take().unwrap_or_default();
            match serde_json::from_slice(&sent) {
                Ok(sent) if is_same(&received, &sent, &case.declared) => Ok(()),
                _ => Err(Trouble("kept", format!("{body} is sent as {}", String::from_utf8_lossy(&sent)))),
            }
        });
        let (stage, text) = match outcome {
            Ok(()) => ("good", String::new()),
            Err(Trouble(stage, text)) => (stage, text),
        };
        println!("{}", json!({ "number": case.number, "stage": stage, "text": text }));
    }
}
