//! What the variants of a union are called: by their schema's name, their tag, their title, their type, or a property that only they have.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::all_of::Member;
use super::context::{Context, Where};
use super::siblings::own_words;
use crate::names::{Ident, Variant, resolve, spellings, words};
use crate::source::{Data, Node};
use crate::spec::{Spec, Target, names_of, place_of};

/// What a variant of a union is called.
#[derive(Clone, Debug)]
pub(super) struct Label(pub(super) Ident<Variant>);

impl Label {
    /// From one word, for a variant that nothing names.
    pub(super) fn of_word(word: &str) -> Self {
        Self(Ident::new(word))
    }

    /// The name of the variant's type where it has none of its own: the union's and the label.
    pub(super) fn segment(&self, at: &Where<'_>) -> String {
        format!("{} {}", at.segment, words(self.0.bare(), false).join(" "))
    }
}

/// The names that a variant may get, the plainest first: `given` by the document, or by what it looks like.
///
/// `own` is what is left of the first without what all variants have.
fn candidates_of(own: Option<Vec<String>>, given: &[String], looks: &[String], at: &Where<'_>) -> Vec<Ident<Variant>> {
    let says_something = |name: &&String| !words(name, true).is_empty();
    let mut candidates: Vec<_> = own.map(|words| Ident::from_words(&words)).into_iter().collect();
    for name in given.iter().filter(says_something) {
        candidates.extend(shortened(name, at.segment).map(|words| Ident::from_words(&words)));
        // What signs and case tell apart, they tell apart here too.
        candidates.extend(spellings(name));
    }
    candidates.extend(looks.iter().filter(says_something).map(|name| Ident::new(name)));
    if candidates.is_empty() {
        candidates.push(Ident::new("object"));
    }
    candidates
}

/// A label without the words of its union's name before or after it: `OrderEvent` of `Event` is `Order`.
fn shortened(label: &str, union: &str) -> Option<Vec<String>> {
    let (label, union) = (words(label, false), words(union, false));
    let rest = label.strip_suffix(&union[..]).or_else(|| label.strip_prefix(&union[..]))?;
    let is_name = rest.first().is_some_and(|first| first.starts_with(|letter: char| letter.is_alphabetic()));
    is_name.then(|| rest.to_vec())
}

/// What a reference's target is called.
pub(super) fn of_reference(reference: &str) -> String {
    let key = match Target::parse(reference) {
        Target::Component { name, .. } => name,
        Target::Elsewhere if reference.contains('#') => reference.into(),
        Target::Elsewhere => format!("{reference}#").into(),
    };
    names_of(&key).unwrap_or_else(|| place_of(&key)).into_iter().next().unwrap_or_else(|| key.into_owned())
}

/// Labels for all variants of a union. `tag` is the property of its discriminator.
pub(super) fn labels(cx: &Context<'_, '_>, members: &[Member<'_>], tag: Option<&str>, at: &Where<'_>) -> Vec<Label> {
    let seen: Vec<Seen<'_>> = members
        .iter()
        .map(|member| {
            let mut seen = Seen::default();
            match member {
                Member::Reference(reference) => {
                    if let Target::Component { section: "schemas", name } = Target::parse(reference) {
                        seen.gather(cx.spec, cx.spec.schema_component(&name).node, 0);
                    }
                }
                Member::Schema(schema) => seen.gather(cx.spec, cx.spec.node(&schema.schema_data.extensions).node, 0),
            }
            seen
        })
        .collect();
    let tag = tag.or_else(|| common_tag(&seen));
    let given: Vec<Vec<String>> = members
        .iter()
        .zip(&seen)
        .map(|(member, seen)| match member {
            Member::Reference(reference) => vec![of_reference(reference)],
            Member::Schema(schema) => {
                let title = cx.spec.node(&schema.schema_data.extensions).node.get("title").and_then(Node::as_str);
                let title = title.filter(|title| words(title, false).len() <= 6).map(str::to_owned);
                let tag = tag.and_then(|tag| value_label(tag, seen.constants.get(tag).copied()?));
                tag.into_iter().chain(seen.all_constants()).chain(title).collect()
            }
        })
        .collect();
    let first: Vec<Option<&str>> = given.iter().map(|names| names.first().map(String::as_str)).collect();
    let is_shortened = first.iter().flatten().any(|name| shortened(name, at.segment).is_some());
    let own = if is_shortened { vec![None; first.len()] } else { own_words(&first) };
    let mut candidates: Vec<_> = members
        .iter()
        .zip(own)
        .enumerate()
        .map(|(index, (member, own))| {
            let mut looks = Vec::new();
            if let Member::Schema(schema) = member {
                looks.extend(own_property(&seen, index).map(str::to_owned));
                looks.extend(of_type(cx.spec.node(&schema.schema_data.extensions).node));
                let Seen { properties, types, .. } = &seen[index];
                looks.push(properties.iter().copied().take(4).collect::<Vec<_>>().join(" and "));
                // The same properties, of other types.
                let typed = types.iter().zip(properties).take(2).map(|(ty, name)| format!("{ty} {name}"));
                looks.push(typed.collect::<Vec<_>>().join(" and "));
                // The same properties, other ones of them required; and what is written out beside a component of that name.
                let Seen { required, types, .. } = &seen[index];
                looks
                    .extend((!required.is_empty()).then(|| format!("with {}", required.iter().copied().collect::<Vec<_>>().join(" and "))));
                let node = cx.spec.node(&schema.schema_data.extensions).node;
                looks.extend(of_type(node).last().filter(|_| types.is_empty()).map(|name| format!("{name} value")));
            }
            candidates_of(own, &given[index], &looks, at)
        })
        .collect();
    match resolve(&mut candidates) {
        Ok(names) => names.into_iter().map(Label).collect(),
        // Those that are still alike may turn out to be one type, or part of one.
        Err(_) => candidates.into_iter().filter_map(|names| names.into_iter().next()).map(Label).collect(),
    }
}

/// What a schema and those that it refers to say of an object.
#[derive(Default)]
struct Seen<'n> {
    constants: IndexMap<&'n str, &'n [Node]>,
    required: BTreeSet<&'n str>,
    properties: Vec<&'n str>,
    /// What their schemas are, in words.
    types: Vec<String>,
    /// It is a choice itself, so that its constants are its variants'.
    is_choice: bool,
}

impl<'n> Seen<'n> {
    /// Deep enough for every hierarchy that people write.
    const DEPTH: usize = 8;

    fn gather(&mut self, spec: &Spec<'n>, node: &'n Node, depth: usize) {
        if let Some(target) = spec.target(node).filter(|_| depth < Self::DEPTH) {
            self.gather(spec, target, depth + 1);
        }
        if let Some(Data::Object(members)) = node.get("properties").map(|node| &node.data) {
            for (name, member) in members.iter() {
                self.properties.push(name);
                self.types.push(of_type(&member.value).into_iter().last().unwrap_or_default());
                if let Some(values) = constants(&member.value) {
                    self.constants.insert(name, values);
                }
            }
        }
        if let Some(Data::Array(names)) = node.get("required").map(|node| &node.data) {
            self.required.extend(names.iter().filter_map(Node::as_str));
        }
        if depth < Self::DEPTH {
            for member in node.get("allOf").and_then(Node::as_array).unwrap_or_default() {
                self.gather(spec, member, depth + 1);
            }
            // Of a choice, no more than which properties there are.
            for member in ["oneOf", "anyOf"].iter().filter_map(|keyword| node.get(keyword)?.as_array()).flatten() {
                let mut inner = Seen::default();
                inner.gather(spec, member, depth + 1);
                self.properties.extend(inner.properties);
                self.is_choice = true;
            }
        }
    }
}

impl Seen<'_> {
    /// The values of all constant properties, where there are several.
    fn all_constants(&self) -> Option<String> {
        let only = |values: &&[Node]| if let [value] = values { value.as_str().map(str::to_owned) } else { None };
        let values: Vec<String> = self.constants.values().copied().filter_map(|values| only(&values)).collect();
        (values.len() > 1).then(|| values.join(" "))
    }
}

/// A property that none of the other variants has: a required one first.
fn own_property<'n>(seen: &[Seen<'n>], index: usize) -> Option<&'n str> {
    let others = || seen.iter().enumerate().filter(|(other, _)| *other != index);
    let own = |name: &&str| !others().any(|(_, other)| other.properties.contains(name));
    let Seen { properties, required, .. } = &seen[index];
    let first = properties.iter().filter(|name| required.contains(**name)).copied().find(own);
    first.or_else(|| properties.iter().copied().find(own))
}

/// The few values that a schema allows.
fn constants(node: &Node) -> Option<&[Node]> {
    match (node.get("const"), node.get("enum").and_then(Node::as_array)) {
        (Some(value), _) => Some(std::slice::from_ref(value)),
        (None, Some(values)) if (1..=4).contains(&values.len()) => Some(values),
        _ => None,
    }
}

/// A property that is constant in all objects: of several such, the one with the most different values.
fn common_tag<'n>(seen: &[Seen<'n>]) -> Option<&'n str> {
    let objects: Vec<&Seen<'n>> = seen.iter().filter(|seen| !seen.properties.is_empty() && !seen.is_choice).collect();
    let [first, rest @ ..] = &objects[..] else { return None };
    let different = |name: &str| {
        let mut values: Vec<String> = objects.iter().filter_map(|seen| value_label(name, seen.constants.get(name)?)).collect();
        values.sort();
        values.dedup();
        values.len()
    };
    let common = first.constants.keys().copied().filter(|name| rest.iter().all(|seen| seen.constants.contains_key(name)));
    // The first of the best.
    common.rev().max_by_key(|name| different(name)).filter(|name| objects.len() == 1 || different(name) > 1)
}

/// A tag's values as a name.
fn value_label(tag: &str, values: &[Node]) -> Option<String> {
    let words = values.iter().map(|value| match &value.data {
        Data::String(text) => Some(text.clone()),
        Data::Bool(flag) => Some(format!("{tag} {flag}")),
        Data::Number(number) => Some(format!("{tag} {}", number.as_str())),
        Data::Null | Data::Array(_) | Data::Object(_) => None,
    });
    Some(words.collect::<Option<Vec<String>>>()?.join(" or "))
}

/// A constant, where it is a word or two.
fn constant(node: &Node) -> Option<String> {
    let [value] = constants(node)? else { return None };
    value.as_str().filter(|value| (1..=2).contains(&words(value, false).len())).map(str::to_owned)
}

/// A type's name, where that is all there is to say.
fn of_type(node: &Node) -> Vec<String> {
    let name = node.get("type").and_then(Node::as_str);
    let format = node.get("format").and_then(Node::as_str);
    let listed = node.get("enum").is_some() || node.get("const").is_some();
    match (name, format) {
        _ if listed => constant(node).into_iter().chain(["enum".to_owned(), format!("{} enum", name.unwrap_or("value"))]).collect(),
        (Some("string"), Some(format)) => vec![format.to_owned(), "string".to_owned()],
        (Some("array"), _) => {
            let of = node.get("items").and_then(|items| of_type(items).pop());
            std::iter::once("array".to_owned()).chain(of.map(|of| format!("{of} array"))).collect()
        }
        (None, None) if node.get("$ref").is_some() => node.get("$ref").and_then(Node::as_str).map(of_reference).into_iter().collect(),
        (Some(name), Some(format)) => vec![name.to_owned(), format!("{name} {format}")],
        (Some("object") | None, None) if node.get("properties").is_some() => {
            let first = node.get("properties").and_then(Node::as_object).and_then(|properties| properties.keys().next());
            std::iter::once("object".to_owned()).chain(first.map(|first| format!("{first} object"))).collect()
        }
        (Some("object"), None) => {
            let of = node.get("additionalProperties").and_then(|values| of_type(values).pop());
            std::iter::once("object".to_owned()).chain(of.map(|of| format!("{of} map"))).collect()
        }
        (Some(name), None) => vec![name.to_owned()],
        (None, _) if node.get("items").is_some() => vec!["array".to_owned()],
        (None, _) => {
            let choices = ["oneOf", "anyOf", "allOf"].into_iter().find_map(|keyword| node.get(keyword)?.as_array());
            let of: Vec<String> = choices.unwrap_or_default().iter().filter_map(|member| of_type(member).pop()).collect();
            let of = Some(of.join(" or ")).filter(|of| !of.is_empty() && of.len() < 60);
            std::iter::once("other".to_owned()).chain(of).collect()
        }
    }
}
