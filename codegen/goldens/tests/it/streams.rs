//! Sequences: events and items, as they are on the wire.

use openapi_client::Error;
use openapi_goldens::streams::Client;
use openapi_goldens::streams::types::{Chunk, ListResponse};

use crate::support::Fake;

fn client(body: &'static str) -> Client {
    Fake::answering(200, body).client()
}

#[tokio::test]
async fn events_have_data_of_their_type() {
    let body = "event: chunk\ndata: {\"text\":\"a\"}\n\ndata: {}\n\ndata: {\"text\":\ndata: \"b\"}\nid: 7\n\ndata: [DONE]\n\ndata: {\"text\":\"c\"}\n\n";
    let mut events = client(body).chunks().await.unwrap().into_inner();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.data.text.as_str(), event.event.as_deref()), ("a", Some("chunk")));
    let Some(Err(Error::Decode(error))) = events.next().await else { panic!("it has no text") };
    assert!(error.to_string().ends_with("missing field `text`"), "{error}");
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.data.text.as_str(), event.event, event.id.as_deref()), ("b", None, Some("7")));
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());

    let mut events = client("data: {\"text\":\"w\"}\n\n").whole().await.unwrap().into_inner();
    assert_eq!(events.next().await.unwrap().unwrap().data.text, "w");
    let mut events = client("event: a\ndata: text\n\n").kinds().await.unwrap().into_inner();
    assert_eq!(events.next().await.unwrap().unwrap().data, "text");
}

#[tokio::test]
async fn an_error_in_place_of_a_stream() {
    let client: Client = Fake::answering(401, r#"{"text":"no"}"#).client();
    let Err(Error::Api(error)) = client.chunks().await else { panic!("it is refused") };
    assert_eq!(error.into_body().map(|body| body.text).as_deref(), Some("no"));
}

async fn texts(mut items: openapi_client::ItemStream<Chunk>) -> Vec<String> {
    let mut texts = Vec::new();
    while let Some(item) = items.next().await {
        texts.push(item.map_or_else(|_| "?".to_owned(), |item| item.text));
    }
    texts
}

#[tokio::test]
async fn items_are_lines_or_records() {
    let items = client("{\"text\":\"a\"}\r\n\n{}\n{\"text\":\"b\"}").lines().await.unwrap().into_inner();
    assert_eq!(texts(items).await, ["a", "?", "b"]);
    let body = "\u{1e}{\"text\":\n\"a\"}\n\u{1e}{\"text\":\"b\"}\n";
    let ListResponse::Ok(items) = client(body).list().await.unwrap().into_inner() else { panic!("there are some") };
    assert_eq!(texts(items).await, ["a", "b"]);
}
