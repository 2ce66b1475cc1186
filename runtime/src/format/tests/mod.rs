//! Texts that are in a format, and texts that are not.

mod idn;
mod regex;

use super::*;

fn holds(check: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(check(text), "{text:?} is in the format");
    }
    for text in bad {
        assert!(!check(text), "{text:?} is not in the format");
    }
}

#[test]
fn durations() {
    holds(
        is_duration,
        &["P4DT12H30M5S", "P4Y", "PT0S", "P0D", "P1M", "PT1M", "PT36H", "P1DT12H", "P2W", "P1Y2M3D", "PT1M1S"],
        &[
            "", "P", "PT", "P1YT", "PT1D", "P2D1Y", "P1D2H", "P2S", "P1Y2W", "P1Y2D", "PT1H1S", "P1", "4DT12H", "PT0.5S", "P২Y", "p1d",
            "P-1D", "P1W1D", "P1D ",
        ],
    );
}

#[test]
fn decimals() {
    holds(
        is_decimal,
        &["0", "-12.50", "007", "0.000000000000000000000000001", "123456789012345678901234567890"],
        &["", "-", ".", "1.", ".5", "+1", "1,5", "1e5", "1.2.3", " 1", "NaN", "৪", "--1"],
    );
}

#[test]
fn hosts() {
    let long = "a".repeat(63);
    holds(
        is_hostname,
        &["a", "www.example.com", "1host", "xn--4gbwdl.xn--wgbh1c", &long],
        &["", ".", "a.", ".a", "-a", "a-", "a_b", "ä", &format!("{long}a")],
    );
    holds(
        is_ipv4,
        &["0.0.0.0", "192.168.0.1", "255.249.99.10"],
        &["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "0x7f.0.0.1", "1..2.3", "1.2.3.৪"],
    );
    holds(
        is_ipv6,
        &[
            "::1",
            "::",
            "::abef",
            "1::",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1::8",
            "::ffff:192.168.0.1",
            "1:2::192.168.0.1",
            "1:2:3:4:5:6:1.2.3.4",
        ],
        &[
            "",
            ":",
            ":::",
            "12345::",
            "::g",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1::2::3",
            ":1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:",
            "::1%eth0",
            "fe80::/64",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1.2.3.4",
            "1.2.3.4::",
            "::192.168.0.01",
            "1:2:3:4:5:6:7:8::",
            "::1 ",
            "100:100:100:100:100:100:255.255.255.255.255",
        ],
    );
}

#[test]
fn mailboxes() {
    let good =
        ["a@b", "joe.bloggs@example.com", "te~st+x@example.com", r#""joe bloggs"@a.b"#, r#""a\"@b"@c"#, "a@[127.0.0.1]", "a@[IPv6:::1]"];
    let bad = [
        "",
        "a",
        "@b",
        "a@",
        ".a@b",
        "a.@b",
        "a..b@c",
        "a b@c",
        "a@b@c",
        "a@b=c",
        "a@[127.0.0.300]",
        "a@[::1]",
        "\"a@b",
        "a@b, c@d",
        "\"\"x@b",
        "a@-b",
    ];
    holds(is_email, &good, &bad);
    holds(is_email, &[], &["ä@b", "a@ä.b", &format!("{}@b", "a".repeat(65))]);
    holds(is_idn_email, &good, &bad);
    holds(is_idn_email, &["실례@실례.테스트", "\"δοκιμή\"@example.com", "\u{85}@a"], &["user＠example.com"]);
}

#[test]
fn uris() {
    let absolute = [
        "http://foo.bar/?baz=qux#quux",
        "http://foo.com/blah_(wikipedia)_blah#cite-1",
        "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
        "urn:a:b",
        "ldap://[2001:db8::7]/c=GB?objectClass?one",
        "mailto:a@b.c",
        "tel:+1-816-555-1212",
        "file:///etc/hosts",
        "a:",
        "a+b-c.1:x",
        "http://a:80",
        "http://a:",
        "http://[v1.a:b]/",
        "http://a?b#c?/",
        "x:/%41",
    ];
    let relative = ["", "//foo.bar/?baz=qux#quux", "/abc", "abc", "#fragment", "?query=1", "//", "./a:b", "a/b:c"];
    let neither = [
        "\\\\WINDOWS\\fileshare",
        "http:// shouldfail.com",
        ":// should fail",
        "bar,baz:foo",
        "1:b",
        "http://a@b@c/",
        "//a:b/",
        "/a\"b",
        "/[::1]",
        "/%zz",
        "/%4",
        "x:<>",
        "x:{}",
        "x:^",
        "x:`",
        "x:a b",
        "x:|",
        "http://[::1",
        "http://[1]/",
        "http://[::1]a/",
        "a#b#c",
        "x:\n",
        "http://[v1]",
        "http://[v.a]",
        "http://[v1.%41]",
    ];
    holds(is_uri, &absolute, &relative);
    holds(is_uri, &[], &neither);
    holds(is_uri, &[], &["http://ƒøø/", "x:ä", "x:\u{0}"]);
    holds(is_uri_reference, &[absolute.as_slice(), &relative].concat(), &neither);
    holds(is_iri, &[absolute.as_slice(), &["http://ƒøø.ßår/?∂éœ=πîx#πîüx", "x:/𐌀", "x:?\u{f0000}"]].concat(), &neither);
    holds(is_iri, &[], &["âππ", "x:\u{f0000}", "x:\u{80}", "x:\u{ffff}"]);
    holds(is_iri_reference, &["âππ", "/ä", "#ä"], &neither);
}

#[test]
fn templates() {
    holds(
        is_uri_template,
        &["http://example.com/dictionary/{term:1}/{term}", "", "/a", "{+a.b,c*}", "{?x,y:9999}", "ä{%41}"],
        &["{term", "}", "{}", "{a:}", "{a:0}", "{a:10000}", "{a,}", "{.a.}", "a b", "<", "{a b}", "%4"],
    );
}

#[test]
fn pointers() {
    holds(is_json_pointer, &["", "/", "/a~0/b~1", "/ä/\u{0}"], &["a", "#", "/~", "/~2"]);
    holds(is_relative_json_pointer, &["0", "0#", "1/a", "120/", "0//"], &["", "/a", "01", "-1", "+1", "0##", "1#/a", "0a", "1\n", "١/a"]);
}

#[test]
fn base64() {
    holds(is_base64, &["", "AA==", "AAA=", "AAAA", "+/8="], &["A", "AA", "A===", "AA=A", "AA-_", "AA==\n", "===="]);
}

#[test]
fn uuids() {
    holds(
        is_uuid,
        &["00000000-0000-0000-0000-000000000000", "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380"],
        &[
            "",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
            "2eb8aa08aa98-11ea-b4aa-73b441d163800",
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
        ],
    );
}
