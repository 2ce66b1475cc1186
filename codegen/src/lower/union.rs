//! `oneOf`, `anyOf` and a `type` of several types: one of several types.
//!
//! Here the variants are made and named. What tells them apart is known only once all types are there: see [`distinguish`](super::distinguish).

use std::collections::HashMap;

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::all_of::Member;
use super::context::{Context, Where};
use super::label::{self, Label};
use super::schema::{self, Shape, Slot};
use super::{enumeration, fold};
use crate::ir::{Docs, Type, TypeKind, Union, UnionVariant};
use crate::names::Wire;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node, Span};
use crate::spec::{Numbered, Target};

/// Keywords that only narrow what another schema says.
const NARROWS: &[&str] = &[
    "required",
    "not",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "dependentRequired",
];

/// `oneOf` or `anyOf`. A schema or null is that schema, nullable.
pub(super) fn choice(
    cx: &mut Context<'_, '_>,
    keyword: &str,
    members: &[ReferenceOr<Schema>],
    numbered: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    let place = numbered.place(keyword);
    let mut flat = Vec::new();
    flatten(cx, members, &mut flat);
    if !flat.iter().all(|member| is_false(cx, *member)) {
        flat.retain(|member| !is_false(cx, *member));
    }
    let (nulls, others): (Vec<Member<'_>>, Vec<Member<'_>>) = flat.into_iter().partition(|member| is_null(cx, *member));
    let nullable = !nulls.is_empty();
    if others.iter().all(|member| only_narrows(cx, *member, None)) && !others.is_empty() {
        cx.unenforced(keyword, numbered.span(keyword));
        return Shape::Slot(Slot::plain(Type::Any, nullable));
    }
    if let Some(listed) = constants(cx, &others, numbered).filter(|_| !others.is_empty()) {
        return if nullable { listed.or_null() } else { listed };
    }
    let mut shape = match &others[..] {
        [] => Shape::Type(Type::Null),
        [only] => schema::transparent(cx, *only, at, place),
        _ => {
            let discriminator = Discriminator::of(cx, numbered);
            of_members(cx, &others, discriminator, numbered, at, place)
        }
    };
    if let Shape::Kind(TypeKind::Union(union)) = &mut shape {
        union.exclusive = keyword == "oneOf" && others.len() > 1;
    }
    if nullable { shape.or_null() } else { shape }
}

/// One of several schemas.
pub(super) fn of_members(
    cx: &mut Context<'_, '_>,
    members: &[Member<'_>],
    discriminator: Option<Discriminator>,
    numbered: &Numbered<'_>,
    at: &Where<'_>,
    place: Place,
) -> Shape {
    if let Some(known) = &discriminator {
        known.check(cx, members);
    }
    let labels = label::labels(cx, members, discriminator.as_ref().map(|known| known.property.as_str()), at);
    let mut made = Vec::new();
    for (position, (member, label)) in members.iter().zip(labels).enumerate() {
        let segment = label.segment(at);
        let slot = schema::slot(cx, *member, &at.beside(&segment), place);
        let tags = discriminator.as_ref().map_or_else(Vec::new, |known| known.tags(*member));
        made.push(Made { position, slot, label, tags });
    }
    union(cx, made, discriminator.map(|known| Wire(known.property)), numbered, at)
}

/// Members that only list others are those others.
pub(super) fn flatten<'p>(cx: &Context<'_, '_>, members: &'p [ReferenceOr<Schema>], flat: &mut Vec<Member<'p>>) {
    for member in members {
        let inner = match member {
            // One that also allows null is more than what it lists.
            ReferenceOr::Item(schema) if !schema.schema_data.nullable => match &schema.schema_kind {
                SchemaKind::OneOf { one_of: inner } | SchemaKind::AnyOf { any_of: inner } => {
                    Some(inner).filter(|_| cx.spec.node(&schema.schema_data.extensions).node.get("discriminator").is_none())
                }
                _ => None,
            },
            ReferenceOr::Item(_) | ReferenceOr::Reference { .. } => None,
        };
        match inner {
            Some(inner) => flatten(cx, inner, flat),
            None => flat.push(member.into()),
        }
    }
}

/// The enum that a choice of constants is.
pub(super) fn constants(cx: &mut Context<'_, '_>, members: &[Member<'_>], numbered: &Numbered<'_>) -> Option<Shape> {
    let node = |member: &Member<'_>| match member {
        Member::Schema(schema) => Some(cx.spec.node(&schema.schema_data.extensions).node),
        Member::Reference(_) => None,
    };
    let nodes = members.iter().map(node).collect::<Option<Vec<_>>>()?;
    enumeration::of_constants(cx, &nodes, numbered)
}

/// A variant on its way.
pub(super) struct Made {
    /// Its place among the variants.
    pub(super) position: usize,
    pub(super) slot: Slot,
    pub(super) label: Label,
    pub(super) tags: Vec<Wire>,
}

/// The union of some variants; equal ones are one.
pub(super) fn union(cx: &mut Context<'_, '_>, made: Vec<Made>, tag: Option<Wire>, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let mut nullable = made.iter().any(|made| made.slot.nullable);
    let (kinds, mut made) = fold::fold(cx, made);
    if made.is_empty()
        && let [only] = &kinds[..]
    {
        return if nullable { Shape::Nullable(only.clone()) } else { Shape::Kind(only.clone()) };
    }
    for kind in kinds {
        let label = Label::of_word(if matches!(kind, TypeKind::Enum(_)) { "enum" } else { "string" });
        let segment = label.segment(at);
        let slot = schema::named(cx, Shape::Kind(kind), Docs::default(), numbered, &at.beside(&segment));
        made.push(Made { position: made.len(), slot, label, tags: Vec::new() });
    }
    let mut merged: Vec<Made> = Vec::new();
    for next in made {
        nullable |= next.slot.nullable;
        match merged.iter_mut().find(|known| known.slot.ty == next.slot.ty || known.label.0 == next.label.0 && is_alike(known, &next)) {
            Some(known) => {
                if known.slot.ty != next.slot.ty {
                    // Nobody could tell them apart: one type for both, without the bounds of either.
                    let keyword = if numbered.node.get("oneOf").is_some() { "oneOf" } else { "anyOf" };
                    cx.unenforced(keyword, numbered.span(keyword));
                    known.slot.ty = known.slot.ty.without_constraints();
                }
                known.tags.extend(next.tags);
            }
            None => merged.push(next),
        }
    }
    if merged.len() == 1
        && let Some(only) = merged.pop()
    {
        return Shape::Slot(Slot { nullable, ..only.slot });
    }
    let mut names: HashMap<&str, usize> = HashMap::new();
    for made in &merged {
        *names.entry(made.label.0.as_str()).or_default() += 1;
    }
    if let Some((name, _)) = names.into_iter().filter(|(_, count)| *count > 1).min() {
        let what = format!("a choice of which several variants would be called `{name}`");
        return Shape::Type(cx.refuse(&what, Place::of(numbered.node.span)));
    }
    let variants = merged.into_iter().map(|Made { slot, label, tags, .. }| UnionVariant {
        name: label.0,
        ty: slot.ty,
        docs: slot.docs,
        tags,
        adds_tag: false,
        is_tag_optional: false,
        shape: crate::ir::Shape::default(),
    });
    let kind = TypeKind::Union(Union { variants: variants.collect(), tag, open: true, exclusive: false });
    if nullable { Shape::Nullable(kind) } else { Shape::Kind(kind) }
}

/// Whether two variants are one type but for its constraints.
fn is_alike(first: &Made, second: &Made) -> bool {
    first.slot.ty.without_constraints() == second.slot.ty.without_constraints()
}

/// Whether nothing satisfies a member.
fn is_false(cx: &Context<'_, '_>, member: Member<'_>) -> bool {
    matches!(member, Member::Schema(schema) if cx.spec.node(&schema.schema_data.extensions).node.as_bool() == Some(false))
}

/// Whether a member is the schema of null, or refers to it: `NullEnum` of Django's documents.
pub(super) fn is_null(cx: &Context<'_, '_>, member: Member<'_>) -> bool {
    let node = match member {
        Member::Schema(schema) => cx.spec.node(&schema.schema_data.extensions).node,
        Member::Reference(reference) => match Target::parse(reference) {
            Target::Component { section: "schemas", name } => cx.spec.schema_component(&name).node,
            _ => return false,
        },
    };
    schema::is_null(node)
}

/// Whether a member has no values of its own, and only says which of another schema's it means, all of which are of a `known` type.
pub(super) fn only_narrows(cx: &Context<'_, '_>, member: Member<'_>, known: Option<&str>) -> bool {
    let Member::Schema(schema) = member else { return false };
    let node = cx.spec.node(&schema.schema_data.extensions).node;
    let names_known = || known.is_some() && node.get("type").and_then(Node::as_str) == known;
    match &node.data {
        Data::Object(members) => {
            let narrows = |key: &str| NARROWS.contains(&key);
            let says_nothing =
                |key: &str| matches!(key, "title" | "description") || key.starts_with("x-") || key == "type" && names_known();
            members.keys().any(|key| narrows(key)) && members.keys().all(|key| narrows(key) || says_nothing(key))
        }
        _ => false,
    }
}

/// Whether a value of a `mapping` means what a reference leads to.
fn means(target: &str, reference: &str) -> bool {
    let name = label::of_reference(reference);
    let is_component =
        |target| matches!(Target::parse(target), Target::Component { section: "schemas", name: component } if component == name);
    target == reference || target == name || is_component(target)
}

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
    fn check(&self, cx: &mut Context<'_, '_>, members: &[Member<'_>]) {
        let is_variant =
            |target: &str| members.iter().any(|member| matches!(member, Member::Reference(reference) if means(target, reference)));
        for (value, target, span) in self.mapping.iter().filter(|(_, target, _)| !is_variant(target)) {
            let name = match Target::parse(target) {
                Target::Component { name, .. } => name,
                Target::Elsewhere => target.clone(),
            };
            if cx.components.contains_key(name.as_str()) {
                let message = format!("`{value}` stands for `{name}`, which is none of the choice");
                cx.report.push(Diagnostic::warning("no-variant", message).at(Place::of(*span)).label("without effect"));
            }
        }
    }
}
