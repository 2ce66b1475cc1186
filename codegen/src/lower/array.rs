//! Lists.

use openapiv3::{ReferenceOr, Schema};

use super::context::{Context, Where};
use super::enumeration;
use super::schema::{self, Shape, Slot};
use crate::ir::{Docs, Range, Type, TypeKind};
use crate::report::Diagnostic;
use crate::source::Node;
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
    if let Some(positions) = numbered.carried::<Vec<ReferenceOr<Schema>>>("prefixItems") {
        return positional(cx, &positions, items, (size, unique), numbered, at);
    }
    let name = crate::names::singular(at.segment).unwrap_or_else(|| at.segment.to_owned());
    let item = at.item(&name);
    let items = match (enumeration::of_items(cx, numbered), items) {
        (Some(listed), _) => schema::named(cx, listed, Docs::default(), numbered, &item).into_type(),
        (None, Some(items)) => schema::slot(cx, items, &item, numbered.place("items")).into_type(),
        (None, None) => Type::Any,
    };
    Shape::Type(Type::Array { items: Box::new(items), size, unique })
}

/// A list whose first items have schemas of their own: a tuple where its length is fixed, else a list of whatever they are.
fn positional(
    cx: &mut Context<'_, '_>,
    positions: &[ReferenceOr<Schema>],
    rest: Option<&ReferenceOr<Box<Schema>>>,
    (size, unique): (Range<u64>, bool),
    numbered: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    let place = numbered.place("prefixItems");
    let count = positions.len() as u64;
    let items_node = numbered.node.get("items");
    let no_more = items_node.and_then(Node::as_bool) == Some(false);
    let ordinal = |index: usize| ORDINALS.get(index).map_or_else(|| format!("item {}", index + 1), |&word| word.to_owned());
    let slots = positions.iter().enumerate().map(|(index, schema)| {
        let segment = format!("{} {}", at.segment, ordinal(index));
        schema::slot(cx, schema, &at.beside(&segment), place)
    });
    let slots: Vec<Slot> = slots.collect();
    if count >= 2 && (no_more || size.max == Some(count)) && size.min.is_none_or(|min| min >= count) {
        if size.min.is_none() {
            cx.report.push(
                Diagnostic::warning("tuple-length", "shorter lists are allowed, too, because there is no `minItems`")
                    .at(place)
                    .label(format!("taken for a tuple of {count}"))
                    .help(format!("say `minItems: {count}`")),
            );
        }
        if unique {
            cx.unenforced("uniqueItems", numbered.span("uniqueItems"));
        }
        return Shape::Kind(TypeKind::Tuple(slots.into_iter().map(Slot::into_type).collect()));
    }
    cx.unenforced("prefixItems", numbered.span("prefixItems"));
    let mut types: Vec<Type> = Vec::new();
    for slot in slots {
        let ty = slot.into_type();
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    // One type in all places is that of the items; of several, any may stand anywhere.
    let items = match (&types[..], rest, no_more) {
        ([only], None, _) if items_node.is_none() || no_more => only.clone(),
        _ => Type::Any,
    };
    Shape::Type(Type::Array { items: Box::new(items), size, unique })
}

/// What the places of a tuple are called, as far as anybody writes one.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
