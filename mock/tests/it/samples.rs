//! Arguments that a client can be tried with.

use crate::client::get;
use openapi_mock::{Extent, Mock, Sample};
use serde_json::{Value, json};

/// The mock of an operation with one parameter, and the sample for it.
fn sample(path: &str, parameter: &Value) -> (Mock, Sample) {
    let document = json!({
        "openapi": "3.1.0",
        "paths": { path: { "get": { "parameters": [parameter], "responses": { "204": { "description": "" } } } } },
    });
    let mock = Mock::start(document).unwrap();
    let sample = mock.samples(Extent::Everything).remove(0);
    (mock, sample)
}

fn value(parameter: &Value) -> Value {
    let (_, sample) = sample("/x", parameter);
    sample.parameters[0].value.clone()
}

#[test]
fn a_header_is_one_line() {
    let example = "keyId=\"a\",\n  headers=\"date\"\n";
    assert_eq!(
        value(&json!({ "name": "h", "in": "header", "schema": { "type": "string" }, "example": example })),
        "keyId=\"a\", headers=\"date\""
    );
}

#[test]
fn a_path_without_a_value_is_named() {
    let version =
        json!({ "type": "object", "properties": { "major": { "type": "integer", "readOnly": true } }, "additionalProperties": false });
    let (_, sample) = sample("/x/{version}", &json!({ "name": "version", "in": "path", "required": true, "schema": version }));
    assert_eq!(sample.problem.as_deref(), Some("no value was found for `version` that is not empty in the path"));
}

#[test]
fn a_parameter_that_is_described_twice_is_its_schema() {
    let content = json!({ "application/json": { "schema": { "type": "object", "required": ["a"] } } });
    let (mock, sample) = sample("/x", &json!({ "name": "p", "in": "query", "schema": { "type": "integer" }, "content": content }));
    assert!(sample.parameters[0].value.is_i64());
    assert_eq!((get(&mock, "/x?p=1").status, get(&mock, "/x?p=%7B%22a%22:1%7D").status), (204, 400));
}

#[test]
fn an_example_is_of_the_type_that_keywords_imply() {
    let schema = json!({ "properties": { "name": { "type": "string" } }, "required": ["name"] });
    assert!(value(&json!({ "name": "p", "in": "query", "schema": schema, "example": "text" })).is_object());
}

#[test]
fn a_property_may_be_called_like_its_parameter() {
    let (mock, _) =
        sample("/x", &json!({ "name": "p", "in": "query", "schema": { "type": "object", "properties": { "p": { "type": "integer" } } } }));
    assert_eq!((get(&mock, "/x?p=1").status, get(&mock, "/x?p=a").status), (204, 400));
}
