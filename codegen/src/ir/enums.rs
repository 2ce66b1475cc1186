//! Enums: values from a list.

use serde_json::Value;

use super::IntegerKind;
use crate::names::{Ident, Variant};

/// Values from a list, open to values that the list does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// How a value that is not listed is held.
    pub base: EnumBase,
    /// The values listed. None is null: that is said where the type is used.
    pub variants: Vec<EnumVariant>,
    /// Whether any other value of the base is as good as those listed, so that it can be sent.
    pub extensible: bool,
}

impl Enum {
    /// What there is no value of. One that is received all the same is kept, as in any enum.
    pub const EMPTY: Self = Self { base: EnumBase::Any, variants: Vec::new(), extensible: false };

    /// The only value, where there is one alone: users need not say it.
    #[must_use]
    pub fn only(&self) -> Option<&EnumVariant> {
        match self.variants.as_slice() {
            [only] if !self.extensible => Some(only),
            _ => None,
        }
    }
}

/// What all values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumBase {
    /// Strings.
    String,
    /// Integers.
    Integer(IntegerKind),
    /// Different things.
    Any,
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumVariant {
    /// The value. It fits the enum's base.
    pub value: Value,
    /// The variant.
    pub name: Ident<Variant>,
    /// Prose.
    pub description: Option<String>,
}

impl EnumVariant {
    /// The value where it is a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.value.as_str()
    }
}
