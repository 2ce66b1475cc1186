//! Media types: which of several is used, and the type of its schema.

use openapiv3::MediaType;

use super::annotations;
use super::context::{Context, Where};
use super::draft::Refusal;
use super::schema::slot;
use crate::ir::Type;

/// The JSON among several media types: `application/json` before `+json` before `*/*`.
pub(super) fn json(content: &openapiv3::Content) -> Option<(&str, &MediaType)> {
    let rank = |name: &str| {
        let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/json" => Some(0),
            "text/json" => Some(1),
            "*/*" | "application/*" => Some(3),
            _ if essence.ends_with("+json") => Some(2),
            _ => None,
        }
    };
    let (_, name, content) = content.iter().filter_map(|(name, media)| Some((rank(name)?, name, media))).min_by_key(|(rank, ..)| *rank)?;
    Some((if name.contains('*') { "application/json" } else { name.as_str() }, content))
}

/// The type of a media type's schema; none means any JSON.
pub(super) fn schema(cx: &mut Context<'_, '_>, content: &MediaType, at: &Where<'_>) -> Result<Type, Refusal> {
    let numbered = cx.spec.node(&content.extensions).clone();
    if numbered.node.get("itemSchema").is_some() {
        return Err(cx.refusal("`itemSchema` of a media type", numbered.place("itemSchema")));
    }
    let slot = match &content.schema {
        Some(schema) => slot(cx, schema, at, numbered.place("schema")),
        None => return Ok(Type::Any),
    };
    annotations::keep_examples(cx, &numbered, &slot.ty, slot.nullable);
    Ok(slot.into_type())
}
