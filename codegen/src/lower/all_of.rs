//! `allOf`: several schemas that a value satisfies all of, merged into one.
//!
//! Members that are references are looked into: their properties become the struct's own, as a person would write them. What only annotates (prose,
//! `nullable`, an example) constrains nothing; around a single schema, it leaves that schema as it is, with its name. A choice among the members
//! is one among what each of its variants makes of the others.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::conjunct::{self, Conjunct, Conjuncts, Facts};
use super::context::{Context, Where, docs};
use super::discriminator::Discriminator;
use super::merge::{self, Contradiction};
use super::schema::{self, Shape, Slot};
use super::union::{self, Made};
use super::{again, enumeration, keywords, label, rules};
use crate::ir::{Docs, Type};
use crate::names::Wire;
use crate::report::Diagnostic;
use crate::spec::{Numbered, component_at};

/// A member: a reference or a schema.
#[derive(Clone, Copy)]
pub(super) enum Member<'p> {
    Reference(&'p str),
    Schema(&'p Schema),
}

impl Member<'_> {
    /// Whether two are one.
    pub(super) fn is(self, other: Member<'_>) -> bool {
        match (self, other) {
            (Self::Reference(own), Member::Reference(other)) => own == other,
            (Self::Schema(own), Member::Schema(other)) => std::ptr::eq(own, other),
            _ => false,
        }
    }
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
            // Beside others, `type: null` is taken for a clumsy `nullable`.
            Member::Schema(schema) => !conjunct::is_annotation(cx, schema) || members.len() == 1 && union::is_null(cx, *member),
            Member::Reference(reference) => !telling.iter().any(|known| matches!(known, Member::Reference(other) if other == reference)),
        };
        if is_new {
            telling.push(*member);
        } else if let Member::Schema(schema) = member {
            keywords::report(cx, cx.spec.node(&schema.schema_data.extensions));
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
    let says_more = conjuncts.list[inner..].iter().any(|own| !own.says_nothing());
    if let ([only], false) = (&telling[..], says_more) {
        return schema::transparent(cx, *only, at, place);
    }
    let inner = conjuncts.list.iter().map(|conjunct| &conjunct.numbered).filter(|numbered| numbered.pointer != around.pointer);
    let inner: Vec<Numbered<'_>> = inner.cloned().collect();
    let combined = again::once(cx, conjuncts, around, at, |cx, conjuncts| combined(cx, conjuncts, around, at));
    for numbered in &inner {
        keywords::report(cx, numbered);
    }
    combined.unwrap_or_else(|contradiction| {
        let Contradiction { message, place: other, what } = contradiction;
        let message = format!("nothing satisfies this `allOf`: {message}");
        if cx.config.skip_unsupported {
            let diagnostic = Diagnostic::warning("contradiction", message).at(place).label("any value will do where they contradict");
            cx.report.push(diagnostic.also(other, format!("{what} here")));
            return Shape::Type(Type::Any);
        }
        cx.report.push(Diagnostic::error("contradiction", message).at(place).also(other, format!("{what} here")));
        Shape::Type(cx.drafts.refuse("a contradictory `allOf`".to_owned(), place))
    })
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

/// What satisfies all conjuncts: with a choice among them, one of what its variants make of the others.
fn combined<'p, 's: 'p>(
    cx: &mut Context<'_, 's>,
    mut conjuncts: Conjuncts<'p, 's>,
    around: &Numbered<'_>,
    at: &Where<'_>,
) -> Result<Shape, Contradiction> {
    let is_choice = |conjunct: &Conjunct<'_, '_>| matches!(conjunct.facts, Facts::Choice(..));
    let Some(first) = conjuncts.list.iter().position(is_choice) else { return merge::merged(cx, conjuncts.list, around, at) };
    let Conjunct { facts, numbered, .. } = conjuncts.list.remove(first);
    let Facts::Choice(keyword, members) = facts else { return merge::merged(cx, conjuncts.list, around, at) };
    let mut alternatives: Vec<Member<'p>> = Vec::new();
    union::flatten(cx, members, &mut alternatives);
    alternatives.retain(|member| !union::is_null(cx, *member));
    let ruled = conjuncts.list.iter().find_map(|conjunct| match conjunct.facts {
        Facts::Object(_) => Some("object"),
        Facts::Other("a list", _) => Some("array"),
        _ => None,
    });
    if ruled.is_some() && !alternatives.is_empty() && alternatives.iter().all(|member| union::only_narrows(cx, *member, ruled)) {
        // Which properties are there, or how many items, is a rule about the whole.
        let facts = Facts::Rules(rules::of_keywords(cx, &numbered, &[keyword], None));
        conjuncts.list.push(Conjunct { facts, is_typed: false, numbered });
        return combined(cx, conjuncts, around, at);
    }
    // A base that lists what extends it has nothing to add to it.
    let lists_subtypes = cx.all_extend(members, &component_at(&numbered.pointer));
    if lists_subtypes || conjuncts.list.iter().all(Conjunct::says_nothing) {
        return Ok(union::choice(cx, keyword, members, &numbered, at));
    }
    if alternatives.iter().all(|member| union::only_narrows(cx, *member, None)) {
        cx.unenforced(keyword, numbered.span(keyword));
        return combined(cx, conjuncts, around, at);
    }
    let only_types = conjuncts.list.iter().all(|conjunct| match &conjunct.facts {
        Facts::Text(text) => text.pattern.is_none(),
        Facts::Other(..) => true,
        _ => conjunct.says_nothing(),
    });
    if only_types && let Some(listed) = union::listed(cx, &alternatives, &numbered) {
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
        let inside: Vec<Numbered<'_>> = with.list[conjuncts.list.len()..].iter().map(|conjunct| conjunct.numbered.clone()).collect();
        let tags = discriminator.as_ref().map_or_else(Vec::new, |known| known.tags(member));
        let own = match member {
            Member::Schema(schema) => cx.spec.node(&schema.schema_data.extensions),
            Member::Reference(_) => &numbered,
        };
        let segment = label.segment(at);
        let variant = at.beside(&segment);
        // What the rest rules out is no variant.
        let combined = combined(cx, with, own, &variant);
        for numbered in &inside {
            keywords::report(cx, numbered);
        }
        let shape = match combined {
            Ok(shape) => shape,
            Err(contradiction) => {
                impossible = Some(contradiction);
                continue;
            }
        };
        let slot = schema::named(cx, shape, Docs::default(), own, &variant);
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
