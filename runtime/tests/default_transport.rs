//! The default transport against a server of a few lines on the loopback.

#![cfg(feature = "reqwest")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::future::{Future, IntoFuture};
use std::time::{Duration, Instant};

use openapi_client::{BaseUrl, Call, Client, ClientBuilder, Error, Method, Outcome};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Answers one request with these bytes, holds the connection open, and returns what it was sent.
async fn serve(answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        // A TLS client begins with a byte 22, and waits.
        while !request.ends_with(b"}") && !request.starts_with(&[22]) {
            let mut buffer = [0; 1024];
            let count = stream.read(&mut buffer).await.unwrap();
            assert_ne!(count, 0, "a whole request");
            request.extend_from_slice(&buffer[..count]);
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
        String::from_utf8_lossy(&request).into_owned()
    });
    (url, server)
}

fn client(url: &str) -> Client {
    Client::new(url.parse::<BaseUrl>().unwrap(), "test/1.0")
}

fn post(client: &Client) -> Call<String> {
    client.request(Method::POST, "/a/{b}").path("b", "c d/..").json(&std::collections::BTreeMap::from([("k", 1)])).call(|reply| match reply
        .status()
    {
        200 => reply.json().map(Outcome::Success),
        _ => Ok(Outcome::Undeclared),
    })
}

#[tokio::test]
async fn a_request_and_its_reply() {
    let (url, server) = serve("HTTP/1.1 200 OK\r\ncontent-length: 4\r\nX-A: b\r\n\r\n\"ok\"").await;
    let reply = post(&client(&url)).await.unwrap();
    assert_eq!((reply.as_str(), reply.headers()["x-a"].to_str().unwrap()), ("ok", "b"));
    let request = server.await.unwrap().to_lowercase();
    assert!(request.starts_with("post /v1/a/c%20d%2f.. http/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{\"k\":1}"), "{request}");
    for header in ["user-agent: test/1.0", "content-type: application/json", "content-length: 7", "accept: application/json"] {
        assert!(request.contains(&format!("\r\n{header}\r\n")), "{header} in {request}");
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (url, _server) = serve("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n").await;
    let error = post(&client(&url)).await.unwrap_err();
    assert_eq!(error.to_string(), "the API answered 302 Found, which its document does not declare");
}

#[tokio::test]
async fn the_time_includes_the_body() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n\"o"] {
        let (url, _server) = serve(answer).await;
        let start = Instant::now();
        let error = post(&client(&url)).timeout(Duration::from_millis(50)).await.unwrap_err();
        assert!(error.is_timeout() && start.elapsed() < Duration::from_millis(400), "{error}");
        assert_eq!(error.to_string(), "no complete reply from the API within 50ms");
    }
    let (url, _server) = serve("").await;
    let client: Client = ClientBuilder::new("t").base_url(url).timeout(Duration::from_millis(50)).build().unwrap();
    assert!(post(&client).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn large_bodies_are_refused_with_and_without_a_length() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n",
    ] {
        let (url, _server) = serve(answer).await;
        let client: Client = ClientBuilder::new("t").base_url(url).max_response_bytes(10).build().unwrap();
        assert!(matches!(post(&client).await, Err(Error::TooLarge(_))));
    }
}

#[tokio::test]
async fn failures_name_their_cause_and_not_the_url() {
    let refused = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let (cut, _server) = serve("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n").await;
    for url in [refused, cut] {
        let error = post(&client(&url)).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert!(error.to_string().starts_with("no reply from the API: "), "{error}");
        assert!(!format!("{error} {error:?}").contains("c%20d"), "{error:?}");
    }
}

#[tokio::test]
async fn encryption_works_without_a_provider_of_the_process() {
    let (url, server) = serve("this is no TLS").await;
    let error = post(&client(&url.replace("http:", "https:"))).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(server.await.unwrap().starts_with('\u{16}'), "no handshake begun: {error}");
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    use std::task::{Context, Poll, Waker};

    let client: Client = Client::new(BaseUrl::from_static("http://127.0.0.1:1"), "t");
    let mut call = Box::pin(post(&client).into_future());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) else { panic!() };
    assert!(error.to_string().contains("Tokio"), "{error}");
}
