//! Objects: how generated structs are read and written.
//!
//! serde's derive would do the same with three times the code, which every build of a large client would pay for. What is here in its place is about
//! objects alone: [`object!`](crate::object!) lists the properties of a struct, and these functions read and write one each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap};

/// The name of the next property, without a copy where it needs none.
///
/// # Errors
///
/// If there is something else.
pub fn next_name<'de, A: MapAccess<'de>>(members: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    members.next_key_seed(Name)
}

/// `Cow` itself is never read as a borrowed one.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name))
    }
}

/// Reads the value of a property.
///
/// # Errors
///
/// If it is none of its type.
pub fn read<'de, T: serde::Deserialize<'de>, A: MapAccess<'de>>(property: &mut Option<T>, rest: &mut A) -> Result<(), A::Error> {
    *property = Some(rest.next_value()?);
    Ok(())
}

/// Passes over the value of a property that is not declared.
///
/// # Errors
///
/// If it is no value.
pub fn skip<'de, A: MapAccess<'de>>(rest: &mut A) -> Result<(), A::Error> {
    rest.next_value::<IgnoredAny>().map(drop)
}

/// Reads the value of a property that is not declared.
///
/// # Errors
///
/// If it is none of its type.
pub fn read_into<'de, T: serde::Deserialize<'de>, A: MapAccess<'de>>(
    properties: &mut BTreeMap<String, T>,
    name: Cow<'de, str>,
    rest: &mut A,
) -> Result<(), A::Error> {
    properties.insert(name.into_owned(), rest.next_value()?);
    Ok(())
}

/// The value of a property that must be there.
///
/// # Errors
///
/// If it is not.
pub fn required<T, E: Error>(property: Option<T>, name: &'static str) -> Result<T, E> {
    property.ok_or_else(|| E::missing_field(name))
}

/// Writes a property that is there.
///
/// # Errors
///
/// If its value cannot be written.
pub fn write<M: SerializeMap, T: Serialize>(object: &mut M, name: &'static str, value: &T) -> Result<(), M::Error> {
    object.serialize_entry(name, value)
}

/// Writes a property that may be absent.
///
/// # Errors
///
/// If its value cannot be written.
pub fn write_if_some<M: SerializeMap, T: Serialize>(object: &mut M, name: &'static str, value: &Option<T>) -> Result<(), M::Error> {
    value.as_ref().map_or(Ok(()), |value| object.serialize_entry(name, value))
}

/// Writes undeclared properties.
///
/// # Errors
///
/// If a value cannot be written.
pub fn write_all<'a, M: SerializeMap, T: Serialize + 'a>(
    object: &mut M,
    properties: impl IntoIterator<Item = (&'a String, &'a T)>,
) -> Result<(), M::Error> {
    properties.into_iter().try_for_each(|(name, value)| object.serialize_entry(name, value))
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
                $($($crate::object!(@$check self.$field, &at.property($wire), violations);)?)*
                $($($crate::object!(@$check_rest self.$rest, at, violations);)?)?
            }
        }
    };
    ($name:ident { $($field:ident: $wire:literal $presence:ident),* $(,)? $(..$rest:ident)? }) => {
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                // No generated type has a name like this.
                #[allow(non_camel_case_types, reason = "see above")]
                struct Object_;

                impl<'de> $crate::serde::de::Visitor<'de> for Object_ {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str("an object")
                    }

                    #[allow(unused_mut, reason = "not every object has properties")]
                    fn visit_map<A: $crate::serde::de::MapAccess<'de>>(self, mut members: A) -> ::core::result::Result<$name, A::Error> {
                        $(let mut $field = ::core::option::Option::None;)*
                        $(let mut $rest = ::std::collections::BTreeMap::new();)?
                        while let ::core::option::Option::Some(name) = $crate::object::next_name(&mut members)? {
                            match &*name {
                                $($wire => $crate::object::read(&mut $field, &mut members),)*
                                _ => $crate::object!(@undeclared members name $($rest)?),
                            }?;
                        }
                        ::core::result::Result::Ok($name {
                            $($field: $crate::object!(@take $presence $field $wire),)*
                            $($rest,)?
                        })
                    }
                }

                deserializer.deserialize_struct(::core::stringify!($name), &[$($wire),*], Object_)
            }
        }

        impl $crate::serde::Serialize for $name {
            #[allow(unused_mut, reason = "not every object has properties")]
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                let mut object = serializer.serialize_map(::core::option::Option::None)?;
                $($crate::object!(@write $presence object self.$field, $wire);)*
                $($crate::object::write_all(&mut object, &self.$rest)?;)?
                $crate::serde::ser::SerializeMap::end(object)
            }
        }
    };
    (@declared [] $at:ident $violations:ident $($wire:literal)*) => {};
    (@declared [closed] $at:ident $violations:ident $($wire:literal)*) => { $crate::check::only_declared($at, $violations, &[$($wire),*]) };
    (@checked $value:expr, $at:expr, $violations:ident) => { $crate::Validate::validate(&$value, $at, $violations) };
    (@undeclared $members:ident $name:ident) => { $crate::object::skip(&mut $members) };
    (@undeclared $members:ident $name:ident $rest:ident) => { $crate::object::read_into(&mut $rest, $name, &mut $members) };
    (@take required $property:ident $wire:literal) => { $crate::object::required($property, $wire)? };
    (@take optional_nullable $property:ident $wire:literal) => { $property };
    (@take $presence:ident $property:ident $wire:literal) => { ::core::option::Option::flatten($property) };
    (@write required $object:ident $value:expr, $wire:literal) => { $crate::object::write(&mut $object, $wire, &$value)? };
    (@write nullable $object:ident $value:expr, $wire:literal) => { $crate::object::write(&mut $object, $wire, &$value)? };
    (@write $presence:ident $object:ident $value:expr, $wire:literal) => { $crate::object::write_if_some(&mut $object, $wire, &$value)? };
}
