//! A surface as text, to hold it against code.

use super::{Function, Item, Kind, Member, Surface, What};
use crate::diff::source::code::Code;
use crate::diff::source::line::{declared, setter_name};
use crate::ir::Api;

impl Surface {
    /// A line for each item and each member: `field types::Pet::id: String`.
    pub(in super::super) fn lines(&self, api: &Api) -> Vec<String> {
        self.0.iter().flat_map(|item| item_lines(item, api)).collect()
    }
}

fn item_lines(item: &Item, api: &Api) -> Vec<String> {
    let path = item.path();
    let first = match &item.kind {
        Kind::Type("a struct" | "a newtype of text" | "a base URL") | Kind::Builder => format!("struct {path}"),
        Kind::Type(_) | Kind::Enum(_) => format!("enum {path}"),
        Kind::Tuple(items) => format!("struct {path}({})", Code::list(items.iter().cloned()).show(api)),
        Kind::Alias(code) => format!("type {path} = {}", code.show(api)),
        Kind::Other(what) => format!("{} {path}", what.trim_start_matches("the ")),
    };
    let mut lines = vec![first];
    lines.extend(item.deprecated.then(|| format!("deprecated {path}")));
    lines.extend(item.traits.iter().map(|name| format!("{name} for {path}")));
    for member in &item.members {
        let name = &member.name;
        let mut both = |line: String, name: &str| {
            lines.push(line);
            lines.extend(member.deprecated.then(|| format!("deprecated {path}::{name}")));
        };
        match &member.what {
            What::Field { ty, setter } => {
                both(format!("field {path}::{name}: {}", ty.show(api)), name);
                if let Some(ty) = setter {
                    let setter = setter_name(member);
                    both(format!("fn {path}::{setter}(self, {name}: {}) -> Self", ty.show(api)), &setter);
                }
            }
            What::Variant(Some(held)) => both(format!("variant {path}::{name}({})", held.show(api)), name),
            What::Variant(None) => both(format!("variant {path}::{name}"), name),
            What::Constant => both(format!("constant {path}::{name}"), name),
            What::Function(function) => both(format!("fn {path}::{}", signature(member, function, api)), name),
        }
    }
    lines
}

fn signature(member: &Member, function: &Function, api: &Api) -> String {
    let receiver = function.has_self.then(|| "self".to_owned());
    let arguments: Vec<String> = receiver.into_iter().chain(function.arguments.iter().map(|argument| declared(argument, api))).collect();
    let returns = function.returns.as_ref().map_or("Self".to_owned(), |code| code.show(api));
    format!("{}({}) -> {returns}", member.name, arguments.join(", "))
}
