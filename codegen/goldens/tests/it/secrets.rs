//! Secrets show nowhere: not in types, not in requests, not in clients, not in errors.

use openapi_client::{Credential, Error};
use openapi_goldens::{credentials, primitives, query_parameters, responses, shadowing};

use crate::support::{Fake, round_trip};

const SECRET: &str = "hunter2";

fn shows_no_secret(value: &impl std::fmt::Debug) {
    let (short, long) = (format!("{value:?}"), format!("{value:#?}"));
    assert!(!short.contains(SECRET) && !long.contains(SECRET), "{long}");
}

#[test]
fn in_types() {
    let every: primitives::types::Every = round_trip(
        r#"{"anything":0,"boolean":true,"string":"","dateTime":"","date":"","uuid":"","password":"hunter2","binary":"","email":"","integer":0,"number":0.0}"#,
    );
    assert_eq!(every.password.expose(), SECRET);
    shows_no_secret(&every);
    shows_no_secret(&shadowing::types::Box::new().with_password(SECRET));
}

#[tokio::test]
async fn in_requests_and_clients() {
    let fake = Fake::answering(401, "no");
    let client: query_parameters::Client = fake.client();
    let call = client.search("q", &[]).with_token(&SECRET.into());
    shows_no_secret(&call);
    shows_no_secret(&call.clone().into_call());
    let error = call.await.unwrap_err();
    shows_no_secret(&error);
    assert!(!error.to_string().contains(SECRET));
    assert!(fake.line().ends_with("&token=hunter2"));

    let builder =
        fake.builder::<credentials::Client>().credential(credentials::security::USER_TOKEN, Credential::bearer(SECRET));
    shows_no_secret(&builder);
    let client = builder.build().unwrap();
    shows_no_secret(&client);
    shows_no_secret(&client.by_default());
}

/// What an API sends may be a secret too: no message quotes it.
#[tokio::test]
async fn in_errors() {
    let fake = Fake::answering(200, r#"{"id":["hunter2"]}"#);
    let error = fake.client::<responses::Client>().one().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)));
    shows_no_secret(&error);
    assert!(!error.to_string().contains(SECRET), "{error}");
}
