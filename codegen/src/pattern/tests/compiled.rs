//! What is said of patterns besides whether they match, and what is given up.

use std::time::{Duration, Instant};

use super::{Compiled, Length, Lint, PatternError, Plan, compile};

fn length(min: u64, max: u64) -> Length {
    Length { min: Some(min), max: Some(max) }
}

fn lints(pattern: &str) -> Vec<Lint> {
    compile(pattern, length(1, 10)).unwrap().lints
}

#[test]
fn plans_are_of_the_simplest_kind() {
    let kind = |pattern: &str| match compile(pattern, Length::default()).unwrap().plan {
        Plan::Anything => "anything",
        Plan::Straight(_) => "straight",
        Plan::Automaton(_) => "automaton",
        Plan::Engine(_) => "engine",
    };
    for pattern in ["", ".*", "^", "$", "a*", "^(a|)", "[\\s\\S]*$", "(?=)", "^[^]*$"] {
        assert_eq!(kind(pattern), "anything", "{pattern}");
    }
    for pattern in
        ["^or-[a-z0-9]{5}-[a-z0-9]{14,16}$", "^[^<>]{1,10}$", "^(0x)?[0-9a-f]{64}$", "abc", "^🐲*$", "^[a-z]([-.][a-z]+)*$", "^$"]
    {
        assert_eq!(kind(pattern), "straight", "{pattern}");
    }
    for pattern in ["^(?!x)[a-z]+$", "a.c", "^\\p{L}+$", "^.{1,5000}$", "^(?=.{1,253}$)([a-z]+\\.)+$", "(?<!a)b", "[]", "^(a|ab)(c|bcd)$"] {
        assert_eq!(kind(pattern), "automaton", "{pattern}");
    }
    for pattern in ["^(a|b)\\1$", "(?<q>['\"])x\\k<q>", "^[ab]*a[ab]{14}$"] {
        assert_eq!(kind(pattern), "engine", "{pattern}");
    }
}

#[test]
fn equal_patterns_are_equal_plans() {
    let plan = |pattern: &str| compile(pattern, Length::default()).unwrap().plan;
    for (one, other) in [("^\\d+$", "^[0-9]+$"), ("^(?:a|b)c", "^[ab]c.*"), ("(?<!\\w)a", "\\ba"), ("^\\w{3}\\w*$", "^[0-9A-Za-z_]{3,}$")] {
        assert_eq!(plan(one), plan(other), "{one} {other}");
    }
}

#[test]
fn what_has_no_automaton_in_bounds_is_given_up_soon() {
    for pattern in [
        "^(a|b)*a(a|b){30}$",
        "^(?:a?){200}(?:a{1,200}){200}$",
        "((((a{1,99}){1,99}){1,99}){1,99}){1,99}",
        "(?=.*a.{20})(?=.*b.{19})(?=.*c.{21})x",
        "a{4294967296}b*.",
        "(?:(?:(?:)*)*){100000}x.",
        "^(([a-z])+.)+[A-Z]([a-z])+$|(?:(?:a|b|c|d|e|f|g){0,99}){0,99}z",
    ] {
        let start = Instant::now();
        let result = compile(pattern, Length::default());
        assert!(start.elapsed() < Duration::from_secs(20), "{pattern} took {:?}", start.elapsed());
        match result {
            Ok(Compiled { plan, lints, .. }) => assert_eq!(lints.contains(&Lint::TooLarge), matches!(plan, Plan::Engine(_)), "{pattern}"),
            Err(error) => {
                assert_eq!(error, PatternError::Unsupported { what: "a pattern of this size".to_owned(), offset: 0 }, "{pattern}");
            }
        }
    }
    assert!(compile("^(a|b)*a(a|b){30}$", Length::default()).is_ok());
}

#[test]
fn lengths_are_implied() {
    let implied = |pattern: &str| compile(pattern, Length::default()).unwrap().implied;
    assert_eq!(implied("^or-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$"), length(29, 31));
    assert_eq!(implied("^[^<>]{1,10}$"), length(1, 10));
    assert_eq!(implied("^.{2,5000}$"), length(2, 5000));
    assert_eq!(implied("^[a-z]{3,9000}$"), length(3, 9000));
    assert_eq!(implied("^(?=.{1,253}$)[a-z]+$"), length(1, 253));
    assert_eq!(implied("^🐲{2}é$"), length(3, 3));
    assert_eq!(implied("[a-z]{3,5}"), Length { min: Some(3), max: None });
    assert_eq!(implied("^(?!a)b?$"), Length { min: None, max: Some(1) });
    assert_eq!(implied("^$"), Length { min: None, max: Some(0) });
}

#[test]
fn likely_mistakes_are_noted() {
    for pattern in ["a^", "$.", ".^", "[]", "^(?!a)a", "^/x/^$", "\\B\\b", "^(?=.{9,}$)(?=.{0,3}$)"] {
        assert_eq!(lints(pattern)[0], Lint::NeverMatches, "{pattern}");
    }
    for pattern in ["", ".*"] {
        assert_eq!(lints(pattern), [Lint::AlwaysMatches], "{pattern}");
    }
    for pattern in ["^a{11}$", "^(a{20}|b{30})$", "^.{64}$"] {
        assert_eq!(lints(pattern), [Lint::ContradictsBounds], "{pattern}");
    }
    for pattern in ["[A-Z]{3}", "^[a-z]+", "[a-z]+$", "^$|[0-9a-f]{8}", "(\\d{4})-(\\d{2})", "or-[a-z0-9]{5}", "\\S+"] {
        assert_eq!(lints(pattern), [Lint::LooksUnanchored], "{pattern}");
    }
    for pattern in ["^https://", "^x-.*", "github", "a\\w+b", "\\.json$", "^[a-z]{1,10}$", "^(a|b)$", "^a$|^b$", "^[a-z]"] {
        assert_eq!(lints(pattern), [], "{pattern}");
    }
}
