//! What a generated crate offers, item by item: [`Api`] → [`Surface`].
//!
//! It says in a few words what `emit` prints, and decides nothing anew. A test holds the two together: the items of emitted code, read by syn, are these.

mod lines;
mod operations;
mod root;
mod types;

use super::code::Code;
use crate::ir::{Api, TypeId};

pub(super) use operations::{builder, call, signature};

/// All public items of a crate.
#[derive(Debug)]
pub(super) struct Surface(pub(super) Vec<Item>);

/// A public item: a type, a constant, a module.
#[derive(Debug)]
pub(super) struct Item {
    /// The module that users find it in; empty: the crate's root.
    pub(super) module: String,
    /// Its name there.
    pub(super) name: String,
    /// What it is of the document.
    pub(super) of: Of,
    /// What it is.
    pub(super) kind: Kind,
    /// What it has.
    pub(super) members: Vec<Member>,
    /// The traits that it derives, and `Validate`. What macros of the runtime implement is the same for all of a kind.
    pub(super) traits: Vec<&'static str>,
    /// It is `#[deprecated]`.
    pub(super) deprecated: bool,
}

/// What an item is of the document: that of another version with the same is the same item, whatever its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    /// A type.
    Type(TypeId),
    /// The builder of an operation: indices of its module and its own.
    Operation(usize, usize),
    /// A module of operations.
    Module(usize),
    /// Something else, by what the document calls it.
    Other(&'static str, String),
}

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A struct or an enum, and what kind of one.
    Type(&'static str),
    /// An enum, by what it holds of a value that is not listed.
    Enum(String),
    /// A struct whose fields have no names.
    Tuple(Vec<Code>),
    /// Another name for a type.
    Alias(Code),
    /// The builder of an operation.
    Builder,
    /// Something that is there or is not.
    Other(&'static str),
}

/// A field, variant, method or constant.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name.
    pub(super) name: String,
    /// Its name in the document.
    pub(super) wire: String,
    /// What it is.
    pub(super) what: What,
    /// It is `#[deprecated]`.
    pub(super) deprecated: bool,
}

/// What a member is.
#[derive(Debug)]
pub(super) enum What {
    /// A public field, and what its `with_…` method takes, where it has one.
    Field { ty: Code, setter: Option<Code> },
    /// A variant, and what it holds.
    Variant(Option<Code>),
    /// A function.
    Function(Function),
    /// A constant.
    Constant,
}

/// A function's signature.
#[derive(Debug)]
pub(super) struct Function {
    /// It is called on a value.
    pub(super) has_self: bool,
    /// Its arguments.
    pub(super) arguments: Vec<Argument>,
    /// What it returns; none: it makes what it is a function of.
    pub(super) returns: Option<Code>,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    /// Its name.
    pub(super) name: String,
    /// What it is in the document.
    pub(super) wire: String,
    /// Its type.
    pub(super) ty: Code,
    /// The type of the document that it is given by: how it is passed may follow from that.
    pub(super) of: Code,
}

impl Surface {
    /// The items of a crate.
    pub(super) fn of(api: &Api) -> Self {
        let mut items = types::items(api);
        items.extend(operations::builders(api));
        items.extend(root::items(api));
        Self(items)
    }
}

impl Item {
    /// Its path, as users write it.
    pub(super) fn path(&self) -> String {
        if self.module.is_empty() { self.name.clone() } else { format!("{}::{}", self.module, self.name) }
    }

    fn new(module: &str, name: &str, of: Of, kind: Kind) -> Self {
        Self { module: module.to_owned(), name: name.to_owned(), of, kind, members: Vec::new(), traits: Vec::new(), deprecated: false }
    }

    /// The constructor, where it has one.
    pub(super) fn constructor(&self) -> Option<&Function> {
        self.members.iter().find_map(|member| match &member.what {
            What::Function(function) if member.name == "new" => Some(function),
            _ => None,
        })
    }
}

impl Member {
    fn new(name: &str, wire: &str, what: What) -> Self {
        Self { name: name.to_owned(), wire: wire.to_owned(), what, deprecated: false }
    }

    /// A function on a value that has none of the document in it.
    fn function(name: &str, has_self: bool, arguments: Vec<Argument>, returns: Option<Code>) -> Self {
        Self::new(name, name, What::Function(Function { has_self, arguments, returns }))
    }
}
