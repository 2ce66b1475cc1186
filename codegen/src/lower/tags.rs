//! Tags that only say which variant an object is: the union writes them, and the variant's struct needs no field for them.
//!
//! `oneOf: [{ kind: { const: Erc20 }, contract: … }, …]` is what a person would write as an enum whose variants have the other properties.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Standing};
use crate::ir::{Presence, Type, TypeId, TypeKind};
use crate::names::Wire;

/// Takes the tag out of structs that are nothing but variants under that one tag. Components keep theirs: users may read one by itself.
pub(super) fn leave_to_unions(types: &mut [Draft], elsewhere: &BTreeSet<TypeId>) {
    // What each type is tagged with, as long as all its uses agree.
    let mut tagged: BTreeMap<TypeId, Option<(Wire, Wire)>> = elsewhere.iter().map(|id| (*id, None)).collect();
    for (index, draft) in types.iter().enumerate() {
        if draft.uses.first().is_none_or(|place| place.standing == Standing::Component) {
            tagged.insert(TypeId(index), None);
        }
        for (position, ty) in draft.kind.types().into_iter().enumerate() {
            let Some(id) = ty.named() else { continue };
            let tag = match (&draft.kind, ty) {
                (TypeKind::Union(union), Type::Named(_) | Type::Boxed(_)) => match &union.variants[position].tags[..] {
                    [only] => union.tag.clone().map(|tag| (tag, only.clone())),
                    _ => None,
                },
                _ => None,
            };
            let known = tagged.entry(id).or_insert_with(|| tag.clone());
            if *known != tag {
                *known = None;
            }
        }
    }
    let mut left = BTreeSet::new();
    for (id, tag) in tagged {
        let Some((tag, value)) = tag else { continue };
        let is_tag = |ty: &Type, presence| presence == Presence::Required && says_only(types, ty, &value);
        let TypeKind::Struct(object) = &types[id.0].kind else { continue };
        let field = object.fields.iter().position(|field| field.wire == tag && is_tag(&field.ty, field.presence));
        let keeps_rest = object.additional.is_some() || !object.size.is_open();
        if let (Some(field), false, TypeKind::Struct(object)) = (field, keeps_rest, &mut types[id.0].kind) {
            object.fields.remove(field);
            left.insert(id);
        }
    }
    for draft in types {
        let TypeKind::Union(union) = &mut draft.kind else { continue };
        for variant in &mut union.variants {
            variant.adds_tag |= variant.ty.named().is_some_and(|id| left.contains(&id));
        }
    }
}

/// Whether a type has this text for its only value.
fn says_only(types: &[Draft], ty: &Type, text: &Wire) -> bool {
    let Type::Named(id) = ty else { return false };
    match &types[id.0].kind {
        TypeKind::Enum(listed) => listed.only().and_then(|only| only.text()) == Some(&text.0),
        TypeKind::Alias(inner) => says_only(types, inner, text),
        _ => false,
    }
}
