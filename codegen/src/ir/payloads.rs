//! What the API sends to servers of its users.

use super::{Docs, Type};
use crate::names::{Ident, Method, Type as TypeName, Wire};

/// What a webhook or a callback carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Payload {
    /// Its name in the crate's `payloads`.
    pub name: Ident<TypeName>,
    /// The webhook's or the callback's name.
    pub wire: Wire,
    /// The operation that a callback belongs to.
    pub sender: Option<Ident<Method>>,
    /// HTTP method, upper case.
    pub method: String,
    /// Content type, as the document writes it.
    pub media_type: String,
    /// Its type.
    pub ty: Type,
    /// Prose.
    pub docs: Docs,
}
