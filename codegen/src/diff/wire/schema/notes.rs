//! What is said of a schema without limiting it: prose, extensions, XML.

use super::compare::Pair;
use crate::diff::Part;
use crate::diff::wire::Comparison;
use crate::diff::wire::document::Document;
use crate::diff::wire::words::{list, quoted};
use crate::source::Node;

/// Keys that are for people.
pub(in crate::diff::wire) const PROSE: &[&str] =
    &["title", "summary", "description", "example", "examples", "externalDocs", "$comment", "termsOfService", "contact", "license"];

/// Extensions that are compared for what they mean.
const MEANT: &[&str] = &["x-extensible-enum", "x-sunset", "x-stability-level"];

/// Compares what is said for people, and what a schema says to programs that know its extensions.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let (Some(old), Some(new)) = (pair.old.place(), pair.new.place()) else { return };
    let own =
        matches!(pair.side.part, Part::Parameter | Part::HeaderParameter | Part::SharedParameter | Part::Header) && pair.new.name.is_none();
    let subject = if own { format!("the schema of {}", pair.outer) } else { pair.outer.to_string() };
    let outer = |schema: &super::view::Schema<'_>| schema.parts.iter().filter(|part| !part.member).count();
    let (first, second) = (
        &pair.old.parts[..outer(pair.old).max(1).min(pair.old.parts.len())],
        &pair.new.parts[..outer(pair.new).max(1).min(pair.new.parts.len())],
    );
    let say = |parts: &[super::view::Part<'_>], key: &str| parts.iter().find_map(|part| part.node.get(key)).map(super::shape::json);
    let prose: Vec<&str> = PROSE.iter().copied().filter(|key| !is_example(key)).filter(|key| say(first, key) != say(second, key)).collect();
    let mut changed: Vec<String> = prose.iter().map(|key| quoted(key)).collect();
    if examples(&cx.old, &pair.old.nodes()) != examples(&cx.new, &pair.new.nodes()) {
        changed.push("examples".to_owned());
    }
    if !changed.is_empty() {
        let key = prose.first().copied().unwrap_or("example");
        let spots = (pair.old.get(key).unwrap_or(old), pair.new.get(key).unwrap_or(new));
        cx.note(
            pair.unit,
            pair.side.part,
            "documentation-changed",
            spots,
            format!("the documentation of {subject} changed: {}", list(&changed, "and")),
        );
    }
    if pair.old.get("xml").map(super::shape::json) != pair.new.get("xml").map(super::shape::json) {
        let spots = (pair.old.get("xml").unwrap_or(old), pair.new.get("xml").unwrap_or(new));
        cx.note(pair.unit, pair.side.part, "xml-changed", spots, format!("{subject} is written in another way in XML"));
    }
    let extensions = differing(&pair.old.nodes(), &pair.new.nodes());
    if !extensions.is_empty() {
        cx.note(pair.unit, pair.side.part, "extension-changed", (old, new), format!("{} of {subject} changed", list(&extensions, "and")));
    }
    super::lifecycle::compare(cx, pair);
}

fn is_example(key: &str) -> bool {
    key == "example" || key == "examples"
}

/// Examples, in either spelling: `example` is a list of one. One may be a reference.
fn examples<'s>(document: &Document<'s>, nodes: &[&'s Node]) -> Vec<u64> {
    let shape = |node: &'s Node| super::shape::json(document.end(node));
    let one = nodes.iter().filter_map(|node| node.get("example")).map(shape);
    let many = nodes.iter().filter_map(|node| Some(document.end(node.get("examples")?))).flat_map(|examples| {
        match (examples.as_array(), examples.as_object()) {
            (Some(items), _) => items.iter().map(shape).collect::<Vec<_>>(),
            (None, Some(named)) => {
                let named = named.values().map(|member| document.end(&member.value));
                named.map(|example| shape(example.get("value").unwrap_or(example))).collect()
            }
            (None, None) => Vec::new(),
        }
    });
    let mut all: Vec<u64> = one.chain(many).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The extensions that differ.
pub(in crate::diff::wire) fn differing(old: &[&Node], new: &[&Node]) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for members in old.iter().chain(new).filter_map(|node| node.as_object()) {
        names.extend(members.keys().map(String::as_str).filter(|key| key.starts_with("x-") && !MEANT.contains(key)));
    }
    names.sort_unstable();
    names.dedup();
    let value = |nodes: &[&Node], key: &str| nodes.iter().find_map(|node| node.get(key)).map(super::shape::json);
    names.into_iter().filter(|key| value(old, key) != value(new, key)).map(quoted).collect()
}

/// Compares the prose and the extensions of two objects that are no schemas.
pub(in crate::diff::wire) fn objects<'s>(
    cx: &mut Comparison<'s>,
    unit: Option<crate::diff::wire::found::UnitId>,
    subject: &str,
    old: &'s Node,
    new: &'s Node,
) {
    let value = |node: &Node, key: &str| node.get(key).map(super::shape::json);
    let mut changed: Vec<String> =
        PROSE.iter().filter(|key| !is_example(key)).filter(|key| value(old, key) != value(new, key)).map(|key| quoted(key)).collect();
    if examples(&cx.old, &[old]) != examples(&cx.new, &[new]) {
        changed.push("examples".to_owned());
    }
    if !changed.is_empty() {
        let message = format!("the documentation of {subject} changed: {}", list(&changed, "and"));
        cx.note_at(unit, "documentation-changed", (old, new), message);
    }
    let extensions = differing(&[old], &[new]);
    if !extensions.is_empty() {
        cx.note_at(unit, "extension-changed", (old, new), format!("{} of {subject} changed", list(&extensions, "and")));
    }
}
