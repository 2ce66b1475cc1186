//! Bodies that are not JSON: forms in parts, urlencoded ones in styles, text and bytes.

use openapi_mock::Mock;
use serde_json::{Value, json};

use crate::client::{Answer, send};

fn mock(media_type: &str, media: &Value) -> Mock {
    let operation = json!({ "requestBody": { "content": { media_type: media } }, "responses": { "204": { "description": "" } } });
    Mock::start(json!({ "openapi": "3.1.0", "paths": { "/x": { "post": operation } } })).unwrap()
}

/// What a mock says of a body: nothing, if it takes it.
#[track_caller]
fn wrong(mock: &Mock, content_type: &str, body: impl AsRef<[u8]>) -> Vec<String> {
    let answer: Answer = send(mock, "POST", "/x", &[("content-type", content_type)], body.as_ref());
    if answer.status == 204 { Vec::new() } else { answer.violations() }
}

const FORM: &str = "multipart/form-data; boundary=\"b c\"";

/// A form of parts, each with what follows `form-data; ` and a content.
fn form(parts: &[(&str, &str)]) -> String {
    let parts = parts.iter().map(|(head, content)| format!("--b c\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"));
    parts.collect::<String>() + "--b c--\r\n"
}

#[test]
fn parts_are_the_properties_of_a_form() {
    let mock = mock(
        "multipart/form-data",
        &json!({
            "schema": {
                "type": "object",
                "required": ["count", "file"],
                "additionalProperties": false,
                "properties": {
                    "count": { "type": "integer" },
                    "file": { "type": "string", "format": "binary" },
                    "tags": { "type": "array", "items": { "type": "string", "maxLength": 2 } },
                    "sizes": { "type": "array", "items": { "type": "integer" } },
                    "pictures": { "type": "array", "items": { "contentMediaType": "image/png" } },
                    "card": { "type": "object", "required": ["year"], "properties": { "year": { "type": "integer" } } },
                    "point": { "type": "object", "properties": { "x": { "type": "integer" } } },
                    "colors": { "type": "array", "items": { "type": "integer" } },
                    "width": { "anyOf": [{ "type": "integer" }, { "type": "null" }] },
                },
            },
            "encoding": { "pictures": { "contentType": "image/png, image/jpeg" }, "point": { "style": "deepObject" }, "colors": { "explode": false } },
        }),
    );
    let base = [("name=\"count\"", "5"), ("name=file; filename=\"a;b\"", "\u{0}\r\n--b")];
    let with = |more: &[(&str, &str)]| wrong(&mock, FORM, form(&[&base[..], more].concat()));
    assert_eq!(with(&[]), [""; 0]);
    assert_eq!(with(&[("name=tags", "a"), ("name=tags", "b"), ("name=sizes", "1")]), [""; 0]);
    assert_eq!(with(&[("name=tags", "abc"), ("name=sizes", "1"), ("name=sizes", "x")]), ["body /sizes/1", "body /tags/0"]);
    assert_eq!(with(&[("name=sizes\r\nContent-Type: application/json", "[1,2]")]), [""; 0]);
    assert_eq!(with(&[("name=card\r\ncontent-type: application/json", r#"{"year":1}"#)]), [""; 0]);
    assert_eq!(with(&[("name=card", r#"{"year":"1"}"#)]), ["body /card/year"]);
    assert_eq!(with(&[("name=point[x]", "1"), ("name=colors", "1,2")]), [""; 0]);
    assert_eq!(with(&[("name=width", "")]), [""; 0], "null");
    assert_eq!(with(&[("name=width", " ")]), ["body /width"]);
    assert_eq!(with(&[("name=point[x]", "y"), ("name=colors", "1;2")]), ["body /colors/0", "body /point/x"]);
    let picture = |content_type: &str| {
        let head = format!("name=pictures; filename=p\r\nContent-Type: {content_type}");
        with(&[(&head, "1"), (&head, "2")])
    };
    assert_eq!(picture("image/jpeg"), [""; 0]);
    assert_eq!(picture("application/octet-stream"), [""; 0]);
    assert_eq!(picture("image/gif"), ["body /pictures", "body /pictures"]);
    assert_eq!(with(&[("name=other", "1")]), ["body "]);
    assert_eq!(wrong(&mock, FORM, form(&[("name=count", "x")])), ["body ", "body /count"]);
}

#[test]
fn a_form_is_taken_apart_to_its_end() {
    let mock = mock("multipart/form-data", &json!({}));
    assert_eq!(wrong(&mock, FORM, format!("preamble\r\n{}epilogue", form(&[("name=a", "1")]))), [""; 0]);
    assert_eq!(wrong(&mock, FORM, "--b c--\r\n"), [""; 0]);
    for body in [
        "nothing",
        "--b c\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n",
        "--b c\r\nContent-Disposition: form-data; name=a\r\n1\r\n--b c--",
        "--b c\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b c--",
        "--b c\r\nContent-Type: text/plain\r\n\r\n1\r\n--b c--",
        "--b cd\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b c--",
    ] {
        assert_eq!(wrong(&mock, FORM, body), ["body "], "{body}");
    }
}

#[test]
fn urlencoded_properties_have_styles() {
    let list = json!({ "type": "array", "items": { "type": "integer" } });
    let object = json!({ "type": "object", "properties": { "x": { "type": "integer" }, "y": list } });
    let mock = mock(
        "application/x-www-form-urlencoded",
        &json!({
            "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": { "spaces": list, "pipes": list, "commas": list, "deep": object, "spread": object, "json": object },
            },
            "encoding": {
                "spaces": { "style": "spaceDelimited" },
                "pipes": { "style": "pipeDelimited", "explode": false },
                "commas": { "explode": false },
                "deep": { "style": "deepObject", "explode": true },
                "spread": { "style": "form" },
                "json": { "contentType": "application/json" },
            },
        }),
    );
    let sent = |text: &str| wrong(&mock, "application/x-www-form-urlencoded", text);
    assert_eq!(sent("spaces=1%202&pipes=1%7C2&commas=1,2"), [""; 0]);
    assert_eq!(sent("spaces=1,2"), ["body /spaces/0"]);
    assert_eq!(sent("deep[x]=1&deep%5By%5D%5B%5D=2&deep[y][]=3"), [""; 0]);
    assert_eq!(sent("deep[x]=a"), ["body /deep/x"]);
    assert_eq!(sent("x=1&y=2&y=3"), [""; 0]);
    assert_eq!(sent("x=a"), ["body /spread/x"]);
    assert_eq!(sent("json=%7B%22x%22:1%7D"), [""; 0]);
    assert_eq!(sent("json=%7B%22x%22:true%7D"), ["body /json/x"]);
    assert_eq!(sent("z=1"), ["body "]);
}

#[test]
fn text_meets_its_schema_and_bytes_are_any() {
    let text = mock("text/plain", &json!({ "schema": { "type": "string", "maxLength": 3 } }));
    assert_eq!(wrong(&text, "text/plain; charset=utf-8", "abc"), [""; 0]);
    assert_eq!(wrong(&text, "text/plain", "abcd"), ["body "]);
    assert_eq!(wrong(&text, "text/plain", [0xff]), ["body "]);
    assert_eq!(wrong(&mock("text/plain", &json!({ "schema": { "type": "integer" } })), "text/plain", "x"), ["body "]);
    assert_eq!(wrong(&mock("text/csv", &json!({ "schema": { "type": "array" } })), "text/csv", "a,b"), [""; 0]);
    let nothing = json!({ "post": { "requestBody": { "required": true, "content": {} }, "responses": { "204": {} } } });
    let nothing = Mock::start(json!({ "openapi": "3.1.0", "paths": { "/x": nothing } })).unwrap();
    assert_eq!(send(&nothing, "POST", "/x", &[], b"").status, 204);
    let bytes = mock("application/octet-stream", &json!({ "schema": { "type": "string", "format": "binary" } }));
    assert_eq!(wrong(&bytes, "application/octet-stream", [0xff, 0]), [""; 0]);
}
