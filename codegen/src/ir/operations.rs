//! Operations: what the client's methods send and receive.

use super::{Body, Constant, Docs, OwnServer, Parameter, ReplyBody, Type, TypeId};
use crate::names::{Ident, Method, Module, Type as TypeName, Variant};

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationModule {
    /// The module.
    pub name: Ident<Module>,
    /// The tag as the document writes it; `None` for operations without one.
    pub tag: Option<String>,
    /// The tag's description.
    pub docs: Docs,
    /// Its operations, in the document's order.
    pub operations: Vec<Operation>,
}

/// One method of the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The method.
    pub name: Ident<Method>,
    /// Name of the builder that carries optional parameters, and stem of its response types.
    pub type_name: Ident<TypeName>,
    /// HTTP method, upper case.
    pub method: String,
    /// The path, as it stands in the document.
    pub path: String,
    /// What is sent of it: literal text, and names of parameters in braces.
    pub template: String,
    /// What every request of it carries: pairs that the path has behind a `?`, and required parameters of one possible value.
    pub constants: Vec<Constant>,
    /// Where it goes, if not to the client's server.
    pub server: Option<OwnServer>,
    /// Prose.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Alternatives, of which one has to be satisfied, each with all its schemes as indices into [`Api::security`](super::Api::security). Empty: no credentials.
    pub security: Vec<Vec<usize>>,
    /// Parameters, required ones in the order of the arguments.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Body>,
    /// What comes back.
    pub responses: Responses,
}

impl Operation {
    /// The named types that it mentions.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let sent = self.parameters.iter().map(|parameter| &parameter.ty).chain(self.body.as_ref().and_then(Body::ty));
        sent.filter_map(Type::named).chain(self.responses.types()).collect()
    }

    /// Whether it has anything that a caller may leave out, which makes it a builder.
    #[must_use]
    pub fn has_options(&self) -> bool {
        self.parameters.iter().any(|parameter| !parameter.required) || self.body.as_ref().is_some_and(|body| !body.required)
    }
}

/// What an operation's replies decode to.
#[derive(Clone, Debug, PartialEq)]
pub struct Responses {
    /// What the caller gets.
    pub success: ReplyType,
    /// What an error of the API carries.
    pub failure: ReplyType,
    /// Media types of the bodies that are read, for `Accept`; `None`: the runtime's own default says it.
    pub accept: Option<String>,
    /// Declared replies, the particular before the general: codes, ranges, default.
    pub replies: Vec<Reply>,
    /// The headers that replies declare, in the same order.
    pub headers: Vec<ReplyHeaders>,
}

impl Responses {
    /// Whether some success is read while it arrives.
    #[must_use]
    pub fn has_stream(&self) -> bool {
        self.replies.iter().any(|reply| reply.body.is_stream())
    }

    /// The named types that they mention.
    #[must_use]
    pub fn types(&self) -> Vec<TypeId> {
        let of = |side: &ReplyType| match side {
            ReplyType::One(body) => body.ty().and_then(Type::named),
            ReplyType::Choice(id) => Some(*id),
            ReplyType::None => None,
        };
        of(&self.success).into_iter().chain(of(&self.failure)).chain(self.headers.iter().map(|headers| headers.ty)).collect()
    }
}

/// The type that all successes, or all failures, of an operation share.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyType {
    /// None is declared.
    None,
    /// All have this body.
    One(ReplyBody),
    /// They differ: a [`TypeKind::Replies`](super::TypeKind::Replies).
    Choice(TypeId),
}

/// A variant of an operation's successes or failures.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyVariant {
    /// The variant: the status's reason phrase.
    pub name: Ident<Variant>,
    /// The body.
    pub body: ReplyBody,
    /// The reply's description.
    pub docs: Docs,
}

/// One declared reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// Which statuses.
    pub status: Statuses,
    /// Success or failure.
    pub outcome: Outcome,
    /// Index of the variant, where the type is a [`ReplyType::Choice`].
    pub variant: Option<usize>,
    /// How its body is read.
    pub body: ReplyBody,
}

/// The headers that some replies of an operation declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyHeaders {
    /// Which replies.
    pub statuses: Vec<Statuses>,
    /// A struct with a field for each.
    pub ty: TypeId,
}

/// Which statuses a declared reply is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Statuses {
    /// One code.
    Code(u16),
    /// A hundred: `4XX` is 4.
    Hundred(u16),
    /// Whatever is not declared otherwise.
    Default,
}

/// Does a reply mean success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// `2XX`.
    Success,
    /// The rest.
    Failure,
}
