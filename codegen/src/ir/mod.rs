//! The client, decided: what the generated crate holds, with every name chosen and every question about the document answered.
//!
//! Made by `lower`, printed by `emit`, compared by `diff`. It knows neither OpenAPI nor Rust syntax: there is no `$ref`, no schema, no token here.

mod bodies;
mod enums;
mod format;
mod operations;
mod parameters;
mod payloads;
mod rule;
mod servers;
mod types;
mod union;

use crate::names::{Ident, Lock, Module, Wire};

pub use bodies::*;
pub use enums::*;
pub use format::*;
pub use operations::*;
pub use parameters::*;
pub use payloads::*;
pub use rule::*;
pub use servers::*;
pub use types::*;
pub use union::*;

/// One API: the whole of a generated crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`, as it stands there.
    pub version: String,
    /// `info.description`.
    pub docs: Docs,
    /// Servers with an absolute URL. None: the user always gives a base URL.
    pub servers: Vec<Server>,
    /// Base URLs with variables, of the document's servers and of those of operations.
    pub server_urls: Vec<ServerUrl>,
    /// What their variables are limited to.
    pub server_enums: Vec<ServerEnum>,
    /// Security schemes that some operation may use, in the document's order.
    pub security: Vec<SecurityScheme>,
    /// All types; [`TypeId`]s are indices into it.
    pub types: Vec<TypeDef>,
    /// The files that the types are in: each type is in one.
    pub files: Vec<TypeFile>,
    /// Operations by tag, in the document's order.
    pub modules: Vec<OperationModule>,
    /// What webhooks and callbacks carry.
    pub payloads: Vec<Payload>,
    /// What of it a user can leave out.
    pub features: Features,
    /// The names above by what of the document has them, to be kept for its next version.
    pub names: Lock,
}

/// The features of a large crate, which choose parts of it. None: all of it is always there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// One for each of [`Api::modules`].
    pub modules: Vec<String>,
    /// One for the types that no operation uses, where there are such.
    pub unused: Option<String>,
}

impl Features {
    /// All of them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().chain(&self.unused).map(String::as_str)
    }
}

/// Types that are together in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFile {
    /// The modules that lead to it from the module of all types; none: it is that.
    pub path: Vec<Ident<Module>>,
    /// Whose they are.
    pub users: Users,
    /// The features that need it. Empty: it is always there.
    pub needed_by: Vec<String>,
    /// The types, in alphabetical order.
    pub types: Vec<TypeId>,
}

/// Which operations use the types of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Users {
    /// Any.
    Any,
    /// Those of one module.
    One(Ident<Module>),
    /// Those of several modules.
    Several,
    /// None.
    None,
}

/// Prose of the document, not yet made safe for rustdoc.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line: `summary` or `title`.
    pub summary: Option<String>,
    /// `CommonMark` text: `description`.
    pub description: Option<String>,
    /// What the document says that no type can.
    pub facts: Vec<Fact>,
    /// Of a string with constraints, a value that keeps them, as the document has it.
    pub example: Option<String>,
}

/// Something that only documentation can say: `Default: 10`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub about: &'static str,
    /// What it is.
    pub value: String,
}

/// A way to authenticate, as one constant of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The constant, in upper case.
    pub name: String,
    /// The key below `components/securitySchemes`.
    pub wire: Wire,
    /// What is sent.
    pub kind: SecurityKind,
    /// `description`.
    pub docs: Docs,
}

/// What a security scheme sends, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer …`; also OAuth 2 and `OpenID Connect`, whose tokens go the same way.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A header with this name.
    ApiKeyHeader(Wire),
    /// A query parameter with this name.
    ApiKeyQuery(Wire),
    /// A cookie with this name.
    ApiKeyCookie(Wire),
}
