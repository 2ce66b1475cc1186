//! Objects: structs where properties are declared, maps where they are not.

use foldhash::{HashMap, HashMapExt};
use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::all_of::{self, Member};
use super::by_pattern::Patterned;
use super::context::{Context, Where};
use super::rules;
use super::schema::{self, Shape};
use crate::ir::{Additional, Presence, Range, Rule, Struct, StructField, Type, TypeKind};
use crate::names::{Candidates, Field, Ident, Wire, are_different, resolve, spellings};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node};
use crate::spec::{Numbered, sees_all_properties};

/// What the model says of an object.
#[derive(Clone, Default)]
pub(super) struct Parts<'p> {
    properties: IndexMap<&'p str, Property<'p>>,
    required: IndexMap<&'p str, Place>,
    additional: Option<&'p AdditionalProperties>,
    /// One of the schemas says outright that there are no other properties.
    closed: bool,
    size: Range<u64>,
    /// The schemas that say it, whose other keywords are rules.
    sources: Vec<Numbered<'p>>,
    rules: Vec<Rule>,
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
        numbered: &Numbered<'p>,
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
        let (closed, sources) = (matches!(additional, Some(AdditionalProperties::Any(false))), vec![numbered.clone()]);
        Self { properties: declared.collect(), required: required.collect(), additional, closed, size, sources, rules: Vec::new() }
    }

    /// Rules alone.
    pub(super) fn of_rules(rules: Vec<Rule>) -> Self {
        Self { rules, ..Self::default() }
    }

    /// A schema that has nothing of an object but keywords that are rules.
    pub(super) fn of_source(numbered: &Numbered<'p>) -> Self {
        Self { sources: vec![numbered.clone()], ..Self::default() }
    }

    /// Whether every object satisfies it.
    pub(super) fn is_empty(&self) -> bool {
        let says_more = |numbered: &Numbered<'_>| {
            let keywords = ["patternProperties", "enum", "const"].iter().chain(rules::OF_OBJECTS);
            keywords.into_iter().any(|keyword| numbered.node.get(keyword).is_some())
        };
        let is_plain = self.properties.is_empty() && self.required.is_empty() && self.additional.is_none() && self.size.is_open();
        is_plain && self.rules.is_empty() && !self.sources.iter().any(says_more)
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
        self.closed |= other.closed;
        self.sources.extend(other.sources);
        self.rules.extend(other.rules);
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
    let (additional, place) = (schema::additional(parts.additional), numbered.place("additionalProperties"));
    let patterned = Patterned::of(cx, &parts.sources, additional.map_or(parts.properties.is_empty(), |says| says == Err(false)));
    let rules = rules(cx, parts, &patterned);
    if parts.properties.is_empty() && (additional != Some(Err(false)) || patterned.is_any()) {
        let values = match (&patterned.values, additional) {
            (Some(values), _) => Some((Member::from(values), numbered.place("patternProperties"))),
            (None, Some(Ok(values))) if !patterned.is_any() => Some((Member::from(values), place)),
            _ => None,
        };
        let name = crate::names::singular(at.segment).unwrap_or_else(|| format!("{} value", at.segment));
        let values = values.map_or(Type::Any, |(values, place)| schema::slot(cx, values, &at.item(&name), place).into_type());
        return Shape::Type(Type::Map { values: Box::new(values), size: parts.size, rules });
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
            let presence = match (required, slot.nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, false) => Presence::Optional,
                (false, true) => Presence::OptionalNullable,
            };
            (Wire(name.to_owned()), presence, slot)
        })
        .collect();
    let others = rules.iter().any(|rule| is_about_others(rule, &|name| parts.properties.contains_key(name)));
    let values = match additional {
        _ if let Some(values) = &patterned.values => {
            Some(schema::slot(cx, values, &at.inside("additional property"), numbered.place("patternProperties")).into_type())
        }
        // Their names match patterns, whose schemas are rules.
        _ if patterned.is_any() => Some(Type::Any),
        Some(Ok(values)) => Some(schema::slot(cx, values, &at.inside("additional property"), place).into_type()),
        // Said outright that there may be more: they are kept. Not said: only where something else is said of them.
        Some(Err(true)) => Some(Type::Any),
        None => others.then_some(Type::Any),
        Some(Err(false)) => None,
    };
    if !patterned.is_any() && matches!(additional, None | Some(Err(false))) {
        undeclared_required(cx, parts, values.is_some());
    }
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
    let closed = parts.closed && additional.is_none();
    Shape::Kind(TypeKind::Struct(Struct { fields, additional, closed, size: parts.size, rules }))
}

/// What is said of an object beyond its properties and their number.
fn rules(cx: &mut Context<'_, '_>, parts: &Parts<'_>, patterned: &Patterned) -> Vec<Rule> {
    let undeclared = parts.required.keys().filter(|name| !parts.properties.contains_key(**name)).map(|name| Wire((*name).to_owned()));
    let undeclared: Vec<Wire> = undeclared.collect();
    let has_room = parts.properties.is_empty() || schema::additional(parts.additional) != Some(Err(false));
    let mut rules = parts.rules.clone();
    if has_room && !undeclared.is_empty() {
        rules.push(Rule::Required(undeclared));
    }
    for (name, Property { schemas, .. }) in &parts.properties {
        for member in schemas {
            if let Member::Schema(schema) = member
                && let node = cx.spec.node(&schema.schema_data.extensions).node
                && node.as_bool() == Some(false)
            {
                cx.settled.insert(&raw const *node);
                rules.push(Rule::Property(Wire((*name).to_owned()), vec![Rule::Never]));
            }
        }
    }
    rules.extend(patterned.rule(parts.properties.keys().map(|name| Wire((*name).to_owned())), parts.closed));
    let is_typed = parts.sources.iter().any(|numbered| numbered.node.get("type").is_some());
    for numbered in &parts.sources {
        // The type says it.
        let unevaluated = numbered.node.get("unevaluatedProperties").filter(|_| sees_all_properties(numbered.node));
        cx.settled.extend(unevaluated.map(|node| &raw const *node));
        rules.extend(rules::of_keywords(cx, numbered, rules::OF_OBJECTS, (!is_typed).then_some("object")));
        rules.extend(rules::of_keywords(cx, numbered, &["enum", "const"], None));
        // What other members of an `allOf` declare is additional to this one.
        let own = numbered.node.get("properties").and_then(Node::as_object);
        let is_others = |name: &&str| own.is_none_or(|own| !own.contains_key(*name));
        let says_more = numbered.node.get("additionalProperties").is_some_and(|node| node.as_object().is_some());
        if says_more && parts.properties.keys().any(is_others) {
            rules.extend(rules::of_keywords(cx, numbered, &["additionalProperties"], None));
        }
    }
    rules
}

/// Whether a rule is about properties that are not declared, so that they must be kept to tell.
fn is_about_others(rule: &Rule, is_declared: &dyn Fn(&str) -> bool) -> bool {
    let any = |rules: &[Rule]| rules.iter().any(|rule| is_about_others(rule, is_declared));
    let other = |Wire(name): &Wire| !is_declared(name);
    match rule {
        Rule::Required(names) => names.iter().any(other),
        Rule::Property(name, _) => other(name),
        Rule::DependentRequired(name, names) => other(name) || names.iter().any(other),
        Rule::ByName { patterns, .. } => !patterns.is_empty(),
        Rule::Enum(_) => true,
        Rule::AnyOf(all) | Rule::OneOf(all) => all.iter().any(|rules| any(rules)),
        Rule::Not(rules) => any(rules),
        Rule::If(condition, then, otherwise) => any(condition) || any(then) || any(otherwise),
        _ => false,
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
    let mut plain: Vec<Ident<Field>> = fields.iter().map(|(wire, ..)| Ident::new(&wire.0)).collect();
    if additional {
        // A property of that name keeps it.
        let usual = Ident::new("additional properties");
        plain.push(if plain.contains(&usual) { Ident::new("undeclared properties") } else { usual });
    }
    if are_different(&plain) {
        return Some(plain);
    }
    let candidates = fields.iter().map(|(wire, ..)| Candidates::new(spellings(&wire.0)));
    let of_additional = plain.drain(fields.len()..).map(|name| vec![name].into());
    let mut candidates: Vec<Candidates<'_, Field>> = candidates.chain(of_additional).collect();
    match resolve(&mut candidates) {
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
fn undeclared_required(cx: &mut Context<'_, '_>, parts: &Parts<'_>, has_room: bool) {
    let label =
        if has_room { "any value will do, among the undeclared properties" } else { "there are no other properties: this cannot be met" };
    for (name, place) in parts.required.iter().filter(|(name, _)| !parts.properties.contains_key(*name)) {
        cx.report.push(
            Diagnostic::warning("undeclared-required", format!("the property `{name}` is required but not declared"))
                .at(*place)
                .label(label)
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
