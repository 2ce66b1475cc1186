//! Lines of code as users write them.

use super::code::Code;
use super::surface::{Argument, Item, Member};
use crate::ir::Api;
use crate::names::{Field, Ident};

/// The name that a value of a type would have: `wallet`.
pub(super) fn variable(item: &Item) -> String {
    Ident::<Field>::new(&item.name).as_str().to_owned()
}

/// `Foo::new(a, b)`: a call with the names of the arguments.
pub(super) fn call<'a>(function: &str, arguments: impl IntoIterator<Item = &'a Argument>) -> String {
    let names: Vec<&str> = arguments.into_iter().map(|argument| argument.name.as_str()).collect();
    format!("{function}({})", names.join(", "))
}

/// `let id: &str = …; `, for what has another type now.
pub(super) fn binding(name: &str, ty: &Code, api: &Api) -> String {
    let ty = ty.show(api);
    match ty.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>')) {
        Some(ty) => format!("let {name}: {ty} = …; "),
        None => format!("let {name}: {ty} = …; "),
    }
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
