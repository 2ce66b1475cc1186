//! Discriminators: which value of a property means which schema.

use super::all_of::Member;
use super::context::Context;
use super::label;
use crate::names::Wire;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Span};
use crate::spec::{Numbered, Target};

/// A Discriminator Object (OpenAPI 3.1 §4.8.25).
pub(super) struct Discriminator {
    pub(super) property: String,
    /// Values, the names or references of the schemas they stand for, and where these stand.
    mapping: Vec<(String, String, Span)>,
}

impl Discriminator {
    /// A schema's own.
    pub(super) fn of(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Option<Self> {
        let node = numbered.node.get("discriminator")?;
        // Before OpenAPI 3.0 it was the property's name alone.
        let Some(property) = node.get("propertyName").unwrap_or(node).as_str() else {
            cx.unenforced("discriminator", node.span);
            return None;
        };
        let mapping = match node.get("mapping").map(|node| &node.data) {
            Some(Data::Object(members)) => {
                let target = |node| Some(cx.spec.mapped(node)?.to_owned());
                members.iter().filter_map(|(value, member)| Some((value.clone(), target(&member.value)?, member.value.span))).collect()
            }
            _ => Vec::new(),
        };
        Some(Self { property: property.to_owned(), mapping })
    }

    /// The values that mean a variant: those mapped to it, else its schema's name.
    pub(super) fn tags(&self, member: Member<'_>) -> Vec<Wire> {
        let Member::Reference(reference) = member else { return Vec::new() };
        let mapped: Vec<Wire> =
            self.mapping.iter().filter(|(_, target, _)| means(target, reference)).map(|(value, ..)| Wire(value.clone())).collect();
        if mapped.is_empty() { vec![Wire(label::of_reference(reference))] } else { mapped }
    }

    /// Says of values that stand for schemas which are no variants that they have no effect.
    pub(super) fn check(&self, cx: &mut Context<'_, '_>, members: &[Member<'_>]) {
        let is_variant =
            |target: &str| members.iter().any(|member| matches!(member, Member::Reference(reference) if means(target, reference)));
        for (value, target, span) in self.mapping.iter().filter(|(_, target, _)| !is_variant(target)) {
            let name = match Target::parse(target) {
                Target::Component { name, .. } => name,
                Target::Elsewhere => target.as_str().into(),
            };
            if cx.components.contains_key(&*name) {
                let message = format!("`{value}` stands for `{name}`, which is none of the choice");
                cx.report.push(Diagnostic::warning("no-variant", message).at(Place::of(*span)).label("without effect"));
            }
        }
    }
}

/// Whether a value of a `mapping` means what a reference leads to.
fn means(target: &str, reference: &str) -> bool {
    let name = label::of_reference(reference);
    let is_component =
        |target| matches!(Target::parse(target), Target::Component { section: "schemas", name: component } if component == name);
    target == reference || target == name || is_component(target)
}
