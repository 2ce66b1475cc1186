//! `readOnly` and `writeOnly`: what is sent has no properties that only the server sets, what is received none that only the client sets.
//!
//! A type that goes one way loses the properties of the other. One that goes both ways, and that differs or holds what differs, becomes two types.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::draft::Draft;
use super::operation::Placed;
use super::{payload, prune};
use crate::ir::{Access, Body, Type, TypeId, TypeKind};

/// Parts types by where they go. Types without a name keep having none.
pub(super) fn part(cx: &mut Context<'_, '_>, placed: &mut [Placed], webhooks: &[payload::Draft], nameless: &mut BTreeMap<TypeId, Type>) {
    let types = &mut cx.drafts.types;
    let differing = differing(types);
    if differing.is_empty() {
        return;
    }
    let sent = placed.iter().flat_map(|placed| prune::sent(&placed.operation)).collect();
    let received = placed.iter().flat_map(|placed| prune::received(&placed.operation).chain(payload::types(&placed.payloads)));
    let received = received.chain(payload::types(webhooks)).collect();
    let (sent, received) = (prune::closure(types, sent), prune::closure(types, received));
    let two_way: Vec<TypeId> = differing.iter().copied().filter(|id| sent.contains(id) && received.contains(id)).collect();
    let first = types.len();
    let sent_form: BTreeMap<TypeId, TypeId> = two_way.iter().enumerate().map(|(index, &id)| (id, TypeId(first + index))).collect();
    for &id in &two_way {
        let form = Draft { request_of: Some(id), ..types[id.0].clone() };
        types.push(form);
    }
    for (&id, &form) in &sent_form {
        redirect(types[form.0].kind.types_mut(), &sent_form);
        if let Some(mut ty) = nameless.get(&id).cloned() {
            redirect([&mut ty], &sent_form);
            nameless.insert(form, ty);
        }
        without(&mut types[form.0], Access::ReadOnly);
        without(&mut types[id.0], Access::WriteOnly);
    }
    for &id in &differing {
        match (sent.contains(&id), received.contains(&id)) {
            (true, false) => {
                redirect(types[id.0].kind.types_mut(), &sent_form);
                without(&mut types[id.0], Access::ReadOnly);
            }
            (false, true) => without(&mut types[id.0], Access::WriteOnly),
            // Both: done. Neither: it may be for anything.
            (true, true) | (false, false) => {}
        }
    }
    for placed in placed {
        let operation = &mut placed.operation;
        let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
        redirect(parameters.chain(operation.body.as_mut().and_then(Body::ty_mut)), &sent_form);
    }
}

/// Types with a property that goes one way only, and types that hold such.
fn differing(types: &[Draft]) -> BTreeSet<TypeId> {
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut open = Vec::new();
    for (index, draft) in types.iter().enumerate() {
        for held in draft.kind.types().into_iter().filter_map(Type::named) {
            users.entry(held).or_default().push(TypeId(index));
        }
        if matches!(&draft.kind, TypeKind::Struct(object) if object.fields.iter().any(|field| field.access != Access::Both)) {
            open.push(TypeId(index));
        }
    }
    let mut differing = BTreeSet::new();
    while let Some(id) = open.pop() {
        if differing.insert(id) {
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    differing
}

fn redirect<'t>(held: impl IntoIterator<Item = &'t mut Type>, sent_form: &BTreeMap<TypeId, TypeId>) {
    for ty in held {
        if let Type::Named(id) = ty.leaf_mut()
            && let Some(&form) = sent_form.get(id)
        {
            *id = form;
        }
    }
}

/// Takes out the properties that go the other way.
fn without(draft: &mut Draft, access: Access) {
    if let TypeKind::Struct(object) = &mut draft.kind {
        object.fields.retain(|field| field.access != access);
    }
}
