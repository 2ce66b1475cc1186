//! Conjuncts, none of them a choice → what satisfies all of them.

use openapiv3::{Schema, SchemaKind, Type as Loaded};

use super::all_of::Member;
use super::conjunct::{Conjunct, Facts, TextFacts};
use super::context::{Context, Where};
use super::object::{self, Parts};
use super::pattern::Written;
use super::schema::Shape;
use super::{array, enumeration, keywords, number, rules, text, untyped};
use crate::ir::{Range, Rule, Tuple, Type, TypeKind};
use crate::report::Place;
use crate::source::Node;
use crate::spec::Numbered;

/// Two members that no value satisfies both of.
pub(super) struct Contradiction {
    pub(super) message: String,
    /// The second of them.
    pub(super) place: Place,
    pub(super) what: &'static str,
}

/// What satisfies all of some conjuncts, none of which is a choice.
pub(super) fn merged<'p, 's: 'p>(
    cx: &mut Context<'_, 's>,
    conjuncts: Vec<Conjunct<'p, 's>>,
    around: &Numbered<'_>,
    at: &Where<'_>,
) -> Result<Shape, Contradiction> {
    let mut objects: Option<Parts<'p>> = None;
    let (mut annotations, mut rules): (Vec<Numbered<'s>>, Vec<Rule>) = (Vec::new(), Vec::new());
    let mut texts: Vec<(TextFacts<'p>, Numbered<'s>)> = Vec::new();
    let mut others: Vec<Other<'p, 's>> = Vec::new();
    let typed =
        |conjuncts: &[Conjunct<'_, '_>]| conjuncts.iter().filter(|conjunct| conjunct.is_typed).find_map(|conjunct| conjunct.facts.kind());
    let kind = typed(&conjuncts);
    let mut kinds: Vec<(&'static str, Place)> = Vec::new();
    for Conjunct { facts, is_typed, numbered } in conjuncts {
        let own = facts.kind();
        let is_number = |kind: Option<&str>| matches!(kind, Some("a number" | "an integer"));
        if !is_typed && kind.is_some() && own.is_some() && own != kind && !(is_number(own) && is_number(kind)) {
            continue;
        }
        kinds.extend(own.map(|own| (own, Place::of(numbered.node.span))));
        match facts {
            Facts::Annotation | Facts::Choice(..) => annotations.push(numbered),
            Facts::Rules(found) => rules.extend(found),
            Facts::Object(parts) => objects = Some(objects.map_or_else(|| parts.clone(), |merged| merged.and(parts.clone()))),
            Facts::Text(text) => texts.push((text, numbered)),
            Facts::Other(what, schema) => others.push((what, schema, numbered)),
        }
    }
    // What is integral is a number, too.
    let is_integral = others.iter().any(|(what, ..)| *what == "an integer");
    for (what, ..) in others.iter_mut().filter(|(what, ..)| is_integral && *what == "a number") {
        *what = "an integer";
    }
    match (objects, &texts[..], &others[..]) {
        (Some(parts), [], []) => {
            let parts = annotations.iter().fold(parts.and(Parts::of_rules(rules)), |parts, numbered| parts.and(Parts::of_source(numbered)));
            Ok(object::shape(cx, &parts, around, at))
        }
        (None, [], []) => Ok(Shape::Type(Type::Any)),
        (None, [_, ..], []) => Ok(merged_text(cx, &texts)),
        (None, [], [(what, ..), rest @ ..]) if rest.iter().all(|(other, ..)| other == what) => Ok(match *what {
            "a list" => merged_lists(cx, &others, &annotations, rules, at),
            "an integer" | "a number" => merged_numbers(cx, &others, at),
            _ => {
                let (shape, rest) = one(cx, &others, at);
                for other in rest {
                    lost(cx, other);
                }
                shape
            }
        }),
        _ => {
            let first = kinds.first().map_or("one", |(what, _)| what);
            let (what, place) = kinds.iter().copied().find(|(what, _)| *what != first).unwrap_or(("another type", around.place("allOf")));
            Err(Contradiction { message: format!("{first} is never {what}"), place, what })
        }
    }
}

type Other<'p, 's> = (&'static str, &'p Schema, Numbered<'s>);

/// The shape of the conjunct that says most, and the others. What these say that the shape does not is lost, with a warning, unless the caller takes it.
fn one<'o, 's>(cx: &mut Context<'_, '_>, others: &'o [Other<'_, 's>], at: &Where<'_>) -> (Shape, Vec<&'o Numbered<'s>>) {
    let says = |numbered: &Numbered<'_>| {
        let has = |keyword: &str| numbered.node.get(keyword).is_some();
        let is_integer = numbered.node.get("type").and_then(Node::as_str) == Some("integer");
        let tells = has("enum") || has("const") || has("prefixItems");
        (tells, is_integer, has("format") || has("items"), keywords::BOUNDS.iter().filter(|keyword| has(keyword)).count())
    };
    let most = others.iter().enumerate().max_by_key(|(_, (_, _, numbered))| says(numbered));
    let Some((chosen, (_, schema, numbered))) = most else { return (Shape::Type(Type::Any), Vec::new()) };
    let shape = untyped::of_one_schema(cx, schema, numbered, at);
    let rest = others.iter().enumerate().filter(|(index, (_, _, other))| *index != chosen && other.pointer != numbered.pointer);
    (shape, rest.map(|(_, (_, _, other))| other).collect())
}

/// Numbers: bounds are narrowed, and of each it is a multiple.
fn merged_numbers(cx: &mut Context<'_, '_>, others: &[Other<'_, '_>], at: &Where<'_>) -> Shape {
    let (mut shape, rest) = one(cx, others, at);
    for other in rest {
        let is_listed = other.node.get("enum").is_some() || other.node.get("const").is_some();
        match &mut shape {
            Shape::Type(Type::Integer { bounds, multiple_of, .. }) if !is_listed => {
                if let Type::Integer { bounds: also, multiple_of: of_others, .. } = number::integer(cx, other) {
                    *bounds = number::narrower(*bounds, also);
                    multiple_of.extend(of_others);
                }
            }
            Shape::Type(Type::Number { bounds, multiple_of, .. }) if !is_listed => {
                if let Type::Number { bounds: also, multiple_of: of_others, .. } = number::number(cx, other) {
                    *bounds = number::narrower(*bounds, also);
                    multiple_of.extend(of_others);
                }
            }
            _ => lost(cx, other),
        }
    }
    shape
}

/// Lists: sizes are narrowed, and the items satisfy what all say of them.
fn merged_lists(
    cx: &mut Context<'_, '_>,
    others: &[Other<'_, '_>],
    annotations: &[Numbered<'_>],
    more: Vec<Rule>,
    at: &Where<'_>,
) -> Shape {
    let has = |numbered: &Numbered<'_>, keyword: &str| numbered.node.get(keyword).is_some();
    if others.iter().any(|(_, _, numbered)| has(numbered, "enum") || has(numbered, "const")) {
        let (shape, rest) = one(cx, others, at);
        for other in rest {
            lost(cx, other);
        }
        return shape;
    }
    let (mut items, mut size, mut unique): (Vec<Member<'_>>, _, _) = (Vec::new(), Range::default(), false);
    for (_, schema, _) in others {
        let (own, of_this, is_unique) = match &schema.schema_kind {
            SchemaKind::Type(Loaded::Array(array)) => (&array.items, text::length(array.min_items, array.max_items), array.unique_items),
            SchemaKind::Any(any) => (&any.items, text::length(any.min_items, any.max_items), any.unique_items == Some(true)),
            _ => continue,
        };
        let own = own.as_ref().map(Member::from);
        items.extend(own.filter(|own| !items.iter().any(|known| known.is(*own))));
        (size, unique) = (object::narrower(size, of_this), unique || is_unique);
    }
    let Some((_, _, first)) = others.iter().find(|(_, _, numbered)| has(numbered, "prefixItems")).or(others.last()) else {
        return Shape::Type(Type::Any);
    };
    let mut shape = array::array_of(cx, &items, size, unique, first, at);
    if let Shape::Type(Type::Array { rules, .. }) | Shape::Kind(TypeKind::Tuple(Tuple { rules, .. })) = &mut shape {
        rules.extend(more);
        let is_prefixed = has(first, "prefixItems");
        for (_, _, other) in others.iter().filter(|(_, _, other)| other.pointer != first.pointer) {
            rules.extend(array::rules(cx, other));
            // Positions are those of one, and what others say of them a rule.
            let keywords: &[&str] = if is_prefixed { &["prefixItems", "items"] } else { &[] };
            rules.extend(rules::of_keywords(cx, other, keywords, None));
        }
        for annotation in annotations {
            rules.extend(rules::of_keywords(cx, annotation, rules::OF_LISTS, None));
        }
    }
    shape
}

/// Reports what a conjunct says that the type has not.
fn lost(cx: &mut Context<'_, '_>, other: &Numbered<'_>) {
    for keyword in keywords::BOUNDS.iter().filter(|keyword| other.node.get(keyword).is_some()) {
        cx.unenforced(keyword, other.span(keyword));
    }
}

/// Strings: bounds are narrowed, of lists the values that are in all of them are left, and all patterns are one that looks ahead for each.
fn merged_text(cx: &mut Context<'_, '_>, texts: &[(TextFacts<'_>, Numbered<'_>)]) -> Shape {
    let listed: Vec<&Numbered<'_>> = texts.iter().filter(|(text, _)| text.listed).map(|(_, numbered)| numbered).collect();
    if let [first, rest @ ..] = &listed[..] {
        // Mostly one list repeats the other, or is a part of it.
        let shortest = rest
            .iter()
            .fold(*first, |shortest, next| if enumeration::count(next) < enumeration::count(shortest) { next } else { shortest });
        if !listed.iter().all(|other| enumeration::contains(other, shortest)) {
            cx.unenforced("enum", shortest.span("enum"));
        }
        return text::shape(cx, &[], Range::default(), None, shortest);
    }
    let (length, format) = texts.iter().fold((Range::default(), None), |(length, format), (text, numbered)| {
        let of_this = numbered.node.get("format").and_then(Node::as_str);
        (object::narrower(length, text.length), format.or(of_this))
    });
    let patterns: Vec<Written<'_>> = texts.iter().filter_map(|(text, numbered)| Some(Written::of(text.pattern?, numbered))).collect();
    text::shape(cx, &patterns, length, format, &texts[0].1)
}
