//! `allOf`: members that only one of two schemas has. What they say is compared with all the rest.

use super::compare::Pair;
use super::node::has_content;
use super::view::Schema;
use crate::diff::wire::Comparison;
use crate::diff::wire::document::{Document, text};
use crate::diff::wire::words::{list, quoted};
use crate::source::Node;

/// Compares the members of two schemas.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>, nodes: [&[&'s Node]; 2]) {
    let (mut gone, mut more) = (pair.old.members.clone(), pair.new.members.clone());
    if gone.is_empty() && more.is_empty() {
        return;
    }
    take_same(cx, &mut gone, &mut more);
    // The others belong together as they stand: one that changed is compared.
    let is_written = |node: &Node| node.get("$ref").is_none() && has_content(node);
    let written = |nodes: &[&Node]| nodes.iter().filter(|node| is_written(node)).count();
    let common = written(&gone).min(written(&more));
    for nodes in [&mut gone, &mut more] {
        let mut left = common;
        nodes.retain(|node| {
            let takes = is_written(node) && left > 0;
            left -= usize::from(takes);
            !takes
        });
    }
    if gone.is_empty() && more.is_empty() {
        return;
    }
    // Where they say together what was said without them, they are but another way to write it.
    let whole = [cx.shapes[0].of(&cx.old, nodes[0]), cx.shapes[1].of(&cx.new, nodes[1])];
    let rest = [Schema::without(&cx.old, nodes[0], &gone), Schema::without(&cx.new, nodes[1], &more)];
    let rest = [cx.shapes[0].view(&cx.old, &rest[0], 4), cx.shapes[1].view(&cx.new, &rest[1], 4)];
    let idle = |nodes: &[&Node]| !nodes.iter().any(|node| has_content(node));
    let subject = pair.subject;
    let spots = (pair.old.get("allOf"), pair.new.get("allOf"));
    let is_other = whole[0] != whole[1] || rest[0] == rest[1];
    if !is_other || rest[0] != rest[1] {
        return;
    }
    for (nodes, kind, says) in [(more, "all-of-added", "must now also be"), (gone, "all-of-removed", "need no longer be")] {
        if nodes.is_empty() {
            continue;
        }
        if idle(&nodes) {
            cx.say(
                pair,
                &format!("{kind}-annotation-only"),
                spots.0,
                spots.1,
                format!("`allOf` of {subject} has other members, which demand nothing"),
            );
        } else {
            cx.say(pair, kind, spots.0, spots.1, format!("{subject} {says} {}", named(&nodes)));
        }
    }
}

/// Takes out what is in both lists: what is equal, else by name, else by what it demands.
pub(super) fn take_same<'s>(cx: &mut Comparison<'s>, old: &mut Vec<&'s Node>, new: &mut Vec<&'s Node>) -> Vec<[&'s Node; 2]> {
    let mut pairs = Vec::new();
    let mut take = |old: &mut Vec<&'s Node>, new: &mut Vec<&'s Node>, same: &mut dyn FnMut(&'s Node, &'s Node) -> bool| {
        old.retain(|before| match new.iter().position(|now| same(before, now)) {
            Some(index) => {
                pairs.push([*before, new.remove(index)]);
                false
            }
            None => true,
        });
    };
    take(old, new, &mut |before, now| before.get("$ref").is_none() && before == now);
    let name = |document: &Document<'s>, node: &'s Node| document.follow(node.get("$ref")?).and_then(|(_, name)| name);
    take(old, new, &mut |before, now| {
        let (before, now) = (name(&cx.old, before), name(&cx.new, now));
        before.is_some() && before == now
    });
    take(old, new, &mut |before, now| cx.shapes[0].of(&cx.old, &[before]) == cx.shapes[1].of(&cx.new, &[now]));
    pairs
}

/// What schemas are called.
pub(super) fn named(nodes: &[&Node]) -> String {
    let name = |node: &&Node| {
        let last = text(node, "$ref").and_then(|reference| reference.rsplit(['/', '#']).next());
        let title = last.or_else(|| text(node, "title")).or_else(|| text(node, "description"));
        let kind = || node.get("type").and_then(Node::as_str).map(|kind| format!("an inline schema of type {}", quoted(kind)));
        title.map(quoted).or_else(kind).unwrap_or_else(|| "an inline schema".to_owned())
    };
    list(&nodes.iter().map(name).collect::<Vec<_>>(), "and")
}
