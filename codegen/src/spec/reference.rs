//! `$ref`s: that they lead somewhere, and not in a circle.

use indexmap::IndexSet;

use super::complain::article;
use super::grammar::Object;
use super::near::nearest;
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node, Source, pointer};

/// What a `$ref` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// `#/components/SECTION/NAME`, the name unescaped.
    Component {
        /// `schemas`, `parameters`, …
        section: &'a str,
        /// The component's name.
        name: String,
    },
    /// Another place in this document.
    Elsewhere,
    /// Another file, or another host.
    External,
}

impl<'a> Target<'a> {
    /// Takes a `$ref`'s text apart.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let Some(pointer) = text.strip_prefix('#') else {
            return Self::External;
        };
        let mut tokens = pointer.split('/');
        match (tokens.next(), tokens.next(), tokens.next(), tokens.next(), tokens.next()) {
            (Some(""), Some("components"), Some(section), Some(name), None) => Self::Component { section, name: unescape(name) },
            _ => Self::Elsewhere,
        }
    }
}

/// A token of a JSON pointer in a URI fragment, as the key it means (RFC 6901 §4, §6).
fn unescape(token: &str) -> String {
    percent_decoded(token).replace("~1", "/").replace("~0", "~")
}

/// `%41` → `A`; what is no escape stays.
pub(super) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = (first == b'%').then(|| tail.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Where a local `$ref` leads. `None`: nowhere, or outside this document.
pub(super) fn resolve<'s>(source: &'s Source, text: &str) -> Option<&'s Node> {
    let pointer = text.strip_prefix('#')?;
    if pointer.is_empty() {
        return Some(source.root());
    }
    source.at(&percent_decoded(pointer))
}

/// Checks the `$ref` at `node`, in a place where an object called `expected` stands. Whether it leads to one; if not, that is reported.
pub(super) fn check<'s>(walk: &mut Walk<'s, '_>, node: &'s Node, expected: &str) -> bool {
    let Data::String(text) = &node.data else {
        let message = format!("`$ref` must be a string, found {}", node.describe());
        walk.reference_error(Diagnostic::error("wrong-type", message).at(Place::of(node.span)), expected);
        return false;
    };
    if !text.starts_with('#') {
        let Some(meant) = meant_here(walk.source, text, expected) else {
            return true;
        };
        let diagnostic = Diagnostic::error("dangling-reference", format!("`{text}` leads nowhere")).at(Place::of(node.span));
        walk.reference_error(diagnostic.label("a reference within the document begins with `#/`").help(meant), expected);
        return false;
    }
    let Some(target) = resolve(walk.source, text) else {
        if text.strip_prefix('#').is_some_and(|name| !name.contains('/') && has_anchor(walk.source.root(), name)) {
            // Not supported, which `lower` says.
            return true;
        }
        let Missing { label, help } = missing(walk.source, text);
        let diagnostic = Diagnostic::error("dangling-reference", format!("`{text}` leads nowhere")).at(Place::of(node.span)).label(label);
        walk.reference_error(help.into_iter().fold(diagnostic, Diagnostic::help), expected);
        return false;
    };
    if let Target::Component { section, .. } = Target::parse(text)
        && let Some(held) = held_by(section)
        && held != expected
    {
        let message = format!("{} {expected} is needed here, but `{text}` is {} {held}", article(expected), article(held));
        let diagnostic = Diagnostic::error("wrong-reference", message).at(Place::of(node.span)).also(Place::of(target.span), "this one");
        walk.reference_error(diagnostic, expected);
        return false;
    }
    !in_circle(walk, target, expected)
}

/// What a reference to another file was probably meant to be: the name of a component, or a pointer without its `#`.
fn meant_here(source: &Source, text: &str, expected: &str) -> Option<String> {
    if text.is_empty() {
        return Some("say where it leads, for instance `#/components/schemas/Pet`".to_owned());
    }
    let pointer = format!("#/{}", text.trim_start_matches('/'));
    let meant = if resolve(source, &pointer).is_some() { Some(pointer) } else { component_of(source, expected, text) };
    meant.map(|meant| format!("did you mean `{meant}`?"))
}

/// The reference to a component of a kind, if there is one of that name.
pub(super) fn component(source: &Source, kind: &Object, name: &str) -> Option<String> {
    component_of(source, kind.name, name)
}

fn component_of(source: &Source, expected: &str, name: &str) -> Option<String> {
    let (section, _) = SECTIONS.iter().find(|(_, held)| *held == expected)?;
    let pointer = pointer::child(&format!("/components/{section}"), name);
    source.at(&pointer).map(|_| format!("#{pointer}"))
}

/// Whether a schema calls itself by this name (`$anchor`, JSON Schema 2020-12 §8.2.2).
fn has_anchor(node: &Node, name: &str) -> bool {
    match &node.data {
        Data::Object(members) => members.iter().any(|(key, member)| {
            matches!(key.as_str(), "$anchor" | "$dynamicAnchor") && member.value.as_str() == Some(name) || has_anchor(&member.value, name)
        }),
        Data::Array(items) => items.iter().any(|item| has_anchor(item, name)),
        _ => false,
    }
}

/// Why a reference leads nowhere.
struct Missing {
    label: String,
    help: Option<String>,
}

fn missing(source: &Source, text: &str) -> Missing {
    let decoded = percent_decoded(text.strip_prefix('#').unwrap_or(text));
    let Some(tokens) = pointer::tokens(&decoded) else {
        let label = "this is no JSON pointer".to_owned();
        return Missing { label, help: Some("a reference within the document is, for instance, `#/components/schemas/Pet`".to_owned()) };
    };
    let tokens: Vec<_> = tokens.map(std::borrow::Cow::into_owned).collect();
    let (mut node, mut found) = (source.root(), "#".to_owned());
    for token in &tokens {
        let Some(next) = node.at(&pointer::child("", token)) else { break };
        node = next;
        pointer::push_token(&mut found, token);
    }
    let wanted = pointer::tokens(found.trim_start_matches('#')).and_then(|found| tokens.get(found.count())).map_or("", String::as_str);
    let label = match &node.data {
        Data::Object(_) if found == "#" => format!("the document has no `{wanted}`"),
        Data::Object(_) => format!("`{found}` has no `{wanted}`"),
        _ => format!("`{found}` is {}", node.kind()),
    };
    // Swagger 2.0 kept its components at the top.
    let moved = match tokens.as_slice() {
        [first, rest @ ..] => SWAGGER
            .iter()
            .find(|(old, _)| old == first)
            .map(|(_, new)| ["components", new].into_iter().map(str::to_owned).chain(rest.iter().cloned()).collect::<Vec<_>>()),
        [] => None,
    };
    let near = corrected(source, moved.as_deref().unwrap_or(&tokens));
    let help = near.map(|near| format!("did you mean `{near}`?")).or_else(|| {
        let (section, _) = SECTIONS.iter().find(|(section, _)| found.ends_with(&format!("/{section}")))?;
        let names = node.as_object()?;
        (1..=6)
            .contains(&names.len())
            .then(|| format!("`components/{section}` has: {}", names.keys().cloned().collect::<Vec<_>>().join(", ")))
    });
    Missing { label, help }
}

/// The place that mistyped tokens of a pointer probably mean.
fn corrected(source: &Source, tokens: &[String]) -> Option<String> {
    let (mut node, mut pointer) = (source.root(), "#".to_owned());
    for token in tokens {
        let key = match node.get(token) {
            Some(_) => token,
            None => nearest(node.as_object()?.keys().map(String::as_str), token)?,
        };
        node = node.get(key)?;
        pointer::push_token(&mut pointer, key);
    }
    Some(pointer)
}

/// Follows references from a node, and reports the circle that they run into, once.
fn in_circle<'s>(walk: &mut Walk<'s, '_>, target: &'s Node, expected: &str) -> bool {
    let mut chain: IndexSet<*const Node> = IndexSet::new();
    let mut references: Vec<Option<&Node>> = Vec::new();
    let mut node = target;
    loop {
        let address = &raw const *node;
        if let Some(first) = chain.get_index_of(&address) {
            report_circle(walk, references.get(first..).unwrap_or_default(), expected);
            return true;
        }
        if walk.ends.contains(&address) {
            break;
        }
        let Some((reference, next)) = followed(walk.source, node) else { break };
        chain.insert(address);
        references.push(reference);
        node = next;
    }
    // Known to end, so that a long chain is not followed from each of its links.
    walk.ends.extend(chain);
    false
}

/// What a node only leads to, and the `$ref` that says so: its reference, or the one schema that it puts a list around.
fn followed<'s>(source: &'s Source, node: &'s Node) -> Option<(Option<&'s Node>, &'s Node)> {
    if let Some(reference) = node.get("$ref") {
        return Some((Some(reference), resolve(source, reference.as_str()?)?));
    }
    let only = |key: &str| {
        let is_null = |node: &&Node| node.get("type").is_some_and(|name| name.is_null() || name.as_str() == Some("null"));
        let mut members = node.get(key)?.as_array()?.iter().filter(|node| !is_null(node));
        members.next().filter(|_| members.next().is_none())
    };
    ["allOf", "oneOf", "anyOf"].into_iter().find_map(only).map(|next| (None, next))
}

/// Reports a circle at the first of its references.
fn report_circle(walk: &mut Walk<'_, '_>, members: &[Option<&Node>], expected: &str) {
    walk.mistakes.circular = true;
    let mut references: Vec<&Node> = members.iter().copied().flatten().collect();
    let Some(first) = (0..references.len()).min_by_key(|&index| references[index].span) else { return };
    references.rotate_left(first);
    let Some((first, others)) = references.split_first() else { return };
    if walk.circles.contains(&first.span) {
        return;
    }
    walk.circles.push(first.span);
    let message = match others.len() {
        0 => format!("`{}` is a reference to itself", first.as_str().unwrap_or_default()),
        more => format!("these {} references lead in a circle, and to no {expected}", more + 1),
    };
    let mut diagnostic = Diagnostic::error("reference-cycle", message).at(Place::of(first.span));
    if let Some((last, between)) = others.split_last() {
        diagnostic = diagnostic.label("from here …");
        for reference in between {
            diagnostic = diagnostic.also(Place::of(reference.span), "… by way of this …");
        }
        diagnostic = diagnostic.also(Place::of(last.span), "… back again");
    }
    walk.error(diagnostic.help(format!("write out {} {expected} in place of one of them", article(expected))));
}

/// The sections of a Components Object, and what is in them.
const SECTIONS: &[(&str, &str)] = &[
    ("schemas", "Schema Object"),
    ("responses", "Response Object"),
    ("parameters", "Parameter Object"),
    ("requestBodies", "Request Body Object"),
    ("headers", "Header Object"),
    ("securitySchemes", "Security Scheme Object"),
    ("mediaTypes", "Media Type Object"),
    ("pathItems", "Path Item Object"),
];

/// Where Swagger 2.0 had them.
const SWAGGER: &[(&str, &str)] =
    &[("definitions", "schemas"), ("parameters", "parameters"), ("responses", "responses"), ("securityDefinitions", "securitySchemes")];

/// The kind of object below `#/components/SECTION`.
fn held_by(section: &str) -> Option<&'static str> {
    SECTIONS.iter().find(|(known, _)| *known == section).map(|(_, held)| *held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        assert_eq!(Target::parse("#/components/schemas/a~1b%20c"), Target::Component { section: "schemas", name: "a/b c".to_owned() });
        assert_eq!(Target::parse("#/components/schemas/A/properties/b"), Target::Elsewhere);
        assert_eq!(Target::parse("other.yaml#/A"), Target::External);
    }
}
