//! The checks that generated code calls: one line per constraint of a property.

pub use super::Rule;
pub use crate::format::*;

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use super::bound::is_multiple;
use super::{At, Bound, Constraint, Found, Violations};

/// The number of characters as JSON Schema counts them: Unicode scalar values.
#[must_use]
pub const fn length(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut length = 0;
    let mut index = 0;
    while index < bytes.len() {
        // Every byte but a continuation begins a character.
        if bytes[index] & 0b1100_0000 != 0b1000_0000 {
            length += 1;
        }
        index += 1;
    }
    length
}

/// Whether text has at least `limit` characters. They are counted only where the bytes leave it open.
#[must_use]
pub const fn has_min_length(text: &str, limit: u64) -> bool {
    let bytes = text.len() as u64;
    // A character has one byte to four.
    bytes >= limit && (bytes > limit.saturating_sub(1).saturating_mul(4) || length(text) >= limit)
}

/// Whether text has at most `limit` characters. They are counted only where the bytes leave it open.
#[must_use]
pub const fn has_max_length(text: &str, limit: u64) -> bool {
    let bytes = text.len() as u64;
    bytes <= limit || bytes <= limit.saturating_mul(4) && length(text) <= limit
}

/// A number of at least `bound`.
pub fn minimum(at: &At<'_>, violations: &mut Violations, number: impl Into<Bound>, bound: Bound) {
    number_is(at, violations, number.into(), |number| number >= bound, Constraint::Minimum(bound));
}

/// A number above `bound`.
pub fn exclusive_minimum(at: &At<'_>, violations: &mut Violations, number: impl Into<Bound>, bound: Bound) {
    number_is(at, violations, number.into(), |number| number > bound, Constraint::ExclusiveMinimum(bound));
}

/// A number of at most `bound`.
pub fn maximum(at: &At<'_>, violations: &mut Violations, number: impl Into<Bound>, bound: Bound) {
    number_is(at, violations, number.into(), |number| number <= bound, Constraint::Maximum(bound));
}

/// A number below `bound`.
pub fn exclusive_maximum(at: &At<'_>, violations: &mut Violations, number: impl Into<Bound>, bound: Bound) {
    number_is(at, violations, number.into(), |number| number < bound, Constraint::ExclusiveMaximum(bound));
}

/// A multiple of `divisor`, by decimal digits: 0.3 is a multiple of 0.1.
pub fn multiple_of(at: &At<'_>, violations: &mut Violations, number: impl Into<Bound>, divisor: Bound) {
    number_is(at, violations, number.into(), |number| is_multiple(number, divisor), Constraint::MultipleOf(divisor));
}

fn number_is(at: &At<'_>, violations: &mut Violations, number: Bound, satisfies: impl Fn(Bound) -> bool, constraint: Constraint) {
    if !satisfies(number) {
        violations.push(at, constraint, Found::Number(number));
    }
}

/// An array of at least `limit` items.
pub fn min_items(at: &At<'_>, violations: &mut Violations, count: usize, limit: u64) {
    if (count as u64) < limit {
        violations.push(at, Constraint::MinItems(limit), Found::Items(count as u64));
    }
}

/// An array of at most `limit` items.
pub fn max_items(at: &At<'_>, violations: &mut Violations, count: usize, limit: u64) {
    if count as u64 > limit {
        violations.push(at, Constraint::MaxItems(limit), Found::Items(count as u64));
    }
}

/// An array without equal items, as JSON has it: 1 and 1.0 are equal, objects whatever the order of their properties.
pub fn unique_items<T: Serialize>(at: &At<'_>, violations: &mut Violations, items: &[T]) {
    let is_unique = items.len() < 2 || json(items).and_then(|items| Some(is_unique(items.as_array()?))).unwrap_or(true);
    if !is_unique {
        violations.push(at, Constraint::UniqueItems, Found::Items(items.len() as u64));
    }
}

/// Whether no two values are equal. The time is linear in how much text they are.
pub(super) fn is_unique(items: &[Value]) -> bool {
    let mut seen = HashSet::with_capacity(items.len());
    items.iter().all(|item| {
        let mut text = String::new();
        canonical(item, &mut text);
        seen.insert(text)
    })
}

/// Writes a value as text that is the same for equal values.
fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            // Without an exponent, and whole numbers without a dot.
            Some(float) => text.push_str(&(float + 0.0).to_string()),
            None => text.push_str(&number.to_string()),
        },
        Value::Array(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            text.push('{');
            for (name, member) in members {
                text.push_str(&Value::from(name.as_str()).to_string());
                canonical(member, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
    }
}

/// What satisfies all of some rules, as it is on the wire. What cannot be written at all is said when it is sent.
pub fn rules<T: Serialize + ?Sized>(at: &At<'_>, violations: &mut Violations, value: &T, rules: &[Rule]) {
    if let Some(received) = at.value() {
        super::rule::apply(rules, at, received, violations);
    } else if let Some(sent) = json(value) {
        super::rule::apply(rules, at, &sent, violations);
    }
}

/// A value as it is on the wire. By way of its text, because a `Value` would hold an `f32` with digits that it does not have there.
fn json<T: Serialize + ?Sized>(value: &T) -> Option<Value> {
    serde_json::from_slice(&serde_json::to_vec(value).ok()?).ok()
}

/// An object of at least `limit` properties.
pub fn min_properties(at: &At<'_>, violations: &mut Violations, count: usize, limit: u64) {
    let count = properties(at, count);
    if count < limit {
        violations.push(at, Constraint::MinProperties(limit), Found::Properties(count));
    }
}

/// An object of at most `limit` properties.
pub fn max_properties(at: &At<'_>, violations: &mut Violations, count: usize, limit: u64) {
    let count = properties(at, count);
    if count > limit {
        violations.push(at, Constraint::MaxProperties(limit), Found::Properties(count));
    }
}

/// How many properties there are: of what was received, those that nothing was made of too.
fn properties(at: &At<'_>, count: usize) -> u64 {
    at.value().and_then(Value::as_object).map_or(count, serde_json::Map::len) as u64
}

/// An object without properties that are not `declared`: of a reply, since one that is sent has no room for them.
pub fn only_declared(at: &At<'_>, violations: &mut Violations, declared: &[&str]) {
    let received = at.value().and_then(Value::as_object).into_iter().flatten();
    for (name, _) in received.filter(|(name, _)| !declared.contains(&name.as_str()) && !at.is_tag(name)) {
        violations.push(&at.property(name), Constraint::AdditionalProperties, Found::Other);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Location;
    use super::*;

    #[test]
    fn length_counts_scalar_values() {
        for text in ["", "a", "äöü", "日本", "🦀", "e\u{301}"] {
            assert_eq!(length(text), text.chars().count() as u64, "{text}");
        }
    }

    #[test]
    fn lengths_are_counted_only_where_needed() {
        for text in ["", "a", "ab", "äöü", "日本", "🦀", "🦀🦀🦀", "a🦀é", "e\u{301}"] {
            for limit in [0, 1, 2, 3, 4, 5, 12, 13, u64::MAX] {
                assert_eq!(has_min_length(text, limit), length(text) >= limit, "{text} {limit}");
                assert_eq!(has_max_length(text, limit), length(text) <= limit, "{text} {limit}");
            }
        }
    }

    #[test]
    fn each_check_records_what_it_is_about() {
        let (root, mut found) = (At::root(Location::Body), Violations::new());
        let at = root.property("a/b~c");
        let at = at.index(3);
        minimum(&at, &mut found, 0, Bound::Integer(1));
        exclusive_minimum(&at, &mut found, 1, Bound::Integer(1));
        maximum(&at, &mut found, 1.5, Bound::Integer(1));
        exclusive_maximum(&at, &mut found, 0.5_f32, Bound::Float(0.5));
        multiple_of(&at, &mut found, 3, Bound::Integer(2));
        minimum(&at, &mut found, f64::NAN, Bound::Integer(1));
        min_items(&at, &mut found, 0, 1);
        max_items(&at, &mut found, 2, 1);
        unique_items(&at, &mut found, &[1, 2, 1]);
        min_properties(&at, &mut found, 0, 2);
        max_properties(&at, &mut found, 2, 1);
        let texts: Vec<_> = found.as_slice().iter().map(ToString::to_string).collect();
        let expected = [
            "must be at least 1 (found 0)",
            "must be more than 1 (found 1)",
            "must be at most 1 (found 1.5)",
            "must be less than 0.5 (found 0.5)",
            "must be a multiple of 2 (found 3)",
            "must be at least 1 (found NaN)",
            "must have at least 1 item (found 0 items)",
            "must have at most 1 item (found 2 items)",
            "must not have the same item twice (found 3 items)",
            "must have at least 2 properties (found 0 properties)",
            "must have at most 1 property (found 2 properties)",
        ];
        assert_eq!(texts, expected.map(|text| format!("body /a~1b~0c/3 {text}")));
    }

    #[test]
    fn items_are_unique_as_json_has_it() {
        let equal = [
            r"[1, 1.0]",
            r"[0, -0.0]",
            r#"[{"a":1,"b":[2]}, {"b":[2.0],"a":1}]"#,
            r#"["a\u0062", "ab"]"#,
            r"[1e20, 100000000000000000000]",
        ];
        let unique = [
            r#"[1, "1", true, null, [], {}]"#,
            r"[9007199254740993, 9007199254740992]",
            r#"[[1, 2], [12], ["1,2"], [[1], 2], [[1, 2]]]"#,
            r#"[{"a":1}, {"a":{}}, {"a\":":1}]"#,
            r"[false, 0, 0.1, 1e-7]",
        ];
        let is_unique = |text: &str| is_unique(&serde_json::from_str::<Vec<Value>>(text).unwrap_or_default());
        assert_eq!(equal.map(is_unique), [false; 5]);
        assert_eq!(unique.map(is_unique), [true; 5]);
    }

    #[test]
    fn satisfied_constraints_leave_no_trace() {
        let (at, mut found) = (At::root(Location::Query("q")), Violations::new());
        minimum(&at, &mut found, 1_u64, Bound::Integer(1));
        maximum(&at, &mut found, u64::MAX, Bound::Float(1e20));
        unique_items(&at, &mut found, &["a", "b"]);
        assert!(found.is_empty());
    }
}
