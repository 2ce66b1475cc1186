//! Bodies and replies that are neither JSON nor forms.

use openapi_client::{Error, http};
use openapi_goldens::raw_bodies::Client;
use openapi_goldens::raw_bodies::types::{PutAnyResponse, PutColorRequest};

use crate::support::Fake;

fn typed(content_type: &str, body: &str) -> (Option<String>, String) {
    (Some(content_type.to_owned()), body.to_owned())
}

#[tokio::test]
async fn text_goes_as_it_is() {
    let fake = Fake::answering(200, "a,b");
    let client: Client = fake.client();
    assert_eq!(*client.put_text("ä").await.unwrap(), "a,b");
    assert_eq!(fake.body().await, typed("text/plain", "ä"));
    assert_eq!(*client.put_xml("<id/>").await.unwrap(), "a,b");
    assert_eq!(fake.body().await, typed("application/xml", "<id/>"));

    let fake = Fake::answering(200, "3");
    assert_eq!(*fake.client::<Client>().put_color(&PutColorRequest::Green).await.unwrap(), 3);
    assert_eq!(fake.body().await, typed("text/plain; charset=utf-8", "green"));
}

#[tokio::test]
async fn bytes_are_streams() {
    let fake = Fake::answering(200, "bytes");
    let client: Client = fake.client();
    let reply = client.put_file().with_body(b"x").await.unwrap();
    assert_eq!(reply.status(), http::StatusCode::OK);
    assert_eq!(reply.into_inner().collect().await.unwrap(), "bytes");
    assert_eq!(fake.body().await, typed("application/octet-stream", "x"));

    let mut stream = client.put_file().await.unwrap().into_inner();
    assert_eq!(stream.next().await.unwrap().unwrap(), "bytes");
    assert!(stream.next().await.is_none());
    assert_eq!(fake.body().await, (None, String::new()));

    let PutAnyResponse::Ok(stream) = client.put_any("x").await.unwrap().into_inner() else { panic!("it is a file") };
    assert_eq!(stream.collect().await.unwrap(), "bytes");
    let reply = Fake::answering(202, "later").client::<Client>().put_any("x").await.unwrap();
    assert!(matches!(*reply, PutAnyResponse::Accepted));
}

/// What is no stream is read to its end, whatever the call makes of a success.
#[tokio::test]
async fn failures_of_streams_are_read() {
    let client: Client = Fake::answering(404, r#"{"why":"gone"}"#).client();
    let Err(Error::Api(error)) = client.put_file().await else { panic!("there is none") };
    assert_eq!(error.body().and_then(|body| body.why.as_deref()), Some("gone"));
    let client: Client = Fake::answering(500, "oops").client();
    let Err(Error::Api(error)) = client.put_file().await else { panic!("it failed") };
    assert_eq!(error.bytes(), "oops");
}

#[tokio::test]
async fn a_stream_is_collected_within_the_limit() {
    let client: Client = Fake::answering(200, "bytes").builder().max_response_bytes(4).build().unwrap();
    let stream = client.put_file().await.unwrap().into_inner();
    assert!(matches!(stream.collect().await, Err(Error::TooLarge(_))));
}

#[tokio::test]
async fn json_is_preferred() {
    let fake = Fake::answering(200, "\"text\"");
    assert_eq!(*fake.client::<Client>().put_same(true).await.unwrap(), "text");
    assert_eq!(fake.body().await, typed("application/json", "true"));
}
