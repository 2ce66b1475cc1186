//! A part of a document: some operations, and what they reach.
//!
//! What is not selected is not looked at by any stage, so that its mistakes are nobody's and its types are not made. It stays in the source, where
//! references into it lead on.

use foldhash::{HashSet, HashSetExt};

use super::components::{Elsewhere, components, paths};
use super::locate::chain;
use super::near::nearest;
use super::reach::Reach;
use crate::report::{Diagnostic, Report};
use crate::source::pointer::child;
use crate::source::{Data, FileId, Member, Node, Source, Sources};

/// The keys of a path that hold operations (OpenAPI 3.2, "Path Item Object").
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// So many tags are listed where a wrong one is given.
const LISTED: usize = 12;

/// Which parts of a document are left out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// JSON pointers to them.
    left_out: HashSet<String>,
}

/// An operation of the document.
pub(super) struct Found<'s> {
    /// `GET /pets`
    pub(super) name: String,
    id: Option<&'s str>,
    tags: Vec<&'s str>,
    pub(super) pointer: String,
    pub(super) node: &'s Node,
}

impl Selection {
    /// The operations that are named (`GET /pets`, or an `operationId`) and those that have one of the tags. Without any name or tag, all.
    ///
    /// A name or a tag that selects nothing is reported.
    #[must_use]
    pub fn of(sources: &Sources, operations: &[String], tags: &[String], report: &mut Report) -> Self {
        if operations.is_empty() && tags.is_empty() {
            return Self::default();
        }
        let found = found(sources);
        let mut selected = HashSet::new();
        for wanted in operations {
            let is_it = |found: &Found<'_>| found.is(wanted);
            if !select(&found, is_it, &mut selected) {
                let known = found.iter().flat_map(|found| [found.name.as_str()].into_iter().chain(found.id));
                let wrong = Diagnostic::error("nothing-selected", format!("no operation is `{wanted}`"));
                report.push(match nearest(known, wanted) {
                    Some(name) => wrong.help(format!("did you mean `{name}`?")),
                    None => wrong.help("name one by method and path, as in `GET /pets`, or by its `operationId`"),
                });
            }
        }
        for wanted in tags {
            if !select(&found, |found| found.tags.contains(&wanted.as_str()), &mut selected) {
                report.push(no_tag(&found, wanted));
            }
        }
        Self { left_out: left_out(sources, &found, &selected) }
    }

    /// The same without some more.
    pub(super) fn without(&self, pointers: impl IntoIterator<Item = String>) -> Self {
        Self { left_out: self.left_out.iter().cloned().chain(pointers).collect() }
    }

    /// Whether what stands at a pointer is left out: it, or what it is in.
    #[must_use]
    pub fn leaves_out(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(end, _)| end).skip(1).chain([pointer.len()]);
        !self.left_out.is_empty() && ends.map(|end| &pointer[..end]).any(|outer| self.left_out.contains(outer))
    }

    /// The same of a place that is not within one that is left out.
    pub(super) fn leaves_out_here(&self, pointer: &str) -> bool {
        !self.left_out.is_empty() && self.left_out.contains(pointer)
    }
}

impl Found<'_> {
    /// Whether this is the one that somebody means.
    fn is(&self, wanted: &str) -> bool {
        let (Some((method, path)), Some((own_method, own_path))) = (wanted.trim().split_once(' '), self.name.split_once(' ')) else {
            return self.id == Some(wanted.trim());
        };
        method.eq_ignore_ascii_case(own_method) && path.trim() == own_path || self.id == Some(wanted.trim())
    }
}

/// Adds the operations that are meant; whether there is one.
fn select(found: &[Found<'_>], is_meant: impl Fn(&Found<'_>) -> bool, selected: &mut HashSet<usize>) -> bool {
    let mut meant = found.iter().enumerate().filter(|(_, found)| is_meant(found)).map(|(index, _)| index).peekable();
    let any = meant.peek().is_some();
    selected.extend(meant);
    any
}

fn no_tag(found: &[Found<'_>], wanted: &str) -> Diagnostic {
    let mut known: Vec<&str> = Vec::new();
    for tag in found.iter().flat_map(|found| &found.tags) {
        if !known.contains(tag) {
            known.push(tag);
        }
    }
    let wrong = Diagnostic::error("nothing-selected", format!("no operation has the tag `{wanted}`"));
    match nearest(known.iter().copied(), wanted) {
        Some(tag) => wrong.help(format!("did you mean `{tag}`?")),
        None if known.is_empty() => wrong.help("the operations of this document have no tags"),
        None => {
            let more = if known.len() > LISTED { ", …" } else { "" };
            let listed: Vec<String> = known.iter().take(LISTED).map(|tag| format!("`{tag}`")).collect();
            wrong.help(format!("there are {}{more}", listed.join(", ")))
        }
    }
}

/// All operations of a document.
pub(super) fn found(sources: &Sources) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for (path, Member { value: item, .. }) in paths(sources).into_iter().flatten() {
        let pointer = child("/paths", path);
        for item in chain(sources, item) {
            let methods = members(Some(item)).filter(|(key, _)| METHODS.contains(key));
            let operations = methods.map(|(method, node)| (method, chain(sources, node).pop().unwrap_or(node)));
            found.extend(operations.map(|(method, node)| Found::new(&method.to_uppercase(), path, child(&pointer, method), node)));
            let more = child(&pointer, "additionalOperations");
            let others = members(item.get("additionalOperations"));
            found.extend(others.map(|(method, node)| Found::new(method, path, child(&more, method), node)));
        }
    }
    found
}

impl<'s> Found<'s> {
    fn new(method: &str, path: &str, pointer: String, node: &'s Node) -> Self {
        let tags = match node.get("tags").map(|tags| &tags.data) {
            Some(Data::Array(tags)) => tags.iter().filter_map(Node::as_str).collect(),
            _ => Vec::new(),
        };
        Self { name: format!("{method} {path}"), id: node.get("operationId").and_then(Node::as_str), tags, pointer, node }
    }
}

/// An object's keys and values.
pub(super) fn members(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let members = node.and_then(Node::as_object);
    members.into_iter().flatten().map(|(key, member)| (key.as_str(), &member.value))
}

/// What the selected operations do not reach.
fn left_out(sources: &Sources, found: &[Found<'_>], selected: &HashSet<usize>) -> HashSet<String> {
    let mut left_out = HashSet::new();
    let Some(root) = sources.get(FileId::ENTRY).map(Source::root) else { return left_out };
    let elsewhere = Elsewhere::of(sources);
    let mut reach = Reach::new(sources, &elsewhere);
    reach.requirements(root);
    for (path, Member { value: item, .. }) in paths(sources).into_iter().flatten() {
        let pointer = child("/paths", path);
        let own = found.iter().enumerate().filter(|(_, found)| found.pointer.starts_with(&format!("{pointer}/")));
        let (kept, rest): (Vec<_>, Vec<_>) = own.partition(|(index, _)| selected.contains(index));
        if kept.is_empty() {
            left_out.insert(pointer);
            continue;
        }
        left_out.extend(rest.into_iter().map(|(_, found)| found.pointer.clone()));
        reach.start(kept.into_iter().map(|(_, found)| found.node));
        reach.start(chain(sources, item).into_iter().filter_map(|item| item.get("parameters")));
    }
    reach.run();
    let sections = root.get("components").map(|node| chain(sources, node)).into_iter().flatten();
    let all = sections.flat_map(|sections| members(Some(sections))).flat_map(|(section, _)| {
        let pointer = child("/components", section);
        components(sources, section).into_iter().flatten().map(move |(name, _)| child(&pointer, name))
    });
    left_out.extend(all.filter(|pointer| !reach.reached.contains(pointer)));
    left_out.insert("/webhooks".to_owned());
    left_out
}
