//! Bodies: how what is sent is written, and how what comes back is read.

use super::{Docs, Style, Type};
use crate::names::Wire;

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What it is, and how it is written.
    pub kind: BodyKind,
    /// Must it be sent.
    pub required: bool,
    /// Content type, as the document writes it.
    pub media_type: String,
    /// Prose.
    pub docs: Docs,
}

/// How a request body is written.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyKind {
    /// As JSON.
    Json(Type),
    /// As a form (`application/x-www-form-urlencoded`).
    Form(Type, FieldStyles),
    /// As a multipart form.
    Multipart(Type, FieldStyles),
    /// As text: the type is a scalar.
    Text(Type),
    /// As it is: bytes or a stream.
    Bytes,
}

/// How the properties of a form are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldStyles {
    /// Those that have no style of their own.
    pub common: FieldStyle,
    /// Those that have, by their names.
    pub own: Vec<(Wire, FieldStyle)>,
}

/// How a property of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// A scalar as it is, a list as one field for each item, an object as JSON.
    Plain,
    /// As JSON.
    Json,
    /// Like plain, with a content type.
    Typed(String),
    /// Like a parameter in a query.
    Styled(Style),
}

impl Body {
    /// The type of what is sent, where it is no stream.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match &self.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty, _) | BodyKind::Text(ty) => Some(ty),
            BodyKind::Bytes => None,
        }
    }

    /// The same, to change it.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match &mut self.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty, _) | BodyKind::Text(ty) => Some(ty),
            BodyKind::Bytes => None,
        }
    }
}

/// How the body of a reply is read, and what it is then.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyBody {
    /// There is none, or none that is looked at.
    None,
    /// As JSON.
    Json(Type),
    /// As text.
    Text,
    /// As a stream of bytes.
    Bytes,
    /// As a stream of server-sent events, whose data is JSON of a type, or text.
    Events(Option<Type>),
    /// As a stream of JSON values.
    Items(Type),
}

impl ReplyBody {
    /// The type of the JSON in it.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Events(Some(ty)) | Self::Items(ty) => Some(ty),
            Self::None | Self::Text | Self::Bytes | Self::Events(None) => None,
        }
    }

    /// The same, to change it.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) | Self::Events(Some(ty)) | Self::Items(ty) => Some(ty),
            Self::None | Self::Text | Self::Bytes | Self::Events(None) => None,
        }
    }

    /// Whether it is read while it arrives.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Bytes | Self::Events(_) | Self::Items(_))
    }
}
