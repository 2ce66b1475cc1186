//! What all outputs share: what is shown, in which order, and where it stands.

use std::path::Path;

use indexmap::IndexMap;

use super::inline::url_path;
use crate::diff::{Bump, Change, Diff, Level, Spot};
use crate::report::Place;
use crate::source::{FileId, Sources, Text};

/// A diff, and the documents that it is between.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What changed.
    pub diff: &'a Diff,
    /// The files of the older document.
    pub old: &'a Sources,
    /// The files of the newer one.
    pub new: &'a Sources,
    /// Where readers find them.
    pub links: &'a Links,
}

/// Where readers find the files of the documents: the URL that a file's path and `#L12` follow, such as `https://github.com/owner/name/blob/main/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Of the older document. None: no links.
    pub old: Option<String>,
    /// Of the newer one.
    pub new: Option<String>,
}

/// What changed in the same operations, worst first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group<'a> {
    /// As `POST /pets`. None: it is about the document as a whole.
    pub(super) operations: Vec<&'a str>,
    pub(super) changes: Vec<&'a Change>,
}

impl Group<'_> {
    /// The worst of it that nobody has accepted.
    pub(super) fn worst(&self) -> Option<Level> {
        worst(&self.changes)
    }
}

/// The rule of changes that nobody but a reader notices.
const PROSE: &str = "documentation-changed";

/// From so many on, changes of the prose are counted where there is no room to list them.
const MANY: usize = 4;

/// Some changes, and how many more there are of the prose that are too many to list.
pub(super) fn brief(changes: Vec<&Change>) -> (Vec<&Change>, Option<usize>) {
    let (prose, others): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.rule == PROSE);
    match prose.len() {
        MANY.. => (others, Some(prose.len())),
        _ => (changes, None),
    }
}

/// How many changes there are of each level, worst first, as in `2 breaking, 1 info`. Accepted ones are counted apart.
pub(super) fn counted(changes: &[&Change]) -> String {
    let of = |level| changes.iter().filter(|change| change.accepted.is_none() && change.level == level).count();
    let mut counts: Vec<(usize, &str)> = [Level::Breaking, Level::Warning, Level::Info].map(|level| (of(level), level.name())).to_vec();
    counts.push((changes.iter().filter(|change| change.accepted.is_some()).count(), "accepted"));
    listed(&counts)
}

fn listed(counts: &[(usize, &str)]) -> String {
    let said: Vec<String> = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    said.join(", ")
}

fn worst(changes: &[&Change]) -> Option<Level> {
    changes.iter().filter(|change| change.accepted.is_none()).map(|change| change.level).max()
}

impl<'a> View<'a> {
    /// The changes of the document, those in the same operations together, worst first and else in the document's order.
    pub(super) fn groups(&self) -> Vec<Group<'a>> {
        let mut groups: IndexMap<Vec<&str>, Vec<&Change>> = IndexMap::new();
        for change in &self.diff.changes {
            groups.entry(change.operations().collect()).or_default().push(change);
        }
        let mut groups: Vec<Group<'a>> = groups.into_iter().map(|(operations, changes)| Group { operations, changes }).collect();
        for group in &mut groups {
            group.changes.sort_by_key(|change| (std::cmp::Reverse(worst(&[*change])), change.rule == PROSE));
        }
        groups.sort_by_key(|group| (std::cmp::Reverse(group.worst()), group.operations.is_empty()));
        groups
    }

    /// The wire's verdict in a few words: `breaking: 2 breaking, 1 info`.
    pub(super) fn wire(&self) -> (&'static str, String) {
        let changes: Vec<&Change> = self.diff.changes.iter().collect();
        (self.diff.wire().map_or("nothing", Level::name), counted(&changes))
    }

    /// The verdict of Rust in a few words.
    pub(super) fn source(&self) -> (&'static str, String) {
        let of = |bump| self.diff.items.iter().filter(|item| item.bump == bump).count();
        let counts = [Bump::Major, Bump::Minor, Bump::Patch].map(|bump| (of(bump), bump.name()));
        let unknown = if self.diff.no_client { "unknown" } else { "nothing" };
        (self.diff.source().map_or(unknown, Bump::name), listed(&counts))
    }

    /// Where a change is: in the newer document, or where it was in the older one.
    pub(super) fn place(&self, change: &'a Change) -> Option<Shown<'a>> {
        let newer = change.new.as_ref().map(|spot| (spot, self.new, &self.links.new));
        let (spot, sources, base) = newer.or_else(|| change.old.as_ref().map(|spot| (spot, self.old, &self.links.old)))?;
        let text = sources.text(spot.place.file)?;
        Some(Shown {
            spot,
            text,
            path: sources.path(spot.place.file).filter(|path| path.is_relative()).and_then(Path::to_str),
            base: base.as_deref(),
        })
    }

    /// The place in the newer document where something was that the older one has: the nearest thing around it that is still there.
    pub(super) fn around(&self, old: &Spot) -> Option<Place> {
        let name = self.old.below_entry(old.place.file);
        let file = self.new.ids().find(|&file| self.new.below_entry(file) == name).unwrap_or(FileId::ENTRY);
        self.nearest(file, &old.pointer)
    }

    /// The place of what a pointer leads to in a file of the newer document, or of the nearest thing around it.
    pub(super) fn nearest(&self, file: FileId, pointer: &str) -> Option<Place> {
        let source = self.new.get(file)?;
        let mut at = pointer;
        loop {
            if let Some(node) = source.at(at) {
                return Some(Place::of(node.span.first_byte()));
            }
            at = at.rsplit_once('/')?.0;
        }
    }

    /// The names of the documents, with their versions: `HEAD:openapi.yaml 1.0.0`.
    pub(super) fn names(&self) -> [(&'a str, &'a str); 2] {
        let name = |sources: &'a Sources| sources.text(FileId::ENTRY).map_or("", Text::name);
        [(name(self.old), &self.diff.old_version), (name(self.new), &self.diff.new_version)]
    }
}

/// A place as readers see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    spot: &'a Spot,
    text: &'a Text,
    path: Option<&'a str>,
    base: Option<&'a str>,
}

impl Shown<'_> {
    /// `openapi.yaml:31:15`
    pub(super) fn position(&self) -> String {
        match self.spot.place.span {
            Some(span) => {
                let at = self.text.line_column(span.start());
                format!("{}:{}:{}", self.text.name(), at.line, at.column)
            }
            None => self.text.name().to_owned(),
        }
    }

    /// The URL of its line.
    pub(super) fn url(&self) -> Option<String> {
        let (base, path) = (self.base?, self.path?);
        let line = self.spot.place.span.map(|span| format!("#L{}", self.text.line_column(span.start()).line));
        Some(format!("{base}{}{}", url_path(path), line.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_is_a_rule_for_prose() {
        assert!(crate::diff::rule(super::PROSE).is_some());
    }
}
