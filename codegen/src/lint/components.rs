//! Components that nothing leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Diagnostic, Place, Report};
use crate::source::pointer::{child, tokens};
use crate::source::{Data, Node, Object};
use crate::spec::Spec;

/// A component: its section, and its key there.
type Component<'n> = (&'n str, &'n str);

/// The components by section and key.
type Components<'n> = BTreeMap<&'static str, &'n Object>;

/// What a Components Object has (OpenAPI 3.2 §4.8.1, "Fixed Fields").
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks", "pathItems", "mediaTypes",
];

pub(super) fn lint(spec: &Spec<'_>, report: &mut Report) {
    let root = spec.source().root();
    let webhooks = root.get("webhooks").and_then(Node::as_object);
    // A document of components alone is there for others.
    if [spec.paths(), webhooks].into_iter().flatten().all(Object::is_empty) {
        return;
    }
    let components: Components<'_> = SECTIONS.iter().filter_map(|section| Some((*section, spec.components(section)?))).collect();
    let members =
        || components.iter().flat_map(|(section, members)| members.iter().map(move |(name, member)| ((*section, name.as_str()), member)));
    let by_node: BTreeMap<*const Node, Component<'_>> = members().map(|(key, member)| (&raw const member.value, key)).collect();
    let bases = bases(&components);
    let mut reached: BTreeSet<Component<'_>> = BTreeSet::new();
    let mut seen: BTreeSet<*const Node> = BTreeSet::new();
    let mut open: Vec<&Node> = vec![root];
    while let Some(from) = open.pop() {
        let mut found: Vec<Component<'_>> = Vec::new();
        walk(from, root, &mut |node| {
            match spec.leads_to(node).map(|target| (target, by_node.get(&(&raw const *target)))) {
                Some((_, Some(component))) => found.push(*component),
                // A part of one, or of another file.
                Some((target, None)) if seen.insert(target) => open.push(target),
                _ => {}
            }
            let reference = node.get("$ref").and_then(Node::as_str);
            let mapped = mapped(node).filter_map(|member| spec.mapped(member));
            found.extend(reference.into_iter().chain(mapped).filter_map(|text| named(text, &components)));
            let requirements = node.get("security").and_then(Node::as_array).unwrap_or_default();
            let schemes = requirements.iter().filter_map(Node::as_object).flatten();
            found.extend(schemes.filter_map(|(name, _)| component("securitySchemes", name, &components)));
        });
        while let Some(key) = found.pop() {
            if reached.insert(key) {
                open.extend(components.get(key.0).and_then(|members| members.get(key.1)).map(|member| &member.value));
                // What extends a component with a discriminator is one of its variants.
                found.extend(bases.get(&key).into_iter().flatten());
            }
        }
    }
    for ((section, name), member) in members() {
        let pointer = child(&child("/components", section), name);
        // One that only refers to another file is that.
        let is_reached =
            reached.contains(&(section, name)) || spec.leads_to(&member.value).is_some_and(|target| seen.contains(&(&raw const *target)));
        if !is_reached && !spec.leaves_out(&pointer) {
            let message = format!("nothing refers to `{name}` of `components/{section}`");
            report.push(Diagnostic::warning("unused-component", message).at(Place::of(member.key)));
        }
    }
}

/// Every node below one, and itself, but for the components of the document.
fn walk<'n>(node: &'n Node, root: &Node, look: &mut impl FnMut(&'n Node)) {
    look(node);
    match &node.data {
        Data::Object(members) => {
            let is_left_out = |key: &str| key == "components" && std::ptr::eq(node, root);
            members.iter().filter(|(key, _)| !is_left_out(key)).for_each(|(_, member)| walk(&member.value, root, look));
        }
        Data::Array(items) => items.iter().for_each(|item| walk(item, root, look)),
        Data::Null | Data::Bool(_) | Data::Number(_) | Data::String(_) => {}
    }
}

/// The schemas that extend each schema with a discriminator by `allOf`.
fn bases<'n>(components: &Components<'n>) -> BTreeMap<Component<'n>, Vec<Component<'n>>> {
    let mut bases: BTreeMap<Component<'n>, Vec<Component<'n>>> = BTreeMap::new();
    for (name, node) in components.get("schemas").copied().into_iter().flatten() {
        let members = node.value.get("allOf").and_then(Node::as_array).unwrap_or_default();
        for base in members.iter().filter_map(|member| named(member.get("$ref")?.as_str()?, components)) {
            if components[base.0][base.1].value.get("discriminator").is_some() {
                bases.entry(base).or_default().push(("schemas", name));
            }
        }
    }
    bases
}

/// What a discriminator maps to.
fn mapped(node: &Node) -> impl Iterator<Item = &Node> {
    let mapping = node.get("discriminator").and_then(|discriminator| discriminator.get("mapping")).and_then(Node::as_object);
    mapping.into_iter().flatten().map(|(_, member)| &member.value)
}

/// The component that a reference leads to or into; the value of a mapping may be its bare name.
fn named<'n>(text: &str, components: &Components<'n>) -> Option<Component<'n>> {
    let Some((_, pointer)) = text.rsplit_once('#') else { return component("schemas", text, components) };
    let tokens: Vec<_> = tokens(pointer)?.collect();
    match &tokens[..] {
        [first, section, name, ..] if first == "components" => component(section, name, components),
        _ => None,
    }
}

fn component<'n>(section: &str, name: &str, components: &Components<'n>) -> Option<Component<'n>> {
    let (section, members) = components.get_key_value(section)?;
    members.get_key_value(name).map(|(name, _)| (*section, name.as_str()))
}
