//! Webhooks and callbacks: the types of what the API sends to servers of its users.

use indexmap::IndexMap;
use openapiv3::{PathItem, ReferenceOr};

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::Refusal;
use super::kept::{self, Item, Taken};
use super::media;
use crate::ir::{Payload, TypeId};
use crate::names::{Ident, Method, resolve};
use crate::report::{Diagnostic, Place};
use crate::spec::Numbered;

/// A payload before the names of all of them are told apart.
pub(super) struct Draft {
    /// The preferred one first.
    names: Vec<String>,
    payload: Payload,
    /// The operation that carries it.
    pointer: String,
    place: Place,
}

type Callback = IndexMap<String, ReferenceOr<PathItem>>;

/// The payloads of the document's webhooks.
pub(super) fn webhooks(cx: &mut Context<'_, '_>) -> Vec<Draft> {
    let root = cx.spec.node(&cx.spec.document.extensions);
    let webhooks: Callback = root.carried("webhooks").unwrap_or_default();
    webhooks.iter().flat_map(|(name, item)| payloads(cx, name, item, None)).collect()
}

/// The payloads of an operation's callbacks.
pub(super) fn callbacks(cx: &mut Context<'_, '_>, operation: &Numbered<'_>, method: &Ident<Method>) -> Vec<Draft> {
    let callbacks: IndexMap<String, ReferenceOr<Callback>> = operation.carried("callbacks").unwrap_or_default();
    let mut made = Vec::new();
    for (name, callback) in &callbacks {
        match callback {
            ReferenceOr::Item(callback) => made.extend(callback.values().flat_map(|item| payloads(cx, name, item, Some(method)))),
            reference @ ReferenceOr::Reference { .. } => cx.unsupported(&reference_of(cx.spec, reference), operation.place("callbacks")),
        }
    }
    made
}

/// What each request of a webhook or of a callback carries; one without a body carries nothing.
fn payloads(cx: &mut Context<'_, '_>, wire: &str, item: &ReferenceOr<PathItem>, sender: Option<&Ident<Method>>) -> Vec<Draft> {
    let ReferenceOr::Item(item) = item else {
        cx.unsupported(&reference_of(cx.spec, item), cx.spec.source().root().span);
        return Vec::new();
    };
    let components = cx.spec.document.components.as_ref().map(|components| &components.request_bodies);
    let kind = if sender.is_some() { "callback" } else { "webhook" };
    let more = cx.spec.more_operations(&item.extensions).iter().map(|(method, operation)| (method.as_str(), operation));
    let operations: Vec<_> = item.iter().chain(more).collect();
    let several = operations.len() > 1;
    let mut made = Vec::new();
    for (verb, operation) in operations {
        let numbered = cx.spec.node(&operation.extensions);
        if !operation.parameters.is_empty() || !item.parameters.is_empty() {
            untyped(cx, &format!("the {kind} `{wire}` has parameters"), numbered.place("parameters"));
        }
        let Some(body) = &operation.request_body else {
            untyped(cx, &format!("the {kind} `{wire}` carries no body"), Place::of(numbered.node.span));
            continue;
        };
        let Some((body, _)) = resolved(components, "requestBodies", body) else {
            cx.unsupported(&reference_of(cx.spec, body), numbered.place("requestBody"));
            continue;
        };
        let Some(media) = media::ranked(cx, &body.content).into_iter().next() else {
            untyped(cx, &format!("the {kind} `{wire}` carries no body"), numbered.place("requestBody"));
            continue;
        };
        let name = if several { format!("{wire} {verb}") } else { wire.to_owned() };
        let segment = format!("{name} {kind}");
        let outer = sender.map(|sender| Where::payload(sender.bare(), None));
        let ty = media::schema(cx, media.content, &Where::payload(&segment, outer.as_ref()));
        let of_sender = sender.map(|sender| format!("{} {name}", sender.bare()));
        made.push(Draft {
            names: [Some(name.clone()), Some(segment), of_sender].into_iter().flatten().collect(),
            payload: Payload {
                name: Ident::new(&name),
                wire: crate::names::Wire(wire.to_owned()),
                sender: sender.cloned(),
                method: verb.to_uppercase(),
                media_type: media.name.to_owned(),
                ty,
                docs: docs(operation.summary.as_ref(), operation.description.as_ref().or(body.description.as_ref())),
            },
            pointer: numbered.pointer.clone(),
            place: Place::of(numbered.node.span),
        });
    }
    made
}

/// Says what of a webhook or a callback is in no type.
fn untyped(cx: &mut Context<'_, '_>, what: &str, place: Place) {
    cx.report.push(Diagnostic::warning("untyped", what).at(place).label("there is no type for it"));
}

/// Takes out the payloads that cannot be generated, each with a warning.
pub(super) fn kept(cx: &mut Context<'_, '_>, all: Vec<Draft>, refused: &std::collections::BTreeMap<TypeId, Refusal>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in all {
        match draft.payload.ty.named().and_then(|id| refused.get(&id)) {
            Some(Refusal(what)) if cx.config.skip_unsupported => {
                let message = format!("the payload of `{}` is left out: it needs {what}", draft.payload.wire.0);
                cx.report.push(Diagnostic::warning("left-out", message).at(draft.place));
            }
            Some(_) => {}
            // Several operations may have the same callback.
            None if kept.iter().any(|known| known.payload.wire == draft.payload.wire && known.payload.ty == draft.payload.ty) => {}
            None => kept.push(draft),
        }
    }
    kept
}

/// The named types that they mention.
pub(super) fn types(drafts: &[Draft]) -> impl Iterator<Item = TypeId> {
    drafts.iter().filter_map(|draft| draft.payload.ty.named())
}

/// The payloads, each with a name of its own.
pub(super) fn named(cx: &mut Context<'_, '_>, drafts: Vec<Draft>) -> Option<Vec<Payload>> {
    let items: Vec<Item> = drafts.iter().map(|draft| kept::at(&draft.pointer, "payload")).collect();
    let lines = kept::here(cx.lock, &items);
    let given = kept::names(&lines, drafts.iter().map(|_| None), cx.report);
    let taken = Taken::by(&given);
    let natural = drafts.iter().map(|draft| draft.names.iter().map(|name| Ident::new(name)).collect::<Vec<_>>());
    let mut candidates: Vec<_> = natural.zip(&given).map(|(names, given)| taken.leaves(given.as_ref(), names.into(), "payload")).collect();
    let (mut payloads, places): (Vec<Payload>, Vec<Place>) = drafts.into_iter().map(|draft| (draft.payload, draft.place)).unzip();
    match resolve(&mut candidates) {
        Ok(names) => {
            kept::keep(&mut cx.names, items, &lines, &names);
            for (payload, name) in payloads.iter_mut().zip(names) {
                payload.name = name;
            }
            Some(payloads)
        }
        Err(clashes) => {
            for clash in clashes {
                let place = clash.items.first().map_or(cx.spec.source().root().span.into(), |&item| places[item]);
                let message = format!("several webhooks or callbacks would all be `{}`", clash.name);
                cx.report.push(Diagnostic::error("name-clash", message).at(place));
            }
            None
        }
    }
}
