//! What an item is, and the traits that it implements.

use super::super::code::Code;
use super::super::line::{Line, list, sample, shown, variable};
use super::super::surface::{Item, Kind, Of};
use super::Comparison;
use crate::diff::{Action, Bump};
use crate::ir::{Api, TypeKind};

impl Comparison<'_> {
    pub(super) fn contents(&mut self, old: &Item, new: &Item) {
        if self.kind(old, new) {
            return;
        }
        let said = self.constructor(old, new);
        self.members(old, new, &said);
        // `Default` goes with the arguments of `new`, and with `new` itself.
        let is_said = old.constructor().is_some() != new.constructor().is_some() || !said.is_empty();
        self.traits(old, new, is_said);
        self.constraints(old, new);
    }

    /// What a newtype takes: no signature says it, and what breaks is a value, on the wire.
    fn constraints(&mut self, old: &Item, new: &Item) {
        let text = |api: &'_ Api, item: &Item| match item.of {
            Of::Type(id) => match &api.types[id.0].kind {
                TypeKind::Text(text) => Some((text.length, text.pattern.as_ref().map(|pattern| pattern.source.clone()), text.format)),
                _ => None,
            },
            _ => None,
        };
        if text(self.pairs.old, old) != text(self.pairs.new, new) {
            let message = format!("`{0}` has other constraints: `{1}::from_static` may refuse what it took", new.path(), new.name);
            self.push(new, Action::Changed, message, Bump::Patch, None);
        }
    }

    /// Whether it is something else now, which says all about it, or has nothing inside.
    fn kind(&mut self, old: &Item, new: &Item) -> bool {
        let is_same = match (&old.kind, &new.kind) {
            (Kind::Alias(before), Kind::Alias(after)) => self.pairs.same(before, after),
            (Kind::Tuple(before), Kind::Tuple(after)) => {
                before.len() == after.len() && before.iter().zip(after).all(|(before, after)| self.pairs.same(before, after))
            }
            // An alias of what took its place is what it was.
            (Kind::Alias(before), _) => matches!(new.of, Of::Type(id) if self.pairs.same(before, &Code::named(id))),
            (before, after) => before == after,
        };
        if is_same {
            return matches!(old.kind, Kind::Alias(_));
        }
        let (was, is) = (described(&old.kind, self.pairs.old), described(&new.kind, self.pairs.new));
        let message = format!("`{}` is {is}, and was {was}", new.path());
        let lines = (sample(old, self.pairs.old), Some(sample(new, self.pairs.new)));
        self.push(new, Action::Changed, message, Bump::Major, Some(lines));
        true
    }

    fn traits(&mut self, old: &Item, new: &Item, is_default_said: bool) {
        let is_unsaid = |name: &str| name != "Default" || !is_default_said;
        for lost in old.traits.iter().filter(|name| !new.traits.contains(name) && is_unsaid(name)) {
            // Which types implement `Validate` is between the crate and its runtime.
            let (bump, why) = if *lost == "Validate" { (Bump::Patch, ": nothing in it is checked") } else { (Bump::Major, "") };
            let message = format!("`{}` no longer implements `{lost}`{why}", new.path());
            let (name, ty) = (variable(old), shown(old));
            let line = match *lost {
                "From" => Some(Line::new(format!("{ty}::from(\"any\")"))),
                "Default" => Some(Line::new(format!("{ty}::default()"))),
                "Clone" => Some(Line::new(format!("let {name}: {ty} = {name}.clone()")).with(&name, format!("&{ty}"))),
                "PartialEq" => Some(Line::new(format!("{name} == other")).with(&name, ty.clone()).with("other", ty)),
                _ => None,
            };
            self.push(new, Action::Changed, message, bump, line.map(|line| (line, None)));
        }
        let gained = new.traits.iter().filter(|name| !old.traits.contains(name) && **name != "Validate" && is_unsaid(name));
        let gained: Vec<String> = gained.map(|name| (*name).to_owned()).collect();
        if !gained.is_empty() {
            self.push(new, Action::Added, format!("`{}` implements {}", new.path(), list(gained)), Bump::Minor, None);
        }
    }
}

pub(super) fn is_client(item: &Item) -> bool {
    item.module.is_empty() && item.name == "Client"
}

fn described(kind: &Kind, api: &Api) -> String {
    match kind {
        Kind::Enum(held) => format!("an enum of `{held}`"),
        Kind::Tuple(items) => format!("a tuple struct of `{}`", Code::list(items.iter().cloned()).show(api)),
        Kind::Alias(code) => format!("another name for `{}`", code.show(api)),
        Kind::Builder => "a builder".to_owned(),
        Kind::Type(what) | Kind::Other(what) => (*what).to_owned(),
    }
}
