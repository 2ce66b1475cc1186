//! Schemas without one clear `type`: the keywords that are there say what is meant.

use openapiv3::AnySchema;

use super::context::{Context, Where};
use super::schema::{self, Shape};
use super::{array, enumeration, formats, number, object, text};
use crate::ir::Type;
use crate::source::Data;
use crate::spec::Numbered;

/// A schema that the model has no name for: no `type`, or a mixture.
pub(super) fn shape(cx: &mut Context<'_, '_>, any: &AnySchema, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let node = numbered.node;
    for (keyword, members) in [("oneOf", &any.one_of), ("anyOf", &any.any_of)] {
        if members.is_empty() {
            continue;
        }
        // `type` beside one schema only repeats what that schema says.
        let alone = any.properties.is_empty() && any.required.is_empty() && any.items.is_none() && any.additional_properties.is_none();
        let others = [&any.one_of, &any.any_of].into_iter().filter(|members| !members.is_empty()).count();
        return match members.as_slice() {
            [only] if alone && others == 1 => schema::transparent(cx, only, at, numbered.place(keyword)),
            [_, _] if alone && others == 1 => schema::choice(cx, keyword, members, numbered, at),
            _ => Shape::Type(cx.refuse(&format!("`{keyword}` beside other keywords"), numbered.span(keyword))),
        };
    }
    if any.not.is_some() {
        return Shape::Type(cx.refuse("`not`", numbered.span("not")));
    }
    if let Some(Data::Array(names)) = node.get("type").map(|node| &node.data)
        && names.iter().filter(|name| !schema::says_null(name)).count() != 1
    {
        return Shape::Type(cx.refuse("a `type` of several types", numbered.span("type")));
    }
    if node.get("type").is_some_and(schema::says_null) {
        return Shape::Type(cx.refuse("`type: null`", numbered.span("type")));
    }
    // Without a `type`, the keywords that are there say which one is meant.
    let is_object = !any.properties.is_empty() || any.additional_properties.is_some() || !any.required.is_empty();
    let is_text = any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some();
    // So does a format of one type alone.
    let meant = any
        .typ
        .as_deref()
        .or_else(|| schema::format_name(numbered).filter(|_| !is_object && any.items.is_none()).and_then(formats::type_of));
    match meant {
        Some("object") => {}
        None if is_object => {}
        Some("array") => return array_of_any(cx, any, numbered, at),
        None if any.items.is_some() => return array_of_any(cx, any, numbered, at),
        Some("string") => return any_text(cx, any, numbered),
        None if is_text || enumeration::is_of_text(node) => return any_text(cx, any, numbered),
        Some("integer") => return Shape::Type(number::integer(cx, numbered)),
        Some("number") => return Shape::Type(number::number(cx, numbered)),
        Some("boolean") => return Shape::Type(Type::Boolean),
        None if node.get("minimum").is_some() || node.get("maximum").is_some() => {
            return Shape::Type(number::number(cx, numbered));
        }
        _ => return Shape::Type(Type::Any),
    }
    let size = text::length(any.min_properties, any.max_properties);
    let parts = object::Parts::new(&any.properties, &any.required, any.additional_properties.as_ref(), size, numbered);
    object::shape(cx, &parts, numbered, at)
}

fn any_text(cx: &mut Context<'_, '_>, any: &AnySchema, numbered: &Numbered<'_>) -> Shape {
    text::shape(cx, any.pattern.as_deref(), text::length(any.min_length, any.max_length), schema::format_name(numbered), numbered)
}

fn array_of_any(cx: &mut Context<'_, '_>, any: &AnySchema, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let size = text::length(any.min_items, any.max_items);
    array::array_of(cx, any.items.as_ref(), size, any.unique_items.unwrap_or(false), numbered, at)
}
