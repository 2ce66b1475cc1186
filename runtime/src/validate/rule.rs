//! Rules: what a schema says of a value that no Rust type does, as data.
//!
//! A type has most of its schema, and the checks of [`check`](super::check) nearly all of the rest. What is left is rare and takes a look at the value as a
//! whole, as it is on the wire: `contains`, `propertyNames`, `dependentRequired`, one of several sets of required properties. Generated code lists it, and
//! [`check::rules`](super::check::rules) goes by the list.

use serde_json::{Map, Value};

use super::check::is_unique;
use super::{At, Bound, Constraint, Found, Violations};
use crate::json_equal;

/// A keyword of a JSON Schema (2020-12) and what it says.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Rule {
    /// Nothing satisfies it: the schema `false`.
    Never,
    /// `type`: one of these names.
    Type(&'static [&'static str]),
    /// `enum` and `const`: one of these values, as JSON.
    Enum(&'static [&'static str]),
    /// A constraint that needs nothing but its bound: lengths, sizes, `minimum`, `multipleOf`, `uniqueItems`. It says something of values of its type only.
    Keeps(Constraint),
    /// `pattern` or `format`, and what decides it.
    Text(Constraint, fn(&str) -> bool),
    /// `required`.
    Required(&'static [&'static str]),
    /// One of `properties`.
    Property(&'static str, &'static [Rule]),
    /// `patternProperties` and `additionalProperties`: what the properties satisfy whose names match, and what those satisfy that match nothing and are none
    /// of the declared ones.
    ByName(&'static [Matching], &'static [&'static str], &'static [Rule]),
    /// `propertyNames`: what the name of each property satisfies.
    PropertyNames(&'static [Rule]),
    /// One of `dependentRequired`: beside this property, these are there.
    DependentRequired(&'static str, &'static [&'static str]),
    /// One of `prefixItems`: what the item at this index satisfies.
    Item(usize, &'static [Rule]),
    /// `items`: what those from this index on satisfy.
    Items(usize, &'static [Rule]),
    /// `contains`, `minContains` and `maxContains`: how many items satisfy it, the second a limit if it is one.
    Contains(u64, Option<u64>, &'static [Rule]),
    /// `anyOf`: at least one of these holds.
    AnyOf(&'static [&'static [Rule]]),
    /// `oneOf`: exactly one of these holds.
    OneOf(&'static [&'static [Rule]]),
    /// `not`.
    Not(&'static [Rule]),
    /// `if`, `then` and `else`.
    If(&'static [Rule], &'static [Rule], &'static [Rule]),
}

/// Whether the name of a property matches, and what the property satisfies then.
type Matching = (fn(&str) -> bool, &'static [Rule]);

/// Records everything that is wrong with a value.
pub(super) fn apply(rules: &[Rule], at: &At<'_>, value: &Value, violations: &mut Violations) {
    for rule in rules {
        match (rule, value) {
            (Rule::Keeps(constraint), _) => {
                if !keeps(constraint, value) {
                    violations.push(at, *constraint, found(value));
                }
            }
            (Rule::Text(constraint, matches), Value::String(text)) => {
                if !matches(text) {
                    violations.push(at, *constraint, found(value));
                }
            }
            (_, Value::Object(members)) if of_object(rule, at, members, violations) => {}
            (_, Value::Array(items)) if of_list(rule, at, items, violations) => {}
            _ => of_any(rule, at, value, violations),
        }
    }
}

/// Whether a value satisfies all of some rules.
fn satisfies(rules: &[Rule], at: &At<'_>, value: &Value) -> bool {
    let mut violations = Violations::new();
    apply(rules, at, value, &mut violations);
    violations.is_empty()
}

/// Rules of any value, and of a value that a rule is not about: it satisfies it.
fn of_any(rule: &Rule, at: &At<'_>, value: &Value, violations: &mut Violations) {
    let count = |all: &[&[Rule]]| all.iter().filter(|rules| satisfies(rules, at, value)).count();
    let (satisfied, constraint) = match *rule {
        Rule::Never => return violations.push(at, Constraint::Never, Found::Other),
        Rule::Type(names) => (names.iter().any(|name| is(name, value)), Constraint::Type(names)),
        Rule::Enum(listed) => {
            let parsed = |text: &&str| serde_json::from_str::<Value>(text).is_ok_and(|listed| json_equal(&listed, value));
            (listed.iter().any(parsed), Constraint::Enum)
        }
        Rule::AnyOf(all) => (count(all) > 0, Constraint::AnyOf),
        Rule::OneOf(all) => (count(all) == 1, Constraint::OneOf),
        Rule::Not(rules) => (!satisfies(rules, at, value), Constraint::Not),
        Rule::If(condition, then, otherwise) => {
            let rules = if satisfies(condition, at, value) { then } else { otherwise };
            return apply(rules, at, value, violations);
        }
        _ => return,
    };
    if !satisfied {
        violations.push(at, constraint, found(value));
    }
}

/// Rules of objects. `false`: it is none.
fn of_object(rule: &Rule, at: &At<'_>, members: &Map<String, Value>, violations: &mut Violations) -> bool {
    let count = || Found::Properties(members.len() as u64);
    match *rule {
        Rule::Required(names) => {
            for name in names.iter().filter(|name| !members.contains_key(**name)) {
                violations.push(at, Constraint::Required(name), count());
            }
        }
        Rule::DependentRequired(present, names) if members.contains_key(present) => {
            for name in names.iter().filter(|name| !members.contains_key(**name)) {
                violations.push(at, Constraint::DependentRequired(name, present), count());
            }
        }
        Rule::DependentRequired(..) => {}
        Rule::Property(name, rules) => {
            if let Some(value) = members.get(name) {
                apply(rules, &at.property(name), value, violations);
            }
        }
        Rule::ByName(patterns, declared, others) => {
            for (name, value) in members {
                let at = at.property(name);
                let mut is_other = !declared.contains(&name.as_str());
                for (_, rules) in patterns.iter().filter(|(matches, _)| matches(name)) {
                    is_other = false;
                    apply(rules, &at, value, violations);
                }
                if is_other {
                    apply(others, &at, value, violations);
                }
            }
        }
        Rule::PropertyNames(rules) => {
            for name in members.keys() {
                let (at, mut of_name) = (at.property(name), Violations::new());
                apply(rules, &at, &Value::from(name.as_str()), &mut of_name);
                for violation in of_name.as_slice() {
                    violations.push(&at, violation.constraint, Found::Name(super::check::length(name)));
                }
            }
        }
        _ => return false,
    }
    true
}

/// Rules of lists. `false`: it is none.
fn of_list(rule: &Rule, at: &At<'_>, items: &[Value], violations: &mut Violations) -> bool {
    match *rule {
        Rule::Item(index, rules) => {
            if let Some(item) = items.get(index) {
                apply(rules, &at.index(index), item, violations);
            }
        }
        Rule::Items(from, rules) => {
            for (index, item) in items.iter().enumerate().skip(from) {
                apply(rules, &at.index(index), item, violations);
            }
        }
        Rule::Contains(min, max, rules) => {
            let count = items.iter().enumerate().filter(|(index, item)| satisfies(rules, &at.index(*index), item)).count() as u64;
            if count < min {
                violations.push(at, Constraint::MinContains(min), Found::Items(count));
            }
            if let Some(max) = max.filter(|max| count > *max) {
                violations.push(at, Constraint::MaxContains(max), Found::Items(count));
            }
        }
        _ => return false,
    }
    true
}

/// Whether a value keeps a constraint that needs nothing but its bound.
fn keeps(constraint: &Constraint, value: &Value) -> bool {
    match (*constraint, value) {
        (Constraint::MinLength(limit), Value::String(text)) => super::check::has_min_length(text, limit),
        (Constraint::MaxLength(limit), Value::String(text)) => super::check::has_max_length(text, limit),
        (Constraint::MinItems(limit), Value::Array(items)) => items.len() as u64 >= limit,
        (Constraint::MaxItems(limit), Value::Array(items)) => items.len() as u64 <= limit,
        (Constraint::UniqueItems, Value::Array(items)) => is_unique(items),
        (Constraint::MinProperties(limit), Value::Object(members)) => members.len() as u64 >= limit,
        (Constraint::MaxProperties(limit), Value::Object(members)) => members.len() as u64 <= limit,
        (_, Value::Number(number)) => {
            let number = Bound::of_json(number);
            match *constraint {
                Constraint::Minimum(bound) => number >= bound,
                Constraint::ExclusiveMinimum(bound) => number > bound,
                Constraint::Maximum(bound) => number <= bound,
                Constraint::ExclusiveMaximum(bound) => number < bound,
                Constraint::MultipleOf(divisor) => super::bound::is_multiple(number, divisor),
                _ => true,
            }
        }
        _ => true,
    }
}

/// Whether a value is of a type of JSON Schema.
fn is(name: &str, value: &Value) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => name == "number" || name == "integer" && Bound::of_json(number).is_whole(),
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

fn found(value: &Value) -> Found {
    match value {
        Value::Number(number) => Found::Number(Bound::of_json(number)),
        Value::String(text) => Found::text(text),
        Value::Array(items) => Found::Items(items.len() as u64),
        Value::Object(members) => Found::Properties(members.len() as u64),
        Value::Null | Value::Bool(_) => Found::Other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Location, check};
    use super::*;

    fn said(value: &Value, rules: &[Rule]) -> Vec<String> {
        let mut violations = Violations::new();
        check::rules(&At::root(Location::Body), &mut violations, value, rules);
        violations.as_slice().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn objects() {
        const SHORT: &[Rule] = &[Rule::Keeps(Constraint::MaxLength(2))];
        let rules = [
            Rule::Required(&["a", "b"]),
            Rule::DependentRequired("c", &["d", "a"]),
            Rule::DependentRequired("e", &["f"]),
            Rule::Property("a", SHORT),
            Rule::ByName(&[(|name| name.starts_with('x'), &[Rule::Type(&["integer", "null"])])], &["a", "c"], &[Rule::Never]),
            Rule::PropertyNames(SHORT),
        ];
        assert_eq!(said(&json!({ "a": "ä", "b": 1 }), &rules), ["body /b must not be there"]);
        assert_eq!(
            said(&json!({ "a": "abc", "c": 1, "x": 1.0, "xyz": "no" }), &rules),
            [
                "body must have the property `b` (found 4 properties)",
                "body must have the property `d` where it has `c` (found 4 properties)",
                "body /a must have at most 2 characters (found 3 characters)",
                "body /xyz must be of the type `integer` or `null` (found 2 characters)",
                "body /xyz must have at most 2 characters (found a name of 3 characters)",
            ]
        );
    }

    #[test]
    fn lists() {
        const FIVE: &[Rule] = &[Rule::Enum(&["5.0"])];
        assert_eq!(said(&json!([1, 5]), &[Rule::Contains(1, None, FIVE)]), [""; 0]);
        assert_eq!(
            said(&json!([5, 5]), &[Rule::Contains(0, Some(1), FIVE)]),
            ["body must have at most 1 item that `contains` describes (found 2 items)"]
        );
        let rules = [Rule::Item(0, &[Rule::Type(&["string"])]), Rule::Items(1, &[Rule::Keeps(Constraint::Minimum(Bound::Integer(3)))])];
        assert_eq!(
            said(&json!([1, 2, 3]), &rules),
            ["body /0 must be of the type `string` (found 1)", "body /1 must be at least 3 (found 2)"]
        );
        assert_eq!(said(&json!([[1, 1.0]]), &[Rule::Items(0, &[Rule::Keeps(Constraint::UniqueItems)])]).len(), 1);
    }

    #[test]
    fn choices() {
        const A: &[Rule] = &[Rule::Required(&["a"])];
        const B: &[Rule] = &[Rule::Required(&["b"])];
        let both = json!({ "a": 1, "b": 2 });
        assert_eq!(said(&both, &[Rule::AnyOf(&[A, B])]), [""; 0]);
        assert_eq!(said(&json!({}), &[Rule::AnyOf(&[A, B])]), ["body must satisfy one of the alternatives at least (found 0 properties)"]);
        assert_eq!(said(&both, &[Rule::OneOf(&[A, B])]), ["body must satisfy exactly one of the alternatives (found 2 properties)"]);
        assert_eq!(said(&both, &[Rule::Not(A)]), ["body must not be what `not` describes (found 2 properties)"]);
        assert_eq!(said(&json!({ "a": 1 }), &[Rule::If(A, B, &[])]), ["body must have the property `b` (found 1 property)"]);
        assert_eq!(said(&json!(1), &[Rule::Required(&["a"]), Rule::Contains(1, None, A)]), [""; 0], "they say nothing of numbers");
    }
}
