//! What becomes of replies: successes, declared and undeclared failures, bodies that do not decode or are too large.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::BTreeMap;
use std::error::Error as _;

use openapi_client::serde::Deserialize;
use openapi_client::{Call, Error, Method, Outcome, StatusCode};
use support::Fake;

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(crate = "openapi_client::serde")]
struct Pet {
    name: String,
    #[serde(default)]
    ages: BTreeMap<String, Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq)]
enum GetPetError {
    NotFound(Pet),
    Server(String),
}

fn get_pet(fake: &Fake) -> Call<Pet, GetPetError> {
    fake.client().request(Method::GET, "/pet").call(|reply| match reply.status() {
        200 => reply.json().map(Outcome::Success),
        404 => reply.json().map(|body| Outcome::Failure(GetPetError::NotFound(body))),
        500..=599 => reply.text().map(|body| Outcome::Failure(GetPetError::Server(body))),
        _ => Ok(Outcome::Undeclared),
    })
}

#[tokio::test]
async fn success_derefs_to_the_body() {
    let reply = get_pet(&Fake::answering(200, r#"{"name":"Rex","unknown":1}"#)).await.unwrap();
    assert_eq!((reply.name.as_str(), reply.status()), ("Rex", StatusCode::OK));
    assert_eq!(reply.headers()["x-request-id"], "r-1");
    let shown = format!("{reply:?}");
    assert!(shown.contains("r-1") && !shown.contains("SECRET"), "{shown}");
    assert_eq!(reply.clone().into_parts().2, reply.into_inner());
}

#[tokio::test]
async fn declared_failures_are_typed() {
    let error = get_pet(&Fake::answering(404, r#"{"name":"SECRET"}"#)).await.unwrap_err();
    assert_eq!(error.to_string(), "the API answered 404 Not Found");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert!(!format!("{error:?}").contains("SECRET") && format!("{error:?}").contains("17 bytes"), "{error:?}");
    let Error::Api(api) = error else { panic!() };
    assert_eq!(api.bytes(), r#"{"name":"SECRET"}"#);
    assert!(matches!(api.body(), Some(GetPetError::NotFound(pet)) if pet.name == "SECRET"));
    assert!(matches!(api.into_body(), Some(GetPetError::NotFound(_))));
    let erased = get_pet(&Fake::answering(503, "down")).await.unwrap_err().erase();
    assert_eq!(erased.to_string(), "the API answered 503 Service Unavailable");
    assert!(matches!(erased, Error::Api(api) if api.bytes() == "down" && api.body().is_none()));
}

#[tokio::test]
async fn undeclared_statuses_say_so() {
    for (status, expected) in [
        (418, "the API answered 418 I'm a teapot, which its document does not declare"),
        (302, "the API answered 302 Found, which its document does not declare"),
        (202, "the API answered 202 Accepted, which its document does not declare"),
        (799, "the API answered 799, which its document does not declare"),
    ] {
        let error = get_pet(&Fake::answering(status, "SECRET")).await.unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(matches!(&error, Error::Api(api) if api.bytes() == "SECRET"));
    }
}

#[tokio::test]
async fn an_unreadable_failure_is_still_that_failure() {
    let error = get_pet(&Fake::answering(404, "<html>SECRET</html>")).await.unwrap_err();
    assert_eq!(error.to_string(), "the API answered 404 Not Found, with a body that is not what its document declares");
    assert_eq!(
        error.source().unwrap().to_string(),
        "the reply (404 Not Found, application/json) is not what the document declares: expected value at line 1 column 1"
    );
}

#[tokio::test]
async fn unreadable_successes_say_where_and_never_what() {
    for (body, expected) in [
        (r#"{"name":3141}"#, "at /name: expected a string, found an integer"),
        (r#"{"name":null}"#, "at /name: expected a string, found null"),
        (r#"{"name":["SECRET"]}"#, "at /name: expected a string, found an array"),
        (r#"{"name":{"SECRET":1}}"#, "at /name: expected a string, found an object"),
        (r#"{"name":"","ages":{"a/b":[1,"SECRET, expected SECRET"]}}"#, "at /ages/a~1b/1: expected u8, found a string"),
        (r#"{"name":"","ages":{"x":[314]}}"#, "at /ages/x/0: expected u8, found an integer"),
        ("{}", "missing field `name`"),
        ("", "the body is empty"),
        (r#"{"name":"SECRET"#, "at /name: EOF while parsing a string at line 1 column 15"),
        (r#"{"name":"a"} SECRET"#, "trailing characters at line 1 column 14"),
    ] {
        let error = get_pet(&Fake::answering(200, body)).await.unwrap_err();
        let start = "the reply (200 OK, application/json) is not what the document declares: ";
        assert_eq!(error.to_string(), format!("{start}{expected}"));
        assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
        assert!(matches!(&error, Error::Decode(decode) if decode.bytes() == body));
    }
}

#[tokio::test]
async fn bodies_are_bounded() {
    let fake = Fake::answering(200, r#"{"name":"Rex"}"#);
    for (limit, fits) in [(14, true), (13, false)] {
        let client = fake.builder().max_response_bytes(limit).build().unwrap();
        let call: Call<Pet> = client.request(Method::GET, "/").call(|reply| reply.json().map(Outcome::Success));
        let result = call.await;
        assert_eq!(result.is_ok(), fits);
        if let Err(error) = result {
            assert_eq!(error.to_string(), "the API answered 200 OK with more than 13 bytes");
            assert!(matches!(error, Error::TooLarge(_)) && error.status() == Some(StatusCode::OK));
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(crate = "openapi_client::serde", rename_all = "lowercase")]
enum Closed {
    On,
    Off,
}

#[derive(Debug, Deserialize)]
#[serde(crate = "openapi_client::serde", untagged)]
#[allow(dead_code, reason = "it never decodes")]
enum Either {
    Number(u8),
    Flag(bool),
}

#[derive(Debug)]
struct Custom;

impl<'de> Deserialize<'de> for Custom {
    fn deserialize<D: openapi_client::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(openapi_client::serde::de::Error::custom(format!("{text} is wrong")))
    }
}

#[tokio::test]
async fn messages_of_types_are_kept_without_values() {
    async fn problem<T: openapi_client::serde::de::DeserializeOwned + std::fmt::Debug>(body: &'static str) -> String {
        let client = Fake::answering(200, body).client();
        let call: Call<T> = client.request(Method::GET, "/").call(|reply| reply.json().map(Outcome::Success));
        let text = call.await.unwrap_err().to_string();
        text.split_once("declares: ").unwrap().1.to_owned()
    }
    assert_eq!(problem::<Closed>("\"SECRET\"").await, "expected `on` or `off`");
    assert_eq!(problem::<Either>("\"SECRET\"").await, "the value does not fit its type");
    assert_eq!(problem::<Custom>("\"SECRET\"").await, "the value does not fit its type");
    assert_eq!(problem::<(u8, u8)>("[1]").await, "invalid length 1, expected a tuple of size 2");
    assert_eq!(problem::<Vec<Closed>>("[\"on\",\"off\",\"SECRET\"]").await, "at /2: expected `on` or `off`");
}

#[test]
fn calls_and_errors_can_cross_threads_and_boxes() {
    fn send<T: Send + 'static>(_: &T) {}
    fn sync<T: Send + Sync + std::error::Error + 'static>() {}
    let call = get_pet(&Fake::answering(200, ""));
    send(&call);
    send(&std::future::IntoFuture::into_future(call));
    sync::<Error<GetPetError>>();
    assert!(size_of::<Error<[u8; 4096]>>() <= 64, "results stay small");
}
