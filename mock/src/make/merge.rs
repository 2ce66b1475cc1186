//! One flat schema out of a composed one: in come a view and which variants to take, out comes a [`Merged`] without `$ref`,
//! `allOf`, `oneOf` and `anyOf`.

use serde_json::{Map, Value, json};

use crate::view::View;

/// What a value at one place has to meet, all in one.
#[derive(Debug, Default)]
pub(super) struct Merged {
    keywords: Map<String, Value>,
    /// References that were followed, outermost first.
    pub(super) references: Vec<String>,
    /// In how many ways variants could be taken.
    pub(super) variants: usize,
    /// The names of discriminating properties with what they have to say.
    tags: Vec<(String, Value)>,
}

impl Merged {
    pub(super) fn get(&self, keyword: &str) -> Option<&Value> {
        self.keywords.get(keyword)
    }

    pub(super) fn list(&self, keyword: &str) -> &[Value] {
        self.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    pub(super) fn count(&self, keyword: &str) -> Option<u64> {
        let value = self.get(keyword)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole, and saturate")]
        value.as_u64().or_else(|| value.as_f64().map(|count| count as u64))
    }

    /// What a discriminating property has to say, unless its own schema says otherwise.
    pub(super) fn tag(&self, name: &str) -> Option<Value> {
        let (_, tag) = self.tags.iter().find(|(property, _)| property == name)?;
        let own = self.get("properties").and_then(|properties| properties.get(name));
        let refuses = own.is_some_and(|schema| match (schema.get("const"), schema.get("enum")) {
            (Some(value), _) => value != tag,
            (_, Some(Value::Array(values))) => !values.contains(tag),
            _ => false,
        });
        (!refuses).then(|| tag.clone())
    }

    /// The discriminating properties that no schema declares, with what they have to say.
    pub(super) fn undeclared_tags(&self) -> impl Iterator<Item = &(String, Value)> {
        let declared = self.get("properties").and_then(Value::as_object);
        let has_room = self.get("additionalProperties") != Some(&Value::Bool(false));
        self.tags.iter().filter(move |(name, _)| has_room && declared.is_none_or(|declared| !declared.contains_key(name)))
    }

    /// The type to make; empty if anything will do.
    pub(super) fn kind(&self) -> &str {
        let has = |keywords: &[&str]| keywords.iter().any(|keyword| self.keywords.contains_key(*keyword));
        match self.get("type") {
            Some(Value::String(name)) => name,
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or("null"),
            _ if has(&["properties", "required", "additionalProperties", "minProperties", "patternProperties"]) => "object",
            _ if has(&["items", "prefixItems", "minItems", "contains"]) => "array",
            _ if has(&["pattern", "format", "minLength", "maxLength"]) => "string",
            _ if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) => "number",
            _ => "",
        }
    }
}

/// Merges what `schema` is composed of. `variant` counts through all combinations of variants; `open` are references
/// being made up already, to which a variant should not lead back.
pub(super) fn merge(schema: View<'_>, variant: usize, open: &[String]) -> Merged {
    let mut merging = Merging { merged: Merged { variants: 1, ..Merged::default() }, left: variant, open, discriminators: Vec::new() };
    merging.add(schema, true);
    merging.follow_discriminators(schema);
    merging.merged
}

struct Merging<'a> {
    merged: Merged,
    /// What is left of the variant number after the choices so far.
    left: usize,
    open: &'a [String],
    discriminators: Vec<(Map<String, Value>, bool)>,
}

impl Merging<'_> {
    /// Adds a schema; `whole` unless it is only a part (of `allOf`), whose examples are no examples of the whole.
    fn add(&mut self, schema: View<'_>, whole: bool) {
        let Some(node) = schema.node.as_object() else { return };
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            if self.merged.references.iter().any(|known| known == reference) {
                return;
            }
            self.merged.references.push(reference.to_owned());
            if let Some(referred) = schema.referred() {
                self.add(referred, whole);
            }
        }
        for (keyword, value) in node {
            match keyword.as_str() {
                "$ref" | "$defs" | "$comment" | "allOf" | "anyOf" | "oneOf" | "not" | "if" | "then" | "else" => {}
                "examples" | "default" if !whole => {}
                "discriminator" => self.discriminators.extend(value.as_object().map(|map| (map.clone(), whole))),
                keyword => put(&mut self.merged.keywords, keyword, value),
            }
        }
        for part in node.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(schema.at(part), false);
        }
        for variants in ["oneOf", "anyOf"].iter().filter_map(|key| node.get(*key)?.as_array()) {
            let mut order: Vec<&Value> = variants.iter().collect();
            // Not what contradicts the rest, not null if anything else, and not round in a circle if there is a way out.
            order.sort_by_key(|variant| (self.contradicts(schema.at(variant)), self.leads_back(variant), is_null(variant)));
            let taken = self.take(order.len());
            self.add(schema.at(order[taken]), whole);
        }
    }

    fn take(&mut self, count: usize) -> usize {
        let count = count.max(1);
        let taken = self.left % count;
        self.left /= count;
        self.merged.variants = self.merged.variants.saturating_mul(count);
        taken
    }

    /// Whether a variant's values or types are none of those that the keywords so far allow.
    fn contradicts(&self, variant: View<'_>) -> bool {
        let resolved = std::iter::successors(Some(variant), |view| view.referred()).take(8).last();
        let node = resolved.unwrap_or(variant).node;
        let allowed = self.merged.list("enum");
        let known = self.merged.get("const").into_iter().chain(allowed);
        let mut offered = node.get("const").into_iter().chain(node.get("enum").and_then(Value::as_array).into_iter().flatten()).peekable();
        if offered.peek().is_some() && known.clone().next().is_some() {
            return !offered.any(|value| known.clone().any(|known| known == value));
        }
        match (self.merged.get("type"), node.get("type")) {
            (Some(known), Some(offered)) => common_types(known, offered) == json!([]),
            _ => false,
        }
    }

    fn leads_back(&self, variant: &Value) -> bool {
        let reference = variant.get("$ref").and_then(Value::as_str);
        reference.is_some_and(|reference| self.open.iter().any(|known| known == reference))
    }

    /// Finds what each discriminating property has to say: what the mapping has for the variant taken. A base that
    /// only lists its descendants becomes one of them.
    fn follow_discriminators(&mut self, schema: View<'_>) {
        for (discriminator, whole) in std::mem::take(&mut self.discriminators) {
            let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { continue };
            let mapping = discriminator.get("mapping").and_then(Value::as_object);
            let mapped: Vec<(&String, &str)> =
                mapping.into_iter().flatten().filter_map(|(value, target)| Some((value, target.as_str()?))).collect();
            let followed = |references: &[String], target: &str| references.iter().any(|known| known == target);
            let known = mapped.iter().find(|(_, target)| followed(&self.merged.references, target));
            let tag = if let Some((value, _)) = known {
                (*value).clone()
            } else if whole && !mapped.is_empty() {
                let (value, target) = mapped[self.take(mapped.len())];
                let node = json!({ "$ref": target });
                self.add(View { root: schema.root, node: &node }, true);
                value.clone()
            } else {
                let Some(name) = self.merged.references.iter().find_map(|reference| name_of(schema, reference)) else {
                    continue;
                };
                name
            };
            self.merged.tags.push((property.to_owned(), Value::String(tag)));
        }
    }
}

/// The name of the component that a reference of the closed document is to.
fn name_of(schema: View<'_>, reference: &str) -> Option<String> {
    let definition = schema.root.pointer(reference.strip_prefix('#')?)?;
    let pointer = definition.get("$comment")?.as_str()?;
    let name = pointer.strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}

fn is_null(schema: &Value) -> bool {
    schema.get("type") == Some(&json!("null")) || schema.get("const") == Some(&Value::Null) || schema.get("enum") == Some(&json!([null]))
}

/// Adds a keyword to those that hold already.
fn put(keywords: &mut Map<String, Value>, keyword: &str, value: &Value) {
    let Some(known) = keywords.get_mut(keyword) else {
        keywords.insert(keyword.to_owned(), value.clone());
        return;
    };
    if known == value {
        return;
    }
    match (keyword, &mut *known, value) {
        ("properties" | "patternProperties", Value::Object(known), Value::Object(more)) => {
            for (name, schema) in more {
                let entry = known.entry(name.clone()).or_insert_with(|| schema.clone());
                both(entry, schema);
            }
        }
        ("required", Value::Array(known), Value::Array(more)) => {
            known.extend(more.iter().filter(|name| !known.contains(name)).cloned().collect::<Vec<_>>());
        }
        ("enum", Value::Array(known), Value::Array(more)) => known.retain(|value| more.contains(value)),
        ("type", known, more) => *known = common_types(known, more),
        ("items" | "additionalProperties" | "propertyNames" | "contains", known, more) => both(known, more),
        (keyword, known, more) => {
            let (Some(a), Some(b)) = (known.as_f64(), more.as_f64()) else { return };
            let is_lower = keyword.starts_with("min") || keyword == "exclusiveMinimum";
            let is_upper = keyword.starts_with("max") || keyword == "exclusiveMaximum";
            if (is_lower && b > a) || (is_upper && b < a) {
                *known = more.clone();
            }
        }
    }
}

/// A schema that asks for what both ask for.
fn both(known: &mut Value, more: &Value) {
    if known != more {
        *known = match (&*known, more) {
            (Value::Bool(false), _) | (_, Value::Bool(false)) => json!(false),
            (Value::Bool(true), other) | (other, Value::Bool(true)) => other.clone(),
            (known, more) => json!({ "allOf": [known, more] }),
        };
    }
}

fn common_types(a: &Value, b: &Value) -> Value {
    let names = |value: &Value| match value {
        Value::Array(names) => names.clone(),
        name => vec![name.clone()],
    };
    let (a, b) = (names(a), names(b));
    let covers = |types: &[Value], name: &Value| types.contains(name) || (name == "integer" && types.contains(&json!("number")));
    let common = a.iter().filter(|name| covers(&b, name)).chain(b.iter().filter(|name| !a.contains(name) && covers(&a, name)));
    Value::Array(common.cloned().collect())
}
