//! Media types: how each is written or read, which of several is used, and the type of its schema.

use openapiv3::{Content, MediaType, ReferenceOr, Schema};

use super::annotations;
use super::context::{Context, Where};
use super::schema::slot;
use crate::ir::Type;
use crate::report::Diagnostic;
use crate::source::Node;
use crate::spec::Target;

/// How a body of a media type is written or read. The first is preferred where there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Json,
    /// Server-sent events.
    Events,
    /// JSON values, one after the other.
    Items,
    Multipart,
    Form,
    Bytes,
    Text,
    Xml,
}

impl Kind {
    /// Is it read piece by piece.
    pub(super) fn is_sequence(self) -> bool {
        matches!(self, Self::Events | Self::Items)
    }
}

/// One entry of a `content` map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Media<'c> {
    pub(super) kind: Kind,
    /// As the document writes it.
    pub(super) name: &'c str,
    pub(super) content: &'c MediaType,
}

/// The entries of a `content` map, the preferred first.
pub(super) fn ranked<'c>(cx: &Context<'_, '_>, content: &'c Content) -> Vec<Media<'c>> {
    let mut all: Vec<Media<'c>> = content.iter().map(|(name, content)| Media { kind: kind(cx, name, content), name, content }).collect();
    all.sort_by_key(|media| (media.kind, json_rank(&essence(media.name))));
    all
}

/// `application/json` before `+json` before `*/*`.
fn json_rank(essence: &str) -> u8 {
    match essence {
        "application/json" => 0,
        "text/json" => 1,
        _ if essence.contains('*') => 3,
        _ => 2,
    }
}

/// Type and subtype in lower case, without parameters.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Media types of JSON values one after the other, for which there is no one name.
const ITEMS: &[&str] = &[
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-lines",
    "application/ndjson",
    "application/x-ndjson",
    "application/x-json-stream",
    "application/stream+json",
    "application/json-seq",
];

fn kind(cx: &Context<'_, '_>, name: &str, content: &MediaType) -> Kind {
    let essence = essence(name);
    let node = resolved_schema(cx, content.schema.as_ref()).map(|schema| cx.spec.node(&schema.schema_data.extensions).node);
    let is_string = node.is_some_and(is_string);
    match essence.as_str() {
        "multipart/form-data" | "application/form-data" => Kind::Multipart,
        "application/x-www-form-urlencoded" => Kind::Form,
        // Whatever it is called, the content is its bytes.
        _ if node.is_some_and(is_binary) => Kind::Bytes,
        "text/event-stream" => Kind::Events,
        name if ITEMS.contains(&name) || name.ends_with("+json-seq") => Kind::Items,
        "application/json" | "text/json" => Kind::Json,
        "*/*" | "*" | "application/*" => {
            if is_string {
                Kind::Text
            } else {
                Kind::Json
            }
        }
        name if name.ends_with("+json") => Kind::Json,
        "application/xml" | "text/xml" => Kind::Xml,
        name if name.ends_with("+xml") => Kind::Xml,
        "application/octet-stream" | "application/pdf" | "application/zip" => Kind::Bytes,
        name if name.starts_with("text/") || name == "plain/text" => Kind::Text,
        name if name.starts_with("application/") && is_string => Kind::Text,
        _ => Kind::Bytes,
    }
}

/// The media type to send, where a range such as `image/*` is declared.
pub(super) fn concrete(media: Media<'_>) -> &str {
    match media.kind {
        Kind::Multipart => "multipart/form-data",
        _ if !media.name.contains('*') => media.name,
        Kind::Json => "application/json",
        Kind::Text => "text/plain",
        _ => "application/octet-stream",
    }
}

fn is_string(node: &Node) -> bool {
    node.get("type").and_then(Node::as_str) == Some("string")
}

/// Is a schema one of bytes: `format: binary`, `type: file` as Swagger 2.0 had it, or from 3.1 on a `contentMediaType` that nothing encodes.
pub(super) fn is_binary(node: &Node) -> bool {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let may_be_string = node.get("type").is_none_or(|_| is_string(node));
    let is_raw = text("contentMediaType").is_some_and(|media_type| node.get("contentEncoding").is_none() && is_of_bytes(media_type));
    may_be_string && (text("format") == Some("binary") || is_raw) || text("type") == Some("file")
}

/// Does a media type have no textual form.
pub(super) fn is_of_bytes(media_type: &str) -> bool {
    let essence = essence(media_type);
    let starts = ["image/", "audio/", "video/", "font/"].iter().any(|start| essence.starts_with(start));
    starts && !essence.ends_with("+xml")
        || ["application/octet-stream", "application/pdf", "application/zip", "application/gzip"].contains(&essence.as_str())
}

/// A schema behind its references.
pub(super) fn resolved_schema<'p, 'a: 'p>(cx: &Context<'a, '_>, schema: Option<&'p ReferenceOr<Schema>>) -> Option<&'p Schema> {
    let mut schema = schema?;
    let count = cx.spec.document.components.as_ref().map_or(0, |components| components.schemas.len());
    // No more references than there are components: a circle ends here too.
    for _ in 0..=count {
        schema = match schema {
            ReferenceOr::Item(schema) => return Some(schema),
            ReferenceOr::Reference { reference } => target(cx, reference)?,
        };
    }
    None
}

/// The schema that a reference leads to in the end.
pub(super) fn component<'a>(cx: &Context<'a, '_>, reference: &str) -> Option<&'a Schema> {
    resolved_schema(cx, target(cx, reference))
}

fn target<'a>(cx: &Context<'a, '_>, reference: &str) -> Option<&'a ReferenceOr<Schema>> {
    match Target::parse(reference) {
        Target::Component { section: "schemas", name } => cx.spec.document.components.as_ref()?.schemas.get(&*name),
        _ => None,
    }
}

/// Says which keywords of a body that is read or written make no difference.
pub(super) fn unapplied(cx: &mut Context<'_, '_>, media: Media<'_>) {
    let numbered = cx.spec.node(&media.content.extensions);
    let is_multipart = essence(media.name).starts_with("multipart/");
    let has_fields = matches!(media.kind, Kind::Form | Kind::Multipart);
    for key in ["encoding", "prefixEncoding", "itemEncoding"] {
        if numbered.node.get(key).is_none() || key == "encoding" && has_fields {
            continue;
        }
        let diagnostic = if is_multipart {
            Diagnostic::warning("unapplied", format!("`{key}` is not applied"))
                .label("the parts are up to those who write or read the body")
        } else {
            Diagnostic::warning("no-effect", format!("`{key}` has no effect on a body of type {}", essence(media.name)))
        };
        cx.report.push(diagnostic.at(numbered.place(key)));
    }
}

/// The type of a media type's schema; none means any JSON.
pub(super) fn schema(cx: &mut Context<'_, '_>, content: &MediaType, at: &Where<'_>) -> Type {
    let numbered = cx.spec.node(&content.extensions);
    let slot = match &content.schema {
        Some(schema) => slot(cx, schema, at, numbered.place("schema")),
        None => return Type::Any,
    };
    annotations::keep_examples(cx, numbered, &slot.ty, slot.nullable);
    slot.into_type()
}
