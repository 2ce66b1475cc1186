//! A value to the variant that it is, by its JSON type first.

use std::fmt::{self, Write};
use std::marker::PhantomData;

use serde::de::value::{BoolDeserializer, F64Deserializer, I64Deserializer, SeqAccessDeserializer, StrDeserializer, U64Deserializer};
use serde::de::{Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::variant::{Json, Variant};
use super::{Union, object};
use crate::error::problem;
use crate::integral;

/// Reads a union.
///
/// # Errors
///
/// If the value is of no variant, or not what the variant that it shows to be says.
pub fn read<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(OneOf(PhantomData))
}

struct OneOf<T>(PhantomData<T>);

/// The variants that have values of a JSON type.
pub(super) fn candidates<T: Union>(json: Json) -> impl Iterator<Item = (usize, &'static Variant)> + Clone {
    T::VARIANTS.iter().enumerate().filter(move |(_, variant)| variant.has(json))
}

impl<'de, T: Union> Visitor<'de> for OneOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of the variants ")?;
        for (index, variant) in T::VARIANTS.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}`{}`", variant.name)?;
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        match candidates::<T>(Json::Boolean).next() {
            Some((index, _)) => T::read(index, BoolDeserializer::new(value)),
            None => T::unknown(Value::Bool(value)).ok_or_else(|| E::invalid_type(Unexpected::Bool(value), &self)),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        match candidates::<T>(Json::Integer).next() {
            Some((index, _)) => T::read(index, I64Deserializer::new(value)),
            None => T::unknown(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Signed(value), &self)),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        match candidates::<T>(Json::Integer).next() {
            Some((index, _)) => T::read(index, U64Deserializer::new(value)),
            None => T::unknown(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Unsigned(value), &self)),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        if let Some((index, _)) = candidates::<T>(Json::Fraction).next() {
            return T::read(index, F64Deserializer::new(value));
        }
        match candidates::<T>(Json::Integer).next().zip(integral::of_float(value)) {
            Some(((index, _), whole)) => T::read(index, I64Deserializer::new(whole)),
            None => T::unknown(value.into()).ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let candidates = candidates::<T>(Json::String);
        // What parses, before what takes any text, before what would only nearly do.
        let parsed = candidates.clone().find(|(_, variant)| variant.is_parsed() && variant.fits(text));
        let any = || candidates.clone().find(|(_, variant)| !variant.is_parsed());
        match parsed.or_else(any).or_else(|| candidates.clone().next()) {
            Some((index, _)) => T::read(index, StrDeserializer::new(text)),
            None => T::unknown(text.into()).ok_or_else(|| E::invalid_type(Unexpected::Str(text), &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        T::unknown(Value::Null).ok_or_else(|| E::invalid_type(Unexpected::Unit, &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
        let mut candidates = candidates::<T>(Json::Array).map(|(index, _)| index);
        if let (Some(only), None) = (candidates.next(), candidates.next()) {
            return T::read(only, SeqAccessDeserializer::new(items));
        }
        let value = Vec::<Value>::deserialize(SeqAccessDeserializer::new(items))?;
        in_turn(Value::Array(value), self::candidates::<T>(Json::Array).map(|(index, _)| index))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        object::read(members)
    }
}

/// Tries one variant after the other.
pub(super) fn in_turn<T: Union, E: Error>(value: Value, order: impl Iterator<Item = usize> + Clone) -> Result<T, E> {
    let refusals = match first::<T>(&value, order.clone()) {
        Ok(read) => return Ok(read),
        Err(refusals) => refusals,
    };
    if let Some(Ok(read)) = integral::of_value(&value).map(|value| first(&value, order)) {
        return Ok(read);
    }
    match T::unknown(value) {
        Some(unknown) => Ok(unknown),
        None if refusals.is_empty() => Err(E::custom("no variant fits")),
        None => Err(E::custom(refusals)),
    }
}

/// The first variant that a value fits, or why it fits none.
fn first<T: Union>(value: &Value, order: impl Iterator<Item = usize>) -> Result<T, String> {
    let mut refusals = String::new();
    for index in order {
        match T::read(index, value.into_deserializer()) {
            Ok(read) => return Ok(read),
            Err(error) => {
                let separator = if refusals.is_empty() { "no variant fits: " } else { "; " };
                // Writing to a string cannot fail.
                let _ = write!(refusals, "{separator}`{}`: {}", T::VARIANTS[index].name, problem(&error));
            }
        }
    }
    Err(refusals)
}
