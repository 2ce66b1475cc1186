//! Types: sets of what JSON has.

use crate::source::{Data, Node};

/// A set of types, null apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::diff::wire) struct Types(u8);

const NAMES: &[(&str, u8)] = &[("boolean", 1), ("integer", 2), ("number", 6), ("string", 8), ("array", 16), ("object", 32)];

impl Types {
    pub(super) const NONE: Self = Self(0);
    pub(super) const STRING: Self = Self(8);
    pub(super) const ARRAY: Self = Self(16);
    pub(super) const OBJECT: Self = Self(32);

    /// Those of the keyword `type`.
    pub(super) fn written(node: &Node) -> Option<Self> {
        let named = |node: &Node| NAMES.iter().find(|(name, _)| node.as_str() == Some(name)).map_or(Self::NONE, |(_, bits)| Self(*bits));
        match &node.data {
            Data::String(_) => Some(named(node)),
            Data::Array(items) => Some(items.iter().map(named).fold(Self::NONE, Self::or)),
            _ => None,
        }
    }

    /// That of a value.
    pub(super) fn of(value: &Node) -> Self {
        Self(match &value.data {
            Data::Null => 0,
            Data::Bool(_) => 1,
            Data::Number(number) if number.is_integer() => 2,
            Data::Number(_) => 6,
            Data::String(_) => 8,
            Data::Array(_) => 16,
            Data::Object(_) => 32,
        })
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether all of it is in another.
    pub(super) fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether a value may be of one of them in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Their names.
    pub(super) fn names(self) -> Vec<String> {
        // Every integer is a number.
        let covered = |bits: u8| self.0 & bits == bits && !(bits == 2 && self.0 & 6 == 6);
        let mut names: Vec<String> = NAMES.iter().filter(|(_, bits)| covered(*bits)).map(|(name, _)| format!("`{name}`")).collect();
        if self.0 & 6 == 4 {
            names.push("`number`".to_owned());
        }
        names
    }
}

/// Whether `type` has null.
pub(super) fn says_null(node: &Node) -> bool {
    let is = |node: &Node| node.as_str() == Some("null");
    is(node) || node.as_array().is_some_and(|items| items.iter().any(is))
}
