//! Equal shapes as one type, wherever in the document they come.
//!
//! An inline shape is a known one's already when it is made after it ([`Drafts::intern`]); here come those that stand before the component of their shape,
//! and those that are equal once the types that they hold are.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};

use super::context::Context;
use super::draft::{Draft, Drafts};
use super::key::key;
use crate::ir::{Type, TypeId, TypeKind};

/// Makes one type of equal ones. Answers with the types that are no longer needed, and what stands for each.
pub(super) fn share(cx: &mut Context<'_, '_>) -> BTreeMap<TypeId, Type> {
    // What the document names comes before what it only refers to.
    let components: BTreeSet<(bool, TypeId)> = cx.components.values().map(|component| (!component.is_named, component.id)).collect();
    let components: Vec<TypeId> = components.into_iter().map(|(_, id)| id).collect();
    let drafts = &mut cx.drafts;
    let mut inline: BTreeSet<TypeId> = drafts.interned().collect();
    for id in &components {
        inline.remove(id);
    }
    let mut replaced = BTreeMap::new();
    loop {
        let found = equal(drafts, &components, &inline);
        if found.is_empty() {
            return replaced;
        }
        for (&old, &new) in &found {
            inline.remove(&old);
            let gone = &mut drafts.types[old.0];
            gone.kind = TypeKind::Alias(Type::Named(new));
            let (uses, pointers) = (std::mem::take(&mut gone.uses), std::mem::take(&mut gone.pointers));
            drafts.types[new.0].uses.extend(uses);
            drafts.types[new.0].pointers.extend(pointers);
            replaced.insert(old, Type::Named(new));
        }
        drafts.types.iter_mut().for_each(|draft| rewrite(draft, &found));
    }
}

/// The inline types that equal a component or an earlier inline type, and which.
fn equal(drafts: &Drafts, components: &[TypeId], inline: &BTreeSet<TypeId>) -> BTreeMap<TypeId, TypeId> {
    let mut known: HashMap<String, TypeId> = HashMap::new();
    for &id in components {
        known.entry(key(&drafts.types[id.0])).or_insert(id);
    }
    let mut found = BTreeMap::new();
    for &id in inline {
        match known.entry(key(&drafts.types[id.0])) {
            Entry::Occupied(first) => {
                found.insert(id, *first.get());
            }
            Entry::Vacant(first) => {
                first.insert(id);
            }
        }
    }
    found
}

/// Makes a type hold what stands for the types that it held. Variants of a union that are one type then are one variant.
fn rewrite(draft: &mut Draft, found: &BTreeMap<TypeId, TypeId>) {
    let mut changed = false;
    for ty in draft.kind.types_mut() {
        if let Type::Named(id) = ty.leaf_mut()
            && let Some(&new) = found.get(id)
        {
            *id = new;
            changed = true;
        }
    }
    let TypeKind::Union(union) = &mut draft.kind else { return };
    if !changed {
        return;
    }
    let variants = std::mem::take(&mut union.variants);
    for variant in variants {
        match union.variants.iter_mut().find(|known| known.ty == variant.ty) {
            Some(known) => known.tags.extend(variant.tags),
            None => union.variants.push(variant),
        }
    }
    if let [only] = &union.variants[..] {
        draft.kind = TypeKind::Alias(only.ty.clone());
    }
}
