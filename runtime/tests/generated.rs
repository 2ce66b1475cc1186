//! Types as the generator emits them, in a module whose names shadow the prelude, with this crate as only dependency.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::{BTreeMap, HashSet};

use openapi_client::{At, Constraint, Location, Method, Outcome, Secret, Validate, Violations};
use support::Fake;

mod shadowed {
    #![allow(dead_code, non_camel_case_types, reason = "what documents call their schemas")]

    pub(crate) struct String;
    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Vec;
    pub(crate) struct Box;
    pub(crate) struct Ok;
    pub(crate) struct Err;
    pub(crate) struct Some;
    pub(crate) struct None;
    pub(crate) struct Cow;
    pub(crate) struct str;
    pub(crate) trait Into {}
    pub(crate) trait ToOwned {}
    pub(crate) mod std {}
    pub(crate) mod core {}
    pub(crate) mod serde {}

    /// Organization id.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub(crate) struct OrgId(::std::borrow::Cow<'static, ::core::primitive::str>);

    impl OrgId {
        const fn matches(value: &::core::primitive::str) -> bool {
            matches!(value.as_bytes(), [b'o', b'r', b'-', ..])
        }
    }

    openapi_client::string_newtype!(OrgId { min_length: 1, max_length: 64, pattern: "^or-[a-z0-9]{5}" });

    /// Network.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub(crate) enum Network {
        Bitcoin,
        Unknown(::std::string::String),
    }

    openapi_client::string_enum!(Network { Bitcoin: "Bitcoin" });
}

use shadowed::{Network, OrgId};

const ORG: OrgId = OrgId::from_static("or-30tnh");

#[test]
fn newtypes_check_what_is_built_and_sent_but_not_what_is_decoded() {
    assert_eq!(
        (ORG.as_str(), ORG.as_ref(), ORG.to_string(), String::from(ORG)),
        ("or-30tnh", "or-30tnh", "or-30tnh".into(), "or-30tnh".into())
    );
    assert_eq!(format!("{ORG:?} {ORG:>10}"), "OrgId(\"or-30tnh\")   or-30tnh");
    assert_eq!("or-30tnh".parse(), Ok(ORG));
    assert_eq!(OrgId::try_from("or-30tnh"), Ok(ORG));
    assert_eq!(OrgId::try_from(String::from("or-30tnh")), Ok(ORG));
    assert!(HashSet::from([ORG]).contains(&ORG));

    let error = "x".parse::<OrgId>().unwrap_err();
    assert_eq!(error.to_string(), "OrgId must match the pattern `^or-[a-z0-9]{5}`");
    assert_eq!((error.type_name(), error.constraint()), ("OrgId", Constraint::Pattern("^or-[a-z0-9]{5}")));

    let decoded: OrgId = openapi_client::serde_json::from_str("\"\\u0000wrong\"").unwrap();
    assert_eq!(openapi_client::serde_json::to_string(&decoded).unwrap(), "\"\\u0000wrong\"");
    let mut violations = Violations::new();
    BTreeMap::from([("a".to_owned(), vec![Some(Box::new(ORG)), None, Some(Box::new(decoded))])])
        .validate(&At::root(Location::Body), &mut violations);
    let [violation] = violations.as_slice() else { panic!("{violations:?}") };
    assert_eq!(violation.to_string(), "body /a/2 must match the pattern `^or-[a-z0-9]{5}` (found 6 characters)");
}

#[test]
fn from_static_panics_with_the_constraint_outside_of_const() {
    for (value, expected) in [("", "OrgId must have at least 1 character"), ("x", "OrgId must match the pattern `^or-[a-z0-9]{5}`")] {
        let panic = std::panic::catch_unwind(|| OrgId::from_static(value)).unwrap_err();
        assert_eq!(panic.downcast_ref::<String>().unwrap(), expected);
    }
}

#[test]
fn enums_keep_what_they_do_not_know_and_do_not_send_it() {
    assert_eq!("Bitcoin".parse(), Ok(Network::Bitcoin));
    assert_eq!(Network::try_from("Bitcoin"), Network::try_from(String::from("Bitcoin")));
    let error = "Narnia".parse::<Network>().unwrap_err();
    assert_eq!(error.to_string(), "Network must be one of the values that the document lists");
    for (json, value) in [("\"Bitcoin\"", Network::Bitcoin), ("\"Nar\\nia\"", Network::Unknown("Nar\nia".to_owned()))] {
        assert_eq!(openapi_client::serde_json::from_str::<Network>(json).unwrap(), value);
        assert_eq!(openapi_client::serde_json::to_string(&value).unwrap(), json);
        assert_eq!(openapi_client::serde_json::from_reader::<_, Network>(json.as_bytes()).unwrap(), value);
    }
    assert!(openapi_client::serde_json::from_str::<Network>("1").is_err());
    let mut violations = Violations::new();
    let at = At::root(Location::Query("network"));
    Network::Bitcoin.validate(&at, &mut violations);
    Network::Unknown("Bitcoin".to_owned()).validate(&at, &mut violations);
    assert!(violations.is_empty());
    Network::Unknown("Narnia".to_owned()).validate(&at, &mut violations);
    assert_eq!(
        violations.as_slice()[0].to_string(),
        "query parameter `network` must be one of the values that the document lists (found 6 characters)"
    );
    assert_eq!(Network::Unknown("Narnia".to_owned()).to_string(), "Narnia");
    assert_eq!(String::from(Network::Bitcoin), Network::Bitcoin.as_ref());
}

#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::option_option, reason = "absent, null and a value are three things")]
struct Patch {
    org: Option<Option<OrgId>>,
    password: Option<Secret>,
}

openapi_client::object!(Patch {
    org: "org" optional_nullable,
    password: "password" optional,
});

impl Validate for Patch {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        self.org.validate(&at.property("org"), violations);
        self.password.validate(&at.property("password"), violations);
    }
}

#[tokio::test]
async fn absent_null_and_value_stay_apart() {
    for (json, org) in [("{}", None), (r#"{"org":null}"#, Some(None)), (r#"{"org":"or-30tnh"}"#, Some(Some(ORG)))] {
        let patch: Patch = openapi_client::serde_json::from_str(json).unwrap();
        assert_eq!(patch, Patch { org, password: None });
        let fake = Fake::answering(200, json);
        let reply = fake
            .client()
            .request(Method::PATCH, "/")
            .validate(&patch)
            .json(&patch)
            .call::<Patch, std::convert::Infallible>(|reply| reply.json().map(Outcome::Success))
            .await
            .unwrap();
        assert_eq!(*reply, patch);
        assert_eq!(fake.request().body().as_bytes().unwrap(), json);
    }
}
