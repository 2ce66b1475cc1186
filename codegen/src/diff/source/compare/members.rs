//! Fields, variants and functions of an item.

use serde_json::Value;

use super::super::code::Code;
use super::super::line::{Line, call, declaration, method, setter_name, setting, shown, typed, usage, variable};
use super::super::surface::{Argument, Item, Kind, Member, What};
use super::Comparison;
use super::functions::arguments;
use super::types::is_client;
use crate::diff::{Action, Bump};
use crate::ir::Api;

impl Comparison<'_> {
    /// Compares the members of two items, but for fields of which all is said.
    pub(super) fn members(&mut self, old: &Item, new: &Item, said: &[String]) {
        let is_compared = |item: &Item, member: &Member| match member.what {
            // The constructor and the operations are compared by themselves.
            What::Function(_) => member.name != "new" && !is_client(item),
            What::Field { .. } => !said.contains(&member.wire),
            _ => true,
        };
        let mut left: Vec<&Member> = new.members.iter().filter(|member| is_compared(new, member)).collect();
        let mut rest: Vec<&Member> = old.members.iter().filter(|member| is_compared(old, member)).collect();
        let mut pairs = Vec::new();
        // What has another name in the document and the same one here is the same to users.
        let is_same: [fn(&Member, &Member) -> bool; 2] = [|a, b| !a.wire.is_empty() && a.wire == b.wire, |a, b| a.name == b.name];
        for is_same in is_same {
            rest.retain(|before| {
                let is_kind = |after: &Member| std::mem::discriminant(&before.what) == std::mem::discriminant(&after.what);
                let found = left.iter().position(|after| is_kind(after) && is_same(before, after));
                pairs.extend(found.map(|index| (*before, left.remove(index))));
                found.is_none()
            });
        }
        if let Some((before, after)) = pairs.iter().find(|(before, after)| number(old, before) != number(new, after)) {
            self.renumbered(old, new, before, after);
        }
        for (before, after) in pairs {
            self.member(old, new, before, after);
        }
        for before in rest {
            self.member_removed(old, new, before);
        }
        for after in left {
            self.member_added(new, after);
        }
    }

    fn member(&mut self, old: &Item, new: &Item, before: &Member, after: &Member) {
        let path = format!("{}::{}", new.path(), after.name);
        if before.name != after.name {
            let message = format!("`{}::{}` is called `{}`", new.path(), before.name, after.name);
            let lines = (usage(old, before, self.pairs.old), Some(usage(new, after, self.pairs.new)));
            self.push_at(new, &path, Action::Renamed, message, Bump::Major, Some(lines));
        }
        if after.deprecated && !before.deprecated {
            self.push_at(new, &path, Action::Deprecated, format!("`{path}` is deprecated"), Bump::Minor, None);
        }
        match (&before.what, &after.what) {
            (What::Field { ty: was, setter: lost }, What::Field { ty: is, setter }) => {
                if self.pairs.same(was, is) {
                    // That something makes the type, or nothing any more, says it already.
                    if old.constructor().is_some() && new.constructor().is_some() {
                        self.setter(old, new, after, lost.as_ref(), setter.is_some());
                    }
                    return;
                }
                let lines = match (given(old, before, self.pairs.old), given(new, after, self.pairs.new)) {
                    (Some((line_before, ty_before)), Some((line_after, ty_after))) if !self.pairs.same(ty_before, ty_after) => {
                        (line_before, Some(line_after))
                    }
                    _ => (typed(old, before, was, self.pairs.old), Some(typed(new, after, is, self.pairs.new))),
                };
                let message = format!("`{path}` is `{}` instead of `{}`", is.show(self.pairs.new), was.show(self.pairs.old));
                self.push_at(new, &path, Action::Changed, message, Bump::Major, Some(lines));
            }
            (What::Variant(was), What::Variant(is)) => {
                let is_same = match (was, is) {
                    (Some(was), Some(is)) => self.pairs.same(was, is),
                    (was, is) => was.is_none() && is.is_none(),
                };
                if is_same {
                    return;
                }
                let line = |item: &Item, member: &Member, held: &Option<Code>, api| match held {
                    Some(ty) => typed(item, member, ty, api),
                    None => Line::new(format!("{}::{}", shown(item), member.name)),
                };
                let lines = (line(old, before, was, self.pairs.old), Some(line(new, after, is, self.pairs.new)));
                let held = |held: &Option<Code>, api| held.as_ref().map_or("nothing".to_owned(), |code| format!("`{}`", code.show(api)));
                let message = format!("`{path}` holds {} instead of {}", held(is, self.pairs.new), held(was, self.pairs.old));
                self.push_at(new, &path, Action::Changed, message, Bump::Major, Some(lines));
            }
            (What::Function(was), What::Function(is)) => {
                let found = arguments(&self.pairs, was, is);
                if found.is_same() {
                    return;
                }
                let (retyped_before, retyped_after): (Vec<&Argument>, Vec<&Argument>) = found.retyped.iter().copied().unzip();
                let line_before = method(old, &before.name, was, &retyped_before, self.pairs.old);
                let line_after = method(new, &after.name, is, &retyped_after, self.pairs.new);
                let message = format!("`{path}` {}", found.said(&self.pairs).join(", "));
                self.push_at(new, &path, Action::Changed, message, Bump::Major, Some((line_before, Some(line_after))));
            }
            _ => {}
        }
    }

    /// Variants that count otherwise, where all of them are numbers too.
    fn renumbered(&mut self, old: &Item, new: &Item, before: &Member, after: &Member) {
        let (Some(was), Some(is)) = (number(old, before), number(new, after)) else { return };
        let line = |item: &Item, member: &Member, number: usize| {
            Line::new(format!("const _: () = assert!({}::{} as usize == {number});", shown(item), member.name))
        };
        let message = format!("The variants of `{}` are in another order: `{} as usize` is {is}, and was {was}", new.path(), after.name);
        let lines = (line(old, before, was), Some(line(new, after, is)));
        self.push(new, Action::Changed, message, Bump::Major, Some(lines));
    }

    /// A field that only the server sets any more, or others too.
    fn setter(&mut self, old: &Item, new: &Item, field: &Member, was: Option<&Code>, is: bool) {
        let path = format!("{}::{}", new.path(), setter_name(field));
        match (was, is) {
            (Some(ty), false) => {
                let line = setting(old, field, ty, self.pairs.old);
                let message = format!("`{path}` is gone: `{}` is set by the server", field.name);
                self.push_at(new, &path, Action::Removed, message, Bump::Major, Some((line, None)));
            }
            (None, true) => {
                self.push_at(new, &path, Action::Added, format!("`{path}` is new: `{}` can be set", field.name), Bump::Minor, None);
            }
            _ => {}
        }
    }

    fn member_removed(&mut self, old: &Item, new: &Item, member: &Member) {
        let path = format!("{}::{}", new.path(), member.name);
        let lines = match (&member.what, &new.kind) {
            (What::Field { setter: Some(ty), .. }, _) => {
                (setting(old, member, ty, self.pairs.old), Some(Line::new(variable(new)).with(&variable(new), shown(new))))
            }
            (What::Variant(None), Kind::Enum(held)) if held == "String" => {
                (usage(old, member, self.pairs.old), Some(unlisted(new, member)))
            }
            _ => (usage(old, member, self.pairs.old), None),
        };
        self.push_at(new, &path, Action::Removed, format!("`{path}` is gone"), Bump::Major, Some(lines));
    }

    fn member_added(&mut self, new: &Item, member: &Member) {
        let path = format!("{}::{}", new.path(), member.name);
        let message = match (&member.what, &new.kind) {
            // A value that came as `Unknown` comes by its name now.
            (What::Variant(None), Kind::Enum(_)) => format!("`{path}` is new: its value no longer comes as `Unknown`"),
            (What::Field { setter: Some(_), .. }, _) => format!("`{path}` is new: `{}` sets it", setter_name(member)),
            _ => format!("`{path}` is new"),
        };
        self.push_at(new, &path, Action::Added, message, Bump::Minor, None);
    }
}

/// The number of a variant, where no variant holds anything, so that it can be cast to one.
fn number(item: &Item, member: &Member) -> Option<usize> {
    let variants = item.members.iter().filter(|member| matches!(member.what, What::Variant(_)));
    let is_plain = variants.clone().all(|variant| matches!(variant.what, What::Variant(None)));
    variants.into_iter().position(|variant| variant.name == member.name).filter(|_| is_plain)
}

/// A value that has no variant any more.
fn unlisted(new: &Item, member: &Member) -> Line {
    let value = serde_json::from_str::<Value>(&member.wire).ok();
    let text = value.as_ref().and_then(Value::as_str).unwrap_or_default();
    let name = variable(new);
    Line::new(format!("matches!(&{name}, {}::Unknown(value) if value == {text:?})", shown(new))).with(&name, shown(new))
}

/// A line that gives a field a value of its type, and what that is.
fn given<'i>(item: &'i Item, field: &'i Member, api: &Api) -> Option<(Line, &'i Code)> {
    if let What::Field { setter: Some(ty), .. } = &field.what {
        let (name, setter) = (variable(item), setter_name(field));
        let line = Line::new(format!("{name}.{setter}({})", field.name)).after(&declaration(&field.name, ty, api));
        return Some((line.with(&name, shown(item)), ty));
    }
    let constructor = item.constructor()?;
    let argument = constructor.arguments.iter().find(|argument| argument.wire == field.wire)?;
    Some((call(&format!("{}::new", shown(item)), &constructor.arguments, &[argument], api), &argument.ty))
}
