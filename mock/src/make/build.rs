//! One round of making a value: in come the choices made so far, out come the value and what there was to choose from.

use serde_json::{Map, Value, json};

use super::merge::{Merged, merge};
use super::{Choices, Extent, Offers, number, pattern, text};
use crate::close::Direction;
use crate::document::push_token;
use crate::view::View;

/// Optional properties are made up this deep, and until the value has this many parts.
const DEEPEST_OPTIONAL: usize = 6;
const MOST_OPTIONAL: usize = 1500;
/// Nothing is made up below this depth: only a schema that requires itself gets here.
const DEEPEST: usize = 48;
/// Arrays and maps get no more entries than this, whatever they ask for.
const MOST_ENTRIES: u64 = 1000;
/// Objects and arrays are made up in full, or with what is required only.
const COMPOUND_MODES: usize = 2;

pub(super) struct Building<'c> {
    choices: &'c Choices,
    direction: Direction,
    extent: Extent,
    offers: Offers,
    parts: usize,
}

/// Where in the value a schema is to be met.
#[derive(Clone, Default)]
struct Place {
    pointer: String,
    depth: usize,
    /// References that are being made up around this place.
    open: Vec<String>,
    /// Tells apart the items of an array.
    salt: usize,
}

impl Place {
    fn child(&self, token: &str) -> Self {
        let mut child = Self { depth: self.depth + 1, ..self.clone() };
        push_token(&mut child.pointer, token);
        child
    }
}

impl<'c> Building<'c> {
    pub(super) fn new(choices: &'c Choices, direction: Direction, extent: Extent) -> Self {
        Self { choices, direction, extent, offers: Offers::default(), parts: 0 }
    }

    pub(super) fn run(mut self, schema: View<'_>) -> (Value, Offers) {
        let salt = usize::from(self.extent == Extent::Others);
        let value = self.value(schema, Place { salt, ..Place::default() });
        (value, self.offers)
    }

    fn value(&mut self, schema: View<'_>, mut place: Place) -> Value {
        self.parts += 1;
        if place.depth > DEEPEST {
            return Value::Null;
        }
        let choice = self.choices.chosen.get(&place.pointer).copied().unwrap_or_default();
        let merged = merge(schema, choice.variant + usize::from(self.extent == Extent::Others), &place.open);
        place.open.extend(merged.references.iter().cloned());
        let sources = merged.list("examples").iter().take(3).chain(merged.get("default"));
        // Nothing tells a parameter that is null from none.
        let is_argument = |source: &&Value| !source.is_null() || place.depth > 0 || self.direction == Direction::Response;
        let sources: Vec<&Value> = sources.filter(|source| is_argument(source) && self.extent != Extent::Others).collect();
        // Examples have what need not be there, too.
        let made_first = if self.extent == Extent::Required && is_compound(&merged) { COMPOUND_MODES } else { 0 };
        let mut offered = super::Choice { mode: sources.len(), variant: merged.variants };
        let source = choice.mode.checked_sub(made_first).and_then(|mode| sources.get(mode));
        let value = if let Some(source) = source {
            offered.mode += made_first.max(1);
            (*source).clone()
        } else {
            let mode = if choice.mode < made_first { choice.mode } else { choice.mode - sources.len() };
            let (value, modes) = self.made(&merged, schema, &place, mode);
            offered.mode += modes;
            value
        };
        self.offers.counts.insert(place.pointer, offered);
        value
    }

    /// A value made up from the keywords, and in how many ways it could be.
    fn made(&mut self, merged: &Merged, schema: View<'_>, place: &Place, mode: usize) -> (Value, usize) {
        if let Some(value) = merged.get("const") {
            return (value.clone(), 1);
        }
        let listed = merged.list("enum");
        if !listed.is_empty() {
            let mut values: Vec<&Value> = listed.iter().collect();
            values.sort_by_key(|value| value.is_null());
            return (values[(mode + place.salt) % values.len()].clone(), values.len().min(8));
        }
        match merged.kind() {
            "object" => (self.object(merged, schema, place, self.is_lean(mode)), COMPOUND_MODES),
            "array" => (self.array(merged, schema, place, self.is_lean(mode)), COMPOUND_MODES),
            "string" => {
                let mut texts = text::candidates(merged, place.salt);
                let count = texts.len();
                (Value::String(texts.swap_remove(mode.min(count - 1))), count)
            }
            "integer" => (number::integer(merged, place.salt), 1),
            "number" => (number::number(merged, place.salt), 1),
            "boolean" => (json!(place.salt.is_multiple_of(2)), 1),
            "null" => (Value::Null, 1),
            _ => (json!("any"), 1),
        }
    }

    /// Whether a mode makes what is required only.
    fn is_lean(&self, mode: usize) -> bool {
        (mode > 0) != (self.extent == Extent::Required)
    }

    fn object(&mut self, merged: &Merged, schema: View<'_>, place: &Place, lean: bool) -> Value {
        let mut object = Map::new();
        let empty = Map::new();
        let properties = merged.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        let required: Vec<&str> = merged.list("required").iter().filter_map(Value::as_str).collect();
        for (name, property) in properties {
            let child = place.child(name);
            if !required.contains(&name.as_str()) {
                self.offers.optional.insert(child.pointer.clone());
                let view = schema.at(property);
                if lean || !self.wants(view, &child) || is_other_sides(view, self.direction) {
                    continue;
                }
            }
            let value = match merged.tag(name) {
                Some(tag) => tag,
                None => self.value(schema.at(property), child),
            };
            object.insert(name.clone(), value);
        }
        let anything = json!({});
        let additional = merged.get("additionalProperties").filter(|schema| schema.is_object());
        for name in required {
            if !object.contains_key(name) {
                let value = self.value(schema.at(additional.unwrap_or(&anything)), place.child(name));
                object.insert(name.to_owned(), merged.tag(name).unwrap_or(value));
            }
        }
        for (name, tag) in merged.undeclared_tags() {
            object.entry(name.clone()).or_insert_with(|| tag.clone());
        }
        self.fill(&mut object, merged, schema, place, lean);
        Value::Object(object)
    }

    /// Adds the properties that no one lists: as many as `minProperties` wants, one if the object is a map.
    fn fill(&mut self, object: &mut Map<String, Value>, merged: &Merged, schema: View<'_>, place: &Place, lean: bool) {
        let additional = merged.get("additionalProperties");
        let patterned = merged.get("patternProperties").and_then(Value::as_object).and_then(|map| map.iter().next());
        let is_map = object.is_empty() && (patterned.is_some() || additional.is_some_and(Value::is_object));
        let wanted = merged.count("minProperties").unwrap_or(0).max(u64::from(is_map && !lean)).min(MOST_ENTRIES);
        let anything = json!({});
        for salt in 0..usize::try_from(wanted).unwrap_or(0) {
            if object.len() as u64 >= wanted {
                break;
            }
            let (name, value) = match (merged.get("propertyNames"), patterned) {
                (Some(names), _) => {
                    let names = merge(schema.at(names), 0, &[]);
                    let name = names.list("enum").get(salt).or(names.get("const")).and_then(Value::as_str).map(str::to_owned);
                    (name.unwrap_or_else(|| text::candidates(&names, salt).swap_remove(0)), additional)
                }
                (None, Some((pattern, value))) => (pattern::matching(pattern, salt, 0, 0).unwrap_or_default(), Some(value)),
                (None, None) => (format!("key{salt}"), additional),
            };
            let mut child = place.child(&name);
            child.salt = salt;
            let view = schema.at(value.unwrap_or(&anything));
            if is_map && !self.wants(view, &child) {
                break;
            }
            let value = self.value(view, child);
            object.insert(name, value);
        }
    }

    fn array(&mut self, merged: &Merged, schema: View<'_>, place: &Place, lean: bool) -> Value {
        let tuple = merged.list("prefixItems");
        let anything = json!({});
        let items = merged.get("contains").or(merged.get("items")).unwrap_or(&anything);
        let least = merged.count("minItems").max(merged.get("contains").map(|_| merged.count("minContains").unwrap_or(1)));
        let most = merged.count("maxItems").unwrap_or(MOST_ENTRIES).min(MOST_ENTRIES);
        let has_items = *items != json!(false) && merged.get("items").is_some();
        let optional = !lean && has_items && self.wants(schema.at(items), &place.child("0"));
        let full = if self.extent == Extent::Others { 2 } else { 1 };
        let wanted = least.unwrap_or(0).max(full * u64::from(optional)).max(tuple.len() as u64).min(most);
        let count = usize::try_from(wanted).unwrap_or(0);
        let values = (0..count).map(|index| {
            let mut child = place.child(&index.to_string());
            child.salt = place.salt + index;
            self.value(schema.at(tuple.get(index).unwrap_or(items)), child)
        });
        Value::Array(values.collect())
    }

    /// Whether something that need not be there should be.
    fn wants(&self, schema: View<'_>, place: &Place) -> bool {
        place.depth <= DEEPEST_OPTIONAL
            && self.parts < MOST_OPTIONAL
            && !self.choices.omitted.contains(&place.pointer)
            && *schema.node != json!(false)
            && !leads_back(schema, &place.open)
    }
}

/// Whether a value is made up of others.
fn is_compound(merged: &Merged) -> bool {
    matches!(merged.kind(), "object" | "array")
}

/// Whether a schema is one of those being made up already.
fn leads_back(schema: View<'_>, open: &[String]) -> bool {
    let refers_back =
        |view: View<'_>| view.node.get("$ref").and_then(Value::as_str).is_some_and(|reference| open.iter().any(|known| known == reference));
    let parts = schema.node.get("allOf").and_then(Value::as_array).into_iter().flatten();
    refers_back(schema) || parts.into_iter().any(|part| refers_back(schema.at(part)))
}

/// Whether only the other side writes a property.
fn is_other_sides(property: View<'_>, direction: Direction) -> bool {
    let flag = match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    };
    let says = |view: View<'_>| view.node.get(flag) == Some(&json!(true));
    says(property) || property.referred().is_some_and(says)
}
