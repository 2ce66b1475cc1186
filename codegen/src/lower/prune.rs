//! What remains: operations and types that reach nothing refused, with what is known only once all of them are there.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::draft::{Draft, Refusal};
use super::operation::Placed;
use crate::ir::{Body, Operation, Type, TypeId, TypeKind};
use crate::report::Diagnostic;

/// Types that cannot be generated, with the reason: refused ones, and what reaches them.
pub(super) fn refused(types: &[Draft], refused: &BTreeMap<TypeId, Refusal>) -> BTreeMap<TypeId, Refusal> {
    let mut all = refused.clone();
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (index, draft) in types.iter().enumerate() {
        for id in draft.kind.types().into_iter().filter_map(Type::named) {
            users.entry(id).or_default().push(TypeId(index));
        }
    }
    let mut open: Vec<TypeId> = refused.keys().copied().collect();
    while let Some(id) = open.pop() {
        let why = all[&id].clone();
        for user in users.get(&id).into_iter().flatten() {
            if !all.contains_key(user) {
                all.insert(*user, why.clone());
                open.push(*user);
            }
        }
    }
    all
}

/// Says which component schemas cannot be generated, where that is no error.
pub(super) fn components(cx: &mut Context<'_, '_>, refused: &BTreeMap<TypeId, Refusal>) {
    if !cx.config.skip_unsupported {
        return;
    }
    let mut left: Vec<(&str, TypeId)> = cx.components.iter().map(|(name, component)| (*name, component.id)).collect();
    left.sort_by_key(|(_, id)| *id);
    for (name, id) in left {
        if let Some(Refusal(what)) = refused.get(&id) {
            let message = format!("the schema `{name}` is left out: it needs {what}");
            cx.report.push(Diagnostic::warning("left-out", message).at(cx.drafts.types[id.0].place));
        }
    }
}

/// Takes out the operations that cannot be generated, each with a warning.
pub(super) fn operations(cx: &mut Context<'_, '_>, placed: Vec<Placed>, refused: &BTreeMap<TypeId, Refusal>) -> Vec<Placed> {
    let mut kept = Vec::new();
    for mut placed in placed {
        let mut why = placed.refused.take();
        for id in placed.operation.types() {
            why = why.or_else(|| refused.get(&id).cloned());
        }
        let Some(Refusal(what)) = why else {
            kept.push(placed);
            continue;
        };
        // Without the user's consent the cause is an error of its own, and nothing is generated.
        if cx.config.skip_unsupported {
            let Operation { method, path, .. } = &placed.operation;
            cx.report.push(Diagnostic::warning("left-out", format!("`{method} {path}` is left out: it needs {what}")).at(placed.place));
        }
    }
    kept
}

/// The types that an operation's request mentions.
pub(super) fn sent(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let sent = operation.parameters.iter().map(|parameter| &parameter.ty).chain(operation.body.as_ref().and_then(Body::ty));
    sent.filter_map(Type::named)
}

/// The types that an operation's replies mention.
pub(super) fn received(operation: &Operation) -> impl Iterator<Item = TypeId> {
    operation.responses.types().into_iter()
}

/// Everything reachable from some types.
pub(super) fn closure(types: &[Draft], open: Vec<TypeId>) -> BTreeSet<TypeId> {
    reachable(|id| &types[id.0].kind, open)
}

/// The same, wherever the types are.
pub(super) fn reachable<'t>(kind: impl Fn(TypeId) -> &'t TypeKind, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(kind(id).types().into_iter().filter_map(Type::named));
        }
    }
    reached
}

/// Which types some value of can break a constraint: they have one, or hold a type that has.
pub(super) fn validated(types: &[Draft]) -> Vec<bool> {
    let mut validated: Vec<bool> = types.iter().map(|draft| constrained(&draft.kind)).collect();
    loop {
        let mut changed = false;
        for (index, draft) in types.iter().enumerate() {
            if validated[index] {
                continue;
            }
            if draft.kind.types().into_iter().filter_map(Type::named).any(|id| validated[id.0]) {
                validated[index] = true;
                changed = true;
            }
        }
        if !changed {
            return validated;
        }
    }
}

/// Has a kind a constraint of its own.
fn constrained(kind: &TypeKind) -> bool {
    match kind {
        // An open enum can hold a value that the document does not list.
        TypeKind::Text(_) => true,
        TypeKind::Enum(listed) => !listed.extensible,
        TypeKind::Struct(object) => {
            object.closed
                || !object.size.is_open()
                || !object.rules.is_empty()
                || object.fields.iter().any(|field| field.ty.is_constrained())
                || object.additional.as_ref().is_some_and(|additional| additional.values.is_constrained())
        }
        TypeKind::Alias(ty) | TypeKind::Wrapper(ty) => ty.is_constrained(),
        TypeKind::Tuple(tuple) => !tuple.rules.is_empty() || tuple.items.iter().any(Type::is_constrained),
        // What an open one keeps fits no variant.
        TypeKind::Union(union) => union.open || union.exclusive || union.variants.iter().any(|variant| variant.ty.is_constrained()),
        // Only ever received.
        TypeKind::Replies(_) => false,
    }
}
