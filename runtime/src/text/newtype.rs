//! `string_newtype!`: everything about a constrained string but its constraints.

/// Implements what all string newtypes share.
///
/// The type is a tuple struct of one `Cow<'static, str>`. Its constraints are listed: `min_length` and `max_length` in characters, a `format` and
/// the check of [`check`](crate::check) for it, a `pattern`, which the type's own `const fn matches(&str) -> bool` looks for.
///
/// ```
/// use std::borrow::Cow;
///
/// /// A mail address of the company.
/// #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct Address(Cow<'static, str>);
///
/// impl Address {
///     /// Whether it matches `^[^_]`.
///     const fn matches(value: &str) -> bool {
///         !value.is_empty() && value.as_bytes()[0] != b'_'
///     }
/// }
///
/// openapi_client::string_newtype!(Address { max_length: 20, pattern: "^[^_]", format: "email" is_email });
///
/// const ANNA: Address = Address::from_static("anna@example.com");
/// assert_eq!(ANNA.as_str(), "anna@example.com");
/// assert_eq!("_@example.com".parse::<Address>().unwrap_err().to_string(), "Address must match the pattern `^[^_]`");
/// ```
///
/// In a `const`, text that breaks a constraint does not compile, and the compiler's message has the first that it breaks, in the order of the list.
/// `Deserialize` takes any text; `Validate` checks it again before it is sent, and reports every constraint that it breaks.
#[macro_export]
macro_rules! string_newtype {
    ($name:ident { $($rule:ident: $bound:literal $($check:ident)?),* $(,)? }) => {
        impl $name {
            /// The first constraint that a text breaks.
            const fn broken(value: &::core::primitive::str) -> ::core::option::Option<$crate::Constraint> {
                $(if !$crate::string_newtype!(@keeps $rule value $bound $($check)?) {
                    return ::core::option::Option::Some($crate::string_newtype!(@constraint $rule $bound));
                })*
                ::core::option::Option::None
            }

            /// Creates one from a literal.
            ///
            /// # Panics
            ///
            /// If the text breaks a constraint. In a `const` that is a compile error, which names the constraint.
            #[must_use]
            #[track_caller]
            pub const fn from_static(value: &'static ::core::primitive::str) -> Self {
                match Self::broken(value) {
                    ::core::option::Option::None => Self(::std::borrow::Cow::Borrowed(value)),
                    ::core::option::Option::Some(broken) => broken.panic(::core::stringify!($name)),
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
                match Self::broken(&value) {
                    ::core::option::Option::None => ::core::result::Result::Ok(Self(::std::borrow::Cow::Owned(value))),
                    ::core::option::Option::Some(broken) => {
                        ::core::result::Result::Err($crate::InvalidValue::new(::core::stringify!($name), broken))
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
                $crate::deserialize_text(deserializer, Self)
            }
        }

        impl $crate::Validate for $name {
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                let value = self.as_str();
                $(if !$crate::string_newtype!(@keeps $rule value $bound $($check)?) {
                    violations.push(at, $crate::string_newtype!(@constraint $rule $bound), $crate::Found::text(value));
                })*
            }
        }
    };
    (@keeps min_length $value:ident $bound:literal) => { $crate::check::has_min_length($value, $bound) };
    (@keeps max_length $value:ident $bound:literal) => { $crate::check::has_max_length($value, $bound) };
    (@keeps pattern $value:ident $bound:literal) => { Self::matches($value) };
    (@keeps format $value:ident $bound:literal $check:ident) => { $crate::check::$check($value) };
    (@constraint min_length $bound:literal) => { $crate::Constraint::MinLength($bound) };
    (@constraint max_length $bound:literal) => { $crate::Constraint::MaxLength($bound) };
    (@constraint pattern $bound:literal) => { $crate::Constraint::Pattern($bound) };
    (@constraint format $bound:literal) => { $crate::Constraint::Format($bound) };
}
