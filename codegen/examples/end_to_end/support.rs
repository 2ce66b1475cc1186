//! What every driver has: calls, and what becomes of them.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::future::Future;
use std::time::Duration;

use client::openapi_client::ClientBuilder;
use client::{Client, Error};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A call to be made.
#[derive(Clone, Deserialize)]
pub struct Call {
    number: usize,
    pub operation: usize,
    pub everything: bool,
    extent: String,
    arguments: BTreeMap<String, Value>,
    pub body: Value,
    path: String,
    status: Option<u16>,
    succeeds: bool,
}

/// The reply came, and is not what the client takes.
const NOT_DECODED: &str = "not decoded";

/// What went wrong, and in which stage.
pub struct Trouble(&'static str, String);

impl<E: 'static> From<Error<E>> for Trouble {
    fn from(error: Error<E>) -> Self {
        let stage = match &error {
            Error::InvalidRequest(_) => "refused by the client",
            Error::Api(error) => return Self("answered", String::from_utf8_lossy(error.bytes()).chars().take(600).collect()),
            Error::Decode(_) => NOT_DECODED,
            _ => "not sent",
        };
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            text = format!("{text}: {cause}");
            source = cause.source();
        }
        Self(stage, text)
    }
}

/// A value as an argument's type.
pub fn argument<T: DeserializeOwned>(value: &Value) -> Result<T, Trouble> {
    serde_json::from_value(value.clone()).map_err(|error| Trouble("no argument", format!("{error}: {:.300}", value.to_string())))
}

/// A value as bytes.
pub fn bytes(value: &Value) -> Vec<u8> {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).into_bytes()
}

/// That a stream had something in it, unless its list may be empty.
pub fn some(call: &Call, count: usize) -> Result<(), Trouble> {
    if count > 0 || !call.everything { Ok(()) } else { Err(Trouble(NOT_DECODED, "the stream was empty".to_owned())) }
}

impl Call {
    pub fn parameter(&self, key: &str) -> &Value {
        &self.arguments[key]
    }

    /// Sends it. An error that is declared and was decoded is no trouble, and no success.
    pub async fn send<T, E: 'static>(&self, call: client::Call<T, E>) -> Result<Option<T>, Trouble> {
        let mut preferences: Vec<String> = self.status.iter().map(|status| format!("code={status}")).collect();
        preferences.push(format!("extent={}", self.extent));
        // What a header can say.
        if self.path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"') {
            preferences.push(format!("path=\"{}\"", self.path));
        }
        let call = call.header("X-Call", self.number).header("Prefer", preferences.join(", "));
        match call.await {
            Ok(reply) if self.succeeds => Ok(Some(reply.into_inner())),
            Ok(reply) => Err(Trouble(NOT_DECODED, format!("{} is taken for a success", reply.status()))),
            Err(Error::Api(_)) if self.status.is_none() && !self.succeeds => Ok(None),
            Err(Error::Api(error)) if Some(error.status().as_u16()) == self.status && !self.succeeds => match (error.body(), error.source()) {
                (Some(_), _) => Ok(None),
                (None, Some(source)) => Err(Trouble(NOT_DECODED, source.to_string())),
                (None, None) => Err(Trouble(NOT_DECODED, format!("{} is taken for undeclared", error.status()))),
            },
            Err(error) => Err(error.into()),
        }
    }
}

/// What has not been optimized takes a lot of room for replies as deep as those that are made up.
const STACK: usize = 256 << 20;

/// Makes all calls, and prints a line for each.
pub fn run<F: Future<Output = Result<(), Trouble>>>(
    client: fn() -> ClientBuilder<Client>,
    perform: impl Fn(Client, Call) -> F + Send + 'static,
) {
    let calls = std::thread::Builder::new().stack_size(STACK).spawn(move || all(client, perform)).expect("a thread");
    if calls.join().is_err() {
        std::process::exit(1);
    }
}

fn all<F: Future<Output = Result<(), Trouble>>>(client: fn() -> ClientBuilder<Client>, perform: impl Fn(Client, Call) -> F) {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect("the mock's URL");
    let calls = std::fs::read(arguments.next().expect("a file of calls")).expect("a file that can be read");
    let calls: Vec<Call> = serde_json::from_slice(&calls).expect("calls");
    let of = |strict| client().base_url(url.clone()).strict(strict).timeout(Duration::from_secs(20)).build().expect("a client");
    let (client, tolerant) = (of(true), of(false));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for call in calls {
        let number = call.number;
        let (stage, text) = match runtime.block_on(perform(client.clone(), call.clone())) {
            Ok(()) => ("decoded", String::new()),
            Err(Trouble(stage, text)) if stage == NOT_DECODED => match runtime.block_on(perform(tolerant.clone(), call)) {
                Ok(()) => ("tolerated", text),
                Err(_) => (stage, text),
            },
            Err(Trouble(stage, text)) => (stage, text),
        };
        println!("{}", json!({ "number": number, "stage": stage, "text": text }));
    }
}
