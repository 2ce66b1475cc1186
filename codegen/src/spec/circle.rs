//! `$ref`s that lead to each other and to nothing else.

use indexmap::IndexSet;

use super::complain::article;
use super::locate::locate;
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Node, Sources};

/// Follows references from a node, and reports the circle that they run into, once.
pub(super) fn in_circle<'s>(walk: &mut Walk<'s, '_>, target: &'s Node, expected: &str) -> bool {
    let mut chain: IndexSet<*const Node> = IndexSet::new();
    let mut references: Vec<Option<&Node>> = Vec::new();
    let mut node = target;
    loop {
        let address = &raw const *node;
        if let Some(first) = chain.get_index_of(&address) {
            report_circle(walk, references.get(first..).unwrap_or_default(), expected);
            return true;
        }
        if walk.ends.contains(&address) {
            break;
        }
        let Some((reference, next)) = followed(walk.sources, node) else { break };
        chain.insert(address);
        references.push(reference);
        node = next;
    }
    // Known to end, so that a long chain is not followed from each of its links.
    walk.ends.extend(chain);
    false
}

/// What a node only leads to, and the `$ref` that says so: its reference, or the one schema that it puts a list around.
fn followed<'s>(sources: &'s Sources, node: &'s Node) -> Option<(Option<&'s Node>, &'s Node)> {
    if let Some(reference) = node.get("$ref") {
        return Some((Some(reference), locate(sources, reference.span.file(), reference.as_str()?).ok()?.node));
    }
    let only = |key: &str| {
        let is_null = |node: &&Node| node.get("type").is_some_and(|name| name.is_null() || name.as_str() == Some("null"));
        let mut members = node.get(key)?.as_array()?.iter().filter(|node| !is_null(node));
        members.next().filter(|_| members.next().is_none())
    };
    ["allOf", "oneOf", "anyOf"].into_iter().find_map(only).map(|next| (None, next))
}

/// Reports a circle at the first of its references.
fn report_circle(walk: &mut Walk<'_, '_>, members: &[Option<&Node>], expected: &str) {
    walk.mistakes.circular = true;
    let mut references: Vec<&Node> = members.iter().copied().flatten().collect();
    let Some(first) = (0..references.len()).min_by_key(|&index| references[index].span) else { return };
    references.rotate_left(first);
    let Some((first, others)) = references.split_first() else { return };
    if walk.circles.contains(&first.span) {
        return;
    }
    walk.circles.push(first.span);
    let message = match others.len() {
        0 => format!("`{}` is a reference to itself", first.as_str().unwrap_or_default()),
        more => format!("these {} references lead in a circle, and to no {expected}", more + 1),
    };
    let mut diagnostic = Diagnostic::error("reference-cycle", message).at(Place::of(first.span));
    if let Some((last, between)) = others.split_last() {
        diagnostic = diagnostic.label("from here …");
        for reference in between {
            diagnostic = diagnostic.also(Place::of(reference.span), "… by way of this …");
        }
        diagnostic = diagnostic.also(Place::of(last.span), "… back again");
    }
    walk.error(diagnostic.help(format!("write out {} {expected} in place of one of them", article(expected))));
}
