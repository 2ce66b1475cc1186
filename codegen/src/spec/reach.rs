//! What references lead to.

use foldhash::HashSet;

use super::components::{Elsewhere, components};
use super::locate::{locate, target};
use super::select::members;
use crate::source::pointer::{self, child};
use crate::source::{Data, Member, Node, Sources, Span};

/// Everything that references lead to from some nodes.
pub(super) struct Reach<'s, 'e> {
    sources: &'s Sources,
    elsewhere: &'e Elsewhere,
    /// Pointers to components.
    pub(super) reached: HashSet<String>,
    /// What else references lead to.
    pub(super) targets: Vec<Span>,
    seen: HashSet<*const Node>,
    open: Vec<&'s Node>,
    /// Whether components are ends.
    ends_at_components: bool,
}

impl<'s, 'e> Reach<'s, 'e> {
    pub(super) fn new(sources: &'s Sources, elsewhere: &'e Elsewhere) -> Self {
        let (reached, targets, seen, open) = Default::default();
        Self { sources, elsewhere, reached, targets, seen, open, ends_at_components: false }
    }

    /// What some nodes need by themselves: components, and what else they refer to.
    pub(super) fn of(sources: &'s Sources, elsewhere: &'e Elsewhere, nodes: impl IntoIterator<Item = &'s Node>) -> Self {
        let mut reach = Self { open: nodes.into_iter().collect(), ends_at_components: true, ..Self::new(sources, elsewhere) };
        while let Some(node) = reach.open.pop() {
            if reach.seen.insert(&raw const *node) {
                reach.visit(node);
            }
        }
        reach
    }

    /// Adds nodes to begin with.
    pub(super) fn start(&mut self, nodes: impl IntoIterator<Item = &'s Node>) {
        self.open.extend(nodes);
    }

    /// Follows everything to its end.
    pub(super) fn run(&mut self) {
        loop {
            while let Some(node) = self.open.pop() {
                if self.seen.insert(&raw const *node) {
                    self.visit(node);
                }
            }
            self.heirs();
            if self.open.is_empty() {
                return;
            }
        }
    }

    fn visit(&mut self, node: &'s Node) {
        match &node.data {
            Data::Array(items) => self.open.extend(items),
            Data::Object(members) => self.open.extend(members.values().map(|member| &member.value)),
            _ => {}
        }
        if let Some(reference) = node.get("$ref") {
            self.follow(reference);
        }
        for (_, target) in members(node.get("discriminator").and_then(|discriminator| discriminator.get("mapping"))) {
            match target.as_str() {
                Some(reference) if reference.contains(['#', '/', '.']) => self.follow(target),
                Some(name) => self.component("schemas", name),
                None => {}
            }
        }
        self.requirements(node);
    }

    /// The schemes that `security` names: they are the keys of the objects in its list.
    pub(super) fn requirements(&mut self, node: &'s Node) {
        if let Some(Data::Array(requirements)) = node.get("security").map(|security| &security.data) {
            for (name, _) in requirements.iter().flat_map(|requirement| members(Some(requirement))) {
                self.component("securitySchemes", name);
            }
        }
    }

    fn follow(&mut self, reference: &Node) {
        let Some(text) = reference.as_str() else { return };
        let Ok(located) = locate(self.sources, reference.span.file(), text).map(|found| self.elsewhere.called(found)) else { return };
        let tokens: Vec<_> = located.key.strip_prefix('#').and_then(pointer::tokens).into_iter().flatten().take(3).collect();
        match &tokens[..] {
            // All of a component counts, also where only a part of it is meant.
            [components, section, name] if components == "components" => self.component(section, name),
            _ => {
                self.targets.push(located.node.span);
                self.open.push(located.node);
            }
        }
    }

    fn component(&mut self, section: &str, name: &str) {
        self.reached.insert(child(&child("/components", section), name));
        if self.ends_at_components {
            return;
        }
        self.open.extend(components(self.sources, section).and_then(|components| components.get(name)).map(|member| &member.value));
    }

    /// Schemas that a `discriminator` leads to by their `allOf`: they extend a schema that has one.
    fn heirs(&mut self) {
        for (name, Member { value: schema, .. }) in components(self.sources, "schemas").into_iter().flatten() {
            let Some(Data::Array(parts)) = schema.get("allOf").map(|parts| &parts.data) else { continue };
            let extends = |part: &Node| {
                let parent = target(self.sources, part);
                parent.is_some_and(|parent| self.seen.contains(&(&raw const *parent)) && parent.get("discriminator").is_some())
            };
            if !self.seen.contains(&(&raw const *schema)) && parts.iter().any(extends) {
                self.reached.insert(child("/components/schemas", name));
                self.open.push(schema);
            }
        }
    }
}
