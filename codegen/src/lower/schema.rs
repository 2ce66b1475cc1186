//! Schemas → types.
//!
//! The structure comes from the loaded document, exact numbers, enums and the keywords that it cannot hold from the source node. What is not supported
//! becomes a refused type, so that one run finds everything; [`prune`](super::prune) later removes what reaches it.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type as Loaded};

use super::all_of::{self, Member};
use super::context::{Context, Where, docs};
use super::draft::{Draft, Standing};
use super::pattern::Written;
use super::reference::referenced;
use super::{annotations, array, enumeration, keywords, number, object, subtypes, text, union, untyped};
use crate::ir::{Access, Docs, Enum, Type, TypeKind};
use crate::report::Place;
use crate::source::Node;
use crate::spec::Numbered;

/// A schema where it is used.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) ty: Type,
    pub(super) nullable: bool,
    pub(super) docs: Docs,
    pub(super) deprecated: bool,
    pub(super) access: Access,
}

impl Slot {
    /// The type with its nullability, where no [`crate::ir::Presence`] says it.
    pub(super) fn into_type(self) -> Type {
        if self.nullable { Type::Nullable(Box::new(self.ty)) } else { self.ty }
    }

    pub(super) fn plain(ty: Type, nullable: bool) -> Self {
        Self { ty, nullable, docs: Docs::default(), deprecated: false, access: Access::Both }
    }
}

/// A schema or a reference to one.
pub(super) fn slot<'p>(cx: &mut Context<'_, '_>, schema: impl Into<Member<'p>>, at: &Where<'_>, place: Place) -> Slot {
    match schema.into() {
        Member::Reference(reference) => referenced(cx, reference, at, place),
        Member::Schema(schema) => inline(cx, schema, at),
    }
}

/// A schema that stands where it is used.
fn inline(cx: &mut Context<'_, '_>, schema: &Schema, at: &Where<'_>) -> Slot {
    let numbered = cx.spec.node(&schema.schema_data.extensions);
    let data = &schema.schema_data;
    let own = docs(data.title.as_ref(), data.description.as_ref());
    let shape = whole(cx, schema, numbered, at);
    keywords::report(cx, numbered);
    let mut of_type = own.clone();
    if let Shape::Kind(TypeKind::Text(text)) = &shape {
        of_type.facts = annotations::facts(numbered, &text.format.map_or(Type::String, Type::Format));
    }
    let mut slot = named(cx, shape, of_type, numbered, at);
    slot.nullable |= data.nullable || enumeration::has_null(numbered.node);
    describe(&mut slot, schema, numbered);
    annotations::keep_examples(cx, numbered, &slot.ty, slot.nullable);
    slot
}

/// Adds what a schema says of itself, apart from its type.
pub(super) fn describe(slot: &mut Slot, schema: &Schema, numbered: &Numbered<'_>) {
    let data = &schema.schema_data;
    let own = docs(data.title.as_ref(), data.description.as_ref());
    if own != Docs::default() {
        slot.docs = own;
    }
    slot.docs.facts.extend(annotations::facts(numbered, &slot.ty));
    slot.deprecated |= data.deprecated;
    slot.access = annotations::access(schema).unwrap_or(slot.access);
}

/// Fills in a component: its shape becomes the kind of a type that already has its place and its name.
pub(super) fn component(cx: &mut Context<'_, '_>, schema: &ReferenceOr<Schema>, at: &Where<'_>, place: Place) -> (TypeKind, Docs, bool) {
    let schema = match schema {
        ReferenceOr::Reference { reference } => {
            let slot = referenced(cx, reference, at, place);
            // Whether it allows null is said wherever it is used.
            return (TypeKind::Alias(slot.ty), Docs::default(), false);
        }
        ReferenceOr::Item(schema) => schema,
    };
    let numbered = cx.spec.node(&schema.schema_data.extensions);
    let data = &schema.schema_data;
    let mut own = docs(data.title.as_ref(), data.description.as_ref());
    let kind = whole(cx, schema, numbered, at).into_kind();
    keywords::report(cx, numbered);
    if let TypeKind::Alias(ty) = &kind {
        own.facts.extend(annotations::facts(numbered, ty));
    } else if let TypeKind::Text(text) = &kind {
        own.facts.extend(annotations::facts(numbered, &text.format.map_or(Type::String, Type::Format)));
    }
    (kind, own, data.deprecated)
}

/// A shape: a type that there is, or the kind of one to make.
pub(super) enum Shape {
    Type(Type),
    Kind(TypeKind),
    /// The same, and null.
    Nullable(TypeKind),
    /// Another schema's, transparently: its nullability and prose come along.
    Slot(Slot),
}

impl Shape {
    /// The same, and null.
    pub(super) fn or_null(self) -> Self {
        match self {
            Self::Kind(kind) => Self::Nullable(kind),
            Self::Type(ty) => Self::Slot(Slot::plain(ty, true)),
            Self::Slot(slot) => Self::Slot(Slot { nullable: true, ..slot }),
            nullable @ Self::Nullable(_) => nullable,
        }
    }

    /// Whether it allows null.
    pub(super) fn is_nullable(&self) -> bool {
        matches!(self, Self::Nullable(_) | Self::Slot(Slot { nullable: true, .. }))
    }

    pub(super) fn into_kind(self) -> TypeKind {
        match self {
            Self::Type(ty) => TypeKind::Alias(ty),
            Self::Kind(kind) | Self::Nullable(kind) => kind,
            // A component's own nullability is said where it is used.
            Self::Slot(slot) => TypeKind::Alias(slot.ty),
        }
    }
}

/// A schema around another that says nothing itself: it is that other one.
pub(super) fn transparent<'p>(cx: &mut Context<'_, '_>, only: impl Into<Member<'p>>, at: &Where<'_>, place: Place) -> Shape {
    match only.into() {
        // Around an inline schema, a component is what gives it its name.
        Member::Schema(inner) if at.standing == Standing::Component => {
            let numbered = cx.spec.node(&inner.schema_data.extensions);
            let shape = shape(cx, inner, numbered, at);
            keywords::report(cx, numbered);
            shape
        }
        member => Shape::Slot(slot(cx, member, at, place)),
    }
}

/// A shape where it is used, as a type of its own where it needs a name.
pub(super) fn named(cx: &mut Context<'_, '_>, shape: Shape, docs: Docs, numbered: &Numbered<'_>, at: &Where<'_>) -> Slot {
    match shape {
        Shape::Type(ty) => Slot::plain(ty, false),
        Shape::Slot(slot) => slot,
        Shape::Nullable(kind) => Slot { nullable: true, ..named(cx, Shape::Kind(kind), docs, numbered, at) },
        Shape::Kind(kind) => {
            let draft = Draft {
                kind,
                docs,
                deprecated: false,
                uses: vec![at.as_use()],
                pointers: vec![numbered.pointer.clone()],
                place: Place::of(numbered.node.span),
                request_of: None,
            };
            Slot::plain(Type::Named(cx.drafts.intern(draft)), false)
        }
    }
}

/// What a schema is, and what extends it where it has a discriminator for that.
fn whole(cx: &mut Context<'_, '_>, schema: &Schema, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    subtypes::union(cx, numbered, at).unwrap_or_else(|| shape(cx, schema, numbered, at))
}

/// What a schema is.
pub(super) fn shape(cx: &mut Context<'_, '_>, schema: &Schema, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    if cx.files.contains(&numbered.pointer) {
        for keyword in ["minLength", "maxLength", "pattern"] {
            if let Some(node) = numbered.node.get(keyword) {
                cx.unenforced(keyword, node.span);
            }
        }
        return Shape::Type(Type::File);
    }
    if is_told_by_values(schema, numbered)
        && let Some(enumeration) = enumeration::shape(cx, numbered)
    {
        return enumeration;
    }
    match &schema.schema_kind {
        SchemaKind::Type(Loaded::String(string)) => {
            let format = format_name(numbered);
            text::shape(
                cx,
                string.pattern.as_deref().map(|source| Written::of(source, numbered)).as_slice(),
                text::length(string.min_length, string.max_length),
                format,
                numbered,
            )
        }
        SchemaKind::Type(Loaded::Number(_)) => Shape::Type(number::number(cx, numbered)),
        SchemaKind::Type(Loaded::Integer(_)) => Shape::Type(number::integer(cx, numbered)),
        SchemaKind::Type(Loaded::Boolean(_)) => Shape::Type(Type::Boolean),
        SchemaKind::Type(Loaded::Object(object)) => {
            let size = text::length(object.min_properties, object.max_properties);
            let parts = object::Parts::new(&object.properties, &object.required, object.additional_properties.as_ref(), size, numbered);
            object::shape(cx, &parts, numbered, at)
        }
        SchemaKind::Type(Loaded::Array(array)) => {
            let size = text::length(array.min_items, array.max_items);
            let items: Vec<Member<'_>> = array.items.iter().map(Member::from).collect();
            array::array_of(cx, &items, size, array.unique_items, numbered, at)
        }
        SchemaKind::AllOf { all_of } => all_of::shape(cx, &members(all_of), None, numbered, at),
        SchemaKind::OneOf { one_of } => union::choice(cx, "oneOf", one_of, numbered, at),
        SchemaKind::AnyOf { any_of } => union::choice(cx, "anyOf", any_of, numbered, at),
        // What it must not be is said by no type. `keywords` has reported `not`; a schema that is `false` has no keyword.
        SchemaKind::Not { .. } => {
            if numbered.node.as_bool() == Some(false) && !cx.settled.remove(&(&raw const *numbered.node)) {
                return Shape::Kind(TypeKind::Enum(Enum::EMPTY));
            }
            Shape::Type(Type::Any)
        }
        SchemaKind::Any(any) if !(any.all_of.is_empty() && any.one_of.is_empty() && any.any_of.is_empty()) => {
            all_of::shape(cx, &members(&any.all_of), Some(schema), numbered, at)
        }
        SchemaKind::Any(any) => untyped::shape(cx, any, numbered, at),
    }
}

/// Whether a list of values is all that a schema needs to be a type.
fn is_told_by_values(schema: &Schema, numbered: &Numbered<'_>) -> bool {
    let lists = |key: &str| {
        numbered.node.get(key).and_then(Node::as_array).is_some_and(|values| values.iter().any(|value| value.as_array().is_some()))
    };
    match &schema.schema_kind {
        SchemaKind::Type(Loaded::Object(object)) => object.properties.is_empty(),
        // Other values are those of the items.
        SchemaKind::Type(Loaded::Array(_)) => lists("enum") || numbered.node.get("const").is_some(),
        SchemaKind::Type(_) => true,
        SchemaKind::Any(any) => {
            any.all_of.is_empty()
                && any.one_of.is_empty()
                && any.any_of.is_empty()
                && any.not.is_none()
                && any.properties.is_empty()
                && any.items.is_none()
        }
        SchemaKind::OneOf { .. } | SchemaKind::AllOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => false,
    }
}

fn members(schemas: &[ReferenceOr<Schema>]) -> Vec<Member<'_>> {
    schemas.iter().map(Member::from).collect()
}

/// Whether a `type` is that of null, also where its quotes were forgotten.
pub(super) fn says_null(name: &Node) -> bool {
    name.is_null() || name.as_str() == Some("null")
}

/// Whether null is all that a schema allows.
pub(super) fn is_null(node: &Node) -> bool {
    let lists_null = || {
        let values = node.get("enum").and_then(Node::as_array);
        values.is_some_and(|values| !values.is_empty() && values.iter().all(Node::is_null))
    };
    node.get("type").map_or_else(lists_null, says_null)
}

pub(super) fn format_name<'n>(numbered: &Numbered<'n>) -> Option<&'n str> {
    numbered.node.get("format").and_then(Node::as_str)
}

/// `additionalProperties`, told apart.
pub(super) fn additional(additional: Option<&AdditionalProperties>) -> Option<Result<&ReferenceOr<Schema>, bool>> {
    Some(match additional? {
        AdditionalProperties::Any(allowed) => Err(*allowed),
        AdditionalProperties::Schema(schema) => Ok(schema),
    })
}
