//! What is read from the wire is written back as it was: values, nulls, absent properties, unknown enum values, undeclared properties.

use openapi_goldens::{
    arrays, cycles, deprecated, enums, enums_extensible, large_types, list_constraints, maps, module_files, names, number_constraints_31, objects,
    presence_30, presence_31, prose,
};
use openapi_goldens::{primitives, read_only, shadowing, sharing, text_constraints};
use serde_json::json;

use crate::support::{round_trip, violations};

#[test]
fn what_one_side_sets_is_not_on_the_other() {
    use read_only::types::{Pet, PetRequest};

    assert_eq!(round_trip::<PetRequest>(r#"{"name":"Rex","token":"t"}"#), PetRequest::new("Rex", "t"));
    let pet: Pet = round_trip(r#"{"id":"00000000-0000-4000-8000-000000000000","name":"Rex","created":"2026-01-02T03:04:05Z"}"#);
    assert_eq!(pet.name, "Rex");
}

#[test]
fn objects() {
    use objects::types::{Address, Balance, Empty, Transfer, Wallet, WalletOwner};

    let wallet: Wallet = round_trip(
        r#"{"id":"w","createdBy":{"userId":"u"},"owner":{"address":{"street":"s","zip_code":"z"}},"balances":[{"amount":1.5},{"amount":-0.25}]}"#,
    );
    let made = Wallet::new("w", WalletOwner::new(Address::new().with_street("s").with_zip_code("z")))
        .with_created_by(objects::types::CreatedBy::new().with_user_id("u"))
        .with_balances(vec![Balance::new(1.5), Balance::new(-0.25)]);
    assert_eq!(wallet, made);
    assert_eq!(round_trip::<Transfer>("{}"), Transfer::default());
    assert_eq!(round_trip::<Transfer>(r#"{"empty":{}}"#), Transfer::new().with_empty(Empty::new()));

    // What is not declared is ignored, what is required is missed.
    assert_eq!(serde_json::from_value::<Empty>(json!({ "new": 1 })).unwrap(), Empty::new());
    let error = serde_json::from_str::<Wallet>(r#"{"id":"w"}"#).unwrap_err();
    assert!(error.to_string().starts_with("missing field `owner`"), "{error}");
    // An optional property that may not be null is read all the same where an API sends null.
    assert_eq!(serde_json::from_str::<Transfer>(r#"{"owner":null}"#).unwrap(), Transfer::new());
}

#[test]
fn enums_that_leave_room_are_sent_with_any_value() {
    use enums_extensible::types::{AnyModel, Fallback, Pitch, Speech, SpeechFormat, Speed, Tone, Voice, VoiceEnum, VoiceId};

    let speech: Speech = round_trip(r#"{"model":"tiny","voice":"alloy","format":"mp3","any_model":"medium","speed":"fast","tone":"warm"}"#);
    assert_eq!((speech.any_model, speech.format), (Some(AnyModel::Medium), Some(SpeechFormat::Mp3)));
    assert_eq!((speech.speed, speech.tone), (Some(Speed::Quick), Some(Tone::Warm)));
    assert_eq!(speech.voice, Voice::Enum(VoiceEnum::Alloy));

    let made = Speech::new("their own", Voice::Id(VoiceId::new("v"))).with_format("flac".to_owned()).with_pitch("low");
    assert_eq!((&made.model, &made.pitch), (&Fallback::Unknown("their own".to_owned()), &Some(Pitch::Low)));
    assert_eq!(round_trip::<Speech>(r#"{"model":"their own","voice":{"id":"v"},"format":"flac","pitch":"low"}"#), made);
    assert!(violations(&made).is_empty());
    // What the document lists only has its own name.
    assert_eq!(("unknown".parse(), Fallback::from("unknown")), (Ok(Fallback::Unknown_), Fallback::Unknown_));
}

#[test]
fn equal_shapes_are_one_type() {
    use sharing::types::{Currency, Money, Payment};

    let money: Money = round_trip(r#"{"amount":1,"currency":"EUR"}"#);
    let payment: Payment = round_trip(r#"{"total":{"amount":1,"currency":"EUR"}}"#);
    assert_eq!(payment, Payment::new().with_total(money));
    assert_eq!("EUR".parse(), Ok(Currency::from_static("EUR")));
}

#[test]
fn arrays() {
    use arrays::types::{Lists, Path, Point};

    let lists: Lists = round_trip(
        r#"{"names":["a",""],"grid":[[1,2],[],[-3]],"holes":["a",null],"anything":[1,"a",null,{"b":[]}],"points":[{"x":0.0,"y":-1.5}],"path":[],"addresses":[{}],"data":[{"key":"k"}]}"#,
    );
    assert_eq!(lists.holes, [Some("a".to_owned()), None]);
    let path: Path = vec![Point::new(0.0, -1.5)];
    assert_eq!(lists.points, path);
    let _ = round_trip::<Lists>(r#"{"names":[],"grid":[],"holes":[],"points":[]}"#);
}

#[test]
fn maps() {
    use maps::types::{Closed, Counts, Free, FreeSaid, Nested, Nothing, Open, Taken, Typed};

    let _ = round_trip::<Counts>(r#"{"":-1,"a b":9007199254740993}"#);
    let _ = round_trip::<Free>(r#"{"a":null,"b":{"c":[1.5]}}"#);
    let _ = round_trip::<FreeSaid>("{}");
    let _ = round_trip::<Nothing>("{}");
    let _ = round_trip::<Closed>(r#"{"id":"i"}"#);
    let _ = round_trip::<Nested>(r#"{"byName":{"a":{"b":null,"c":1.5}},"members":{"m":{"role":"r"}}}"#);

    // Undeclared properties come after the declared ones, sorted.
    let open: Open = round_trip(r#"{"id":"i","":0,"a":[null],"z":18446744073709551615}"#);
    assert_eq!(open.additional_properties["z"], json!(u64::MAX));
    let typed: Typed = round_trip(r#"{"id":"i","more":["00000000-0000-0000-0000-000000000001"]}"#);
    assert_eq!(typed.additional_properties["more"].len(), 1);
    assert!(serde_json::from_str::<Typed>(r#"{"more":1}"#).is_err());
    let taken: Taken = round_trip(r#"{"additionalProperties":"declared","other":1}"#);
    assert_eq!(taken.undeclared_properties.len(), 1);
}

#[test]
fn enums() {
    use enums::types::{Keyword, Maybe, Network, Odd, Order, Signs, Single, Sort, Uses};

    let told_apart = ["@", "At", "fooBAR", "fooBar"].map(|value| round_trip::<Signs>(&format!("\"{value}\"")));
    assert_eq!(told_apart, [Signs::AtSign, Signs::At, Signs::FooBarUpper, Signs::FooBarCapital]);

    for (text, value) in [("ASC", Order::AscUpper), ("asc", Order::AscLower), ("Desc", Order::Desc)] {
        assert_eq!(round_trip::<Order>(&json!(text).to_string()), value);
        assert_eq!((text.parse(), value.as_str(), value.to_string().as_str()), (Ok(value.clone()), text, text));
    }
    for text in ["name", "-name", "+1", "-1", ""] {
        assert!(!matches!(round_trip::<Sort>(&json!(text).to_string()), Sort::Unknown(_)), "{text}");
    }
    for text in ["self", "Self", "type", "crate", "unknown", "None", "Some", "Ok"] {
        assert!(!matches!(round_trip::<Keyword>(&json!(text).to_string()), Keyword::Unknown(_)), "{text}");
    }
    for text in ["1st", "2FA", "a b", "a_b", "größe", "日本", "🦀", "tab\there", "quote\"d", "*"] {
        assert!(!matches!(round_trip::<Odd>(&json!(text).to_string()), Odd::Unknown(_)), "{text}");
    }
    assert_eq!(round_trip::<Single>("\"only\""), Single::Only);

    // A value that came up after the document was written is kept, and written back.
    for text in ["bitcoin", "", " Bitcoin", "Unknown", "null", "\u{0}"] {
        assert_eq!(round_trip::<Network>(&json!(text).to_string()), Network::Unknown(text.to_owned()));
    }
    let _ = round_trip::<Uses>(r#"{"network":"Solana","kind":"warm","maybe":"perhaps"}"#);
    let uses: Uses = round_trip(r#"{"network":"Bitcoin","kind":"hot","maybe":null}"#);
    assert_eq!(uses.maybe, Some(None));
    assert_eq!(round_trip::<Uses>(r#"{"network":"Bitcoin","kind":"hot","maybe":"no"}"#).maybe, Some(Some(Maybe::No)));
    // Anything but a string is no value of it.
    assert!(serde_json::from_str::<Network>("1").is_err());
    assert!(serde_json::from_str::<Network>("null").is_err());
}

#[test]
fn primitives() {
    use primitives::types::{Alias, Every};

    let every: Every = round_trip(
        r#"{"anything":null,"boolean":true,"string":"\u0000\"","dateTime":"2024-02-29T23:59:60.5+01:00","date":"2024-02-29","uuid":"123e4567-e89b-12d3-a456-426614174000","password":"p","binary":"AA==","email":"not one","integer":-9223372036854775808,"int8":-128,"int16":-32768,"int32":-2147483648,"int64":9223372036854775807,"uint8":255,"uint32":4294967295,"uint64":18446744073709551615,"number":1e-7,"float":0.1,"double":0.1}"#,
    );
    assert_eq!((every.integer, every.uint64, every.float), (i64::MIN, Some(u64::MAX), Some(0.1)));
    let _ = round_trip::<Alias>("\"2024-02-29\"");
    // What a format forbids is read and kept; it is not sent (see `validation`).
    let _ = round_trip::<Alias>("\"yesterday\"");
}

#[test]
fn absent_null_and_value_stay_apart() {
    macro_rules! test {
        ($types:path) => {{
            use $types as types;
            let values: types::Presence = round_trip(
                r#"{"required":1,"nullable":2,"optional":3,"optionalNullable":4,"nullableRef":{"id":"a"},"optionalRef":{},"wrapped":"b","listed":"on","items":["c",null],"values":{"d":null,"e":5}}"#,
            );
            assert_eq!((values.nullable, values.optional, values.optional_nullable), (Some(2), Some(3), Some(Some(4))));

            let nulls: types::Presence =
                round_trip(r#"{"required":1,"nullable":null,"optionalNullable":null,"nullableRef":null,"optionalRef":null,"wrapped":null,"listed":null}"#);
            assert_eq!((nulls.nullable, nulls.optional, nulls.optional_nullable), (None, None, Some(None)));
            let made = types::Presence::new(1, None, None).with_optional_nullable(None).with_optional_ref(None).with_wrapped(None).with_listed(None);
            assert_eq!(nulls, made);

            let absent: types::Presence = round_trip(r#"{"required":1,"nullable":null,"nullableRef":null}"#);
            assert_eq!(absent, types::Presence::new(1, None, None));
            assert_ne!(absent, nulls);

            // Null where it may not be.
            assert!(serde_json::from_str::<types::Presence>(r#"{"required":null,"nullable":null,"nullableRef":null}"#).is_err());
        }};
    }
    test!(presence_30::types);
    test!(presence_31::types);
}

#[test]
fn cycles() {
    use cycles::types::{
        Answer, Branches, Folder, Node, OtherName, Parent, Part, Person, Question, Scalar, ThirdName, Tree, Value,
    };

    let person: Person = round_trip(r#"{"name":"a","parent":{"name":"b","parent":{"name":"c"}}}"#);
    assert_eq!(person.parent.unwrap().parent.unwrap().parent, None);
    let (other, third): (OtherName, ThirdName) = (round_trip(r#"{"name":"a"}"#), round_trip(r#"{"name":"a"}"#));
    assert_eq!(other, third);
    let question: Question = round_trip(r#"{"answer":{"next":{"answer":{"next":null}}}}"#);
    assert_eq!(question, Question::new(Answer::new().with_next(Some(Question::new(Answer::new().with_next(None))))));
    let _ = round_trip::<Folder>(r#"{"folders":[{},{"folders":[]}],"byName":{"a":{"byName":{}}},"up":{"folder":{"up":{}}}}"#);
    assert_eq!(round_trip::<Tree>("[[],[[],[]]]").0.len(), 2);
    let _ = round_trip::<Branches>(r#"{"a":[{"b":[]},{}],"c":[]}"#);
    let node: Node = round_trip(r#"{"parent":{"id":1,"parent":{"id":2}}}"#);
    assert_eq!(node, Node::new().with_parent(Parent::new(1).with_parent(Parent::new(2))));
    let _ = round_trip::<Part>(r#"{"part":{"part":{"size":2},"size":1},"size":0}"#);
    for value in [r#""a""#, "true", "1"] {
        let _ = (round_trip::<Value>(value), round_trip::<Scalar>(value));
    }
    // No variant is the choice itself, so that looking for one comes to an end.
    assert!(matches!(round_trip(r#"{"a":1}"#), Scalar::Unknown(_)));
}

#[test]
fn large_types_are_on_the_heap() {
    use large_types::types::{Event, Order, Shipment};

    let shipment: Shipment = round_trip(r#"{"order":{"buyer":{"a":"x"}},"former":{},"event":{"payer":{"b":"y"}},"all":[{}]}"#);
    assert_eq!(shipment.order.buyer.and_then(|buyer| buyer.a).as_deref(), Some("x"));
    assert!(matches!(shipment.event, Some(Event::Order(order)) if order.payer.is_some()));
    assert!(size_of::<Order>() > 1024);
    assert!(size_of::<Event>() < 100 && size_of::<Shipment>() < 200);
}

#[test]
fn names_of_the_document_are_those_on_the_wire() {
    use names::types::{Camel, Kebab, Odd, Pascal, Screaming};

    let _ = round_trip::<Odd>(
        r#"{"type":"t","self":"s","@id":"i","$ref":"r","1st":"1","camelCase":"c","snake_case":"s","HTTPServer":"h","größe":"g","+1":1,"-1":-1,"a":"lower","A":"upper","":"empty"}"#,
    );
    let _ = round_trip::<Screaming>(r#"{"USER_ID":"u","LIMIT":"l"}"#);
    let _ = round_trip::<Pascal>(r#"{"UserId":"u","Limit":"l"}"#);
    let _ = round_trip::<Kebab>(r#"{"user-id":"u","limit":"l"}"#);
    let _ = round_trip::<Camel>(r#"{"userId":"u","limit":"l"}"#);
    let _ = round_trip::<prose::types::Html>("\"a\\nb\"");
    let _ = round_trip::<shadowing::types::Option>(r#"{"a":"","b":null,"c":[1],"d":{"x":0.5},"e":{}}"#);
    let _ = round_trip::<shadowing::types::Box>(r#"{"self":{"self":{}},"password":"p"}"#);
    let _ = round_trip::<shadowing::types::Vec>("[[[]]]");
}

/// Types are in one module, in whatever files they are.
#[test]
fn types_of_several_files() {
    use module_files::types::{Cat, Dog, Home, T01, T57};

    let cat: Cat = round_trip(r#"{"name":"c","home":{"street":"s"},"t01":"t"}"#);
    assert_eq!((cat.home, cat.t01), (Some(Home::new().with_street("s")), Some(T01::from("t"))));
    let dog: Dog = round_trip(r#"{"friends":{"d":{}}}"#);
    assert_eq!(dog.friends.map(|friends| friends.len()), Some(1));
    assert_eq!(T57::new(), String::new());
}

/// Constraints are about what is sent: what breaks them is read, and written back unchanged.
#[test]
fn what_breaks_a_constraint_is_read() {
    let _ = round_trip::<text_constraints::types::Holder>(r#"{"code":"wrong","name":"","aliases":["much too long"]}"#);
    let _ = round_trip::<number_constraints_31::types::Bounded>(r#"{"port":-1,"level":99,"ratio":2.5,"big":0}"#);
    let _ = round_trip::<list_constraints::types::Constrained>(
        r#"{"tags":["a","a","a","a"],"days":["someday"],"extra":[1,2,3]}"#,
    );
    let _ = round_trip::<deprecated::types::Old>(r#"{"name":"n","was":"w","size":0,"code":""}"#);
}
