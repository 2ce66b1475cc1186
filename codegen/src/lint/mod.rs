//! What is wrong with a document by itself, beside what stands in the way of a client.
//!
//! In: a loaded [`Spec`]. Out: messages. These are asked for; what also concerns those who only generate (examples that their schema refuses, bodies that are not
//! required, patterns) is said by `lower`.

mod components;
mod operations;
mod unions;

use crate::report::Report;
use crate::source::{Data, Node};
use crate::spec::Spec;

/// Looks for what a document has no use for, leaves open, or says twice.
pub fn lint(spec: &Spec<'_>, report: &mut Report) {
    operations::lint(spec, report);
    components::lint(spec, report);
    unions::lint(spec, report);
}

/// Every node below one, and itself, but for what is data and not document: examples, defaults, listed values and extensions.
fn each<'n>(node: &'n Node, look: &mut impl FnMut(&'n Node)) {
    look(node);
    match &node.data {
        Data::Object(members) => {
            let is_data = |key: &str| matches!(key, "example" | "examples" | "default" | "enum" | "const") || key.starts_with("x-");
            // A property may be called like a keyword.
            members
                .iter()
                .filter(|(key, member)| !is_data(key) || is_schema(&member.value))
                .for_each(|(_, member)| each(&member.value, look));
        }
        Data::Array(items) => items.iter().for_each(|item| each(item, look)),
        _ => {}
    }
}

/// Whether a node can only be a schema.
fn is_schema(node: &Node) -> bool {
    node.get("$ref").is_some() || node.get("type").is_some_and(|ty| ty.as_str().is_some()) && node.get("value").is_none()
}
