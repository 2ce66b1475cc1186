//! Signatures.

use super::super::line::{declared, list};
use super::super::pairs::Pairs;
use super::super::surface::{Argument, Function};

/// How the arguments of a function changed.
#[derive(Debug, Default)]
pub(super) struct Arguments<'s> {
    /// Those that were not there.
    pub(super) added: Vec<&'s Argument>,
    /// Those that are not there any more.
    pub(super) removed: Vec<&'s Argument>,
    /// Those of another type.
    pub(super) retyped: Vec<(&'s Argument, &'s Argument)>,
    /// Those that are in both stand in another order.
    pub(super) is_reordered: bool,
}

/// Compares the arguments of two functions.
pub(super) fn arguments<'s>(pairs: &Pairs<'_>, old: &'s Function, new: &'s Function) -> Arguments<'s> {
    let mut found = Arguments::default();
    let (mut last, mut taken) = (None, Vec::new());
    for (at, before) in old.arguments.iter().enumerate() {
        let same = |(index, after): &(usize, &Argument)| after.wire == before.wire || (*index == at && is_renamed(pairs, old, new, at));
        let Some((index, after)) = new.arguments.iter().enumerate().find(same) else {
            found.removed.push(before);
            continue;
        };
        taken.push(index);
        found.is_reordered |= last.is_some_and(|last| last > index);
        last = Some(index);
        if !is_same(pairs, before, after) {
            found.retyped.push((before, after));
        }
    }
    found.added = new.arguments.iter().enumerate().filter(|(index, _)| !taken.contains(index)).map(|(_, argument)| argument).collect();
    found
}

/// Whether an argument only has another name, which no caller writes: its place and type are the same, and neither name is elsewhere.
fn is_renamed(pairs: &Pairs<'_>, old: &Function, new: &Function, at: usize) -> bool {
    let (Some(before), Some(after)) = (old.arguments.get(at), new.arguments.get(at)) else { return false };
    let is_elsewhere = |function: &Function, wire: &str| function.arguments.iter().any(|argument| argument.wire == wire);
    !is_elsewhere(new, &before.wire) && !is_elsewhere(old, &after.wire) && is_same(pairs, before, after)
}

/// Whether an argument takes what it took; how it is passed may follow from a type that changed itself.
fn is_same(pairs: &Pairs<'_>, old: &Argument, new: &Argument) -> bool {
    pairs.reads_alike(&old.of, &new.of) || pairs.same(&old.ty, &new.ty)
}

impl Arguments<'_> {
    pub(super) fn is_same(&self) -> bool {
        self.is_same_list() && self.retyped.is_empty()
    }

    /// Whether they are the same, but perhaps of other types.
    pub(super) fn is_same_list(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && !self.is_reordered
    }

    /// What changed, as parts of a sentence about the function.
    pub(super) fn said(&self, pairs: &Pairs<'_>) -> Vec<String> {
        let mut said = Vec::new();
        if !self.added.is_empty() {
            said.push(format!("takes {} too", list(self.added.iter().map(|argument| declared(argument, pairs.new)))));
        }
        if !self.removed.is_empty() {
            said.push(format!("no longer takes {}", list(self.removed.iter().map(|argument| argument.name.clone()))));
        }
        for (old, new) in &self.retyped {
            said.push(format!("takes {} instead of `{}`", list([declared(new, pairs.new)]), old.ty.show(pairs.old)));
        }
        if self.is_reordered {
            said.push("takes its arguments in another order".to_owned());
        }
        said
    }
}
