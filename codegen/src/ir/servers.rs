//! Servers: where requests go.

use super::Docs;
use crate::names::{Field, Ident, Type as TypeName, Variant};

/// One variant of the enum of servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The variant.
    pub name: Ident<Variant>,
    /// How the command line and configuration files name it.
    pub text: String,
    /// Absolute, `http` or `https`, verified; variables have their defaults.
    pub url: String,
    /// `description`.
    pub docs: Docs,
    /// The description says that it is deprecated.
    pub deprecated: bool,
}

/// A base URL with variables, as a struct that makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerUrl {
    /// The struct.
    pub name: Ident<TypeName>,
    /// What stands in it.
    pub parts: Vec<UrlPart>,
    /// The URL, as it stands in the document.
    pub template: String,
    /// Its variables, each once.
    pub variables: Vec<ServerVariable>,
    /// `description`.
    pub docs: Docs,
}

/// A part of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlPart {
    /// Text.
    Literal(String),
    /// Index of a variable.
    Variable(usize),
}

/// A part of a server's URL that users choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The field, and the `with_…` method.
    pub name: Ident<Field>,
    /// Its name in the URL.
    pub wire: String,
    /// What it may be.
    pub values: VariableValues,
    /// `description`.
    pub docs: Docs,
}

/// What a variable may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VariableValues {
    /// Any text; this one by default.
    Text(String),
    /// A variant of one of [`Api::server_enums`](super::Api::server_enums).
    Listed {
        /// Which enum.
        index: usize,
        /// Which variant by default.
        default: usize,
    },
}

/// The values that a variable is limited to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerEnum {
    /// The enum.
    pub name: Ident<TypeName>,
    /// The variable that it is of.
    pub wire: String,
    /// Its variants, and what each stands for.
    pub variants: Vec<(Ident<Variant>, String)>,
}

/// Where the requests of one operation go, in place of the client's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnServer {
    /// The server's URL: absolute, or a path on the host of the client's.
    pub url: String,
    /// URLs of other servers of the client, and where requests go beside them.
    pub beside: Vec<(String, String)>,
}
