//! What is sent, and what is refused before it is.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::convert::Infallible;

use openapi_client::{At, Client, Constraint, Error, Found, Location, Method, Outcome, Reply, Request, Style, Validate, Violations, check};
use support::Fake;

#[allow(clippy::unnecessary_wraps, reason = "the shape of all decoding functions")]
fn nothing(reply: &Reply) -> Result<Outcome<(), Infallible>, openapi_client::DecodeError> {
    match reply.status() {
        200 => Ok(Outcome::Success(())),
        _ => Ok(Outcome::Undeclared),
    }
}

fn get(client: &Client, template: &'static str) -> Request {
    client.request(Method::GET, template)
}

/// Like `parameters`, a request that generated code builds.
#[tokio::test]
async fn a_whole_request() {
    let fake = Fake::answering(200, "");
    let client = fake.builder().header("X-Trace", "default").header("X-Default", "1").build().unwrap();
    client
        .request(Method::POST, "/pets/{petId}/{tags}")
        .path("petId", "a/../b")
        .path_styled("tags", ["x,y", "z"], Style::SIMPLE)
        .query("limit", 5)
        .query("ümlaut", "a&b=c d")
        .query_styled("tags", ["a,b", "c"], Style::FORM.exploded())
        .query_styled("ids", [1, 2], Style::FORM)
        .header("X-Trace", "operation")
        .header_styled("X-List", [1, 2], Style::SIMPLE)
        .cookie("a", "b;c")
        .cookie("d", 1)
        .json(&[1, 2])
        .call(nothing)
        .header("X-Default", "call")
        .await
        .unwrap();
    let request = fake.request();
    assert_eq!(
        request.uri(),
        "https://api.example.com/v1/pets/a%2F..%2Fb/x%2Cy,z?limit=5&%C3%BCmlaut=a%26b%3Dc%20d&tags=a%2Cb&tags=c&ids=1,2"
    );
    let headers = request.headers();
    for (name, value) in [
        ("user-agent", "test/1.0"),
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("x-trace", "operation"),
        ("x-default", "call"),
        ("x-list", "1,2"),
        ("cookie", "a=b%3Bc; d=1"),
    ] {
        assert_eq!(headers.get_all(name).iter().collect::<Vec<_>>(), [value], "{name}");
    }
    assert_eq!(request.body().as_bytes().unwrap(), "[1,2]");
    assert_eq!(request.method(), Method::POST);
}

struct Pet {
    name: String,
    tags: Vec<f64>,
}

impl Validate for Pet {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        if !check::has_min_length(&self.name, 1) {
            violations.push(&at.property("na/me"), Constraint::MinLength(1), Found::text(&self.name));
        }
        self.tags.validate(&at.property("tags"), violations);
    }
}

#[tokio::test]
async fn all_violations_come_out_at_once_and_nothing_is_sent() {
    let fake = Fake::answering(200, "");
    let unwritable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let error = get(&fake.client(), "/{a}/{b}/{c}/x")
        .path("a", "..")
        .path("b", "")
        .path("c", ".")
        .header("X-Bad", "SECRET\r\nInjected: 1")
        .check(Location::Query("limit"), |at, violations| {
            check::maximum(at, violations, 101, openapi_client::Bound::Integer(100));
        })
        .validate(&Pet { name: String::new(), tags: vec![1.0, f64::NAN] })
        .json(&unwritable)
        .call(nothing)
        .header("X-Worse", "ü")
        .await
        .unwrap_err();
    assert!(fake.nothing_sent());
    let text = error.to_string();
    assert!(!text.contains("SECRET") && !format!("{error:?}").contains("SECRET"), "{error:?}");
    let Error::InvalidRequest(invalid) = error else { panic!("{error:?}") };
    let lines: Vec<_> = invalid.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "header `X-Bad` must have visible ASCII characters, spaces and tabs only (found 19 characters)",
            "query parameter `limit` must be at most 100 (found 101)",
            "body /na~1me must have at least 1 character (found 0 characters)",
            "body /tags/1 must be a finite number (found NaN)",
            "body must be something that JSON can express",
            "header `X-Worse` must have visible ASCII characters, spaces and tabs only (found 1 character)",
            "path parameter `a` must not be empty, `.` or `..` in a path",
            "path parameter `b` must not be empty, `.` or `..` in a path",
            "path parameter `c` must not be empty, `.` or `..` in a path",
        ]
    );
    assert_eq!(invalid.violations()[2].constraint, Constraint::MinLength(1));
    assert_eq!(text, format!("the request was not sent, it is invalid: {}", lines.join("; ")));
}

#[tokio::test]
async fn a_url_that_is_too_long_is_a_violation() {
    let fake = Fake::answering(200, "");
    let error = get(&fake.client(), "/").query("q", "x".repeat(70_000)).call(nothing).await.unwrap_err();
    assert_eq!(error.to_string(), "the request was not sent, it is invalid: URL must fit in a URL");
}

#[tokio::test]
async fn braces_in_values_and_templates_are_text() {
    let fake = Fake::answering(200, "");
    get(&fake.client(), "/{a}/{nobody}/{}").path("a", "{b}{0}").path("b", "x").call(nothing).await.unwrap();
    assert_eq!(fake.request().uri().path(), "/v1/%7Bb%7D%7B0%7D/%7Bnobody%7D/%7B%7D");
}

#[test]
fn debug_shows_no_values() {
    let client = Fake::answering(200, "").builder().header("X-Api-Key", "SECRET").build().unwrap();
    let call = get(&client, "/{id}")
        .path("id", "SECRET")
        .query("q", "SECRET")
        .cookie("c", "SECRET")
        .header("Authorization", "SECRET")
        .json("SECRET")
        .call(nothing)
        .header("X-Auth", "SECRET");
    let shown = format!("{client:?} {call:?} {:?}", call.clone());
    assert!(!shown.contains("SECRET"), "{shown}");
    assert!(shown.contains("authorization") && shown.contains("x-api-key"), "{shown}");
}
