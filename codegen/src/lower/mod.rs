//! Document → [`Api`]: every decision about what the client looks like.
//!
//! In: a loaded [`Spec`], the project's [`Config`] and the names given before. Out: an [`Api`], or nothing where the report has errors. What is not supported is named in the
//! report with its place; with the user's consent the operations that need it are left out, and never anything in silence. There is no Rust syntax here.

mod again;
mod agreement;
mod all_of;
mod annotations;
mod array;
mod body;
mod bounds;
mod by_pattern;
mod candidates;
mod component;
mod conjunct;
mod context;
mod cycles;
mod direction;
mod discriminator;
mod distinguish;
mod draft;
mod enum_names;
mod enumeration;
mod event;
mod example;
mod extensible;
mod files;
mod fingerprint;
mod fold;
mod form;
mod formats;
mod further;
mod grouping;
mod headers;
mod kept;
mod key;
mod keywords;
mod label;
mod large;
mod media;
mod members;
mod merge;
mod naming;
mod number;
mod object;
mod operation;
mod operation_name;
mod parameter;
mod pattern;
mod payload;
mod placement;
mod prune;
mod reference;
mod renumber;
mod response;
mod rules;
mod schema;
mod security;
mod server;
mod server_url;
mod share;
mod siblings;
mod status;
mod style;
mod subtypes;
mod tags;
mod template;
mod text;
mod union;
mod untyped;
mod unused;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use context::Context;
use files::Files;

use crate::config::Config;
use crate::ir::{Access, Api, Presence, Type, TypeDef, TypeId, TypeKind};
use crate::names::Lock;
use crate::report::Report;
use crate::source::{Data, Node};
use crate::spec::Spec;

/// Decides what the client of a document looks like. `None`: the report has errors.
///
/// What was given a name before keeps it: `lock`. The names of now are in the result.
pub fn lower(spec: &Spec<'_>, config: &Config, lock: &Lock, report: &mut Report) -> Option<Api> {
    let document = &spec.document;
    let mut cx = Context::new(spec, config, lock, report);
    form::files(&mut cx);
    component::components(&mut cx);
    let schemes = security::schemes(&mut cx);
    let mut servers = server::servers(&mut cx, &document.servers);
    let mut placed = operation::operations(&mut cx, document, &schemes, &mut servers);
    let webhooks = payload::webhooks(&mut cx);
    let nameless = settle(&mut cx, &mut placed, &webhooks);
    let refused = prune::refused(&cx.drafts.types, &cx.drafts.refused);
    prune::components(&mut cx, &refused);
    let mut placed = prune::operations(&mut cx, placed, &refused);
    let callbacks = placed.iter_mut().flat_map(|placed| std::mem::take(&mut placed.payloads));
    let payloads = webhooks.into_iter().chain(callbacks).collect();
    let payloads = payload::kept(&mut cx, payloads, &refused);
    // Components are there for those who need them without an operation; other types only where something kept reaches them.
    let components = cx.components.values().filter(|component| component.is_named && !refused.contains_key(&component.id));
    let roots = components.map(|component| component.id).collect();
    let mut kept = prune::closure(&cx.drafts.types, roots);
    let used = prune::closure(&cx.drafts.types, placed.iter().flat_map(|placed| placed.operation.types()).collect());
    kept.extend(&used);
    kept.extend(prune::closure(&cx.drafts.types, payload::types(&payloads).collect()));
    kept.retain(|id| !nameless.contains_key(id));
    let carried: Vec<TypeId> = payload::types(&payloads).collect();
    let payloads = payload::named(&mut cx, payloads);
    let names = naming::names(&mut cx, &kept)?;
    unused::names(&mut cx);
    unused::formats(&mut cx);
    unused::patterns(&mut cx);
    members::names(&mut cx, &names);
    let mut payloads = payloads.filter(|_| !cx.report.has_errors())?;
    // What nothing reaches may be for anything, and so may what it holds.
    let unreached: Vec<TypeId> = kept.iter().copied().filter(|id| !used.contains(id)).collect();
    let with_unreached = |ids: Vec<TypeId>| ids.into_iter().chain(unreached.iter().copied()).collect();
    let sent = placed.iter().flat_map(|placed| prune::sent(&placed.operation)).collect();
    let sent = prune::closure(&cx.drafts.types, with_unreached(sent));
    let received = placed.iter().flat_map(|placed| prune::received(&placed.operation)).chain(carried).collect();
    let received = prune::closure(&cx.drafts.types, with_unreached(received));
    distinguish::close(&mut cx.drafts.types, &received);
    // What is sent has no room for undeclared properties.
    for (index, draft) in cx.drafts.types.iter_mut().enumerate() {
        if let TypeKind::Struct(object) = &mut draft.kind {
            object.closed &= received.contains(&TypeId(index));
        }
    }
    let validated = prune::validated(&cx.drafts.types);
    let new_ids = renumber::ids(&kept, nameless);
    let methods: BTreeSet<&str> = placed.iter().map(|placed| placed.operation.name.bare()).collect();
    let types = kept.iter().map(|&id| {
        let origin = naming::origin(&cx, &cx.drafts.types[id.0], |operation| methods.contains(operation));
        let draft = &mut cx.drafts.types[id.0];
        let kind = std::mem::replace(&mut draft.kind, TypeKind::Alias(Type::Any));
        let (docs, deprecated) = (std::mem::take(&mut draft.docs), draft.deprecated);
        let kind = relaxed(kind, sent.contains(&id), received.contains(&id));
        TypeDef {
            name: names[&id].name.clone(),
            docs,
            origin,
            within: None,
            deprecated,
            kind: renumber::kind(kind, &new_ids),
            validated: validated[id.0],
            sent: sent.contains(&id),
        }
    });
    let mut types: Vec<TypeDef> = types.collect();
    large::boxed(&mut types);
    within::find(&mut types);
    for placed in &mut placed {
        renumber::operation(&mut placed.operation, &new_ids);
    }
    for payload in &mut payloads {
        renumber::renumber(&mut payload.ty, &new_ids);
    }
    let used_schemes: BTreeSet<usize> = placed.iter().flat_map(|placed| placed.operation.security.iter().flatten().copied()).collect();
    let modules = grouping::by_module(placed, spec);
    let (features, files) = grouping::group(&types, &modules, &payloads, config.package.features, &mut Files::new(lock, &mut cx.names));
    // Without an operation there is no client that could use one.
    let servers = if modules.is_empty() { server::Servers::default() } else { servers };
    let (server_urls, server_enums) = servers.urls.named();
    kept::keep_unselected(&mut cx);
    Some(Api {
        names: cx.names,
        title: document.info.title.clone(),
        version: document.info.version.clone(),
        docs: context::docs(None, document.info.description.as_ref()),
        servers: servers.variants,
        server_urls,
        server_enums,
        security: schemes
            .schemes
            .into_iter()
            .enumerate()
            .filter(|(index, _)| used_schemes.contains(index))
            .map(|(_, scheme)| scheme)
            .collect(),
        types,
        files,
        modules: renumber::with_used_schemes(modules, &used_schemes),
        payloads,
        features,
    })
}

/// What can be said of types once all of them are made: which are one, which hold themselves, which are sent and received in two forms, what tells the
/// variants of unions apart. Answers with the types that get no name, and what stands for them.
fn settle(cx: &mut Context<'_, '_>, placed: &mut [operation::Placed], webhooks: &[payload::Draft]) -> BTreeMap<TypeId, Type> {
    let mut nameless = share::share(cx);
    nameless.extend(bounds::loosen(cx, placed));
    cycles::unroll(cx);
    cycles::break_cycles(&mut cx.drafts.types);
    nameless.extend(nameless_aliases(cx));
    // An example shows all of a schema.
    example::check(&cx.examples, &cx.drafts.types, cx.report);
    example::show(&cx.examples, &mut cx.drafts.types);
    direction::part(cx, placed, webhooks, &mut nameless);
    distinguish::distinguish(&mut cx.drafts.types);
    let of_operations = placed.iter().flat_map(|placed| placed.operation.types());
    let of_payloads = placed.iter().flat_map(|placed| payload::types(&placed.payloads)).chain(payload::types(webhooks));
    tags::leave_to_unions(&mut cx.drafts.types, &of_operations.chain(of_payloads).collect());
    nameless
}

/// Schemas that have no name of their own and need none, such as a property's `type: string` that another one refers to: a use of theirs is a use of
/// what they are.
fn nameless_aliases(cx: &mut Context<'_, '_>) -> BTreeMap<TypeId, Type> {
    let mut nameless = BTreeMap::new();
    for component in cx.components.values().filter(|component| !component.is_named) {
        let draft = &mut cx.drafts.types[component.id.0];
        if let TypeKind::Alias(ty) = &draft.kind {
            nameless.insert(component.id, ty.clone());
            draft.uses.clear();
        }
    }
    nameless
}

/// A required property that only one side sets is not required of the other (OpenAPI 3.0.4 §4.7.24.1, `readOnly`, `writeOnly`).
fn relaxed(kind: TypeKind, sent: bool, received: bool) -> TypeKind {
    let TypeKind::Struct(mut object) = kind else { return kind };
    for field in &mut object.fields {
        let absent = field.access == Access::ReadOnly && sent || field.access == Access::WriteOnly && received;
        field.presence = match field.presence {
            Presence::Required if absent => Presence::Optional,
            Presence::Nullable if absent => Presence::OptionalNullable,
            other => other,
        };
    }
    TypeKind::Struct(object)
}

/// Does a component allow null, itself or through what it only refers to.
fn is_nullable(spec: &Spec<'_>, node: &Node) -> bool {
    let mut node = node;
    // A chain of references that is longer than any document's is a circle.
    for _ in 0..1000 {
        let list_has_null = |key: &str, is_null: &dyn Fn(&Node) -> bool| match node.get(key).map(|node| &node.data) {
            Some(Data::Array(values)) => values.iter().any(is_null),
            _ => false,
        };
        let is_null_schema = |node: &Node| schema::is_null(spec.followed(node));
        if matches!(node.get("nullable").map(|node| &node.data), Some(Data::Bool(true)))
            || list_has_null("type", &schema::says_null)
            || enumeration::has_null(node)
            || list_has_null("oneOf", &is_null_schema)
            || list_has_null("anyOf", &is_null_schema)
        {
            return true;
        }
        let Some(next) = spec.target(node) else { return false };
        node = next;
    }
    false
}
