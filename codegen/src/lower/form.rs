//! Forms: how each property is written, and which of them are files.
//!
//! Whether a string is a file depends on where it is used, and a component is lowered before its uses: so [`files`] looks for them first.

use openapiv3::{AnySchema, MediaType, ReferenceOr, Schema, SchemaKind, Type as Loaded};

use super::context::{Context, resolved};
use super::draft::Refusal;
use super::media::{self, Kind};
use crate::ir::{FieldStyle, FieldStyles, Style, StyleKind};
use crate::names::Wire;
use crate::report::Diagnostic;
use crate::source::{Data, Node};

/// A property of a form.
struct Property<'a> {
    name: &'a str,
    schema: &'a Schema,
}

/// Notes the strings that are files of multipart forms, by the pointers to their schemas.
pub(super) fn files(cx: &mut Context<'_, '_>) {
    let document = &cx.spec.document;
    let components = document.components.as_ref().map(|components| &components.request_bodies);
    let items = document.paths.paths.values().filter_map(|item| item.as_item());
    let operations = items.flat_map(|item| {
        let more = cx.spec.more_operations(&item.extensions).iter().map(|(_, operation)| operation);
        item.iter().map(|(_, operation)| operation).chain(more)
    });
    let bodies = operations.filter_map(|operation| operation.request_body.as_ref());
    let bodies = bodies.filter_map(|body| Some(resolved(components, "requestBodies", body)?.0));
    let forms = bodies.flat_map(|body| &body.content).filter(|(name, _)| media::essence(name).ends_with("/form-data"));
    let mut found = Vec::new();
    for (_, content) in forms {
        for property in properties(cx, content) {
            let declared = content_type(encoding(cx, content, property.name));
            found.extend([Some(property.schema), items_of(cx, property.schema)].into_iter().flatten().filter_map(|schema| {
                let numbered = cx.spec.node(&schema.schema_data.extensions);
                is_file(numbered.node, declared).then(|| numbered.pointer.clone())
            }));
        }
    }
    cx.files.extend(found);
}

/// Is a property's value bytes: its schema says so, or says nothing of it and its content type is one of bytes.
fn is_file(node: &Node, content_type: Option<&str>) -> bool {
    let is_open = ["format", "enum", "const", "$ref", "allOf", "oneOf", "anyOf"].iter().all(|key| node.get(key).is_none())
        && node.get("type").is_none_or(|ty| ty.as_str() == Some("string"));
    media::is_binary(node)
        || is_open && content_type.is_some_and(|list| list.split(',').all(|one| media::is_of_bytes(one) || one.trim() == "*/*"))
}

/// How the properties of a form are written.
pub(super) fn styles(cx: &mut Context<'_, '_>, kind: Kind, content: &MediaType) -> Result<FieldStyles, Refusal> {
    let mut styles: Vec<(Wire, FieldStyle)> = Vec::new();
    let mut open = false;
    for property in properties(cx, content) {
        let style = style(cx, kind, content, &property)?;
        if style == FieldStyle::Plain && is_scalar(property.schema) && !holds_files(cx, property.schema) {
            continue;
        }
        open |= style == FieldStyle::Plain;
        let wire = Wire(property.name.to_owned());
        if !styles.iter().any(|(known, _)| *known == wire) {
            styles.push((wire, style));
        }
    }
    let first = styles.first().map(|(_, style)| style.clone());
    // A content type is that of one property.
    Ok(match first {
        Some(common) if !open && !matches!(common, FieldStyle::Typed(_)) && styles.iter().all(|(_, style)| *style == common) => {
            FieldStyles { common, own: Vec::new() }
        }
        _ => FieldStyles { common: FieldStyle::Plain, own: styles.into_iter().filter(|(_, style)| *style != FieldStyle::Plain).collect() },
    })
}

/// The Encoding Object of a property.
fn encoding<'s>(cx: &Context<'_, 's>, content: &MediaType, property: &str) -> Option<&'s Node> {
    cx.spec.node(&content.extensions).node.get("encoding")?.get(property)
}

fn content_type(encoding: Option<&Node>) -> Option<&str> {
    encoding?.get("contentType").and_then(Node::as_str)
}

/// How one property is written: by its style if it has one (OpenAPI 3.1 §4.8.15, "Encoding Object"), else by its content type.
fn style(cx: &mut Context<'_, '_>, kind: Kind, content: &MediaType, property: &Property<'_>) -> Result<FieldStyle, Refusal> {
    let Some(encoding) = encoding(cx, content, property.name) else { return Ok(FieldStyle::Plain) };
    if let Some(headers) = encoding.get("headers").filter(|_| kind == Kind::Multipart) {
        cx.report.push(
            Diagnostic::warning("unapplied", format!("the `headers` of the property `{}` are not sent", property.name))
                .at(headers.span.into())
                .label("its part has a name and a content type"),
        );
    }
    let flag = |key: &str| match encoding.get(key).map(|node| &node.data) {
        Some(Data::Bool(flag)) => Some(*flag),
        _ => None,
    };
    let style = encoding.get("style").and_then(Node::as_str);
    let explode = flag("explode");
    // A style is one of text.
    if (style.is_some() || explode.is_some()) && !holds_files(cx, property.schema) {
        let style = style.unwrap_or("form");
        // A scalar looks the same in all of them.
        if is_scalar(property.schema) {
            return Ok(FieldStyle::Plain);
        }
        let explode = explode.unwrap_or(style == "form");
        let style = match style {
            "form" => Style::new(StyleKind::Form, explode),
            // As for parameters, exploded is one pair for each item.
            "spaceDelimited" | "pipeDelimited" if explode => Style::new(StyleKind::Form, true),
            "spaceDelimited" => Style::new(StyleKind::SpaceDelimited, false),
            "pipeDelimited" => Style::new(StyleKind::PipeDelimited, false),
            "deepObject" => Style::new(StyleKind::DeepObject, false),
            other => return Err(cx.refusal(&format!("the style `{other}` of a property"), encoding.span)),
        };
        return Ok(FieldStyle::Styled(style));
    }
    let Some(declared) = content_type(Some(encoding)) else { return Ok(FieldStyle::Plain) };
    let is_json = |name: &str| media::essence(name) == "application/json" || media::essence(name).ends_with("+json");
    Ok(match kind {
        Kind::Multipart if is_json(declared) && media::essence(declared) == declared => FieldStyle::Json,
        // Several, or a range of them: the file says which.
        Kind::Multipart if declared.contains([',', '*']) => FieldStyle::Plain,
        Kind::Multipart if !is_json(declared) && !is_text(cx, property.schema) => {
            return Err(cx.refusal(&format!("the content type `{declared}` of a property that is no text"), encoding.span));
        }
        Kind::Multipart => FieldStyle::Typed(declared.to_owned()),
        _ if is_json(declared) => FieldStyle::Json,
        // Text has no content type in such a form.
        _ => FieldStyle::Plain,
    })
}

/// A file or a scalar, or a list of them.
fn is_text(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    holds_files(cx, schema) || nested(cx, schema).any(is_scalar)
}

/// A file, or a list of them.
fn holds_files(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    nested(cx, schema).any(|schema| cx.files.contains(&cx.spec.node(&schema.schema_data.extensions).pointer))
}

/// A schema, and if it is one of lists that of their items, and so on. A list may hold itself.
fn nested<'a>(cx: &Context<'a, '_>, schema: &'a Schema) -> impl Iterator<Item = &'a Schema> {
    std::iter::successors(Some(schema), |schema| items_of(cx, schema)).take(DEEPEST)
}

/// Lists in lists that are looked into.
const DEEPEST: usize = 16;

fn is_scalar(schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Type(Loaded::String(_) | Loaded::Number(_) | Loaded::Integer(_) | Loaded::Boolean(_)))
}

/// The schema of a list's items.
fn items_of<'a>(cx: &Context<'a, '_>, schema: &'a Schema) -> Option<&'a Schema> {
    match &schema.schema_kind {
        SchemaKind::Type(Loaded::Array(array)) => unboxed(cx, array.items.as_ref()?),
        SchemaKind::Any(AnySchema { items: Some(items), .. }) => unboxed(cx, items),
        _ => None,
    }
}

fn unboxed<'a>(cx: &Context<'a, '_>, schema: &'a ReferenceOr<Box<Schema>>) -> Option<&'a Schema> {
    match schema {
        ReferenceOr::Item(schema) => Some(schema),
        ReferenceOr::Reference { reference } => media::component(cx, reference),
    }
}

/// The properties of a form, those of `allOf`, `oneOf` and `anyOf` included.
fn properties<'a>(cx: &Context<'a, '_>, content: &'a MediaType) -> Vec<Property<'a>> {
    let mut found = Vec::new();
    let mut open: Vec<&'a Schema> = media::resolved_schema(cx, content.schema.as_ref()).into_iter().collect();
    let mut seen: Vec<*const Schema> = Vec::new();
    while let Some(schema) = open.pop() {
        if seen.contains(&std::ptr::from_ref(schema)) {
            continue;
        }
        seen.push(schema);
        let (properties, members) = match &schema.schema_kind {
            SchemaKind::Type(Loaded::Object(object)) => (Some(&object.properties), Vec::new()),
            SchemaKind::OneOf { one_of: members } | SchemaKind::AnyOf { any_of: members } | SchemaKind::AllOf { all_of: members } => {
                (None, members.iter().collect())
            }
            SchemaKind::Any(any) => (Some(&any.properties), any.all_of.iter().chain(&any.one_of).chain(&any.any_of).collect()),
            _ => (None, Vec::new()),
        };
        let own = properties.into_iter().flatten().filter_map(|(name, schema)| Some(Property { name, schema: unboxed(cx, schema)? }));
        found.extend(own);
        open.extend(members.into_iter().rev().filter_map(|member| media::resolved_schema(cx, Some(member))));
    }
    found
}

/// Says that a media type is a misspelling of another.
pub(super) fn misspelled(cx: &mut Context<'_, '_>, name: &str, place: crate::report::Place) {
    if media::essence(name) == "application/form-data" {
        cx.report.push(
            Diagnostic::warning("media-type", "`application/form-data` is no media type").at(place).label("taken as `multipart/form-data`"),
        );
    }
}
