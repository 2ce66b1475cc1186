//! Text with constraints: what the macros for generated types need, and the types for formats that every API shares.
//!
//! All of them hold the text as it came. Decoding checks nothing; building a value and sending it does.

mod formats;
mod newtype;
mod open_enum;
mod open_enum_of_integers;
mod open_enum_of_json;
mod secret;

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;

pub use formats::{
    Base64, Date, DateTime, Decimal, Duration, Email, Hostname, IdnEmail, IdnHostname, Ipv4, Ipv6, Iri, IriReference, JsonPointer, Regex,
    RelativeJsonPointer, Time, Uri, UriReference, UriTemplate, Uuid,
};
#[doc(hidden)]
pub use open_enum_of_json::json_equal;
pub use secret::Secret;

use crate::validate::Constraint;

/// Text that breaks a constraint of the type that it was to become. The text itself is not kept: it may be secret.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidValue {
    type_name: &'static str,
    constraint: Constraint,
}

impl InvalidValue {
    /// A value for `type_name` broke `constraint`.
    #[must_use]
    pub const fn new(type_name: &'static str, constraint: Constraint) -> Self {
        Self { type_name, constraint }
    }

    /// The type that the text was to become.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// What the text breaks.
    #[must_use]
    pub const fn constraint(&self) -> Constraint {
        self.constraint
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.type_name, self.constraint)
    }
}

impl std::error::Error for InvalidValue {}

/// Any text becomes an enum that is open to all values: where it was not, `?` goes on compiling.
impl From<Infallible> for InvalidValue {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// A string newtype of any text.
///
/// For the macros of this crate only.
#[doc(hidden)]
pub fn deserialize_text<'de, T, D: serde::Deserializer<'de>>(deserializer: D, of: fn(Cow<'static, str>) -> T) -> Result<T, D::Error> {
    text(deserializer).map(|text| of(Cow::Owned(text.into_owned())))
}

/// A string enum, of which a text that it does not know is a value too.
///
/// For the macros of this crate only.
#[doc(hidden)]
pub fn deserialize_open<'de, T, D: serde::Deserializer<'de>>(
    deserializer: D,
    known: fn(&str) -> Option<T>,
    unknown: fn(String) -> T,
) -> Result<T, D::Error> {
    text(deserializer).map(|text| known(&text).unwrap_or_else(|| unknown(text.into_owned())))
}

/// Text that is borrowed from the input where it can be: a known enum value costs no allocation.
fn text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    struct Visitor;

    impl<'de> serde::de::Visitor<'de> for Visitor {
        type Value = Cow<'de, str>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Cow::Owned(text.to_owned()))
        }

        fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(text))
        }

        fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
            Ok(Cow::Owned(text))
        }
    }

    deserializer.deserialize_str(Visitor)
}
