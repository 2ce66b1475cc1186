//! What a document says at a place, and in all components that it leads to.

use std::collections::BTreeSet;

use openapi_codegen::source::Node;
use openapi_codegen::spec::place;
use serde_json::Value;

/// A document, to be asked what it says.
pub(crate) struct Closure<'n> {
    root: &'n Node,
    /// What stands beside the places: the security of operations that say nothing of it.
    around: String,
}

impl<'n> Closure<'n> {
    pub(crate) fn new(root: &'n Node) -> Self {
        let around = ["security", "servers", "openapi"].iter().filter_map(|key| root.get(key)).map(|node| node.to_json().to_string());
        Self { root, around: around.collect() }
    }

    /// All that is said at a place. `None`: there is none.
    pub(crate) fn of(&self, pointer: &str) -> Option<String> {
        let node = place::at(self.root, pointer)?.to_json();
        let mut said = vec![node.to_string()];
        if let Some((item, _)) = pointer.strip_prefix("/paths/").and_then(|rest| rest.split_once('/')) {
            let item = self.root.at(&format!("/paths/{item}"))?;
            said.extend(["parameters", "servers"].iter().filter_map(|key| item.get(key)).map(|node| node.to_json().to_string()));
            said.push(self.around.clone());
        }
        let mut open = references(&node);
        let mut known = BTreeSet::new();
        while let Some(reference) = open.pop() {
            let Some(target) = reference.strip_prefix('#').and_then(|pointer| self.root.at(pointer)) else { continue };
            let target = target.to_json();
            if known.insert(format!("{reference} {target}")) {
                open.extend(references(&target));
            }
        }
        said.extend(known);
        Some(said.join("\n"))
    }
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(members.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
