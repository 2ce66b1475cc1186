//! Objects: told apart by a tag or by their properties, read on from where that is clear.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess};
use serde_json::{Map, Value};

use super::Union;
use super::read::{candidates, in_turn};
use super::variant::{Json, Variant};

/// Reads an object as the variant that it is.
pub(super) fn read<'de, T: Union, A: MapAccess<'de>>(mut rest: A) -> Result<T, A::Error> {
    let among: Vec<(usize, &Variant)> = candidates::<T>(Json::Object).collect();
    // With a tag, even a single variant is only meant by its own values.
    if let ([(only, _)], None) = (&among[..], T::TAG) {
        return T::read(*only, MapAccessDeserializer::new(rest));
    }
    let mut seen = Vec::new();
    while let Some(key) = rest.next_key::<String>()? {
        if T::TAG == Some(&*key) {
            let value: Value = rest.next_value()?;
            let meant: Vec<(usize, &Variant)> = among.iter().copied().filter(|(_, variant)| variant.is_tagged(&value)).collect();
            let is_null = value.is_null();
            seen.push((key, value));
            return match meant[..] {
                [(only, _)] => T::read(only, MapAccessDeserializer::new(Resumed::new(seen, None, rest))),
                // Null says no more than a tag that is not there.
                [] if is_null => untold(whole(seen, rest)?, &among),
                [] => unclear(whole(seen, rest)?, &among),
                _ => alike(whole(seen, rest)?, &meant),
            };
        }
        if T::TAG.is_none()
            && let Some(index) = only_one_declares(&among, &key)
        {
            return T::read(index, MapAccessDeserializer::new(Resumed::new(seen, Some(key), rest)));
        }
        let value = rest.next_value()?;
        seen.push((key, value));
    }
    let object: Map<String, Value> = seen.into_iter().collect();
    if T::TAG.is_none() { alike(object, &among) } else { untold(object, &among) }
}

/// Without its tag it is one of those that may lack it.
fn untold<T: Union, E: Error>(object: Map<String, Value>, among: &[(usize, &Variant)]) -> Result<T, E> {
    let meant: Vec<(usize, &Variant)> = among.iter().copied().filter(|(_, variant)| variant.is_tag_optional).collect();
    if meant.is_empty() { unclear(object, among) } else { alike(object, &meant) }
}

/// What several variants may be meant by is tried as each, the likeliest first.
fn alike<T: Union, E: Error>(object: Map<String, Value>, among: &[(usize, &Variant)]) -> Result<T, E> {
    let order = by_likeness(among, &object);
    in_turn(Value::Object(object), order.into_iter())
}

/// What no tag names is one of the variants without a tag, or kept. Where there is neither, the tag is what is wrong.
fn unclear<T: Union, E: Error>(object: Map<String, Value>, among: &[(usize, &Variant)]) -> Result<T, E> {
    let untagged: Vec<_> = among.iter().copied().filter(|(_, variant)| variant.tags.is_empty()).collect();
    if !untagged.is_empty() {
        return alike(object, &untagged);
    }
    T::unknown(Value::Object(object))
        .ok_or_else(|| E::custom(format_args!("no variant fits: none has this `{}`", T::TAG.unwrap_or_default())))
}

/// The variant that a property gives away: the only one that declares it.
fn only_one_declares(among: &[(usize, &Variant)], name: &str) -> Option<usize> {
    let mut declaring = among.iter().filter(|(_, variant)| variant.declares(name));
    match (declaring.next(), declaring.next()) {
        (Some((index, _)), None) => Some(*index),
        _ => None,
    }
}

/// The variants in the order in which they are tried: those whose required properties are all there and who know most of the others first, and last those
/// that know none and take any.
fn by_likeness(among: &[(usize, &Variant)], object: &Map<String, Value>) -> Vec<usize> {
    let mut order: Vec<_> = among
        .iter()
        .map(|(index, variant)| {
            let missing = variant.properties.is_some_and(|known| known.required.iter().any(|name| !object.contains_key(*name)));
            let undeclared = object.keys().filter(|name| !variant.declares(name)).count();
            (missing, undeclared, variant.properties.is_none(), *index)
        })
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(.., index)| index).collect()
}

/// An object read to its end.
fn whole<'de, A: MapAccess<'de>>(seen: Vec<(String, Value)>, rest: A) -> Result<Map<String, Value>, A::Error> {
    Map::deserialize(MapAccessDeserializer::new(Resumed::new(seen, None, rest)))
}

/// An object of which some has been read: that first, then the rest.
struct Resumed<'de, A> {
    seen: std::vec::IntoIter<(String, Value)>,
    /// Of the entry that `seen` is at.
    value: Option<Value>,
    /// The key that was read last, whose value was not.
    key: Option<String>,
    rest: A,
    lifetime: PhantomData<&'de ()>,
}

impl<A> Resumed<'_, A> {
    fn new(seen: Vec<(String, Value)>, key: Option<String>, rest: A) -> Self {
        Self { seen: seen.into_iter(), value: None, key, rest, lifetime: PhantomData }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Resumed<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let own = |key: String| -> StringDeserializer<A::Error> { key.into_deserializer() };
        if let Some((key, value)) = self.seen.next() {
            self.value = Some(value);
            return seed.deserialize(own(key)).map(Some);
        }
        match self.key.take() {
            Some(key) => seed.deserialize(own(key)).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            // serde_json's error has a place that is none of the document's.
            Some(value) => seed.deserialize(value).map_err(|error| A::Error::custom(crate::error::problem(&error))),
            None => self.rest.next_value_seed(seed),
        }
    }
}
