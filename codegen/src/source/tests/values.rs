//! What a text means.

use super::super::{Number, Source, pointer};
use super::read;

#[test]
fn plain_scalars_are_what_json_would_call_them() {
    let table = [
        // Booleans and null in the spellings of the YAML 1.2 core schema; what YAML 1.1 retyped is a string.
        ("true", "true"),
        ("False", "false"),
        ("TRUE", "true"),
        ("tRUE", r#""tRUE""#),
        ("no", r#""no""#),
        ("yes", r#""yes""#),
        ("on", r#""on""#),
        ("y", r#""y""#),
        ("null", "null"),
        ("~", "null"),
        ("Null", "null"),
        ("nil", r#""nil""#),
        // Numbers.
        ("0", "0"),
        ("-0", "-0.0"),
        ("-1", "-1"),
        ("+1", "1"),
        ("1.0", "1.0"),
        (".5", "0.5"),
        ("1.", "1.0"),
        ("1e3", "1000.0"),
        ("1.10", "1.1"),
        ("18446744073709551615", "18446744073709551615"),
        // Strings that some reader takes for numbers or dates.
        ("017", r#""017""#),
        ("08", r#""08""#),
        ("1_000", r#""1_000""#),
        ("0x1F", r#""0x1F""#),
        ("0o17", r#""0o17""#),
        ("1.2.3", r#""1.2.3""#),
        ("1:30", r#""1:30""#),
        (".inf", r#"".inf""#),
        (".nan", r#"".nan""#),
        (".", r#"".""#),
        ("-", "[null]"),
        ("1e", r#""1e""#),
        ("1e+", r#""1e+""#),
        ("2001-01-01", r#""2001-01-01""#),
        ("2001-12-14T21:59:43.10-05:00", r#""2001-12-14T21:59:43.10-05:00""#),
        // Quotes and tags that JSON could have had.
        ("'1'", r#""1""#),
        (r#""true""#, r#""true""#),
        (r#""\/\ud83d\ude00\u0000\t""#, r#""/😀\u0000\t""#),
        ("!!str 5", r#""5""#),
        ("! 5", r#""5""#),
        ("!!str", r#""""#),
        ("!!int 5", "5"),
        ("!!int '5'", "5"),
        ("!!float 1e2", "100.0"),
        ("!!null ~", "null"),
        ("!!bool true", "true"),
        ("!!map {a: 1}", r#"{"a":1}"#),
        ("!!seq [1]", "[1]"),
    ];
    for (text, value) in table {
        assert_eq!(read(text), value, "{text}");
        assert_eq!(read(&format!("- {text}\n")), format!("[{value}]"), "{text} in a list");
    }
}

#[test]
fn collections_and_block_scalars() {
    let table = [
        ("a:\nb: 1", r#"{"a":null,"b":1}"#),
        ("200: a\ntrue: b\n~: c\n1.0: d", r#"{"200":"a","true":"b","~":"c","1.0":"d"}"#),
        ("\"\": a", r#"{"":"a"}"#),
        ("? a\n: b\n? c", r#"{"a":"b","c":null}"#),
        ("a: |\n  x\n\n  y\n\n", r#"{"a":"x\n\ny\n"}"#),
        ("a: |-\n  x\n", r#"{"a":"x"}"#),
        ("a: >\n  x\n  y\n", r#"{"a":"x y\n"}"#),
        ("a: |\nb: 1", r#"{"a":"","b":1}"#),
        ("a: x\n  y\n", r#"{"a":"x y"}"#),
        ("a: 1\n  2\n", r#"{"a":"1 2"}"#),
        ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", r#"{"a":1,"b":"x\ny\n"}"#),
        ("{\n\t\"a\": [\n\t\t1,\n\t\t2\n\t]\n}", r#"{"a":[1,2]}"#),
        ("\u{feff}a: 1", r#"{"a":1}"#),
        ("%YAML 1.2\n---\na: 1\n...\n", r#"{"a":1}"#),
        ("[]", "[]"),
        ("{}", "{}"),
        ("x", r#""x""#),
        ("--- # the root is null, but it is there\nnull", "null"),
    ];
    for (text, value) in table {
        assert_eq!(read(text), value, "{text}");
    }
    let long = "k".repeat(5000);
    assert_eq!(read(&format!("{{\"{long}\": 1}}")), format!("{{\"{long}\":1}}"), "JSON has no longest key");
}

#[test]
fn aliases_copy_and_merges_fill_up() {
    let table = [
        ("a: &x [1]\nb: *x", r#"{"a":[1],"b":[1]}"#),
        ("&k a: 1\n*k : 2", "duplicate-key 2:1 also 1:4"),
        ("- &k a\n- *k : 2", r#"["a",{"a":2}]"#),
        ("a: &x 1\nb: &x 2\nc: *x", r#"{"a":1,"b":2,"c":2}"#),
        ("a: &x {p: 1, q: 1}\nb: {<<: *x, q: 2}", r#"{"a":{"p":1,"q":1},"b":{"q":2,"p":1}}"#),
        ("b: {q: 2, <<: {p: 1, q: 1}}", r#"{"b":{"q":2,"p":1}}"#),
        ("b: {<<: [{p: 1}, {p: 2, q: 2}]}", r#"{"b":{"p":1,"q":2}}"#),
        ("b: {\"<<\": {p: 1}}", r#"{"b":{"<<":{"p":1}}}"#),
    ];
    for (text, value) in table {
        assert_eq!(read(text), value, "{text}");
    }
}

#[test]
fn numbers_are_exact() {
    let table = [
        // text, is it an integer, as i128, as i64, as u64
        ("0", true, Some(0), Some(0), Some(0)),
        ("-0.000e5", true, Some(0), Some(0), Some(0)),
        ("1.0", true, Some(1), Some(1), Some(1)),
        ("1e3", true, Some(1000), Some(1000), Some(1000)),
        ("1.5e1", true, Some(15), Some(15), Some(15)),
        ("1200e-2", true, Some(12), Some(12), Some(12)),
        ("1.5", false, None, None, None),
        ("1e-1", false, None, None, None),
        ("9223372036854775808", true, Some(9_223_372_036_854_775_808), None, Some(9_223_372_036_854_775_808)),
        ("-9223372036854775808", true, Some(-9_223_372_036_854_775_808), Some(i64::MIN), None),
        ("-170141183460469231731687303715884105728", true, Some(i128::MIN), None, None),
        ("170141183460469231731687303715884105728", true, None, None, None),
        ("1e38", true, Some(10_i128.pow(38)), None, None),
        ("1e39", true, None, None, None),
        ("1e400", true, None, None, None),
        ("1e99999999999999999999", true, None, None, None),
        ("1e-99999999999999999999", false, None, None, None),
        ("0e99999999999999999999", true, Some(0), Some(0), Some(0)),
    ];
    for (text, integer, as_i128, as_i64, as_u64) in table {
        let number = Number::parse(text);
        assert_eq!(number.as_ref().map(Number::as_str), Some(text));
        let number = number.as_ref();
        assert_eq!(number.map(Number::is_integer), Some(integer), "{text}");
        assert_eq!(number.and_then(Number::as_i128), as_i128, "{text}");
        assert_eq!(number.and_then(Number::as_i64), as_i64, "{text}");
        assert_eq!(number.and_then(Number::as_u64), as_u64, "{text}");
        assert!(number.is_some_and(|number| number.as_f64().is_finite()), "{text}");
    }
    let beyond = ["-9223372036854776000", "1e400", "-1e400", "1e-400"].map(|text| Number::parse(text).map(|number| number.to_json()));
    assert_eq!(beyond, [-9_223_372_036_854_776_000.0, f64::MAX, f64::MIN, 0.0].map(|value| Some(value.into())));
    let ascending = [
        "-1e400", "-10", "-9.5", "-1", "-0.5", "-1e-400", "-0", "1e-400", "0.01", "0.1", "0.12", "9", "10", "10.5", "1e2", "1e400", "2e400",
    ];
    let numbers: Vec<_> = ascending.into_iter().filter_map(Number::parse).collect();
    assert_eq!(numbers.len(), ascending.len());
    assert!(numbers.is_sorted());
    assert!(numbers.windows(2).all(|pair| matches!(pair, [left, right] if left < right)));
    for same in [["1", "1.0"], ["10", "1e1"], ["-0", "0.0"], ["0.10", "+.1"], ["1200e-2", "12"]] {
        let [left, right] = same.map(Number::parse);
        assert_eq!(left, right, "{same:?}");
    }
}

#[test]
fn pointers() -> Result<(), Box<dyn std::error::Error>> {
    let source = Source::parse("test", "paths: {/a/b: {'~x': [10, {'': 20}]}}").map_err(|error| format!("{error:?}"))?;
    let table = [
        ("", Some("an object")),
        ("/paths", Some("an object")),
        ("/paths/~1a~1b/~0x/0", Some("an integer")),
        ("/paths/~1a~1b/~0x/1/", Some("an integer")),
        ("/paths/~1a~1b/~0x/00", None),
        ("/paths/~1a~1b/~0x/+1", None),
        ("/paths/~1a~1b/~0x/2", None),
        ("/paths/~1a~1b/~0x/-", None),
        ("/paths/~1a~1b/~2x", None),
        ("/paths/~1a~1b/~", None),
        ("/paths/~1a~1b/~ü", None),
        ("paths", None),
        ("/paths/", None),
    ];
    for (pointer, kind) in table {
        assert_eq!(source.at(pointer).map(super::super::Node::kind), kind, "{pointer}");
    }
    let token = "/~01~/ü";
    let child = pointer::child("/a", token);
    assert_eq!(child, "/a/~1~001~0~1ü");
    assert_eq!(pointer::unescape("~1~001~0~1ü").as_deref(), Some(token));
    Ok(())
}
