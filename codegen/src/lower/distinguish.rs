//! What tells the variants of a union apart: a tag, the JSON type, a text that parses, the properties of an object.
//!
//! Known only once all types are there, because a variant may be a type that is made later.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::draft::Draft;
use crate::ir::{EnumBase, JsonTypes, Presence, Properties, Shape, Type, TypeId, TypeKind, Union, UnionVariant};
use crate::names::Wire;

/// Fills in how the variants of all unions are recognized.
pub(super) fn distinguish(types: &mut [Draft]) {
    let shown: Vec<Option<Shown>> = (0..types.len())
        .map(|index| match &types[index].kind {
            TypeKind::Union(union) => Some(Shown::of(types, union)),
            _ => None,
        })
        .collect();
    for (draft, shown) in types.iter_mut().zip(shown) {
        if let (TypeKind::Union(union), Some(shown)) = (&mut draft.kind, shown) {
            shown.write(union);
            union.exclusive &= union.tag.is_none() && may_fit_several(union);
        }
    }
}

/// Whether two variants have values of one JSON type.
fn may_fit_several(union: &Union) -> bool {
    let later = |index: usize| &union.variants[index + 1..];
    union.variants.iter().enumerate().any(|(index, one)| later(index).iter().any(|other| one.shape.json.meets(other.shape.json)))
}

/// Closes the unions that are only sent: no server surprises them, and what is sent is of one variant.
pub(super) fn close(types: &mut [Draft], received: &BTreeSet<TypeId>) {
    for (index, draft) in types.iter_mut().enumerate() {
        if let TypeKind::Union(union) = &mut draft.kind {
            union.open &= received.contains(&TypeId(index));
            union.exclusive &= received.contains(&TypeId(index));
        }
    }
}

/// What is known of a union's variants, in their order, and the tag that follows from it.
struct Shown {
    variants: Vec<Facts>,
    tag: Option<Wire>,
}

/// What is known of the values of a type.
#[derive(Clone, Debug, Default)]
struct Facts {
    json: JsonTypes,
    /// Its strings either parse or are not of this type.
    parsed: bool,
    object: Option<Object>,
}

/// What is known of the objects among the values of a type.
#[derive(Clone, Debug, Default)]
struct Object {
    required: Vec<Wire>,
    optional: Vec<Wire>,
    /// Properties that have one of these values wherever they are.
    constants: IndexMap<Wire, Vec<Wire>>,
    /// Other properties mean nothing less than the declared ones: a map.
    is_map: bool,
    /// Undeclared properties are kept, the tag among them.
    keeps_rest: bool,
}

impl Shown {
    fn of(types: &[Draft], union: &Union) -> Self {
        let variants: Vec<Facts> = union.variants.iter().map(|variant| facts(types, &variant.ty, &mut Vec::new())).collect();
        let tag = union.tag.clone().or_else(|| common_tag(&variants));
        Self { variants, tag }
    }

    fn write(self, union: &mut Union) {
        let Self { variants, tag } = self;
        let count = |json: JsonTypes| variants.iter().filter(|facts| facts.json.meets(json)).count();
        let (objects, strings) = (count(JsonTypes::OBJECT), count(JsonTypes::STRING));
        let is_discriminated = union.tag.is_some();
        for (variant, facts) in union.variants.iter_mut().zip(&variants) {
            if let (Some(tag), Some(object)) = (&tag, &facts.object) {
                let is_declared = object.required.contains(tag) || object.optional.contains(tag) || object.is_map || object.keeps_rest;
                // What the schema itself says of its tag counts most; a schema's name stands for what says nothing.
                if let Some(values) = object.constants.get(tag)
                    && (variant.tags.is_empty() || !variant.tags.iter().any(|known| values.contains(known)))
                {
                    variant.tags.clone_from(values);
                }
                variant.is_tag_optional = object.optional.contains(tag) && !variant.tags.is_empty();
                variant.adds_tag = is_discriminated && !is_declared && variant.tags.len() == 1;
            }
            variant.shape = Shape { json: facts.json, parsed: facts.parsed && strings > 1, properties: None };
        }
        let in_all = |name: &Wire, list: fn(&Object) -> &Vec<Wire>| {
            variants.iter().filter_map(|facts| facts.object.as_ref()).all(|object| list(object).contains(name))
        };
        for (index, facts) in variants.iter().enumerate() {
            let Some(object) = facts.object.as_ref().filter(|object| objects > 1 && !object.is_map) else { continue };
            // A tag of its own is enough.
            let mut others = union.variants.iter().enumerate().filter(|(other, _)| *other != index);
            let own = &union.variants[index].tags;
            let is_optional = union.variants[index].is_tag_optional;
            let apart = |other: &UnionVariant| !(is_optional && other.is_tag_optional) && own.iter().all(|tag| !other.tags.contains(tag));
            if !own.is_empty() && others.all(|(_, other)| apart(other)) {
                continue;
            }
            // What all have tells none apart.
            let telling = |list: fn(&Object) -> &Vec<Wire>| list(object).iter().filter(|name| !in_all(name, list)).cloned().collect();
            let (required, optional) = (telling(|object| &object.required), telling(|object| &object.optional));
            union.variants[index].shape.properties = Some(Properties { required, optional });
        }
        union.tag = tag.filter(|_| union.variants.iter().any(|variant| !variant.tags.is_empty()));
        // Nothing is left over for it to keep.
        union.open &= !union.variants.iter().any(|variant| variant.shape.json == JsonTypes::ANY);
    }
}

/// A property that is constant in all objects: never the same in two, or one value in each that leaves only a few of them.
fn common_tag(variants: &[Facts]) -> Option<Wire> {
    let objects: Vec<&Object> = variants.iter().filter_map(|facts| facts.object.as_ref()).collect();
    let [first, rest @ ..] = &objects[..] else { return None };
    if rest.is_empty() {
        return None;
    }
    let mut in_all = first.constants.keys().filter(|tag| rest.iter().all(|object| object.constants.contains_key(*tag)));
    let of_each = |tag: &Wire| objects.iter().filter_map(|object| object.constants.get(tag)).collect::<Vec<_>>();
    let different = |tag: &Wire| of_each(tag).into_iter().flatten().collect::<BTreeSet<_>>().len();
    let differs = |tag: &&Wire| of_each(tag).into_iter().flatten().count() == different(tag);
    let narrows = |tag: &&Wire| of_each(tag).iter().all(|values| values.len() == 1) && different(tag) > 1;
    in_all.clone().find(differs).or_else(|| in_all.find(narrows)).cloned().or_else(|| tag_of_some(&objects))
}

/// A property that some objects must have, each with values of its own, and no other declares: where two of them have nothing else that differs.
fn tag_of_some(objects: &[&Object]) -> Option<Wire> {
    let declares = |object: &Object, name: &Wire| object.required.contains(name) || object.optional.contains(name);
    let are_alike = |one: &Object, other: &Object| {
        let has = |object: &Object, of: &Object| of.required.iter().chain(&of.optional).all(|name| declares(object, name));
        has(one, other) && has(other, one)
    };
    let tells = |tag: &&Wire| {
        let (tagged, others): (Vec<&Object>, Vec<&Object>) =
            objects.iter().copied().partition(|object| object.constants.contains_key(*tag));
        let values: Vec<&Wire> = tagged.iter().flat_map(|object| &object.constants[*tag]).collect();
        let is_closed = |object: &&Object| !object.is_map && !object.keeps_rest && !declares(object, tag);
        values.iter().collect::<BTreeSet<_>>().len() == values.len()
            && tagged.iter().all(|object| object.required.contains(tag))
            && others.iter().all(is_closed)
            && tagged.iter().enumerate().any(|(index, one)| tagged[..index].iter().any(|other| are_alike(one, other)))
    };
    objects.iter().flat_map(|object| object.constants.keys()).find(tells).cloned()
}

/// What is known of a type. `open` are the named types around it: one that contains itself as a variant adds nothing.
fn facts(types: &[Draft], ty: &Type, open: &mut Vec<usize>) -> Facts {
    let json = |json| Facts { json, ..Facts::default() };
    match ty {
        Type::Any => Facts { json: JsonTypes::ANY, parsed: false, object: Some(Object { is_map: true, ..Object::default() }) },
        Type::Null => json(JsonTypes::default()),
        Type::Boolean => json(JsonTypes::BOOLEAN),
        Type::Integer { .. } => json(JsonTypes::INTEGER),
        Type::Number { .. } => json(JsonTypes::NUMBER),
        Type::String | Type::Chosen(_) | Type::File => json(JsonTypes::STRING),
        Type::Format(format) => Facts { json: JsonTypes::STRING, parsed: *format != crate::ir::Format::Password, object: None },
        Type::Array { .. } => json(JsonTypes::ARRAY),
        Type::Map { .. } => Facts { json: JsonTypes::OBJECT, parsed: false, object: Some(Object { is_map: true, ..Object::default() }) },
        Type::Nullable(inner) | Type::Boxed(inner) => facts(types, inner, open),
        Type::Named(id) if open.contains(&id.0) => Facts::default(),
        Type::Named(id) => {
            open.push(id.0);
            let facts = of_kind(types, &types[id.0].kind, open);
            open.pop();
            facts
        }
    }
}

fn of_kind(types: &[Draft], kind: &TypeKind, open: &mut Vec<usize>) -> Facts {
    match kind {
        TypeKind::Alias(ty) | TypeKind::Wrapper(ty) => facts(types, ty, open),
        TypeKind::Enum(listed) => match listed.base {
            EnumBase::String => Facts { json: JsonTypes::STRING, parsed: !listed.extensible, object: None },
            EnumBase::Integer(_) => Facts { json: JsonTypes::INTEGER, ..Facts::default() },
            EnumBase::Any => {
                let json = listed.variants.iter().fold(JsonTypes::default(), |json, variant| json.or(of_value(&variant.value)));
                Facts { json, ..Facts::default() }
            }
        },
        TypeKind::Text(_) => Facts { json: JsonTypes::STRING, parsed: true, object: None },
        TypeKind::Tuple(_) => Facts { json: JsonTypes::ARRAY, ..Facts::default() },
        TypeKind::Replies(_) => Facts::default(),
        TypeKind::Struct(object) => {
            let mut known = Object { keeps_rest: object.additional.is_some(), ..Object::default() };
            for field in &object.fields {
                let is_required = matches!(field.presence, Presence::Required | Presence::Nullable);
                if is_required { &mut known.required } else { &mut known.optional }.push(field.wire.clone());
                if let Some(values) = constants(types, &field.ty) {
                    known.constants.insert(field.wire.clone(), values);
                }
            }
            known.required.extend(object.undeclared_required().cloned());
            Facts { json: JsonTypes::OBJECT, parsed: false, object: Some(known) }
        }
        TypeKind::Union(union) => {
            let Shown { variants, tag } = {
                let variants: Vec<Facts> = union.variants.iter().map(|variant| facts(types, &variant.ty, open)).collect();
                let tag = union.tag.clone().or_else(|| common_tag(&variants));
                Shown { variants, tag }
            };
            let json = variants.iter().fold(JsonTypes::default(), |json, facts| json.or(facts.json));
            let mut object: Option<Object> = None;
            for (variant, facts) in union.variants.iter().zip(variants) {
                let Some(mut next) = facts.object else { continue };
                if let Some(tag) = tag.as_ref().filter(|_| !variant.tags.is_empty()) {
                    next.constants.entry(tag.clone()).or_insert_with(|| variant.tags.clone());
                }
                object = Some(match object {
                    None => next,
                    Some(known) => known.or(next),
                });
            }
            // No union is read from a text alone.
            Facts { json, parsed: false, object }
        }
    }
}

/// A tag's value, as it is written.
fn scalar(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(value.to_string()),
        serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    }
}

/// The JSON type of a value.
fn of_value(value: &serde_json::Value) -> JsonTypes {
    match value {
        serde_json::Value::Null => JsonTypes::default(),
        serde_json::Value::Bool(_) => JsonTypes::BOOLEAN,
        serde_json::Value::Number(number) if number.is_f64() => JsonTypes::NUMBER,
        serde_json::Value::Number(_) => JsonTypes::INTEGER,
        serde_json::Value::String(_) => JsonTypes::STRING,
        serde_json::Value::Array(_) => JsonTypes::ARRAY,
        serde_json::Value::Object(_) => JsonTypes::OBJECT,
    }
}

impl Object {
    /// What is known of an object that is one or the other.
    fn or(mut self, other: Self) -> Self {
        let (both, one): (Vec<Wire>, Vec<Wire>) = self.required.into_iter().partition(|name| other.required.contains(name));
        for name in one.into_iter().chain(other.required).chain(other.optional) {
            if !both.contains(&name) && !self.optional.contains(&name) {
                self.optional.push(name);
            }
        }
        self.required = both;
        self.constants.retain(|name, _| other.constants.contains_key(name));
        for (name, values) in other.constants {
            if let Some(known) = self.constants.get_mut(&name) {
                known.extend(values.into_iter().filter(|value| !known.contains(value)).collect::<Vec<_>>());
            }
        }
        self.is_map |= other.is_map;
        self.keeps_rest |= other.keeps_rest;
        self
    }
}

/// The few values that a tag may have: those of an enum. More than one is allowed, as `[cat, kitten]`.
fn constants(types: &[Draft], ty: &Type) -> Option<Vec<Wire>> {
    match ty {
        Type::Named(id) => match &types[id.0].kind {
            TypeKind::Enum(listed) if listed.variants.is_empty() || listed.extensible => None,
            TypeKind::Enum(listed) => listed.variants.iter().map(|variant| scalar(&variant.value).map(Wire)).collect(),
            TypeKind::Alias(inner) => constants(types, inner),
            _ => None,
        },
        Type::Boxed(inner) => constants(types, inner),
        _ => None,
    }
}
