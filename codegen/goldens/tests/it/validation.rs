//! What may not be sent: every violation at once, each with a JSON pointer of names on the wire.

use openapi_client::Error;
use openapi_goldens::{
    argument_names, bodies, cycles, deprecated, enums, list_constraints, maps, number_constraints_30,
    number_constraints_31, objects,
};
use openapi_goldens::{path_parameters, presence_31, primitives, query_parameters, text_constraints};

use crate::support::{Fake, refused, round_trip, violations};

#[test]
fn text() {
    use text_constraints::types::{Choice, Code, Email, Exact, Hex, Holder, Name, NonEmpty, Prefix, Short};

    const NAME: Name = Name::from_static("Anna");
    assert_eq!(NAME.as_str(), "Anna");
    for (good, bad) in [("ab", "a"), ("äöüßé", "äöüßéè"), ("🦀🦀", "🦀"), ("     ", "")] {
        assert!(good.parse::<Name>().is_ok() && bad.parse::<Name>().is_err(), "{good:?} {bad:?}");
    }
    assert_eq!("x".parse::<Name>().unwrap_err().to_string(), "Name must have at least 2 characters");
    assert_eq!("abcdef".parse::<Name>().unwrap_err().to_string(), "Name must have at most 5 characters");
    assert!("abc".parse::<Exact>().is_ok() && "ab".parse::<Exact>().is_err() && "abcd".parse::<Exact>().is_err());
    assert!("".parse::<NonEmpty>().is_err() && " ".parse::<NonEmpty>().is_ok());
    assert!("a".repeat(100_000).parse::<Short>().is_ok() && "ä".repeat(100_001).parse::<Short>().is_err());
    assert!("acct-".parse::<Prefix>().is_ok() && "xacct-".parse::<Prefix>().is_err());
    for (text, fits) in [
        ("0xBEEF", true),
        ("ff", true),
        ("0x", false),
        ("0xf", false),
        ("0X00", false),
        ("00112233", true),
        ("0x0011223344", false),
    ] {
        assert_eq!(text.parse::<Hex>().is_ok(), fits, "{text}");
    }
    for (text, fits) in [("red", true), ("green", true), ("blue", true), ("reds", false), ("", false), ("Red", false)] {
        assert_eq!(text.parse::<Choice>().is_ok(), fits, "{text}");
    }
    for (text, fits) in [("AB1", true), ("AB12", false), ("ab1", false), ("AB1\n", false), ("AB١", false)] {
        assert_eq!(text.parse::<Code>().is_ok(), fits, "{text:?}");
    }
    // Its pattern, its bounds and its format.
    for (text, fits) in [("abcd@e", true), ("a@b", false), ("A@bcde", false), ("abcde@", false)] {
        assert_eq!(text.parse::<Email>().is_ok(), fits, "{text}");
    }

    // All that one string breaks.
    let wrong: Email = round_trip("\"A@b\"");
    assert_eq!(
        violations(&wrong),
        [
            "body must have at least 6 characters (found 3 characters)",
            "body must match the pattern `^[a-z]+@` (found 3 characters)",
        ]
    );

    let wrong: Holder = round_trip(r#"{"code":"a","name":"b","aliases":["Anna","c","much too long"]}"#);
    assert_eq!(
        violations(&wrong),
        [
            "body /code must match the pattern `^[A-Z]{2}\\d$` (found 1 character)",
            "body /name must have at least 2 characters (found 1 character)",
            "body /aliases/1 must have at least 2 characters (found 1 character)",
            "body /aliases/2 must have at most 5 characters (found 13 characters)",
        ]
    );
    assert_eq!(violations(&Holder::new(Code::from_static("AB1"), NAME)), [""; 0]);
}

#[test]
fn numbers() {
    macro_rules! test {
        ($case:ident) => {{
            use $case::types::Bounded;
            let wrong = Bounded::new(0, 1.01, 0).with_level(Some(10)).with_above(-1.5).with_price(f64::NAN);
            assert_eq!(
                violations(&wrong),
                [
                    "body /port must be at least 1 (found 0)",
                    "body /level must be less than 10 (found 10)",
                    "body /ratio must be at most 1 (found 1.01)",
                    "body /above must be more than -1.5 (found -1.5)",
                    "body /price must be a finite number (found NaN)",
                    "body /price must be at least 1000000 (found NaN)",
                    "body /price must be at most 1000000000000000000000 (found NaN)",
                ]
            );
            assert_eq!(violations(&Bounded::new(65536, -0.5, 0).with_level(Some(0))).len(), 3);
            let edges =
                Bounded::new(65535, 1.0, u64::MAX).with_level(Some(9)).with_above(-1.4).with_byte(255).with_price(1e21);
            assert_eq!(violations(&edges), [""; 0]);
            assert_eq!(violations(&Bounded::new(1, -0.0, 0).with_level(None)), [""; 0]);
        }};
    }
    test!(number_constraints_30);
    test!(number_constraints_31);
}

#[test]
fn lists() {
    use list_constraints::types::Constrained;

    let wrong: Constrained = round_trip(
        r#"{"tags":["a","b","a","c"],"grid":[[-1],[0,1],[]],"scores":{},"names":["ok",null,"x"],"days":["2024-01-01","2024-01-01","2023-02-29"],"a/b~":[1,2]}"#,
    );
    assert_eq!(
        violations(&wrong),
        [
            "body must have at most 4 properties (found 6 properties)",
            "body /tags must have at most 3 items (found 4 items)",
            "body /tags must not have the same item twice (found 4 items)",
            "body /grid must have at most 2 items (found 3 items)",
            "body /grid/0 must have at least 2 items (found 1 item)",
            "body /grid/0/0 must be at least 0 (found -1)",
            "body /grid/2 must have at least 2 items (found 0 items)",
            "body /scores must have at least 1 property (found 0 properties)",
            "body /names/2 must have at least 2 characters (found 1 character)",
            "body /days must not have the same item twice (found 3 items)",
            "body /days/2 must be in the format `date` (found 10 characters)",
            "body /a~1b~0 must have at most 1 item (found 2 items)",
        ]
    );
    assert_eq!(violations(&Constrained::new(vec!["a".to_owned()]).with_scores(None).with_days(None)), [""; 0]);
    assert_eq!(
        violations(&round_trip::<Constrained>(r#"{"tags":["a"],"scores":{"x":10.0,"y":10.5}}"#)),
        ["body /scores/y must be at most 10 (found 10.5)"]
    );
}

#[test]
fn formats_and_enums() {
    let wrong: primitives::types::Every = round_trip(
        r#"{"anything":0,"boolean":true,"string":"","dateTime":"2024-02-30T00:00:00Z","date":"2024-2-1","uuid":"x","password":"","binary":"","email":"","integer":0,"number":0.0}"#,
    );
    assert_eq!(
        violations(&wrong),
        [
            "body /dateTime must be in the format `date-time` (found 20 characters)",
            "body /date must be in the format `date` (found 8 characters)",
            "body /uuid must be in the format `uuid` (found 1 character)",
            "body /email must be in the format `email` (found 0 characters)",
        ]
    );
    let wrong: enums::types::Uses = round_trip(r#"{"network":"Solana","kind":"warm","maybe":"perhaps"}"#);
    let expected = ["/network", "/kind", "/maybe"]
        .map(|at| format!("body {at} must be one of the values that the document lists"));
    for (violation, expected) in violations(&wrong).iter().zip(&expected) {
        assert!(violation.starts_with(expected), "{violation}");
    }
    assert_eq!(violations(&wrong).len(), 3);
}

#[test]
fn nested_values() {
    let wrong: presence_31::types::Presence = round_trip(
        r#"{"required":0,"nullable":null,"nullableRef":{"id":""},"optionalRef":{"id":""},"wrapped":"","listed":"maybe"}"#,
    );
    assert_eq!(
        violations(&wrong),
        [
            "body /nullableRef/id must have at least 1 character (found 0 characters)",
            "body /optionalRef/id must have at least 1 character (found 0 characters)",
            "body /wrapped must have at least 1 character (found 0 characters)",
            "body /listed must be one of the values that the document lists (found 5 characters)",
        ]
    );
    let wrong: cycles::types::Person = round_trip(r#"{"name":"a","parent":{"name":"","parent":{"name":""}}}"#);
    assert_eq!(
        violations(&wrong),
        ["/parent/name", "/parent/parent/name"]
            .map(|at| format!("body {at} must have at least 1 character (found 0 characters)"))
    );
    let wrong: maps::types::Typed = round_trip(r#"{"x":["y"]}"#);
    assert_eq!(violations(&wrong), ["body /x/0 must be in the format `uuid` (found 1 character)"]);
    let wrong: argument_names::types::Fields =
        round_trip(r#"{"at":0,"violations":"","value":[0],"count":{"x":0},"check":0.0}"#);
    assert_eq!(violations(&wrong).len(), 4);
    let wrong: deprecated::types::Old = round_trip(r#"{"name":"","was":"","size":0,"code":""}"#);
    assert_eq!(violations(&wrong).len(), 2);
    // Without a constraint there is nothing to check; it does not even compile: `objects::types::Wallet` is not `Validate`.
    let _ = objects::types::Empty::new();
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_request_comes_out_together() {
    use path_parameters::types::{Ext, UserId};

    let fake = Fake::answering(204, "");
    let client: path_parameters::Client = fake.client();
    let user_id: UserId = serde_json::from_str("\"7\"").unwrap();
    let error =
        client.get_users_user_id_files_name_ext(&user_id, "n", &Ext::Unknown("exe".to_owned())).await.unwrap_err();
    assert_eq!(
        refused(error),
        [
            "path parameter `userId` must match the pattern `^u-[0-9]+$` (found 1 character)",
            "path parameter `ext` must be one of the values that the document lists (found 3 characters)",
        ]
    );
    let (date, uuid) = (serde_json::from_str("\"x\"").unwrap(), serde_json::from_str("\"x\"").unwrap());
    let error = client.look(&date, 0, true, &[1, 2, 3, 4], 0.5, &uuid).await.unwrap_err();
    assert_eq!(
        refused(error),
        [
            "path parameter `date` must be in the format `date` (found 1 character)",
            "path parameter `number` must be at least 1 (found 0)",
            "path parameter `ids` must have at most 3 items (found 4 items)",
            "path parameter `uuid` must be in the format `uuid` (found 1 character)",
        ]
    );

    let client: query_parameters::Client = fake.client();
    let id: openapi_client::Uuid = serde_json::from_str("\"x\"").unwrap();
    let call = client.search("q", &[]).with_limit(0).with_ids(&[id.clone(), id]).with_radius(0.0);
    assert_eq!(
        refused(call.await.unwrap_err()),
        [
            "query parameter `limit` must be at least 1 (found 0)",
            "query parameter `ids` must not have the same item twice (found 2 items)",
            "query parameter `ids` /0 must be in the format `uuid` (found 1 character)",
            "query parameter `ids` /1 must be in the format `uuid` (found 1 character)",
            "query parameter `radius` must be more than 0 (found 0)",
        ]
    );

    let client: bodies::Client = fake.client();
    let wrong: bodies::types::Thing = serde_json::from_str(r#"{"id":""}"#).unwrap();
    let expected = "must have at least 1 character (found 0 characters)";
    assert_eq!(refused(client.send_required(&wrong).await.unwrap_err()), [format!("body /id {expected}")]);
    let error = client.send_list(&[wrong.clone(), wrong.clone(), wrong]).await.unwrap_err();
    assert_eq!(
        refused(error),
        [
            "body must have at most 2 items (found 3 items)".to_owned(),
            format!("body /0/id {expected}"),
            format!("body /1/id {expected}"),
            format!("body /2/id {expected}"),
        ]
    );
    assert!(matches!(client.send_number(8).await, Err(Error::InvalidRequest(_))));
    fake.nothing_was_sent();
}

#[test]

fn aliases() {
    use list_constraints::types::Uses;

    let wrong: Uses = round_trip(r#"{"bag":{"a":"a","b":"long","c":"c"},"ranks":[1,0]}"#);
    assert_eq!(
        violations(&wrong),
        [
            "body /bag must have at most 2 properties (found 3 properties)",
            "body /bag/b must have at most 3 characters (found 4 characters)",
            "body /ranks/1 must be at least 1 (found 0)",
        ]
    );
}

#[tokio::test]

async fn numbers_that_cannot_be_written() {
    let fake = Fake::answering(204, "");
    let (date, uuid) = ("2024-02-29".parse().unwrap(), "123e4567-e89b-12d3-a456-426614174000".parse().unwrap());
    let error =
        fake.client::<path_parameters::Client>().look(&date, 1, true, &[1], f64::INFINITY, &uuid).await.unwrap_err();
    assert_eq!(refused(error), ["path parameter `price` must be a finite number (found inf)"]);
    fake.nothing_was_sent();
}
