//! Headers of replies: each style reads, what is wrong is named when asked for, and errors have theirs.

use openapi_client::Error;
use openapi_goldens::reply_headers::Client;
use openapi_goldens::reply_headers::types::{CreateJobCreatedHeaders, ListJobsHeaders, LocationHeaders, TooManyHeaders, XTag};
use serde_json::json;

use crate::support::Fake;

#[tokio::test]
async fn headers_in_every_style() {
    let fake = Fake::answering(201, "")
        .with("Location", "/jobs/1")
        .with("X-Tags", "new, odd")
        .with("x-tags", "old")
        .with("X-Color", "R=100,G=200")
        .with("X-Page", r#"{"next":"b"}"#)
        .with("X-Note", r#""c""#)
        .with("X-Note_", "true");
    let reply = fake.client::<Client>().create_job().await.unwrap();
    let headers: CreateJobCreatedHeaders = reply.headers_as().unwrap();
    assert_eq!(headers.location.as_str(), "/jobs/1");
    assert_eq!(headers.x_tags, Some(vec![XTag::New, XTag::Unknown("odd".to_owned()), XTag::Old]));
    assert_eq!(headers.x_color.map(|color| (color.r, color.g)), Some((Some(100), Some(200))));
    assert_eq!(headers.x_page.and_then(|page| page.next).as_deref(), Some("b"));
    assert_eq!(headers.x_minus_note, Some(json!("c")));
    assert_eq!(headers.x_minus_note_underscore, Some(true));
}

#[tokio::test]
async fn what_is_wrong_is_said_when_asked_for() {
    let fake = Fake::answering(200, "").with("X-RateLimit-Limit", "hunter2");
    let reply = fake.client::<Client>().list_jobs().await.unwrap();
    let error = reply.headers_as::<ListJobsHeaders>().unwrap_err();
    assert_eq!(error.name(), "X-RateLimit-Limit");
    assert_eq!(error.to_string(), "the header `X-RateLimit-Limit` of the reply is not what the document declares: expected i32");
    let missing = Fake::answering(201, "").client::<Client>().create_job().await.unwrap().headers_as::<CreateJobCreatedHeaders>();
    assert_eq!(missing.unwrap_err().to_string(), "the header `Location` of the reply is not what the document declares: it is missing");
}

#[tokio::test]
async fn headers_of_errors() {
    let Err(Error::Api(error)) = Fake::answering(429, "").with("retry-after", "30").client::<Client>().list_jobs().await else {
        panic!("no error");
    };
    assert_eq!(error.headers_as::<TooManyHeaders>().unwrap().retry_after, Some(30));
    let Err(Error::Api(error)) = Fake::answering(409, "").client::<Client>().create_job().await else {
        panic!("no error");
    };
    assert_eq!(error.headers_as::<LocationHeaders>().unwrap().location, None);
}
