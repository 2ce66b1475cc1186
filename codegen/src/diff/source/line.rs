//! Lines of code as users write them, where the crate's types are imported.

use super::code::Code;
use super::surface::{Argument, Function, Item, Kind, Member, What};
use crate::ir::Api;
use crate::names::{Field, Ident};

/// A line of code.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// The code. What stands for any value of a type is `…`.
    pub(super) code: String,
    /// The variables in it that it does not declare itself, with their types.
    pub(super) given: Vec<(String, String)>,
}

impl Line {
    pub(super) fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), given: Vec::new() }
    }

    /// With something behind it.
    pub(super) fn then(mut self, code: &str) -> Self {
        self.code.push_str(code);
        self
    }

    /// With something before it.
    pub(super) fn after(mut self, code: &str) -> Self {
        self.code.insert_str(0, code);
        self
    }

    pub(super) fn with(mut self, name: &str, ty: impl Into<String>) -> Self {
        self.given.push((name.to_owned(), ty.into()));
        self
    }
}

/// A line that imports an item.
pub(super) fn import(item: &Item) -> Line {
    match item.kind {
        Kind::Other("the constant") => Line::new(item.path()),
        _ => Line::new(format!("use {};", item.path())),
    }
}

/// A call of a function. Arguments that are said to be of another type are declared.
pub(super) fn call(function: &str, arguments: &[Argument], retyped: &[&Argument], api: &Api) -> Line {
    let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    let mut line = Line::new(format!("{function}({})", names.join(", ")));
    for argument in arguments {
        if retyped.iter().any(|other| other.wire == argument.wire) {
            line = line.after(&declaration(&argument.name, &argument.ty, api));
        } else {
            line = line.with(&argument.name, argument.ty.show(api));
        }
    }
    line
}

/// A value of an item in a variable of its own.
fn on(item: &Item, code: &str) -> Line {
    let name = variable(item);
    Line::new(format!("{name}{code}")).with(&name, shown(item))
}

/// A line that uses a member.
pub(super) fn usage(item: &Item, member: &Member, api: &Api) -> Line {
    match &member.what {
        What::Field { .. } => on(item, &format!(".{}", member.name)),
        What::Variant(held) => {
            let (name, inside) = (variable(item), if held.is_some() { "(_)" } else { "" });
            Line::new(format!("matches!({name}, {}::{}{inside})", shown(item), member.name)).with(&name, shown(item))
        }
        What::Constant => Line::new(format!("{}::{}", shown(item), member.name)),
        What::Function(function) if function.has_self => method(item, &member.name, function, &[], api),
        What::Function(function) => call(&format!("{}::{}", shown(item), member.name), &function.arguments, &[], api),
    }
}

/// A call of a method.
pub(super) fn method(item: &Item, name: &str, function: &Function, retyped: &[&Argument], api: &Api) -> Line {
    let variable = variable(item);
    call(&format!("{variable}.{name}"), &function.arguments, retyped, api).with(&variable, shown(item))
}

/// A line that sets a field.
pub(super) fn setting(item: &Item, field: &Member, ty: &Code, api: &Api) -> Line {
    on(item, &format!(".{}({})", setter_name(field), field.name)).with(&field.name, ty.show(api))
}

/// A line that says of what type a member is.
pub(super) fn typed(item: &Item, member: &Member, ty: &Code, api: &Api) -> Line {
    match &member.what {
        What::Variant(_) => Line::new(format!("{}{}::{}(value)", declaration("value", ty, api), shown(item), member.name)),
        _ => on(item, &format!(".{}", member.name)).after(&format!("let {}: {} = ", member.name, ty.show(api))),
    }
}

/// A line that goes wrong where an item becomes something else.
pub(super) fn sample(item: &Item, api: &Api) -> Line {
    let name = variable(item);
    match &item.kind {
        Kind::Alias(code) => Line::new(format!("{}let {name}: {} = {name};", declaration(&name, code, api), shown(item))),
        Kind::Tuple(items) => {
            let items = items.iter().enumerate().map(|(index, ty)| (format!("item_{index}"), ty.show(api)));
            let given: Vec<(String, String)> = items.collect();
            let names: Vec<&str> = given.iter().map(|(name, _)| name.as_str()).collect();
            Line { code: format!("{}({})", shown(item), names.join(", ")), given }
        }
        _ => match item.constructor() {
            Some(function) => call(&format!("{}::new", shown(item)), &function.arguments, &[], api),
            None => match item.members.first() {
                Some(member) => usage(item, member, api),
                None => Line::new(format!("{}::from_static(\"…\")", shown(item))),
            },
        },
    }
}

/// How an item is written: types are imported.
pub(super) fn shown(item: &Item) -> String {
    if item.module == "types" { item.name.clone() } else { item.path() }
}

/// The name that a value of a type would have: `wallet`.
pub(super) fn variable(item: &Item) -> String {
    Ident::<Field>::new(&item.name).as_str().to_owned()
}

/// `let id: &str = …; `
pub(super) fn declaration(name: &str, ty: &Code, api: &Api) -> String {
    let ty = ty.show(api);
    let plain = ty.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>')).unwrap_or(&ty);
    format!("let {name}: {plain} = …; ")
}

/// A list in a sentence: `a`, `b` and `c`.
pub(super) fn list(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `a: &str`
pub(super) fn declared(argument: &Argument, api: &Api) -> String {
    format!("{}: {}", argument.name, argument.ty.show(api))
}

/// The method that sets a field.
pub(super) fn setter_name(field: &Member) -> String {
    format!("with_{}", field.name.trim_start_matches("r#").trim_start_matches('_'))
}
