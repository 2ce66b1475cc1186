//! Validation of what is about to be sent: a value and its place go in, violations come out.
//!
//! Nothing here stops at the first mistake. Replies are validated for a strict client only: what a server sent must not fail a call.

mod at;
mod bound;
pub mod check;
mod constraint;
mod rule;
mod violation;

use std::collections::BTreeMap;

pub(crate) use at::Token;
pub use at::{At, Location};
pub use bound::Bound;
pub use constraint::Constraint;
pub use rule::Rule;
pub use violation::{Found, Violation, Violations};

/// A value that can say how it breaks its constraints.
///
/// Implemented by generated types that have something to check, which follows from the document's constraints and may change with any version; for values
/// without constraints of their own it does nothing.
pub trait Validate {
    /// Records everything that is wrong with this value, which is at `at`.
    fn validate(&self, at: &At<'_>, violations: &mut Violations);
}

impl<T: Validate> Validate for Option<T> {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.validate(at, violations);
        }
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        (**self).validate(at, violations);
    }
}

impl<T: Validate> Validate for [T] {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        for (index, item) in self.iter().enumerate() {
            item.validate(&at.index(index), violations);
        }
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        self.as_slice().validate(at, violations);
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn validate(&self, at: &At<'_>, violations: &mut Violations) {
        for (name, value) in self {
            value.validate(&at.property(name), violations);
        }
    }
}

/// For types none of whose values is wrong by itself.
macro_rules! always_valid {
    ($($type:ty),*) => {$(
        impl Validate for $type {
            fn validate(&self, _: &At<'_>, _: &mut Violations) {}
        }
    )*};
}

always_valid!((), bool, String, str, i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, serde_json::Value, serde_json::Number);

/// JSON has no word for these numbers: serde writes `null` in their place.
macro_rules! finite {
    ($($type:ty),*) => {$(
        impl Validate for $type {
            fn validate(&self, at: &At<'_>, violations: &mut Violations) {
                if !self.is_finite() {
                    violations.push(at, Constraint::Finite, Found::Number((*self).into()));
                }
            }
        }
    )*};
}

finite!(f32, f64);
