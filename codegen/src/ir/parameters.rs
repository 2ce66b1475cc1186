//! Parameters: what goes into path, query, headers and cookies.

use super::{Docs, Type};
use crate::names::{Field, Ident, Wire};

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it goes.
    pub location: Location,
    /// Its name there.
    pub wire: Wire,
    /// The argument, or the `with_…` method.
    pub name: Ident<Field>,
    /// Must it be given.
    pub required: bool,
    /// Type of its value.
    pub ty: Type,
    /// How its value is written; `None`: it is a scalar, and its own text says it.
    pub style: Option<Style>,
    /// Prose.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// A parameter that users need not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Where it goes.
    pub location: Location,
    /// Its name there.
    pub wire: Wire,
    /// What it says, as text.
    pub value: String,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// Into the path template.
    Path,
    /// Into the query string.
    Query,
    /// It is the query string.
    QueryString,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// How a parameter's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    /// What stands between its parts.
    pub kind: StyleKind,
    /// Each item, each property for itself.
    pub explode: bool,
    /// Reserved characters are not escaped.
    pub reserved: bool,
    /// Null is sent, as an empty value.
    pub or_empty: bool,
}

/// What stands between the parts of a value (OpenAPI 3.1 §4.8.12.2, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StyleKind {
    /// Commas.
    Simple,
    /// Dots.
    Label,
    /// Semicolons and names.
    Matrix,
    /// Names, and commas or ampersands.
    Form,
    /// Spaces.
    SpaceDelimited,
    /// Pipes.
    PipeDelimited,
    /// Names with brackets.
    DeepObject,
    /// It is JSON.
    Json,
}

impl Style {
    /// A style without more to it.
    #[must_use]
    pub const fn new(kind: StyleKind, explode: bool) -> Self {
        Self { kind, explode, reserved: false, or_empty: false }
    }
}
