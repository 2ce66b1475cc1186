//! `string_newtype!`: everything about a constrained string but its constraints.

/// Implements what all string newtypes share.
///
/// The type is a tuple struct of one `Cow<'static, str>` with a `const fn check(&str) -> Result<(), Constraint>`
/// among its associated functions, in the module of this call:
///
/// ```
/// use std::borrow::Cow;
/// use openapi_client::{Constraint, check};
///
/// /// A name.
/// #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct Name(Cow<'static, str>);
///
/// impl Name {
///     const fn check(value: &str) -> Result<(), Constraint> {
///         if check::length(value) > 4 {
///             return Err(Constraint::MaxLength(4));
///         }
///         Ok(())
///     }
/// }
///
/// openapi_client::string_newtype!(Name);
///
/// const ANNA: Name = Name::from_static("Anna");
/// assert_eq!(ANNA.as_str(), "Anna");
/// assert_eq!("Annabel".parse::<Name>().unwrap_err().to_string(), "Name must have at most 4 characters");
/// ```
///
/// In a `const`, text that breaks a constraint does not compile, and the compiler's message has the constraint.
/// `Deserialize` takes any text; `Validate` checks it again before it is sent.
#[macro_export]
macro_rules! string_newtype {
    ($name:ident) => {
        impl $name {
            /// Creates one from a literal.
            ///
            /// # Panics
            ///
            /// If the text breaks a constraint. In a `const` that is a compile error, which names the constraint.
            #[must_use]
            #[track_caller]
            pub const fn from_static(value: &'static ::core::primitive::str) -> Self {
                match Self::check(value) {
                    ::core::result::Result::Ok(()) => Self(::std::borrow::Cow::Borrowed(value)),
                    ::core::result::Result::Err(violated) => violated.panic(::core::stringify!($name)),
                }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &::core::primitive::str {
                &self.0
            }
        }

        impl ::core::convert::AsRef<::core::primitive::str> for $name {
            fn as_ref(&self) -> &::core::primitive::str {
                &self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&*self.0, f)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!($name)).field(&&*self.0).finish()
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: ::std::string::String) -> ::core::result::Result<Self, $crate::InvalidValue> {
                match Self::check(&value) {
                    ::core::result::Result::Ok(()) => ::core::result::Result::Ok(Self(::std::borrow::Cow::Owned(value))),
                    ::core::result::Result::Err(violated) => {
                        ::core::result::Result::Err($crate::InvalidValue::new(::core::stringify!($name), violated))
                    }
                }
            }
        }

        impl ::core::convert::TryFrom<&::core::primitive::str> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: &::core::primitive::str) -> ::core::result::Result<Self, $crate::InvalidValue> {
                ::core::convert::TryFrom::<::std::string::String>::try_from(::std::borrow::ToOwned::to_owned(value))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::InvalidValue;

            fn from_str(value: &::core::primitive::str) -> ::core::result::Result<Self, $crate::InvalidValue> {
                ::core::convert::TryFrom::<&::core::primitive::str>::try_from(value)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.0.into_owned()
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let text = $crate::deserialize_text(deserializer)?;
                ::core::result::Result::Ok(Self(::std::borrow::Cow::Owned(text.into_owned())))
            }
        }

        impl $crate::Validate for $name {
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                if let ::core::result::Result::Err(violated) = Self::check(&self.0) {
                    violations.push(at, violated, $crate::Found::text(&self.0));
                }
            }
        }
    };
}
