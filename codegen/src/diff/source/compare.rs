//! Two surfaces → what changed.

mod constructor;
mod features;
mod functions;
mod members;
mod operations;
mod types;

use std::collections::HashMap;

use super::Sample;
use super::line::{Line, import};
use super::origins::Origins;
use super::pairs::Pairs;
use super::surface::{Item, Kind, Of, Surface};
use crate::diff::{Action, Bump, ItemChange, Rewrite};
use crate::ir::Api;

/// What a comparison needs to know.
struct Comparison<'a> {
    pairs: Pairs<'a>,
    old_origins: Origins,
    new_origins: Origins,
    changes: Vec<Sample>,
}

/// A line of code as it was, and as it has to be, if there is anything to write in its place.
type Lines = (Line, Option<Line>);

pub(super) fn compare(old: &Api, new: &Api) -> Vec<Sample> {
    let pairs = Pairs::of(old, new);
    let (before, after) = (Surface::of(old).0, Surface::of(new).0);
    let mut comparison = Comparison { pairs, old_origins: Origins::of(old), new_origins: Origins::of(new), changes: Vec::new() };
    comparison.items(&before, &after);
    comparison.operations();
    comparison.features();
    let mut changes = comparison.changes;
    changes.sort_by(|a, b| a.change.path.cmp(&b.change.path));
    changes
}

impl Comparison<'_> {
    fn items(&mut self, before: &[Item], after: &[Item]) {
        let by_origin: HashMap<&Of, usize> = after.iter().enumerate().map(|(index, item)| (&item.of, index)).collect();
        let by_path: HashMap<String, usize> = after.iter().enumerate().map(|(index, item)| (item.path(), index)).collect();
        let mut is_known = vec![false; after.len()];
        let mut pairs = Vec::new();
        let mut rest = Vec::new();
        for item in before {
            let same = self.newer(&item.of).and_then(|of| by_origin.get(&of).copied());
            match same {
                Some(index) => {
                    is_known[index] = true;
                    pairs.push((item, &after[index]));
                }
                None => rest.push(item),
            }
        }
        for item in rest {
            // What is something else in the document may have the name all the same.
            match by_path.get(&item.path()).filter(|index| !is_known[**index]) {
                Some(&index) => {
                    is_known[index] = true;
                    pairs.push((item, &after[index]));
                }
                None => self.removed(item),
            }
        }
        for (old, new) in pairs {
            self.pair(old, new);
        }
        for item in after.iter().zip(is_known).filter(|(_, is_known)| !is_known).map(|(item, _)| item) {
            self.added(item);
        }
    }

    /// What something of the older document is in the newer one.
    fn newer(&self, of: &Of) -> Option<Of> {
        Some(match of {
            Of::Type(id) => Of::Type(self.pairs.ty(*id)?),
            Of::Operation(module, index) => {
                let (module, index) = self.pairs.operation((*module, *index))?;
                Of::Operation(module, index)
            }
            Of::Module(index) => Of::Module(self.pairs.module(*index)?),
            Of::Other(kind, name) => Of::Other(kind, name.clone()),
        })
    }

    fn pair(&mut self, old: &Item, new: &Item) {
        // What a builder is follows from its operation.
        if old.kind == Kind::Builder {
            return;
        }
        if old.path() != new.path() {
            let message = format!("{} `{}` is called `{}`", noun(old), old.path(), new.name);
            self.push(new, Action::Renamed, message, Bump::Major, Some((import(old), Some(import(new)))));
        }
        self.contents(old, new);
        if new.deprecated && !old.deprecated {
            self.push(new, Action::Deprecated, format!("`{}` is deprecated", new.path()), Bump::Minor, None);
        }
    }

    fn removed(&mut self, item: &Item) {
        if item.kind == Kind::Builder {
            return;
        }
        let message = format!("{} `{}` is gone", noun(item), item.path());
        let origins = match item.of {
            Of::Type(id) => self.old_origins.ty(id),
            _ => Vec::new(),
        };
        self.record(item.path(), Action::Removed, message, Bump::Major, Some((import(item), None)), origins);
    }

    fn added(&mut self, item: &Item) {
        if item.kind != Kind::Builder {
            self.push(item, Action::Added, format!("{} `{}` is new", noun(item), item.path()), Bump::Minor, None);
        }
    }

    /// A change of an item of the newer crate.
    fn push(&mut self, item: &Item, action: Action, message: String, bump: Bump, lines: Option<Lines>) {
        self.push_at(item, &item.path(), action, message, bump, lines);
    }

    /// A change of a member of an item of the newer crate.
    fn push_at(&mut self, item: &Item, path: &str, action: Action, message: String, bump: Bump, lines: Option<Lines>) {
        let origins = match item.of {
            Of::Type(id) => self.new_origins.ty(id),
            _ => Vec::new(),
        };
        self.record(path.to_owned(), action, message, bump, lines, origins);
    }

    fn record(&mut self, path: String, action: Action, message: String, bump: Bump, lines: Option<Lines>, origins: Vec<String>) {
        let (before, after) = lines.map_or((None, None), |(before, after)| (Some(before), after));
        let rewrite =
            before.as_ref().map(|line| Rewrite { before: line.code.clone(), after: after.as_ref().map(|line| line.code.clone()) });
        let given = |line: Option<Line>| line.map(|line| line.given).unwrap_or_default();
        let change = ItemChange { path, action, message, bump, rewrite, origins };
        self.changes.push(Sample { change, before: given(before), after: given(after) });
    }
}

/// What to call an item, at the beginning of a sentence.
fn noun(item: &Item) -> &'static str {
    match item.kind {
        Kind::Alias(_) => "The alias",
        Kind::Other("the constant") => "The constant",
        Kind::Other("the module") => "The module",
        Kind::Other(_) => "The export",
        _ => "The type",
    }
}
