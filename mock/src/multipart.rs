//! Bodies of type `multipart/form-data` (RFC 7578): in come the bytes and their boundary, out come the parts; and of the parts, with the media type object
//! and the schema, the object that is meant.
//!
//! What is in a file is not looked at: it stands in the object as a string.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{Node, pointer_to};
use crate::form::{self, Pairs};
use crate::media;
use crate::record::{Part as Place, Violation};
use crate::schemas::Checked;
use crate::style::{self, Style};
use crate::urlencoded;
use crate::view::View;

/// One part.
#[derive(Debug)]
struct Part<'b> {
    name: String,
    /// It has a file name.
    is_file: bool,
    content_type: Option<String>,
    content: &'b [u8],
}

impl Part<'_> {
    fn text(&self) -> String {
        String::from_utf8_lossy(self.content).into_owned()
    }
}

/// The boundary that a content type names.
pub(crate) fn boundary(content_type: &str) -> Option<&str> {
    let boundary = parameter(content_type, "boundary")?;
    (!boundary.is_empty()).then_some(boundary)
}

/// What is wrong with a form. A schema is what says what its parts mean.
pub(crate) fn check(body: &[u8], boundary: &str, media: &Node<'_>, schema: Option<&Checked>) -> Vec<Violation> {
    let parts = match parts(body, boundary) {
        Ok(parts) => parts,
        Err(problem) => return vec![Violation::new(Place::Body, "", problem)],
    };
    let mut violations: Vec<Violation> = parts.iter().filter_map(|part| wrong_type(part, media)).collect();
    if let Some(schema) = schema {
        let value = urlencoded::meant(&properties(&parts, media, schema.view()), schema);
        let findings = schema.check(&value).into_iter();
        violations.extend(findings.map(|finding| Violation::new(Place::Body, finding.pointer, finding.message)));
    }
    violations
}

/// Takes a body apart (RFC 2046 §5.1.1).
fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<Part<'b>>, String> {
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter has no line before it, where there is no preamble.
    let mut rest = match body.strip_prefix(&delimiter.as_bytes()[2..]) {
        Some(rest) => rest,
        None => split(body, delimiter.as_bytes()).ok_or("the boundary that the content type names is not in the body")?.1,
    };
    let mut parts = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        let line = split(rest, b"\r\n").filter(|(padding, _)| padding.iter().all(|byte| matches!(byte, b' ' | b'\t')));
        let (_, part) = line.ok_or("a boundary does not end its line")?;
        let (part, next) = split(part, delimiter.as_bytes()).ok_or("the last boundary is missing")?;
        parts.push(read(part)?);
        rest = next;
    }
}

fn read(part: &[u8]) -> Result<Part<'_>, String> {
    let (head, content) = split(part, b"\r\n\r\n").ok_or("a part has no end of its headers")?;
    let head = String::from_utf8_lossy(head);
    let header = |wanted: &str| {
        let lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines.into_iter().find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned()))
    };
    let disposition = header("content-disposition").filter(|value| value.starts_with("form-data"));
    let disposition = disposition.ok_or("a part has no `Content-Disposition: form-data`")?;
    let name = parameter(&disposition, "name").ok_or("a part has no name")?;
    // What browsers escape (HTML, "multipart/form-data encoding algorithm").
    let name = name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let is_file = ["filename", "filename*"].iter().any(|key| parameter(&disposition, key).is_some());
    Ok(Part { name, is_file, content_type: header("content-type"), content })
}

/// What stands before and behind the first of some bytes.
fn split<'b>(bytes: &'b [u8], at: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let start = bytes.windows(at.len()).position(|window| window == at)?;
    Some((&bytes[..start], &bytes[start + at.len()..]))
}

/// A parameter of a header's value.
fn parameter<'h>(value: &'h str, wanted: &str) -> Option<&'h str> {
    let mut quoted = false;
    let mut pieces = value.split(|c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    });
    pieces.find_map(|piece| {
        let (name, value) = piece.trim().split_once('=')?;
        name.eq_ignore_ascii_case(wanted).then(|| value.trim_matches('"'))
    })
}

fn encoding<'a>(media: &Node<'a>, name: &str) -> Option<Node<'a>> {
    media.get("encoding")?.get(name)
}

/// Whether a part is of another content type than its `encoding` declares. A file whose type its sender does not know may be of any.
fn wrong_type(part: &Part<'_>, media: &Node<'_>) -> Option<Violation> {
    let encoding = encoding(media, &part.name)?;
    let declared = encoding.text("contentType")?;
    let sent = part.content_type.as_deref().unwrap_or("text/plain");
    let is_unknown = part.is_file && media::essence(sent) == "application/octet-stream";
    let fits = is_unknown || encoding.get("style").is_some() || declared.split(',').any(|range| media::covers(range, sent));
    (!fits).then(|| Violation::new(Place::Body, pointer_to(&part.name), format!("the part is of type {sent}, and should be {declared}")))
}

/// Each property that the parts have, with its possible readings.
fn properties(parts: &[Part<'_>], media: &Node<'_>, schema: View<'_>) -> Vec<(String, Vec<Value>)> {
    let texts: Vec<(&str, String)> = parts.iter().map(|part| (part.name.as_str(), part.text())).collect();
    let mut pairs = Pairs::decoded(texts.iter().map(|(name, text)| (*name, text.as_str())).collect());
    let listed = schema.property_names();
    let heads = parts.iter().map(|part| match part.name.split_once('[') {
        Some((head, _)) if !head.is_empty() && schema.property(&part.name).is_none() => head,
        _ => part.name.as_str(),
    });
    let heads: BTreeSet<&str> = heads.filter(|head| !listed.contains(head)).collect();
    let declared: Vec<String> = listed.iter().map(|name| (*name).to_owned()).collect();
    let anything = Value::Bool(true);
    let mut properties = Vec::new();
    for name in listed.iter().copied().chain(heads) {
        let property = schema.property(name).unwrap_or(View::new(&anything));
        let encoding = encoding(media, name);
        let explode = encoding.as_ref().and_then(|encoding| encoding.flag("explode"));
        let style_name = encoding.as_ref().and_then(|encoding| encoding.text("style"));
        let is_bracketed = pairs.rest().any(|known| known.starts_with(&format!("{name}[")));
        let readings = if style_name.is_some() || explode.is_some() || is_bracketed {
            let style_name = style_name.unwrap_or(if is_bracketed { "deepObject" } else { "form" });
            let style = Style { name: style_name, explode: explode.unwrap_or(style_name == "form"), decode: str::to_owned };
            form::candidates(&mut pairs, name, style, property, &declared)
        } else if pairs.take_new(name) {
            let own: Vec<&Part<'_>> = parts.iter().filter(|part| part.name == name).collect();
            Some(readings(&own, property))
        } else {
            None
        };
        properties.extend(readings.map(|readings| (name.to_owned(), readings)));
    }
    properties
}

/// What parts of one name may mean: the items of a list, or one value.
fn readings(parts: &[&Part<'_>], schema: View<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    if schema.types().contains("array") || parts.len() > 1 {
        let anything = Value::Bool(true);
        let item = |index: usize| schema.item(index).unwrap_or(View::new(&anything));
        // Each item read in the first way, and each in the last: a list is mostly one of equals.
        let each = |pick: fn(Vec<Value>) -> Option<Value>| {
            let items = parts.iter().enumerate().filter_map(|(index, part)| pick(one(part, item(index))));
            Value::Array(items.collect())
        };
        all.extend([each(|readings| readings.into_iter().next()), each(|mut readings| readings.pop())]);
    }
    if let [only] = parts {
        all.extend(one(only, schema));
    }
    all
}

/// What one part may mean.
fn one(part: &Part<'_>, schema: View<'_>) -> Vec<Value> {
    let text = part.text();
    let json = || serde_json::from_str::<Value>(&text).ok();
    let types = schema.types();
    if part.is_file {
        return vec![Value::String(text)];
    }
    if part.content_type.as_deref().is_some_and(media::is_json) {
        return vec![json().unwrap_or(Value::String(text))];
    }
    // An object is JSON, if nothing else is said of it.
    let structured = json().filter(|value| types.contains("object") && value.is_object() || types.contains("array") && value.is_array());
    structured.into_iter().chain([false, true].map(|as_text| style::scalar(&text, schema, as_text))).collect()
}
