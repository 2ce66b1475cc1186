//! Forms: a body whose properties become fields, one or more pairs of a name and a text each.
//!
//! What serde makes of the body is taken apart again; so a form is described by the same types as JSON.

use serde::Serialize;

use crate::encode;
use crate::file_part::{self, FilePart};
use crate::parts::Parts;
use crate::style::Style;

/// How a property of a form is written (OpenAPI, "Encoding Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldStyle {
    /// A scalar as it is, a list as one field for each item, an object as JSON.
    Plain,
    /// All of it as JSON (`contentType: application/json`).
    Json,
    /// Like [`FieldStyle::Plain`], with this content type in a multipart form.
    Typed(&'static str),
    /// As in a query (`style`). Null is an empty value.
    Styled(Style),
}

/// A field of a form.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) style: FieldStyle,
    pub(crate) content: Content,
}

/// What a field holds.
pub(crate) enum Content {
    Text(String),
    /// Text that is percent-encoded already.
    Encoded(String),
    Json(String),
    File(FilePart),
}

/// The fields of a form, in the order of the body's properties. `None`: the body cannot be one.
pub(crate) fn fields(body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Option<Vec<Field>> {
    let (json, files) = file_part::collecting(|| serde_json::to_vec(body));
    let members = match Parts::read(json)? {
        Parts::Object(members) => members,
        Parts::Null => Vec::new(),
        Parts::Literal(_) | Parts::Text(_) | Parts::List(_) => return None,
    };
    let mut fields = Vec::new();
    for (name, value) in members {
        let style = style(&name);
        let mut push = |name: String, content| fields.push(Field { name, style, content });
        match (value, style) {
            (value, FieldStyle::Styled(style)) => {
                for (name, text) in style.or_empty().pairs(&name, &value, encode::value) {
                    push(name, Content::Encoded(text));
                }
            }
            (value, FieldStyle::Json) => push(name, Content::Json(value.json())),
            (Parts::List(items), _) => {
                for item in items {
                    push(name.clone(), plain(item, &files));
                }
            }
            (value, _) => push(name, plain(value, &files)),
        }
    }
    let sent = fields.iter().filter(|field| matches!(field.content, Content::File(_))).count();
    // A file inside of JSON would be lost.
    (sent == files.len()).then_some(fields)
}

/// What a value is without a style.
fn plain(value: Parts, files: &[FilePart]) -> Content {
    let file = file_part::index(&value).and_then(|index| files.get(index));
    match (file, value) {
        (Some(file), _) => Content::File(file.clone()),
        // Empty, because a server could not tell the word from a string.
        (None, Parts::Null) => Content::Text(String::new()),
        (None, value) if value.is_scalar() => Content::Text(value.text()),
        (None, value) => Content::Json(value.json()),
    }
}

/// The text of a form of type `application/x-www-form-urlencoded`. `None`: the body cannot be one.
pub(crate) fn urlencoded(body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Option<String> {
    let mut text = String::new();
    for Field { name, content, .. } in fields(body, style)? {
        let value = match content {
            Content::Text(text) | Content::Json(text) => encode::value(&text),
            Content::Encoded(text) => text,
            Content::File(_) => return None,
        };
        encode::push_pair(&mut text, &name, &value);
    }
    Some(text)
}
