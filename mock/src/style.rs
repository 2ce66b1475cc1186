//! Styles of parameters: in comes text as sent, with a style and a schema, out come the JSON values that it may mean.
//!
//! Text is ambiguous where a schema allows more than one type, which is why there is more than one candidate; the first that
//! is valid is the one meant.

use serde_json::{Map, Value};

use crate::template::decode;
use crate::view::View;

/// How a parameter is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style<'a> {
    /// `form`, `simple`, …, as the document has it.
    pub(crate) name: &'a str,
    pub(crate) explode: bool,
    /// What decodes one piece of text.
    pub(crate) decode: fn(&str) -> String,
}

/// The characters that separate the pieces of a value.
#[derive(Clone, Copy)]
struct Separators<'a> {
    between: &'a [char],
    /// Between a name and its value, where these are one piece.
    pair: Option<char>,
}

/// What one text may mean: a path parameter, a header, or a query parameter that is not repeated.
pub(crate) fn candidates(parameter: &str, text: &str, style: Style<'_>, schema: View<'_>) -> Vec<Value> {
    let (text, separators) = unwrap(parameter, text, style);
    let types = schema.types();
    let mut candidates = Vec::new();
    let pieces = || -> Vec<String> {
        let pieces = if text.is_empty() { Vec::new() } else { text.split(separators.between).collect() };
        // Matrix repeats the name before each item.
        let own = format!("{parameter}=");
        let strip = style.name == "matrix" && style.explode;
        pieces.into_iter().map(|piece| if strip { piece.strip_prefix(&own).unwrap_or(piece) } else { piece }.to_owned()).collect()
    };
    for as_text in [false, true] {
        if types.contains("array") {
            candidates.push(array(pieces().iter().map(|piece| (style.decode)(piece)), schema, as_text));
        }
        if types.contains("object") {
            candidates.extend(object(&pieces(), separators.pair, style, schema, as_text));
        }
    }
    let structured_only = !types.is_empty() && types.iter().all(|name| *name == "array" || *name == "object");
    if !structured_only || candidates.is_empty() {
        let text = (style.decode)(text.strip_prefix(&format!("{parameter}=")).filter(|_| style.name == "matrix").unwrap_or(text));
        candidates.extend([scalar(&text, schema, false), scalar(&text, schema, true)]);
    }
    candidates
}

/// Takes off what a style puts before a value, and says what separates the pieces of the rest.
fn unwrap<'t>(parameter: &str, text: &'t str, style: Style<'_>) -> (&'t str, Separators<'static>) {
    let pair = style.explode.then_some('=');
    let comma = Separators { between: &[','], pair };
    match style.name {
        // 3.0 documents it with dots between in either case.
        "label" => (text.strip_prefix('.').unwrap_or(text), Separators { between: if style.explode { &['.'] } else { &['.', ','] }, pair }),
        "matrix" => {
            let text = text.strip_prefix(';').unwrap_or(text);
            if style.explode {
                return (text, Separators { between: &[';'], pair });
            }
            (text.strip_prefix(parameter).and_then(|text| text.strip_prefix('=')).unwrap_or(text), comma)
        }
        "spaceDelimited" => (text, Separators { between: &[' '], pair: None }),
        "pipeDelimited" => (text, Separators { between: &['|'], pair: None }),
        "form" | "cookie" => (text, Separators { pair: None, ..comma }),
        _ => (text, comma),
    }
}

/// An array of texts.
pub(crate) fn array(items: impl Iterator<Item = String>, schema: View<'_>, as_text: bool) -> Value {
    let items = items.enumerate().map(|(index, text)| match schema.item(index) {
        Some(item) => scalar(&text, item, as_text),
        None => Value::String(text),
    });
    Value::Array(items.collect())
}

/// An object of pieces: `R=100` each, or `R` and `100` in turns.
fn object(pieces: &[String], pair: Option<char>, style: Style<'_>, schema: View<'_>, as_text: bool) -> Option<Value> {
    let pairs: Vec<(&str, &str)> = match pair {
        Some(pair) => pieces.iter().map(|piece| piece.split_once(pair)).collect::<Option<_>>()?,
        None if pieces.len().is_multiple_of(2) => pieces.chunks(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect(),
        None => return None,
    };
    let members = pairs.into_iter().map(|(name, text)| {
        let (name, text) = ((style.decode)(name), (style.decode)(text));
        let value = member(&name, text, schema, as_text);
        (name, value)
    });
    Some(Value::Object(members.collect()))
}

/// The value of a property whose text is known.
pub(crate) fn member(name: &str, text: String, schema: View<'_>, as_text: bool) -> Value {
    match schema.property(name) {
        Some(property) => scalar(&text, property, as_text),
        None => Value::String(text),
    }
}

/// What a text means that is a value, or a part of one.
///
/// How a style writes an array or an object inside of another is left undefined; as JSON there is one thing that it can mean.
pub(crate) fn scalar(text: &str, schema: View<'_>, as_text: bool) -> Value {
    let types = schema.types();
    let other = || -> Option<Value> {
        // A form has no other word for null.
        if text.is_empty() && types.contains("null") {
            return Some(Value::Null);
        }
        let value = serde_json::from_str(text).ok()?;
        let fits = match &value {
            Value::Number(_) => types.contains("integer") || types.contains("number"),
            Value::Bool(_) => types.contains("boolean"),
            Value::Null => types.contains("null"),
            Value::Array(_) => types.contains("array"),
            Value::Object(_) => types.contains("object"),
            Value::String(_) => false,
        };
        fits.then_some(value)
    };
    let is_string = types.is_empty() || types.contains("string");
    let value = if as_text && is_string { None } else { other() };
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// `a[b][0]=c` and its like, put together as nested values. `pairs` have the names that follow the parameter's own.
pub(crate) fn nested(pairs: &[(String, String)], schema: View<'_>, as_text: bool) -> Value {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (path, text) in pairs {
        let Some((key, rest)) = path.strip_prefix('[').and_then(|path| path.split_once(']')) else {
            return scalar(text, schema, as_text);
        };
        let entry = (rest.to_owned(), text.clone());
        // `[]` is a new item each time.
        match groups.iter_mut().find(|(known, _)| known == key && !key.is_empty()) {
            Some((_, group)) => group.push(entry),
            None => groups.push((key.to_owned(), vec![entry])),
        }
    }
    let types = schema.types();
    if types.contains("array") && groups.iter().all(|(key, _)| key.chars().all(|c| c.is_ascii_digit())) {
        let items = groups.iter().enumerate();
        return Value::Array(items.map(|(index, (_, group))| nested_member(group, schema.item(index), as_text)).collect());
    }
    let members = groups.iter().map(|(key, group)| (key.clone(), nested_member(group, schema.property(key), as_text)));
    Value::Object(members.collect::<Map<_, _>>())
}

fn nested_member(group: &[(String, String)], schema: Option<View<'_>>, as_text: bool) -> Value {
    let anything = Value::Bool(true);
    let schema = schema.unwrap_or(View::new(&anything));
    // A repeated name is an array, where one is wanted.
    if group.iter().all(|(rest, _)| rest.is_empty()) && schema.types().contains("array") {
        return array(group.iter().map(|(_, text)| text.clone()), schema, as_text);
    }
    nested(group, schema, as_text)
}

/// Decodes text of a query or an urlencoded body, where `+` is a space.
pub(crate) fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

/// The pairs of a query or an urlencoded body, as sent.
pub(crate) fn form_pairs(text: &str) -> Vec<(&str, &str)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect()
}
