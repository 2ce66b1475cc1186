//! Types that contain themselves: boxed where they must be, and only there.

use std::collections::BTreeSet;

use foldhash::{HashSet, HashSetExt};

use super::context::Context;
use super::draft::{Draft, Drafts};
use crate::ir::{Type, TypeKind, UnionVariant};
use crate::report::Diagnostic;

/// A choice that is among its own variants, be it by way of other choices, is one of the variants that these have besides.
pub(super) fn unroll(cx: &mut Context<'_, '_>) {
    let count = cx.drafts.types.len();
    let reached: Vec<BTreeSet<usize>> = (0..count).map(|id| reached(&cx.drafts, id)).collect();
    let endless: Vec<usize> = (0..count).filter(|id| reached[*id].contains(id)).collect();
    let mut unrolled = Vec::new();
    for &id in &endless {
        let (mut variants, mut seen) = (Vec::new(), BTreeSet::new());
        besides(&cx.drafts, id, &|other| reached[other].contains(&id), &mut seen, &mut variants);
        unrolled.push((id, variants));
    }
    for (id, variants) in unrolled {
        let draft = &mut cx.drafts.types[id];
        let message = "one of the variants is this choice itself";
        cx.report.push(Diagnostic::warning("no-effect", message).at(draft.place).label("left out: it adds nothing"));
        match (&mut draft.kind, &variants[..]) {
            (kind, [only]) => *kind = TypeKind::Alias(only.ty.clone()),
            (TypeKind::Union(union), _) => union.variants = variants,
            _ => {}
        }
    }
}

/// The choices that a choice is, by way of its variants alone.
fn reached(drafts: &Drafts, id: usize) -> BTreeSet<usize> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(id) = open.pop() {
        open.extend(variants(drafts, id).iter().filter_map(|variant| choice(drafts, variant)).filter(|id| reached.insert(*id)));
    }
    reached
}

/// The variants of a choice and of those it goes round with, these apart.
fn besides(drafts: &Drafts, id: usize, goes_round: &dyn Fn(usize) -> bool, seen: &mut BTreeSet<usize>, found: &mut Vec<UnionVariant>) {
    if !seen.insert(id) {
        return;
    }
    for variant in variants(drafts, id) {
        match choice(drafts, variant).filter(|other| goes_round(*other)) {
            Some(other) => besides(drafts, other, goes_round, seen, found),
            None if found.iter().any(|known| known.ty == variant.ty || known.name == variant.name) => {}
            None => found.push(variant.clone()),
        }
    }
}

fn variants(drafts: &Drafts, id: usize) -> &[UnionVariant] {
    match &drafts.types[id].kind {
        TypeKind::Union(union) => &union.variants,
        _ => &[],
    }
}

/// The choice that a variant is.
fn choice(drafts: &Drafts, variant: &UnionVariant) -> Option<usize> {
    match drafts.behind_aliases(&variant.ty) {
        Type::Named(id) if matches!(drafts.types[id.0].kind, TypeKind::Union(_)) => Some(id.0),
        _ => None,
    }
}

/// Breaks every cycle: one `Box` in each that goes through structs only, a struct of its own for an alias that would have no end.
pub(super) fn break_cycles(types: &mut [Draft]) {
    let starts = in_order(types);
    wrap_endless_aliases(types, &starts);
    let mut state = vec![State::New; types.len()];
    for start in starts {
        visit(types, start, &mut state);
    }
}

/// Where the walks begin decides what is boxed or wrapped; it follows from where types are used, and not from the document's order.
fn in_order(types: &[Draft]) -> Vec<usize> {
    let first_place = |&index: &usize| types[index].uses.iter().map(|place| &place.path).min();
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by(|a, b| first_place(a).cmp(&first_place(b)));
    order
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// A field by field step of the walk: the type at hand and how far it has come.
struct Step {
    id: usize,
    next: usize,
}

/// Walks what a type holds by value, and boxes what leads back to a type that is still open. Iterative: schemas may be nested as deep as they like.
fn visit(types: &mut [Draft], start: usize, state: &mut [State]) {
    if state[start] != State::New {
        return;
    }
    state[start] = State::Open;
    let mut stack = vec![Step { id: start, next: 0 }];
    while let Some(step) = stack.last_mut() {
        let (id, index) = (step.id, step.next);
        step.next += 1;
        let Some(held) = held(&mut types[id].kind, index) else {
            state[id] = State::Done;
            stack.pop();
            continue;
        };
        let Some(target) = by_value(held) else { continue };
        match state[target] {
            State::New => {
                state[target] = State::Open;
                stack.push(Step { id: target, next: 0 });
            }
            State::Open => box_in_place(held),
            State::Done => {}
        }
    }
}

/// The `index`th type that a kind holds.
pub(super) fn held(kind: &mut TypeKind, index: usize) -> Option<&mut Type> {
    match kind {
        // A reply's body is no part of another type.
        TypeKind::Replies(_) => None,
        TypeKind::Struct(object) => object.fields.get_mut(index).map(|field| &mut field.ty),
        other => other.types_mut().into_iter().nth(index),
    }
}

/// The named type that is held without an allocation between.
pub(super) fn by_value(ty: &Type) -> Option<usize> {
    match ty {
        Type::Nullable(inner) => by_value(inner),
        Type::Named(id) => Some(id.0),
        _ => None,
    }
}

pub(super) fn box_in_place(ty: &mut Type) {
    match ty {
        Type::Nullable(inner) => box_in_place(inner),
        _ => *ty = Type::Boxed(Box::new(std::mem::replace(ty, Type::Any))),
    }
}

/// An alias that reaches itself through aliases alone becomes a struct: `type Tree = Vec<Tree>` has no end.
fn wrap_endless_aliases(types: &mut [Draft], starts: &[usize]) {
    let mut done = vec![false; types.len()];
    for &start in starts {
        // An alias leads to one other type, so that this is a walk along a line, which ends or bites itself.
        let (mut line, mut on_line) = (Vec::new(), HashSet::new());
        let mut next = Some(start);
        while let Some(at) = next.filter(|&at| !done[at]) {
            if !on_line.insert(at) {
                if let TypeKind::Alias(ty) = &types[at].kind {
                    types[at].kind = TypeKind::Wrapper(ty.clone());
                }
                break;
            }
            line.push(at);
            next = match &types[at].kind {
                TypeKind::Alias(ty) => ty.named().map(|id| id.0),
                _ => None,
            };
        }
        for id in line {
            done[id] = true;
        }
    }
}
