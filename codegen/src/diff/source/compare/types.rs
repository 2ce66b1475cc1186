//! What an item has: fields, variants, functions, traits.

use super::super::code::Code;
use super::super::rewrite::{list, variable};
use super::super::surface::{Item, Kind, Member, What};
use super::Comparison;
use crate::diff::{Action, Bump, Rewrite};

impl Comparison<'_> {
    pub(super) fn contents(&mut self, old: &Item, new: &Item) {
        if self.kind(old, new) {
            return;
        }
        let said = self.constructor(old, new);
        for before in old.members.iter().filter(|member| !is_said(member, &said) && is_compared(old, member)) {
            match new.members.iter().find(|after| is_same(before, after)) {
                Some(after) => self.member(old, new, before, after),
                None => self.member_removed(old, new, before),
            }
        }
        for after in new.members.iter().filter(|member| !is_said(member, &said) && is_compared(new, member)) {
            if !old.members.iter().any(|before| is_same(before, after)) {
                self.member_added(new, after);
            }
        }
        self.traits(old, new, said.is_empty());
    }

    /// Whether it is something else now, which says all about it.
    fn kind(&mut self, old: &Item, new: &Item) -> bool {
        let is_same = match (&old.kind, &new.kind) {
            (Kind::Alias(before), Kind::Alias(after)) | (Kind::Tuple(before), Kind::Tuple(after)) => self.pairs.same(before, after),
            // An alias of what took its place is what it was.
            (Kind::Alias(before), _) => self.is_alias_of(before, new),
            (before, after) => before == after,
        };
        if is_same {
            return matches!(old.kind, Kind::Alias(_));
        }
        let (was, is) = (described(&old.kind, self.pairs.old), described(&new.kind, self.pairs.new));
        let name = variable(new);
        let rewrite = match (&old.kind, &new.kind) {
            (Kind::Alias(before), Kind::Alias(after)) => Rewrite {
                before: format!("let {name}: {} = …;", before.show(self.pairs.old)),
                after: Some(format!("let {name}: {} = …;", after.show(self.pairs.new))),
            },
            (Kind::Alias(before), _) => Rewrite {
                before: format!("let {name}: {} = …;", before.show(self.pairs.old)),
                after: Some(format!("let {name}: {} = …;", new.name)),
            },
            (_, Kind::Alias(after)) => Rewrite {
                before: format!("let {name}: {} = …;", old.name),
                after: Some(format!("let {name}: {} = …;", after.show(self.pairs.new))),
            },
            _ => Rewrite { before: format!("use {};", old.path()), after: None },
        };
        self.push(new, Action::Changed, format!("`{}` is {is}, and was {was}", new.path()), Bump::Major, Some(rewrite));
        true
    }

    fn is_alias_of(&self, target: &Code, new: &Item) -> bool {
        let super::Of::Type(id) = new.of else { return false };
        self.pairs.same(target, &Code::named(id))
    }

    fn traits(&mut self, old: &Item, new: &Item, is_default_unsaid: bool) {
        // `Default` goes with the arguments of `new`, and with `new` itself.
        let is_unsaid =
            |name: &str| name != "Default" || matches!(new.kind, Kind::Enum(_)) || (is_default_unsaid && new.constructor().is_some());
        for lost in old.traits.iter().filter(|name| !new.traits.contains(name) && is_unsaid(name)) {
            let message = format!("`{}` no longer implements `{lost}`", new.path());
            // What has nothing to check needs no check: `Validate` is between the crate and its runtime.
            let bump = if *lost == "Validate" { Bump::Patch } else { Bump::Major };
            let rewrite = match *lost {
                "Default" => Some(format!("{}::default()", old.name)),
                "Clone" => Some(format!("{}.clone()", variable(old))),
                "PartialEq" => Some(format!("{0} == other_{0}", variable(old))),
                _ => None,
            };
            let rewrite = rewrite.map(|before| Rewrite { before, after: None });
            self.push(new, Action::Changed, message, bump, rewrite);
        }
        let gained: Vec<String> = new
            .traits
            .iter()
            .filter(|name| !old.traits.contains(name) && **name != "Validate" && is_unsaid(name))
            .map(|name| (*name).to_owned())
            .collect();
        if !gained.is_empty() {
            self.push(new, Action::Added, format!("`{}` implements {}", new.path(), list(gained)), Bump::Minor, None);
        }
    }
}

fn is_said(member: &Member, said: &[String]) -> bool {
    matches!(member.what, What::Field { .. }) && said.contains(&member.wire)
}

/// The constructor and the operations are compared by themselves.
fn is_compared(item: &Item, member: &Member) -> bool {
    !(matches!(member.what, What::Function(_)) && (member.name == "new" || is_client(item)))
}

pub(super) fn is_client(item: &Item) -> bool {
    item.module.is_empty() && item.name == "Client"
}

/// Whether two members are the same of the document.
fn is_same(old: &Member, new: &Member) -> bool {
    let is_one_kind = std::mem::discriminant(&old.what) == std::mem::discriminant(&new.what);
    is_one_kind && if old.wire.is_empty() || new.wire.is_empty() { old.name == new.name } else { old.wire == new.wire }
}

fn described(kind: &Kind, api: &crate::ir::Api) -> String {
    match kind {
        Kind::Enum(held) => format!("an enum of `{held}`"),
        Kind::Tuple(code) => format!("a tuple struct of `{}`", code.show(api)),
        Kind::Alias(code) => format!("another name for `{}`", code.show(api)),
        Kind::Builder => "a builder".to_owned(),
        Kind::Type(what) | Kind::Other(what) => (*what).to_owned(),
    }
}
