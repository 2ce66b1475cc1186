//! `integer_enum!`: everything about an enum of integers but its values.

/// Implements what all open enums of integers share.
///
/// The type is `Copy`, has `fn get(self) -> Integer`, `fn known(Integer) -> Option<Self>`, and a variant `Unknown(Integer)` for what the document does
/// not list (yet):
///
/// ```
/// /// How urgent it is.
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// #[non_exhaustive]
/// pub enum Priority {
///     /// `1`
///     Urgent,
///     /// A value that the document does not list.
///     Unknown(i64),
/// }
///
/// impl Priority {
///     pub const fn get(self) -> i64 {
///         match self {
///             Self::Urgent => 1,
///             Self::Unknown(value) => value,
///         }
///     }
///
///     const fn known(value: i64) -> Option<Self> {
///         match value {
///             1 => Some(Self::Urgent),
///             _ => None,
///         }
///     }
/// }
///
/// openapi_client::integer_enum!(Priority, i64);
///
/// assert_eq!(Priority::try_from(1), Ok(Priority::Urgent));
/// assert!(Priority::try_from(7).is_err());
/// let received: Priority = serde_json::from_str("7").unwrap();
/// assert_eq!(received, Priority::Unknown(7));
/// assert_eq!(serde_json::to_string(&received).unwrap(), "7");
/// ```
///
/// `Deserialize` keeps a value that is not listed, `TryFrom` refuses it, and `Validate` reports it before it is sent.
#[macro_export]
macro_rules! integer_enum {
    ($name:ident, $integer:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.get(), f)
            }
        }

        impl ::core::convert::TryFrom<::core::primitive::$integer> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: ::core::primitive::$integer) -> ::core::result::Result<Self, $crate::InvalidValue> {
                Self::known(value).ok_or($crate::InvalidValue::new(::core::stringify!($name), $crate::Constraint::Enum))
            }
        }

        impl ::core::convert::From<$name> for ::core::primitive::$integer {
            fn from(value: $name) -> Self {
                value.get()
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.get(), serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let value = <::core::primitive::$integer as $crate::serde::Deserialize>::deserialize(deserializer)?;
                ::core::result::Result::Ok(Self::known(value).unwrap_or(Self::Unknown(value)))
            }
        }

        impl $crate::Validate for $name {
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                // `Unknown` may hold a listed value that somebody put there by hand: on the wire it is the same.
                if Self::known(self.get()).is_none() {
                    violations.push(at, $crate::Constraint::Enum, $crate::Found::Number(self.get().into()));
                }
            }
        }
    };
}
