//! What a schema demands, as one number: equal ones mean the same, as far as one looks. For finding what belongs together, not for saying that nothing changed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::view::Schema;
use crate::diff::wire::document::Document;
use crate::source::{Data, Node};

/// How deep to look.
const DEPTH: usize = 4;

/// Shapes that are known.
#[derive(Default)]
pub(in crate::diff::wire) struct Shapes(HashMap<(Vec<*const Node>, usize), u64>);

impl Shapes {
    /// The shape of a schema that several nodes describe together.
    pub(in crate::diff::wire) fn of<'s>(&mut self, document: &Document<'s>, nodes: &[&'s Node]) -> u64 {
        self.deep(document, nodes, DEPTH)
    }

    fn deep<'s>(&mut self, document: &Document<'s>, nodes: &[&'s Node], depth: usize) -> u64 {
        let key = (nodes.iter().map(|node| &raw const **node).collect::<Vec<_>>(), depth);
        if let Some(known) = self.0.get(&key) {
            return *known;
        }
        let schema = Schema::of(document, nodes);
        let shape = self.view(document, &schema, depth);
        self.0.insert(key, shape);
        shape
    }

    /// The shape of a schema.
    pub(super) fn view<'s>(&mut self, document: &Document<'s>, schema: &Schema<'s>, depth: usize) -> u64 {
        let mut hash = DefaultHasher::new();
        (schema.types().filter(|_| depth > 0), schema.nullable(), schema.format()).hash(&mut hash);
        let properties = schema.properties();
        let mut names: Vec<&&str> = properties.keys().collect();
        names.sort_unstable();
        (names, schema.required()).hash(&mut hash);
        if depth == 0 {
            return hash.finish();
        }
        let mut values: Option<Vec<u64>> = schema.values().map(|values| values.into_iter().map(json).collect());
        if let Some(values) = &mut values {
            values.sort_unstable();
        }
        values.hash(&mut hash);
        for bound in super::bounds::BOUNDS {
            schema.bound(bound.key, bound.lower).map(|(number, _)| number).hash(&mut hash);
        }
        for (name, nodes) in sorted(properties) {
            (name, self.deep(document, &nodes, depth - 1)).hash(&mut hash);
        }
        for key in ["items", "additionalProperties"] {
            let nodes = schema.all(key);
            if nodes.iter().any(|node| node.as_bool() != Some(true)) {
                (key, nodes.iter().any(|node| node.as_bool() == Some(false)), self.deep(document, &nodes, depth - 1)).hash(&mut hash);
            }
        }
        for choice in &schema.choices {
            let mut branches: Vec<u64> = choice.branches.iter().map(|branch| self.deep(document, &[branch], depth - 1)).collect();
            branches.sort_unstable();
            branches.hash(&mut hash);
        }
        for key in OTHERS {
            schema.all(key).into_iter().map(json).collect::<Vec<_>>().hash(&mut hash);
        }
        hash.finish()
    }
}

/// Keywords that count as they are written.
const OTHERS: &[&str] = &[
    "pattern",
    "uniqueItems",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "patternProperties",
    "dependentRequired",
    "dependentSchemas",
    "prefixItems",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

fn sorted<'s>(properties: indexmap::IndexMap<&'s str, Vec<&'s Node>>) -> Vec<(&'s str, Vec<&'s Node>)> {
    let mut sorted: Vec<_> = properties.into_iter().collect();
    sorted.sort_unstable_by_key(|(name, _)| *name);
    sorted
}

/// A value of an object as a number; sets that are written as lists have no order.
fn entry(key: &str, node: &Node) -> u64 {
    let Some(items) = node.as_array().filter(|_| ["type", "enum", "required", "oneOf", "anyOf", "allOf"].contains(&key)) else {
        return json(node);
    };
    let mut items: Vec<u64> = items.iter().map(json).collect();
    items.sort_unstable();
    let mut hash = DefaultHasher::new();
    items.hash(&mut hash);
    hash.finish()
}

/// A value as a number, whatever the order of its keys; prose does not count.
pub(in crate::diff::wire) fn json(node: &Node) -> u64 {
    let mut hash = DefaultHasher::new();
    match &node.data {
        Data::Null => 0_u8.hash(&mut hash),
        Data::Bool(flag) => flag.hash(&mut hash),
        Data::Number(number) => number.hash(&mut hash),
        Data::String(text) => text.hash(&mut hash),
        Data::Array(items) => items.iter().map(json).collect::<Vec<_>>().hash(&mut hash),
        Data::Object(members) => {
            let counts = |key: &str| !super::notes::PROSE.contains(&key);
            let mut members: Vec<(&String, u64)> =
                members.iter().filter(|(key, _)| counts(key)).map(|(key, member)| (key, entry(key, &member.value))).collect();
            members.sort_unstable();
            members.hash(&mut hash);
        }
    }
    hash.finish()
}
