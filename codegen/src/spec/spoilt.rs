//! What mistakes spoil: the operations and components that have one, and those that need such a component. The rest of a document can do without them.

use foldhash::{HashMap, HashMapExt};

use super::Selection;
use super::components::{Elsewhere, components, paths};
use super::follow::SECTIONS;
use super::locate::chain;
use super::reach::Reach;
use super::select::found;
use crate::report::{Diagnostic, Place, Report, Severity};
use crate::source::pointer::child;
use crate::source::{FileId, Member, Node, Object, Source, Sources, Span};

/// What is left without the mistakes.
pub(super) struct Spoilt {
    pub(super) rest: Selection,
    /// Says what is left out.
    pub(super) left_out: Vec<Diagnostic>,
}

/// A path, an operation, a component or a webhook.
struct Part {
    pointer: String,
    /// What it is called in messages, where it is worth one: a path is its operations.
    name: Option<String>,
    place: Place,
    /// Where it stands, and what it refers to that is no component.
    spans: Vec<Span>,
    /// Pointers to the components that it refers to, and to its path.
    needs: Vec<String>,
}

impl Spoilt {
    /// `None`: a mistake is in no part that could be left out.
    pub(super) fn by(report: &Report, sources: &Sources, selection: &Selection) -> Option<Self> {
        let root = sources.get(FileId::ENTRY).map(Source::root)?;
        let parts = parts(sources, root);
        let mut why: HashMap<usize, &str> = HashMap::new();
        for mistake in report.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
            let span = mistake.primary?.span?;
            let holds = |part: &usize| parts[*part].spans.iter().any(|own| own.holds(span));
            let mut spoilt = (0..parts.len()).filter(holds).peekable();
            spoilt.peek()?;
            for part in spoilt {
                why.entry(part).or_insert(&mistake.message);
            }
        }
        let by_pointer: HashMap<&str, usize> = parts.iter().enumerate().map(|(index, part)| (part.pointer.as_str(), index)).collect();
        let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
        for (user, part) in parts.iter().enumerate() {
            for needed in part.needs.iter().filter_map(|pointer| by_pointer.get(pointer.as_str())) {
                users.entry(*needed).or_default().push(user);
            }
        }
        let mut open: Vec<usize> = why.keys().copied().collect();
        open.sort_unstable();
        while let Some(part) = open.pop() {
            let message = why[&part];
            for user in users.get(&part).into_iter().flatten() {
                if !why.contains_key(user) {
                    why.insert(*user, message);
                    open.push(*user);
                }
            }
        }
        let spoilt = || parts.iter().enumerate().filter_map(|(index, part)| Some((part, why.get(&index)?)));
        let said = spoilt().filter(|(part, _)| !selection.leaves_out(&part.pointer));
        let left_out = said.filter_map(|(part, message)| {
            let message = format!("{} is left out: it needs what is wrong: {message}", part.name.as_ref()?);
            Some(Diagnostic::warning("left-out", message).at(part.place))
        });
        Some(Self { rest: selection.without(spoilt().map(|(part, _)| part.pointer.clone())), left_out: left_out.collect() })
    }
}

/// The parts of a document that can be left out.
fn parts(sources: &Sources, root: &Node) -> Vec<Part> {
    let elsewhere = Elsewhere::of(sources);
    let part = |pointer: String, name: Option<String>, place: Span, nodes: &[&Node]| {
        // Credentials that are not described are not sent, which the requirement says.
        let Reach { reached, targets, .. } = Reach::of(sources, &elsewhere, nodes.iter().copied());
        let needs = reached.into_iter().filter(|pointer| !pointer.starts_with("/components/securitySchemes/")).collect();
        Part { pointer, name, place: Place::of(place), spans: nodes.iter().map(|node| node.span).chain(targets).collect(), needs }
    };
    let mut parts = Vec::new();
    for (pointer, _, Member { key, value }) in section("/paths", paths(sources)) {
        let items = chain(sources, value).into_iter();
        let shared: Vec<&Node> = items.flat_map(|item| ["parameters", "servers"].map(|key| item.get(key))).flatten().collect();
        let mut path = part(pointer, None, *key, &shared);
        path.spans.push(*key);
        parts.push(path);
    }
    for operation in found(sources) {
        let path = operation.pointer.split('/').take(3).collect::<Vec<_>>().join("/");
        let mut operation = part(operation.pointer, Some(format!("`{}`", operation.name)), operation.node.span, &[operation.node]);
        operation.needs.push(path);
        parts.push(operation);
    }
    let components = SECTIONS.iter().flat_map(|(key, _)| section(&child("/components", key), components(sources, key)));
    for (pointer, name, Member { key, value }) in components.chain(section("/webhooks", root.get("webhooks").and_then(Node::as_object))) {
        let mut other = part(pointer, Some(name), *key, &[value]);
        other.spans.push(*key);
        parts.push(other);
    }
    parts
}

/// The members of an object at a pointer: the pointer to each, its name in messages.
fn section<'s>(pointer: &str, members: Option<&'s Object>) -> Vec<(String, String, &'s Member)> {
    let of = pointer.trim_start_matches('/');
    members.into_iter().flatten().map(|(name, member)| (child(pointer, name), format!("`{of}/{name}`"), member)).collect()
}
