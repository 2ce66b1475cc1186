//! Keywords of schemas that no type and no check keeps: they are reported.

use std::collections::BTreeSet;

use super::context::Context;
use crate::report::{Diagnostic, Place};
use crate::source::Node;
use crate::spec::Numbered;

/// Keywords that only narrow what a schema is.
const NARROWING: &[&str] = &[
    "contains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "if",
    "not",
];

/// Keywords that say something only beside another.
const DEPENDENT: &[(&str, &str)] = &[("minContains", "contains"), ("maxContains", "contains"), ("then", "if"), ("else", "if")];

/// Keywords that say more of a number or a list than that it is one.
pub(super) const BOUNDS: &[&str] =
    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "enum", "const"];

/// Reports the keywords of a schema that are not enforced, once its type is made: those that no rule has taken.
pub(super) fn report(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) {
    let mut is_open = |keyword: &str| numbered.node.get(keyword).filter(|node| !cx.settled.remove(&(&raw const **node)));
    let open: Vec<_> = NARROWING.iter().filter_map(|keyword| Some((*keyword, is_open(keyword)?))).collect();
    for (keyword, node) in &open {
        unenforced(cx, keyword, node);
    }
    for (keyword, other) in DEPENDENT {
        let Some(node) = numbered.node.get(keyword) else { continue };
        if open.iter().any(|(keyword, _)| keyword == other) {
            unenforced(cx, keyword, node);
        } else if numbered.node.get(other).is_none() {
            let message = format!("`{keyword}` says nothing without `{other}`");
            cx.report.push(Diagnostic::warning("no-effect", message).at(Place::of(node.span)).label("ignored"));
        }
    }
}

/// Reports a keyword that is not enforced, and with it those inside of it.
fn unenforced(cx: &mut Context<'_, '_>, keyword: &str, node: &Node) {
    let inner: Vec<String> = inside(node).into_iter().map(|keyword| format!("`{keyword}`")).collect();
    match inner.split_last() {
        None => cx.unenforced(keyword, node.span),
        Some((last, others)) => {
            let listed = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
            let message = format!("`{keyword}` is not enforced, with {listed} inside of it");
            cx.report.push(Diagnostic::warning("unenforced", message).at(Place::of(node.span)));
        }
    }
}

/// The keywords of this kind in a schema and in those inside of it.
fn inside(node: &Node) -> BTreeSet<&'static str> {
    let (mut found, mut open) = (BTreeSet::new(), vec![node]);
    while let Some(node) = open.pop() {
        let known = NARROWING.iter().copied().chain(DEPENDENT.iter().map(|(keyword, _)| *keyword));
        found.extend(known.filter(|keyword| node.get(keyword).is_some()));
        open.extend(node.as_object().into_iter().flatten().map(|(_, member)| &member.value));
        open.extend(node.as_array().into_iter().flatten());
    }
    found
}
