//! `allOf`: several schemas that a value satisfies all of, merged into one.
//!
//! Members that are references are looked into: their properties become the struct's own, as a person would write them. What only annotates (prose,
//! `nullable`, an example) constrains nothing; around a single schema, it leaves that schema as it is, with its name. A choice among the members
//! is one among what each of its variants makes of the others.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::conjunct::{self, Conjunct, Conjuncts, Facts, TextFacts};
use super::context::{Context, Where, docs};
use super::object::{self, Parts};
use super::pattern::Written;
use super::schema::{self, Shape, Slot};
use super::union::{self, Discriminator, Made};
use super::{enumeration, keywords, label, text, untyped};
use crate::ir::{Docs, Range, Type};
use crate::names::Wire;
use crate::report::{Diagnostic, Place};
use crate::spec::Numbered;

/// A member: a reference or a schema.
#[derive(Clone, Copy)]
pub(super) enum Member<'p> {
    Reference(&'p str),
    Schema(&'p Schema),
}

impl<'p> From<&'p ReferenceOr<Schema>> for Member<'p> {
    fn from(schema: &'p ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'p> From<&'p ReferenceOr<Box<Schema>>> for Member<'p> {
    fn from(schema: &'p ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

/// The shape of what satisfies all members. `own` is the schema around them, where it says something itself.
pub(super) fn shape<'p>(
    cx: &mut Context<'_, '_>,
    members: &[Member<'p>],
    own: Option<&'p Schema>,
    around: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    let place = around.place("allOf");
    let mut telling: Vec<Member<'_>> = Vec::new();
    for member in members {
        let is_new = match member {
            Member::Schema(schema) => !conjunct::is_annotation(cx, schema),
            Member::Reference(reference) => !telling.iter().any(|known| matches!(known, Member::Reference(other) if other == reference)),
        };
        if is_new {
            telling.push(*member);
        }
    }
    let mut conjuncts = Conjuncts::default();
    for member in &telling {
        if let Err(what) = conjuncts.expand(cx, *member) {
            return Shape::Type(cx.refuse(&what, place));
        }
    }
    let inner = conjuncts.list.len();
    if let Some(own) = own {
        conjuncts.push(cx, own);
    }
    let says_more = conjuncts.list[inner..].iter().any(|own| !says_nothing(&own.facts));
    if let ([only], false) = (&telling[..], says_more) {
        return schema::transparent(cx, *only, at, place);
    }
    for conjunct in conjuncts.list.iter().filter(|conjunct| conjunct.numbered.pointer != around.pointer) {
        keywords::report(cx, &conjunct.numbered);
    }
    combined(cx, conjuncts, around, at).unwrap_or_else(|contradiction| {
        let Contradiction { message, place: other, what } = contradiction;
        let severity = if cx.config.skip_unsupported { Diagnostic::warning } else { Diagnostic::error };
        cx.report.push(
            severity("contradiction", format!("nothing satisfies this `allOf`: {message}")).at(place).also(other, format!("{what} here")),
        );
        Shape::Type(cx.drafts.refuse("a contradictory `allOf`".to_owned(), place))
    })
}

/// Two members that no value satisfies both of.
struct Contradiction {
    message: String,
    /// The second of them.
    place: Place,
    what: &'static str,
}

/// A property that several members declare.
pub(super) fn property(cx: &mut Context<'_, '_>, members: &[Member<'_>], around: &Numbered<'_>, at: &Where<'_>) -> Slot {
    // The last one says what is particular to this object.
    let last = members.iter().rev().find_map(|member| if let Member::Schema(schema) = member { Some(&schema.schema_data) } else { None });
    let own = last.map_or_else(Docs::default, |data| docs(data.title.as_ref(), data.description.as_ref()));
    let nullable = members.iter().all(|member| matches!(member, Member::Schema(schema) if schema.schema_data.nullable));
    let shape = shape(cx, members, None, around, at);
    let slot = schema::named(cx, shape, own.clone(), around, at);
    Slot { nullable, docs: own, ..slot }
}

/// Whether a fact leaves another schema as it is: `type: object` beside a reference.
fn says_nothing(facts: &Facts<'_>) -> bool {
    match facts {
        Facts::Annotation => true,
        Facts::Object(parts) => parts.is_empty(),
        Facts::Text(_) | Facts::Other(..) | Facts::Choice(..) => false,
    }
}

/// What satisfies all conjuncts: with a choice among them, one of what its variants make of the others.
fn combined<'p, 's: 'p>(
    cx: &mut Context<'_, 's>,
    mut conjuncts: Conjuncts<'p, 's>,
    around: &Numbered<'_>,
    at: &Where<'_>,
) -> Result<Shape, Contradiction> {
    let is_choice = |conjunct: &Conjunct<'_, '_>| matches!(conjunct.facts, Facts::Choice(..));
    let Some(first) = conjuncts.list.iter().position(is_choice) else { return merged(cx, conjuncts.list, around, at) };
    let Conjunct { facts, numbered, .. } = conjuncts.list.remove(first);
    let Facts::Choice(keyword, members) = facts else { return merged(cx, conjuncts.list, around, at) };
    // A base that lists what extends it has nothing to add to it.
    let lists_subtypes = cx.all_extend(members, &format!("#{}", numbered.pointer));
    if lists_subtypes || conjuncts.list.iter().all(|conjunct| says_nothing(&conjunct.facts)) {
        return Ok(union::choice(cx, keyword, members, &numbered, at));
    }
    let mut alternatives: Vec<Member<'p>> = Vec::new();
    union::flatten(cx, members, &mut alternatives);
    alternatives.retain(|member| !union::is_null(cx, *member));
    if alternatives.iter().all(|member| union::only_narrows(cx, *member)) {
        cx.unenforced(keyword, numbered.span(keyword));
        return combined(cx, conjuncts, around, at);
    }
    let only_types = conjuncts.list.iter().all(|conjunct| match &conjunct.facts {
        Facts::Text(text) => text.pattern.is_none(),
        Facts::Other(..) => true,
        other => says_nothing(other),
    });
    if only_types && let Some(listed) = union::constants(cx, &alternatives, &numbered) {
        // A list beside the choice is what is left of it.
        let is_listed = |conjunct: &Conjunct<'_, '_>| enumeration::count(&conjunct.numbered) > 0;
        return if conjuncts.list.iter().any(is_listed) { combined(cx, conjuncts, around, at) } else { Ok(listed) };
    }
    let place = numbered.place(keyword);
    let discriminator = Discriminator::of(cx, &numbered).or_else(|| Discriminator::of(cx, around));
    let labels = label::labels(cx, &alternatives, discriminator.as_ref().map(|known| known.property.as_str()), at);
    let (mut made, mut impossible) = (Vec::new(), None);
    for (position, (member, label)) in alternatives.into_iter().zip(labels).enumerate() {
        let mut with = conjuncts.clone();
        if let Err(what) = with.expand(cx, member) {
            return Ok(Shape::Type(cx.refuse(&what, place)));
        }
        let tags = discriminator.as_ref().map_or_else(Vec::new, |known| known.tags(member));
        let own = match member {
            Member::Schema(schema) => cx.spec.node(&schema.schema_data.extensions).clone(),
            Member::Reference(_) => numbered.clone(),
        };
        let segment = label.segment(at);
        let variant = at.beside(&segment);
        // What the rest rules out is no variant.
        let shape = match combined(cx, with, &own, &variant) {
            Ok(shape) => shape,
            Err(contradiction) => {
                impossible = Some(contradiction);
                continue;
            }
        };
        let slot = schema::named(cx, shape, Docs::default(), &own, &variant);
        made.push(Made { position, slot, label, tags });
    }
    match impossible {
        Some(contradiction) if made.is_empty() => Err(contradiction),
        Some(Contradiction { message, place: other, what }) => {
            let message = format!("one of the variants is ruled out: {message}");
            cx.report.push(Diagnostic::warning("contradiction", message).at(place).also(other, format!("{what} here")));
            Ok(union::union(cx, made, discriminator.map(|known| Wire(known.property)), &numbered, at))
        }
        None => Ok(union::union(cx, made, discriminator.map(|known| Wire(known.property)), &numbered, at)),
    }
}

fn merged(
    cx: &mut Context<'_, '_>,
    conjuncts: Vec<Conjunct<'_, '_>>,
    around: &Numbered<'_>,
    at: &Where<'_>,
) -> Result<Shape, Contradiction> {
    let mut objects: Option<Parts<'_>> = None;
    let mut texts: Vec<(TextFacts<'_>, Numbered<'_>)> = Vec::new();
    let mut others: Vec<(&str, &Schema, Numbered<'_>)> = Vec::new();
    let typed =
        |conjuncts: &[Conjunct<'_, '_>]| conjuncts.iter().filter(|conjunct| conjunct.is_typed).find_map(|conjunct| conjunct.facts.kind());
    let kind = typed(&conjuncts);
    let mut kinds: Vec<(&'static str, Place)> = Vec::new();
    for Conjunct { facts, is_typed, numbered } in conjuncts {
        let own = facts.kind();
        if !is_typed && kind.is_some() && own != kind {
            continue;
        }
        kinds.extend(own.map(|own| (own, Place::of(numbered.node.span))));
        match facts {
            Facts::Annotation | Facts::Choice(..) => {}
            Facts::Object(parts) => objects = Some(objects.map_or_else(|| parts.clone(), |merged| merged.and(parts.clone()))),
            Facts::Text(text) => texts.push((text, numbered)),
            Facts::Other(what, schema) => others.push((what, schema, numbered)),
        }
    }
    // What is integral is a number, too.
    if others.iter().any(|(what, ..)| *what == "an integer") {
        others.retain(|(what, ..)| *what != "a number");
    }
    match (objects, &texts[..], &others[..]) {
        (Some(parts), [], []) => Ok(object::shape(cx, &parts, around, at)),
        (None, [], []) => Ok(Shape::Type(Type::Any)),
        (None, [_, ..], []) => Ok(merged_text(cx, &texts)),
        (None, [], [(what, ..), rest @ ..]) if rest.iter().all(|(other, ..)| other == what) => {
            // The one that says most says what it is; of the others, what narrows it is lost.
            let says = |numbered: &Numbered<'_>| keywords::BOUNDS.iter().filter(|keyword| numbered.node.get(keyword).is_some()).count();
            let most = others.iter().rev().max_by_key(|(_, _, numbered)| says(numbered));
            let Some((_, schema, numbered)) = most else { return Ok(Shape::Type(Type::Any)) };
            for (_, _, other) in others.iter().filter(|(_, _, other)| other.pointer != numbered.pointer) {
                for keyword in keywords::BOUNDS.iter().filter(|keyword| **keyword != "items" && other.node.get(keyword).is_some()) {
                    cx.unenforced(keyword, other.span(keyword));
                }
            }
            Ok(untyped::of_one_schema(cx, schema, numbered, at))
        }
        _ => {
            let first = kinds.first().map_or("one", |(what, _)| what);
            let (what, place) = kinds.iter().copied().find(|(what, _)| *what != first).unwrap_or(("another type", around.place("allOf")));
            Err(Contradiction { message: format!("{first} is never {what}"), place, what })
        }
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
        let of_this = numbered.node.get("format").and_then(crate::source::Node::as_str);
        (object::narrower(length, text.length), format.or(of_this))
    });
    let patterns: Vec<Written<'_>> = texts.iter().filter_map(|(text, numbered)| Some(Written::of(text.pattern?, numbered))).collect();
    text::shape(cx, &patterns, length, format, &texts[0].1)
}

/// Which of two statements about undeclared properties counts: none says that they are ignored, a schema says more than a flag.
pub(super) fn stricter<'p>(
    first: Option<&'p AdditionalProperties>,
    second: Option<&'p AdditionalProperties>,
) -> Option<&'p AdditionalProperties> {
    match (first, second) {
        (Some(AdditionalProperties::Any(false)), other) | (other, Some(AdditionalProperties::Any(false))) => other,
        (Some(schema @ AdditionalProperties::Schema(_)), _) | (_, Some(schema @ AdditionalProperties::Schema(_))) => Some(schema),
        (first, second) => first.or(second),
    }
}
