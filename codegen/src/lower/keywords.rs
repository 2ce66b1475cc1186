//! Keywords of schemas that no type and no check keeps: they are reported.

use super::context::Context;
use crate::spec::Numbered;

/// Keywords that only narrow what a schema is.
const NARROWING: &[&str] = &[
    "multipleOf",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "if",
    "not",
];

/// Keywords that say more of a number or a list than that it is one.
pub(super) const BOUNDS: &[&str] =
    &["items", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems", "enum", "const"];

/// Reports the keywords of a schema that are not enforced.
pub(super) fn report(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) {
    for keyword in NARROWING {
        if let Some(node) = numbered.node.get(keyword) {
            cx.unenforced(keyword, node.span);
        }
    }
}
