//! A document as a comparison sees it: what references lead to, and its operations.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::source::{Data, FileId, Node, Object, Sources};
use crate::spec;

/// What a reference leads to, and its name.
type Target<'s> = (&'s Node, Option<String>);

/// One of the two documents.
pub(super) struct Document<'s> {
    sources: &'s Sources,
    pub(super) root: &'s Node,
    /// What stands beside a `$ref` of a schema counts: from 3.1 on.
    pub(super) siblings: bool,
    found: RefCell<HashMap<*const Node, Option<Target<'s>>>>,
}

/// An operation, of a path, a webhook or a callback.
#[derive(Clone)]
pub(super) struct Operation<'s> {
    /// The path, or the webhook's name.
    pub(super) path: &'s str,
    /// In capitals.
    pub(super) method: String,
    pub(super) node: &'s Node,
    /// The path item that it is of.
    pub(super) item: &'s Node,
}

impl<'s> Document<'s> {
    pub(super) fn of(sources: &'s Sources) -> Option<Self> {
        let root = sources.get(FileId::ENTRY)?.root();
        let version = root.get("openapi").map(|version| version.as_str().map_or_else(|| version.describe(), str::to_owned));
        let siblings = version.is_some_and(|version| !version.starts_with("3.0"));
        Some(Self { sources, root, siblings, found: RefCell::default() })
    }

    /// What a `$ref` leads to, and the name of that, if it has one.
    pub(super) fn follow(&self, reference: &'s Node) -> Option<Target<'s>> {
        let key = &raw const *reference;
        if let Some(found) = self.found.borrow().get(&key) {
            return found.clone();
        }
        let found = spec::target_of(self.sources, reference).map(|(node, key)| {
            let key = key
                .strip_prefix("#/components/")
                .and_then(|rest| rest.split_once('/'))
                .map_or(key.clone(), |(_, name)| if name.contains('/') { key.clone() } else { name.replace("~1", "/").replace("~0", "~") });
            (node, spec::names_of(&key).and_then(|names| names.into_iter().next()))
        });
        self.found.borrow_mut().insert(key, found.clone());
        found
    }

    /// The object that a value is or refers to. A circle ends where it began.
    pub(super) fn end(&self, node: &'s Node) -> &'s Node {
        let mut here = node;
        for _ in 0..32 {
            match here.get("$ref").and_then(|reference| self.follow(reference)) {
                Some((next, _)) => here = next,
                None => break,
            }
        }
        here
    }

    /// The members of an object below another, each with what its value refers to.
    pub(super) fn members(&self, node: &'s Node, key: &str) -> Vec<(&'s str, &'s Node)> {
        let members = node.get(key).map(|node| self.end(node)).and_then(Node::as_object);
        members.into_iter().flatten().map(|(name, member)| (name.as_str(), self.end(&member.value))).collect()
    }

    /// The components of a section, by name.
    pub(super) fn components(&self, section: &str) -> Option<&'s Object> {
        spec::components(self.sources, section)
    }

    /// The operations of all paths.
    pub(super) fn operations(&self) -> Vec<Operation<'s>> {
        let paths = self.members(self.root, "paths").into_iter();
        paths.filter(|(path, _)| path.starts_with('/')).flat_map(|(path, item)| self.of_item(path, item)).collect()
    }

    /// What references lead to from paths and webhooks, at once or by way of others.
    pub(super) fn used(&self) -> HashSet<*const Node> {
        let mut used = HashSet::new();
        let mut open: Vec<&'s Node> = ["paths", "webhooks"].iter().filter_map(|key| self.root.get(key)).collect();
        while let Some(node) = open.pop() {
            match &node.data {
                Data::Object(members) => open.extend(members.values().map(|member| &member.value)),
                Data::Array(items) => open.extend(items),
                _ => {}
            }
            let target = node.get("$ref").and_then(|reference| self.follow(reference));
            open.extend(target.map(|(target, _)| target).filter(|target| used.insert(&raw const **target)));
        }
        used
    }

    /// The operations of all webhooks.
    pub(super) fn webhooks(&self) -> Vec<Operation<'s>> {
        self.members(self.root, "webhooks").into_iter().flat_map(|(name, item)| self.of_item(name, item)).collect()
    }

    /// The operations of a path item.
    pub(super) fn of_item(&self, path: &'s str, item: &'s Node) -> Vec<Operation<'s>> {
        const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
        let object = |key| item.get(key).and_then(Node::as_object).into_iter().flatten();
        let members = item.as_object().into_iter().flatten().filter(|(key, _)| METHODS.contains(&key.as_str()));
        let fixed = members.map(|(method, member)| (method.to_ascii_uppercase(), member));
        let all = fixed.chain(object("additionalOperations").map(|(method, member)| (method.clone(), member)));
        all.map(|(method, member)| Operation { path, method, node: self.end(&member.value), item }).collect()
    }
}

/// Whether a key of an object is true.
pub(super) fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool).unwrap_or(false)
}

/// The text at a key of an object.
pub(super) fn text<'s>(node: &'s Node, key: &str) -> Option<&'s str> {
    node.get(key).and_then(Node::as_str)
}
