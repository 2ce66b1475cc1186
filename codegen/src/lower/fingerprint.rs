//! What a type looks like, as a text that is equal for equal shapes in every version of a document.
//!
//! A component in it counts by its name alone: that one changes does not change what holds it.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};

use super::draft::Draft;
use super::key::key_by;
use crate::ir::{Type, TypeId};
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
        let draft = &self.types[id.0];
        let held: BTreeMap<TypeId, String> =
            draft.kind.types().into_iter().filter_map(Type::named).map(|held| (held, self.held(held))).collect();
        // All that it holds is there.
        let key = key_by(draft, &|id, key| key.extend(held.get(&id).into_iter().flat_map(|held| ["<", held, ">"])));
        let shape = shape(&format!("type {key} {}", draft.request_of.is_some()));
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
