//! Replies: each status decodes to its variant, and what is not declared is an error that says so.

use openapi_client::{ApiError, Error};
use openapi_goldens::responses::Client;
use openapi_goldens::responses::types::{RangeAndCodeResponse, SeveralError, SeveralResponse};

use crate::support::Fake;

const JOB: &str = r#"{"id":"j"}"#;
const PROBLEM: &str = r#"{"title":"p"}"#;

fn client(status: u16, body: &'static str) -> Client {
    Fake::answering(status, body).client()
}

fn api<E: std::fmt::Debug + 'static>(error: Error<E>) -> ApiError<E> {
    match error {
        Error::Api(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn several_successes() {
    let reply = client(200, JOB).several().await.unwrap();
    assert!(matches!(&*reply, SeveralResponse::Ok(job) if job.id == "j"));
    let reply = client(201, "\"new\"").several().await.unwrap();
    assert_eq!(*reply, SeveralResponse::Created("new".to_owned()));
    assert_eq!(reply.status(), 201);
    assert_eq!(*client(204, "").several().await.unwrap(), SeveralResponse::NoContent);

    assert!(
        matches!(&*client(206, JOB).range_and_code().await.unwrap(), RangeAndCodeResponse::AnySuccess(job) if job.id == "j")
    );
    assert_eq!(*client(204, "").range_and_code().await.unwrap(), RangeAndCodeResponse::NoContent);
    for status in [200, 201] {
        assert_eq!(client(status, JOB).same().await.unwrap().id, "j");
    }
    for status in [202, 204] {
        client(status, "whatever").none().await.unwrap();
    }
    client(302, "").moved().await.unwrap();
    // What is described of a `HEAD` is what a `GET` would have.
    client(200, "").exists().await.unwrap();
}

#[tokio::test]
async fn typed_errors() {
    let error = api(client(409, r#"{"other":"o"}"#).several().await.unwrap_err());
    assert!(matches!(error.body(), Some(SeveralError::Conflict(conflict)) if conflict.other.as_deref() == Some("o")));
    let error = api(client(418, PROBLEM).several().await.unwrap_err());
    assert!(
        matches!(error.body(), Some(SeveralError::AnyClientError(problem)) if problem.title.as_deref() == Some("p"))
    );
    assert_eq!(error.status(), 418);
    for status in [302, 404, 500, 599] {
        let error = api(client(status, PROBLEM).same().await.unwrap_err());
        assert_eq!(error.into_body().and_then(|problem| problem.title).as_deref(), Some("p"), "{status}");
    }
    assert!(api(client(599, PROBLEM).range_and_code().await.unwrap_err()).body().is_some());
}

/// Declared without a body: what matters is the status, which stays.
#[tokio::test]
async fn errors_without_a_body() {
    let error = api(client(503, "<html>").several().await.unwrap_err());
    assert_eq!((error.status().as_u16(), error.bytes().as_ref(), error.body().is_some()), (503, &b"<html>"[..], false));
}

#[tokio::test]
async fn what_is_not_declared() {
    let error = api(client(500, PROBLEM).one().await.unwrap_err());
    assert_eq!(error.to_string(), "the API answered 500 Internal Server Error, which its document does not declare");
    assert_eq!(error.bytes().as_ref(), PROBLEM.as_bytes());
    // A success that is not declared is none of the types.
    assert_eq!(api(client(201, JOB).one().await.unwrap_err()).status(), 201);
    assert_eq!(api(client(203, JOB).several().await.unwrap_err()).status(), 203);
}

/// A lone `default` is what a success looks like; that an error looks so too is nothing to build on.
#[tokio::test]
async fn a_lone_default() {
    assert_eq!(client(200, JOB).only_default().await.unwrap().id, "j");
    assert_eq!(client(299, JOB).only_default().await.unwrap().id, "j");
    assert_eq!(api(client(500, JOB).only_default().await.unwrap_err()).status(), 500);
}

#[tokio::test]
async fn what_does_not_decode() {
    let Err(Error::Decode(error)) = client(200, r#"{"id":1}"#).one().await else { panic!("it is no job") };
    assert_eq!(error.pointer(), "/id");
    // A failure that is not what the document says is that failure all the same.
    let error = api(client(404, "<html>").same().await.unwrap_err());
    assert_eq!((error.status().as_u16(), error.body().is_some()), (404, false));
    let error = api(client(409, "").several().await.unwrap_err());
    assert_eq!(error.status(), 409);
}
