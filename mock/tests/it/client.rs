//! A client of a hundred lines, so that nothing in a request is but what a test put there.

use std::io::{Read, Write};
use std::net::TcpStream;

use openapi_mock::Mock;
use serde_json::Value;

/// What a mock answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    /// The violations of a 400, each as `in pointer`.
    #[track_caller]
    pub(crate) fn violations(&self) -> Vec<String> {
        let body = self.json();
        let violations = body["violations"].as_array().expect("a list of violations");
        let texts =
            violations.iter().map(|violation| format!("{} {}", violation["in"].as_str().unwrap(), violation["pointer"].as_str().unwrap()));
        texts.collect()
    }
}

/// Sends a request without body.
#[track_caller]
pub(crate) fn get(mock: &Mock, target: &str) -> Answer {
    send(mock, "GET", target, &[], b"")
}

/// Sends a JSON body.
#[track_caller]
pub(crate) fn post(mock: &Mock, target: &str, body: &Value) -> Answer {
    send(mock, "POST", target, &[("content-type", "application/json")], body.to_string().as_bytes())
}

#[track_caller]
pub(crate) fn send(mock: &Mock, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let url = mock.url();
    let authority = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(authority).unwrap();
    let mut head = format!("{method} {target} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if !body.is_empty() {
        head.extend(["content-length: ", &body.len().to_string(), "\r\n"]);
    }
    stream.write_all((head + "\r\n").as_bytes()).unwrap();
    // A server that refuses a large body may stop reading in its midst.
    let _written = stream.write_all(body);
    let mut answer = Vec::new();
    let _read = stream.read_to_end(&mut answer);
    parse(&answer)
}

#[track_caller]
fn parse(answer: &[u8]) -> Answer {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a complete head");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answer { status, headers: headers.collect(), body: answer[end + 4..].to_vec() }
}
