//! Looking at a closed schema: in comes a [`View`] of a place in it, out come the types, properties and items that it allows.
//!
//! This tells what a text is meant to be before it is validated, no more: `not`, `if` and the like are not looked at.

use std::collections::BTreeSet;

use serde_json::Value;

/// References and compositions are followed this far.
const DEEPEST: usize = 12;

/// A place in a closed schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) root: &'a Value,
    pub(crate) node: &'a Value,
}

impl<'a> View<'a> {
    pub(crate) fn new(root: &'a Value) -> Self {
        Self { root, node: root }
    }

    pub(crate) fn at(self, node: &'a Value) -> Self {
        Self { node, ..self }
    }

    /// What the `$ref` of this schema refers to.
    pub(crate) fn referred(self) -> Option<View<'a>> {
        let reference = self.node.get("$ref")?.as_str()?;
        Some(self.at(self.root.pointer(reference.strip_prefix('#')?)?))
    }

    /// The members of its `oneOf` and `anyOf`.
    pub(crate) fn variants(self) -> Vec<View<'a>> {
        let schema = std::iter::successors(Some(self), |view| view.referred()).take(DEEPEST).last().unwrap_or(self);
        let lists = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema.node.get(key)?.as_array());
        lists.flatten().map(|node| schema.at(node)).collect()
    }

    /// This schema and all that it refers to or is composed of.
    fn parts(self) -> Vec<View<'a>> {
        let mut parts: Vec<View<'a>> = Vec::new();
        let mut queue = vec![(self, 0)];
        while let Some((view, depth)) = queue.pop() {
            if parts.iter().any(|part| std::ptr::eq(part.node, view.node)) {
                continue;
            }
            parts.push(view);
            if depth < DEEPEST {
                queue.extend(view.referred().map(|view| (view, depth + 1)));
                let lists = ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| view.node.get(*key)?.as_array());
                queue.extend(lists.flatten().map(|node| (view.at(node), depth + 1)));
            }
        }
        parts
    }

    /// The types that a value may have, as far as the schema says; empty if it says nothing.
    pub(crate) fn types(self) -> BTreeSet<&'a str> {
        let mut types = BTreeSet::new();
        for part in self.parts() {
            match part.node.get("type") {
                Some(Value::String(name)) => types.extend([name.as_str()]),
                Some(Value::Array(names)) => types.extend(names.iter().filter_map(Value::as_str)),
                _ => {
                    let listed = part.node.get("enum").and_then(Value::as_array).into_iter().flatten();
                    types.extend(listed.chain(part.node.get("const")).map(|value| -> &str { type_of(value) }));
                    types.extend(part.node.get("properties").map(|_| "object"));
                    types.extend(part.node.get("items").map(|_| "array"));
                }
            }
        }
        types
    }

    /// The schema of a property, be it listed or additional.
    pub(crate) fn property(self, name: &str) -> Option<View<'a>> {
        let parts = self.parts();
        let listed = parts.iter().find_map(|part| Some(part.at(part.node.get("properties")?.get(name)?)));
        listed.or_else(|| {
            let additional = parts.iter().filter_map(|part| Some(part.at(part.node.get("additionalProperties")?)));
            additional.into_iter().find(|view| view.node.is_object())
        })
    }

    pub(crate) fn property_names(self) -> BTreeSet<&'a str> {
        let maps = self.parts().into_iter().filter_map(|part| part.node.get("properties")?.as_object());
        maps.flat_map(|map| map.keys().map(String::as_str)).collect()
    }

    /// Whether the schema asks for properties that it does not list.
    pub(crate) fn is_open(self) -> bool {
        let says = |key: &str| self.parts().iter().any(|part| part.node.get(key).is_some_and(|value| *value != Value::Bool(false)));
        says("additionalProperties") || says("patternProperties") || self.property_names().is_empty()
    }

    pub(crate) fn item(self, index: usize) -> Option<View<'a>> {
        let parts = self.parts();
        let tuple = parts.iter().find_map(|part| Some(part.at(part.node.get("prefixItems")?.get(index)?)));
        tuple.or_else(|| parts.iter().find_map(|part| Some(part.at(part.node.get("items")?))))
    }
}

pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
