//! One operation, several methods.

use openapi_client::FilePart;
use openapi_goldens::further_methods::Client;
use openapi_goldens::further_methods::types::{AddPictureAsMultipartRequest, ChatRequest};

use crate::support::Fake;

#[tokio::test]
async fn a_stream_beside_json() {
    let fake = Fake::answering(200, "data: {\"delta\":\"a\"}\n\n");
    let reply = fake.client::<Client>().chat_stream(&ChatRequest::new().with_stream(true)).await.unwrap();
    let event = reply.into_inner().next().await.unwrap().unwrap();
    assert_eq!(event.data.delta.as_deref(), Some("a"));
    assert_eq!(fake.request().headers()["accept"], "text/event-stream, application/json");
    let fake = Fake::answering(200, r#"{"text":"b"}"#);
    assert_eq!(fake.client::<Client>().chat(&ChatRequest::new()).await.unwrap().text.as_deref(), Some("b"));
}

#[tokio::test]
async fn a_form_and_bytes_beside_json() {
    let fake = Fake::answering(204, "");
    let client: Client = fake.client();
    client.add_picture_as_bytes(b"png").await.unwrap();
    assert_eq!(fake.body().await, (Some("image/png".to_owned()), "png".to_owned()));
    client.add_picture_as_multipart(&AddPictureAsMultipartRequest::new().with_file(FilePart::new(b"png"))).await.unwrap();
    let (content_type, body) = fake.body().await;
    assert!(content_type.unwrap().starts_with("multipart/form-data") && body.contains("\r\n\r\npng\r\n"));
}

#[tokio::test]
async fn text_and_bytes_beside_json_in_a_reply() {
    let fake = Fake::answering(200, "+1");
    let client: Client = fake.client();
    assert_eq!(client.get_change_text().await.unwrap().into_inner(), "+1");
    assert_eq!(fake.request().headers()["accept"], "application/vnd.diff");
    let bytes = client.get_change_bytes().await.unwrap().into_inner().collect().await.unwrap();
    assert_eq!(bytes, "+1");
    assert_eq!(fake.request().headers()["accept"], "application/zip");
}
