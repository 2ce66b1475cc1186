//! What makes a value: `new`.

use super::super::line::{call, list, setter_name, shown};
use super::super::surface::{Argument, Function, Item, Member, What};
use super::Comparison;
use super::functions::{Arguments, arguments};
use super::types::is_client;
use crate::diff::{Action, Bump};

impl Comparison<'_> {
    /// Compares what makes a value. The fields that this says all about.
    pub(super) fn constructor(&mut self, old: &Item, new: &Item) -> Vec<String> {
        let path = format!("{}::new", new.path());
        let (before, after) = match (old.constructor(), new.constructor()) {
            (Some(before), Some(after)) => (before, after),
            (Some(before), None) => {
                let message = format!("`{}` is only received: it has no `new` and no `with_…` any more", new.path());
                let line = call(&format!("{}::new", shown(old)), &before.arguments, &[], self.pairs.old);
                self.push_at(new, &path, Action::Removed, message, Bump::Major, Some((line, None)));
                return Vec::new();
            }
            (None, Some(_)) => {
                let message = format!("`{}` is sent too: it has `new`", new.path());
                self.push_at(new, &path, Action::Added, message, Bump::Minor, None);
                return Vec::new();
            }
            (None, None) => return Vec::new(),
        };
        let found = arguments(&self.pairs, before, after);
        let is_other_result = before.returns != after.returns;
        // A field of another type says so itself.
        if found.is_same_list() && !is_other_result && !is_client(new) {
            return Vec::new();
        }
        let mut said = self.said(&found, old, new);
        if is_other_result {
            let what = |function: &Function| function.returns.as_ref().map_or("Self".to_owned(), |code| code.show(self.pairs.new));
            said.push(format!("returns `{}` instead of `{}`", what(after), what(before)));
        }
        if said.is_empty() {
            return Vec::new();
        }
        let (retyped_before, retyped_after): (Vec<&Argument>, Vec<&Argument>) = found.retyped.iter().copied().unzip();
        let line_before = call(&format!("{}::new", shown(old)), &before.arguments, &retyped_before, self.pairs.old);
        let line_after = call(&format!("{}::new", shown(new)), &after.arguments, &retyped_after, self.pairs.new);
        let message = format!("`{path}` {}", said.join(", "));
        let Arguments { added, removed, retyped, .. } = found;
        let line_before = chain(old, &added, self.pairs.old).into_iter().fold(line_before, chained);
        let line_after = chain(new, &removed, self.pairs.new).into_iter().fold(line_after, chained);
        let wires = added.into_iter().chain(removed).chain(retyped.into_iter().map(|(_, after)| after));
        let wires = wires.map(|argument| argument.wire.clone()).collect();
        self.push_at(new, &path, Action::Changed, message, Bump::Major, Some((line_before, Some(line_after))));
        wires
    }

    /// What changed, as parts of a sentence about `new`, which say what became of the fields too.
    fn said(&self, found: &Arguments<'_>, old: &Item, new: &Item) -> Vec<String> {
        let mut said = found.said(&self.pairs);
        let names = |arguments: Vec<&&Argument>| list(arguments.into_iter().map(|argument| argument.name.clone()));
        let required: Vec<&&Argument> = found.added.iter().filter(|argument| field(old, argument).is_some()).collect();
        let (gone, stay): (Vec<&&Argument>, Vec<&&Argument>) = found.removed.iter().partition(|argument| field(new, argument).is_none());
        let is_option = |field: &Member| matches!(field.what, What::Field { setter: Some(_), .. });
        let (optional, constant): (Vec<&&Argument>, Vec<&&Argument>) =
            stay.into_iter().partition(|argument| field(new, argument).is_some_and(is_option));
        let gone = if is_client(new) { Vec::new() } else { gone };
        let why =
            [(required, "may no longer be absent"), (optional, "may be absent"), (constant, "has one value alone"), (gone, "is gone")];
        let why = why.into_iter().filter(|(arguments, _)| !arguments.is_empty());
        let why: Vec<String> = why.map(|(arguments, what)| format!("{} {what}", names(arguments))).collect();
        if !why.is_empty() {
            said.push(format!("because {}", why.join(" and ")));
        }
        said
    }
}

fn fields(item: &Item) -> impl Iterator<Item = &Member> {
    item.members.iter().filter(|member| matches!(member.what, What::Field { .. }))
}

/// The field that an argument of `new` gives.
fn field<'i>(item: &'i Item, argument: &Argument) -> Option<&'i Member> {
    fields(item).find(|field| field.wire == argument.wire)
}

/// The `with_…` calls of fields that were arguments, or will be: the call, the variable and its type.
fn chain(item: &Item, arguments: &[&Argument], api: &crate::ir::Api) -> Vec<(String, String, String)> {
    let moved = fields(item).filter(|field| arguments.iter().any(|argument| argument.wire == field.wire));
    let calls = moved.filter_map(|field| match &field.what {
        What::Field { setter: Some(ty), .. } => {
            Some((format!(".{}({})", setter_name(field), field.name), field.name.clone(), ty.show(api)))
        }
        _ => None,
    });
    calls.collect()
}

fn chained(line: super::super::line::Line, (code, name, ty): (String, String, String)) -> super::super::line::Line {
    line.then(&code).with(&name, ty)
}
