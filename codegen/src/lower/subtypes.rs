//! Schemas that extend another by `allOf`: where a discriminator stands at the base, what refers to the base means one of them.

use foldhash::{HashMap, HashMapExt};
use openapiv3::{OpenAPI, ReferenceOr, Schema, SchemaKind};

use super::all_of::Member;
use super::context::{Context, Where};
use super::discriminator::Discriminator;
use super::draft::Standing;
use super::schema::Shape;
use super::union;
use crate::spec::{Numbered, Target, to_component};

/// The components that extend each component, by name.
#[derive(Debug, Default)]
pub(super) struct Subtypes<'a>(HashMap<String, Vec<&'a str>>);

impl<'a> Subtypes<'a> {
    /// Those of a document.
    pub(super) fn of(document: &'a OpenAPI) -> Self {
        let mut direct: HashMap<String, Vec<&str>> = HashMap::new();
        for (name, schema) in document.components.iter().flat_map(|components| &components.schemas) {
            for base in bases(schema) {
                direct.entry(base).or_default().push(name);
            }
        }
        Self(direct)
    }

    /// Those that extend a component, directly or by way of others.
    fn below(&self, name: &str) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        let mut open = vec![name];
        while let Some(base) = open.pop() {
            for name in self.0.get(base).into_iter().flatten() {
                if !found.contains(name) {
                    found.push(name);
                    open.push(name);
                }
            }
        }
        // Which of them comes first in the document means nothing.
        found.sort_unstable();
        found
    }

    /// Whether a component extends another.
    pub(super) fn extends(&self, name: &str, base: &str) -> bool {
        self.below(base).contains(&name)
    }
}

/// The components that a schema extends.
fn bases(schema: &ReferenceOr<Schema>) -> Vec<String> {
    let ReferenceOr::Item(schema) = schema else { return Vec::new() };
    let members = match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => all_of,
        SchemaKind::Any(any) => &any.all_of,
        _ => return Vec::new(),
    };
    // One alone is that other schema, described.
    let names = members.iter().filter_map(|member| match member {
        ReferenceOr::Reference { reference } => match Target::parse(reference) {
            Target::Component { section: "schemas", name } => Some(name.into_owned()),
            _ => None,
        },
        ReferenceOr::Item(_) => None,
    });
    names.collect()
}

/// What a component with a discriminator and no choice of its own is: one of those that extend it. `None`: it has none, or none do.
pub(super) fn union(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, at: &Where<'_>) -> Option<Shape> {
    let has_choice = ["oneOf", "anyOf"].iter().any(|keyword| numbered.node.get(keyword).is_some());
    if has_choice || numbered.node.get("discriminator").is_none() {
        return None;
    }
    // Only what has a name can be extended.
    let subtypes = if at.standing == Standing::Component { cx.subtypes.below(cx.key(at.segment)) } else { Vec::new() };
    if subtypes.is_empty() {
        cx.unenforced("discriminator", numbered.span("discriminator"));
        return None;
    }
    let discriminator = Discriminator::of(cx, numbered)?;
    let references: Vec<String> = subtypes.iter().map(|name| to_component("schemas", name)).collect();
    let members: Vec<Member<'_>> = references.iter().map(|reference| Member::Reference(reference)).collect();
    Some(union::of_members(cx, &members, Some(discriminator), numbered, at, numbered.place("discriminator")))
}
