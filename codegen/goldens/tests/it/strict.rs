//! What a strict client finds in replies: all of it, each with its place; and that others find nothing.

use openapi_client::{DecodeError, Error};
use openapi_goldens::strict_replies::Client;
use openapi_goldens::strict_replies::types::Owner;

use crate::support::Fake;

fn strict(status: u16, body: &'static str) -> Client {
    Fake::answering(status, body).builder().strict(true).build().unwrap()
}

fn found(error: &DecodeError) -> Vec<String> {
    error.violations().iter().map(ToString::to_string).collect()
}

fn decode<E: std::fmt::Debug + 'static>(error: Error<E>) -> DecodeError {
    match error {
        Error::Decode(error) => error,
        other => panic!("{other:?}"),
    }
}

const WRONG: &str = r#"{"id":"SECRET","more":1,"limit":0,"created":"now","open":{"a":"","b":1},"owners":[
    {"kind":"user","name":"u"},{"name":"u","x/y":1,"kind":"user"},{"kind":"robot"},{"kind":"team","size":2.0,"name":"t"}]}"#;

#[tokio::test]
async fn all_violations_have_their_place() {
    let error = decode(strict(200, WRONG).get_wallet().await.unwrap_err());
    let expected = [
        "body /more must be a property that the document declares",
        "body /id must match the pattern `^wa-[0-9]+$` (found 6 characters)",
        "body /owners/1/x~1y must be a property that the document declares",
        "body /owners/2 must be one of the variants that the document lists",
        "body /owners/3/name must be a property that the document declares",
        "body /limit must be at least 1 (found 0)",
        "body /created must be in the format `date-time` (found 3 characters)",
    ];
    assert_eq!(found(&error), expected);
    assert_eq!(error.pointer(), "/more");
    let said = error.to_string();
    assert_eq!(said, format!("the reply (200 OK, application/json) is not what the document declares: {}", expected.join("; ")));
    assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
}

#[tokio::test]
async fn by_default_none_of_it_matters() {
    let wallet = Fake::answering(200, WRONG).client::<Client>().get_wallet().await.unwrap().into_inner();
    assert!(matches!(&wallet.owners.unwrap()[..], [Owner::User(_), Owner::User(_), Owner::Unknown(_), Owner::Team(team)] if team.size == Some(2)));
}

#[tokio::test]
async fn what_keeps_to_the_document_passes() {
    let right = r#"{"id":"wa-1","limit":1.0,"open":{"b":1},"owners":[{"kind":"user"},{"name":"u","kind":"user"},{"kind":"team","size":1e1}]}"#;
    let wallet = strict(200, right).get_wallet().await.unwrap();
    assert_eq!(wallet.limit, Some(1));
    assert_eq!(strict(200, r#"["a","b"]"#).get_tags().await.unwrap().len(), 2);
}

#[tokio::test]
async fn constraints_of_the_whole_body() {
    let error = decode(strict(200, r#"["a","b","c"]"#).get_tags().await.unwrap_err());
    assert_eq!(found(&error), ["body must have at most 2 items (found 3 items)"]);
    // What does not even decode has no violations: it is said as ever.
    let error = decode(strict(200, "[1]").get_tags().await.unwrap_err());
    assert_eq!((found(&error).len(), error.pointer()), (0, "/0"));
}

/// It is still the failure that it was.
#[tokio::test]
async fn a_failure_that_breaks_the_document() {
    let Err(Error::Api(error)) = strict(409, r#"{"code":100}"#).get_wallet().await else { panic!("it is a failure") };
    assert!(error.body().is_none() && error.to_string().contains("409"), "{error}");
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().ends_with("body /code must be at most 99 (found 100)"), "{source}");
}

#[tokio::test]
async fn each_item_of_a_stream() {
    let mut names = strict(200, "{\"kind\":\"a\"}\n{\"kind\":\"c\"}\n{\"kind\":\"b\"}\n").get_names().await.unwrap().into_inner();
    assert!(names.next().await.unwrap().is_ok());
    let error = decode(names.next().await.unwrap().unwrap_err());
    assert_eq!(found(&error), ["body /kind must be one of the values that the document lists (found 1 character)"]);
    assert!(names.next().await.unwrap().is_ok() && names.next().await.is_none());
}

#[tokio::test]
async fn what_fits_several_variants_of_one_of() {
    let error = decode(strict(200, r#"{"id":"wa-1","either":3.0}"#).get_wallet().await.unwrap_err());
    assert_eq!(found(&error), ["body /either must satisfy exactly one of the alternatives"]);
    for right in [r#"{"id":"wa-1","either":1}"#, r#"{"id":"wa-1","either":2.5}"#] {
        assert!(strict(200, right).get_wallet().await.is_ok(), "{right}");
    }
}
