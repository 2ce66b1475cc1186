//! Patterns as tables and as programs, in constants and at run time.

use openapi_goldens::patterns::types::{Account, DomainName, Flags, Letters, OptionalIp, PersonName, Quoted, Setting, SshKey, Tail};

/// All of them are decided while this compiles.
const NAMES: (DomainName, OptionalIp, Letters, Quoted) = (
    DomainName::from_static("api.example.com"),
    OptionalIp::from_static(""),
    Letters::from_static("Zoë"),
    Quoted::from_static(r#""it's""#),
);

#[test]
fn tables_decide_all_of_a_text() {
    assert_eq!(NAMES.0.as_str(), "api.example.com");
    for good in ["127.0.0.1", "255.255.255.255", ""] {
        assert!(good.parse::<OptionalIp>().is_ok(), "{good}");
    }
    for bad in ["127.0.0.256", "127.0.0", " 127.0.0.1", "127.0.0.1\n"] {
        assert!(bad.parse::<OptionalIp>().is_err(), "{bad}");
    }
    assert!("0.0.4815".parse::<Account>().is_ok() && "0.0.".parse::<Account>().is_err());
    assert!("2.5min".parse::<Setting>().is_ok() && "2.min".parse::<Setting>().is_err());
    assert!("ssh-rsa AAAA".parse::<SshKey>().is_ok() && " ssh-rsa AAAA".parse::<SshKey>().is_err());
    assert!("Σωκράτης".parse::<Letters>().is_ok() && "Σωκράτης1".parse::<Letters>().is_err());
    assert!("Anne-Marie O'Neil".parse::<PersonName>().is_ok() && "Anne--Marie".parse::<PersonName>().is_err());
    assert!("a=on,b=default".parse::<Flags>().is_ok() && "a=on,".parse::<Flags>().is_err());
}

#[test]
fn programs_go_back() {
    assert_eq!(NAMES.3.as_str(), "\"it's\"");
    for good in [r#"'say "hi"'"#, r"'it\'s'", r#""""#, r#""é🐲""#] {
        assert!(good.parse::<Quoted>().is_ok(), "{good}");
    }
    for bad in [r"'it's'", r#""'"#, r#"""#, r"'\'", "'a\\\n'"] {
        assert!(bad.parse::<Quoted>().is_err(), "{bad}");
    }
    assert!("a".repeat(30).parse::<Tail>().is_ok() && "b".repeat(40).parse::<Tail>().is_err());
}
