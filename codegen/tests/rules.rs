//! The rules of `diff`, held against their own examples: each makes exactly the change that it says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeSet;

use openapi_codegen::diff::{Rule, changes, rule, rules};
use openapi_codegen::source::{Source, Sources};

fn sources(text: &str) -> Sources {
    let sources = Sources::new();
    sources.insert(Source::parse("openapi.yaml", text)).unwrap_or_else(|(_, errors)| panic!("{errors:?}\n{text}"));
    sources
}

#[test]
fn every_example_is_what_its_rule_says() {
    assert!(!rules().is_empty(), "the rules cannot be read");
    let mut wrong = Vec::new();
    for rule in rules() {
        let [old, new] = rule.example.documents().map(|text| sources(&text));
        let changes = changes(&old, &new, &rule.example.policy());
        let mut found: Vec<&str> = changes.iter().map(|change| change.rule).collect();
        let mut expected: Vec<&str> = std::iter::once(&rule.id).chain(&rule.example.also).map(String::as_str).collect();
        found.sort_unstable();
        expected.sort_unstable();
        if found != expected {
            let messages: Vec<&str> = changes.iter().map(|change| change.message.as_str()).collect();
            wrong.push(format!("{}: {found:?} {messages:?}", rule.id));
        }
        for change in &changes {
            if change.old.is_none() && change.new.is_none() {
                wrong.push(format!("{}: stands nowhere", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rules().len(), wrong.join("\n"));
}

/// What can happen one way can happen the other.
#[test]
fn every_rule_has_its_mirror() {
    const MIRRORS: &[(&str, &str)] = &[
        ("request", "response"),
        ("added", "removed"),
        ("increased", "decreased"),
        ("set", "unset"),
        ("became-required", "became-optional"),
        ("required-property", "optional-property"),
        ("required-header", "optional-header"),
        ("required-parameter", "optional-parameter"),
        ("generalized", "specialized"),
        ("narrowed", "widened"),
        ("allowed", "forbidden"),
        ("constrained", "unconstrained"),
        ("became-nullable", "became-not-nullable"),
        ("became-enum", "became-not-enum"),
        ("became-read-only", "became-not-read-only"),
        ("became-write-only", "became-not-write-only"),
    ];
    let swap = |id: &str, from: &str, to: &str| -> Option<String> {
        let padded = format!("-{id}-");
        padded
            .contains(&format!("-{from}-"))
            .then(|| padded.replacen(&format!("-{from}-"), &format!("-{to}-"), 1).trim_matches('-').to_owned())
    };
    let has = |id: &str| rule(id).is_some();
    let lone = |rule: &Rule| {
        let sides = MIRRORS.iter().flat_map(|(a, b)| [(a, b), (b, a)]);
        let missing = sides.filter(|(from, to)| {
            let others: Vec<String> = MIRRORS
                .iter()
                .flat_map(|(a, b)| [(a, b), (b, a)])
                .filter(|(other, _)| other == from)
                .filter_map(|(other, to)| swap(&rule.id, other, to))
                .collect();
            swap(&rule.id, from, to).is_some() && !others.iter().any(|id| has(id))
        });
        missing.map(|(from, to)| format!("{}: `{from}` and no `{to}`", rule.id)).collect::<BTreeSet<_>>()
    };
    let wrong: Vec<String> = rules().iter().filter(|rule| rule.alone.is_none()).flat_map(lone).collect();
    assert!(wrong.is_empty(), "without a mirror, and without saying why:\n{}", wrong.join("\n"));
    let needless: Vec<&str> =
        rules().iter().filter(|rule| rule.alone.is_some() && lone(rule).is_empty()).map(|rule| rule.id.as_str()).collect();
    assert!(needless.is_empty(), "they say why they are alone, and are not: {needless:?}");
}

#[test]
fn ids_are_given_once_and_sentences_end() {
    let ids: BTreeSet<&str> = rules().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules().len());
    for rule in rules() {
        assert!(rule.says.ends_with('.') && !rule.says.trim_end_matches('.').contains(". "), "{}: {}", rule.id, rule.says);
        assert!(rule.example.also.iter().all(|id| ids.contains(id.as_str())), "{}", rule.id);
    }
}
