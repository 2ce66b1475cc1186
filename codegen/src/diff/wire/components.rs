//! Components: which schemas have another name, which are gone, and those that no operation uses.

use std::collections::HashSet;

use super::Comparison;
use super::schema::Schema;
use super::words::quoted;
use crate::diff::Part;
use crate::source::{Node, Object};

/// Compares the names of schemas.
pub(super) fn compare(cx: &mut Comparison<'_>) {
    let (was, is) = (cx.old.components("schemas"), cx.new.components("schemas"));
    let (mut gone, mut arrived) = (only(was, is), only(is, was));
    // What is compared in places of both, and what has the same shape.
    let mut renamed: Vec<(String, String)> = cx.renamed.keys().cloned().collect();
    renamed.retain(|(old, new)| alike(cx, old, new));
    for (name, node) in &gone {
        let shape = cx.shapes[0].of(&cx.old, &[node]);
        let same: Vec<&&str> =
            arrived.iter().filter(|(_, node)| cx.shapes[1].of(&cx.new, &[node]) == shape).map(|(name, _)| name).collect();
        // Properties make a shape that is hardly there twice by chance.
        let telling = !Schema::of(&cx.old, &[node]).properties().is_empty();
        if let [now] = same[..]
            && (telling || super::close(name, now))
        {
            renamed.push(((*name).to_owned(), (*now).to_owned()));
        }
    }
    let (mut from, mut to) = (HashSet::new(), HashSet::new());
    for (old, new) in renamed {
        // One that several are called now was split, or joined: neither is a new name.
        if from.contains(&old) || to.contains(&new) {
            continue;
        }
        let node = |section: Option<&'_ Object>, name: &str| section.and_then(|section| section.get(name)).is_some();
        if node(was, &old) && node(is, &new) {
            let spots =
                (was.and_then(|was| was.get(&old)).map(|member| &member.value), is.and_then(|is| is.get(&new)).map(|member| &member.value));
            cx.tell(None, Part::Whole, "schema-renamed", spots, format!("the schema {} is now called {}", quoted(&old), quoted(&new)));
            from.insert(old);
            to.insert(new);
        }
    }
    gone.retain(|(name, _)| !from.contains(*name));
    arrived.retain(|(name, _)| !to.contains(*name));
    for (name, node) in gone {
        cx.tell(None, Part::Whole, "schema-removed", (Some(node), None), format!("the schema {} is gone", quoted(name)));
    }
    for (name, node) in arrived {
        cx.tell(None, Part::Whole, "schema-added", (None, Some(node)), format!("the schema {} is new", quoted(name)));
    }
    unused(cx);
}

/// The members that only one of two objects has.
fn only<'s>(one: Option<&'s Object>, other: Option<&'s Object>) -> Vec<(&'s str, &'s Node)> {
    let members = one.into_iter().flatten().filter(|(name, _)| other.is_none_or(|other| !other.contains_key(*name)));
    members.map(|(name, member)| (name.as_str(), &member.value)).collect()
}

/// Whether two schemas that are compared have most of their properties in common.
fn alike(cx: &mut Comparison<'_>, old: &str, new: &str) -> bool {
    let Some([before, now]) = cx.renamed.get(&(old.to_owned(), new.to_owned())).copied() else { return false };
    if cx.shapes[0].of(&cx.old, &[before]) == cx.shapes[1].of(&cx.new, &[now]) {
        return true;
    }
    let before = Schema::of(&cx.old, &[before]).properties();
    let now = Schema::of(&cx.new, &[now]).properties();
    let common = before.keys().filter(|name| now.contains_key(*name)).count();
    common * 2 > before.len().max(now.len()) || before.is_empty() && now.is_empty() && super::close(old, new)
}

/// Schemas that no operation uses are part of the crate all the same.
fn unused(cx: &mut Comparison<'_>) {
    let (Some(was), Some(is)) = (cx.old.components("schemas"), cx.new.components("schemas")) else { return };
    let used = [cx.old.used(), cx.new.used()];
    for (name, now) in is {
        let Some(before) = was.get(name) else { continue };
        let (before, now) = (&before.value, &now.value);
        if used[0].contains(&(&raw const *before)) || used[1].contains(&(&raw const *now)) {
            continue;
        }
        if cx.shapes[0].of(&cx.old, &[before]) != cx.shapes[1].of(&cx.new, &[now]) {
            let message = format!("the schema {}, which no operation uses, changed", quoted(name));
            cx.tell(None, Part::Whole, "unused-schema-changed", (Some(before), Some(now)), message);
        }
    }
}
