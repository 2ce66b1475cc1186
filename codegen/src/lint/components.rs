//! Components that nothing leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Diagnostic, Place, Report};
use crate::source::pointer::{child, tokens};
use crate::source::{Data, Node, Object};
use crate::spec::Spec;

/// A component: its section, and its key there.
type Component<'n> = (&'n str, &'n str);

/// The components by section and key.
type Components<'n> = BTreeMap<&'n str, BTreeMap<&'n str, &'n Node>>;

pub(super) fn lint(spec: &Spec<'_>, report: &mut Report) {
    let root = spec.source().root();
    let Some(sections) = root.get("components").and_then(Node::as_object) else { return };
    let is_empty = |key: &str| root.get(key).and_then(Node::as_object).is_none_or(Object::is_empty);
    // A document of components alone is there for others.
    if is_empty("paths") && is_empty("webhooks") {
        return;
    }
    let mut components = Components::new();
    for (section, members) in sections.iter().filter(|(section, _)| !section.starts_with("x-")) {
        let members = members.value.as_object().into_iter().flatten();
        components.insert(section, members.map(|(name, member)| (name.as_str(), &member.value)).collect());
    }
    let all = components.iter().flat_map(|(section, members)| members.iter().map(|(name, node)| ((*section, *name), *node)));
    let by_node: BTreeMap<*const Node, Component<'_>> = all.map(|(key, node)| (std::ptr::from_ref(node), key)).collect();
    let bases = bases(&components);
    let mut reached: BTreeSet<Component<'_>> = BTreeSet::new();
    let mut open: Vec<&Node> = vec![root];
    while let Some(from) = open.pop() {
        let mut found: Vec<Component<'_>> = Vec::new();
        walk(from, root, &mut |node| {
            found.extend(spec.target(node).and_then(|target| by_node.get(&std::ptr::from_ref(target)).copied()));
            let references = node.get("$ref").into_iter().chain(mapped(node));
            found.extend(references.filter_map(Node::as_str).filter_map(|text| named(text, &components)));
            let requirements = node.get("security").and_then(Node::as_array).unwrap_or_default();
            let schemes = requirements.iter().filter_map(Node::as_object).flatten();
            found.extend(schemes.filter_map(|(name, _)| component("securitySchemes", name, &components)));
        });
        while let Some(key) = found.pop() {
            if reached.insert(key) {
                open.extend(components.get(key.0).and_then(|members| members.get(key.1)));
                // What extends a component with a discriminator is one of its variants.
                found.extend(bases.get(&key).into_iter().flatten());
            }
        }
    }
    for (section, members) in sections.iter().filter(|(section, _)| !section.starts_with("x-")) {
        for (name, member) in members.value.as_object().into_iter().flatten() {
            let pointer = child(&child("/components", section), name);
            if !reached.contains(&(section.as_str(), name.as_str())) && !spec.leaves_out(&pointer) {
                let message = format!("nothing refers to `{name}` of `components/{section}`");
                report.push(Diagnostic::warning("unused-component", message).at(Place::of(member.key)));
            }
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
    for (name, node) in components.get("schemas").into_iter().flatten() {
        let members = node.get("allOf").and_then(Node::as_array).unwrap_or_default();
        for base in members.iter().filter_map(|member| named(member.get("$ref")?.as_str()?, components)) {
            if components[base.0][base.1].get("discriminator").is_some() {
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
    members.get_key_value(name).map(|(name, _)| (*section, *name))
}
