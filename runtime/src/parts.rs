//! A parameter's value, taken apart: what the [styles](crate::Style) write.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value whose numbers are text and whose members keep their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Parts {
    Null,
    /// A number, `true` or `false`: the same in JSON.
    Literal(String),
    Text(String),
    List(Vec<Parts>),
    Object(Vec<(String, Parts)>),
}

impl Parts {
    /// Reads what serde wrote. `None`: it wrote nothing that is JSON.
    ///
    /// By way of JSON, so that a type needs no code for parameters besides the one for bodies.
    pub(crate) fn read(json: serde_json::Result<Vec<u8>>) -> Option<Self> {
        serde_json::from_slice(&json.ok()?).ok()
    }

    pub(crate) fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }

    /// What stands where only a text can: of a list or an object, its JSON.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            other => other.json(),
        }
    }

    pub(crate) fn json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Null => "null".to_owned(),
            Self::Literal(text) => text.clone(),
            Self::Text(text) => quoted(text),
            Self::List(items) => format!("[{}]", items.iter().map(Self::json).collect::<Vec<_>>().join(",")),
            Self::Object(members) => {
                let members = members.iter().map(|(key, member)| format!("{}:{}", quoted(key), member.json()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Parts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Parts, E> {
        Ok(Parts::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Parts, E> {
        Ok(Parts::Literal(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Parts, E> {
        Ok(Parts::Literal(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Parts, E> {
        Ok(Parts::Literal(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Parts, E> {
        Ok(Parts::Literal(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Parts, E> {
        Ok(Parts::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Parts, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Parts::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Parts::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn numbers_order_and_escapes_survive() {
        let json = r#"{"b":[1.5,-2,18446744073709551615,1e300],"a":{"ä\"\n":null,"t":true}}"#;
        let parts = Parts::read(Ok(json.as_bytes().to_vec())).map(|parts| parts.json());
        let large = format!("1{}", "0".repeat(300));
        assert_eq!(parts, Some(json.replace("1e300", &large)));
        assert_eq!(Parts::read(serde_json::to_vec(&0.1_f32)), Some(Parts::Literal("0.1".to_owned())));
        assert_eq!(Parts::read(serde_json::to_vec(&[((1, 2), 3)].into_iter().collect::<std::collections::BTreeMap<_, _>>())), None);
    }
}
