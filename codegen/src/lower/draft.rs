//! Types while they are made: what each is, where it was met, and which of them cannot be generated.
//!
//! Equal shapes become one type: an inline schema is looked up by its structure ([`key`]) before a new type is made. Prose does not count.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::key::key;
use crate::ir::{Docs, Type, TypeId, TypeKind};

/// A type without a name yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: TypeKind,
    pub(super) docs: Docs,
    pub(super) deprecated: bool,
    /// Every place that uses it, in the document's order.
    pub(super) uses: Vec<Use>,
    /// Pointers to the schemas it was made from.
    pub(super) pointers: Vec<String>,
    /// Byte offset of the first of those schemas, for messages.
    pub(super) place: crate::report::Place,
    /// The type that this is the sent form of.
    pub(super) request_of: Option<TypeId>,
}

/// Where a type stands, from the inside out: `["orgId", "SendRecoveryCodeEmailRequest"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) path: Vec<String>,
    pub(super) standing: Standing,
    /// The operation's method, where one is around it.
    pub(super) operation: Option<String>,
    /// The list or map that it is an item of.
    pub(super) list: Option<String>,
}

/// What gives a type its first name, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The document: it is a component.
    Component,
    /// The operation whose body it is.
    Request,
    /// The operation whose reply it is.
    Reply,
    /// The operation whose reply has them for its headers, or what they are about.
    Headers,
    /// The webhook or the callback that carries it.
    Payload,
    /// The property, parameter or list it stands in.
    Inside,
}

/// The types made so far.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) types: Vec<Draft>,
    by_key: HashMap<String, TypeId>,
    /// Types that are not shared, by their shape and where they stand.
    by_place: HashMap<String, TypeId>,
    /// Types that stand for a schema that is not supported, and what it was.
    pub(super) refused: BTreeMap<TypeId, Refusal>,
}

/// Something of the document that is not supported: the name it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) String);

impl Drafts {
    /// A new type, not shared.
    pub(super) fn add(&mut self, draft: Draft) -> TypeId {
        self.types.push(draft);
        TypeId(self.types.len() - 1)
    }

    /// A new type, unless one of this shape is at the same place: two methods of one operation fail alike.
    pub(super) fn add_once(&mut self, draft: Draft) -> TypeId {
        let place = format!("{} {:?}", key(&draft), draft.uses);
        if let Some(&id) = self.by_place.get(&place) {
            return id;
        }
        let id = self.add(draft);
        self.by_place.insert(place, id);
        id
    }

    /// The type of this shape: the one there is, used in one more place, or a new one.
    pub(super) fn intern(&mut self, draft: Draft) -> TypeId {
        let key = key(&draft);
        if let Some(&id) = self.by_key.get(&key) {
            let known = &mut self.types[id.0];
            known.uses.extend(draft.uses);
            known.pointers.extend(draft.pointers);
            return id;
        }
        let id = self.add(draft);
        self.by_key.insert(key, id);
        id
    }

    /// Makes a component the type of its shape, unless an earlier one is.
    pub(super) fn register(&mut self, id: TypeId) {
        let key = key(&self.types[id.0]);
        self.by_key.entry(key).or_insert(id);
    }

    /// The types that were made by their shape, and the components that were first with theirs.
    pub(super) fn interned(&self) -> impl Iterator<Item = TypeId> {
        self.by_key.values().copied()
    }

    /// What a type is behind its aliases.
    pub(super) fn behind_aliases<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // Bounded, because aliases may still go round in a circle here.
        for _ in 0..self.types.len() {
            match ty {
                Type::Named(id) if !self.refused.contains_key(id) => match &self.types[id.0].kind {
                    TypeKind::Alias(inner) => ty = inner,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// A type that stands for what is not supported. Nothing that reaches it is generated.
    pub(super) fn refuse(&mut self, what: String, place: crate::report::Place) -> Type {
        // A schema that is looked at twice is refused once, so that what holds it has the same shape both times.
        let known = self.refused.iter().find(|(id, refusal)| refusal.0 == what && self.types[id.0].place == place);
        if let Some((&id, _)) = known {
            return Type::Named(id);
        }
        let id = self.add(Draft {
            kind: TypeKind::Alias(Type::Any),
            docs: Docs::default(),
            deprecated: false,
            uses: Vec::new(),
            pointers: Vec::new(),
            place,
            request_of: None,
        });
        self.refused.insert(id, Refusal(what));
        Type::Named(id)
    }
}
