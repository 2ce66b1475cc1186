//! Which type serves a format: the runtime's, or one that the project chose.

use super::context::Context;
use crate::ir::{Format, Type};

/// The type that `codegen.toml` gives to a format. `None`: it says nothing of it.
pub(super) fn chosen(cx: &Context<'_, '_>, name: &str) -> Option<Type> {
    let chosen = cx.config.formats.get(name)?;
    cx.used_formats.borrow_mut().insert(name.to_owned());
    Some(match chosen.path.as_str() {
        "String" => Type::String,
        path => Type::Chosen(path.to_owned()),
    })
}

/// The `type` that a format is one of, for a schema that does not say.
pub(super) fn type_of(name: &str) -> Option<&'static str> {
    match name {
        "binary" => Some("string"),
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => Some("integer"),
        "float" | "double" => Some("number"),
        // Numbers have it as well as strings.
        "decimal" => None,
        name => Format::named(name).map(|_| "string"),
    }
}
