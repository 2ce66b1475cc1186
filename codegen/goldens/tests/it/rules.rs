//! What no type says and a rule does, and numbers that are multiples: on the wire.

use openapi_goldens::{key_patterns, multiples, rules};

use crate::support::{round_trip, violations};

#[test]
fn objects_and_lists() {
    use rules::types::{Color, Merged, Named, Order, Tags};

    for good in [
        r#"{"lines":[{"price":5.5}],"card":"1","address":"x"}"#,
        r#"{"lines":[{"price":5.0},{"price":1.0},{}],"card":"1","address":"x","labels":{"a":"1"},"flags":{"b":"2","color":"red"}}"#,
        r#"{"lines":[{"price":5.5}],"card":"1","address":"x","point":[1.0,2.0],"row":["a",1,true,false],"never":[]}"#,
    ] {
        assert_eq!(violations(&round_trip::<Order>(good)), [""; 0], "{good}");
    }
    let wrong: Order = round_trip(
        r#"{"lines":[{"price":5.25},{"price":4.5}],"address":"x","pickup":true,"labels":{"Nine letters":"1"},"flags":{},"point":[1.0,1.0],"row":[1,0,"x"],"never":[1],"gone":1}"#,
    );
    assert_eq!(
        violations(&wrong),
        [
            "body /gone must not be there",
            "body must have the property `card` (found 9 properties)",
            "body must not be what `not` describes (found 9 properties)",
            "body /lines must have at least 1 item that `contains` describes (found 0 items)",
            "body /labels/Nine letters must match the pattern `^[a-z]+$` (found a name of 12 characters)",
            "body /labels/Nine letters must have at most 8 characters (found a name of 12 characters)",
            "body /flags must have the property `color` (found 0 properties)",
            "body /point must not have the same item twice (found 2 items)",
            "body /row/0 must be of the type `string` (found 1)",
            "body /row/1 must be at least 1 (found 0)",
            "body /row/2 must be of the type `boolean` (found 1 character)",
            "body /never must have at most 0 items (found 1 item)",
        ]
    );
    let wrong: Order = round_trip(r#"{"lines":[{"price":5.0},{"price":5.0},{"price":5.0},{}]}"#);
    assert_eq!(
        violations(&wrong),
        [
            "body must satisfy one of the alternatives at least (found 1 property)",
            "body /lines must have at most 2 items that `contains` describes (found 3 items)",
        ]
    );

    assert_eq!(violations(&round_trip::<Color>(r#"{"r":1.0,"g":1.0}"#)), [""; 0]);
    assert_eq!(violations(&Color::new().with_name("blue")).len(), 1);
    assert_eq!(violations(&round_trip::<Merged>(r#"{"name":"red"}"#)), [""; 0]);
    assert_eq!(violations(&Merged::new().with_r(1.0)).len(), 2);
    assert_eq!(
        violations(&round_trip::<Named>(r#"{"name":"x","secret":1}"#)),
        [
            "body must have the property `title` where it has `name` (found 2 properties)",
            "body /secret must not be what `not` describes (found a name of 6 characters)",
        ]
    );
    let holds = |tags: &str| violations(&Holder(round_trip::<Tags>(tags))).len();
    assert_eq!(["[]", r#"["main"]"#, r#"["x"]"#].map(holds), [0, 0, 0], "an alias is checked where it is used");
}

#[test]
fn nothing_satisfies_false() {
    let received: rules::types::Nothing = round_trip("1");
    assert_eq!(violations(&received), ["body must be one of the values that the document lists"]);
}

/// Aliases have no check of their own.
struct Holder(rules::types::Tags);

impl openapi_client::Validate for Holder {
    fn validate(&self, at: &openapi_client::At<'_>, violations: &mut openapi_client::Violations) {
        self.0.validate(at, violations);
    }
}

#[test]
fn choices_that_only_narrow() {
    use rules::types::{Code, Places};

    let places = |count: usize| violations(&Places::new().with_box(vec![0.5; count])).len();
    assert_eq!([3, 4, 5, 6, 7].map(places), [1, 0, 1, 0, 1]);
    assert_eq!(["", "ab", "abc", "abcd", "äöüß"].map(|text| text.parse::<Code>().is_ok()), [true, true, false, true, true]);
}

#[test]
fn names_by_patterns() {
    use key_patterns::types::{Labels, Mixed};

    assert_eq!(violations(&round_trip::<Mixed>(r#"{"id":"1","x-a":true}"#)), [""; 0]);
    assert_eq!(violations(&round_trip::<Mixed>(r#"{"id":"1","y":true}"#)), ["body /y must not be there"]);
    assert_eq!(violations(&round_trip::<Labels>(r#"{"id":"1","x-a":1,"y":true}"#)), [""; 0]);
    assert_eq!(
        violations(&round_trip::<Labels>(r#"{"id":"1","x-a":true,"y":1}"#)),
        ["body /x-a must be of the type `integer`", "body /y must be of the type `boolean` (found 1)"]
    );
}

#[test]
fn numbers() {
    use multiples::types::Multiples;

    let good = r#"{"pair":-4,"price":19.99,"tiny":12391239123,"large":9007199254740993,"single":0.3,"between":3,"list":[10,20],"either":9}"#;
    assert_eq!(violations(&round_trip::<Multiples>(good)), [""; 0]);
    let wrong = r#"{"pair":3,"price":19.995,"large":9007199254740992,"single":0.35,"between":4,"list":[15,15],"either":8}"#;
    assert_eq!(
        violations(&round_trip::<Multiples>(wrong)),
        [
            "body /pair must be a multiple of 2 (found 3)",
            "body /price must be a multiple of 0.01 (found 19.995)",
            "body /large must be a multiple of 9007199254740993 (found 9007199254740992)",
            "body /single must be a multiple of 0.1 (found 0.35)",
            "body /between must be less than 4 (found 4)",
            "body /list must not have the same item twice (found 2 items)",
            "body /list/0 must be a multiple of 10 (found 15)",
            "body /list/1 must be a multiple of 10 (found 15)",
            "body /either must be a multiple of 3 (found 8)",
        ]
    );
}

#[test]
fn what_is_required_and_not_declared_can_be_sent() {
    use rules::types::Signup;

    let mut signup = Signup::new("a@b.example");
    assert_eq!(violations(&signup), ["body must have the property `token` (found 1 property)"]);
    signup.additional_properties.insert("token".to_owned(), true.into());
    assert_eq!(violations(&signup), [""; 0]);
    assert_eq!(violations(&round_trip::<Signup>(r#"{"email":"a@b.example","token":null}"#)), [""; 0]);
}
