//! Documents: which are refused, and what is made of those with a broken corner.

use crate::client::{get, post};
use openapi_mock::{Error, Mock};
use serde_json::{Value, json};

/// Takes any JSON body that meets a schema.
fn taking(version: &str, schema: &Value, components: &Value) -> Mock {
    let operation = json!({ "requestBody": { "content": { "application/json": { "schema": schema } } }, "responses": { "204": { "description": "" } } });
    Mock::start(json!({ "openapi": version, "paths": { "/x": { "post": operation } }, "components": { "schemas": components } })).unwrap()
}

#[test]
fn what_cannot_be_played_is_refused() {
    for (document, reason) in [
        (json!([]), "not a JSON object"),
        (json!({ "swagger": "2.0", "paths": {} }), "no `openapi` version"),
        (json!({ "openapi": "4.0.0", "paths": {} }), "4.0.0"),
        (json!({ "openapi": "3.1.0", "webhooks": {} }), "no `paths`"),
        (json!({ "openapi": "3.1.0", "paths": [] }), "not an object"),
    ] {
        let error = Mock::start(document).unwrap_err();
        assert!(matches!(error, Error::Document(_)) && error.to_string().contains(reason), "{error}");
    }
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let deep = (0..300).fold(json!({}), |inner, _| json!([inner]));
    let error = Mock::start(json!({ "openapi": "3.1.0", "paths": {}, "x-deep": deep })).unwrap_err();
    assert!(error.to_string().contains("256 levels"), "{error}");
}

#[test]
fn a_mock_can_be_used_from_async_code_and_stops_when_dropped() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let url = runtime.block_on(async { Mock::start(json!({ "openapi": "3.1.0", "paths": {} })).unwrap().url() });
    assert!(std::net::TcpStream::connect(url.strip_prefix("http://").unwrap()).is_err());
}

#[test]
fn dialect_3_0_is_translated() {
    let schema = json!({
        "type": "object",
        "properties": {
            "n": { "type": "integer", "nullable": true, "minimum": 5, "exclusiveMinimum": true },
            "e": { "type": "string", "nullable": true, "enum": ["a"] },
            "r": { "$ref": "#/components/schemas/S", "maxLength": 1 },
            "a": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/S" }] },
            "i": { "type": "integer", "format": "int32" },
        },
    });
    let mock = taking("3.0.3", &schema, &json!({ "S": { "type": "string" } }));
    assert_eq!(post(&mock, "/x", &json!({ "n": 6, "e": "a", "r": "long", "a": "s", "i": 1 })).status, 204);
    assert_eq!(post(&mock, "/x", &json!({ "n": null, "e": null, "a": null })).status, 204);
    let bad = post(&mock, "/x", &json!({ "n": 5, "e": "b", "r": null, "a": 5, "i": 3_000_000_000_u32 }));
    // In which order depends on whether some crate of the build asks serde_json to keep it.
    let mut violations = bad.violations();
    violations.sort();
    assert_eq!(violations, ["body /a", "body /e", "body /i", "body /n", "body /r"]);
    assert_eq!(mock.notes(), [""; 0]);
}

#[test]
fn dialect_3_1_is_taken_as_it_is() {
    let schema = json!({ "$ref": "#/components/schemas/S", "maxLength": 3 });
    let mock =
        taking("3.1.0", &schema, &json!({ "S": { "type": ["string", "null"], "if": { "minLength": 2 }, "then": { "pattern": "^a" } } }));
    assert_eq!(post(&mock, "/x", &json!("abc")).status, 204);
    assert_eq!(post(&mock, "/x", &json!(null)).status, 204);
    assert_eq!(post(&mock, "/x", &json!("abcd")).status, 400);
    assert_eq!(post(&mock, "/x", &json!("bc")).status, 400);
}

#[test]
fn references_by_id_and_anchor_are_found() {
    let components = json!({
        "A": { "$id": "https://example.com/a", "$defs": { "n": { "type": "integer" } }, "items": { "$ref": "#/$defs/n" } },
        "B": { "$anchor": "b", "type": "boolean" },
        "C": { "$defs": { "n": { "type": "integer" } }, "items": { "$ref": "#/$defs/n" } },
    });
    let schema = json!({ "properties": { "a": { "$ref": "https://example.com/a" }, "b": { "$ref": "#b" }, "c": { "$ref": "#/components/schemas/C" } } });
    let mock = taking("3.1.0", &schema, &components);
    assert_eq!(post(&mock, "/x", &json!({ "a": [1], "b": true, "c": [1] })).status, 204);
    assert_eq!(post(&mock, "/x", &json!({ "a": ["x"], "b": 1, "c": ["x"] })).violations(), ["body /a/0", "body /b", "body /c/0"]);
}

#[test]
fn broken_references_are_named_where_they_are_met() {
    for (reference, reason) in [
        ("#/components/schemas/Gone", "leads nowhere"),
        ("other.yaml#/S", "another document"),
        ("https://example.com/s.json", "another document"),
        ("#/components/schemas/Circle", "circle"),
    ] {
        let mock = taking(
            "3.1.0",
            &json!({ "$ref": reference }),
            &json!({ "Circle": { "$ref": "#/components/schemas/Round" }, "Round": { "$ref": "#/components/schemas/Circle" } }),
        );
        let answer = post(&mock, "/x", &json!(1));
        assert_eq!(answer.status, 500);
        assert!(answer.text().contains(reason), "{reference}: {}", answer.text());
    }
}

#[test]
fn what_a_validator_cannot_take_is_left_out_with_a_note() {
    let schema = json!({ "properties": {
        "p": { "type": "string", "pattern": "([", "minLength": 2 },
        "r": { "type": "string", "required": true },
        "t": { "type": "file" },
    } });
    let mock = taking("3.0.3", &schema, &json!({}));
    assert_eq!(post(&mock, "/x", &json!({ "p": "ab", "r": "", "t": 1 })).status, 204);
    assert_eq!(post(&mock, "/x", &json!({ "p": "a" })).violations(), ["body /p"]);
    let notes = mock.notes();
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert!(notes[0].contains("the pattern `([` cannot be compiled"), "{notes:?}");
}

#[test]
fn closed_parts_of_a_composition_close_the_whole() {
    let schema = json!({ "allOf": [{ "$ref": "#/components/schemas/S" }, { "additionalProperties": false }] });
    let mock = taking("3.0.3", &schema, &json!({ "S": { "type": "object", "properties": { "a": {} } } }));
    assert_eq!(post(&mock, "/x", &json!({ "a": 1 })).status, 204);
    assert_eq!(post(&mock, "/x", &json!({ "b": 1 })).status, 400);
    assert_eq!(mock.notes().len(), 1);
}

#[test]
fn requests_are_recorded() {
    let mock = taking("3.1.0", &json!({ "type": "string" }), &json!({}));
    get(&mock, "/a%20b?c=d+e&f");
    post(&mock, "/x", &json!(5));
    let [first, second] = &mock.requests()[..] else { panic!("two requests") };
    assert_eq!((first.method.as_str(), first.path.as_str(), first.status, first.operation.as_deref()), ("GET", "/a%20b", 404, None));
    assert_eq!(first.query, [("c".to_owned(), "d e".to_owned()), ("f".to_owned(), String::new())]);
    assert_eq!(
        (second.json(), second.header("Content-Type"), second.operation.as_deref()),
        (Some(json!(5)), Some("application/json"), Some("/x"))
    );
    assert_eq!(second.violations[0].to_string(), "body : value is not of type \"string\"");
}
