//! Request bodies: which of their media types is sent, and what they are in Rust.

use openapiv3::{MediaType, ReferenceOr, RequestBody, SchemaKind, Type as Loaded};

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Refusal, Standing};
use super::form;
use super::further::Further;
use super::media::{self, Kind, Media};
use crate::ir::{Body, BodyKind, Format, Type, TypeKind};
use crate::report::Diagnostic;
use crate::source::Data;
use crate::spec::Numbered;

/// A request body, resolved. `None`: there is nothing that it could say.
pub(super) fn body<'a>(
    cx: &mut Context<'a, '_>,
    body: &'a ReferenceOr<RequestBody>,
    operation: &Numbered<'_>,
    name: &str,
    further: Option<Further>,
) -> Result<Option<Body>, Refusal> {
    let place = operation.place("requestBody");
    let components = cx.spec.document.components.as_ref().map(|components| &components.request_bodies);
    let Some((body, component)) = resolved(components, "requestBodies", body) else {
        return Err(cx.refusal(&reference_of(cx.spec, body), place));
    };
    let numbered = cx.spec.node(&body.extensions);
    let is_wanted = |media: &Media<'_>| further == Some(Further::Sending(media.kind));
    let all = media::ranked(cx, &body.content);
    let Some(media) = all.iter().copied().find(is_wanted).or(all.first().copied()) else {
        cx.report.push(
            Diagnostic::warning("empty-content", "this request body has no content")
                .at(numbered.place("content"))
                .label("taken as no body")
                .help("name a media type, for instance `application/octet-stream: {}`"),
        );
        return Ok(None);
    };
    if !body.required && matches!(media.kind, Kind::Form | Kind::Multipart) && is_empty(cx, media.content) {
        return Ok(None);
    }
    media::unapplied(cx, media);
    let segment = match further {
        Some(further @ Further::Sending(_)) => format!("{name} {} request", further.suffix()),
        _ => component.unwrap_or_else(|| format!("{name} request")),
    };
    let kind = kind(cx, media, &Where::operation(name, &segment, Standing::Request), numbered)?;
    // A body whose schema requires a property cannot be left out, whatever `required` says: there would be nothing that it could mean.
    let implied = !body.required && has_required_property(cx, media.content);
    if implied {
        cx.report.push(
            Diagnostic::warning("body-not-required", "this body is not `required`, but its schema has required properties")
                .at(numbered.place("content"))
                .label("taken as required")
                .help("say `required: true` beside `content`"),
        );
    }
    let media_type = media::concrete(media).to_owned();
    let mut docs = docs(None, body.description.as_ref());
    if media.kind == Kind::Xml && docs.description.is_none() {
        docs.description = Some("XML, as text.".to_owned());
    }
    Ok(Some(Body { kind, required: body.required || implied, media_type, docs }))
}

/// How a body is written, and the type of what is.
fn kind(cx: &mut Context<'_, '_>, media: Media<'_>, at: &Where<'_>, numbered: &Numbered<'_>) -> Result<BodyKind, Refusal> {
    let Media { kind, name, content } = media;
    Ok(match kind {
        Kind::Json => BodyKind::Json(media::schema(cx, content, at)),
        Kind::Form | Kind::Multipart => {
            form::misspelled(cx, name, numbered.place("content"));
            let styles = form::styles(cx, kind, content)?;
            let ty = media::schema(cx, content, at);
            if is_no_form(cx, &ty) {
                let (what, kind) = if kind == Kind::Form { ("text", BodyKind::Text(Type::String)) } else { ("bytes", BodyKind::Bytes) };
                let message = "this form has no fields: its schema is that of no object";
                let diagnostic = Diagnostic::warning("form-without-fields", message).at(numbered.place("content"));
                cx.report.push(diagnostic.label(format!("sent as {what}, as given")));
                return Ok(kind);
            }
            if kind == Kind::Form { BodyKind::Form(ty, styles) } else { BodyKind::Multipart(ty, styles) }
        }
        Kind::Text => {
            let ty = media::schema(cx, content, at);
            BodyKind::Text(if is_text(cx, &ty) { ty } else { Type::String })
        }
        // What is in the elements cannot be said by types that serde reads.
        Kind::Xml => BodyKind::Text(Type::String),
        Kind::Events | Kind::Items | Kind::Bytes => BodyKind::Bytes,
    })
}

/// Is a type one that `Display` writes.
fn is_text(cx: &Context<'_, '_>, ty: &Type) -> bool {
    match cx.drafts.behind_aliases(ty) {
        Type::Boolean | Type::Integer { .. } | Type::Number { .. } | Type::String => true,
        Type::Format(format) => *format != Format::Password,
        // A refused type passes: what needs it goes for its own reason.
        Type::Named(id) => {
            cx.drafts.refused.contains_key(id) || matches!(&cx.drafts.types[id.0].kind, TypeKind::Enum(_) | TypeKind::Text(_))
        }
        _ => false,
    }
}

/// Has a type no properties that could be fields.
fn is_no_form(cx: &Context<'_, '_>, ty: &Type) -> bool {
    match cx.drafts.behind_aliases(ty) {
        Type::Any | Type::Map { .. } => false,
        Type::Nullable(inner) | Type::Boxed(inner) => is_no_form(cx, inner),
        Type::Named(id) => {
            !cx.drafts.refused.contains_key(id) && matches!(&cx.drafts.types[id.0].kind, TypeKind::Enum(_) | TypeKind::Text(_))
        }
        _ => true,
    }
}

/// Is there nothing that a form could say: an object without properties, and without room for others.
fn is_empty(cx: &Context<'_, '_>, content: &MediaType) -> bool {
    let Some(schema) = media::resolved_schema(cx, content.schema.as_ref()) else { return false };
    let is_closed = matches!(
        cx.spec.node(&schema.schema_data.extensions).node.get("additionalProperties").map(|node| &node.data),
        Some(Data::Bool(false))
    );
    is_closed && matches!(&schema.schema_kind, SchemaKind::Type(Loaded::Object(object)) if object.properties.is_empty())
}

fn has_required_property(cx: &Context<'_, '_>, content: &MediaType) -> bool {
    let Some(schema) = media::resolved_schema(cx, content.schema.as_ref()) else { return false };
    let node = cx.spec.node(&schema.schema_data.extensions).node;
    matches!(node.get("required").map(|node| &node.data), Some(Data::Array(names)) if !names.is_empty())
}
