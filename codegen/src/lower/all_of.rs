//! `allOf`: several schemas that a value satisfies all of, merged into one.
//!
//! Members that are references are looked into: their properties become the struct's own, as a person would write them. What only annotates (prose,
//! `nullable`, an example) constrains nothing; around a single schema, it leaves that schema as it is, with its name.

use std::collections::HashSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type as Loaded};

use super::context::{Context, Where, docs};
use super::object::{self, Parts};
use super::schema::{self, Shape, Slot};
use super::{enumeration, text};
use crate::ir::{Docs, Range, Type};
use crate::report::{Diagnostic, Place};
use crate::spec::{Numbered, Target};

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

/// What a member says.
enum Facts<'p> {
    /// Nothing that a value could break.
    Annotation,
    Object(Parts<'p>),
    Text(TextFacts<'p>),
    /// What it is called in a message.
    Other(&'static str),
}

struct TextFacts<'p> {
    pattern: Option<&'p str>,
    length: Range<u64>,
    listed: bool,
}

/// A member's facts, and where it stands.
struct Conjunct<'p, 's> {
    facts: Facts<'p>,
    numbered: Numbered<'s>,
}

/// The shape of what satisfies all members. `around` is the schema that lists them.
pub(super) fn shape(
    cx: &mut Context<'_, '_>,
    members: &[Member<'_>],
    own: Option<&Schema>,
    around: &Numbered<'_>,
    at: &Where<'_>,
) -> Shape {
    let place = around.place("allOf");
    // Around one schema that says something, the others leave it as it is.
    let own = own.filter(|own| !matches!(facts(cx, own), Facts::Annotation));
    let telling: Vec<Member<'_>> =
        members.iter().copied().filter(|member| !matches!(member, Member::Schema(schema) if is_annotation(cx, schema))).collect();
    if let ([only], None) = (&telling[..], own) {
        return schema::transparent(cx, *only, at, place);
    }
    let mut conjuncts = Vec::new();
    let mut done = HashSet::new();
    for member in telling {
        if let Err(what) = expand(cx, member, &mut Vec::new(), &mut done, &mut conjuncts) {
            return Shape::Type(cx.refuse(&what, place));
        }
    }
    if let Some(own) = own {
        conjuncts.push(Conjunct { facts: facts(cx, own), numbered: cx.spec.node(&own.schema_data.extensions).clone() });
    }
    for conjunct in &conjuncts {
        if let Some(refused) = schema::refused_keyword(cx, &conjunct.numbered) {
            return Shape::Type(refused);
        }
    }
    merged(cx, conjuncts, around, at)
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

/// Takes a member apart: references are followed, nested `allOf`s are opened.
fn expand<'p, 's: 'p>(
    cx: &Context<'p, 's>,
    member: Member<'p>,
    seen: &mut Vec<&'p str>,
    done: &mut HashSet<&'p str>,
    conjuncts: &mut Vec<Conjunct<'p, 's>>,
) -> Result<(), String> {
    let depth = seen.len();
    let schema = match member {
        Member::Schema(schema) => schema,
        // What is satisfied once is satisfied twice.
        Member::Reference(reference) if done.contains(reference) => return Ok(()),
        Member::Reference(reference) => match resolved(cx, reference, seen)? {
            Some(schema) => schema,
            None => return Err(format!("`$ref: {reference}` in `allOf`")),
        },
    };
    let (inner, any) = match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => (all_of.as_slice(), None),
        SchemaKind::Any(any) if !any.all_of.is_empty() => (any.all_of.as_slice(), Some(any)),
        _ => (&[][..], None),
    };
    for member in inner {
        expand(cx, member.into(), seen, done, conjuncts)?;
    }
    seen.truncate(depth);
    if let Member::Reference(reference) = member {
        done.insert(reference);
    }
    if inner.is_empty() || any.is_some() {
        conjuncts.push(Conjunct { facts: facts(cx, schema), numbered: cx.spec.node(&schema.schema_data.extensions).clone() });
    }
    Ok(())
}

/// The schema that a chain of references ends at.
fn resolved<'p>(cx: &Context<'p, '_>, reference: &'p str, seen: &mut Vec<&'p str>) -> Result<Option<&'p Schema>, String> {
    let spec = cx.spec;
    let mut reference = reference;
    loop {
        if seen.contains(&reference) {
            return Err(format!("`allOf` that contains itself (`{reference}`)"));
        }
        seen.push(reference);
        let Target::Component { section: "schemas", name } = Target::parse(reference) else { return Ok(None) };
        match spec.document.components.as_ref().and_then(|components| components.schemas.get(&name)) {
            Some(ReferenceOr::Item(schema)) => return Ok(Some(schema)),
            Some(ReferenceOr::Reference { reference: next }) => reference = next,
            None => return Ok(None),
        }
    }
}

fn is_annotation(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Any(any) if any.all_of.is_empty()) && matches!(facts(cx, schema), Facts::Annotation)
}

/// What a schema says itself, its `allOf` apart.
fn facts<'p>(cx: &Context<'_, '_>, schema: &'p Schema) -> Facts<'p> {
    let numbered = cx.spec.node(&schema.schema_data.extensions);
    let listed = numbered.node.get("enum").is_some() || numbered.node.get("const").is_some();
    match &schema.schema_kind {
        SchemaKind::Type(Loaded::Object(loaded)) => {
            let size = text::length(loaded.min_properties, loaded.max_properties);
            Facts::Object(Parts::new(&loaded.properties, &loaded.required, loaded.additional_properties.as_ref(), size, numbered))
        }
        SchemaKind::Type(Loaded::String(string)) => Facts::Text(TextFacts {
            pattern: string.pattern.as_deref(),
            length: text::length(string.min_length, string.max_length),
            listed,
        }),
        SchemaKind::Type(Loaded::Number(_)) => Facts::Other("a number"),
        SchemaKind::Type(Loaded::Integer(_)) => Facts::Other("an integer"),
        SchemaKind::Type(Loaded::Boolean(_)) => Facts::Other("a boolean"),
        SchemaKind::Type(Loaded::Array(_)) => Facts::Other("a list"),
        SchemaKind::OneOf { .. } => Facts::Other("`oneOf`"),
        SchemaKind::AnyOf { .. } => Facts::Other("`anyOf`"),
        SchemaKind::Not { .. } => Facts::Other("`not`"),
        SchemaKind::AllOf { .. } => Facts::Annotation,
        SchemaKind::Any(any) => {
            let is_object = !any.properties.is_empty() || !any.required.is_empty() || any.additional_properties.is_some();
            if !any.one_of.is_empty() || !any.any_of.is_empty() || any.not.is_some() {
                Facts::Other("a choice")
            } else if any.typ.as_deref() == Some("object") || any.typ.is_none() && is_object {
                let size = text::length(any.min_properties, any.max_properties);
                Facts::Object(Parts::new(&any.properties, &any.required, any.additional_properties.as_ref(), size, numbered))
            } else if any.typ.as_deref() == Some("string")
                || any.typ.is_none()
                    && (any.pattern.is_some()
                        || any.min_length.is_some()
                        || any.max_length.is_some()
                        || enumeration::is_of_text(numbered.node))
            {
                Facts::Text(TextFacts { pattern: any.pattern.as_deref(), length: text::length(any.min_length, any.max_length), listed })
            } else if any.typ.is_some() || any.items.is_some() || listed || numbered.node.get("type").is_some() {
                Facts::Other("another type")
            } else {
                Facts::Annotation
            }
        }
    }
}

fn merged(cx: &mut Context<'_, '_>, conjuncts: Vec<Conjunct<'_, '_>>, around: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let place = around.place("allOf");
    let mut objects: Option<Parts<'_>> = None;
    let mut texts: Vec<(TextFacts<'_>, Numbered<'_>)> = Vec::new();
    let mut others: Vec<(&str, Place)> = Vec::new();
    for Conjunct { facts, numbered } in conjuncts {
        match facts {
            Facts::Annotation => {}
            Facts::Object(parts) => objects = Some(objects.map_or_else(|| parts.clone(), |merged| merged.and(parts.clone()))),
            Facts::Text(text) => texts.push((text, numbered)),
            Facts::Other(what) => others.push((what, Place::of(numbered.node.span))),
        }
    }
    let objects_first = objects.is_some();
    match (objects, &texts[..], &others[..]) {
        (Some(parts), [], []) => object::shape(cx, &parts, around, at),
        (None, [], []) => Shape::Type(Type::Any),
        (None, [_, ..], []) => merged_text(cx, &texts, place),
        (None, [], [(what, _), ..]) => Shape::Type(cx.refuse(&format!("`allOf` of {what} and more"), place)),
        (_, _, [(what @ ("`oneOf`" | "`anyOf`" | "`not`" | "a choice"), _), ..]) => {
            Shape::Type(cx.refuse(&format!("`allOf` with {what} in it"), place))
        }
        _ => {
            let text_place = texts.first().map(|(_, numbered)| ("a string", Place::of(numbered.node.span)));
            let first = if objects_first { "an object" } else { "a string" };
            let (what, other) = others.first().copied().or(text_place).unwrap_or(("another type", place));
            let severity = if cx.config.skip_unsupported { Diagnostic::warning } else { Diagnostic::error };
            let message = format!("nothing satisfies this `allOf`: {first} is never {what}");
            cx.report.push(severity("contradiction", message).at(place).also(other, format!("{what} here")));
            Shape::Type(cx.drafts.refuse("a contradictory `allOf`".to_owned(), place))
        }
    }
}

/// Strings: bounds are narrowed, one pattern and one list of values are kept.
fn merged_text(cx: &mut Context<'_, '_>, texts: &[(TextFacts<'_>, Numbered<'_>)], place: Place) -> Shape {
    let listed: Vec<_> = texts.iter().filter(|(text, _)| text.listed).collect();
    let patterns: Vec<_> = texts.iter().filter(|(text, _)| text.pattern.is_some()).collect();
    let (length, format) = texts.iter().fold((Range::default(), None), |(length, format), (text, numbered)| {
        let of_this = numbered.node.get("format").and_then(crate::source::Node::as_str);
        (object::narrower(length, text.length), format.or(of_this))
    });
    match (&listed[..], &patterns[..]) {
        ([], []) => text::shape(cx, None, length, format, &texts[0].1),
        ([], [(text, numbered)]) => text::shape(cx, text.pattern, length, format, numbered),
        ([(_, numbered)], []) => text::shape(cx, None, Range::default(), None, numbered),
        _ => Shape::Type(cx.refuse("`allOf` of several strings with patterns or values", place)),
    }
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
