//! Operations: their names, and what they are put together of.

use openapiv3::{OpenAPI, Operation as Loaded, PathItem, ReferenceOr};

use super::context::{Context, docs};
use super::draft::Refusal;
use super::further::{Further, further};
use super::operation_name::{self, Names};
use super::security::Schemes;
use super::server::{self, Servers};
use super::template::Template;
use super::{body, parameter, payload, response};
use crate::ir::{Operation, ReplyType, Responses};
use crate::report::Place;
use crate::source::{Data, Member, Node};
use crate::spec::Numbered;

/// An operation and what is needed to place it.
pub(super) struct Placed {
    pub(super) operation: Operation,
    /// Its first tag.
    pub(super) tag: Option<String>,
    /// What its callbacks carry.
    pub(super) payloads: Vec<payload::Draft>,
    /// What of it is not supported: the reason why it cannot be generated.
    pub(super) refused: Option<Refusal>,
    pub(super) place: Place,
}

/// An operation of the document before it is lowered.
pub(super) struct Found<'a, 's> {
    pub(super) path: &'a str,
    /// Its key, or for one of `additionalOperations` its name there.
    pub(super) method: &'a str,
    /// As it is sent.
    pub(super) sent: String,
    item: &'a PathItem,
    pub(super) operation: &'a Loaded,
    pub(super) numbered: Numbered<'s>,
    /// A further method of the operation before it.
    pub(super) further: Option<Further>,
}

/// All operations, in the document's order.
pub(super) fn operations<'a>(cx: &mut Context<'a, '_>, document: &'a OpenAPI, schemes: &Schemes, servers: &mut Servers) -> Vec<Placed> {
    let mut found = Vec::new();
    for (path, item) in &document.paths.paths {
        match item {
            ReferenceOr::Reference { reference } => {
                let place = path_node(cx, path).map_or(cx.spec.source().root().span, |node| node.span);
                cx.unsupported(&cx.spec.beyond(reference), place);
            }
            ReferenceOr::Item(item) => {
                let here = cx.spec.node(&item.extensions);
                let fixed = in_order(here.node, item).into_iter().map(|(method, operation)| (method, method.to_uppercase(), operation));
                let spec = cx.spec;
                let more = spec.more_operations(&item.extensions);
                let more: Vec<_> = more.iter().map(|(method, operation)| (method.as_str(), method.clone(), operation)).collect();
                for (method, sent, operation) in fixed.chain(more) {
                    let numbered = cx.spec.node(&operation.extensions);
                    if !is_token(&sent) {
                        cx.unsupported(&format!("the method `{sent}`"), numbered.node.span);
                        continue;
                    }
                    for further in std::iter::once(None).chain(further(cx, operation).into_iter().map(Some)) {
                        found.push(Found { path, method, sent: sent.clone(), item, operation, numbered: numbered.clone(), further });
                    }
                }
            }
        }
    }
    let Some(names) = operation_name::names(cx, &found) else { return Vec::new() };
    let root = document.security.as_deref();
    let mut placed = Vec::new();
    let mut base = String::new();
    for (found, names) in found.iter().zip(names) {
        if found.further.is_none() {
            names.0.bare().clone_into(&mut base);
        }
        placed.push(lower(cx, found, names, &base, schemes, servers, root));
    }
    placed
}

/// Whether a method can be sent (RFC 9110 §9.1).
fn is_token(method: &str) -> bool {
    !method.is_empty() && method.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// A path's operations in the order of the document, which the model does not keep.
fn in_order<'i>(node: &Node, item: &'i PathItem) -> Vec<(&'i str, &'i Loaded)> {
    let position = |method: &str| match &node.data {
        Data::Object(members) => members.get_index_of(method),
        _ => None,
    };
    let mut operations: Vec<_> = item.iter().collect();
    operations.sort_by_key(|(method, _)| position(method));
    operations
}

fn path_node<'s>(cx: &Context<'_, 's>, path: &str) -> Option<&'s Node> {
    cx.spec.paths()?.get(path).map(|member| &member.value)
}

/// Where an operation's key stands.
pub(super) fn operation_place(cx: &Context<'_, '_>, found: &Found<'_, '_>) -> Place {
    let member: Option<&Member> = path_node(cx, found.path).and_then(|node| match &node.data {
        Data::Object(members) => members.get(found.method),
        _ => None,
    });
    member.map_or(Place::of(found.numbered.node.span), |member| Place::of(member.key))
}

fn lower<'a>(
    cx: &mut Context<'a, '_>,
    found: &Found<'a, '_>,
    (name, type_name): Names,
    base: &str,
    schemes: &Schemes,
    servers: &mut Servers,
    root_security: Option<&[openapiv3::SecurityRequirement]>,
) -> Placed {
    let Found { path, method: _, sent, item, operation, numbered, further } = found;
    let mut refused = None;
    let payloads = if further.is_none() { payload::callbacks(cx, numbered, &name) } else { Vec::new() };
    let own = if operation.servers.is_empty() { &item.servers } else { &operation.servers };
    let server = server::own(cx, servers, own);
    let (template, constants, parameters) =
        parameter::parameters(cx, found.path, item, operation, numbered, base).unwrap_or_else(|refusal| {
            refused = Some(refusal);
            (Template::parse(path, &[]), Vec::new(), Vec::new())
        });
    let body = match operation.request_body.as_ref().map(|body| body::body(cx, body, numbered, base, *further)) {
        Some(Ok(body)) => body,
        Some(Err(refusal)) => {
            refused = Some(refusal);
            None
        }
        None => None,
    };
    let responses = response::responses(cx, found, base).unwrap_or_else(|refusal| {
        refused = Some(refusal);
        Responses { success: ReplyType::None, failure: ReplyType::None, accept: None, replies: Vec::new(), headers: Vec::new() }
    });
    let requirements = operation.security.as_deref().or(root_security).unwrap_or_default();
    let security = schemes.alternatives(cx, requirements, numbered.place("security"));
    let place = operation_place(cx, found);
    let summary = operation.summary.as_ref().or(item.summary.as_ref());
    let description = operation.description.as_ref().or(item.description.as_ref());
    Placed {
        operation: Operation {
            name,
            type_name,
            method: sent.clone(),
            path: (*path).to_owned(),
            template: template.text,
            server,
            constants,
            docs: docs(summary, description),
            deprecated: operation.deprecated,
            security,
            parameters,
            body,
            responses,
        },
        tag: operation.tags.first().cloned(),
        payloads,
        refused,
        place,
    }
}
