//! `oneOf` and `anyOf`, and the discriminator that tells what is chosen.

use super::compare::Pair;
use super::members::{named, take_same};
use super::view::Choice;
use crate::diff::wire::Comparison;
use crate::diff::wire::document::{Document, text};
use crate::diff::wire::words::quoted;
use crate::source::Node;

/// Whether one of two schemas is a choice, and the other none: then there is nothing else to compare.
pub(super) fn wrapped<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) -> bool {
    let plain = |schema: &super::Schema<'_>| schema.choices.is_empty() && (!schema.properties().is_empty() || schema.types().is_some());
    let choice = |schema: &super::Schema<'_>| schema.choices.len() == 1 && schema.properties().is_empty();
    let subject = pair.subject;
    if plain(pair.old) && choice(pair.new) {
        let now = &pair.new.choices[0];
        let mut branches = now.branches.clone();
        let shape = cx.shapes[0].of(&cx.old, &pair.old.nodes());
        branches.retain(|branch| cx.shapes[1].of(&cx.new, &[branch]) != shape);
        let kind = if branches.len() == now.branches.len() { "wrapped-in-one-of" } else { "wrapped-with-others" };
        let message = if kind == "wrapped-in-one-of" {
            format!("{subject} is now a choice of {}", named(&now.branches))
        } else {
            format!("{subject} may now also be {}", named(&branches))
        };
        cx.say(pair, kind, pair.old.place(), Some(now.node), message);
        return true;
    }
    if choice(pair.old) && plain(pair.new) {
        let before = &pair.old.choices[0];
        let shape = cx.shapes[1].of(&cx.new, &pair.new.nodes());
        let mut branches = before.branches.clone();
        branches.retain(|branch| cx.shapes[0].of(&cx.old, &[branch]) != shape);
        let (kind, message) = if branches.len() == before.branches.len() {
            ("unwrapped", format!("{subject} is no longer a choice of {}", named(&before.branches)))
        } else {
            ("reduced", format!("{subject} can no longer be {}", named(&branches)))
        };
        cx.say(pair, &format!("one-of-{kind}"), Some(before.node), pair.new.place(), message);
        return true;
    }
    false
}

/// Compares the choices of two schemas.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    discriminator(cx, pair);
    let count = pair.old.choices.len().max(pair.new.choices.len());
    for index in 0..count {
        match (pair.old.choices.get(index), pair.new.choices.get(index)) {
            (Some(old), Some(new)) => branches(cx, pair, old, new),
            (None, Some(new)) => {
                cx.say(pair, "choice-added", None, Some(new.node), format!("{} must now also be {}", pair.subject, named(&new.branches)));
            }
            (Some(old), None) => {
                cx.say(
                    pair,
                    "choice-removed",
                    Some(old.node),
                    None,
                    format!("{} need no longer be {}", pair.subject, named(&old.branches)),
                );
            }
            (None, None) => {}
        }
    }
}

fn branches<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>, old: &Choice<'s>, new: &Choice<'s>) {
    let (mut gone, mut more) = (old.branches.clone(), new.branches.clone());
    let mut pairs = take_same(cx, &mut gone, &mut more);
    let tag = |node: &'s Node| text(node, "title");
    gone.retain(|before| match more.iter().position(|now| tag(before).is_some() && tag(before) == tag(now)) {
        Some(index) => {
            pairs.push([*before, more.remove(index)]);
            false
        }
        None => true,
    });
    // One that is gone and one that is new, neither with a name: it changed.
    if let ([before], [now]) = (&gone[..], &more[..])
        && before.get("$ref").is_none() == now.get("$ref").is_none()
        && (before.get("$ref").is_none() || cx.is_rename(before, now))
    {
        pairs.push([*before, *now]);
        (gone, more) = (Vec::new(), Vec::new());
    }
    let key = if new.key == "oneOf" { "one-of" } else { "any-of" };
    let subject = pair.subject;
    if !more.is_empty() {
        cx.say(pair, &format!("{key}-added"), Some(old.node), Some(new.node), format!("{subject} may now also be {}", named(&more)));
    }
    if !gone.is_empty() {
        cx.say(pair, &format!("{key}-removed"), Some(old.node), Some(new.node), format!("{subject} can no longer be {}", named(&gone)));
    }
    for [before, now] in pairs {
        let index = new.branches.iter().position(|branch| std::ptr::eq(*branch, now)).unwrap_or_default();
        cx.schemas(pair.unit, &[before], &[now], pair.side.inner(), &subject.part(&format!("[{} {}]", new.key, index + 1)));
    }
}

fn discriminator<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    const KEY: &str = "discriminator";
    let subject = pair.subject;
    let (old, new) = match (pair.old.get(KEY), pair.new.get(KEY)) {
        (None, None) => return,
        (None, new) => {
            let name = new.and_then(|node| text(node, "propertyName")).unwrap_or_default();
            return cx.say(pair, "discriminator-added", None, new, format!("{} now tells the variants of {subject} apart", quoted(name)));
        }
        (old, None) => {
            let name = old.and_then(|node| text(node, "propertyName")).unwrap_or_default();
            return cx.say(
                pair,
                "discriminator-removed",
                old,
                None,
                format!("{} no longer tells the variants of {subject} apart", quoted(name)),
            );
        }
        (Some(old), Some(new)) => (old, new),
    };
    let (before, now) = (text(old, "propertyName").unwrap_or_default(), text(new, "propertyName").unwrap_or_default());
    if before != now {
        let message = format!("{} tells the variants of {subject} apart now, not {}", quoted(now), quoted(before));
        cx.say(pair, "discriminator-property-name-changed", old.get("propertyName"), new.get("propertyName"), message);
    }
    let entries = |node: &'s Node| node.get("mapping").and_then(Node::as_object).into_iter().flatten();
    let at = |node: &'s Node, key: &str| node.get("mapping").and_then(|mapping| mapping.get(key));
    for (tag, member) in entries(old) {
        match at(new, tag) {
            None => {
                let message = format!("{} no longer stands for a variant of {subject}", quoted(tag));
                cx.say(pair, "discriminator-mapping-removed", Some(&member.value), None, message);
            }
            Some(value) if stands_for(&cx.new, value) != stands_for(&cx.old, &member.value) => {
                let message = format!(
                    "{} in {subject} stands for {} now, not for {}",
                    quoted(tag),
                    quoted(&stands_for(&cx.new, value)),
                    quoted(&stands_for(&cx.old, &member.value))
                );
                cx.say(pair, "discriminator-mapping-changed", Some(&member.value), Some(value), message);
            }
            Some(_) => {}
        }
    }
    for (tag, member) in entries(new).filter(|(tag, _)| at(old, tag).is_none()) {
        let message = format!("{} in {subject} now stands for {}", quoted(tag), quoted(&stands_for(&cx.new, &member.value)));
        cx.say(pair, "discriminator-mapping-added", None, Some(&member.value), message);
    }
}

/// The schema that a value of a `mapping` means: a component's name, or a reference.
fn stands_for<'s>(document: &Document<'s>, value: &'s Node) -> String {
    let text = value.as_str().unwrap_or_default();
    let named = text.contains(['#', '/', '.']).then(|| document.follow(value)?.1).flatten();
    named.unwrap_or_else(|| text.rsplit(['/', '#']).next().unwrap_or(text).to_owned())
}
