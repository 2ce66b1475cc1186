//! Keywords that hold schemas and limit a value in ways of their own.

use super::compare::Pair;
use super::shape::json;
use crate::diff::wire::Comparison;
use crate::diff::wire::words::quoted;

/// A keyword with one schema, and what rules call it.
const ONE: &[(&str, &str)] = &[
    ("if", "if"),
    ("then", "then"),
    ("else", "else"),
    ("contains", "contains"),
    ("propertyNames", "property-names"),
    ("contentSchema", "content-schema"),
    ("unevaluatedItems", "unevaluated-items"),
    ("unevaluatedProperties", "unevaluated-properties"),
];

/// A keyword with a schema for each name.
const NAMED: &[(&str, &str)] = &[("patternProperties", "pattern-property"), ("dependentSchemas", "dependent-schema")];

/// Compares such keywords of two schemas.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let subject = pair.subject;
    for (key, name) in ONE {
        match (pair.old.get(key), pair.new.get(key)) {
            (None, Some(new)) => cx.say(pair, &format!("{name}-added"), None, Some(new), format!("{subject} now has {}", quoted(key))),
            (Some(old), None) => {
                cx.say(pair, &format!("{name}-removed"), Some(old), None, format!("{subject} no longer has {}", quoted(key)));
            }
            (Some(old), Some(new)) => cx.schemas(pair.unit, &[old], &[new], pair.side.inner(), &subject.part(&format!("[{key}]"))),
            (None, None) => {}
        }
    }
    for (key, name) in NAMED {
        let (old, new) = (pair.old.entries(key), pair.new.entries(key));
        for (entry, before) in &old {
            match new.get(entry) {
                Some(now) => cx.schemas(pair.unit, &[before], &[now], pair.side.inner(), &subject.part(&format!("[{entry}]"))),
                None => cx.say(
                    pair,
                    &format!("{name}-removed"),
                    Some(before),
                    None,
                    format!("{subject} no longer has {} in {}", quoted(entry), quoted(key)),
                ),
            }
        }
        for (entry, now) in new.iter().filter(|(entry, _)| !old.contains_key(**entry)) {
            cx.say(pair, &format!("{name}-added"), None, Some(now), format!("{subject} now has {} in {}", quoted(entry), quoted(key)));
        }
    }
    // What is forbidden is the other way about, and rare: it is enough to say that it is another.
    let (old, new) = (pair.old.get("not"), pair.new.get("not"));
    match (old, new) {
        (None, Some(_)) => cx.say(pair, "not-added", None, new, format!("{subject} must now be other than what `not` says")),
        (Some(_), None) => cx.say(pair, "not-removed", old, None, format!("{subject} may now also be what `not` said")),
        (Some(before), Some(now)) if json(before) != json(now) => {
            cx.say(pair, "not-changed", old, new, format!("what {subject} must not be changed"));
        }
        _ => {}
    }
}
