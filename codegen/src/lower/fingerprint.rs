//! What a type looks like, as a text that is equal for equal shapes in every version of a document.
//!
//! A component in it counts by its name alone: that one changes does not change what holds it.

use std::collections::HashMap;

use super::draft::{Draft, key};
use crate::ir::{Docs, Type, TypeId};
use crate::names::shape;

/// What types look like, as far as somebody has asked.
pub(super) struct Shapes<'d> {
    types: &'d [Draft],
    components: HashMap<TypeId, &'d str>,
    known: HashMap<TypeId, String>,
}

impl<'d> Shapes<'d> {
    pub(super) fn new(types: &'d [Draft], components: HashMap<TypeId, &'d str>) -> Self {
        Self { types, components, known: HashMap::new() }
    }

    /// What a type looks like.
    pub(super) fn of(&mut self, id: TypeId) -> String {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        // A type that contains itself does so by way of a component or of this.
        self.known.insert(id, "itself".to_owned());
        let Draft { kind, deprecated, uses, place, request_of, .. } = &self.types[id.0];
        // What its key does not say, and what is long, is left out: prose, and where else it stands.
        let mut draft = Draft {
            kind: kind.clone(),
            docs: Docs::default(),
            deprecated: *deprecated,
            uses: uses.first().cloned().into_iter().collect(),
            pointers: Vec::new(),
            place: *place,
            request_of: *request_of,
        };
        for ty in draft.kind.types_mut() {
            let leaf = ty.leaf_mut();
            if let Type::Named(held) = leaf {
                *leaf = Type::Chosen(self.held(*held));
            }
        }
        let shape = shape(&format!("type {} {}", key(&draft), draft.request_of.is_some()));
        self.known.insert(id, shape.clone());
        shape
    }

    fn held(&mut self, id: TypeId) -> String {
        let sent = self.types[id.0].request_of;
        match self.components.get(&sent.unwrap_or(id)) {
            Some(name) => format!("component {name} {}", sent.is_some()),
            None => self.of(id),
        }
    }
}
