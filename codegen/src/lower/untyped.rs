//! Schemas without one clear `type`: the keywords that are there say what is meant.

use openapiv3::{AnySchema, Schema, SchemaKind};

use super::all_of::Member;
use super::context::{Context, Where};
use super::label::Label;
use super::pattern::Written;
use super::schema::{self, Shape, Slot};
use super::union::{self, Made};
use super::{array, enumeration, formats, number, object, text};
use crate::ir::{Docs, Type};
use crate::source::{Data, Node};
use crate::spec::{Numbered, type_names};

/// A schema that the model has no name for: no `type`, or several.
pub(super) fn shape(cx: &mut Context<'_, '_>, any: &AnySchema, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let node = numbered.node;
    let names = node.get("type").map(type_names).unwrap_or_default();
    let names: Vec<&str> = names.into_iter().filter(|name| *name != "null").collect();
    if names.len() > 1 && node.get("enum").is_none() && node.get("const").is_none() {
        return several(cx, any, &names, numbered, at);
    }
    // `nullable` comes from the list, where there is one.
    let is_null_only = match node.get("type").map(|node| &node.data) {
        Some(Data::Array(names)) => !names.is_empty() && names.iter().all(schema::says_null),
        Some(_) => node.get("type").is_some_and(schema::says_null),
        None => false,
    };
    if is_null_only {
        return Shape::Type(Type::Null);
    }
    // So does a format of one type alone.
    let of_format = || schema::format_name(numbered).and_then(formats::type_of);
    let implied = implied(any, node).filter(|name| matches!(*name, "object" | "array") || of_format().is_none()).or_else(of_format);
    match any.typ.as_deref().or(implied) {
        Some(name) => of_type(cx, any, name, numbered, at),
        None => Shape::Type(Type::Any),
    }
}

/// The type that the keywords of a schema without one are about.
pub(super) fn implied(any: &AnySchema, node: &Node) -> Option<&'static str> {
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| node.get(keyword).is_some());
    let is_object = !any.properties.is_empty() || any.additional_properties.is_some() || !any.required.is_empty();
    if is_object || any.min_properties.is_some() || any.max_properties.is_some() || has(&["patternProperties"]) {
        return Some("object");
    }
    if any.items.is_some() || any.min_items.is_some() || any.max_items.is_some() || has(&["prefixItems", "uniqueItems"]) {
        return Some("array");
    }
    if any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some() || enumeration::is_of_text(node) {
        return Some("string");
    }
    has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]).then_some("number")
}

/// A schema's own shape, whatever `allOf`, `oneOf` or `anyOf` it has.
pub(super) fn of_one_schema(cx: &mut Context<'_, '_>, schema: &Schema, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    match &schema.schema_kind {
        SchemaKind::Any(any) => enumeration::shape(cx, numbered).unwrap_or_else(|| shape(cx, any, numbered, at)),
        _ => schema::shape(cx, schema, numbered, at),
    }
}

/// A `type` of several types is one of them, each with the keywords that are about it.
fn several(cx: &mut Context<'_, '_>, any: &AnySchema, names: &[&str], numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let mut made = Vec::new();
    for (position, name) in names.iter().enumerate() {
        let label = Label::of_word(name);
        let segment = label.segment(at);
        let variant = at.beside(&segment);
        let shape = of_type(cx, any, name, numbered, &variant);
        let slot = schema::named(cx, shape, Docs::default(), numbered, &variant);
        made.push(Made { position, slot: Slot { nullable: false, ..slot }, label, tags: Vec::new() });
    }
    union::union(cx, made, None, numbered, at)
}

/// What a schema says of values of one type.
fn of_type(cx: &mut Context<'_, '_>, any: &AnySchema, name: &str, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    match name {
        "object" => {
            let size = text::length(any.min_properties, any.max_properties);
            let parts = object::Parts::new(&any.properties, &any.required, any.additional_properties.as_ref(), size, numbered);
            object::shape(cx, &parts, numbered, at)
        }
        "array" => {
            let size = text::length(any.min_items, any.max_items);
            let items: Vec<Member<'_>> = any.items.iter().map(Member::from).collect();
            array::array_of(cx, &items, size, any.unique_items.unwrap_or(false), numbered, at)
        }
        "string" => {
            let length = text::length(any.min_length, any.max_length);
            text::shape(
                cx,
                any.pattern.as_deref().map(|source| Written::of(source, numbered)).as_slice(),
                length,
                schema::format_name(numbered),
                numbered,
            )
        }
        "integer" => Shape::Type(number::integer(cx, numbered)),
        "number" => Shape::Type(number::number(cx, numbered)),
        "boolean" => Shape::Type(Type::Boolean),
        "null" => Shape::Type(Type::Null),
        _ => Shape::Type(Type::Any),
    }
}
