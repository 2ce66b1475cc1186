//! Lists.

use openapiv3::{ReferenceOr, Schema};

use super::context::{Context, Where};
use super::schema::{self, Shape};
use crate::ir::{Range, Type};
use crate::spec::Numbered;

/// A list. Its items are named by the singular of its own name.
pub(super) fn array_of(
    cx: &mut Context<'_, '_>,
    items: Option<&ReferenceOr<Box<Schema>>>,
    size: Range<u64>,
    unique: bool,
    numbered: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    if numbered.node.get("enum").is_some() || numbered.node.get("const").is_some() {
        let keyword = if numbered.node.get("enum").is_some() { "enum" } else { "const" };
        cx.unenforced(keyword, super::enumeration::span(numbered));
    }
    let items = match items {
        Some(items) => {
            let name = crate::names::singular(at.segment).unwrap_or_else(|| format!("{} item", at.segment));
            schema::slot(cx, items, &at.item(&name), numbered.place("items")).into_type()
        }
        None => Type::Any,
    };
    Shape::Type(Type::Array { items: Box::new(items), size, unique })
}
