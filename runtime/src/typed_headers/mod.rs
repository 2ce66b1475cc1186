//! Headers of a reply as the type that the document declares for them: a struct with a field for each.
//!
//! serde reads them, so that a generated type needs no code for headers besides the one for bodies. How a value is written shows in itself: JSON, or the
//! style `simple` of OpenAPI, exploded (`R=100,G=200`) or not (`R,100,G,200`).

mod value;

use std::fmt::{self, Display};

use http::{HeaderMap, header};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use value::Value;

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
