//! Where a `$ref` leads: a place in its own file, or in another one.

use std::path::Path;

use super::reference::percent_decoded;
use crate::source::{FileId, Node, Sources, Unreachable, pointer, way};

/// What a `$ref` leads to.
#[derive(Clone, Debug)]
pub(super) struct Located<'s> {
    pub(super) node: &'s Node,
    /// Where it stands: `#/components/schemas/Pet` in the document's first file, `pet.yaml#/properties/tag` in another.
    pub(super) key: String,
    /// Its file has no such place, but the document's first one has.
    pub(super) from_entry: bool,
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

/// No pointer leads through more references, but for a circle.
const HOPS: usize = 32;

/// Follows the text of a `$ref` that stands in a file.
///
/// One that its own file has no place for is counted from the document's first file, if that has: who writes a path into a file of its own keeps what was there.
pub(super) fn locate<'s>(sources: &'s Sources, from: FileId, text: &str) -> Result<Located<'s>, Lost> {
    located(sources, from, text, HOPS).or_else(|why| match why {
        Lost::Pointer { .. } if from != FileId::ENTRY && text.starts_with("#/") => {
            let found = located(sources, FileId::ENTRY, text, HOPS).map_err(|_| why)?;
            Ok(Located { from_entry: true, ..found })
        }
        _ => Err(why),
    })
}

fn located<'s>(sources: &'s Sources, from: FileId, text: &str, hops: usize) -> Result<Located<'s>, Lost> {
    let (base, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (file, start) = resource(sources, from, base)?;
    let name = sources.below_entry(file);
    let lost = || Lost::Pointer { file, pointer: percent_decoded(fragment).into_owned() };
    let root = sources.get(file).ok_or_else(lost)?.root();
    let start_node = root.at(&start).ok_or_else(lost)?;
    let found = if fragment.is_empty() || fragment.starts_with('/') {
        // Some forget that a `%` in a URI has to be escaped itself; to some, `pet.yaml#/` is all of a file.
        let pointers = [percent_decoded(fragment), fragment.into(), fragment.trim_end_matches('/').into()];
        let found = pointers.iter().find_map(|pointer| Some((start_node.at(pointer)?, [start.as_str(), pointer].concat())));
        if found.is_none()
            && hops > 0
            && let Some((file, onward)) = pointers.iter().find_map(|pointer| onward(start_node, pointer))
        {
            return located(sources, file, &onward, hops - 1).map_err(|_| lost());
        }
        found
    } else {
        let name = percent_decoded(fragment);
        let is_anchor =
            |schema: &Node| ["$anchor", "$dynamicAnchor"].iter().any(|key| schema.get(key).and_then(Node::as_str) == Some(&name));
        anchored(start_node, &mut start.clone(), &is_anchor)
    };
    let (node, pointer) = found.ok_or_else(lost)?;
    Ok(Located { node, key: [name.as_str(), "#", pointer.as_str()].concat(), from_entry: false })
}

/// Where a pointer goes on that comes to a reference, as `/components/schemas/Pet` does in `components: { schemas: { $ref: schemas.yaml } }`: the file
/// that the reference is in, and the reference with what is left of the pointer.
fn onward(start: &Node, pointer: &str) -> Option<(FileId, String)> {
    let (mut here, mut rest) = (start, pointer);
    while let Some((token, further)) = rest.strip_prefix('/').map(|rest| rest.find('/').map_or((rest, ""), |end| rest.split_at(end))) {
        let Some(next) = here.at(&format!("/{token}")) else { break };
        (here, rest) = (next, further);
    }
    let reference = here.get("$ref")?;
    let text = reference.as_str()?;
    let hash = if text.contains('#') { "" } else { "#" };
    Some((reference.span.file(), format!("{text}{hash}{}", rest.replace('%', "%25"))))
}

/// A node, what it refers to, and so on.
pub(super) fn chain<'s>(sources: &'s Sources, node: &'s Node) -> Vec<&'s Node> {
    std::iter::successors(Some(node), |node| target(sources, node)).take(HOPS).collect()
}

/// What the reference in an object leads to, if it has one.
pub(super) fn target<'s>(sources: &'s Sources, node: &Node) -> Option<&'s Node> {
    let reference = node.get("$ref")?;
    Some(locate(sources, reference.span.file(), reference.as_str()?).ok()?.node)
}

/// What a `$ref` leads to, and where that stands: `#/components/schemas/Pet` in the document's first file, `pet.yaml#/properties/tag` in another.
/// `None`: to no place that can be read.
#[must_use]
pub fn target_of<'s>(sources: &'s Sources, reference: &Node) -> Option<(&'s Node, String)> {
    let found = locate(sources, reference.span.file(), reference.as_str()?).ok()?;
    Some((found.node, found.key))
}

/// The file that the part of a `$ref` before its `#` names, and the pointer to where in it fragments start.
fn resource(sources: &Sources, from: FileId, base: &str) -> Result<(FileId, String), Lost> {
    if base.is_empty() {
        return Ok((from, String::new()));
    }
    let base = ["file://", "file:"].iter().find_map(|scheme| base.strip_prefix(scheme)).unwrap_or(base);
    // What calls itself by a URI need not be fetched (JSON Schema 2020-12 §8.2.1, OpenAPI 3.2 §4.1.2.2, `$self`).
    let by_name = || {
        let root = sources.get(from)?.root();
        if root.get("$self").and_then(Node::as_str) == Some(base) {
            return Some((from, String::new()));
        }
        match anchored(root, &mut String::new(), &|schema| names_itself(schema, base)) {
            Some((_, pointer)) => Some((from, pointer)),
            None => Some((beside(sources, from, base)?, String::new())),
        }
    };
    if is_host(base) {
        return by_name().ok_or(Lost::Host);
    }
    match sources.relative(from, &percent_decoded(base)) {
        Ok(file) => Ok((file, String::new())),
        Err(why) => by_name().ok_or(Lost::File(why)),
    }
}

/// The file that a URI means in a file that calls itself by one: the way from one to the other is the same on disk.
fn beside(sources: &Sources, from: FileId, uri: &str) -> Option<FileId> {
    let root = sources.get(from)?.root();
    let own = ["$self", "$id"].iter().find_map(|key| root.get(key)?.as_str())?;
    let host = own.split_inclusive('/').take(3).map(str::len).sum();
    let uri = uri.strip_prefix(own.get(..host)?).or_else(|| uri.strip_prefix('/'))?;
    let own = own.get(host..)?;
    let folder = own.rfind('/').map_or("", |end| &own[..end]);
    sources.relative(from, &percent_decoded(&way(Path::new(folder), Path::new(uri)))).ok()
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
