//! Where a node stands: its pointer, for those that are asked for, found in one walk through the files.

use std::collections::{HashMap, HashSet};

use crate::diff::Spot;
use crate::report::Place;
use crate::source::{Data, FileId, Node, Sources, Span, pointer};

/// Places of one document.
pub(super) struct Places<'s> {
    sources: &'s Sources,
}

impl<'s> Places<'s> {
    pub(super) fn of(sources: &'s Sources) -> Self {
        Self { sources }
    }

    /// Where nodes stand. A scalar is marked itself, and what is longer by its key.
    pub(super) fn spots(&self, nodes: impl Iterator<Item = &'s Node>) -> HashMap<*const Node, Spot> {
        let (mut wanted, mut files) = (HashSet::new(), Vec::new());
        for node in nodes {
            wanted.insert(&raw const *node);
            if !files.contains(&node.span.file()) {
                files.push(node.span.file());
            }
        }
        // An alias is a copy with places of what it copies, which may be in the first file alone.
        if !files.contains(&FileId::ENTRY) {
            files.push(FileId::ENTRY);
        }
        let mut spots = HashMap::new();
        for file in files {
            if let Some(source) = self.sources.get(file) {
                let mut walk = Walk { wanted: &wanted, spots: &mut spots, pointer: String::new() };
                walk.node(source.root(), None);
            }
        }
        spots
    }
}

struct Walk<'a> {
    wanted: &'a HashSet<*const Node>,
    spots: &'a mut HashMap<*const Node, Spot>,
    pointer: String,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, key: Option<Span>) {
        if self.wanted.contains(&(&raw const *node)) {
            let whole = matches!(node.data, Data::Array(_) | Data::Object(_));
            let span = key.filter(|_| whole).unwrap_or(node.span);
            self.spots.insert(&raw const *node, Spot { pointer: self.pointer.clone(), place: Place::of(span) });
        }
        let length = self.pointer.len();
        match &node.data {
            Data::Object(members) => {
                for (name, member) in members.iter() {
                    pointer::push_token(&mut self.pointer, name);
                    self.node(&member.value, Some(member.key));
                    self.pointer.truncate(length);
                }
            }
            Data::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    pointer::push_index(&mut self.pointer, index);
                    self.node(item, None);
                    self.pointer.truncate(length);
                }
            }
            _ => {}
        }
    }
}
