//! Bodies of type `application/x-www-form-urlencoded`: in come the text, the media type object with its `encoding`, and the
//! schema, out comes the object that is meant.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::document::{Node, pointer_to};
use crate::form::{self, Pairs};
use crate::media;
use crate::schemas::Checked;
use crate::style::{self, Style};
use crate::view::View;

/// Reads the text as the schema wants it. Where a property can be read in several ways, the first that is valid is meant, or
/// if none is, the first.
pub(crate) fn read(text: &str, media: &Node<'_>, schema: &Checked) -> Value {
    meant(&properties(text, media, schema.view()), schema)
}

/// The object of properties with several readings each: the first that is valid, or if none is, the first.
pub(crate) fn meant(properties: &[(String, Vec<Value>)], schema: &Checked) -> Value {
    let mut at = vec![0; properties.len()];
    let mut first = None;
    loop {
        let members = properties.iter().zip(&at).map(|((name, readings), at)| (name.clone(), readings[*at].clone()));
        let value = Value::Object(members.collect::<Map<_, _>>());
        let findings = schema.check(&value);
        let faulty = |name: &str| {
            let pointer = pointer_to(name);
            findings.iter().any(|finding| finding.pointer == pointer || finding.pointer.starts_with(&format!("{pointer}/")))
        };
        let movable: Vec<usize> =
            (0..at.len()).filter(|index| at[*index] + 1 < properties[*index].1.len() && faulty(&properties[*index].0)).collect();
        if findings.is_empty() {
            return value;
        }
        let first = first.get_or_insert(value);
        if movable.is_empty() {
            return first.clone();
        }
        for index in movable {
            at[index] += 1;
        }
    }
}

/// Each property that the text has, with its possible readings.
fn properties(text: &str, media: &Node<'_>, schema: View<'_>) -> Vec<(String, Vec<Value>)> {
    let raw = style::form_pairs(text);
    let heads = raw.iter().map(|(name, _)| style::decode_form(name)).map(|name| match name.split_once('[') {
        Some((head, _)) if !head.is_empty() && schema.property(&name).is_none() => head.to_owned(),
        _ => name,
    });
    let listed: Vec<String> = schema.property_names().into_iter().map(str::to_owned).collect();
    let heads: BTreeSet<String> = heads.filter(|head| !listed.contains(head)).collect();
    let mut pairs = Pairs::new(raw);
    let anything = Value::Bool(true);
    let mut properties = Vec::new();
    // The declared ones first: what one of them is spread over is no property of its own.
    for name in listed.iter().chain(&heads) {
        let is_there = |known: &str| known.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('['));
        if heads.contains(name) && !pairs.rest().any(is_there) {
            continue;
        }
        let property = schema.property(name).unwrap_or(View::new(&anything));
        let readings = property_readings(&mut pairs, name, media, property, &listed);
        properties.extend(readings.map(|readings| (name.clone(), readings)));
    }
    properties
}

fn property_readings(
    pairs: &mut Pairs<'_>,
    name: &str,
    media: &Node<'_>,
    schema: View<'_>,
    declared_names: &[String],
) -> Option<Vec<Value>> {
    let encoding = media.get("encoding").and_then(|encoding| encoding.get(name));
    let declared = encoding.as_ref().and_then(|encoding| encoding.text("style"));
    let is_bracketed = pairs.rest().any(|known| known.starts_with(&format!("{name}[")));
    let style_name = declared.unwrap_or(if is_bracketed { "deepObject" } else { "form" });
    // Without a style, an object is one value; only an array is spread over several.
    let explode = encoding.as_ref().and_then(|encoding| encoding.flag("explode")).unwrap_or(match declared {
        Some(style) => style == "form",
        None => schema.types().contains("array"),
    });
    let whole = pairs.rest().any(|known| known == name);
    let style = Style { name: style_name, explode, decode: style::decode_form };
    let mut as_json = Vec::new();
    if whole && declared.is_none() {
        let is_json = encoding.as_ref().and_then(|encoding| encoding.text("contentType")).is_some_and(media::is_json);
        let text = pairs.peek(name).map(style::decode_form).unwrap_or_default();
        let value: Option<Value> = serde_json::from_str(&text).ok();
        as_json.extend(value.filter(|value| is_json || value.is_array() || value.is_object()));
    }
    let readings = form::candidates(pairs, name, style, schema, declared_names)?;
    as_json.extend(readings);
    Some(as_json)
}
