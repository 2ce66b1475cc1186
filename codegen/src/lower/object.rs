//! Objects: structs where properties are declared, maps where they are not.

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::all_of::{self, Member};
use super::context::{Context, Where};
use super::schema::{self, Shape};
use crate::ir::{Additional, Presence, Range, Struct, StructField, Type, TypeKind};
use crate::names::{Field, Ident, Wire, resolve, spellings};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node};
use crate::spec::Numbered;

/// What the model says of an object.
#[derive(Clone)]
pub(super) struct Parts<'p> {
    properties: IndexMap<&'p str, Property<'p>>,
    required: IndexMap<&'p str, Place>,
    additional: Option<&'p AdditionalProperties>,
    size: Range<u64>,
}

/// A declared property: one schema, or with `allOf` perhaps several.
#[derive(Clone)]
struct Property<'p> {
    schemas: Vec<Member<'p>>,
    place: Place,
}

impl<'p> Parts<'p> {
    pub(super) fn new(
        properties: &'p IndexMap<String, ReferenceOr<Box<Schema>>>,
        required: &'p [String],
        additional: Option<&'p AdditionalProperties>,
        size: Range<u64>,
        numbered: &Numbered<'_>,
    ) -> Self {
        let declared = properties
            .iter()
            .map(|(name, schema)| (name.as_str(), Property { schemas: vec![schema.into()], place: property_place(numbered.node, name) }));
        let places: HashMap<&str, Place> = match numbered.node.get("required").map(|node| &node.data) {
            Some(Data::Array(names)) => names.iter().filter_map(|name| Some((name.as_str()?, Place::of(name.span)))).collect(),
            _ => HashMap::new(),
        };
        let required =
            required.iter().map(|name| (name.as_str(), places.get(name.as_str()).copied().unwrap_or(numbered.place("required"))));
        Self { properties: declared.collect(), required: required.collect(), additional, size }
    }

    /// Whether every object satisfies it.
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.required.is_empty() && self.additional.is_none() && self.size.is_open()
    }

    /// What satisfies both.
    pub(super) fn and(mut self, other: Self) -> Self {
        for (name, property) in other.properties {
            match self.properties.get_mut(name) {
                Some(known) => known.schemas.extend(property.schemas),
                None => drop(self.properties.insert(name, property)),
            }
        }
        self.required.extend(other.required);
        self.additional = super::all_of::stricter(self.additional, other.additional);
        self.size = narrower(self.size, other.size);
        self
    }
}

/// The bounds that keep both.
pub(super) fn narrower(first: Range<u64>, second: Range<u64>) -> Range<u64> {
    Range {
        min: first.min.max(second.min),
        max: match (first.max, second.max) {
            (Some(first), Some(second)) => Some(first.min(second)),
            (first, second) => first.or(second),
        },
    }
}

/// `type: object`.
pub(super) fn shape(cx: &mut Context<'_, '_>, parts: &Parts<'_>, numbered: &Numbered<'_>, at: &Where<'_>) -> Shape {
    let node = numbered.node;
    if node.get("enum").is_some() || node.get("const").is_some() {
        let keyword = if node.get("enum").is_some() { "enum" } else { "const" };
        cx.unenforced(keyword, super::enumeration::span(numbered));
    }
    undeclared_required(cx, parts);
    let by_pattern = by_pattern(cx, parts.properties.is_empty(), numbered);
    let (additional, place) = match &by_pattern {
        Some(schema) => (Some(Ok(schema)), numbered.place("patternProperties")),
        None => (schema::additional(parts.additional), numbered.place("additionalProperties")),
    };
    if parts.properties.is_empty() && additional != Some(Err(false)) {
        let values = match additional {
            Some(Ok(values)) => {
                let name = crate::names::singular(at.segment).unwrap_or_else(|| format!("{} value", at.segment));
                schema::slot(cx, values, &at.item(&name), place).into_type()
            }
            _ => Type::Any,
        };
        return Shape::Type(Type::Map { values: Box::new(values), size: parts.size });
    }
    let fields: Vec<_> = parts
        .properties
        .iter()
        .map(|(&name, Property { schemas, place })| {
            let slot = match schemas[..] {
                [only] => schema::slot(cx, only, &at.inside(name), *place),
                _ => all_of::property(cx, schemas, numbered, &at.inside(name)),
            };
            let required = parts.required.contains_key(name);
            // Absent and null are two things also where there is nothing but null.
            let nullable = slot.nullable || !required && slot.ty == Type::Null;
            let presence = match (required, nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, false) => Presence::Optional,
                (false, true) => Presence::OptionalNullable,
            };
            (Wire(name.to_owned()), presence, slot)
        })
        .collect();
    let values = match additional {
        Some(Ok(values)) => Some(schema::slot(cx, values, &at.inside("additional property"), place).into_type()),
        // Said outright that there may be more: they are kept. Not said, or refused: there is no field for them.
        Some(Err(true)) => Some(Type::Any),
        Some(Err(false)) | None => None,
    };
    let Some(names) = field_names(cx, &fields, values.is_some(), "properties", &|name| property_place(node, name)) else {
        return Shape::Type(Type::Any);
    };
    let mut names = names.into_iter();
    let fields = fields
        .into_iter()
        .zip(names.by_ref())
        .map(|((wire, presence, slot), name)| StructField {
            wire,
            name,
            presence,
            ty: slot.ty,
            docs: slot.docs,
            access: slot.access,
            deprecated: slot.deprecated,
        })
        .collect();
    let additional = values.zip(names.next()).map(|(values, name)| Additional { name, values });
    let closed = matches!(parts.additional, Some(AdditionalProperties::Any(false)));
    Shape::Kind(TypeKind::Struct(Struct { fields, additional, size: parts.size, closed }))
}

/// The schema of the values under keys that match a pattern, where there is one such pattern and nothing else about other keys.
fn by_pattern(cx: &mut Context<'_, '_>, is_alone: bool, numbered: &Numbered<'_>) -> Option<ReferenceOr<Schema>> {
    let patterns = numbered.carried::<IndexMap<String, ReferenceOr<Schema>>>("patternProperties")?;
    let says_more = numbered.node.get("additionalProperties").is_some_and(|node| node.as_bool() != Some(false));
    let span = numbered.span("patternProperties");
    let mut schemas = patterns.into_iter();
    match (schemas.next(), schemas.next()) {
        // Beside declared properties, others may come that match nothing.
        (Some((pattern, schema)), None) if !says_more && (is_alone || numbered.node.get("additionalProperties").is_some()) => {
            // These match every key.
            if !matches!(pattern.as_str(), "" | ".*" | "^.*$" | "^.*" | ".*$" | ".+" | "^.+$" | "^") {
                cx.unenforced("patternProperties", span);
            }
            Some(schema)
        }
        _ => {
            cx.unenforced("patternProperties", span);
            None
        }
    }
}

/// One name for each field, and one for the map of undeclared properties. `None`: two cannot be told apart, which is reported.
///
/// What they are is `noun`, and each of them stands at a place.
pub(super) fn field_names<T>(
    cx: &mut Context<'_, '_>,
    fields: &[(Wire, Presence, T)],
    additional: bool,
    noun: &str,
    place: &dyn Fn(&str) -> Place,
) -> Option<Vec<Ident<Field>>> {
    let mut candidates: Vec<Vec<Ident<Field>>> = fields.iter().map(|(wire, ..)| spellings(&wire.0)).collect();
    if additional {
        // A property of that name keeps it.
        let usual = Ident::new("additional properties");
        let taken = candidates.iter().any(|names| names[0] == usual);
        candidates.push(vec![if taken { Ident::new("undeclared properties") } else { usual }]);
    }
    match resolve(&candidates) {
        Ok(names) => Some(names),
        Err(clashes) => {
            for clash in clashes {
                let mut items = clash.items.iter().filter_map(|&item| fields.get(item));
                let Some((first, ..)) = items.next() else { continue };
                let mut diagnostic =
                    Diagnostic::error("name-clash", format!("several {noun} would all be the field `{}`", clash.name)).at(place(&first.0));
                for (wire, ..) in items {
                    diagnostic = diagnostic.also(place(&wire.0), "this one too");
                }
                cx.report.push(diagnostic);
            }
            None
        }
    }
}

/// Warns of required properties that are not declared: a misspelling, mostly.
fn undeclared_required(cx: &mut Context<'_, '_>, parts: &Parts<'_>) {
    for (name, place) in parts.required.iter().filter(|(name, _)| !parts.properties.contains_key(*name)) {
        cx.report.push(
            Diagnostic::warning("undeclared-required", format!("the property `{name}` is required but not declared"))
                .at(*place)
                .label("no type can say so")
                .help(format!("declare `{name}` under `properties`, or remove it here")),
        );
    }
}

/// Where a property is declared.
fn property_place(node: &Node, name: &str) -> Place {
    match node.get("properties").map(|node| &node.data) {
        Some(Data::Object(members)) => members.get(name).map_or(Place::of(node.span), |member| Place::of(member.key)),
        _ => Place::of(node.span),
    }
}
