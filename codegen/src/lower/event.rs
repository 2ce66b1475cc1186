//! Sequences: the type of an event's data, or of an item.
//!
//! Documents describe them in three ways: the schema is that of the data (before OpenAPI 3.2), that of a whole event with its fields, or that of a list.

use openapiv3::{MediaType, ReferenceOr, Schema, SchemaKind, Type as Loaded};

use super::context::{Context, Where};
use super::media;
use super::schema::slot;
use crate::ir::Type;
use crate::source::Node;

/// The fields of an event (HTML, "Interpreting an event stream").
const FIELDS: &[&str] = &["data", "event", "id", "retry", "comment"];

/// The type of the data of server-sent events. `None`: text.
pub(super) fn data(cx: &mut Context<'_, '_>, content: &MediaType, at: &Where<'_>) -> Option<Type> {
    let schema = media::resolved_schema(cx, content.schema.as_ref())?;
    let is_item = cx.spec.node(&content.extensions).node.get("itemSchema").is_some();
    let members: &[ReferenceOr<Schema>] = match &schema.schema_kind {
        SchemaKind::OneOf { one_of: members } | SchemaKind::AnyOf { any_of: members } => members,
        _ => &[],
    };
    if let Some(data) = data_of(schema, is_item) {
        return text_or(data_type(cx, data, schema, at));
    }
    let all = members.iter().map(|member| data_of(media::resolved_schema(cx, Some(member))?, is_item)).collect::<Option<Vec<_>>>();
    if let Some(all) = all.filter(|all| !all.is_empty()) {
        // Several kinds of events, whose data only their names tell apart.
        let is_text = |data: &ReferenceOr<Box<Schema>>| text_or(data_type(cx, data, schema, at)).is_none();
        return if all.into_iter().any(is_text) { None } else { Some(Type::Any) };
    }
    text_or(item(cx, content, at))
}

/// The type of a JSON value of a sequence.
pub(super) fn item(cx: &mut Context<'_, '_>, content: &MediaType, at: &Where<'_>) -> Type {
    let is_item = cx.spec.node(&content.extensions).node.get("itemSchema").is_some();
    match media::schema(cx, content, at) {
        // A schema is that of all items together; an `itemSchema` is that of one.
        Type::Array { items, .. } if !is_item => *items,
        ty => ty,
    }
}

fn text_or(ty: Type) -> Option<Type> {
    (ty != Type::String).then_some(ty)
}

/// The `data` of a schema that describes a whole event, by the names of its properties.
fn data_of(schema: &Schema, is_item: bool) -> Option<&ReferenceOr<Box<Schema>>> {
    let properties = match &schema.schema_kind {
        SchemaKind::Type(Loaded::Object(object)) => &object.properties,
        SchemaKind::Any(any) => &any.properties,
        _ => return None,
    };
    // Data of its own may have an id, and something called `data`.
    let is_event = is_item || properties.contains_key("event") || properties.len() == 1;
    properties.get("data").filter(|_| is_event && properties.keys().all(|name| FIELDS.contains(&name.as_str())))
}

/// The type of an event's data: text, or what the text is the JSON of (JSON Schema Validation §8, `contentMediaType` and `contentSchema`).
fn data_type(cx: &mut Context<'_, '_>, data: &ReferenceOr<Box<Schema>>, event: &Schema, at: &Where<'_>) -> Type {
    let at = at.inside("data");
    let resolved = match data {
        ReferenceOr::Item(schema) => Some(&**schema),
        ReferenceOr::Reference { reference } => media::component(cx, reference),
    };
    if let Some(numbered) = resolved.map(|schema| cx.spec.node(&schema.schema_data.extensions)) {
        let content = numbered.node.get("contentMediaType").and_then(Node::as_str);
        if content.is_some_and(|name| media::essence(name).ends_with("json")) {
            let inner: Option<ReferenceOr<Schema>> = numbered.carried("contentSchema");
            return inner.map_or(Type::Any, |inner| slot(cx, &inner, &at, numbered.place("contentSchema")).into_type());
        }
    }
    let numbered = cx.spec.node(&event.schema_data.extensions);
    slot(cx, data, &at, numbered.place("properties")).ty
}
