//! Replies: which response is chosen, what is in it, and how a test scripts others.

use std::time::{Duration, Instant};

use crate::client::{get, send};
use openapi_mock::{Mock, Reply};
use serde_json::{Value, json};

fn with_responses(responses: &Value) -> Mock {
    Mock::start(json!({ "openapi": "3.1.0", "paths": { "/x": { "get": { "responses": responses } } } })).unwrap()
}

/// The value made for a schema; the mock itself checks that it is valid.
#[track_caller]
fn made(schema: &Value) -> Value {
    let mock = with_responses(&json!({ "200": { "content": { "application/json": { "schema": schema } } } }));
    let answer = get(&mock, "/x");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn success_comes_first_and_others_can_be_preferred() {
    let text = |text: &str| json!({ "content": { "text/plain": { "example": text } } });
    let mock = with_responses(&json!({ "default": text("d"), "404": text("n"), "201": text("c"), "5XX": text("s") }));
    assert_eq!((get(&mock, "/x").status, get(&mock, "/x").text()), (201, "c".to_owned()));
    let prefer = |code: &str| send(&mock, "GET", "/x", &[("prefer", code)], b"");
    assert_eq!((prefer("code=404").status, prefer("code=404").text()), (404, "n".to_owned()));
    assert_eq!((prefer("code=503").status, prefer("code=503").text()), (503, "s".to_owned()));
    assert_eq!(prefer("code=418").text(), "d");
}

#[test]
fn examples_are_sent_if_they_are_valid() {
    let schema = json!({ "type": "object", "properties": { "n": { "type": "integer", "default": 4 } }, "required": ["n"] });
    let media = json!({ "schema": schema, "examples": { "a": { "value": { "n": "no number" } }, "b": { "value": { "n": 2 } }, "c": { "value": { "n": 3 } } } });
    let mock = with_responses(&json!({ "200": { "content": { "application/json": media } } }));
    assert_eq!(get(&mock, "/x").json(), json!({ "n": 2 }));
    assert!(mock.notes()[0].contains("does not meet this schema"), "{:?}", mock.notes());
    assert_eq!(send(&mock, "GET", "/x", &[("prefer", "example=c")], b"").json(), json!({ "n": 3 }));
    assert_eq!(made(&schema), json!({ "n": 4 }));
}

#[test]
fn made_values_meet_their_schemas() {
    for schema in [
        json!({ "type": "string", "pattern": "^us-[a-z]+-[0-9]{2,4}$", "minLength": 12 }),
        json!({ "type": "string", "format": "date-time" }),
        json!({ "type": "string", "format": "email", "minLength": 5 }),
        json!({ "type": "integer", "exclusiveMinimum": 5, "multipleOf": 7 }),
        json!({ "type": "integer", "maximum": -3 }),
        json!({ "type": "number", "minimum": 0.1, "exclusiveMaximum": 0.2 }),
        json!({ "type": "array", "items": { "enum": ["a", "b"] }, "minItems": 2, "uniqueItems": true }),
        json!({ "type": "array", "items": { "type": "string", "format": "uuid" }, "minItems": 3, "uniqueItems": true }),
        json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }),
        json!({ "type": "array", "contains": { "const": 5 } }),
        json!({ "type": "object", "minProperties": 2, "additionalProperties": { "type": "integer" } }),
        json!({ "type": "object", "propertyNames": { "pattern": "^x-" }, "additionalProperties": { "type": "null" }, "minProperties": 1 }),
        json!({ "type": "object", "patternProperties": { "^k[0-9]$": { "type": "boolean" } }, "additionalProperties": false }),
        json!({ "allOf": [{ "required": ["a"], "properties": { "a": { "type": "integer" } } }, { "properties": { "a": { "minimum": 10 } } }] }),
        json!({ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }], "properties": { "a": { "type": "string" }, "b": { "type": "string" } } }),
        json!({ "anyOf": [{ "type": "string", "maxLength": 0, "minLength": 1 }, { "type": "integer" }] }),
        json!({ "type": "integer", "enum": [3], "allOf": [{ "oneOf": [{ "const": 1 }, { "const": 3 }] }] }),
        json!({ "type": "string", "not": { "const": "text" }, "enum": ["text", "other"] }),
    ] {
        println!("{schema} -> {}", made(&schema));
    }
}

#[test]
fn discriminators_name_what_is_there() {
    let mock = Mock::start(json!({
        "openapi": "3.0.3",
        "paths": {
            "/one": { "get": { "responses": { "200": { "content": { "application/json": { "schema": {
                "oneOf": [{ "$ref": "#/components/schemas/Dog" }, { "$ref": "#/components/schemas/Cat" }],
                "discriminator": { "propertyName": "kind", "mapping": { "hund": "#/components/schemas/Dog" } },
            } } } } } } },
            "/base": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } } } } },
            "/cat": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Cat" } } } } } } },
        },
        "components": { "schemas": {
            "Pet": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } },
                "discriminator": { "propertyName": "kind", "mapping": { "katze": "Cat" } } },
            "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }, { "type": "object", "required": ["lives"], "properties": { "lives": { "type": "integer" } } }] },
            "Dog": { "type": "object", "required": ["kind", "bark"], "properties": { "kind": { "type": "string" }, "bark": { "type": "boolean" } } },
        } },
    }))
    .unwrap();
    assert_eq!(get(&mock, "/one").json(), json!({ "kind": "hund", "bark": true }));
    assert_eq!(get(&mock, "/base").json(), json!({ "kind": "katze", "lives": 1 }));
    assert_eq!(get(&mock, "/cat").json(), json!({ "kind": "katze", "lives": 1 }));
}

#[test]
fn recursion_ends_and_secrets_stay_away() {
    let mock = Mock::start(json!({
        "openapi": "3.1.0",
        "paths": { "/x": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Node" } } } } } } } },
        "components": { "schemas": { "Node": {
            "type": "object",
            "required": ["children", "next", "password"],
            "properties": {
                "children": { "type": "array", "items": { "$ref": "#/components/schemas/Node" } },
                "next": { "oneOf": [{ "$ref": "#/components/schemas/Node" }, { "type": "null" }] },
                "parent": { "$ref": "#/components/schemas/Node" },
                "password": { "type": "string", "writeOnly": true },
            },
        } } },
    }))
    .unwrap();
    assert_eq!(get(&mock, "/x").json(), json!({ "children": [], "next": null }));
}

#[test]
fn a_schema_without_values_is_named() {
    let mock = with_responses(&json!({ "200": { "content": { "application/json": { "schema": { "type": "object", "enum": [1] } } } } }));
    let answer = get(&mock, "/x");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("#/paths/~1x/get/responses/200/content/application~1json/schema"), "{}", answer.text());
}

#[test]
fn listed_values_of_another_type_are_understood_where_there_are_no_others() {
    let reply = |schema: Value| {
        let mock = with_responses(&json!({ "200": { "content": { "application/json": { "schema": schema } } } }));
        get(&mock, "/x").json()
    };
    assert_eq!(reply(json!({ "type": "string", "enum": [1, true] })), json!("1"));
    assert_eq!(reply(json!({ "type": "integer", "enum": ["7"] })), json!(7));
    assert_eq!(reply(json!({ "type": "string", "enum": [null] })), json!(null));
    assert_eq!(reply(json!({ "type": "string", "enum": [1, "a"] })), json!("a"));
}

#[test]
fn a_reply_has_as_much_as_the_client_prefers() {
    let schema = json!({
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": { "type": "string", "enum": ["a", "b"], "example": "a" },
            "of": { "anyOf": [{ "type": "integer", "minimum": 5 }, { "type": "string" }] },
            "list": { "type": "array", "items": { "type": "boolean" } },
        },
    });
    let mock = with_responses(&json!({ "200": { "content": { "application/json": { "schema": schema } } } }));
    for (extent, expected) in [
        ("required", json!({ "kind": "a" })),
        ("everything", json!({ "kind": "a", "of": 5, "list": [true] })),
        ("others", json!({ "kind": "b", "of": "1text", "list": [false, true] })),
    ] {
        assert_eq!(send(&mock, "GET", "/x", &[("prefer", &format!("extent={extent}"))], b"").json(), expected, "{extent}");
    }
}

#[test]
fn a_reply_that_fits_several_variants_is_marked() {
    let mock = |second: Value| {
        let variants = json!([{ "type": "object", "properties": { "a": { "type": "integer" } } }, second]);
        with_responses(&json!({ "200": { "content": { "application/json": { "schema": { "oneOf": variants } } } } }))
    };
    for (second, expected) in [(json!({ "type": "object" }), true), (json!({ "type": "string" }), false)] {
        let mock = mock(second);
        assert_eq!(get(&mock, "/x").status, 200);
        assert_eq!(mock.requests()[0].is_ambiguous, expected);
    }
}

#[test]
fn other_media_types_have_bodies_too() {
    let body = |media_type: &str, media: Value| {
        let answer = get(&with_responses(&json!({ "200": { "content": { media_type: media } } })), "/x");
        (answer.header("content-type").unwrap().to_owned(), answer.text())
    };
    let own = |media_type: &str, text: &str| (media_type.to_owned(), text.to_owned());
    assert_eq!(body("text/plain", json!({ "schema": { "type": "string", "const": "hi" } })), own("text/plain", "hi"));
    assert_eq!(body("application/octet-stream", json!({})), own("application/octet-stream", "mock"));
    let parts = json!({ "schema": { "type": "object", "required": ["a"], "properties": { "a": { "const": 1 } } } });
    assert_eq!(body("application/octet-stream", parts), own("application/octet-stream", "{\"a\":1}"));
    assert_eq!(body("*/*", json!({ "schema": { "type": "boolean" } })), own("application/json", "true"));
    assert_eq!(body("text/event-stream", json!({ "schema": { "const": { "a": 1 } } })), own("text/event-stream", "data: {\"a\":1}\n\n"));
    let item = json!({ "itemSchema": { "properties": { "event": { "const": "e" }, "data": { "const": "a\nb" } }, "required": ["data"] } });
    assert_eq!(body("text/event-stream", item), own("text/event-stream", "event: e\ndata: a\ndata: b\n\n"));
    assert_eq!(body("application/jsonl", json!({ "itemSchema": { "const": 5 } })), own("application/jsonl", "5\n"));
    let whole = json!({ "schema": { "type": "array", "const": [1, [2]] } });
    assert_eq!(body("application/jsonl", whole), own("application/jsonl", "1\n[2]\n"));
}

#[test]
fn accept_chooses_and_required_headers_are_sent() {
    let mock = with_responses(&json!({ "200": {
        "content": { "application/json": { "example": 1 }, "text/plain": { "example": "one" } },
        "headers": {
            "X-Rate": { "required": true, "schema": { "type": "integer", "minimum": 7 } },
            "X-Tags": { "required": true, "example": ["a", "b"], "schema": { "type": "array" } },
            "X-Optional": { "schema": { "type": "integer" } },
        },
    } }));
    let answer = send(&mock, "GET", "/x", &[("accept", "application/json;q=0.5, text/*")], b"");
    assert_eq!(answer.text(), "one");
    assert_eq!((answer.header("x-rate"), answer.header("x-tags"), answer.header("x-optional")), (Some("7"), Some("a,b"), None));
    assert_eq!(get(&mock, "/x").text(), "1");
}

#[test]
fn scripted_replies_come_in_turn() {
    let document = json!({ "openapi": "3.0.0", "paths": { "/x/{id}": { "get": {
        "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
        "responses": { "200": { "content": { "application/json": { "example": 1 } } } } } } } });
    let builder = Mock::builder(document).reply("GET", "/x/{id}", Reply::status(503).header("retry-after", "1"));
    let mock = builder
        .reply("GET", "/x/{id}", Reply::documented())
        .reply("GET", "/x/9", Reply::status(403).json(json!({ "no": 1 })))
        .start()
        .unwrap();
    assert_eq!(get(&mock, "/x/1").header("retry-after"), Some("1"));
    assert_eq!((get(&mock, "/x/1").status, get(&mock, "/x/1").status), (200, 200));
    assert_eq!((get(&mock, "/x/9").status, get(&mock, "/x/9").json()), (403, json!({ "no": 1 })));
    // What does not conform gets no scripted reply.
    assert_eq!(get(&mock, "/x/y").status, 400);
    mock.reply("POST", "/token", Reply::status(200).body("text/plain", "t").delay(Duration::from_millis(50)));
    let started = Instant::now();
    assert_eq!(send(&mock, "POST", "/token", &[], b"").text(), "t");
    assert!(started.elapsed() >= Duration::from_millis(50));
}
