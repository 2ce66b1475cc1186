//! Bodies, byte for byte, with their content types.

use openapi_goldens::bodies::Client;
use openapi_goldens::bodies::types::{Filter, Id, Thing};
use serde_json::json;

use crate::support::Fake;

/// Method, content type and body of the one request that was sent.
fn sent(fake: &Fake) -> (String, Option<String>, String) {
    let request = fake.request();
    let content_type = request.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    (request.method().to_string(), content_type, body)
}

fn expected(method: &str, content_type: &str, body: &str) -> (String, Option<String>, String) {
    (method.to_owned(), Some(content_type.to_owned()), body.to_owned())
}

#[tokio::test]
async fn bodies() {
    let thing = Thing::new(Id::from_static("t"));
    let fake = Fake::answering(204, "");
    let client: Client = fake.client();
    let json_type = "application/json";

    client.send_required(&thing).await.unwrap();
    assert_eq!(sent(&fake), expected("POST", "application/json; charset=utf-8", r#"{"id":"t"}"#));
    client.send_implied(&thing).await.unwrap();
    assert_eq!(sent(&fake), expected("POST", json_type, r#"{"id":"t"}"#));
    client.send_optional().with_body(&Filter::new()).await.unwrap();
    assert_eq!(sent(&fake), expected("POST", json_type, "{}"));
    client.send_optional().await.unwrap();
    assert_eq!(sent(&fake), ("POST".to_owned(), None, String::new()));
    client.send_patch(&Filter::new().with_name("n")).await.unwrap();
    assert_eq!(sent(&fake), expected("PATCH", "application/merge-patch+json", r#"{"name":"n"}"#));
    client.send_list(&[thing.clone(), thing]).await.unwrap();
    assert_eq!(sent(&fake), expected("POST", json_type, r#"[{"id":"t"},{"id":"t"}]"#));
    client.send_number(7).await.unwrap();
    assert_eq!(sent(&fake), expected("PUT", json_type, "7"));
    client.send_fraction(0.5).await.unwrap();
    assert_eq!(sent(&fake), expected("PUT", json_type, "0.5"));
    client.send_null(()).await.unwrap();
    assert_eq!(sent(&fake), expected("PUT", json_type, "null"));
    client.send_maybe(&None).await.unwrap();
    assert_eq!(sent(&fake), expected("PUT", json_type, "null"));
    client.send_anything(&json!({ "a": [null] })).await.unwrap();
    assert_eq!(sent(&fake), expected("PUT", json_type, r#"{"a":[null]}"#));
}
