//! Styles of parameters: each row is a parameter, a target that means a valid value of it, and one that does not.

use crate::client::{get, send};
use openapi_mock::Mock;
use serde_json::{Value, json};

/// Only the array `[3, 4]` and the object `{"R": 100, "G": 200}` are valid.
fn array() -> Value {
    json!({ "type": "array", "items": { "type": "integer" }, "const": [3, 4] })
}

fn object() -> Value {
    json!({ "type": "object", "properties": { "R": { "type": "integer" }, "G": { "type": "integer" } }, "const": { "R": 100, "G": 200 } })
}

fn mock(path: &str, parameter: &Value) -> Mock {
    let document = json!({
        "openapi": "3.1.0",
        "paths": { path: { "get": { "parameters": [parameter], "responses": { "204": { "description": "" } } } } },
    });
    Mock::start(document).unwrap()
}

#[track_caller]
fn check(place: &str, style: &str, explode: bool, schema: &Value, good: &str, bad: &str) {
    let parameter = json!({ "name": "c", "in": place, "required": true, "style": style, "explode": explode, "schema": schema });
    let mock = mock(if place == "path" { "/x/{c}" } else { "/x/" }, &parameter);
    let answer = get(&mock, &format!("/x/{good}"));
    assert_eq!(answer.status, 204, "{good}: {}", answer.text());
    assert_eq!(get(&mock, &format!("/x/{bad}")).status, 400, "{bad}");
}

#[test]
fn paths() {
    check("path", "simple", false, &json!({ "const": 5 }), "5", "6");
    check("path", "simple", false, &array(), "3,4", "3.4");
    check("path", "simple", false, &object(), "R,100,G,200", "R=100,G=200");
    check("path", "simple", true, &object(), "R=100,G=200", "R,100,G,200");
    check("path", "label", false, &json!({ "const": 5 }), ".5", ".6");
    check("path", "label", false, &array(), ".3,4", ".3,5");
    check("path", "label", true, &array(), ".3.4", ".3,4");
    check("path", "label", true, &object(), ".R=100.G=200", ".R.100.G.200");
    check("path", "matrix", false, &json!({ "const": 5 }), ";c=5", ";c=6");
    check("path", "matrix", false, &array(), ";c=3,4", ";c=3;c=4");
    check("path", "matrix", true, &array(), ";c=3;c=4", ";c=3,4");
    check("path", "matrix", false, &object(), ";c=R,100,G,200", ";R=100;G=200");
    check("path", "matrix", true, &object(), ";R=100;G=200", ";c=R,100,G,200");
}

#[test]
fn queries() {
    check("query", "form", true, &json!({ "const": "a b&c" }), "?c=a+b%26c", "?c=a");
    check("query", "form", true, &array(), "?c=3&c=4", "?c=3,4");
    check("query", "form", false, &array(), "?c=3,4", "?c=3&c=4");
    check("query", "form", true, &object(), "?R=100&G=200", "?R=100");
    check("query", "form", false, &object(), "?c=R,100,G,200", "?R=100&G=200");
    check("query", "spaceDelimited", false, &array(), "?c=3%204", "?c=3,4");
    check("query", "pipeDelimited", false, &array(), "?c=3%7C4", "?c=3,4");
    check("query", "pipeDelimited", false, &object(), "?c=R|100|G|200", "?c=R,100,G,200");
    check("query", "deepObject", true, &object(), "?c[R]=100&c%5BG%5D=200", "?c[R]=100");
    let whole =
        |ty: &str, more: &str| json!({ "type": "object", "required": ["a", more], "properties": { "a": { "type": ty }, more: {} } });
    let choice = json!({ "anyOf": [whole("integer", "b"), whole("boolean", "c"), whole("string", "d")] });
    check("query", "deepObject", true, &choice, "?c[a]=1&c[b]=1", "?c[a]=1&c[c]=1");
    check("query", "form", true, &choice, "?a=true&c=1", "?a=true&b=1");
}

#[test]
fn text_is_what_the_schema_lets_it_be() {
    check("query", "form", true, &json!({ "type": ["string", "integer"], "const": "5" }), "?c=5", "?c=6");
    check("query", "form", true, &json!({ "type": ["string", "array"], "items": { "type": "string" }, "const": "a" }), "?c=a", "?c=a&c=b");
    check("query", "form", true, &json!({ "oneOf": [{ "type": "boolean" }, { "type": "integer", "minimum": 3 }] }), "?c=true", "?c=2");
}

#[test]
fn what_is_nested_is_json() {
    let nested = json!({ "type": "array", "items": { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } } });
    check("query", "form", true, &nested, "?c=%7B%22a%22:1%7D&c=%7B%22a%22:2%7D", "?c=%7B%22a%22:%22x%22%7D");
    check("query", "form", true, &nested, "?c=%7B%22a%22:1%7D", "?c=a");
}

#[test]
fn whole_queries_and_empty_values() {
    let whole = json!({ "name": "q", "in": "querystring", "content": { "application/x-www-form-urlencoded": {
        "schema": { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } } } } });
    let mock1 = mock("/x", &whole);
    assert_eq!(get(&mock1, "/x?a=1&b=2").status, 204);
    assert_eq!(get(&mock1, "/x?a=b").status, 400);
    let empty = json!({ "name": "q", "in": "query", "allowEmptyValue": true, "schema": { "type": "integer" } });
    let mock2 = mock("/x", &empty);
    assert_eq!(get(&mock2, "/x?q=").status, 204);
    assert_eq!(get(&mock2, "/x?q").status, 204);
    assert_eq!(get(&mock2, "/x?q=s").status, 400);
}

#[test]
fn headers_and_cookies() {
    let header = mock("/x", &json!({ "name": "X-C", "in": "header", "required": true, "explode": true, "schema": object() }));
    assert_eq!(send(&header, "GET", "/x", &[("x-c", "R=100, G=200")], b"").status, 204);
    assert_eq!(send(&header, "GET", "/x", &[("x-c", "R,100,G,200")], b"").status, 400);
    let cookie = mock("/x", &json!({ "name": "c", "in": "cookie", "required": true, "explode": false, "schema": array() }));
    assert_eq!(send(&cookie, "GET", "/x", &[("cookie", "d=1; c=3,4")], b"").status, 204);
    assert_eq!(send(&cookie, "GET", "/x", &[("cookie", "d=1")], b"").status, 400);
    let raw = |explode: bool, schema: Value| {
        mock("/x", &json!({ "name": "c", "in": "cookie", "required": true, "style": "cookie", "explode": explode, "schema": schema }))
    };
    let sent = |mock: &Mock, cookie: &str| send(mock, "GET", "/x", &[("cookie", cookie)], b"").status;
    assert_eq!(sent(&raw(true, json!({ "const": "a%20b" })), "c=a%20b"), 204);
    assert_eq!(sent(&raw(true, json!({ "const": "a b" })), "c=a%20b"), 400);
    assert_eq!(sent(&raw(true, array()), "c=3; c=4"), 204);
    assert_eq!(sent(&raw(false, array()), "c=3,4"), 204);
    assert_eq!(sent(&raw(true, object()), "R=100; G=200"), 204);
    assert_eq!(sent(&raw(false, object()), "c=R,100,G,200"), 204);
    assert_eq!(sent(&raw(false, object()), "R=100; G=200"), 400);
}
