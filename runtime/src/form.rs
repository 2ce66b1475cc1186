//! Forms: a body whose properties become fields, one or more pairs of a name and a text each.
//!
//! What serde makes of the body is taken apart again; so a form is described by the same types as JSON.

use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::encode;
use crate::file_part::{self, FilePart};

/// How a property of a form is written (OpenAPI, "Encoding Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldStyle {
    /// A scalar as it is, a list as one field for each item, an object as JSON.
    Plain,
    /// All of it as JSON (`contentType: application/json`).
    Json,
    /// In a multipart form, like [`FieldStyle::Plain`] with this content type.
    Typed(&'static str),
    /// `a=1&a=2` for a list; for an object, a field for each of its properties (`style: form`).
    Exploded,
    /// `a=1,2` (`style: form` without `explode`).
    Comma,
    /// `a=1%202` (`style: spaceDelimited`).
    Space,
    /// `a=1%7C2` (`style: pipeDelimited`).
    Pipe,
    /// `a[b][c]=1` and `a[0]=1` (`style: deepObject`).
    Deep,
}

/// What a field holds.
pub(crate) enum Content {
    Text(String),
    Json(String),
    /// Several texts in one, with this between them.
    Joined(Vec<String>, char),
    File(FilePart),
}

/// The fields of a form, in the order of the body's properties. `None`: the body cannot be serialized.
pub(crate) fn fields(body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Option<Vec<(String, FieldStyle, Content)>> {
    let (json, files) = file_part::collecting(|| serde_json::to_vec(body).ok());
    let mut fields = Vec::new();
    match serde_json::from_slice(&json?).ok()? {
        Value::Object(members) => {
            for (name, value) in members {
                let style = style(&name);
                let mut found = Vec::new();
                value.spread(name, style, &files, &mut found);
                fields.extend(found.into_iter().map(|(name, content)| (name, style, content)));
            }
        }
        Value::Null => {}
        _ => return None,
    }
    let sent = fields.iter().filter(|(.., content)| matches!(content, Content::File(_))).count();
    // A file inside of JSON would be lost.
    (sent == files.len()).then_some(fields)
}

/// The text of a form of type `application/x-www-form-urlencoded`. `None`: it cannot be one.
pub(crate) fn urlencoded(body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Option<String> {
    let mut text = String::new();
    for (name, _, content) in fields(body, style)? {
        let value = match content {
            Content::Text(text) | Content::Json(text) => encode::value(&text),
            Content::Joined(texts, separator) => {
                let separator = if separator == ',' { ",".to_owned() } else { encode::value(&separator) };
                texts.iter().map(|text| encode::value(text)).collect::<Vec<_>>().join(&separator)
            }
            Content::File(_) => return None,
        };
        encode::push_pair(&mut text, &name, &value);
    }
    Some(text)
}

/// JSON whose objects keep their order.
enum Value {
    Null,
    /// Anything but an object or a list, as text, and whether that is a string in JSON.
    Scalar(String, bool),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    File(usize),
}

impl Value {
    /// The fields that a property becomes.
    fn spread(self, name: String, style: FieldStyle, files: &[FilePart], fields: &mut Vec<(String, Content)>) {
        let separator = match style {
            FieldStyle::Space => ' ',
            FieldStyle::Pipe => '|',
            _ => ',',
        };
        match (self, style) {
            (Self::File(index), _) => fields.extend(files.get(index).map(|file| (name, Content::File(file.clone())))),
            (value, FieldStyle::Json) | (value @ Self::Object(_), FieldStyle::Plain | FieldStyle::Typed(_)) => {
                fields.push((name, Content::Json(value.json())));
            }
            // Empty, because a server could not tell the word from a string.
            (Self::Null, _) => fields.push((name, Content::Text(String::new()))),
            (Self::Scalar(text, _), _) => fields.push((name, Content::Text(text))),
            (Self::List(items), FieldStyle::Plain | FieldStyle::Typed(_) | FieldStyle::Exploded) => {
                for item in items {
                    item.spread(name.clone(), FieldStyle::Plain, files, fields);
                }
            }
            (Self::Object(members), FieldStyle::Exploded) => {
                for (key, value) in members {
                    value.spread(key, FieldStyle::Plain, files, fields);
                }
            }
            (Self::List(items), FieldStyle::Deep) => {
                for (index, item) in items.into_iter().enumerate() {
                    item.spread(format!("{name}[{index}]"), style, files, fields);
                }
            }
            (Self::Object(members), FieldStyle::Deep) => {
                for (key, value) in members {
                    value.spread(format!("{name}[{key}]"), style, files, fields);
                }
            }
            (Self::List(items), _) => fields.push((name, Content::Joined(items.into_iter().map(Self::text).collect(), separator))),
            (Self::Object(members), _) => {
                let texts = members.into_iter().flat_map(|(key, value)| [key, value.text()]).collect();
                fields.push((name, Content::Joined(texts, separator)));
            }
        }
    }

    /// A scalar as it is, anything else as JSON.
    fn text(self) -> String {
        match self {
            Self::Scalar(text, _) => text,
            Self::Null => String::new(),
            other => other.json(),
        }
    }

    fn json(&self) -> String {
        let string = |text: &String| serde_json::Value::from(text.as_str()).to_string();
        match self {
            Self::Null | Self::File(_) => "null".to_owned(),
            Self::Scalar(text, false) => text.clone(),
            Self::Scalar(text, true) => string(text),
            Self::List(items) => format!("[{}]", items.iter().map(Self::json).collect::<Vec<_>>().join(",")),
            Self::Object(members) => {
                let members = members.iter().map(|(key, value)| format!("{}:{}", string(key), value.json()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Scalar(value.to_string(), false))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Scalar(value.to_string(), false))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Scalar(value.to_string(), false))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Scalar(value.to_string(), false))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Scalar(value.to_owned(), true))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object: Vec<(String, Value)> = Vec::new();
        while let Some(key) = members.next_key::<String>()? {
            if key == file_part::MARK {
                return members.next_value().map(Value::File);
            }
            object.push((key, members.next_value()?));
        }
        Ok(Value::Object(object))
    }
}
