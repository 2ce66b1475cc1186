//! Objects: which properties there are, which must be, and which may be besides.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::compare::Pair;
use super::view::Schema;
use crate::diff::wire::words::{list, quoted};
use crate::diff::wire::{Comparison, close, plain};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// Compares the properties of two schemas.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (old, new) = (pair.old.properties(), pair.new.properties());
    let (was, is) = (pair.old.required(), pair.new.required());
    let renamed = renamed(cx, [&old, &new], [&was, &is]);
    for (name, nodes) in &old {
        if !new.contains_key(name) && !renamed.iter().any(|(before, _)| before == name) {
            removed(cx, pair, name, nodes, was.contains(name));
        }
    }
    for (name, nodes) in &new {
        let subject = pair.subject.property(name);
        if let Some(before) = old.get(name) {
            presence(cx, pair, name, [before, nodes], [was.contains(name), is.contains(name)]);
            property(cx, pair, [before, nodes], &subject);
        } else if let Some((before, _)) = renamed.iter().find(|(_, after)| after == name) {
            let message = format!("{} is now called {}", pair.subject.property(before), quoted(name));
            let kind = if was.contains(before) { "required-property-renamed" } else { "optional-property-renamed" };
            cx.say_part(pair, pair.side.part.inner(), kind, old[before].first().copied(), nodes.first().copied(), message);
            property(cx, pair, [&old[before], nodes], &subject);
        } else {
            added(cx, pair, name, nodes, is.contains(name));
        }
    }
    undeclared(cx, pair, [&old, &new], [&was, &is]);
    besides(cx, pair);
    dependent(cx, pair);
}

fn property<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>, nodes: [&Vec<&'s Node>; 2], subject: &crate::diff::wire::words::Subject) {
    let (old, new) = (Schema::of(&cx.old, nodes[0]), Schema::of(&cx.new, nodes[1]));
    let flag = if pair.side.direction == Direction::Response { "writeOnly" } else { "readOnly" };
    let mut side = pair.side.inner();
    side.unsent |= old.flag(flag) && new.flag(flag);
    cx.schemas(pair.unit, nodes[0], nodes[1], side, subject);
}

/// Whether a property has a key that is true.
fn has<'s>(document: &crate::diff::wire::document::Document<'s>, nodes: &[&'s Node], key: &str) -> bool {
    nodes.iter().any(|node| document.end(node).get(key).or_else(|| node.get(key)).and_then(Node::as_bool).unwrap_or(false))
}

/// A property that goes only the other way is none here.
fn is_unsent<'s>(cx: &Comparison<'s>, pair: &Pair<'_, 's>, nodes: &[&'s Node], is_new: bool) -> bool {
    let flag = if pair.side.direction == Direction::Response { "writeOnly" } else { "readOnly" };
    has(if is_new { &cx.new } else { &cx.old }, nodes, flag)
}

fn removed<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>, name: &str, nodes: &[&'s Node], required: bool) {
    let which = if required { "required" } else { "optional" };
    let kind = match (pair.side.direction, is_unsent(cx, pair, nodes, false)) {
        (Direction::Response, false) => format!("{which}-property-removed"),
        (Direction::Response, true) => format!("{which}-write-only-property-removed"),
        (_, false) => "property-removed".to_owned(),
        (_, true) => return,
    };
    let message = format!("{} is gone", pair.subject.property(name));
    cx.say_part(pair, pair.side.part.inner(), &kind, nodes.first().copied(), None, message);
}

fn added<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>, name: &str, nodes: &[&'s Node], required: bool) {
    let has_default = nodes.iter().any(|node| cx.new.end(node).get("default").or_else(|| node.get("default")).is_some());
    let kind = match (pair.side.direction, required, is_unsent(cx, pair, nodes, true)) {
        (Direction::Response, true, false) => "required-property-added",
        (Direction::Response, true, true) => "required-write-only-property-added",
        (Direction::Response, false, true) => "optional-write-only-property-added",
        (_, _, true) => return,
        (_, true, false) if has_default => "required-property-with-default-added",
        (_, true, false) => "required-property-added",
        (_, false, _) => "optional-property-added",
    };
    let message = format!("{} is new{}", pair.subject.property(name), if required { ", and required" } else { "" });
    cx.say_part(pair, pair.side.part.inner(), kind, None, nodes.first().copied(), message);
}

/// Whether it must be there, and which way it goes.
fn presence<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>, name: &str, nodes: [&[&'s Node]; 2], required: [bool; 2]) {
    let spots = (nodes[0].first().copied(), nodes[1].first().copied());
    let subject = pair.subject.property(name);
    let [old, new] = nodes;
    if required[0] != required[1] {
        let unsent = is_unsent(cx, pair, new, true) && is_unsent(cx, pair, old, false);
        let has_default = new.iter().any(|node| cx.new.end(node).get("default").is_some());
        let kind = match (pair.side.direction, required[1], unsent) {
            (Direction::Response, true, true) => "write-only-property-became-required",
            (Direction::Response, false, true) => "write-only-property-became-optional",
            (_, _, true) => "",
            (Direction::Request, true, _) if has_default => "property-became-required-with-default",
            (_, true, _) => "property-became-required",
            (_, false, _) => "property-became-optional",
        };
        let message = format!("{subject} {}", if required[1] { "is now required" } else { "is no longer required" });
        cx.say_part(pair, pair.side.part.inner(), kind, spots.0, spots.1, message);
    }
    let whose = |key| if key == "readOnly" { "server" } else { "client" };
    for (key, name) in [("readOnly", "read-only"), ("writeOnly", "write-only")] {
        let (was, is) = (has(&cx.old, old, key), has(&cx.new, new, key));
        if was != is {
            let (kind, message) = if is {
                (format!("became-{name}"), format!("only the {} sets {subject} now", whose(key)))
            } else {
                (format!("became-not-{name}"), format!("not only the {} sets {subject} now", whose(key)))
            };
            let which = if required[0] { "required" } else { "optional" };
            let part = if required[0] { Part::RequiredProperty } else { Part::OptionalProperty };
            cx.say_part(pair, part, &format!("{which}-property-{kind}"), spots.0, spots.1, message);
        }
    }
}

/// Names that are required without being declared.
fn undeclared<'s>(
    cx: &mut Comparison<'s>,
    pair: &Pair<'_, 's>,
    [old, new]: [&IndexMap<&'s str, Vec<&'s Node>>; 2],
    [was, is]: [&BTreeSet<&'s str>; 2],
) {
    let spots = (pair.old.get("required"), pair.new.get("required"));
    let known = |name: &str| old.contains_key(name) || new.contains_key(name);
    for name in is.difference(was).filter(|name| !known(name)) {
        cx.say_part(
            pair,
            pair.side.part.inner(),
            "undeclared-property-became-required",
            spots.0,
            spots.1,
            format!("{} is now required", pair.subject.property(name)),
        );
    }
    for name in was.difference(is).filter(|name| !known(name)) {
        cx.say_part(
            pair,
            pair.side.part.inner(),
            "undeclared-property-became-optional",
            spots.0,
            spots.1,
            format!("{} is no longer required", pair.subject.property(name)),
        );
    }
}

/// Properties of the same shape and of a similar name, one gone and one new. A shape that others have too tells nothing, unless the names are but spelled otherwise.
fn renamed<'s>(
    cx: &mut Comparison<'s>,
    [old, new]: [&IndexMap<&'s str, Vec<&'s Node>>; 2],
    [was, is]: [&BTreeSet<&'s str>; 2],
) -> Vec<(&'s str, &'s str)> {
    let gone: Vec<&str> = old.keys().filter(|name| !new.contains_key(*name)).copied().collect();
    let more: Vec<&str> = new.keys().filter(|name| !old.contains_key(*name)).copied().collect();
    if gone.is_empty() || more.is_empty() {
        return Vec::new();
    }
    let shapes: Vec<u64> = new.values().map(|nodes| cx.shapes[1].of(&cx.new, nodes)).collect();
    let mut renamed: Vec<(&str, &str)> = Vec::new();
    for before in gone {
        let shape = cx.shapes[0].of(&cx.old, &old[before]);
        let telling = shapes.iter().filter(|other| **other == shape).count() == 1;
        let is_it = |after: &&&str| {
            let name = plain(before) == plain(after) || telling && close(before, after);
            let same = new.get_index_of(**after).is_some_and(|index| shapes[index] == shape);
            name && same && was.contains(before) == is.contains(**after) && !renamed.iter().any(|(_, taken)| *taken == **after)
        };
        let found: Vec<&&str> = more.iter().filter(is_it).collect();
        if let [after] = found[..] {
            renamed.push((before, after));
        }
    }
    renamed
}

/// `additionalProperties`.
fn besides<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    const KEY: &str = "additionalProperties";
    let (old, new) = (pair.old.all(KEY), pair.new.all(KEY));
    let closed = |nodes: &[&Node]| nodes.iter().any(|node| node.as_bool() == Some(false));
    let schemas = |nodes: Vec<&'s Node>| -> Vec<&'s Node> {
        nodes.into_iter().filter(|node| node.as_object().is_some_and(|members| !members.is_empty())).collect()
    };
    let subject = pair.subject;
    let spots = (pair.old.get(KEY), pair.new.get(KEY));
    match (closed(&old), closed(&new)) {
        (false, true) => cx.say(
            pair,
            "additional-properties-forbidden",
            spots.0,
            spots.1,
            format!("{subject} can no longer have other properties than those listed"),
        ),
        (true, false) => cx.say(
            pair,
            "additional-properties-allowed",
            spots.0,
            spots.1,
            format!("{subject} may now have other properties than those listed"),
        ),
        (true, true) => {}
        (false, false) => {
            let (old, new) = (schemas(old), schemas(new));
            match (&old[..], &new[..]) {
                ([], []) => {}
                ([], _) => cx.say(
                    pair,
                    "additional-properties-constrained",
                    spots.0,
                    spots.1,
                    format!("other properties of {subject} must now be of one schema"),
                ),
                (_, []) => cx.say(
                    pair,
                    "additional-properties-unconstrained",
                    spots.0,
                    spots.1,
                    format!("other properties of {subject} can now be anything"),
                ),
                (old, new) => cx.schemas(pair.unit, old, new, pair.side.inner(), &subject.property("*")),
            }
        }
    }
}

/// `dependentRequired`.
fn dependent<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (old, new) = (pair.old.entries("dependentRequired"), pair.new.entries("dependentRequired"));
    let names = |node: &Node| {
        let mut names: Vec<String> = node.as_array().unwrap_or_default().iter().filter_map(Node::as_str).map(quoted).collect();
        names.sort_unstable();
        names
    };
    let subject = pair.subject;
    for (name, before) in &old {
        match new.get(name) {
            None => {
                let message = format!("{} no longer requires {}", subject.property(name), list(&names(before), "and"));
                cx.say(pair, "dependent-required-removed", Some(before), None, message);
            }
            Some(now) if names(now) != names(before) => {
                let message =
                    format!("{} now requires {}, not {}", subject.property(name), list(&names(now), "and"), list(&names(before), "and"));
                cx.say(pair, "dependent-required-changed", Some(before), Some(now), message);
            }
            Some(_) => {}
        }
    }
    for (name, now) in new.iter().filter(|(name, _)| !old.contains_key(**name)) {
        let message = format!("{} now requires {}", subject.property(name), list(&names(now), "and"));
        cx.say(pair, "dependent-required-added", None, Some(now), message);
    }
}
