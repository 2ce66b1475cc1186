//! What makes a value: `new`.

use super::super::rewrite::{call, setter_name};
use super::super::surface::{Argument, Function, Item, What};
use super::Comparison;
use super::functions::{Arguments, arguments};
use super::types::is_client;
use crate::diff::{Action, Bump, Rewrite};

impl Comparison<'_> {
    /// Compares what makes a value. The fields that this says all about.
    pub(super) fn constructor(&mut self, old: &Item, new: &Item) -> Vec<String> {
        let path = format!("{}::new", new.name);
        let (before, after) = match (old.constructor(), new.constructor()) {
            (Some(before), Some(after)) => (before, after),
            (Some(before), None) => {
                let message = format!("`{}` is only received, and has no `new` and no `with_…` any more", new.path());
                let rewrite = Rewrite { before: call(&format!("{}::new", old.name), &before.arguments), after: None };
                self.push_at(new, &format!("{}::new", new.path()), Action::Removed, message, Bump::Major, Some(rewrite));
                return Vec::new();
            }
            (None, Some(_)) => {
                let message = format!("`{}` can be made: it has `new`", new.path());
                self.push_at(new, &format!("{}::new", new.path()), Action::Added, message, Bump::Minor, None);
                return Vec::new();
            }
            (None, None) => return Vec::new(),
        };
        let found = arguments(&self.pairs, before, after);
        let is_other_result = before.returns != after.returns;
        // A field of another type says so itself.
        if found.added.is_empty() && found.removed.is_empty() && !found.is_reordered && !is_other_result && !is_client(new) {
            return Vec::new();
        }
        let mut said = found.said(&self.pairs);
        if is_other_result {
            let what = |function: &Function| function.returns.as_ref().map_or("Self".to_owned(), |code| code.show(self.pairs.new));
            said.push(format!("returns `{}` instead of `{}`", what(after), what(before)));
        }
        if said.is_empty() {
            return Vec::new();
        }
        let (bound_before, bound_after) = found.bindings(&self.pairs);
        let (chain_before, chain_after) = (chain(old, &found.added), chain(new, &found.removed));
        let rewrite = Rewrite {
            before: format!("{bound_before}{}{chain_before}", call(&format!("{}::new", old.name), &before.arguments)),
            after: Some(format!("{bound_after}{}{chain_after}", call(&path, &after.arguments))),
        };
        let message = format!("`{}::new` {}", new.path(), said.join(", "));
        let Arguments { added, removed, retyped, .. } = found;
        let wires = added.into_iter().chain(removed).chain(retyped.into_iter().map(|(_, after)| after));
        let wires = wires.map(|argument| argument.wire.clone()).collect();
        self.push_at(new, &format!("{}::new", new.path()), Action::Changed, message, Bump::Major, Some(rewrite));
        wires
    }
}

/// The `with_…` calls of fields that were arguments, or will be.
fn chain(item: &Item, arguments: &[&Argument]) -> String {
    let fields = item.members.iter().filter(|member| matches!(member.what, What::Field { setter: Some(_), .. }));
    let moved = fields.filter(|field| arguments.iter().any(|argument| argument.wire == field.wire));
    let calls: Vec<String> = moved.map(|field| format!(".{}({})", setter_name(field), field.name)).collect();
    calls.concat()
}
