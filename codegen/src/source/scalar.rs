//! What a scalar says: the one place that decides between strings and everything else.

use std::borrow::Cow;

use super::{Data, Number};

/// A scalar of a file.
pub(super) struct Scalar<'a> {
    /// Its text, after escapes and line folding.
    pub(super) text: Cow<'a, str>,
    /// Whether it has neither quotes nor a block style.
    pub(super) plain: bool,
    /// Whether there is any text. There is none in `key:`, where the parser says `~`.
    pub(super) written: bool,
}

/// What a tag says that a scalar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    String,
    Null,
    Bool,
    Integer,
    Number,
}

/// The value of a scalar, or nothing if its tag contradicts it. A tag may name what the text is anyway, quoted or not, or make
/// a string of it; nothing else is converted.
pub(super) fn read(scalar: Scalar<'_>, claim: Option<Claim>) -> Option<Data> {
    let Scalar { text, plain, written } = scalar;
    let Some(claim) = claim else {
        return Some(if plain { resolve(text, written) } else { string(text) });
    };
    match (claim, text) {
        (Claim::String, text) if written => Some(string(text)),
        (Claim::String, _) => Some(Data::String(String::new())),
        (claim, text) => match (claim, resolve(text, written)) {
            (Claim::Null, Data::Null) => Some(Data::Null),
            (Claim::Bool, data @ Data::Bool(_)) | (Claim::Number, data @ Data::Number(_)) => Some(data),
            (Claim::Integer, Data::Number(number)) if number.is_integer() => Some(Data::Number(number)),
            _ => None,
        },
    }
}

fn string(text: Cow<'_, str>) -> Data {
    Data::String(text.into_owned())
}

/// A scalar without quotes and tag. The spellings are those of the YAML 1.2 core schema, except for numbers.
fn resolve(text: Cow<'_, str>, written: bool) -> Data {
    match text.as_ref() {
        _ if !written => Data::Null,
        "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        other if other.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => {
            Number::parse(other).map_or_else(|| string(text), Data::Number)
        }
        _ => string(text),
    }
}
