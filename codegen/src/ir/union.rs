//! Unions: one of several types, and what tells them apart.

use super::{Docs, Type};
use crate::names::{Ident, Variant, Wire};

/// One of several types: `oneOf`, `anyOf`, a `type` of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// In the document's order, which decides where nothing else does.
    pub variants: Vec<UnionVariant>,
    /// The property whose value says which object it is: a discriminator, or one that is constant in each.
    pub tag: Option<Wire>,
    /// Received values that no variant fits are kept.
    pub open: bool,
    /// Received values may fit several variants, and must not (`oneOf`).
    pub exclusive: bool,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// The variant.
    pub name: Ident<Variant>,
    /// What it holds.
    pub ty: Type,
    /// Prose.
    pub docs: Docs,
    /// Values of the tag that mean this variant.
    pub tags: Vec<Wire>,
    /// Its type has no property for the tag, which is written all the same.
    pub adds_tag: bool,
    /// The tag may be absent.
    pub is_tag_optional: bool,
    /// How its values are recognized.
    pub shape: Shape,
}

/// What the values of a variant look like in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The JSON types that they have.
    pub json: JsonTypes,
    /// Its strings are told from others by whether they parse as its type.
    pub parsed: bool,
    /// The declared properties of its objects, where they tell it from other objects.
    pub properties: Option<Properties>,
}

/// The declared properties of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Those that are always there.
    pub required: Vec<Wire>,
    /// Those that may be.
    pub optional: Vec<Wire>,
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JsonTypes(u8);

impl JsonTypes {
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(1);
    /// Numbers without a fraction.
    pub const INTEGER: Self = Self(2);
    /// All numbers.
    pub const NUMBER: Self = Self(2 | 4);
    /// Strings.
    pub const STRING: Self = Self(8);
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    /// Objects.
    pub const OBJECT: Self = Self(32);
    /// Everything but null, which is said where a type is used.
    pub const ANY: Self = Self(63);

    /// Those in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether some type is in both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all types of the other are in this one.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}
