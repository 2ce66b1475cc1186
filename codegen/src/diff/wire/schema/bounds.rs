//! Bounds: numbers that say how large or how many.

use super::compare::Pair;
use crate::diff::wire::Comparison;
use crate::diff::wire::words::count;

/// A keyword that holds a number.
pub(super) struct Bound {
    pub(super) key: &'static str,
    /// As rules call it.
    name: &'static str,
    /// It bounds from below.
    pub(super) lower: bool,
    /// What a value must do: "have at most", and of what: "character".
    verb: &'static str,
    unit: Option<(&'static str, &'static str)>,
}

const fn bound(
    key: &'static str,
    name: &'static str,
    lower: bool,
    verb: &'static str,
    unit: Option<(&'static str, &'static str)>,
) -> Bound {
    Bound { key, name, lower, verb, unit }
}

const CHARACTERS: Option<(&str, &str)> = Some(("character", "characters"));
const ITEMS: Option<(&str, &str)> = Some(("item", "items"));
const PROPERTIES: Option<(&str, &str)> = Some(("property", "properties"));
const CONTAINED: Option<(&str, &str)> = Some(("item that `contains` describes", "items that `contains` describes"));

pub(super) const BOUNDS: &[Bound] = &[
    bound("maximum", "max", false, "be at most", None),
    bound("minimum", "min", true, "be at least", None),
    bound("exclusiveMaximum", "exclusive-max", false, "be less than", None),
    bound("exclusiveMinimum", "exclusive-min", true, "be more than", None),
    bound("maxLength", "max-length", false, "have at most", CHARACTERS),
    bound("minLength", "min-length", true, "have at least", CHARACTERS),
    bound("maxItems", "max-items", false, "have at most", ITEMS),
    bound("minItems", "min-items", true, "have at least", ITEMS),
    bound("maxProperties", "max-properties", false, "have at most", PROPERTIES),
    bound("minProperties", "min-properties", true, "have at least", PROPERTIES),
    bound("maxContains", "max-contains", false, "have at most", CONTAINED),
    bound("minContains", "min-contains", true, "have at least", CONTAINED),
];

/// Compares all bounds of two schemas.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    for bound in BOUNDS {
        let (old, new) = (pair.old.bound(bound.key, bound.lower), pair.new.bound(bound.key, bound.lower));
        let (number_old, number_new) = (old.map(|(number, _)| number), new.map(|(number, _)| number));
        if number_old == number_new {
            continue;
        }
        let action = match (number_old, number_new) {
            (None, _) => "set",
            (_, None) => "unset",
            (Some(old), Some(new)) if new > old => "increased",
            _ => "decreased",
        };
        let demand = |number: &str| {
            let of = bound.unit.map_or_else(|| format!("`{number}`"), |(one, many)| count(number, one, many));
            format!("{} {of}", bound.verb)
        };
        let subject = pair.subject;
        let message = match (number_old, number_new) {
            (Some(old), Some(new)) => format!("{subject} must now {}, not `{}`", demand(new.as_str()), old.as_str()),
            (None, Some(new)) => format!("{subject} must now {}", demand(new.as_str())),
            (Some(old), None) => format!("{subject} need no longer {}", demand(old.as_str())),
            (None, None) => continue,
        };
        let key = if new.is_some() { pair.new.is_of_member(bound.key) } else { pair.old.is_of_member(bound.key) };
        cx.say_of(pair, key, &format!("{}-{action}", bound.name), old.map(|(_, node)| node), new.map(|(_, node)| node), message);
    }
    steps(cx, pair);
}

/// `multipleOf`.
fn steps<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (old, new) = (pair.old.bound("multipleOf", true), pair.new.bound("multipleOf", true));
    let subject = pair.subject;
    let (action, message) = match (old.map(|(number, _)| number), new.map(|(number, _)| number)) {
        (None, Some(new)) => ("set", format!("{subject} must now be a multiple of `{}`", new.as_str())),
        (Some(old), None) => ("unset", format!("{subject} need no longer be a multiple of `{}`", old.as_str())),
        (Some(old), Some(new)) if old != new => {
            ("changed", format!("{subject} must now be a multiple of `{}`, not of `{}`", new.as_str(), old.as_str()))
        }
        _ => return,
    };
    cx.say(pair, &format!("multiple-of-{action}"), old.map(|(_, node)| node), new.map(|(_, node)| node), message);
}
