//! Lists.

use openapiv3::{ReferenceOr, Schema};

use super::all_of::{self, Member};
use super::context::{Context, Where};
use super::schema::{self, Shape, Slot};
use super::{enumeration, object, rules};
use crate::ir::{Docs, Range, Rule, Tuple, Type, TypeKind};
use crate::report::Diagnostic;
use crate::source::Node;
use crate::spec::Numbered;

/// A list. Its items, which satisfy all of some schemas, are named by the singular of its own name.
pub(super) fn array_of(
    cx: &mut Context<'_, '_>,
    items: &[Member<'_>],
    size: Range<u64>,
    unique: bool,
    numbered: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    if let Some(positions) = numbered.carried::<Vec<ReferenceOr<Schema>>>("prefixItems") {
        return positional(cx, &positions, (size, unique), numbered, at);
    }
    let rules = rules(cx, numbered);
    let name = crate::names::singular(at.segment).unwrap_or_else(|| at.segment.to_owned());
    let item = at.item(&name);
    if items_node(numbered).and_then(Node::as_bool) == Some(false) {
        let none = Range { min: None, max: Some(0) };
        return Shape::Type(Type::Array { items: Box::new(Type::Any), size: object::narrower(size, none), unique, rules });
    }
    let items = match (enumeration::of_items(cx, numbered), items) {
        (Some(listed), _) => schema::named(cx, listed, Docs::default(), numbered, &item).into_type(),
        (None, [only]) => schema::slot(cx, *only, &item, numbered.place("items")).into_type(),
        (None, []) => Type::Any,
        (None, several) => all_of::property(cx, several, numbered, &item).into_type(),
    };
    Shape::Type(Type::Array { items: Box::new(items), size, unique, rules })
}

fn items_node<'s>(numbered: &Numbered<'s>) -> Option<&'s Node> {
    numbered.node.get("items")
}

/// What is said of a list beyond its items, their number, and that no two are equal.
pub(super) fn rules(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Vec<Rule> {
    let mut rules = rules::of_keywords(cx, numbered, rules::OF_LISTS, Some("array"));
    // Values of the items in the wrong place are no lists.
    let listed =
        numbered.node.get("enum").and_then(Node::as_array).is_some_and(|values| values.iter().any(|value| value.as_array().is_some()));
    let keywords: &[&str] = if listed { &["const", "enum"] } else { &["const"] };
    rules.extend(rules::of_keywords(cx, numbered, keywords, None));
    rules
}

/// A list whose first items have schemas of their own: a tuple where its length is fixed, else a list of whatever they are.
fn positional(
    cx: &mut Context<'_, '_>,
    positions: &[ReferenceOr<Schema>],
    (size, unique): (Range<u64>, bool),
    numbered: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    let place = numbered.place("prefixItems");
    let count = positions.len() as u64;
    let items_node = items_node(numbered);
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
        let unique = unique.then_some(Rule::UniqueItems);
        let rules = rules(cx, numbered).into_iter().chain(unique).collect();
        return Shape::Kind(TypeKind::Tuple(Tuple { items: slots.into_iter().map(Slot::into_type).collect(), rules }));
    }
    let mut rules = rules(cx, numbered);
    let mut types: Vec<Type> = Vec::new();
    for slot in slots {
        let ty = slot.into_type();
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    // One type in all places is that of the items, where there are no others; of several, any may stand anywhere.
    let items = match &types[..] {
        [only] if no_more || size.max.is_some_and(|max| max <= count) => only.clone(),
        _ => Type::Any,
    };
    let size = if no_more { object::narrower(size, Range { min: None, max: Some(count) }) } else { size };
    if items == Type::Any {
        // What stands where is checked.
        let keywords: &[&str] = if no_more { &["prefixItems"] } else { &["prefixItems", "items"] };
        rules.extend(rules::of_keywords(cx, numbered, keywords, None));
    }
    Shape::Type(Type::Array { items: Box::new(items), size, unique, rules })
}

/// What the places of a tuple are called, as far as anybody writes one.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
