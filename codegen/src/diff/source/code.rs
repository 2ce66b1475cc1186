//! Rust as text, in which the types of an API stay what they are: so that one that is renamed changes no signature.

use std::borrow::Cow;

use crate::ir::{Api, Format, IntegerKind, NumberKind, Type, TypeId, TypeKind};

/// A piece of Rust: a type, mostly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Code(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(Cow<'static, str>),
    Type(TypeId),
}

impl Code {
    /// Text that mentions no type of the API.
    pub(super) fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// A named type.
    pub(super) fn named(id: TypeId) -> Self {
        Self(vec![Piece::Type(id)])
    }

    /// A type as it is held.
    pub(super) fn of(ty: &Type) -> Self {
        match ty {
            Type::Any => Self::text("Value"),
            Type::Null => Self::text("()"),
            Type::Boolean => Self::text("bool"),
            Type::Integer { kind, .. } => Self::text(integer(*kind)),
            Type::Number { kind: NumberKind::F32, .. } => Self::text("f32"),
            Type::Number { kind: NumberKind::F64, .. } => Self::text("f64"),
            Type::String => Self::text("String"),
            Type::Format(format) => Self::text(runtime(*format)),
            Type::Chosen(path) => Self::text(path.clone()),
            Type::File => Self::text("FilePart"),
            Type::Array { items, .. } => Self::of(items).inside("Vec"),
            Type::Map { values, .. } => Self::list([Self::text("String"), Self::of(values)]).inside("BTreeMap"),
            Type::Nullable(inner) => Self::of(inner).inside("Option"),
            Type::Boxed(inner) => Self::of(inner).inside("Box"),
            Type::Named(id) => Self::named(*id),
        }
    }

    /// A type as an argument that is only looked at.
    pub(super) fn borrowed(ty: &Type) -> Self {
        match ty {
            Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number { .. } => Self::of(ty),
            Type::String => Self::text("&str"),
            Type::Array { items, .. } => Self::around("&[", Self::of(items), "]"),
            Type::Boxed(inner) => Self::borrowed(inner),
            ty => Self::around("&", Self::of(ty), ""),
        }
    }

    /// `Outer<self>`
    pub(super) fn inside(self, outer: &'static str) -> Self {
        Self::around(Cow::Owned(format!("{outer}<")), self, ">")
    }

    /// With commas between.
    pub(super) fn list(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut pieces = Vec::new();
        for part in parts {
            if !pieces.is_empty() {
                pieces.push(Piece::Text(Cow::Borrowed(", ")));
            }
            pieces.extend(part.0);
        }
        Self(pieces)
    }

    fn around(before: impl Into<Cow<'static, str>>, inner: Self, after: &'static str) -> Self {
        let mut pieces = vec![Piece::Text(before.into())];
        pieces.extend(inner.0);
        if !after.is_empty() {
            pieces.push(Piece::Text(Cow::Borrowed(after)));
        }
        Self(pieces)
    }

    /// As it is written where the types are imported.
    pub(super) fn show(&self, api: &Api) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Type(id) => api.types[id.0].name.as_str(),
        });
        pieces.collect()
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// With what its aliases stand for, as the compiler sees it.
    pub(super) fn expanded(&self, api: &Api) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for piece in &self.0 {
            // Aliases end: `lower` saw to it.
            if let Piece::Type(id) = piece
                && let TypeKind::Alias(ty) = &api.types[id.0].kind
            {
                pieces.extend(Self::of(ty).expanded(api));
            } else {
                pieces.push(piece.clone());
            }
        }
        pieces
    }
}

/// What a type is when its aliases are followed.
pub(super) fn behind_aliases<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    while let Type::Named(id) = ty
        && let TypeKind::Alias(inner) = &api.types[id.0].kind
    {
        ty = inner;
    }
    ty
}

/// The named type behind a named type's aliases; itself, where it is none.
pub(super) fn resolved(api: &Api, id: TypeId) -> Option<TypeId> {
    match &api.types[id.0].kind {
        TypeKind::Alias(ty) => match behind_aliases(api, ty) {
            Type::Named(id) => Some(*id),
            _ => None,
        },
        _ => Some(id),
    }
}

/// The primitive type that holds an integer.
pub(super) fn integer(kind: IntegerKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// The runtime's type for a format: it has the format's name.
fn runtime(format: Format) -> String {
    if format == Format::Password { "Secret".to_owned() } else { format!("{format:?}") }
}
