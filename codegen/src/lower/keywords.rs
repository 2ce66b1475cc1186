//! Keywords of schemas that no type says: which are refused, and which are only reported.

use super::context::Context;
use crate::ir::Type;
use crate::spec::Numbered;

/// Keywords that change what a type is, and that no type here models.
const STRUCTURAL: &[&str] = &["$dynamicRef"];

/// Keywords that only narrow it.
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

/// Keywords that no type here models. Structural ones refuse the schema, narrowing ones are reported and left out.
pub(super) fn refused(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Option<Type> {
    for keyword in NARROWING {
        if let Some(node) = numbered.node.get(keyword) {
            cx.unenforced(keyword, node.span);
        }
    }
    let keyword = STRUCTURAL.iter().find(|keyword| numbered.node.get(keyword).is_some())?;
    Some(cx.refuse(&format!("`{keyword}`"), numbered.span(keyword)))
}
