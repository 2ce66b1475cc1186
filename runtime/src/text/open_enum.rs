//! `string_enum!`: everything about an enum of strings but its values.

/// Implements what all open string enums share, from a list of variants and what they are on the wire.
///
/// The enum has one more variant, `Unknown(String)`, for what the document does not list (yet):
///
/// ```
/// /// A network.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Network {
///     /// `Bitcoin`
///     Bitcoin,
///     /// `bitcoin-testnet`
///     BitcoinTestnet,
///     /// A value that the document does not list.
///     Unknown(String),
/// }
///
/// openapi_client::string_enum!(Network {
///     Bitcoin: "Bitcoin",
///     BitcoinTestnet: "bitcoin-testnet",
/// });
///
/// assert_eq!("Bitcoin".parse(), Ok(Network::Bitcoin));
/// assert_eq!(Network::BitcoinTestnet.as_str(), "bitcoin-testnet");
/// assert!("Narnia".parse::<Network>().is_err());
/// ```
///
/// `Deserialize` keeps a value that is not listed, parsing refuses it, and `Validate` reports it before it is sent.
///
/// With `..` behind the list, any other value is as good as those in it. Then any string becomes one:
///
/// ```
/// # #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// # #[non_exhaustive]
/// # pub enum Model { Small, Unknown(String) }
/// openapi_client::string_enum!(Model {
///     Small: "small",
///     ..
/// });
///
/// assert_eq!(Model::from("small"), Model::Small);
/// assert_eq!(Model::from("large").as_str(), "large");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($variant:ident: $wire:literal,)* .. }) => {
        $crate::string_enum!(@shared $name { $($variant: $wire),* });

        impl ::core::convert::From<&::core::primitive::str> for $name {
            fn from(value: &::core::primitive::str) -> Self {
                Self::known(value).unwrap_or_else(|| Self::Unknown(::std::borrow::ToOwned::to_owned(value)))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::known(&value).unwrap_or(Self::Unknown(value))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::InvalidValue;

            fn from_str(value: &::core::primitive::str) -> ::core::result::Result<Self, $crate::InvalidValue> {
                ::core::result::Result::Ok(::core::convert::From::from(value))
            }
        }

        impl $crate::Validate for $name {
            fn validate(&self, _: &$crate::At<'_>, _: &mut $crate::Violations) {}
        }
    };
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::string_enum!(@shared $name { $($variant: $wire),* });

        impl ::core::str::FromStr for $name {
            type Err = $crate::InvalidValue;

            fn from_str(value: &::core::primitive::str) -> ::core::result::Result<Self, $crate::InvalidValue> {
                Self::known(value).ok_or($crate::InvalidValue::new(::core::stringify!($name), $crate::Constraint::Enum))
            }
        }

        impl ::core::convert::TryFrom<&::core::primitive::str> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: &::core::primitive::str) -> ::core::result::Result<Self, $crate::InvalidValue> {
                ::core::str::FromStr::from_str(value)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: ::std::string::String) -> ::core::result::Result<Self, $crate::InvalidValue> {
                ::core::str::FromStr::from_str(&value)
            }
        }

        impl $crate::Validate for $name {
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                if let Self::Unknown(value) = self {
                    // `Unknown` may hold a listed value that somebody put there by hand: on the wire it is the same.
                    if Self::known(value).is_none() {
                        violations.push(at, $crate::Constraint::Enum, $crate::Found::text(value));
                    }
                }
            }
        }
    };
    (@shared $name:ident { $($variant:ident: $wire:literal),* }) => {
        impl $name {
            /// The value as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &::core::primitive::str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => value,
                }
            }

            #[allow(clippy::self_named_constructors, reason = "the enum may be called `Known`")]
            fn known(value: &::core::primitive::str) -> ::core::option::Option<Self> {
                match value {
                    $($wire => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::convert::AsRef<::core::primitive::str> for $name {
            fn as_ref(&self) -> &::core::primitive::str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.as_str(), f)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                ::std::borrow::ToOwned::to_owned(value.as_str())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::deserialize_open(deserializer, Self::known, Self::Unknown)
            }
        }
    };
}
