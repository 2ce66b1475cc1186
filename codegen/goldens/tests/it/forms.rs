//! Forms and multipart forms, byte for byte.

use std::pin::Pin;
use std::task::{Context, Poll};

use openapi_client::{Body, Bytes, FilePart, Stream};
use openapi_goldens::forms::types::{Card, Charge, Limit};
use openapi_goldens::multipart::types::{Name, SetAvatarRequest, Size, Upload, UploadStyledRequest};
use openapi_goldens::{forms, multipart};

use crate::support::{Fake, refused};

fn charge() -> Charge {
    let card = Card::new().with_number("4 2").with_limits(vec![Limit::new().with_max(1.5)]);
    Charge::new(7).with_note(Some("ä&=".to_owned())).with_tags(vec!["a,b".to_owned(), "c".to_owned()]).with_card(card)
}

#[tokio::test]
async fn forms_are_written_in_their_styles() {
    let fake = Fake::answering(204, "");
    let client: forms::Client = fake.client();
    let form = |text: &str| (Some("application/x-www-form-urlencoded".to_owned()), text.to_owned());

    client.send_plain(&charge()).await.unwrap();
    let card = "%7B%22number%22%3A%224%202%22%2C%22limits%22%3A%5B%7B%22max%22%3A1.5%7D%5D%7D";
    assert_eq!(fake.body().await, form(&format!("amount=7&note=%C3%A4%26%3D&tags=a%2Cb&tags=c&card={card}")));
    client.send_deep(&charge()).await.unwrap();
    assert_eq!(
        fake.body().await,
        form("amount=7&note=%C3%A4%26%3D&tags%5B%5D=a%2Cb&tags%5B%5D=c&card%5Bnumber%5D=4%202&card%5Blimits%5D%5B0%5D%5Bmax%5D=1.5")
    );
    client.send_mixed(&charge()).await.unwrap();
    assert_eq!(fake.body().await, form(&format!("amount=7&note=%C3%A4%26%3D&tags=a%2Cb,c&card={card}")));
    // Null is empty, absent is absent.
    client.send_plain(&Charge::new(1).with_note(None)).await.unwrap();
    assert_eq!(fake.body().await, form("amount=1&note="));
    client.send_nothing().await.unwrap();
    assert_eq!(fake.body().await, (None, String::new()));
    assert_eq!(refused(client.send_plain(&Charge::new(0)).await.unwrap_err()), ["body /amount must be at least 1 (found 0)"]);
}

/// Its parts, each as its head and its content, without the boundary.
fn parts(content_type: Option<String>, body: &str) -> Vec<String> {
    let content_type = content_type.unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = body.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let delimiter = format!("--{boundary}\r\n");
    let parts = body.split(&delimiter);
    parts.skip(1).map(|part| part.replace("\r\n", "|")).collect()
}

#[tokio::test]
async fn multipart_forms_have_a_part_for_each_field() {
    let fake = Fake::answering(204, "");
    let client: multipart::Client = fake.client();
    let file = FilePart::new("%PDF").with_file_name("\"b\".pdf").with_content_type("application/pdf");
    let upload = Upload::new(Name::from_static("n"), file)
        .with_more(vec![FilePart::new(b"1"), FilePart::from(vec![b'2'])])
        .with_cover(FilePart::new(b"png"))
        .with_script("v=0")
        .with_labels(vec!["a".to_owned()])
        .with_size(Size::new().with_width(3));
    client.upload(&upload).await.unwrap();
    let (content_type, body) = fake.body().await;
    assert_eq!(
        parts(content_type, &body),
        [
            "Content-Disposition: form-data; name=\"name\"||n|",
            "Content-Disposition: form-data; name=\"file\"; filename=\"%22b%22.pdf\"|Content-Type: application/pdf||%PDF|",
            "Content-Disposition: form-data; name=\"more\"; filename=\"more\"|Content-Type: application/octet-stream||1|",
            "Content-Disposition: form-data; name=\"more\"; filename=\"more\"|Content-Type: application/octet-stream||2|",
            "Content-Disposition: form-data; name=\"cover\"; filename=\"cover\"|Content-Type: image/png||png|",
            "Content-Disposition: form-data; name=\"script\"|Content-Type: application/sdp||v=0|",
            "Content-Disposition: form-data; name=\"labels\"|Content-Type: application/json||[\"a\"]|",
            "Content-Disposition: form-data; name=\"size\"|Content-Type: application/json||{\"width\":3}|",
        ]
    );
}

/// Two portions.
struct Portions(Vec<&'static [u8]>);

impl Stream for Portions {
    type Item = Result<&'static [u8], std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(Ok))
    }
}

#[tokio::test]
async fn a_file_can_be_a_stream_that_is_sent_once() {
    let fake = Fake::answering(204, "");
    let client: multipart::Client = fake.client();
    let avatar = FilePart::new(Body::from_stream(Portions(vec![b"b", b"a"]), Some(2)));
    let request = SetAvatarRequest::new().with_avatar(avatar);
    client.set_avatar().with_body(&request).await.unwrap();
    let (content_type, body) = fake.body().await;
    let head = "Content-Disposition: form-data; name=\"avatar\"; filename=\"avatar\"|Content-Type: application/octet-stream||";
    assert_eq!(parts(content_type, &body), [format!("{head}ab|")]);

    client.set_avatar().with_body(&request).await.unwrap();
    let body = http_body_util::BodyExt::collect(fake.request().into_body()).await;
    assert_eq!(body.unwrap_err().to_string(), "the stream of this body has been sent before");
}

#[tokio::test]
async fn a_file_beside_what_has_a_style_is_a_file() {
    let fake = Fake::answering(204, "");
    let client: multipart::Client = fake.client();
    let request = UploadStyledRequest::new().with_file(FilePart::new(b"png")).with_size(Size::new().with_width(3));
    client.upload_styled().with_body(&request).await.unwrap();
    let (content_type, body) = fake.body().await;
    let file = "Content-Disposition: form-data; name=\"file\"; filename=\"file\"|Content-Type: application/octet-stream||png|";
    assert_eq!(parts(content_type, &body), [file, "Content-Disposition: form-data; name=\"width\"||3|"]);
}

/// In JSON a file is a string, as `format: binary` says.
#[test]
fn a_file_outside_of_a_form() {
    let request: SetAvatarRequest = crate::support::round_trip(r#"{"avatar":"text"}"#);
    assert_eq!(request.avatar, Some(FilePart::new(Bytes::from("text"))));
    let request = SetAvatarRequest::new().with_avatar(FilePart::new(b"\xff"));
    assert!(serde_json::to_string(&request).is_err());
}
