//! Headers of a reply as the type that the document declares for them: a struct with a field for each.
//!
//! serde reads them, so that a generated type needs no code for headers besides the one for bodies. How a value is written shows in itself: JSON, or the
//! style `simple` of OpenAPI, exploded (`R=100,G=200`) or not (`R,100,G,200`).

use std::fmt::{self, Display};

use http::{HeaderMap, header};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value as Json;

use crate::error::problem;

/// A header of a reply is not what the document declares: which one, and why, without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidHeader {
    name: String,
    problem: String,
}

impl InvalidHeader {
    fn new(problem: impl Into<String>) -> Self {
        Self { name: String::new(), problem: problem.into() }
    }

    /// The same of the header around it.
    fn of(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// The header's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Display for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}` of the reply is not what the document declares: {}", self.name, self.problem)
    }
}

impl std::error::Error for InvalidHeader {}

/// Without what was found, which may be a secret.
impl de::Error for InvalidHeader {
    fn custom<T: Display>(_: T) -> Self {
        Self::new("the value does not fit its type")
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("it is missing").of(field)
    }
}

/// Reads headers as a struct, whose fields are called like them.
pub(crate) fn read<H: DeserializeOwned>(headers: &HeaderMap) -> Result<H, InvalidHeader> {
    H::deserialize(Headers(headers))
}

struct Headers<'h>(&'h HeaderMap);

impl<'de> Deserializer<'de> for Headers<'_> {
    type Error = InvalidHeader;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        visitor.visit_map(Fields { headers: self.0, names: self.0.keys().map(header::HeaderName::as_str), value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, InvalidHeader> {
        visitor.visit_map(Fields { headers: self.0, names: fields.iter().copied(), value: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// Those of some names that are there.
struct Fields<'h, I> {
    headers: &'h HeaderMap,
    names: I,
    value: Option<(&'h str, Value)>,
}

impl<'h, 'de, I: Iterator<Item = &'h str>> MapAccess<'de> for Fields<'h, I> {
    type Error = InvalidHeader;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, InvalidHeader> {
        for name in self.names.by_ref() {
            if let Some(value) = Value::of(self.headers, name)? {
                self.value = Some((name, value));
                return seed.deserialize(name.into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, InvalidHeader> {
        match self.value.take() {
            Some((name, value)) => seed.deserialize(value).map_err(|error| error.of(name)),
            None => Err(InvalidHeader::new("a value was read before its name")),
        }
    }
}

/// A header's value, or a part of it.
struct Value {
    text: String,
    /// What stands between its items.
    between: char,
}

impl Value {
    /// The value of a header. One that came several times is a list (RFC 9110 §5.3), but for `Set-Cookie`, where commas are part of the value.
    fn of(headers: &HeaderMap, name: &str) -> Result<Option<Self>, InvalidHeader> {
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
            Err(_) => Err(de::Error::invalid_type(Unexpected::Str(&self.text), &visitor)),
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

fn of_json(error: serde_json::Error) -> InvalidHeader {
    InvalidHeader::new(problem(&error))
}

impl<'de> Deserializer<'de> for Value {
    type Error = InvalidHeader;

    /// JSON where it is some, such as a number, and text otherwise.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        match serde_json::from_str::<Json>(&self.text) {
            Ok(value) => value.deserialize_any(visitor).map_err(of_json),
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
            Some(value) => value.deserialize_seq(visitor).map_err(of_json),
            None => visitor.visit_seq(SeqDeserializer::new(self.items().into_iter())),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, InvalidHeader> {
        if let Some(value) = self.json('{') {
            return value.deserialize_map(visitor).map_err(of_json);
        }
        let items = self.items();
        let exploded = items.iter().map(|item| item.text.split_once('=')).collect::<Option<Vec<_>>>();
        let between = self.between;
        let pairs: Vec<_> = match exploded {
            Some(pairs) => pairs.into_iter().map(|(key, text)| (key.to_owned(), Self { text: text.to_owned(), between })).collect(),
            None if items.len() % 2 == 0 => {
                items.chunks_exact(2).map(|pair| (pair[0].text.clone(), Self { text: pair[1].text.clone(), between })).collect()
            }
            None => return Err(de::Error::invalid_type(Unexpected::Str(&self.text), &visitor)),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use http::HeaderValue;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Color {
        #[serde(rename = "R")]
        red: u8,
        #[serde(rename = "G")]
        green: u8,
    }

    /// A header called `X` with these lines, as a type.
    fn x<T: DeserializeOwned>(lines: &[&'static str]) -> Result<T, String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x", HeaderValue::from_static(line));
        }
        let mut read = read::<BTreeMap<String, T>>(&headers).map_err(|error| error.to_string())?;
        read.remove("x").ok_or_else(|| "missing".to_owned())
    }

    #[test]
    fn scalars_are_their_text() {
        assert_eq!(x(&["-7"]), Ok(-7_i64));
        assert_eq!(x(&["18446744073709551615"]), Ok(u64::MAX));
        assert_eq!(x(&["1.5"]), Ok(1.5_f64));
        assert_eq!(x(&["true"]), Ok(true));
        assert_eq!(x(&["7"]), Ok("7".to_owned()));
        assert_eq!(x(&["\"etag\""]), Ok("\"etag\"".to_owned()));
        assert_eq!(x(&["a", "b"]), Ok("a, b".to_owned()));
        assert_eq!(x(&["7"]), Ok(Some(7_i32)));
    }

    #[test]
    fn lists_and_objects_are_in_style_or_json() {
        let list = Ok(vec!["a".to_owned(), "\"b,c\"".to_owned(), "d".to_owned()]);
        assert_eq!(x(&["a, \"b,c\"", "d"]), list);
        assert_eq!(x(&[r#"["a","\"b,c\"","d"]"#]), list);
        assert_eq!(x(&["1,2"]), Ok((1, 2)));
        for color in ["R,100,G,200", "R=100,G=200", r#"{"R":100,"G":200}"#] {
            assert_eq!(x(&[color]), Ok(Color { red: 100, green: 200 }), "{color}");
        }
        assert_eq!(x(&[r#"{"a":[1]}"#]), Ok(serde_json::json!({ "a": [1] })));
        assert_eq!(x(&["text"]), Ok(serde_json::json!("text")));
    }

    #[test]
    fn errors_name_the_header_and_not_its_value() {
        let start = "the header `x` of the reply is not what the document declares: ";
        assert_eq!(x::<i64>(&["secret"]), Err(format!("{start}expected i64")));
        assert_eq!(x::<u8>(&["300"]), Err(format!("{start}expected u8")));
        assert_eq!(x::<Color>(&["secret"]), Err(format!("{start}expected struct Color")));
        assert_eq!(x::<Color>(&[r#"{"R":"secret"}"#]), Err(format!("{start}expected u8, found a string")));
        let error = read::<Color>(&HeaderMap::new()).map_err(|error| error.name().to_owned());
        assert_eq!(error, Err("R".to_owned()));
    }
}
