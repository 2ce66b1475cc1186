//! The facade end to end, against a mock that knows the document and checks requests with a validator of its own.
//!
//! Each detail of the document that a careless generator gets wrong has a test here, named by what was decided.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::time::Duration;

use dfns::openapi_client::{Constraint, Credential, Location};
use dfns::{Client, Error, OrgId, SPEC_VERSION, SendRecoveryCodeEmailRequest, Server, TenantId, Username};
use openapi_mock::{Mock, Reply};
use serde_json::{Value, json};

const METHOD: &str = "POST";
const PATH: &str = "/auth/recover/user/code";
const ORG: OrgId = OrgId::from_static("or-30tnh-itmjs-s235s5ontr3r23h2");
const TENANT: TenantId = TenantId::from_static("acct-24hka-dhili-9hgvdlvr1ohpibp4");

fn document() -> Value {
    serde_yaml::from_str(include_str!("../openapi.yaml")).unwrap()
}

fn start() -> (Mock, Client) {
    let mock = Mock::start(document()).unwrap();
    let client = Client::builder().base_url(mock.url()).build().unwrap();
    (mock, client)
}

fn request() -> SendRecoveryCodeEmailRequest {
    SendRecoveryCodeEmailRequest::new("alice@example.com".parse().unwrap())
}

#[tokio::test]
async fn a_request_goes_out_and_its_reply_comes_back() {
    let (mock, client) = start();
    let reply = client.send_recovery_code_email(&request().with_org_id(ORG).with_tenant_id(TENANT)).await.unwrap();
    assert_eq!(reply.status(), 200);
    assert!(!reply.message.is_empty());

    let [recorded] = &mock.requests()[..] else { panic!("one request") };
    assert_eq!((recorded.method.as_str(), recorded.path.as_str()), (METHOD, PATH));
    assert!(recorded.violations.is_empty(), "{:?}", recorded.violations);
    assert_eq!(recorded.header("content-type"), Some("application/json"));
    assert_eq!(recorded.json().unwrap(), json!({ "username": "alice@example.com", "orgId": ORG.as_str(), "tenantId": TENANT.as_str() }));
}

/// Without an `operationId` the method has the summary's name; the type names follow from it.
#[tokio::test]
async fn the_summary_names_the_operation() {
    let (_mock, client) = start();
    let reply: dfns::ApiResponse<dfns::SendRecoveryCodeEmailResponse> = client.send_recovery_code_email(&request()).await.unwrap();
    drop(reply);
}

/// The body is not `required: true`, but its schema requires a property: it is an argument, and always sent.
/// What is optional in it is left out when it is absent, not sent as null.
#[tokio::test]
async fn the_body_is_required_because_its_schema_is() {
    let (mock, client) = start();
    client.send_recovery_code_email(&request()).await.unwrap();
    assert_eq!(mock.requests()[0].json().unwrap(), json!({ "username": "alice@example.com" }));
}

/// `security: [{}]` at the operation and `security: []` at the root: whatever credentials the client has, none is sent.
#[tokio::test]
async fn no_credentials_are_sent() {
    let mock = Mock::start(document()).unwrap();
    let client = Client::builder()
        .base_url(mock.url())
        .credential("bearerAuth", Credential::bearer("secret-token"))
        .credential("apiKey", Credential::api_key("secret-key"))
        .build()
        .unwrap();
    client.send_recovery_code_email(&request()).await.unwrap();
    let recorded = &mock.requests()[0];
    for (name, value) in &recorded.headers {
        assert!(!value.contains("secret"), "{name}: {value}");
    }
    for header in ["authorization", "cookie", "x-api-key", "proxy-authorization"] {
        assert_eq!(recorded.header(header), None, "{header}");
    }
    assert!(recorded.query.is_empty());
}

/// `additionalProperties: false` closes the request: it has its three properties and no room for more.
#[test]
fn the_request_has_no_other_properties() {
    let sent = serde_json::to_value(request().with_org_id(ORG).with_tenant_id(TENANT)).unwrap();
    let keys: Vec<&str> = sent.as_object().unwrap().keys().map(String::as_str).collect();
    assert!(keys.iter().all(|key| ["username", "orgId", "tenantId"].contains(key)), "{keys:?}");
    assert_eq!(keys.len(), 3);
}

/// The response does not say `additionalProperties`: it may have more than this version of the document lists.
#[tokio::test]
async fn a_reply_may_have_more_than_the_document_lists() {
    let body = json!({ "message": "sent", "expiresIn": 600, "nested": { "new": [1, 2] } });
    let mock = Mock::builder(document()).reply(METHOD, PATH, Reply::status(200).json(body)).start().unwrap();
    let client = Client::builder().base_url(mock.url()).build().unwrap();
    assert_eq!(client.send_recovery_code_email(&request()).await.unwrap().message, "sent");
}

/// A server described as `<Deprecated> Staging` is there, under the name without the mark, and deprecated.
#[test]
#[expect(deprecated, reason = "this is about the deprecated one")]
fn a_deprecated_server_is_still_a_server() {
    let servers: Vec<(&str, &str)> = Server::ALL.iter().map(|server| (server.name(), server.url())).collect();
    let expected = [("europe", "https://api.dfns.io"), ("uae", "https://api.uae.dfns.io"), ("staging", "https://api.dfns.ninja")];
    assert_eq!(servers, expected);
    assert_eq!("staging".parse(), Ok(Server::Staging));
    assert!("Narnia".parse::<Server>().is_err());
}

/// Only `200` is declared, yet the API does return errors: they come with all there is to know.
#[tokio::test]
async fn an_undeclared_error_keeps_status_and_body() {
    let body = json!({ "error": { "message": "Too many requests" } });
    let reply = Reply::status(429).header("Retry-After", "30").json(body.clone());
    let mock = Mock::builder(document()).reply(METHOD, PATH, reply).start().unwrap();
    let client = Client::builder().base_url(mock.url()).build().unwrap();
    let error = client.send_recovery_code_email(&request()).await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.status(), 429);
    assert_eq!(error.headers()["retry-after"], "30");
    assert_eq!(serde_json::from_slice::<Value>(error.bytes()).unwrap(), body);
    assert!(error.to_string().contains("429"), "{error}");
    assert!(!format!("{error:?}").contains("Too many requests"), "bodies are not for logs: {error:?}");
}

#[tokio::test]
async fn a_reply_that_does_not_decode_says_where() {
    let reply = Reply::status(200).json(json!({ "message": { "text": "hunter2" } }));
    let mock = Mock::builder(document()).reply(METHOD, PATH, reply).start().unwrap();
    let client = Client::builder().base_url(mock.url()).build().unwrap();
    let error = client.send_recovery_code_email(&request()).await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.pointer(), "/message");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

/// Decoding does not check, so that a request may come from anywhere; sending does, and reports everything at once.
#[tokio::test]
async fn an_invalid_request_is_refused_before_it_is_sent_with_all_violations() {
    let (mock, client) = start();
    let request: SendRecoveryCodeEmailRequest = serde_json::from_value(json!({
        "username": "", "orgId": "or-secret", "tenantId": "acct-24hka-dhili-9hgvdlvr1ohpibp4"
    }))
    .unwrap();
    let error = client.send_recovery_code_email(&request).await.unwrap_err();
    let Error::InvalidRequest(error) = error else { panic!("{error:?}") };
    let found: Vec<_> = error.violations().iter().map(|it| (it.location, it.pointer.as_str(), it.constraint)).collect();
    let pattern = "^or-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$";
    assert_eq!(found, [(Location::Body, "/username", Constraint::MinLength(1)), (Location::Body, "/orgId", Constraint::Pattern(pattern)),]);
    assert!(error.to_string().contains("/orgId") && !error.to_string().contains("or-secret"), "{error}");
    assert!(mock.requests().is_empty(), "nothing was sent");
}

#[test]
fn constrained_strings_are_checked_where_they_are_made() {
    assert!("or-30tnh-itmjs-s235s5ontr3r23h2".parse::<OrgId>().is_ok());
    for bad in ["", "or-30tnh-itmjs-s235s5ontr3r2", "OR-30tnh-itmjs-s235s5ontr3r23h2", "xor-30tnh-itmjs-s235s5ontr3r23h2"] {
        let error = bad.parse::<OrgId>().unwrap_err();
        assert!(error.to_string().starts_with("OrgId must "), "{error}");
    }
    assert!(OrgId::try_from("or-30tnh-itmjs-s235s5ontr3r23h2\n").is_err(), "`$` is the end of the text and nothing before it");
    assert!("".parse::<Username>().is_err());
    assert!("é".parse::<Username>().is_ok());
    assert_eq!(Username::try_from("Ada".to_owned()).unwrap().as_str(), "Ada");
}

#[test]
#[should_panic(expected = "OrgId must match the pattern `^or-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$`")]
fn outside_a_const_a_wrong_literal_panics_with_the_constraint() {
    let _ = OrgId::from_static("or-nothing");
}

#[tokio::test]
async fn a_slow_reply_is_a_timeout_and_no_connection_is_a_transport_error() {
    let reply = Reply::documented().delay(Duration::from_secs(5));
    let mock = Mock::builder(document()).reply(METHOD, PATH, reply).start().unwrap();
    let client = Client::builder().base_url(mock.url()).timeout(Duration::from_millis(100)).build().unwrap();
    let error = client.send_recovery_code_email(&request()).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");

    let url = mock.url();
    drop(mock);
    let client = Client::builder().base_url(url).build().unwrap();
    let error = client.send_recovery_code_email(&request()).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn the_version_is_the_documents() {
    assert_eq!(document()["info"]["version"], SPEC_VERSION);
}
