//! Which request carries which credential.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::convert::Infallible;

use openapi_client::{Body, ClientBuilder, Credential, Error, Method, Outcome, SecurityScheme, http};
use support::Fake;

const BEARER: SecurityScheme = SecurityScheme::bearer("bearerAuth");
const BASIC: SecurityScheme = SecurityScheme::basic("basicAuth");
const HEADER: SecurityScheme = SecurityScheme::api_key_header("headerKey", "X-Key");
const QUERY: SecurityScheme = SecurityScheme::api_key_query("queryKey", "key");
const COOKIE: SecurityScheme = SecurityScheme::api_key_cookie("cookieKey", "sid");

type Alternatives = &'static [&'static [SecurityScheme]];

async fn sent(credentials: &[(&str, Credential)], security: Option<Alternatives>) -> http::Request<Body> {
    let fake = Fake::answering(200, "");
    let add = |builder: ClientBuilder, (name, credential): &(&str, Credential)| builder.credential(*name, credential.clone());
    let client = credentials.iter().fold(fake.builder(), add).build().unwrap();
    let mut request = client.request(Method::GET, "/x").query("a", 1);
    if let Some(security) = security {
        request = request.security(security);
    }
    request.call(|_| Ok(Outcome::<(), Infallible>::Success(()))).await.unwrap();
    fake.request()
}

fn header<'a>(request: &'a http::Request<Body>, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn each_kind_goes_to_its_place() {
    let all = [
        ("bearerAuth", Credential::bearer("t")),
        ("headerKey", Credential::api_key("h")),
        ("queryKey", Credential::api_key("q&")),
        ("cookieKey", Credential::api_key("c;")),
        ("basicAuth", Credential::basic("Aladdin", "open sesame")),
    ];
    let request = sent(&all, Some(&[&[BEARER, HEADER, QUERY, COOKIE]])).await;
    assert_eq!(header(&request, "authorization"), Some("Bearer t"));
    assert_eq!(header(&request, "x-key"), Some("h"));
    assert_eq!(header(&request, "cookie"), Some("sid=c%3B"));
    assert_eq!(request.uri().query(), Some("a=1&key=q%26"));
    assert!(request.headers()["authorization"].is_sensitive() && request.headers()["x-key"].is_sensitive());
    assert!(!format!("{request:?}").contains("Bearer t"));

    let request = sent(&all, Some(&[&[BASIC]])).await;
    assert_eq!(header(&request, "authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
}

#[tokio::test]
async fn a_key_that_is_a_parameter_as_well_is_sent_once() {
    let fake = Fake::answering(200, "");
    let client = fake.builder().credential("queryKey", Credential::api_key("q")).credential("cookieKey", Credential::api_key("c"));
    let request = client.build().unwrap().request(Method::GET, "/x").query("a", 1).query("key", "argument").query("keys", 2);
    let request = request.cookie("sid", "argument").cookie("other", "1").security(&[&[QUERY, COOKIE]]);
    request.call(|_| Ok(Outcome::<(), Infallible>::Success(()))).await.unwrap();
    let sent = fake.request();
    assert_eq!(sent.uri().query(), Some("a=1&keys=2&key=q"));
    assert_eq!(header(&sent, "cookie"), Some("other=1; sid=c"));
}

#[tokio::test]
async fn only_requests_that_ask_carry_credentials() {
    let token = [("bearerAuth", Credential::bearer("t"))];
    let cases: [(Option<Alternatives>, bool); 9] = [
        (None, false),
        (Some(&[]), false),
        (Some(&[&[]]), false),
        (Some(&[&[HEADER]]), false),
        (Some(&[&[BEARER, HEADER]]), false),
        (Some(&[&[BEARER]]), true),
        (Some(&[&[HEADER], &[BEARER]]), true),
        (Some(&[&[], &[BEARER]]), true),
        (Some(&[&[BEARER], &[]]), true),
    ];
    for (security, carries) in cases {
        let request = sent(&token, security).await;
        assert_eq!(header(&request, "authorization").is_some(), carries, "{security:?}");
        assert_eq!(request.uri().query(), Some("a=1"));
    }
}

#[tokio::test]
async fn the_first_satisfied_alternative_is_used() {
    let both = [("bearerAuth", Credential::bearer("t")), ("headerKey", Credential::api_key("h"))];
    let request = sent(&both, Some(&[&[QUERY], &[HEADER], &[BEARER]])).await;
    assert_eq!((header(&request, "x-key"), header(&request, "authorization")), (Some("h"), None));
}

#[tokio::test]
async fn a_credential_that_does_not_fit_is_a_violation() {
    for (credential, expected) in [
        (Credential::bearer("t"), "credential `headerKey` must be of the kind that the security scheme asks for"),
        (Credential::api_key("SECRET\n"), "credential `headerKey` must have visible ASCII characters, spaces and tabs only"),
    ] {
        let fake = Fake::answering(200, "");
        let client = fake.builder().credential("headerKey", credential).build().unwrap();
        let call = client.request(Method::GET, "/").security(&[&[HEADER]]);
        let error = call.call(|_| Ok(Outcome::<(), Infallible>::Success(()))).await.unwrap_err();
        assert_eq!(error.to_string(), format!("the request was not sent, it is invalid: {expected}"));
        assert!(matches!(error, Error::InvalidRequest(_)) && fake.nothing_sent());
    }
}

#[test]
fn wrong_settings_come_out_together_and_show_no_secret() {
    let builder = ClientBuilder::<openapi_client::Client>::new("agent\n")
        .base_url("https://user:SECRET@example.com")
        .header("X-Api-Key", "SECRET\n")
        .credential("bearerAuth", Credential::bearer("SECRET\n"))
        .credential("basicAuth", Credential::basic("a:b", "SECRET"))
        .transport(Fake::answering(200, ""));
    assert!(!format!("{builder:?}").contains("SECRET"));
    let error = builder.build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client cannot be built: the header `user-agent` has a name or a value that cannot be sent; \
         the base URL must not have a user or password: credentials are set apart; \
         the header `X-Api-Key` has a name or a value that cannot be sent; \
         the credential `bearerAuth` has a token with a character that a header cannot carry (a line break at its end?); \
         the credential `basicAuth` has a user name with a colon, which ends user names in Basic authentication"
    );
    assert!(!format!("{error:?}").contains("SECRET"));
    let missing = ClientBuilder::<openapi_client::Client>::new("a").transport(Fake::answering(200, "")).build();
    assert_eq!(missing.unwrap_err().to_string(), "the client cannot be built: there is no base URL: set `server` or `base_url`");
}
