//! A schema as it is meant: what it says itself, what it refers to, and the members of its `allOf`, as one.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::node::{bound, constant, has_own_content, is_null, list, mere_type};
use super::types::Types;
use crate::diff::wire::document::{Document, flag, text};
use crate::source::{Node, Number};

/// A schema, taken apart.
#[derive(Debug, Default)]
pub(in crate::diff::wire) struct Schema<'s> {
    /// All that must hold, the outermost first.
    pub(super) parts: Vec<Part<'s>>,
    /// What it is called, if it is a component.
    pub(super) name: Option<String>,
    /// The members of `allOf` that it has itself.
    pub(super) members: Vec<&'s Node>,
    pub(super) choices: Vec<Choice<'s>>,
    /// The values that a choice of constants lists.
    listed: Option<Vec<&'s Node>>,
    /// The types that a choice of mere types lists.
    pub(super) listed_types: Option<Types>,
    /// A choice has null among others.
    or_null: bool,
    /// How many references and members lead to what is being taken in.
    depth: usize,
}

/// How many references and members may lead to what belongs to a schema.
const DEEPEST: usize = 64;

#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'s> {
    pub(super) node: &'s Node,
    /// A member of an `allOf`, or in one.
    pub(super) member: bool,
}

/// A `oneOf` or `anyOf`.
#[derive(Debug)]
pub(super) struct Choice<'s> {
    /// Which of them.
    pub(super) key: &'static str,
    pub(super) node: &'s Node,
    /// What is chosen from, without null.
    pub(super) branches: Vec<&'s Node>,
}

impl<'s> Schema<'s> {
    /// The schema that several nodes describe together.
    pub(in crate::diff::wire) fn of(document: &Document<'s>, nodes: &[&'s Node]) -> Self {
        let mut schema = Self::default();
        for node in nodes {
            schema.add(document, node, false);
        }
        schema
    }

    /// The same without members that only it has.
    pub(super) fn without(document: &Document<'s>, nodes: &[&'s Node], members: &[&'s Node]) -> Self {
        let mut schema = Self::default();
        schema.parts.extend(members.iter().map(|node| Part { node, member: true }));
        let skipped = schema.parts.len();
        for node in nodes {
            schema.add(document, node, false);
        }
        schema.parts.drain(..skipped);
        schema
    }

    fn add(&mut self, document: &Document<'s>, node: &'s Node, member: bool) {
        // References may lead on and on, or in a circle.
        if self.depth < DEEPEST && !self.parts.iter().any(|part| std::ptr::eq(part.node, node)) {
            self.depth += 1;
            self.take(document, node, member);
            self.depth -= 1;
        }
    }

    fn take(&mut self, document: &Document<'s>, node: &'s Node, member: bool) {
        let target = node.get("$ref").and_then(|reference| document.follow(reference));
        if let Some((target, name)) = &target
            && (!document.siblings || node.as_object().is_some_and(|members| members.len() == 1))
        {
            self.call(name.as_ref(), member);
            return self.add(document, target, member);
        }
        self.parts.push(Part { node, member });
        if let Some((target, name)) = target {
            self.call(name.as_ref(), member);
            self.add(document, target, member);
        }
        for item in list(node, "allOf") {
            if !member {
                self.members.push(item);
            }
            // A single member, as 3.0 needs it to say more beside a reference, is the schema itself.
            let alone = list(node, "allOf").len() == 1 && item.get("$ref").is_some();
            if alone && let Some((_, name)) = item.get("$ref").and_then(|reference| document.follow(reference)) {
                self.call(name.as_ref(), member);
            }
            self.add(document, item, member || !alone);
        }
        for key in ["oneOf", "anyOf"] {
            self.choose(document, node, key, member);
        }
    }

    fn call(&mut self, name: Option<&String>, member: bool) {
        if self.name.is_none() && !member && self.parts.iter().all(|part| !has_own_content(part.node)) {
            self.name = name.cloned();
        }
    }

    fn choose(&mut self, document: &Document<'s>, node: &'s Node, key: &'static str, member: bool) {
        let all = list(node, key);
        let (nulls, branches): (Vec<&Node>, Vec<&Node>) = all.iter().partition(|branch| is_null(branch));
        self.or_null |= !nulls.is_empty();
        match &branches[..] {
            [] => {}
            [one] => {
                if let Some((_, name)) = one.get("$ref").and_then(|reference| document.follow(reference)) {
                    self.call(name.as_ref(), member);
                }
                self.add(document, one, member);
            }
            _ => {
                if let Some(values) = branches.iter().map(|branch| constant(document.end(branch))).collect::<Option<Vec<_>>>() {
                    self.listed = Some(values.concat());
                } else if let Some(types) = branches.iter().map(|branch| mere_type(document.end(branch))).collect::<Option<Vec<_>>>() {
                    self.listed_types = Some(types.into_iter().fold(Types::NONE, Types::or));
                } else {
                    self.choices.push(Choice { key, node: node.get(key).unwrap_or(node), branches });
                }
            }
        }
    }

    /// The nodes that make it.
    pub(super) fn nodes(&self) -> Vec<&'s Node> {
        self.parts.iter().map(|part| part.node).collect()
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Option<&'s Node> {
        self.parts.first().map(|part| part.node)
    }

    /// What the first that says something about a key says.
    pub(super) fn get(&self, key: &str) -> Option<&'s Node> {
        self.parts.iter().find_map(|part| part.node.get(key))
    }

    /// What all of them say about a key.
    pub(super) fn all(&self, key: &str) -> Vec<&'s Node> {
        self.parts.iter().filter_map(|part| part.node.get(key)).collect()
    }

    /// Whether a key is true in one of them.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.parts.iter().any(|part| flag(part.node, key))
    }

    /// Whether what stands at a node comes from a member of its `allOf`.
    pub(super) fn is_of_member(&self, key: &str) -> bool {
        self.parts.iter().find(|part| part.node.get(key).is_some()).is_some_and(|part| part.member)
    }

    /// Its types, without null. None: any.
    pub(super) fn types(&self) -> Option<Types> {
        let written = self.parts.iter().filter_map(|part| Types::written(part.node.get("type")?)).chain(self.listed_types);
        let types = written.reduce(Types::and);
        let listed = || {
            let values = self.values()?;
            Some(values.iter().map(|value| Types::of(value)).fold(Types::NONE, Types::or)).filter(|_| !values.is_empty())
        };
        // Many leave out what is plain to see.
        let meant = || match (self.get("properties"), self.get("items")) {
            (Some(_), None) => Some(Types::OBJECT),
            (None, Some(_)) => Some(Types::ARRAY),
            _ => None,
        };
        types.or_else(listed).or_else(meant)
    }

    /// Whether it may be null, said outright.
    pub(super) fn nullable(&self) -> bool {
        let says = |node: &Node| node.get("type").map(super::types::says_null);
        let typed: Vec<bool> = self.parts.iter().filter_map(|part| says(part.node)).collect();
        let by_value = typed.is_empty()
            && self.parts.iter().any(|part| {
                list(part.node, "enum").iter().any(|value| value.is_null()) || part.node.get("const").is_some_and(Node::is_null)
            });
        self.flag("nullable") || self.or_null || !typed.is_empty() && typed.iter().all(|null| *null) || by_value
    }

    /// The values that it is limited to, without null.
    pub(super) fn values(&self) -> Option<Vec<&'s Node>> {
        let written = self.parts.iter().filter_map(|part| constant(part.node));
        let mut lists: Vec<Vec<&Node>> = written.chain(self.listed.clone()).collect();
        lists.sort_by_key(Vec::len);
        let mut lists = lists.into_iter();
        let mut values = lists.next()?;
        for other in lists {
            values.retain(|value| other.contains(value));
        }
        values.retain(|value| !value.is_null());
        let mut each: Vec<&Node> = Vec::with_capacity(values.len());
        for value in values {
            if !each.contains(&value) {
                each.push(value);
            }
        }
        Some(each)
    }

    /// The narrowest bound: the largest of all where `lower`, else the smallest.
    pub(super) fn bound(&self, key: &str, lower: bool) -> Option<(&'s Number, &'s Node)> {
        let numbers = self.parts.iter().filter_map(|part| {
            let (number, node) = bound(part.node, key)?;
            Some((number, node))
        });
        if lower { numbers.max_by(|a, b| a.0.cmp(b.0)) } else { numbers.min_by(|a, b| a.0.cmp(b.0)) }
    }

    /// Its properties, each with all that is said of it.
    pub(in crate::diff::wire) fn properties(&self) -> IndexMap<&'s str, Vec<&'s Node>> {
        let mut properties: IndexMap<&str, Vec<&Node>> = IndexMap::new();
        for object in self.all("properties").into_iter().filter_map(Node::as_object) {
            for (name, member) in object {
                properties.entry(name).or_default().push(&member.value);
            }
        }
        properties
    }

    /// The properties that must be there.
    pub(super) fn required(&self) -> BTreeSet<&'s str> {
        self.parts.iter().flat_map(|part| list(part.node, "required")).filter_map(Node::as_str).collect()
    }

    /// `format`, in the spelling of 3.0: what encodes bytes is `byte`, and bytes as they are `binary`.
    pub(super) fn format(&self) -> Option<&'s str> {
        let encoding = self.get("contentEncoding").and_then(Node::as_str).filter(|encoding| encoding.eq_ignore_ascii_case("base64"));
        let bytes = self.get("contentMediaType").and_then(Node::as_str) == Some("application/octet-stream");
        let written = self.parts.iter().find_map(|part| text(part.node, "format"));
        written.or_else(|| encoding.map(|_| "byte")).or_else(|| bytes.then_some("binary"))
    }

    /// The entries of an object below a key, each by its name.
    pub(super) fn entries(&self, key: &str) -> BTreeMap<&'s str, &'s Node> {
        self.all(key).into_iter().rev().filter_map(Node::as_object).flatten().map(|(name, member)| (name.as_str(), &member.value)).collect()
    }
}
