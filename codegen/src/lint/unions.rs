//! Choices that are none: what fits one of their members fits another as well, so that with `oneOf` it is no valid value at all.
//!
//! Only what is certain is said: keywords that are not understood here make a schema one that may refuse anything.

use super::each;
use crate::report::{Diagnostic, Place, Report};
use crate::source::Node;
use crate::spec::Spec;

/// How deep schemas are compared.
const DEPTH: usize = 6;

/// Keywords that refuse no value.
const ABOUT: &[&str] = &[
    "title",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "format",
    "nullable",
    "$comment",
];

pub(super) fn lint(spec: &Spec<'_>, report: &mut Report) {
    let mut look = |node: &Node| {
        let Some(members) = node.get("oneOf").and_then(Node::as_array).filter(|_| node.get("discriminator").is_none()) else { return };
        for (index, inner) in members.iter().enumerate() {
            let outer = members.iter().enumerate().find(|(other, outer)| {
                // Of two equal ones, the second is the one too many.
                *other != index && contains(spec, outer, inner, DEPTH) && (*other < index || !contains(spec, inner, outer, DEPTH))
            });
            if let Some((_, outer)) = outer {
                report.push(
                    Diagnostic::warning(
                        "ambiguous-union",
                        "what fits this fits another member of `oneOf` as well, which allows exactly one",
                    )
                    .at(Place::of(inner.span))
                    .also(Place::of(outer.span), "this one")
                    .help("say `anyOf`, or what tells them apart: a `discriminator`, a required property, a constant"),
                );
            }
        }
    };
    spec.files().for_each(|file| each(file.root(), &mut look));
}

/// Whether every value of `inner` is surely one of `outer`.
fn contains(spec: &Spec<'_>, outer: &Node, inner: &Node, depth: usize) -> bool {
    let (outer, inner) = (spec.followed(outer), spec.followed(inner));
    if std::ptr::eq(outer, inner) {
        return true;
    }
    let (Some(keys), Some(next)) = (outer.as_object(), depth.checked_sub(1)) else { return false };
    let is_nullable = |node: &Node| node.get("nullable").and_then(Node::as_bool) == Some(true);
    if is_nullable(inner) && !is_nullable(outer) {
        return false;
    }
    // Every keyword of the outer one must let all values of the inner one pass.
    keys.iter().filter(|(key, _)| !ABOUT.contains(&key.as_str()) && !key.starts_with("x-")).all(|(key, member)| match key.as_str() {
        "type" => {
            let of = types(inner);
            let allowed = types(outer);
            !of.is_empty() && of.iter().all(|ty| allowed.contains(ty) || *ty == "integer" && allowed.contains(&"number"))
        }
        "required" => {
            let own = inner.get("required").and_then(Node::as_array).unwrap_or_default();
            let is_own = |name: &Node| own.iter().any(|own| own.as_str() == name.as_str());
            types(inner) == ["object"] && member.value.as_array().is_some_and(|names| names.iter().all(is_own))
        }
        "properties" => {
            let own = inner.get("properties");
            let Some(properties) = member.value.as_object() else { return false };
            // What the inner one does not speak of may be anything in it.
            types(inner) == ["object"]
                && properties
                    .iter()
                    .all(|(name, property)| own.and_then(|own| own.get(name)).is_some_and(|own| contains(spec, &property.value, own, next)))
        }
        "additionalProperties" => member.value.as_bool() == Some(true),
        "items" => inner.get("items").is_some_and(|items| contains(spec, &member.value, items, next)),
        "enum" | "const" => {
            let values = |node: &Node| {
                node.get("const")
                    .map(|value| vec![value.to_json()])
                    .or_else(|| Some(node.get("enum")?.as_array()?.iter().map(Node::to_json).collect()))
            };
            let (Some(own), Some(allowed)) = (values(inner), values(outer)) else { return false };
            own.iter().all(|value| allowed.contains(value))
        }
        // The same bound of both.
        other => inner.get(other).is_some_and(|own| own.to_json() == member.value.to_json() && inner.get("$ref").is_none()),
    })
}

fn types(node: &Node) -> Vec<&str> {
    let Some(node) = node.get("type") else { return Vec::new() };
    node.as_array().unwrap_or(std::slice::from_ref(node)).iter().filter_map(Node::as_str).collect()
}
