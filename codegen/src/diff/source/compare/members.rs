//! Fields, variants and functions of an item.

use super::super::code::Code;
use super::super::rewrite::{binding, call, setter_name, variable};
use super::super::surface::{Item, Kind, Member, What};
use super::Comparison;
use super::functions::arguments;
use crate::diff::{Action, Bump, Rewrite};

impl Comparison<'_> {
    pub(super) fn member(&mut self, old: &Item, new: &Item, before: &Member, after: &Member) {
        let path = format!("{}::{}", new.path(), after.name);
        let (old_line, new_line) = (line(old, before), line(new, after));
        if before.name != after.name {
            let message = format!("`{}::{}` is called `{}`", new.path(), before.name, after.name);
            let rewrite = Rewrite { before: old_line.clone(), after: Some(new_line.clone()) };
            self.push_at(new, &path, Action::Renamed, message, Bump::Major, Some(rewrite));
        }
        if after.deprecated && !before.deprecated {
            self.push_at(new, &path, Action::Deprecated, format!("`{path}` is deprecated"), Bump::Minor, None);
        }
        let (was, is, rewrite) = match (&before.what, &after.what) {
            (What::Field { ty: was, setter: lost }, What::Field { ty: is, setter }) => {
                if self.pairs.same(was, is) {
                    self.setter(new, &path, after, lost.is_some(), setter.is_some());
                    return;
                }
                let rewrite = match (given(old, before), given(new, after)) {
                    (Some((before_line, before_ty)), Some((after_line, after_ty))) if !self.pairs.same(before_ty, after_ty) => Rewrite {
                        before: format!("{}{before_line}", binding(&before.name, before_ty, self.pairs.old)),
                        after: Some(format!("{}{after_line}", binding(&after.name, after_ty, self.pairs.new))),
                    },
                    _ => Rewrite {
                        before: format!("let {}: {} = {old_line};", before.name, was.show(self.pairs.old)),
                        after: Some(format!("let {}: {} = {new_line};", after.name, is.show(self.pairs.new))),
                    },
                };
                (was.show(self.pairs.old), is.show(self.pairs.new), rewrite)
            }
            (What::Variant(was), What::Variant(is)) => {
                let is_same = match (was, is) {
                    (Some(was), Some(is)) => self.pairs.same(was, is),
                    (was, is) => was.is_none() && is.is_none(),
                };
                if is_same {
                    return;
                }
                let rewrite = Rewrite { before: format!("{old_line} => …"), after: Some(format!("{new_line} => …")) };
                let shown = |held: &Option<Code>, api| held.as_ref().map_or("nothing".to_owned(), |code| code.show(api));
                (shown(was, self.pairs.old), shown(is, self.pairs.new), rewrite)
            }
            (What::Function(was), What::Function(is)) => {
                let found = arguments(&self.pairs, was, is);
                if found.is_same() {
                    return;
                }
                let (bound_before, bound_after) = found.bindings(&self.pairs);
                let rewrite = Rewrite { before: format!("{bound_before}{old_line}"), after: Some(format!("{bound_after}{new_line}")) };
                let message = format!("`{path}` {}", found.said(&self.pairs).join(", "));
                self.push_at(new, &path, Action::Changed, message, Bump::Major, Some(rewrite));
                return;
            }
            _ => return,
        };
        let verb = if matches!(after.what, What::Field { .. }) { "is" } else { "holds" };
        let quoted = |text: &str| if text == "nothing" { text.to_owned() } else { format!("`{text}`") };
        let message = format!("`{path}` {verb} {} instead of {}", quoted(&is), quoted(&was));
        self.push_at(new, &path, Action::Changed, message, Bump::Major, Some(rewrite));
    }

    /// A field that only the server sets any more, or others too.
    fn setter(&mut self, new: &Item, path: &str, field: &Member, was: bool, is: bool) {
        // That nothing makes the type says it already.
        if was == is || new.constructor().is_none() {
            return;
        }
        let setter = setter_name(field);
        if is {
            self.push_at(new, path, Action::Added, format!("`{path}` can be set: `{setter}`"), Bump::Minor, None);
        } else {
            let rewrite = Rewrite { before: format!("{}.{setter}({})", variable(new), field.name), after: None };
            self.push_at(
                new,
                path,
                Action::Removed,
                format!("`{path}` is set by the server: `{setter}` is gone"),
                Bump::Major,
                Some(rewrite),
            );
        }
    }

    pub(super) fn member_removed(&mut self, old: &Item, new: &Item, member: &Member) {
        let path = format!("{}::{}", new.path(), member.name);
        let rewrite = match (&member.what, &new.kind) {
            (What::Field { setter: Some(_), .. }, _) => {
                Rewrite { before: format!("{}.{}({})", variable(old), setter_name(member), member.name), after: Some(variable(new)) }
            }
            (What::Variant(None), Kind::Enum(held)) if held == "String" => Rewrite {
                before: format!("{} => …", line(old, member)),
                after: Some(format!("{}::Unknown(value) if value == {} => …", new.name, member.wire)),
            },
            (What::Variant(_), _) => Rewrite { before: format!("{} => …", line(old, member)), after: None },
            _ => Rewrite { before: line(old, member), after: None },
        };
        self.push_at(new, &path, Action::Removed, format!("`{path}` is gone"), Bump::Major, Some(rewrite));
    }

    pub(super) fn member_added(&mut self, new: &Item, member: &Member) {
        let path = format!("{}::{}", new.path(), member.name);
        let message = match (&member.what, &new.kind) {
            // A value that came as `Unknown` comes by its name now.
            (What::Variant(None), Kind::Enum(_)) => format!("`{path}` is new: it is no longer received as `Unknown`"),
            (What::Field { setter: Some(_), .. }, _) => format!("`{path}` is new: `{}` sets it", setter_name(member)),
            _ => format!("`{path}` is new"),
        };
        self.push_at(new, &path, Action::Added, message, Bump::Minor, None);
    }
}

/// A line that gives a field its value, and what it takes.
fn given<'i>(item: &'i Item, field: &'i Member) -> Option<(String, &'i Code)> {
    if let What::Field { setter: Some(code), .. } = &field.what {
        return Some((format!("{}.{}({})", variable(item), setter_name(field), field.name), code));
    }
    let constructor = item.constructor()?;
    let argument = constructor.arguments.iter().find(|argument| argument.wire == field.wire)?;
    Some((call(&format!("{}::new", item.name), &constructor.arguments), &argument.ty))
}

/// A line that uses a member.
fn line(item: &Item, member: &Member) -> String {
    match &member.what {
        What::Field { .. } => format!("{}.{}", variable(item), member.name),
        What::Variant(None) | What::Constant => format!("{}::{}", item.name, member.name),
        What::Variant(Some(_)) => format!("{}::{}(value)", item.name, member.name),
        What::Function(function) if function.has_self => call(&format!("{}.{}", variable(item), member.name), &function.arguments),
        What::Function(function) => call(&format!("{}::{}", item.name, member.name), &function.arguments),
    }
}
