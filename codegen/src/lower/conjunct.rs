//! What the members of an `allOf` say: each as one or a few conjuncts, with references followed and nested `allOf`s opened.

use foldhash::HashSet;
use openapiv3::{ReferenceOr, Schema, SchemaKind, Type as Loaded};

use super::all_of::Member;
use super::context::Context;
use super::object::Parts;
use super::{rules, text, untyped};
use crate::ir::{Range, Rule};
use crate::source::Node;
use crate::spec::{Numbered, Target};

/// What a member says.
#[derive(Clone)]
pub(super) enum Facts<'p> {
    /// Nothing that a value could break.
    Annotation,
    Object(Parts<'p>),
    Text(TextFacts<'p>),
    /// Another type: what it is called in a message, and the schema.
    Other(&'static str, &'p Schema),
    /// What no type says.
    Rules(Vec<Rule>),
    /// `oneOf` or `anyOf`.
    Choice(&'static str, &'p [ReferenceOr<Schema>]),
}

impl Facts<'_> {
    /// What it is, in words, where it says so.
    pub(super) fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Annotation | Self::Rules(_) | Self::Choice(..) => None,
            Self::Object(_) => Some("an object"),
            Self::Text(_) => Some("a string"),
            Self::Other(what, _) => Some(what),
        }
    }
}

#[derive(Clone)]
pub(super) struct TextFacts<'p> {
    pub(super) pattern: Option<&'p str>,
    pub(super) length: Range<u64>,
    pub(super) listed: bool,
}

/// A member's facts, and where it stands.
#[derive(Clone)]
pub(super) struct Conjunct<'p, 's> {
    pub(super) facts: Facts<'p>,
    /// `type` says so. Without it, keywords of one type say nothing about values of another.
    pub(super) is_typed: bool,
    pub(super) numbered: Numbered<'s>,
}

impl Conjunct<'_, '_> {
    /// Whether it leaves another schema as it is: `type: object` beside a reference.
    pub(super) fn says_nothing(&self) -> bool {
        match &self.facts {
            Facts::Annotation => !has_rules(&self.numbered),
            Facts::Object(parts) => parts.is_empty(),
            Facts::Rules(rules) => rules.is_empty(),
            Facts::Text(_) | Facts::Other(..) | Facts::Choice(..) => false,
        }
    }
}

/// Members taken apart, each schema once: what is satisfied once is satisfied twice.
#[derive(Clone, Default)]
pub(super) struct Conjuncts<'p, 's> {
    pub(super) list: Vec<Conjunct<'p, 's>>,
    done: HashSet<&'p str>,
}

impl<'p, 's: 'p> Conjuncts<'p, 's> {
    /// Takes a member apart.
    ///
    /// # Errors
    /// What of it is not supported.
    pub(super) fn expand(&mut self, cx: &Context<'p, 's>, member: Member<'p>) -> Result<(), String> {
        self.open(cx, member, &mut Vec::new())
    }

    fn open(&mut self, cx: &Context<'p, 's>, member: Member<'p>, seen: &mut Vec<&'p str>) -> Result<(), String> {
        let depth = seen.len();
        let schema = match member {
            Member::Schema(schema) => schema,
            Member::Reference(reference) if self.done.contains(reference) => return Ok(()),
            Member::Reference(reference) => match resolved(cx, reference, seen)? {
                Some(schema) => schema,
                None => return Err(cx.spec.beyond(reference)),
            },
        };
        let inner: &[_] = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of,
            SchemaKind::Any(any) => &any.all_of,
            _ => &[],
        };
        for member in inner {
            self.open(cx, member.into(), seen)?;
        }
        seen.truncate(depth);
        if let Member::Reference(reference) = member {
            self.done.insert(reference);
        }
        let before = self.list.len();
        self.push(cx, schema);
        // A base that lists what extends it is meant without that list by what does.
        if let Member::Reference(reference) = member {
            let Target::Component { name: base, .. } = Target::parse(reference) else { return Ok(()) };
            let lists_subtypes =
                |conjunct: &Conjunct<'_, '_>| matches!(conjunct.facts, Facts::Choice(_, members) if cx.all_extend(members, &base));
            let own = self.list.split_off(before);
            self.list.extend(own.into_iter().filter(|conjunct| !lists_subtypes(conjunct)));
        }
        Ok(())
    }

    /// What a schema says itself, its `allOf` apart.
    pub(super) fn push(&mut self, cx: &Context<'p, 's>, schema: &'p Schema) {
        let numbered = cx.spec.node(&schema.schema_data.extensions);
        let is_typed = numbered.node.get("type").is_some();
        self.list.extend(facts(numbered, schema).into_iter().map(|facts| Conjunct { facts, is_typed, numbered: numbered.clone() }));
    }
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
        match spec.document.components.as_ref().and_then(|components| components.schemas.get(&*name)) {
            Some(ReferenceOr::Item(schema)) => return Ok(Some(schema)),
            Some(ReferenceOr::Reference { reference: next }) => reference = next,
            None => return Ok(None),
        }
    }
}

/// Whether a schema says nothing that a value could break.
pub(super) fn is_annotation(cx: &Context<'_, '_>, schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Any(any) if any.all_of.is_empty())
        && !has_rules(cx.spec.node(&schema.schema_data.extensions))
        && facts(cx.spec.node(&schema.schema_data.extensions), schema).iter().all(|facts| matches!(facts, Facts::Annotation))
}

/// Whether a schema has keywords that are rules.
fn has_rules(numbered: &Numbered<'_>) -> bool {
    rules::OF_LISTS.iter().chain(rules::OF_OBJECTS).any(|keyword| numbered.node.get(keyword).is_some())
}

/// What a schema says itself: the one fact of its type, and its choices.
fn facts<'p>(numbered: &Numbered<'p>, schema: &'p Schema) -> Vec<Facts<'p>> {
    let listed = numbered.node.get("enum").is_some() || numbered.node.get("const").is_some();
    vec![match &schema.schema_kind {
        SchemaKind::Type(Loaded::Object(loaded)) => {
            let size = text::length(loaded.min_properties, loaded.max_properties);
            Facts::Object(Parts::new(&loaded.properties, &loaded.required, loaded.additional_properties.as_ref(), size, numbered))
        }
        SchemaKind::Type(Loaded::String(string)) => Facts::Text(TextFacts {
            pattern: string.pattern.as_deref(),
            length: text::length(string.min_length, string.max_length),
            listed,
        }),
        SchemaKind::Type(Loaded::Number(_)) => Facts::Other("a number", schema),
        SchemaKind::Type(Loaded::Integer(_)) => Facts::Other("an integer", schema),
        SchemaKind::Type(Loaded::Boolean(_)) => Facts::Other("a boolean", schema),
        SchemaKind::Type(Loaded::Array(_)) => Facts::Other("a list", schema),
        SchemaKind::OneOf { one_of } => Facts::Choice("oneOf", one_of),
        SchemaKind::AnyOf { any_of } => Facts::Choice("anyOf", any_of),
        SchemaKind::Not { .. } if numbered.node.as_bool() == Some(false) => Facts::Other("nothing", schema),
        SchemaKind::Not { .. } | SchemaKind::AllOf { .. } => Facts::Annotation,
        SchemaKind::Any(any) => {
            let typ = any.typ.as_deref().or_else(|| untyped::implied(any, numbered.node));
            let own = if typ == Some("object") {
                let size = text::length(any.min_properties, any.max_properties);
                Facts::Object(Parts::new(&any.properties, &any.required, any.additional_properties.as_ref(), size, numbered))
            } else if typ == Some("string") {
                Facts::Text(TextFacts { pattern: any.pattern.as_deref(), length: text::length(any.min_length, any.max_length), listed })
            } else {
                match typ {
                    Some("array") => Facts::Other("a list", schema),
                    Some("integer") => Facts::Other("an integer", schema),
                    Some("number") => Facts::Other("a number", schema),
                    Some("boolean") => Facts::Other("a boolean", schema),
                    _ if listed || several_types(numbered.node) => Facts::Other("another type", schema),
                    _ => Facts::Annotation,
                }
            };
            let choices = [("oneOf", &any.one_of), ("anyOf", &any.any_of)];
            let choices =
                choices.into_iter().filter(|(_, members)| !members.is_empty()).map(|(keyword, members)| Facts::Choice(keyword, members));
            return std::iter::once(own).chain(choices).collect();
        }
    }]
}

fn several_types(node: &Node) -> bool {
    node.get("type").and_then(Node::as_array).is_some_and(|names| names.iter().filter(|name| !super::schema::says_null(name)).count() > 1)
}
