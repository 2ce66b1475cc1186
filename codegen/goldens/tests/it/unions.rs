//! Unions, tuples and patterns of keys, on the wire and back.

use openapi_goldens::{
    all_of_overlaps, constants_as_enums, key_patterns, subtypes, tuples, unions_beside_properties, unions_by_shape, unions_in_turn,
    unions_tagged,
};
use serde_json::json;

use crate::support::{round_trip, violations};

#[test]
fn a_tag_says_which_variant_it_is_wherever_it_stands() {
    use unions_tagged::types::{Event, Failure, Nested, OrderEvent, Patch, RefundEvent, Transfer};

    assert_eq!(round_trip::<Event>(r#"{"kind":"order","amount":3}"#), Event::Order(OrderEvent::new("order", 3)));
    assert_eq!(serde_json::from_str::<Event>(r#"{"amount":3,"kind":"reorder"}"#).unwrap(), Event::Order(OrderEvent::new("reorder", 3)));
    // The schema of a refund does not have the tag: it is written all the same.
    assert_eq!(round_trip::<Event>(r#"{"kind":"refund"}"#), Event::Refund(RefundEvent::new()));

    let Transfer::Erc20(token) = round_trip(r#"{"kind":"Erc20","contract":"0x1"}"#) else { panic!() };
    assert_eq!(token.contract, "0x1");
    assert!(matches!(round_trip(r#"{"kind":"Native"}"#), Nested::Transfer(Transfer::Native(_))));
    assert!(matches!(round_trip(r#"{"kind":"Memo","text":"x"}"#), Nested::Memo(_)));
    // Some have a tag, and nothing else that tells them apart; the others never have it.
    assert!(matches!(round_trip(r#"{"name":"WarpError","reason":"dirty"}"#), Failure::Warp(_)));
    assert!(matches!(serde_json::from_str(r#"{"reason":"bare","name":"ApplyError"}"#), Ok(Failure::Apply(_))));
    assert!(matches!(round_trip(r#"{"status":1}"#), Failure::Status(_)));
    assert!(matches!(round_trip(r#"{"name":"NewError","reason":"dirty"}"#), Failure::Unknown(_)));
    // Null says as little as a tag that is absent.
    assert!(matches!(round_trip(r#"{"kind":null,"number":"1"}"#), Patch::Card(_)));
    assert!(matches!(round_trip(r#"{"kind":"cash","note":"x"}"#), Patch::Cash(_)));
    // A memo's tag may be absent.
    assert!(matches!(round_trip(r#"{"text":"x"}"#), Nested::Memo(_)));
}

#[test]
fn what_no_variant_fits_is_kept_and_not_sent() {
    use unions_tagged::types::{Event, Transfer};

    for other in [r#"{"amount":3,"kind":"chargeback"}"#, r#"{"amount":3}"#, "[1,2]", "null", "\"order\"", "7"] {
        let event: Event = round_trip(other);
        assert_eq!(event, Event::Unknown(serde_json::from_str(other).unwrap()));
        assert_eq!(violations(&event), ["body must be one of the variants that the document lists"]);
    }
    // A known tag with something else behind it is a mistake, and said to be that.
    let error = serde_json::from_str::<Transfer>(r#"{"kind":"Erc20"}"#).unwrap_err();
    assert!(error.to_string().starts_with("missing field `contract`"), "{error}");
}

#[test]
fn violations_are_found_inside_of_variants() {
    use unions_tagged::types::{Event, RefundEvent};

    let event = Event::Refund(RefundEvent::new().with_reason("no".parse().unwrap_or_else(|_| serde_json::from_str("\"no\"").unwrap())));
    assert_eq!(violations(&event), ["body /reason must have at least 3 characters (found 2 characters)"]);
}

#[test]
fn the_json_type_says_which_variant_it_is() {
    use unions_by_shape::types::{Input, Model, Person, Price, Scalar, Setting, SettingAuto, Threads, When};

    assert_eq!(round_trip::<Option<Scalar>>("null"), None);
    assert_eq!(round_trip::<Scalar>("7"), Scalar::Integer(7));
    assert_eq!(round_trip::<Scalar>("true"), Scalar::Boolean(true));
    assert_eq!(round_trip::<Scalar>("1.5"), Scalar::Unknown(json!(1.5)));
    assert_eq!((round_trip::<Price>("2"), round_trip::<Price>("2.5")), (Price::Integer(2), Price::Number(2.5)));
    // What parses comes before what takes any text, whatever their order in the document.
    assert_eq!(round_trip::<Model>("\"small\""), Model::Small);
    assert_eq!(round_trip::<Model>("\"huge\""), Model::from("huge"));
    assert!(matches!(round_trip("\"2026-01-02T03:04:05Z\""), When::DateTime(_)));
    assert!(matches!(round_trip("\"2026-01-02\""), When::Date(_)));
    assert_eq!(round_trip::<When>("\"soon\""), When::String("soon".into()));
    // A union inside of another takes any text: it would keep what it does not know.
    assert_eq!(round_trip::<Threads>("4"), Threads::Setting(Setting::Integer(4)));
    assert_eq!(round_trip::<Threads>("\"auto\""), Threads::Setting(Setting::Auto(SettingAuto::Auto)));
    assert_eq!(round_trip::<Input>(r#"["a","b"]"#), Input::Array(vec!["a".into(), "b".into()]));
    assert_eq!(round_trip::<Input>(r#"{"name":"Ada"}"#), Input::Person(Person::new("Ada")));
    assert!(serde_json::from_str::<Input>("[1]").is_err());
}

#[test]
fn a_property_says_which_variant_it_is() {
    use unions_by_shape::types::{Branch, Fault, Faults, Holder, Id, Party, Target, Tree};

    // A property that one variant declares and the other requires all the same tells nothing.
    assert!(matches!(round_trip(r#"{"rate":1.5}"#), Target::Fixed(_)));
    assert!(matches!(round_trip(r#"{"rate":"high"}"#), Target::Computed(_)));

    // What a map would take too is what declares it.
    let inner = |faults: Faults| if let Faults::Object(inner) = faults { inner.into_iter().next() } else { None };
    let fault = Faults::Fault(Fault::new(vec!["x".to_owned()]));
    assert_eq!(inner(round_trip(r#"{"name":{"_errors":["x"]}}"#)), Some(("name".to_owned(), fault)));
    // Also such a property, where it is another map.
    assert!(inner(round_trip(r#"{"_errors":{"_errors":[]}}"#)).is_some());

    assert!(matches!(round_trip(r#"{"name":"Ada","email":"a@b"}"#), Party::Person(_)));
    assert!(matches!(round_trip(r#"{"name":"Ada Ltd","vat":"1"}"#), Party::Company(_)));
    // No property gives it away: the one that misses nothing.
    assert!(matches!(round_trip(r#"{"name":"Ada"}"#), Party::Person(_)));
    assert!(matches!(round_trip("{}"), Party::Unknown(_)));
    assert!(matches!(serde_json::from_str(r#"{"new":1,"slug":"x"}"#).unwrap(), Id::Slug(_)));
    let holder: Holder = round_trip(r#"{"party":{"name":"Ada"},"id":null}"#);
    assert_eq!(holder.id, Some(None));

    let tree: Tree = round_trip(r#"[1,{"left":[2]}]"#);
    assert_eq!(tree, Tree::Array(vec![Tree::Integer(1), Tree::Branch(Box::new(Branch::new(Tree::Array(vec![Tree::Integer(2)]))))]));
}

#[test]
fn properties_beside_a_union_are_in_each_of_its_variants() {
    use unions_beside_properties::types::{Alone, Base, Payment, Shape};

    let Payment::Iban(payment) = round_trip(r#"{"amount":1,"iban":"x"}"#) else { panic!() };
    assert_eq!((payment.amount, payment.iban.as_str()), (1, "x"));
    let Shape::Square(square) = round_trip(r#"{"kind":"square","id":"a","side":2.0}"#) else { panic!() };
    assert_eq!((square.id.as_str(), square.side), ("a", Some(2.0)));
    assert_eq!(round_trip::<Alone>(r#"{"id":"a"}"#), Base::new("a"));
}

#[test]
fn where_nothing_tells_variants_apart_each_is_tried() {
    use unions_in_turn::types::{Query, Reading};

    assert_eq!(round_trip::<Query>("[1,2]"), Query::IntegerArray(vec![1, 2]));
    assert!(matches!(round_trip(r#"{"value":"about 2"}"#), Reading::Rough(_)));
    assert!(matches!(round_trip(r#"{"value":2,"unit":"m"}"#), Reading::Exact(_)));
    assert!(matches!(round_trip(r#"{"value":true}"#), Reading::Unknown(_)));
    // What is only sent has nothing to keep others in; each variant says why it is not meant, without the values.
    let error = serde_json::from_str::<Query>(r#"["secret",1]"#).unwrap_err().to_string();
    assert!(
        error.starts_with(
            "no variant fits: `StringArray`: expected a string, found an integer; `IntegerArray`: expected i64, found a string"
        ),
        "{error}"
    );
}

#[test]
fn lists_of_fixed_length_are_tuples() {
    use tuples::types::{Cell, Position, Track};

    assert_eq!(round_trip::<Position>("[1.5,2.0]"), Position(1.5, 2.0));
    assert_eq!(violations(&Position(0.0, -1.0)), ["body /1 must be at least 0 (found -1)"]);
    let Cell(name, place) = round_trip(r#"["a",{"row":1}]"#);
    assert_eq!((name.as_str(), place.row), ("a", Some(1)));
    let track: Track = round_trip(r#"{"start":[0.0,0.5],"range":null}"#);
    assert_eq!((track.start, track.range), (Some(Position(0.0, 0.5)), Some(None)));
    assert!(serde_json::from_str::<Position>("[1]").is_err());
}

#[test]
fn keys_by_pattern_are_maps() {
    use key_patterns::types::{Anything, Mixed, Translations};

    assert_eq!(round_trip::<Translations>(r#"{"de":"ja"}"#)["de"], "ja");
    assert_eq!(round_trip::<Anything>(r#"{"a":1}"#)["a"], 1);
    let mixed: Mixed = round_trip(r#"{"id":"a","x-b":true}"#);
    assert!(mixed.additional_properties["x-b"]);
}

#[test]
fn choices_of_constants_are_enums() {
    use constants_as_enums::types::{Action, Amount, Level, Size};

    assert_eq!(round_trip::<Action>("\"TYPING_START\""), Action::Typing);
    assert_eq!(round_trip::<Option<Level>>("2"), Some(Level::High));
    assert_eq!(round_trip::<Option<Level>>("null"), None);
    assert_eq!(round_trip::<Size>("\"huge\""), Size::Huge);
    assert_eq!((Amount::from_static("12").as_str(), "0x1f".parse::<Amount>().is_ok(), "1f".parse::<Amount>().is_ok()), ("12", true, false));
}

#[test]
fn what_members_say_of_a_property_holds_together() {
    use all_of_overlaps::types::{Base, Narrowed, Repeated};

    let narrowed: Narrowed = round_trip(r#"{"kind":"narrowed","status":"new","code":"a1","size":3,"at":"2026-01-02T03:04:05Z"}"#);
    assert_eq!(violations(&narrowed), [""; 0]);
    let wrong: Narrowed = round_trip(r#"{"kind":"narrowed","status":"failed","code":"1a"}"#);
    assert_eq!(violations(&wrong).len(), 2, "{:?}", violations(&wrong));
    assert_eq!(round_trip::<Repeated>(r#"{"kind":"x"}"#), Base::new("x"));
}

#[test]
fn tags_may_be_numbers_and_leave_several() {
    use unions_tagged::types::Part;

    assert!(matches!(round_trip(r#"{"kind":1,"text":"x"}"#), Part::Kind1(_)));
    // Two variants have this tag: the one that knows all of the rest is meant.
    assert!(matches!(round_trip(r#"{"kind":2,"url":"u"}"#), Part::Object(_)));
    assert!(matches!(round_trip(r#"{"kind":2,"url":"u","width":3}"#), Part::Width(_)));
    assert!(matches!(round_trip(r#"{"kind":3,"url":"u"}"#), Part::Unknown(_)));
}

#[test]
fn a_base_with_a_discriminator_is_one_of_what_extends_it() {
    use subtypes::types::{Owner, Pet, Vehicle};

    let owner: Owner = round_trip(r#"{"pets":[{"kind":"Cat","name":"a","lives":9},{"kind":"dog","breed":"b"},{"kind":"Fish"}]}"#);
    let Some([Pet::Cat(cat), Pet::Hound(_), Pet::Unknown(_)]) = owner.pets.as_deref() else { panic!("{owner:?}") };
    assert_eq!((cat.name.as_deref(), cat.lives), (Some("a"), Some(9)));
    assert!(matches!(round_trip(r#"{"wheels":"Bike","bell":true}"#), Vehicle::Bike(_)));
}

#[test]
fn a_schema_of_null_among_the_variants_is_null() {
    use unions_by_shape::types::{Member, Role};

    assert_eq!(round_trip::<Member>(r#"{"role":null,"same":null}"#), Member::new().with_role(None).with_same(None));
    assert_eq!(round_trip::<Member>(r#"{"role":"admin"}"#), Member::new().with_role(Some(Role::Admin)));
}
