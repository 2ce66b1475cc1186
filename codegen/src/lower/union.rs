//! `oneOf`, `anyOf` and a `type` of several types: one of several types.
//!
//! Here the variants are made and named. What tells them apart is known only once all types are there: see [`distinguish`](super::distinguish).

use foldhash::{HashMap, HashMapExt};
use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::all_of::Member;
use super::context::{Context, Where};
use super::discriminator::Discriminator;
use super::label::{self, Label};
use super::schema::{self, Shape, Slot};
use super::{enumeration, extensible, fold};
use crate::ir::{Docs, Type, TypeKind, Union, UnionVariant};
use crate::names::Wire;
use crate::report::Place;
use crate::source::{Data, Node};
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
    let (text, others) = extensible::of(cx, &others, numbered).map_or((None, others), |(text, rest)| (Some(text), rest));
    if text.is_some() && keyword == "oneOf" {
        cx.unenforced(keyword, numbered.span(keyword));
    }
    let mut shape = match (text, &others[..]) {
        (None, []) => Shape::Type(Type::Null),
        (None, [only]) => schema::transparent(cx, *only, at, place),
        (Some(text), []) => text,
        (text, members) => {
            let discriminator = Discriminator::of(cx, numbered);
            let mut made = variants(cx, members, discriminator.as_ref(), at, place);
            made.extend(text.map(|text| of_shape(cx, text, "enum", members.len(), numbered, at)));
            union(cx, made, discriminator.map(|known| Wire(known.property)), numbered, at)
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
    let made = variants(cx, members, discriminator.as_ref(), at, place);
    union(cx, made, discriminator.map(|known| Wire(known.property)), numbered, at)
}

fn variants(
    cx: &mut Context<'_, '_>,
    members: &[Member<'_>],
    discriminator: Option<&Discriminator>,
    at: &Where<'_>,
    place: Place,
) -> Vec<Made> {
    if let Some(known) = discriminator {
        known.check(cx, members);
    }
    let labels = label::labels(cx, members, discriminator.map(|known| known.property.as_str()), at);
    let mut made = Vec::new();
    for (position, (member, label)) in members.iter().zip(labels).enumerate() {
        let segment = label.segment(at);
        let slot = schema::slot(cx, *member, &at.beside(&segment), place);
        let tags = discriminator.map_or_else(Vec::new, |known| known.tags(*member));
        made.push(Made { position, slot, label, tags });
    }
    made
}

/// A variant of a shape that takes the place of several.
fn of_shape(cx: &mut Context<'_, '_>, shape: Shape, word: &str, position: usize, numbered: &Numbered<'_>, at: &Where<'_>) -> Made {
    let label = Label::of_word(word);
    let segment = label.segment(at);
    let slot = schema::named(cx, shape, Docs::default(), numbered, &at.beside(&segment));
    Made { position, slot, label, tags: Vec::new() }
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

/// The enum that all of a choice is.
pub(super) fn listed(cx: &mut Context<'_, '_>, members: &[Member<'_>], numbered: &Numbered<'_>) -> Option<Shape> {
    constants(cx, members, numbered).or_else(|| {
        let (text, others) = extensible::of(cx, members, numbered)?;
        others.is_empty().then_some(text)
    })
}

/// The enum that a choice of constants is.
fn constants(cx: &mut Context<'_, '_>, members: &[Member<'_>], numbered: &Numbered<'_>) -> Option<Shape> {
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
        let word = if matches!(kind, TypeKind::Enum(_)) { "enum" } else { "string" };
        made.push(of_shape(cx, Shape::Kind(kind), word, made.len(), numbered, at));
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
