//! How a parameter's value is written.

use openapiv3::MediaType;

use super::context::Context;
use super::draft::Refusal;
use super::media;
use crate::ir::{Location, Style, StyleKind, Type, TypeKind};
use crate::report::Diagnostic;
use crate::source::{Data, Node};
use crate::spec::{Numbered, Version};

/// The style of a parameter with a schema. `None`: it is a scalar, and its text is all there is to it.
pub(super) fn of_schema(
    cx: &mut Context<'_, '_>,
    numbered: &Numbered<'_>,
    location: Location,
    explode: Option<bool>,
    ty: &Type,
) -> Option<Style> {
    let scalar = is_scalar(cx, ty);
    let named = kind(cx, numbered, location);
    let explode = explode.unwrap_or(named == StyleKind::Form);
    let kind = match named {
        // The standard leaves this combination open; those who use it mean one pair for each item.
        StyleKind::SpaceDelimited | StyleKind::PipeDelimited if explode => StyleKind::Form,
        kind => kind,
    };
    let explode = explode && !scalar && kind != StyleKind::DeepObject;
    let is_cookie = numbered.node.get("style").and_then(Node::as_str) == Some("cookie");
    let reserved = allows(cx, numbered, "allowReserved", location) || is_cookie && location == Location::Cookie;
    // A string can be empty itself.
    let or_empty = allows(cx, numbered, "allowEmptyValue", location) && *cx.drafts.behind_aliases(ty) != Type::String;
    let has_marks = matches!(kind, StyleKind::Label | StyleKind::Matrix);
    let plain = scalar && !has_marks && !reserved && !or_empty;
    (!plain).then_some(Style { kind, explode, reserved, or_empty })
}

/// The style of a parameter with `content`.
pub(super) fn of_content(
    cx: &mut Context<'_, '_>,
    media_type: &str,
    media: &MediaType,
    location: Location,
    ty: &Type,
    numbered: &Numbered<'_>,
) -> Result<Option<Style>, Refusal> {
    let essence = media::essence(media_type);
    if essence.ends_with("/json") || essence.ends_with("+json") {
        return Ok(Some(Style::new(StyleKind::Json, false)));
    }
    if location == Location::QueryString && essence == "application/x-www-form-urlencoded" {
        let content = cx.spec.node(&media.extensions);
        if content.node.get("encoding").is_some() {
            return Err(cx.refusal("`encoding` in a query string", content.place("encoding")));
        }
        return Ok(Some(Style::new(StyleKind::Form, true)));
    }
    if !is_scalar(cx, ty) {
        return Err(cx.refusal(&format!("a parameter of type {media_type} that is no text"), numbered.place("content")));
    }
    Ok((location == Location::QueryString).then_some(Style::new(StyleKind::Simple, false)))
}

/// The style that a parameter asks for, or else the one of its place.
fn kind(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, location: Location) -> StyleKind {
    let by_default = match location {
        Location::Path | Location::Header => StyleKind::Simple,
        Location::Query | Location::QueryString | Location::Cookie => StyleKind::Form,
    };
    let Some(name) = numbered.node.get("style").and_then(Node::as_str) else { return by_default };
    match (location, name) {
        (Location::Path | Location::Header, "simple") => StyleKind::Simple,
        (Location::Path, "label") => StyleKind::Label,
        (Location::Path, "matrix") => StyleKind::Matrix,
        (Location::Query | Location::Cookie, "form") | (Location::Cookie, "cookie") => StyleKind::Form,
        (Location::Query, "spaceDelimited") => StyleKind::SpaceDelimited,
        (Location::Query, "pipeDelimited") => StyleKind::PipeDelimited,
        (Location::Query, "deepObject") => StyleKind::DeepObject,
        _ => {
            let meant = if by_default == StyleKind::Simple { "simple" } else { "form" };
            cx.report.push(
                Diagnostic::warning("misplaced-style", format!("the style `{name}` is not for a parameter {}", place(location)))
                    .at(numbered.place("style"))
                    .label(format!("`{meant}` is used")),
            );
            by_default
        }
    }
}

/// Whether a flag of parameters in a query is set. Before OpenAPI 3.2 it means nothing elsewhere.
fn allows(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, key: &'static str, location: Location) -> bool {
    if !matches!(numbered.node.get(key).map(|node| &node.data), Some(Data::Bool(true))) {
        return false;
    }
    let everywhere = key == "allowReserved" && cx.spec.version >= Version::V3_2 && location != Location::Header;
    if location != Location::Query && !everywhere {
        cx.report.push(
            Diagnostic::warning("no-effect", format!("`{key}` has no effect on a parameter {}", place(location))).at(numbered.place(key)),
        );
        return false;
    }
    true
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::QueryString => "that is the query",
        Location::Header => "in a header",
        Location::Cookie => "in a cookie",
    }
}

/// Whether a value is one text.
fn is_scalar(cx: &Context<'_, '_>, ty: &Type) -> bool {
    match cx.drafts.behind_aliases(ty) {
        Type::Boolean | Type::Integer { .. } | Type::Number { .. } | Type::String | Type::Format(_) => true,
        // A refused type passes: what needs it goes for its own reason.
        Type::Named(id) => {
            cx.drafts.refused.contains_key(id) || matches!(cx.drafts.types[id.0].kind, TypeKind::Enum(_) | TypeKind::Text(_))
        }
        _ => false,
    }
}
