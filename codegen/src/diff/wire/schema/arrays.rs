//! Lists: what is in them.

use super::compare::Pair;
use crate::diff::wire::Comparison;
use crate::source::Node;

/// Compares the items of two schemas.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (old, new) = (pair.old.all("items"), pair.new.all("items"));
    let subject = pair.subject;
    match (&old[..], &new[..]) {
        ([], []) => {}
        ([], _) if any(&new) => {}
        (_, []) if any(&old) => {}
        ([], _) => {
            cx.say(pair, "items-constrained", None, new.first().copied(), format!("the items of {subject} must now be of one schema"));
        }
        (_, []) => cx.say(pair, "items-unconstrained", old.first().copied(), None, format!("the items of {subject} can now be anything")),
        (old, new) => cx.schemas(pair.unit, old, new, pair.side.inner(), &subject.part("[]")),
    }
    let (was, is) = (pair.old.flag("uniqueItems"), pair.new.flag("uniqueItems"));
    if was != is {
        let (kind, says) =
            if is { ("unique-items-set", "must now differ from each other") } else { ("unique-items-unset", "may now be equal") };
        cx.say(pair, kind, pair.old.get("uniqueItems"), pair.new.get("uniqueItems"), format!("the items of {subject} {says}"));
    }
    prefix(cx, pair);
}

/// Whether schemas allow anything.
fn any(nodes: &[&Node]) -> bool {
    nodes.iter().all(|node| node.as_bool() == Some(true) || node.as_object().is_some_and(indexmap::IndexMap::is_empty))
}

/// `prefixItems`.
fn prefix<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    const KEY: &str = "prefixItems";
    let items = |node: Option<&'s Node>| node.and_then(Node::as_array).unwrap_or_default();
    let spots = (pair.old.get(KEY), pair.new.get(KEY));
    let (old, new) = (items(spots.0), items(spots.1));
    let subject = pair.subject;
    for (index, (before, now)) in old.iter().zip(new).enumerate() {
        cx.schemas(pair.unit, &[before], &[now], pair.side.inner(), &subject.part(&format!("[{index}]")));
    }
    let places = |count: usize| if count == 1 { "item is".to_owned() } else { format!("{count} items are") };
    if new.len() > old.len() {
        cx.say(
            pair,
            "prefix-items-added",
            spots.0,
            spots.1,
            format!("the first {} now described one by one in {subject}", places(new.len())),
        );
    } else if old.len() > new.len() {
        let message = format!("{} of the items of {subject} no longer described one by one", places(old.len() - new.len()));
        cx.say(pair, "prefix-items-removed", spots.0, spots.1, message);
    }
}
