//! What a schema as it is written says, one keyword at a time.

use super::notes::PROSE;
use super::types::Types;
use crate::diff::wire::document::flag;
use crate::source::{Data, Node, Number};

/// A bound, in the spelling of 3.1: an exclusive one is a number of its own. What forbids nothing is none.
pub(super) fn bound<'s>(node: &'s Node, key: &str) -> Option<(&'s Number, &'s Node)> {
    let plain = |key: &str| node.get(key).and_then(|value| Some((value.as_number()?, value)));
    let other = |key: &str| if key.ends_with("inimum") { ("minimum", "exclusiveMinimum") } else { ("maximum", "exclusiveMaximum") };
    let found = match key {
        "minimum" | "maximum" if flag(node, other(key).1) => None,
        "exclusiveMinimum" | "exclusiveMaximum" if flag(node, key) => plain(other(key).0),
        _ => plain(key),
    };
    let idle = ["minLength", "minItems", "minProperties"].contains(&key);
    found.filter(|(number, _)| !idle || number.as_u64() != Some(0))
}

/// The items of a list below a key.
pub(super) fn list<'s>(node: &'s Node, key: &str) -> Vec<&'s Node> {
    node.get(key).and_then(Node::as_array).unwrap_or_default().iter().collect()
}

/// Whether a schema is null and nothing else.
pub(super) fn is_null(node: &Node) -> bool {
    match node.get("type") {
        Some(kind) => {
            kind.as_str() == Some("null") || kind.as_array().is_some_and(|kinds| matches!(kinds, [one] if one.as_str() == Some("null")))
        }
        None => constant(node).is_some_and(|values| values.iter().all(|value| value.is_null())),
    }
}

/// The values that a schema lists.
pub(super) fn constant(node: &Node) -> Option<Vec<&Node>> {
    match (node.get("const"), node.get("enum").and_then(Node::as_array)) {
        (Some(value), _) => Some(vec![value]),
        (None, Some(values)) => Some(values.iter().collect()),
        (None, None) => None,
    }
}

/// The type of a schema that says nothing else.
pub(super) fn mere_type(node: &Node) -> Option<Types> {
    let members = node.as_object()?;
    let prose = ["title", "description", "example", "examples"];
    let bare = members.keys().all(|key| key == "type" || prose.contains(&key.as_str()));
    bare.then(|| Types::written(node.get("type")?)).flatten()
}

/// Whether a schema demands anything itself, and not only by way of others.
pub(super) fn has_own_content(node: &Node) -> bool {
    let others = |key: &str| ["$ref", "allOf", "oneOf", "anyOf"].contains(&key);
    node.as_object().is_none_or(|members| members.keys().any(|key| !others(key) && !is_idle(key)))
}

/// Whether a keyword demands nothing.
fn is_idle(key: &str) -> bool {
    PROSE.contains(&key) || key.starts_with("x-") || ["nullable", "deprecated", "readOnly", "writeOnly"].contains(&key)
}

/// Whether a schema demands anything.
pub(super) fn has_content(node: &Node) -> bool {
    match &node.data {
        Data::Object(members) => members.keys().any(|key| !is_idle(key)),
        Data::Bool(flag) => !flag,
        _ => false,
    }
}
