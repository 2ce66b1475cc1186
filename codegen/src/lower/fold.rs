//! Variants of a union that are strings of the same kind, as one: lists of values as one list, patterns as one pattern.
//!
//! `^\d+$` or `^0x[0-9a-f]+$` is one text that users build and pass on as a whole; two types, and an enum around them, would only be in the way.

use super::context::Context;
use super::draft::Standing;
use super::pattern;
use super::rules;
use super::union::Made;
use crate::ir::{Enum, EnumBase, EnumVariant, Pattern, Range, Text, Type, TypeKind};
use crate::names::{Candidates, resolve, spellings};

/// Kinds that take the place of several variants each, and the variants that are left.
pub(super) fn fold(cx: &mut Context<'_, '_>, made: Vec<Made>) -> (Vec<TypeKind>, Vec<Made>) {
    let (listed, rest): (Vec<Made>, Vec<Made>) = made.into_iter().partition(|made| values(cx, made).is_some());
    let (matched, rest): (Vec<Made>, Vec<Made>) = rest.into_iter().partition(|made| pattern(cx, made).is_some());
    let (mut kinds, mut rest) = (Vec::new(), rest);
    match one_list(cx, &listed) {
        Some(kind) => kinds.push(kind),
        None => rest.extend(listed),
    }
    let patterns: Vec<Pattern> = matched.iter().filter_map(|made| pattern(cx, made)).collect();
    match pattern::any(cx, &patterns) {
        Some(pattern) => kinds.push(TypeKind::Text(Text { length: Range::default(), pattern: Some(pattern), format: None })),
        None => rest.extend(matched),
    }
    rest.sort_by_key(|made| made.position);
    (kinds, rest)
}

/// Bounds up to which a length makes a small automaton.
const SMALL: u64 = 100;

/// The kind of an inline type. A component has its name, and stays.
fn inline<'c>(cx: &'c Context<'_, '_>, made: &Made) -> Option<&'c TypeKind> {
    let Type::Named(id) = made.slot.ty else { return None };
    let draft = &cx.drafts.types[id.0];
    draft.uses.first().is_some_and(|place| place.standing != Standing::Component).then_some(&draft.kind)
}

fn values<'c>(cx: &'c Context<'_, '_>, made: &Made) -> Option<&'c [EnumVariant]> {
    match inline(cx, made)? {
        TypeKind::Enum(Enum { base: EnumBase::String, variants, extensible: false }) => Some(variants),
        _ => None,
    }
}

fn pattern(cx: &Context<'_, '_>, made: &Made) -> Option<Pattern> {
    match inline(cx, made)? {
        TypeKind::Text(Text { length, pattern: Some(pattern), format: None }) if length.is_open() => Some(pattern.clone()),
        // Bounds of the length are a pattern too.
        TypeKind::Text(Text { length: Range { min, max }, pattern: None, format: None }) => {
            let is_small = min.iter().chain(max).all(|bound| *bound <= SMALL);
            let max = max.map(|max| max.to_string()).unwrap_or_default();
            is_small.then(|| rules::compiled(&format!("^[^]{{{},{max}}}$", min.unwrap_or_default()))).flatten()
        }
        _ => None,
    }
}

/// All values of several lists, each once.
fn one_list(cx: &Context<'_, '_>, listed: &[Made]) -> Option<TypeKind> {
    let mut variants: Vec<EnumVariant> = Vec::new();
    for variant in listed.iter().filter_map(|made| values(cx, made)).flatten() {
        if !variants.iter().any(|known| known.value == variant.value) {
            variants.push(variant.clone());
        }
    }
    if listed.len() < 2 {
        return None;
    }
    let mut candidates: Vec<_> = variants.iter().map(|variant| Candidates::new(spellings(variant.text().unwrap_or_default()))).collect();
    let names = resolve(&mut candidates).ok()?;
    drop(candidates);
    for (variant, name) in variants.iter_mut().zip(names) {
        variant.name = name;
    }
    Some(TypeKind::Enum(Enum { base: EnumBase::String, variants, extensible: false }))
}
