//! Objects, read into slots.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A type that is an object. Implemented by [`object!`](crate::object!).
pub trait Object: Sized {
    /// Reads its properties, which have these names.
    ///
    /// # Errors
    ///
    /// If a value is none of its type, or a property is missing.
    fn read<'de, A: MapAccess<'de>>(names: &[&'static str], members: A) -> Result<Self, A::Error>;
}

/// Reads an object of this type, whose properties have these names.
///
/// # Errors
///
/// If the value is none, or not as its type says.
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
    names: &'static [&'static str],
) -> Result<T, D::Error> {
    deserializer.deserialize_struct(name, names, Members { names, of: PhantomData })
}

struct Members<T> {
    names: &'static [&'static str],
    of: PhantomData<T>,
}

impl<'de, T: Object> Visitor<'de> for Members<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::read(self.names, members)
    }
}

/// What the value of a property is read into.
pub trait Slot<'de, A: MapAccess<'de>> {
    /// Reads the value that is next.
    ///
    /// # Errors
    ///
    /// If it is none of the property's type.
    fn read(&mut self, members: &mut A) -> Result<(), A::Error>;

    /// Whether the property must be there, and has not been.
    fn is_missing(&self) -> bool {
        false
    }
}

/// A property that must be there.
impl<'de, T: Deserialize<'de>, A: MapAccess<'de>> Slot<'de, A> for Option<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        *self = Some(members.next_value()?);
        Ok(())
    }

    fn is_missing(&self) -> bool {
        self.is_none()
    }
}

/// A property that may be absent or null, which are the same.
#[derive(Debug)]
pub struct Optional<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>, A: MapAccess<'de>> Slot<'de, A> for Optional<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = members.next_value()?;
        Ok(())
    }
}

/// A property that may be absent, and if it is there, whatever its type takes: null, too.
#[derive(Debug)]
pub struct Nullable<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>, A: MapAccess<'de>> Slot<'de, A> for Nullable<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = Some(members.next_value()?);
        Ok(())
    }
}

/// The slots before anything is read, by the presence of their properties.
pub mod absent {
    use super::{Nullable, Optional};

    /// A property that must be there.
    #[must_use]
    pub const fn required<T>() -> Option<T> {
        None
    }

    /// A property that may be null. Where it is absent although it must not be, it counts as null.
    #[must_use]
    pub const fn nullable<T>() -> Optional<T> {
        Optional(None)
    }

    /// A property that may be absent. Where it is null although it must not be, it counts as absent.
    #[must_use]
    pub const fn optional<T>() -> Optional<T> {
        Optional(None)
    }

    /// A property that may be absent or null.
    #[must_use]
    pub const fn optional_nullable<T>() -> Nullable<T> {
        Nullable(None)
    }
}

/// The patterns of slots that have what they must have.
pub mod present {
    pub use super::Nullable as optional_nullable;
    pub use super::Optional as optional;
    pub use super::Optional as nullable;
    pub use Option::Some as required;
}

/// The first property that must be there and is not.
#[derive(Clone, Copy, Debug)]
pub struct Missing(Option<&'static str>);

impl Missing {
    /// What is wrong with an object that lacks it.
    #[must_use]
    pub fn error<E: Error>(self) -> E {
        E::missing_field(self.0.unwrap_or_default())
    }
}

/// Reads the properties of an object, each into its slot, and passes over those that have none. A property that is there twice counts as its last.
///
/// # Errors
///
/// If there is something else than a property, or the value of one is none of its type. What is missing is for the caller to see.
pub fn read<'de, A: MapAccess<'de>>(
    mut members: A,
    names: &[&'static str],
    slots: &mut [&mut dyn Slot<'de, A>],
) -> Result<Missing, A::Error> {
    let mut next = 0;
    while let Some(name) = members.next_key_seed(Name)? {
        match slot(names, slots, &name, &mut next) {
            Some(slot) => slot.read(&mut members)?,
            None => drop(members.next_value::<IgnoredAny>()?),
        }
    }
    Ok(missing(names, slots))
}

/// As [`read()`], but what has no slot is read too.
///
/// # Errors
///
/// As those of [`read()`].
pub fn read_with_rest<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    mut members: A,
    names: &[&'static str],
    slots: &mut [&mut dyn Slot<'de, A>],
    rest: &mut BTreeMap<String, T>,
) -> Result<Missing, A::Error> {
    let mut next = 0;
    while let Some(name) = members.next_key_seed(Name)? {
        match slot(names, slots, &name, &mut next) {
            Some(slot) => slot.read(&mut members)?,
            None => drop(rest.insert(name.into_owned(), members.next_value()?)),
        }
    }
    Ok(missing(names, slots))
}

/// The slot of a property. Properties mostly come in the order in which they are declared: where the next one is expected is looked first.
fn slot<'s, 'de, A: MapAccess<'de>>(
    names: &[&str],
    slots: &'s mut [&mut dyn Slot<'de, A>],
    name: &str,
    next: &mut usize,
) -> Option<&'s mut dyn Slot<'de, A>> {
    let is_next = names.get(*next).is_some_and(|expected| *expected == name);
    let index = if is_next { *next } else { names.iter().position(|declared| *declared == name)? };
    *next = index + 1;
    slots.get_mut(index).map(|slot| &mut **slot as _)
}

fn missing<'de, A: MapAccess<'de>>(names: &[&'static str], slots: &[&mut dyn Slot<'de, A>]) -> Missing {
    Missing(names.iter().zip(slots).find(|(_, slot)| slot.is_missing()).map(|(name, _)| *name))
}

/// The name of a property, without a copy where it needs none: `Cow` itself is never read as a borrowed one.
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
