//! Enums of whatever the document lists, on the wire and back.

use openapi_goldens::{constants, enums_of_anything, enums_of_integers, formats, formats_chosen, primitives};
use serde_json::json;

use crate::support::{round_trip, violations};

/// As `round_trip`, for what a `serde_json::Value` cannot hold.
fn round_trip_text<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    value
}

#[test]
fn enums_of_integers() {
    use enums_of_integers::types::{Clan, Code, Level, Priority, Quoted, Task, Version, Wide};

    assert_eq!(round_trip::<Priority>("3"), Priority::High);
    assert_eq!(round_trip::<Clan>("1"), Clan::None);
    assert_eq!(round_trip::<Code>("-1"), Code::Minus1);
    assert_eq!(round_trip::<Quoted>("1"), Quoted::_1);
    assert_eq!(round_trip::<Version>("2"), Version::_2);
    assert_eq!(round_trip::<Wide>("18446744073709551615").get(), u64::MAX);
    assert_eq!(round_trip::<Task>(r#"{"priority":1,"code":404,"level":null}"#).level, Some(None));
    assert_eq!(round_trip::<Task>(r#"{"priority":1,"code":404,"level":2}"#).level, Some(Some(Level::_2)));

    // A value that came up later is kept, and written back; it is not sent.
    let task: Task = round_trip(r#"{"priority":4,"code":500}"#);
    assert_eq!((task.priority, task.code), (Priority::Unknown(4), Code::Unknown(500)));
    assert_eq!(
        violations(&task),
        ["body /priority must be one of the values that the document lists (found 4)", "body /code must be one of the values that the document lists (found 500)"]
    );
    assert_eq!(violations(&Task::new(Priority::Unknown(1), Code::_0)), [""; 0]);
    assert!(serde_json::from_str::<Code>("\"200\"").is_err());

    assert_eq!((i32::from(Priority::Low), Priority::try_from(2)), (1, Ok(Priority::Normal)));
    assert_eq!(Code::try_from(7).unwrap_err().to_string(), "Code must be one of the values that the document lists");
    assert_eq!(Code::Minus1.to_string(), "-1");
}

#[test]
fn enums_of_anything() {
    use enums_of_anything::types::{Accepted, Empty, Factor, Flag, Flags, Limit, Nothing, Pair, Preset, Settings, Size, Text};

    for (json, value) in [("10", Limit::Number10), ("10.5", Limit::_10Point5), ("\"10\"", Limit::_10), ("true", Limit::True)] {
        assert_eq!(round_trip::<Limit>(json), value);
    }
    assert_eq!(round_trip::<Factor>("0.5"), Factor::_0Point5);
    // One number, however it is written.
    assert_eq!(serde_json::from_str::<Factor>("2.0").unwrap(), Factor::_2);
    assert_eq!(round_trip::<Accepted>("true"), Accepted::True);
    assert_eq!(round_trip::<Accepted>("false"), Accepted::Unknown(json!(false)));
    assert_eq!(round_trip::<Preset>("[]"), Preset::EmptyArray);
    assert_eq!(serde_json::from_str::<Preset>(r#"{"on\"off":[null,1.5],"width":1}"#).unwrap(), Preset::Width1OnOffNull15);
    assert_eq!(round_trip::<Text>("\"true\""), Text::True);
    let settings: Settings = round_trip(r#"{"limit":null,"accepted":true,"size":"auto"}"#);
    assert_eq!((settings.limit, settings.size), (None, Some(Size::Auto)));

    round_trip::<Nothing>("null");
    assert_eq!(round_trip::<Empty>("{}"), Empty::EmptyObject);
    assert!(!matches!(round_trip::<Pair>("[1,2]"), Pair::Unknown(_)));
    assert_eq!(round_trip::<Flags>(r#"["read","write"]"#), [Flag::Read, Flag::Write]);

    for other in ["11", "\"\"", "[10]", "{}", "false"] {
        let limit: Limit = round_trip(other);
        assert!(matches!(limit, Limit::Unknown(_)), "{other}");
        assert_eq!(violations(&limit), ["body must be one of the values that the document lists"]);
    }
    assert_eq!((Limit::All.to_string(), Limit::Minus1.to_string()), ("all".to_owned(), "-1".to_owned()));
    assert_eq!(Limit::try_from(json!("all")), Ok(Limit::All));
    assert!(Limit::try_from(json!("none")).is_err());
}

#[test]
fn constants() {
    use constants::types::{Kind, Source, Transfer};

    let made = Transfer::new("0x1", Source::default().with_id("w"), None);
    let json = r#"{"kind":"Erc20","version":2,"final":true,"to":"0x1","source":{"type":"Wallet","id":"w"},"note":null}"#;
    assert_eq!(round_trip::<Transfer>(json), made);
    assert_eq!(Kind::default(), Kind::Erc20);
    // What the server makes of a constant is its own business; it is not sent back unchanged.
    let other: Transfer = round_trip(&json.replace("Erc20", "Erc721"));
    assert_eq!(violations(&other), ["body /kind must be one of the values that the document lists (found 6 characters)"]);
}

#[test]
fn integers_beyond_64_bits() {
    let json = r#"{"anything":0,"boolean":true,"string":"","dateTime":"","date":"","uuid":"","password":"","binary":"","email":"a@b","integer":0,"int128":-170141183460469231731687303715884105728,"wide":340282366920938463464,"rounded":-9223372036854775808,"number":0.0}"#;
    let every: primitives::types::Every = round_trip_text(json);
    assert_eq!((every.int128, every.rounded), (Some(i128::MIN), Some(i64::MIN)));
    let said = "body /wide must be at most 340282366920938463463 (found 340282366920938463464)";
    assert!(violations(&every).contains(&said.to_owned()));
}

#[test]
fn formats() {
    use formats::types::{Created, Every, Link};
    use openapi_client::{Base64, Ipv4};

    let every: Every = round_trip(
        r##"{"time":"08:30:06Z","duration":"P1DT12H","uri":"https://a.b/c?d#e","uriReference":"../x","iri":"x:ä","iriReference":"#ä","uriTemplate":"/{a}","email":"a@b.c","idnEmail":"ä@ö.ü","hostname":"a.b","idnHostname":"ä.b","ipv4":"127.0.0.1","ipv6":"::1","pointer":"/a","price":"-0.10","amount":1.5,"relative":"0#","regex":"^a+$","byte":"AP8=","encoded":"","link":"https://a.b","created":"2024-01-01T00:00:00Z","other":"x","count":1}"##,
    );
    assert_eq!(violations(&every), [""; 0]);
    assert_eq!(every.byte.and_then(|bytes| bytes.decode()), Some(vec![0, 255]));
    assert_eq!(every.ipv4, Some(Some(Ipv4::from_static("127.0.0.1"))));

    // What a format forbids is read and kept, and not sent.
    let wrong: Every = round_trip(
        r#"{"time":"8","duration":"1 day","uri":"/a","email":"a","ipv4":"1.2.3","regex":"(","byte":"A","link":"https://a.b/c/d/e/f/g/h","created":"todayZ"}"#,
    );
    assert_eq!(
        violations(&wrong),
        [
            "body /time must be in the format `time` (found 1 character)",
            "body /duration must be in the format `duration` (found 5 characters)",
            "body /uri must be in the format `uri` (found 2 characters)",
            "body /email must be in the format `email` (found 1 character)",
            "body /ipv4 must be in the format `ipv4` (found 5 characters)",
            "body /regex must be in the format `regex` (found 1 character)",
            "body /byte must be in the format `byte` (found 1 character)",
            "body /link must have at most 20 characters (found 23 characters)",
            "body /created must be in the format `date-time` (found 6 characters)",
        ]
    );
    assert!("http://a b".parse::<Link>().is_err());
    assert!("2024-01-01T00:00:00+01:00".parse::<Created>().is_err());
    assert_eq!(Base64::encode("hi").as_str(), "aGk=");
}

#[test]
fn chosen_formats() {
    use std::net::Ipv4Addr;

    let host: formats_chosen::types::Host = round_trip(r#"{"address":"127.0.0.1","others":["10.0.0.1"],"link":"anything","port":80}"#);
    assert_eq!((host.address, host.link.as_str()), (Ipv4Addr::LOCALHOST, "anything"));
    assert!(serde_json::from_str::<formats_chosen::types::Host>(r#"{"address":"localhost","link":""}"#).is_err());
}

#[test]
fn a_property_that_is_null_or_absent() {
    use enums_of_anything::types::Settings;

    let settings: Settings = round_trip(r#"{"limit":null,"accepted":true,"gone":null}"#);
    assert_eq!((settings.gone, round_trip::<Settings>(r#"{"limit":null,"accepted":true}"#).gone), (Some(()), None));
}
