//! The methods of the client, each with its builder.

use super::super::origins::pointer;
use super::super::pairs::operation;
use super::super::rewrite::{binding, call};
use super::super::surface::{self, Argument, Item, Member, Of, What};
use super::Comparison;
use super::functions::arguments;
use crate::diff::{Action, Bump, ItemChange, Rewrite};
use crate::ir::{Api, Operation};

/// An operation as users see it.
struct Seen<'a> {
    operation: &'a Operation,
    method: surface::Function,
    builder: Option<Item>,
    module: &'a str,
}

impl<'a> Seen<'a> {
    fn of(api: &'a Api, at: (usize, usize)) -> Self {
        let operation = operation(api, at);
        let module = api.modules[at.0].name.as_str();
        let builder = operation.has_options().then(|| surface::builder(module, Of::Operation(at.0, at.1), operation));
        Self { operation, method: surface::signature(operation), builder, module }
    }

    fn path(&self) -> String {
        format!("Client::{}", self.operation.name)
    }

    fn call(&self) -> String {
        call(&format!("client.{}", self.operation.name), &self.method.arguments)
    }

    /// The `with_…` methods of its builder.
    fn setters(&self) -> impl Iterator<Item = (&Member, &Argument)> {
        let members = self.builder.iter().flat_map(|builder| &builder.members);
        members.filter_map(|member| match &member.what {
            What::Function(function) => function.arguments.first().map(|argument| (member, argument)),
            _ => None,
        })
    }

    fn change(&self, action: Action, message: String, bump: Bump, rewrite: Option<Rewrite>) -> ItemChange {
        ItemChange { path: self.path(), action, message, bump, rewrite, origins: vec![pointer(self.operation)] }
    }
}

impl Comparison<'_> {
    pub(super) fn operations(&mut self) {
        let mut seen = Vec::new();
        let (old, new) = (self.pairs.old, self.pairs.new);
        for at in places(old) {
            let before = Seen::of(old, at);
            if let Some(same) = self.pairs.operation(at) {
                seen.push(same);
                let is_same_module = self.pairs.module(at.0) == Some(same.0);
                self.operation(&before, &Seen::of(new, same), is_same_module);
            } else {
                let rewrite = Rewrite { before: format!("{}.await?", before.call()), after: None };
                let message = format!("`{}` is gone", before.path());
                self.changes.push(before.change(Action::Removed, message, Bump::Major, Some(rewrite)));
            }
        }
        for at in places(new).into_iter().filter(|at| !seen.contains(at)) {
            let after = Seen::of(new, at);
            self.changes.push(after.change(Action::Added, format!("`{}` is new", after.path()), Bump::Minor, None));
        }
    }

    fn operation(&mut self, old: &Seen<'_>, new: &Seen<'_>, is_same_module: bool) {
        let is_renamed = old.operation.name != new.operation.name;
        if is_renamed {
            let message = format!("`{}` is called `{}`", old.path(), new.operation.name);
            let rewrite = Rewrite { before: format!("{}.await?", old.call()), after: Some(format!("{}.await?", new.call())) };
            self.changes.push(new.change(Action::Renamed, message, Bump::Major, Some(rewrite)));
        }
        self.signature(old, new);
        if let (Some(before), Some(after)) = (&old.builder, &new.builder) {
            // That a builder goes with its method or its module need not be said.
            let goes_along = is_renamed && before.name != after.name;
            let moved = (before.name != after.name && !goes_along) || (old.module != new.module && !is_same_module);
            if moved {
                let message = format!("The builder of `{}` is `{}` instead of `{}`", new.path(), after.path(), before.path());
                let rewrite = Rewrite { before: format!("use {};", before.path()), after: Some(format!("use {};", after.path())) };
                self.changes.push(new.change(Action::Renamed, message, Bump::Major, Some(rewrite)));
            }
            self.setters(old, new);
        }
        if new.operation.deprecated && !old.operation.deprecated {
            self.changes.push(new.change(Action::Deprecated, format!("`{}` is deprecated", new.path()), Bump::Minor, None));
        }
    }

    fn signature(&mut self, old: &Seen<'_>, new: &Seen<'_>) {
        let pairs = &self.pairs;
        let found = arguments(pairs, &old.method, &new.method);
        let (before, after) = (surface::call(&old.operation.responses), surface::call(&new.operation.responses));
        let mut said = found.said(pairs);
        let is_other_reply = !pairs.same(&before, &after);
        if is_other_reply {
            said.push(format!("makes a `{}` instead of a `{}`", after.show(pairs.new), before.show(pairs.old)));
        }
        // An argument that is optional now, an option that is an argument now.
        let chain = |seen: &Seen<'_>, moved: &[&Argument]| -> String {
            let setters = seen.setters().filter(|(_, option)| moved.iter().any(|argument| argument.wire == option.wire));
            let calls: Vec<String> = setters.map(|(setter, option)| format!(".{}({})", setter.name, option.name)).collect();
            calls.concat()
        };
        let (options_before, options_after) = (chain(old, &found.added), chain(new, &found.removed));
        let (mut line_before, mut line_after) = (format!("{}{options_before}", old.call()), format!("{}{options_after}", new.call()));
        match (&old.builder, &new.builder) {
            (None, Some(builder)) => {
                said.push(format!("returns the builder `{}` instead of a `Call`", builder.path()));
                if found.is_same() {
                    line_before.push_str(".timeout(limit)");
                    line_after.push_str(".into_call().timeout(limit)");
                }
            }
            (Some(builder), None) => {
                said.push(format!("returns a `Call` instead of the builder `{}`", builder.path()));
                if found.is_same() {
                    let first = old.setters().next().map(|(setter, option)| format!(".{}({})", setter.name, option.name));
                    line_before.push_str(&first.unwrap_or_default());
                }
            }
            _ => {}
        }
        if said.is_empty() {
            return;
        }
        let (bound_before, bound_after) = found.bindings(pairs);
        let result = |name: &str, code: &super::super::code::Code, api| match (is_other_reply, found.is_same()) {
            (true, true) => binding(name, code, api).replace("…; ", ""),
            _ => String::new(),
        };
        let rewrite = Rewrite {
            before: format!("{bound_before}{}{line_before}", result("call", &before, pairs.old)),
            after: Some(format!("{bound_after}{}{line_after}", result("call", &after, pairs.new))),
        };
        let message = format!("`{}` {}", new.path(), said.join(", "));
        self.changes.push(new.change(Action::Changed, message, Bump::Major, Some(rewrite)));
    }

    fn setters(&mut self, old: &Seen<'_>, new: &Seen<'_>) {
        let is_argument = |seen: &Seen<'_>, wire: &str| seen.method.arguments.iter().any(|argument| argument.wire == wire);
        let path = |seen: &Seen<'_>, setter: &Member| {
            let builder = seen.builder.as_ref().map(Item::path).unwrap_or_default();
            format!("{builder}::{}", setter.name)
        };
        let line = |seen: &Seen<'_>, setter: &Member, argument: &Argument| format!("{}.{}({})", seen.call(), setter.name, argument.name);
        let mut found = Vec::new();
        for (before, option) in old.setters() {
            let Some((after, same)) = new.setters().find(|(_, other)| other.wire == option.wire) else {
                if !is_argument(new, &option.wire) {
                    let message = format!("`{}` of `{}` is gone", before.name, new.path());
                    let rewrite = Rewrite { before: line(old, before, option), after: Some(new.call()) };
                    let change = new.change(Action::Removed, message, Bump::Major, Some(rewrite));
                    found.push(ItemChange { path: path(old, before), ..change });
                }
                continue;
            };
            let at = path(new, after);
            if before.name != after.name {
                let message = format!("`{}` of `{}` is called `{}`", before.name, new.path(), after.name);
                let rewrite = Rewrite { before: line(old, before, option), after: Some(line(new, after, same)) };
                found.push(ItemChange { path: at.clone(), ..new.change(Action::Renamed, message, Bump::Major, Some(rewrite)) });
            }
            if !self.pairs.same(&option.ty, &same.ty) {
                let (old_ty, new_ty) = (option.ty.show(self.pairs.old), same.ty.show(self.pairs.new));
                let message = format!("`{}` of `{}` takes `{new_ty}` instead of `{old_ty}`", after.name, new.path());
                let rewrite = Rewrite {
                    before: format!("{}{}", binding(&option.name, &option.ty, self.pairs.old), line(old, before, option)),
                    after: Some(format!("{}{}", binding(&same.name, &same.ty, self.pairs.new), line(new, after, same))),
                };
                found.push(ItemChange { path: at.clone(), ..new.change(Action::Changed, message, Bump::Major, Some(rewrite)) });
            }
            if after.deprecated && !before.deprecated {
                let message = format!("`{}` of `{}` is deprecated", after.name, new.path());
                found.push(ItemChange { path: at, ..new.change(Action::Deprecated, message, Bump::Minor, None) });
            }
        }
        for (setter, option) in new.setters() {
            let is_new = !old.setters().any(|(_, other)| other.wire == option.wire) && !is_argument(old, &option.wire);
            if is_new {
                let message = format!("`{}` has `{}`", new.path(), setter.name);
                found.push(ItemChange { path: path(new, setter), ..new.change(Action::Added, message, Bump::Minor, None) });
            }
        }
        self.changes.extend(found);
    }
}

fn places(api: &Api) -> Vec<(usize, usize)> {
    let modules = api.modules.iter().enumerate();
    modules.flat_map(|(at, module)| (0..module.operations.len()).map(move |index| (at, index))).collect()
}
