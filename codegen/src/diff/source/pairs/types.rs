//! Pairs of types: first by name, because that is what users write, then by where they stand, by their component, and by their shape.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::ir::{Api, Body, Operation, Origin, ReplyType, Responses, Type, TypeDef, TypeId, TypeKind};

/// Finds the pairs of types.
pub(super) struct Finder<'a> {
    old: &'a Api,
    new: &'a Api,
    pub(super) types: Vec<Option<TypeId>>,
    is_taken: Vec<bool>,
    /// Pairs whose insides have not been looked at.
    unread: Vec<(TypeId, TypeId)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let names: HashMap<&str, TypeId> = new.types.iter().enumerate().map(|(index, def)| (def.name.as_str(), TypeId(index))).collect();
        let mut finder = Self { old, new, types: vec![None; old.types.len()], is_taken: vec![false; new.types.len()], unread: Vec::new() };
        for (index, def) in old.types.iter().enumerate() {
            if let Some(same) = names.get(def.name.as_str()) {
                finder.pair(TypeId(index), *same);
            }
        }
        finder
    }

    fn pair(&mut self, old: TypeId, new: TypeId) {
        if self.types[old.0].is_none() && !self.is_taken[new.0] {
            self.types[old.0] = Some(new);
            self.is_taken[new.0] = true;
            self.unread.push((old, new));
        }
    }

    /// Types at the same place: those that have lost their names are the same, if they are of one kind.
    pub(super) fn ty(&mut self, old: &Type, new: &Type) {
        match (old, new) {
            (Type::Nullable(old) | Type::Boxed(old), new) => self.ty(old, new),
            (old, Type::Nullable(new) | Type::Boxed(new)) => self.ty(old, new),
            (Type::Array { items: old, .. }, Type::Array { items: new, .. })
            | (Type::Map { values: old, .. }, Type::Map { values: new, .. }) => self.ty(old, new),
            (Type::Named(old), Type::Named(new)) => self.named(*old, *new),
            _ => {}
        }
    }

    fn named(&mut self, old: TypeId, new: TypeId) {
        let kind = |def: &TypeDef| std::mem::discriminant(&def.kind);
        if kind(&self.old.types[old.0]) == kind(&self.new.types[new.0]) {
            self.pair(old, new);
        }
    }

    pub(super) fn operation(&mut self, old: &Operation, new: &Operation) {
        for parameter in &old.parameters {
            let same = new.parameters.iter().find(|other| other.location == parameter.location && other.wire == parameter.wire);
            if let Some(same) = same {
                self.ty(&parameter.ty, &same.ty);
            }
        }
        if let (Some(old), Some(new)) = (old.body.as_ref().and_then(Body::ty), new.body.as_ref().and_then(Body::ty)) {
            self.ty(old, new);
        }
        self.responses(&old.responses, &new.responses);
    }

    fn responses(&mut self, old: &Responses, new: &Responses) {
        for (old, new) in [(&old.success, &new.success), (&old.failure, &new.failure)] {
            match (old, new) {
                (ReplyType::Choice(old), ReplyType::Choice(new)) => self.named(*old, *new),
                (ReplyType::One(old), ReplyType::One(new)) => {
                    if let (Some(old), Some(new)) = (old.ty(), new.ty()) {
                        self.ty(old, new);
                    }
                }
                _ => {}
            }
        }
        for headers in &old.headers {
            let same = new.headers.iter().find(|other| other.statuses.iter().any(|status| headers.statuses.contains(status)));
            if let Some(same) = same {
                self.named(headers.ty, same.ty);
            }
        }
        self.read();
    }

    /// Looks into the pairs there are.
    fn read(&mut self) {
        while let Some((old, new)) = self.unread.pop() {
            let (before, after) = (parts(&self.old.types[old.0].kind), parts(&self.new.types[new.0].kind));
            for (key, ty) in &before {
                if let Some((_, same)) = after.iter().find(|(other, _)| other == key) {
                    self.ty(ty, same);
                }
            }
        }
    }

    /// Types that nothing leads to: by their component, then by what they are made of.
    pub(super) fn leftovers(&mut self) {
        self.read();
        let component = |def: &TypeDef| format!("{:?} {:?}", std::mem::discriminant(&def.kind), def.origin);
        let of_shape = |def: &TypeDef| format!("{:?} {:?}", std::mem::discriminant(&def.kind), shape(&def.kind));
        for (key, is_usable) in [
            (
                &component as &dyn Fn(&TypeDef) -> String,
                &(|def: &TypeDef| matches!(def.origin, Origin::Component(_))) as &dyn Fn(&TypeDef) -> bool,
            ),
            (&of_shape, &|def: &TypeDef| !shape(&def.kind).is_empty()),
        ] {
            let mut candidates: HashMap<String, Vec<TypeId>> = HashMap::new();
            for (index, def) in self.new.types.iter().enumerate().filter(|(index, def)| !self.is_taken[*index] && is_usable(def)) {
                candidates.entry(key(def)).or_default().push(TypeId(index));
            }
            for index in 0..self.old.types.len() {
                let def = &self.old.types[index];
                if self.types[index].is_none()
                    && is_usable(def)
                    && let Some([only]) = candidates.get(&key(def)).map(Vec::as_slice)
                {
                    self.pair(TypeId(index), *only);
                }
            }
            self.read();
        }
    }
}

/// The types in a type, by what they are of the document.
fn parts(kind: &TypeKind) -> Vec<(Cow<'_, str>, &Type)> {
    match kind {
        TypeKind::Struct(object) => {
            let rest = object.additional.iter().map(|additional| (Cow::Borrowed(""), &additional.values));
            object.fields.iter().map(|field| (Cow::Borrowed(field.wire.0.as_str()), &field.ty)).chain(rest).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| (Cow::Borrowed(variant.name.as_str()), &variant.ty)).collect(),
        TypeKind::Replies(variants) => {
            variants.iter().filter_map(|variant| Some((Cow::Borrowed(variant.name.as_str()), variant.body.ty()?))).collect()
        }
        kind => kind.types().into_iter().enumerate().map(|(index, ty)| (Cow::Owned(index.to_string()), ty)).collect(),
    }
}

/// What tells a type from most others: the names of its properties, its values, its pattern.
fn shape(kind: &TypeKind) -> Vec<String> {
    let mut names: Vec<String> = match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| field.wire.0.clone()).collect(),
        TypeKind::Enum(listed) => listed.variants.iter().map(|variant| variant.value.to_string()).collect(),
        TypeKind::Text(text) => text.pattern.iter().map(|pattern| pattern.source.clone()).collect(),
        _ => Vec::new(),
    };
    names.sort();
    names
}
