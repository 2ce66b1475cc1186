//! Objects on the wire, whatever the order of their properties.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::option_option, reason = "absent, null and a value are three things")]

use std::collections::BTreeMap;

use openapi_client::serde::ser::Error;
use openapi_client::serde::{Deserialize, Deserializer, Serialize, Serializer};
use openapi_client::serde_json;

#[derive(Debug, PartialEq)]
struct Wallet {
    id: String,
    parent: Option<i64>,
    name: Option<String>,
    note: Option<Option<bool>>,
    network: String,
}

openapi_client::object!(Wallet {
    id: "id" required,
    parent: "parentId" nullable,
    name: "name" optional,
    note: "note" optional_nullable,
    network: "network" required,
});

#[derive(Debug, PartialEq)]
struct Counts {
    total: i64,
    others: BTreeMap<String, i64>,
}

openapi_client::object!(Counts {
    total: "total" required,
    ..others
});

fn read(json: &str) -> Result<Wallet, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn wallet(note: Option<Option<bool>>) -> Wallet {
    Wallet { id: "1".into(), parent: Some(2), name: Some("x".into()), note, network: "Bitcoin".into() }
}

#[test]
fn in_any_order() {
    for json in [
        r#"{"id":"1","parentId":2,"name":"x","note":true,"network":"Bitcoin"}"#,
        r#"{"network":"Bitcoin","note":true,"name":"x","parentId":2,"id":"1"}"#,
        r#"{"name":"x","id":"1","note":true,"network":"Bitcoin","parentId":2}"#,
    ] {
        assert_eq!(read(json), Ok(wallet(Some(Some(true)))));
    }
}

#[test]
fn what_is_not_declared_is_passed_over() {
    let json = r#"{"id":"1","ids":{"id":[{"id":0}]},"parentId":2,"name":"x","":null,"network":"Bitcoin","Network":1}"#;
    assert_eq!(read(json), Ok(wallet(None)));
}

#[test]
fn of_a_property_that_is_there_twice_the_last_counts() {
    let json = r#"{"id":"0","parentId":1,"id":"1","parentId":null,"note":true,"note":null,"name":"y","parentId":2,"name":"x","network":"Bitcoin"}"#;
    assert_eq!(read(json), Ok(wallet(Some(None))));
}

#[test]
fn the_first_that_is_missing_is_named() {
    assert_eq!(read(r#"{"network":"Bitcoin"}"#), Err("missing field `id` at line 1 column 21".into()));
    assert_eq!(read(r#"{"id":"1","name":null}"#), Err("missing field `network` at line 1 column 22".into()));
    assert_eq!(read("{}"), Err("missing field `id` at line 1 column 2".into()));
    assert_eq!(read("[]"), Err("invalid type: sequence, expected an object at line 1 column 2".into()));
}

#[test]
fn the_rest_is_kept_whatever_is_around_it() {
    let json = r#"{"b":2,"total":3,"a":1}"#;
    let counts: Counts = serde_json::from_str(json).unwrap();
    assert_eq!(counts, Counts { total: 3, others: BTreeMap::from([("a".into(), 1), ("b".into(), 2)]) });
    assert_eq!(serde_json::to_string(&counts).unwrap(), r#"{"total":3,"a":1,"b":2}"#);
}

/// A value that cannot be written.
#[derive(Debug)]
struct Broken(String);

impl Serialize for Broken {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(&self.0))
    }
}

impl<'de> Deserialize<'de> for Broken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[derive(Debug)]
struct Report {
    good: i64,
    bad: Broken,
    worse: Option<Broken>,
}

openapi_client::object!(Report {
    good: "good" required,
    bad: "bad" required,
    worse: "worse" optional,
});

#[test]
fn the_first_failure_of_writing_is_what_comes_out() {
    let report: Report = serde_json::from_str(r#"{"good":1,"bad":"the first","worse":"the second"}"#).unwrap();
    assert_eq!(serde_json::to_string(&report).unwrap_err().to_string(), "the first");
}
