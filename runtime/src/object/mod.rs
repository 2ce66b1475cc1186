//! Objects: how generated structs are read and written.
//!
//! serde's derive would do the same with three times the code, which every build of a large client would pay for. What is here in its place is about
//! objects alone: [`object!`](crate::object!) lists the properties of a struct.
//!
//! What the list becomes is what the compiler checks fastest: a call for each property and nothing that returns early between them (each `?` costs as much
//! as the call it is behind). So one loop reads all objects, into slots of which it knows the names only, and one pattern takes their values out; what is
//! written remembers its first failure until its end.

mod read;
mod write;

pub use read::{Missing, Nullable, Object, Optional, Slot, absent, deserialize, present, read, read_with_rest};
pub use write::Writer;

use crate::validate::{At, Validate, Violations};

/// Validates the value of a property that is marked so.
pub fn checked<T: Validate>(value: &T, at: &At<'_>, violations: &mut Violations) {
    value.validate(at, violations);
}

/// Implements `Deserialize` and `Serialize` for a struct that is an object: of each field its property's name, and whether it may be absent or null.
///
/// ```
/// use std::collections::BTreeMap;
/// use openapi_client::serde_json;
///
/// #[derive(Debug, PartialEq)]
/// struct Wallet {
///     id: String,
///     parent: Option<String>,
///     name: Option<String>,
///     note: Option<Option<String>>,
///     additional_properties: BTreeMap<String, i64>,
/// }
///
/// openapi_client::object!(Wallet {
///     id: "id" required,
///     parent: "parentId" nullable,
///     name: "name" optional,
///     note: "note" optional_nullable,
///     ..additional_properties
/// });
///
/// # for json in [
/// #     r#"{"id":"1","parentId":null}"#,
/// #     r#"{"id":"1","parentId":"0","name":"x","note":null,"b":2}"#,
/// # ] {
/// #     let wallet: Wallet = serde_json::from_str(json).unwrap();
/// #     assert_eq!(serde_json::to_string(&wallet).unwrap(), json);
/// # }
/// # assert!(serde_json::from_str::<Wallet>("{}").unwrap_err().to_string().starts_with("missing field `id`"));
/// ```
///
/// Undeclared properties are passed over where no field takes them. A property that is there twice counts as its last.
///
/// Behind the list, `checked` also implements [`Validate`](crate::Validate), by that of each property that is `checked` too; and `closed` says that the document
/// allows no undeclared properties, which matters to a [strict](crate::ClientBuilder::strict) client:
///
/// ```
/// # #[derive(Debug, PartialEq)]
/// # pub struct Transfer { id: String, at: openapi_client::DateTime }
/// openapi_client::object!(Transfer {
///     id: "id" required,
///     at: "requestedAt" required checked,
/// } checked closed);
/// ```
#[macro_export]
macro_rules! object {
    (
        $name:ident { $($field:ident: $wire:literal $presence:ident $($check:ident)?),* $(,)? $(..$rest:ident $($check_rest:ident)?)? }
        checked $($closed:ident)?
    ) => {
        $crate::object!($name { $($field: $wire $presence),* $(..$rest)? });

        impl $crate::Validate for $name {
            #[allow(unused_variables, reason = "of what is only closed, no property is looked at")]
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                $crate::object!(@declared [$($closed)?] at violations $($wire)*);
                $($($crate::object::$check(&self.$field, &at.property($wire), violations);)?)*
                $($($crate::object::$check_rest(&self.$rest, at, violations);)?)?
            }
        }
    };
    ($name:ident { $($field:ident: $wire:literal $presence:ident),* $(,)? $(..$rest:ident)? }) => {
        impl $crate::object::Object for $name {
            fn read<'de, A: $crate::serde::de::MapAccess<'de>>(names: &[&'static ::core::primitive::str], members: A) -> ::core::result::Result<Self, A::Error> {
                $(let mut $field = $crate::object::absent::$presence();)*
                $(let mut $rest = ::std::collections::BTreeMap::new();)?
                let missing = match $crate::object!(@read members names [$($field),*] $($rest)?) {
                    ::core::result::Result::Ok(missing) => missing,
                    ::core::result::Result::Err(error) => return ::core::result::Result::Err(error),
                };
                let ($($crate::object::present::$presence($field),)*) = ($($field,)*) else {
                    return ::core::result::Result::Err(missing.error());
                };
                ::core::result::Result::Ok(Self { $($field,)* $($rest,)? })
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::object::deserialize(deserializer, ::core::stringify!($name), &[$($wire),*])
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                let mut object = $crate::object::Writer::new(serializer);
                $(object.$presence($wire, &self.$field);)*
                $(object.rest(&self.$rest);)?
                object.end()
            }
        }
    };
    (@read $members:ident $names:ident [$($field:ident),*]) => {
        $crate::object::read($members, $names, &mut [$(&mut $field),*])
    };
    (@read $members:ident $names:ident [$($field:ident),*] $rest:ident) => {
        $crate::object::read_with_rest($members, $names, &mut [$(&mut $field),*], &mut $rest)
    };
    (@declared [] $at:ident $violations:ident $($wire:literal)*) => {};
    (@declared [closed] $at:ident $violations:ident $($wire:literal)*) => { $crate::check::only_declared($at, $violations, &[$($wire),*]) };
}
