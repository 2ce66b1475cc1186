//! Keywords of schemas that no type and no check keeps: they are reported.

use super::context::Context;
use crate::report::{Diagnostic, Place};
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
        cx.unenforced(keyword, node.span);
    }
    for (keyword, other) in DEPENDENT {
        let Some(node) = numbered.node.get(keyword) else { continue };
        if open.iter().any(|(keyword, _)| keyword == other) {
            cx.unenforced(keyword, node.span);
        } else if numbered.node.get(other).is_none() {
            let message = format!("`{keyword}` says nothing without `{other}`");
            cx.report.push(Diagnostic::warning("no-effect", message).at(Place::of(node.span)).label("ignored"));
        }
    }
}
