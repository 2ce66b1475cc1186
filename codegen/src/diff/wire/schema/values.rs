//! Which values: `enum`, `const`, `default`, `pattern`, and what strings hold.

use super::compare::Pair;
use super::node::list;
use super::shape::json;
use super::view::Schema;
use crate::diff::wire::Comparison;
use crate::diff::wire::words::{list as list_of, quoted, value};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// Compares which values two schemas allow.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    listed(cx, pair);
    extensible(cx, pair);
    default(cx, pair);
    pattern(cx, pair);
    content(cx, pair);
}

fn listed<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (Some(old), Some(new)) = (pair.old.values(), pair.new.values()) else { return began_or_ended(cx, pair) };
    let subject = pair.subject;
    if let ([before], [now], Some(old), Some(new)) = (&old[..], &new[..], pair.old.get("const"), pair.new.get("const")) {
        if before != now {
            cx.say(pair, "const-changed", Some(old), Some(new), format!("{subject} is now always {}, not {}", value(now), value(before)));
        }
        return;
    }
    let (gone, more): (Vec<&Node>, Vec<&Node>) = (
        old.iter().filter(|value| !new.contains(value)).copied().collect(),
        new.iter().filter(|value| !old.contains(value)).copied().collect(),
    );
    let spot = |schema: &Schema<'s>, values: &[&'s Node]| if let [one] = values { Some(*one) } else { schema.get("enum") };
    let names = |values: &[&Node], last| list_of(&values.iter().map(|node| value(node)).collect::<Vec<_>>(), last);
    if !gone.is_empty() {
        let message = format!("{subject} can no longer be {}", names(&gone, "or"));
        let spots = (spot(pair.old, &gone), pair.new.get("enum"));
        cx.say_times(pair, pair.old.is_of_member("enum"), "enum-value-removed", spots, gone.len(), message);
    }
    if !more.is_empty() {
        let message = format!("{subject} may now also be {}", names(&more, "or"));
        let spots = (pair.old.get("enum"), spot(pair.new, &more));
        cx.say_times(pair, pair.new.is_of_member("enum"), "enum-value-added", spots, more.len(), message);
    }
}

/// Only one of them lists values.
fn began_or_ended<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let subject = pair.subject;
    let names = |values: &[&Node]| list_of(&values.iter().take(10).map(|node| value(node)).collect::<Vec<_>>(), "or");
    match (pair.old.values(), pair.new.values()) {
        (None, Some(new)) => match (pair.new.get("const"), &new[..]) {
            (Some(spot), [one]) => cx.say(pair, "const-added", None, Some(spot), format!("{subject} is now always {}", value(one))),
            _ => cx.say(pair, "became-enum", None, pair.new.get("enum"), format!("{subject} can now only be {}", names(&new))),
        },
        (Some(old), None) => match (pair.old.get("const"), &old[..]) {
            (Some(spot), [one]) => cx.say(pair, "const-removed", Some(spot), None, format!("{subject} is no longer always {}", value(one))),
            _ => cx.say(pair, "became-not-enum", pair.old.get("enum"), None, format!("{subject} is no longer limited to {}", names(&old))),
        },
        _ => {}
    }
}

/// Values that are listed without being the only ones.
fn extensible<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    const KEY: &str = "x-extensible-enum";
    let of = |schema: &Schema<'_>| schema.get(KEY).is_some();
    if !of(pair.old) || !of(pair.new) {
        return;
    }
    let values = |node: Option<_>| node.map_or_else(Vec::new, |node| list(node, KEY));
    let (old, new) = (values(holder(pair.old, KEY)), values(holder(pair.new, KEY)));
    for gone in old.iter().filter(|gone| !new.contains(gone)) {
        cx.say(
            pair,
            "extensible-enum-value-removed",
            Some(gone),
            pair.new.get(KEY),
            format!("{} no longer lists {}", pair.subject, value(gone)),
        );
    }
    for more in new.iter().filter(|more| !old.contains(more)) {
        cx.say(
            pair,
            "extensible-enum-value-added",
            pair.old.get(KEY),
            Some(more),
            format!("{} now also lists {}", pair.subject, value(more)),
        );
    }
}

fn holder<'s>(schema: &Schema<'s>, key: &str) -> Option<&'s Node> {
    schema.nodes().into_iter().find(|node| node.get(key).is_some())
}

fn default<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (old, new) = (pair.old.get("default"), pair.new.get("default"));
    if old == new {
        return;
    }
    let in_parameter = matches!(pair.side.part, Part::Parameter | Part::HeaderParameter | Part::SharedParameter);
    let kind = |action: &str| format!("{}default-value-{action}", if in_parameter { "parameter-" } else { "" });
    let subject = pair.subject;
    match (old, new) {
        (None, Some(new)) => cx.say(pair, &kind("added"), None, Some(new), format!("{subject} now has the default {}", value(new))),
        (Some(old), None) => cx.say(pair, &kind("removed"), Some(old), None, format!("{subject} no longer has the default {}", value(old))),
        (Some(before), Some(now)) => {
            cx.say(pair, &kind("changed"), old, new, format!("{subject} now has the default {}, not {}", value(now), value(before)));
        }
        (None, None) => {}
    }
}

fn pattern<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let texts = |schema: &Schema<'_>| {
        let mut texts: Vec<String> = schema.all("pattern").into_iter().filter_map(Node::as_str).map(str::to_owned).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    };
    let (old, new) = (texts(pair.old), texts(pair.new));
    if old == new {
        return;
    }
    let spots = (pair.old.get("pattern"), pair.new.get("pattern"));
    let subject = pair.subject;
    let shown = |texts: &[String]| list_of(&texts.iter().map(|text| quoted(text)).collect::<Vec<_>>(), "and");
    let (kind, message) = match (&old[..], &new[..]) {
        ([], new) => ("pattern-added", format!("{subject} must now match {}", shown(new))),
        (old, []) => ("pattern-removed", format!("{subject} need no longer match {}", shown(old))),
        (old, new) => {
            let any = |texts: &[String]| {
                texts.iter().all(|text| [".*", "^.*$", ".*$", "^.*", "[\\s\\S]*", "^[\\s\\S]*$"].contains(&text.as_str()))
            };
            let kind = if any(new) && pair.side.direction == Direction::Request { "pattern-generalized" } else { "pattern-changed" };
            (kind, format!("{subject} must now match {}, not {}", shown(new), shown(old)))
        }
    };
    cx.say(pair, kind, spots.0, spots.1, message);
}

/// What a string is made of: `contentMediaType`, `contentEncoding`. Where it is but another spelling of a format, that is compared.
fn content<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    for (key, name, words) in
        [("contentMediaType", "content-media-type", "media type"), ("contentEncoding", "content-encoding", "encoding")]
    {
        let (old, new) = (pair.old.get(key), pair.new.get(key));
        let same = old.map(json) == new.map(json) || pair.old.format() == pair.new.format() && (old.is_none() || new.is_none());
        if same {
            continue;
        }
        let shown = |node: Option<&Node>| node.map_or_else(|| "none".to_owned(), value);
        cx.say(
            pair,
            &format!("{name}-changed"),
            old,
            new,
            format!("the {words} of the text in {} is now {}, not {}", pair.subject, shown(new), shown(old)),
        );
    }
}
