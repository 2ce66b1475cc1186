//! `$ref`s: that they lead somewhere, and not in a circle.

use super::walk::{Walk, is_near};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node, Source};

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
            (Some(""), Some("components"), Some(section), Some(name), None) => {
                Self::Component { section, name: unescape(name) }
            }
            _ => Self::Elsewhere,
        }
    }
}

/// A token of a JSON pointer in a URI fragment, as the key it means (RFC 6901 §4, §6).
fn unescape(token: &str) -> String {
    percent_decoded(token).replace("~1", "/").replace("~0", "~")
}

/// `%41` → `A`; what is no escape stays.
fn percent_decoded(text: &str) -> String {
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

/// Checks the `$ref` at `node`, in a place where an object called `expected` stands.
pub(super) fn check(walk: &mut Walk<'_, '_>, node: &Node, expected: &str) {
    let Data::String(text) = &node.data else {
        walk.error(
            Diagnostic::error("wrong-type", format!("`$ref` must be a string, found {}", node.describe())).at(Place::of(node.span)),
        );
        return;
    };
    if !text.starts_with('#') {
        return;
    }
    let Some(target) = resolve(walk.source, text) else {
        let mut diagnostic = Diagnostic::error("dangling-reference", format!("`{text}` leads nowhere")).at(Place::of(node.span));
        if let Some(near) = near(walk.source, text) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        walk.error(diagnostic);
        return;
    };
    if let Target::Component { section, .. } = Target::parse(text)
        && let Some(held) = held_by(section)
        && held != expected
    {
        walk.error(
            Diagnostic::error("wrong-reference", format!("`{text}` is a {held}, here stands a {expected}"))
                .at(Place::of(node.span))
                .also(Place::of(target.span), "referred to"),
        );
        return;
    }
    if let Some(length) = circle(walk.source, text) {
        walk.error(
            Diagnostic::error("reference-cycle", format!("`{text}` leads back to itself through {length} references and to nothing else"))
                .at(Place::of(node.span)),
        );
    }
}

/// Number of references in the circle that a chain of references runs into; `None` where it ends.
fn circle(source: &Source, start: &str) -> Option<usize> {
    let mut seen = vec![start];
    let mut node = resolve(source, start)?;
    while let Some(next) = node.get("$ref").and_then(Node::as_str) {
        if let Some(first) = seen.iter().position(|text| *text == next) {
            // Reported by the members of the circle, not by what only leads into it.
            return (first == 0).then_some(seen.len());
        }
        seen.push(next);
        node = resolve(source, next)?;
    }
    None
}

/// The kind of object below `#/components/SECTION`.
fn held_by(section: &str) -> Option<&'static str> {
    Some(match section {
        "schemas" => "Schema Object",
        "responses" => "Response Object",
        "parameters" => "Parameter Object",
        "requestBodies" => "Request Body Object",
        "headers" => "Header Object",
        "securitySchemes" => "Security Scheme Object",
        "mediaTypes" => "Media Type Object",
        "pathItems" => "Path Item Object",
        _ => return None,
    })
}

/// A component that the text probably means.
fn near(source: &Source, text: &str) -> Option<String> {
    let Target::Component { section, name } = Target::parse(text) else {
        return None;
    };
    let Data::Object(members) = &source.root().get("components")?.get(section)?.data else {
        return None;
    };
    members.keys().find(|known| is_near(known, &name)).map(|known| format!("#/components/{section}/{}", known.replace('~', "~0").replace('/', "~1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        assert_eq!(
            Target::parse("#/components/schemas/a~1b%20c"),
            Target::Component { section: "schemas", name: "a/b c".to_owned() }
        );
        assert_eq!(Target::parse("#/components/schemas/A/properties/b"), Target::Elsewhere);
        assert_eq!(Target::parse("other.yaml#/A"), Target::External);
    }
}
