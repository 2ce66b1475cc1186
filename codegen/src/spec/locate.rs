//! Where a `$ref` leads: a place in its own file, or in another one.

use super::reference::percent_decoded;
use crate::source::{FileId, Node, Sources, Unreachable, pointer};

/// What a `$ref` leads to.
#[derive(Clone, Debug)]
pub(super) struct Located<'s> {
    pub(super) node: &'s Node,
    /// Where it stands: `#/components/schemas/Pet` in the document's first file, `pet.yaml#/properties/tag` in another.
    pub(super) key: String,
}

/// Why one leads nowhere.
#[derive(Debug)]
pub(super) enum Lost {
    /// To a host.
    Host,
    /// To a file that cannot be used.
    File(Unreachable),
    /// Into a file that has no such place.
    Pointer {
        /// The file.
        file: FileId,
        /// The pointer or anchor, percent-decoded, without `#`.
        pointer: String,
    },
}

/// Follows the text of a `$ref` that stands in a file.
pub(super) fn locate<'s>(sources: &'s Sources, from: FileId, text: &str) -> Result<Located<'s>, Lost> {
    let (base, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (file, start) = resource(sources, from, base)?;
    let name = sources.below_entry(file);
    let lost = || Lost::Pointer { file, pointer: percent_decoded(fragment) };
    let root = sources.get(file).ok_or_else(lost)?.root();
    let start_node = root.at(&start).ok_or_else(lost)?;
    let found = if fragment.is_empty() || fragment.starts_with('/') {
        // Some forget that a `%` in a URI has to be escaped itself.
        [percent_decoded(fragment), fragment.to_owned()]
            .into_iter()
            .find_map(|pointer| Some((start_node.at(&pointer)?, start.clone() + &pointer)))
    } else {
        let name = percent_decoded(fragment);
        let is_anchor =
            |schema: &Node| ["$anchor", "$dynamicAnchor"].iter().any(|key| schema.get(key).and_then(Node::as_str) == Some(&name));
        anchored(start_node, &mut start.clone(), &is_anchor)
    };
    let (node, pointer) = found.ok_or_else(lost)?;
    Ok(Located { node, key: format!("{name}#{pointer}") })
}

/// What the reference in an object leads to, if it has one.
pub(super) fn target<'s>(sources: &'s Sources, node: &Node) -> Option<&'s Node> {
    let reference = node.get("$ref")?;
    Some(locate(sources, reference.span.file(), reference.as_str()?).ok()?.node)
}

/// The file that the part of a `$ref` before its `#` names, and the pointer to where in it fragments start.
fn resource(sources: &Sources, from: FileId, base: &str) -> Result<(FileId, String), Lost> {
    if base.is_empty() {
        return Ok((from, String::new()));
    }
    // What calls itself by a URI need not be fetched (JSON Schema 2020-12 §8.2.1, OpenAPI 3.2 §4.1.2.2, `$self`).
    let by_name = || {
        let root = sources.get(from)?.root();
        if root.get("$self").and_then(Node::as_str) == Some(base) {
            return Some((from, String::new()));
        }
        let (_, pointer) = anchored(root, &mut String::new(), &|schema| names_itself(schema, base))?;
        Some((from, pointer))
    };
    if is_host(base) {
        return by_name().ok_or(Lost::Host);
    }
    match sources.relative(from, &percent_decoded(base)) {
        Ok(file) => Ok((file, String::new())),
        Err(why) => by_name().ok_or(Lost::File(why)),
    }
}

/// Whether it has a scheme, as `https:` and `urn:`. One letter is a drive of Windows.
pub(super) fn is_host(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) || text.starts_with("//")
}

/// Whether a schema's `$id` is this URI, or one that ends in it.
fn names_itself(schema: &Node, base: &str) -> bool {
    let id = schema.get("$id").and_then(Node::as_str);
    id.is_some_and(|id| id == base || id.strip_suffix(base).is_some_and(|start| start.ends_with('/') && !base.starts_with('.')))
}

/// The first object that is the one, and the pointer to it.
fn anchored<'s>(node: &'s Node, at: &mut String, is_it: &dyn Fn(&Node) -> bool) -> Option<(&'s Node, String)> {
    if is_it(node) {
        return Some((node, at.clone()));
    }
    let mut below = |token: &str, node: &'s Node| {
        let length = at.len();
        pointer::push_token(at, token);
        let found = anchored(node, at, is_it);
        at.truncate(length);
        found
    };
    match (node.as_object(), node.as_array()) {
        (Some(members), _) => members.iter().find_map(|(key, member)| below(key, &member.value)),
        (None, Some(items)) => items.iter().enumerate().find_map(|(index, item)| below(&index.to_string(), item)),
        (None, None) => None,
    }
}
