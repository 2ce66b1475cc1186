//! The value of a header, as serde reads it.

use http::HeaderMap;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value as Json;

use super::InvalidHeader;
use crate::error::problem;

/// A header's value, or a part of it.
pub(super) struct Value {
    text: String,
    /// What stands between its items.
    between: char,
}

impl Value {
    /// The value of a header. One that came several times is a list (RFC 9110 §5.3), but for `Set-Cookie`, where commas are part of the value.
    pub(super) fn of(headers: &HeaderMap, name: &str) -> Result<Option<Self>, InvalidHeader> {
        let lines: Result<Vec<&str>, _> = headers.get_all(name).iter().map(|line| std::str::from_utf8(line.as_bytes())).collect();
        let lines = lines.map_err(|_| InvalidHeader::new("not UTF-8").of(name))?;
        let (between, glue) = if name.eq_ignore_ascii_case("set-cookie") { ('\n', "\n") } else { (',', ", ") };
        Ok((!lines.is_empty()).then(|| Self { text: lines.join(glue), between }))
    }

    /// Its items: what stands between commas that are in no quotes (RFC 9110 §5.6.1).
    fn items(&self) -> Vec<Self> {
        let mut quoted = false;
        let items = self.text.split(|c| {
            quoted ^= c == '"';
            c == self.between && !quoted
        });
        let items = items.map(str::trim).filter(|item| !item.is_empty());
        items.map(|item| Self { text: item.to_owned(), between: self.between }).collect()
    }

    /// What it is as JSON, if it begins like what is asked for.
    fn json(&self, start: char) -> Option<Json> {
        self.text.starts_with(start).then(|| serde_json::from_str(&self.text).ok())?
    }

    fn parsed<'de, V: Visitor<'de>, T: std::str::FromStr>(
        &self,
        visitor: V,
        visit: fn(V, T) -> Result<V::Value, InvalidHeader>,
    ) -> Result<V::Value, InvalidHeader> {
        match self.text.parse() {
            Ok(value) => visit(visitor, value),
            Err(_) => Err(Error::invalid_type(Unexpected::Str(&self.text), &visitor)),
        }
    }
}

impl IntoDeserializer<'_, InvalidHeader> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
            self.parsed(visitor, V::$visit)
        }
    )*};
}

fn of_json(error: &serde_json::Error) -> InvalidHeader {
    InvalidHeader::new(problem(error))
}

impl<'de> Deserializer<'de> for Value {
    type Error = InvalidHeader;

    /// JSON where it is some, such as a number, and text otherwise.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        match serde_json::from_str::<Json>(&self.text) {
            Ok(value) => value.deserialize_any(visitor).map_err(|error| of_json(&error)),
            Err(_) => visitor.visit_string(self.text),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        visitor.visit_string(self.text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        match self.json('[') {
            Some(value) => value.deserialize_seq(visitor).map_err(|error| of_json(&error)),
            None => visitor.visit_seq(SeqDeserializer::new(self.items().into_iter())),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        if let Some(value) = self.json('{') {
            return value.deserialize_map(visitor).map_err(|error| of_json(&error));
        }
        let items = self.items();
        let exploded = items.iter().map(|item| item.text.split_once('=')).collect::<Option<Vec<_>>>();
        let between = self.between;
        let pairs: Vec<_> = match exploded {
            Some(pairs) => pairs.into_iter().map(|(key, text)| (key.to_owned(), Self { text: text.to_owned(), between })).collect(),
            None if items.len().is_multiple_of(2) => {
                items.chunks_exact(2).map(|pair| (pair[0].text.clone(), Self { text: pair[1].text.clone(), between })).collect()
            }
            None => return Err(Error::invalid_type(Unexpected::Str(&self.text), &visitor)),
        };
        visitor.visit_map(MapDeserializer::new(pairs.into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, InvalidHeader> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, InvalidHeader> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, InvalidHeader> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, InvalidHeader> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, InvalidHeader> {
        visitor.visit_enum(self.text.into_deserializer())
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        visitor.visit_unit()
    }

    parsed! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32 deserialize_i64 visit_i64 deserialize_i128 visit_i128
        deserialize_u8 visit_u8 deserialize_u16 visit_u16 deserialize_u32 visit_u32 deserialize_u64 visit_u64 deserialize_u128 visit_u128
        deserialize_f32 visit_f32 deserialize_f64 visit_f64
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        self.deserialize_str(visitor)
    }

    forward_to_deserialize_any! { char bytes byte_buf unit_struct identifier ignored_any }
}
