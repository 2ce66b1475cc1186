//! The methods of the client, each with its builder.

use std::collections::HashSet;

use super::super::line::{Line, call, declaration};
use super::super::origins::pointer;
use super::super::pairs::{At, all, operation};
use super::super::surface::{self, Argument, Function, Item, Member, Of, What};
use super::functions::arguments;
use super::{Comparison, Lines};
use crate::diff::{Action, Bump};
use crate::ir::{Api, Operation};

/// An operation as users see it.
struct Seen<'a> {
    api: &'a Api,
    operation: &'a Operation,
    method: Function,
    builder: Option<Item>,
    module: &'a str,
}

impl<'a> Seen<'a> {
    fn of(api: &'a Api, at: At) -> Self {
        let operation = operation(api, at);
        let module = api.modules[at.0].name.as_str();
        let builder = operation.has_options().then(|| surface::builder(module, Of::Operation(at.0, at.1), operation));
        Self { api, operation, method: surface::signature(operation), builder, module }
    }

    fn path(&self) -> String {
        format!("Client::{}", self.operation.name)
    }

    /// A call, in which some arguments are said to be of another type.
    fn call(&self, retyped: &[&Argument]) -> Line {
        call(&format!("client.{}", self.operation.name), &self.method.arguments, retyped, self.api).with("client", "Client")
    }

    /// The `with_…` methods of its builder, and what each takes.
    fn setters(&self) -> impl Iterator<Item = (&Member, &Argument)> {
        let members = self.builder.iter().flat_map(|builder| &builder.members);
        members.filter_map(|member| match &member.what {
            What::Function(function) => function.arguments.first().map(|argument| (member, argument)),
            _ => None,
        })
    }

    /// A call with an option.
    fn set(&self, line: Line, (setter, option): (&Member, &Argument)) -> Line {
        line.then(&format!(".{}({})", setter.name, option.name)).with(&option.name, option.ty.show(self.api))
    }

    fn takes(&self, wire: &str) -> bool {
        self.method.arguments.iter().any(|argument| argument.wire == wire)
    }

    fn setter_path(&self, setter: &Member) -> String {
        let builder = self.builder.as_ref().map(Item::path).unwrap_or_default();
        format!("{builder}::{}", setter.name)
    }
}

impl Comparison<'_> {
    pub(super) fn operations(&mut self) {
        let mut seen = HashSet::new();
        let (old, new) = (self.pairs.old, self.pairs.new);
        for (at, _) in all(old) {
            let before = Seen::of(old, at);
            if let Some(same) = self.pairs.operation(at) {
                seen.insert(same);
                let is_same_module = self.pairs.module(at.0) == Some(same.0);
                self.operation(&before, &Seen::of(new, same), is_same_module);
            } else {
                let message = format!("`{}` is gone", before.path());
                self.of(&before, before.path(), Action::Removed, message, Bump::Major, Some((before.call(&[]), None)));
            }
        }
        for (at, _) in all(new).filter(|(at, _)| !seen.contains(at)) {
            let after = Seen::of(new, at);
            self.of(&after, after.path(), Action::Added, format!("`{}` is new", after.path()), Bump::Minor, None);
        }
    }

    fn of(&mut self, seen: &Seen<'_>, path: String, action: Action, message: String, bump: Bump, lines: Option<Lines>) {
        self.record(path, action, message, bump, lines, vec![pointer(seen.operation)]);
    }

    fn operation(&mut self, old: &Seen<'_>, new: &Seen<'_>, is_same_module: bool) {
        let is_renamed = old.operation.name != new.operation.name;
        if is_renamed {
            let is_another = all(self.pairs.new).any(|(_, other)| other.name == old.operation.name);
            let also = if is_another { ", and its name is that of another operation" } else { "" };
            let message = format!("`{}` is called `{}`{also}", old.path(), new.operation.name);
            self.of(new, new.path(), Action::Renamed, message, Bump::Major, Some((old.call(&[]), Some(new.call(&[])))));
        }
        self.signature(old, new);
        if let (Some(before), Some(after)) = (&old.builder, &new.builder) {
            // That a builder goes with its method or its module need not be said.
            let is_moved = (before.name != after.name && !is_renamed) || (old.module != new.module && !is_same_module);
            if is_moved {
                let message = format!("The builder of `{}` is `{}` instead of `{}`", new.path(), after.path(), before.path());
                let line = |builder: &Item| Line::new(format!("use {};", builder.path()));
                self.of(new, after.path(), Action::Renamed, message, Bump::Major, Some((line(before), Some(line(after)))));
            }
            self.setters(old, new);
        }
        if new.operation.deprecated && !old.operation.deprecated {
            self.of(new, new.path(), Action::Deprecated, format!("`{}` is deprecated", new.path()), Bump::Minor, None);
        }
    }

    fn signature(&mut self, old: &Seen<'_>, new: &Seen<'_>) {
        let found = arguments(&self.pairs, &old.method, &new.method);
        let (before, after) = (surface::call(&old.operation.responses), surface::call(&new.operation.responses));
        let is_other_reply = !self.pairs.same(&before, &after);
        let mut said = found.said(&self.pairs);
        if is_other_reply {
            said.push(format!("makes a `{}` instead of a `{}`", after.show(new.api), before.show(old.api)));
        }
        let (retyped_before, retyped_after): (Vec<&Argument>, Vec<&Argument>) = found.retyped.iter().copied().unzip();
        // An option that is an argument now, an argument that is an option now.
        let with = |seen: &Seen<'_>, line: Line, moved: &[&Argument]| {
            let options = seen.setters().filter(|(_, option)| moved.iter().any(|argument| argument.wire == option.wire));
            options.fold(line, |line, option| seen.set(line, option))
        };
        let mut line_before = with(old, old.call(&retyped_before), &found.added);
        let mut line_after = with(new, new.call(&retyped_after), &found.removed);
        match (&old.builder, &new.builder) {
            (None, Some(builder)) => {
                said.push(format!("returns the builder `{}` instead of a `Call`", builder.path()));
                if found.is_same() && !is_other_reply {
                    let limit = |line: Line| line.then(".timeout(limit)").with("limit", "std::time::Duration");
                    (line_before, line_after) = (limit(line_before), limit(line_after.then(".into_call()")));
                }
            }
            (Some(builder), None) => {
                said.push(format!("returns a `Call` instead of the builder `{}`", builder.path()));
                if found.is_same()
                    && !is_other_reply
                    && let Some(option) = old.setters().next()
                {
                    line_before = old.set(line_before, option);
                }
            }
            _ => {}
        }
        if said.is_empty() {
            return;
        }
        if is_other_reply && found.is_same() {
            let call = |seen: &Seen<'_>, line: Line, code| {
                let line = if seen.builder.is_some() { line.then(".into_call()") } else { line };
                line.after(declaration("call", code, seen.api).trim_end_matches("…; "))
            };
            (line_before, line_after) = (call(old, line_before, &before), call(new, line_after, &after));
        }
        let message = format!("`{}` {}", new.path(), said.join(", "));
        self.of(new, new.path(), Action::Changed, message, Bump::Major, Some((line_before, Some(line_after))));
    }

    fn setters(&mut self, old: &Seen<'_>, new: &Seen<'_>) {
        for (before, option) in old.setters() {
            let Some((after, same)) = new.setters().find(|(_, other)| other.wire == option.wire) else {
                if !new.takes(&option.wire) {
                    let message = format!("`{}` of `{}` is gone", before.name, new.path());
                    let lines = (old.set(old.call(&[]), (before, option)), Some(new.call(&[])));
                    self.of(new, old.setter_path(before), Action::Removed, message, Bump::Major, Some(lines));
                }
                continue;
            };
            let path = new.setter_path(after);
            if before.name != after.name {
                let message = format!("`{}` of `{}` is called `{}`", before.name, new.path(), after.name);
                let lines = (old.set(old.call(&[]), (before, option)), Some(new.set(new.call(&[]), (after, same))));
                self.of(new, path.clone(), Action::Renamed, message, Bump::Major, Some(lines));
            }
            if !self.pairs.reads_alike(&option.of, &same.of) && !self.pairs.same(&option.ty, &same.ty) {
                let (old_ty, new_ty) = (option.ty.show(old.api), same.ty.show(new.api));
                let message = format!("`{}` of `{}` takes `{new_ty}` instead of `{old_ty}`", after.name, new.path());
                let line = |seen: &Seen<'_>, setter: &Member, option: &Argument| {
                    let line = seen.call(&[]).then(&format!(".{}({})", setter.name, option.name));
                    line.after(&declaration(&option.name, &option.ty, seen.api))
                };
                let lines = (line(old, before, option), Some(line(new, after, same)));
                self.of(new, path.clone(), Action::Changed, message, Bump::Major, Some(lines));
            }
            if after.deprecated && !before.deprecated {
                let message = format!("`{}` of `{}` is deprecated", after.name, new.path());
                self.of(new, path, Action::Deprecated, message, Bump::Minor, None);
            }
        }
        for (setter, option) in new.setters() {
            if !old.setters().any(|(_, other)| other.wire == option.wire) && !old.takes(&option.wire) {
                let message = format!("`{}` has `{}`", new.path(), setter.name);
                self.of(new, new.setter_path(setter), Action::Added, message, Bump::Minor, None);
            }
        }
    }
}
