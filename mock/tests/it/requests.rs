//! Requests: what is let through, and what is said of what is not.

use crate::client::{get, post, send};
use openapi_mock::{Mock, Part};
use serde_json::{Value, json};

/// A document whose only operation is given.
fn one(method: &str, path: &str, operation: Value) -> Value {
    let mut operation = operation;
    operation["responses"] = json!({ "204": { "description": "Done." } });
    json!({ "openapi": "3.1.0", "info": { "title": "t", "version": "1" }, "paths": { path: { method: operation } } })
}

#[test]
fn routes_prefer_literals_and_accept_base_paths() {
    let answer = |text: &str| json!({ "200": { "description": "", "content": { "text/plain": { "example": text } } } });
    let mock = Mock::start(json!({
        "openapi": "3.0.3",
        "servers": [{ "url": "https://api.example.com/{version}/", "variables": { "version": { "default": "v1", "enum": ["v1", "v2"] } } }],
        "paths": {
            "/pets/{id}": { "get": { "responses": answer("templated") }, "delete": { "responses": answer("deleted") } },
            "/pets/mine": { "get": { "responses": answer("literal") } },
            "/files/{name}.{extension}": { "get": { "responses": answer("file") } },
            "/search?kind=x": { "get": { "responses": answer("by query") } },
            "/act#Action=a": { "get": { "responses": answer("a") } },
            "/act#Action=b": { "get": { "responses": answer("b") } },
        },
    }))
    .unwrap();
    for (target, text) in [
        ("/pets/mine", "literal"),
        ("/pets/7", "templated"),
        ("/v1/pets/7", "templated"),
        ("/v2/pets/mine", "literal"),
        ("/files/a.b.c", "file"),
        ("/search?kind=x", "by query"),
        ("/act?Action=b", "b"),
    ] {
        let answer = get(&mock, target);
        assert_eq!((answer.status, answer.text().as_str()), (200, text), "{target}");
    }
    // What no path tells apart a client can say; what does not fit it cannot.
    for (path, text) in [("/act#Action=a", "a"), ("/act#Action=b", "b"), ("/pets/mine", "a")] {
        let answer = send(&mock, "GET", "/act", &[("prefer", &format!("code=200, path=\"{path}\""))], b"");
        assert_eq!(answer.text(), text, "{path}");
    }
    assert_eq!(get(&mock, "/v3/pets/7").status, 404);
    assert_eq!(get(&mock, "/search?kind=y").status, 404);
    // The method is looked for in every path that matches.
    assert_eq!(send(&mock, "DELETE", "/pets/mine", &[], b"").text(), "deleted");
    let refused = send(&mock, "PUT", "/pets/mine", &[], b"");
    assert_eq!((refused.status, refused.header("allow")), (405, Some("DELETE, GET")));
    assert_eq!(refused.violations(), ["route "]);
}

#[test]
fn parameters_are_required_typed_and_declared() {
    let mock = Mock::start(json!({
        "openapi": "3.0.3",
        "components": { "parameters": { "Limit": { "name": "limit", "in": "query", "required": true, "schema": { "type": "integer", "maximum": 10 } } } },
        "paths": { "/pets/{id}": {
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } },
                { "name": "flag", "in": "query", "schema": { "type": "string" } },
            ],
            "get": {
                "parameters": [
                    { "$ref": "#/components/parameters/Limit" },
                    { "name": "flag", "in": "query", "schema": { "type": "boolean" } },
                    { "name": "X-Count", "in": "header", "required": true, "schema": { "type": "array", "items": { "type": "integer" } } },
                    { "name": "Accept", "in": "header", "required": true, "schema": { "type": "integer" } },
                    { "name": "session", "in": "cookie", "schema": { "type": "integer" } },
                    { "name": "filter", "in": "query", "content": { "application/json": { "schema": { "type": "object", "required": ["a"] } } } },
                ],
                "responses": { "204": { "description": "" } },
            },
        } },
    }))
    .unwrap();
    let id = "00000000-0000-4000-8000-000000000000";
    let good = send(
        &mock,
        "GET",
        &format!("/pets/{id}?limit=10&flag=true&filter=%7B%22a%22:1%7D"),
        &[("x-count", "1, 2"), ("cookie", "a=b; session=5"), ("x-other", "y")],
        b"",
    );
    assert_eq!((good.status, good.text()), (204, String::new()));
    let bad = send(&mock, "GET", "/pets/7?limit=11&flag=yes&filter=%7B%7D&extra=1", &[("x-count", "1,x"), ("cookie", "session=s")], b"");
    assert_eq!(bad.status, 400);
    let mut violations = bad.violations();
    violations.sort();
    assert_eq!(
        violations,
        ["cookie /session", "header /X-Count/1", "path /id", "query /extra", "query /filter", "query /flag", "query /limit"]
    );
    let missing = get(&mock, &format!("/pets/{id}"));
    assert_eq!(missing.violations(), ["query /limit", "header /X-Count"]);
}

#[test]
fn bodies_are_validated_by_their_content_type() {
    let mut document = one(
        "post",
        "/x",
        json!({ "requestBody": { "required": true, "content": {
        "application/json": { "schema": { "$ref": "#/components/schemas/Org" } },
        "application/x-www-form-urlencoded": { "schema": {
            "type": "object",
            "required": ["n"],
            "additionalProperties": false,
            "properties": { "n": { "type": "integer" }, "tags": { "type": "array", "items": { "type": "string" } },
                "card": { "type": "object", "properties": { "year": { "type": "integer" } } } },
        } },
        "image/*": {},
    } } }),
    );
    document["components"] = json!({ "schemas": { "Org": {
        "type": "object",
        "required": ["id", "orgId", "parent"],
        "properties": {
            "id": { "type": "string", "readOnly": true },
            "orgId": { "type": "string", "pattern": "^or-" },
            "parent": { "anyOf": [{ "$ref": "#/components/schemas/Org" }, { "type": "null" }] },
        },
    } } });
    let mock = Mock::start(document).unwrap();
    assert_eq!(post(&mock, "/x", &json!({ "orgId": "or-1", "parent": { "orgId": "or-2", "parent": null } })).status, 204);
    let bad = post(&mock, "/x", &json!({ "orgId": "x", "parent": null }));
    assert_eq!((bad.status, bad.header("content-type")), (400, Some("application/json")));
    assert_eq!(bad.violations(), ["body /orgId"]);
    assert_eq!(post(&mock, "/x", &json!({ "orgId": "or-1", "parent": { "orgId": "y", "parent": null } })).violations(), ["body /parent"]);
    assert_eq!(mock.requests().last().unwrap().violations[0].part, Part::Body);

    let form =
        |text: &str| send(&mock, "POST", "/x", &[("content-type", "application/x-www-form-urlencoded; charset=utf-8")], text.as_bytes());
    assert_eq!(form("n=5&tags=a&tags=b+c&card[year]=2030").status, 204);
    assert_eq!(form("n=5&tags[]=a&tags[]=b").status, 204);
    assert_eq!(form("n=x&card[year]=y").violations(), ["body /card/year", "body /n"]);
    assert_eq!(form("n=1&m=2").violations(), ["body "]);

    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "image/png")], b"1").status, 204);
    let unsupported = send(&mock, "POST", "/x", &[("content-type", "text/plain")], b"1");
    assert_eq!(unsupported.status, 415);
    assert_eq!(unsupported.header("accept"), Some("application/json, application/x-www-form-urlencoded, image/*"));
    assert_eq!(send(&mock, "POST", "/x", &[], b"{}").status, 415);
    assert_eq!(send(&mock, "POST", "/x", &[], b"").violations(), ["body "]);
    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "application/json")], b"{").violations(), ["body "]);
}

#[test]
fn a_body_that_is_not_declared_is_a_violation() {
    let mock = Mock::start(one("post", "/x", json!({}))).unwrap();
    assert_eq!(post(&mock, "/x", &json!({})).violations(), ["body "]);
    assert_eq!(send(&mock, "POST", "/x", &[], b"").status, 204);
}

#[test]
fn a_body_beyond_16_mib_is_refused() {
    let mock = Mock::start(one("post", "/x", json!({ "requestBody": { "content": { "text/plain": {} } } }))).unwrap();
    let answer = send(&mock, "POST", "/x", &[("content-type", "text/plain")], &vec![b'a'; (16 << 20) + 1]);
    assert_eq!(answer.status, 413);
    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "text/plain")], &vec![b'a'; 1 << 20]).status, 204);
}

#[test]
fn multipart_needs_its_boundary() {
    let mock =
        Mock::start(one("post", "/x", json!({ "requestBody": { "required": true, "content": { "multipart/form-data": {} } } }))).unwrap();
    let body = b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n";
    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "multipart/form-data; boundary=b")], body).status, 204);
    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "multipart/form-data")], body).status, 400);
}

#[test]
fn a_media_type_that_there_is_not_means_the_one_that_there_is() {
    let mock = Mock::start(one("post", "/x", json!({ "requestBody": { "content": { "application/form-data": {} } } }))).unwrap();
    let body = b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n";
    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "multipart/form-data; boundary=b")], body).status, 204);
    assert!(mock.notes()[0].contains("`multipart/form-data` is meant"), "{:?}", mock.notes());
}

#[test]
fn a_form_without_any_field_is_a_form() {
    let schema = json!({ "type": "object", "properties": { "a": { "type": "integer" } } });
    let content = json!({ "application/x-www-form-urlencoded": { "schema": schema } });
    let mock = Mock::start(one("post", "/x", json!({ "requestBody": { "required": true, "content": content } }))).unwrap();
    assert_eq!(send(&mock, "POST", "/x", &[("content-type", "application/x-www-form-urlencoded")], b"").status, 204);
    assert_eq!(send(&mock, "POST", "/x", &[], b"").status, 400);
}

#[test]
fn credentials_are_asked_for() {
    let mut document = one("get", "/secret", json!({}));
    document["security"] = json!([{ "token": [] }, { "key": [], "user": [] }]);
    document["components"] = json!({ "securitySchemes": {
        "token": { "type": "http", "scheme": "bearer" },
        "basic": { "type": "http", "scheme": "basic" },
        "key": { "type": "apiKey", "in": "query", "name": "api_key" },
        "user": { "type": "apiKey", "in": "header", "name": "X-User" },
    } });
    document["paths"]["/open"] = json!({ "get": { "security": [], "responses": { "204": {} } } });
    document["paths"]["/maybe"] = json!({ "get": { "security": [{ "token": [] }, {}], "responses": { "204": {} } } });
    document["paths"]["/both"] = json!({ "get": { "security": [{ "token": [], "basic": [] }], "responses": { "204": {} } } });
    document["paths"]["/broken"] = json!({ "get": { "security": [{ "unknown": [] }], "responses": { "204": {} } } });
    let mock = Mock::start(document).unwrap();
    let refused = get(&mock, "/secret");
    assert_eq!(refused.status, 401);
    assert_eq!(refused.header("www-authenticate"), Some("Bearer realm=\"mock\""));
    assert_eq!(send(&mock, "GET", "/secret", &[("authorization", "Bearer t")], b"").status, 204);
    assert_eq!(send(&mock, "GET", "/secret", &[("authorization", "Basic t")], b"").status, 401);
    assert_eq!(send(&mock, "GET", "/secret?api_key=k", &[("x-user", "u")], b"").status, 204);
    assert_eq!(get(&mock, "/secret?api_key=k").status, 401);
    assert_eq!(get(&mock, "/open").status, 204);
    assert_eq!(get(&mock, "/maybe").status, 204);
    // There is one `Authorization`.
    assert_eq!(send(&mock, "GET", "/both", &[("authorization", "Bearer t")], b"").status, 204);
    assert_eq!(get(&mock, "/both").status, 401);
    // What is not declared cannot be checked, which is noted.
    assert_eq!(get(&mock, "/broken").status, 204);
    let notes = mock.notes();
    assert!(notes[0].contains("one scheme that uses it counts for all") && notes[1].contains("`unknown` is not declared"), "{notes:?}");
    assert!(mock.requests()[0].header("Authorization").is_none());
}

#[test]
fn what_fits_several_variants_is_refused_where_they_can_be_told_apart() {
    let takes = |variants: Value| {
        let body = json!({ "requestBody": { "content": { "application/json": { "schema": { "oneOf": variants } } } } });
        Mock::start(one("post", "/x", body)).unwrap()
    };
    let mock = takes(json!([{ "required": ["a"] }, { "required": ["b"] }]));
    assert_eq!(post(&mock, "/x", &json!({ "a": 1 })).status, 204);
    assert_eq!(post(&mock, "/x", &json!({ "a": 1, "b": 2 })).status, 400);
    let bad = post(&mock, "/x", &json!({ "c": 1 }));
    assert!(bad.text().contains("the closest fails at"), "{}", bad.text());
    // Nobody can send what fits one of these and not the other.
    let mock = takes(json!([{ "required": ["a"] }, { "required": ["a"], "type": "object" }]));
    assert_eq!(post(&mock, "/x", &json!({ "a": 1 })).status, 204);
    assert_eq!(post(&mock, "/x", &json!({ "b": 1 })).status, 400);
}
