//! Bodies of replies: in come a `content` map and what the client wants, out come a content type and bytes.
//!
//! An example is sent if it meets its schema; one that does not is noted, and overlooked like an absent one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::close::Direction;
use crate::document::Node;
use crate::make::{Extent, make};
use crate::media;
use crate::problem::Problem;
use crate::schemas::Schemas;
use crate::view::type_of;

/// What the client asks for.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) accept: Option<&'a str>,
    pub(crate) example: Option<&'a str>,
    pub(crate) extent: Extent,
}

/// A body that was made.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
    /// It fits several variants of a `oneOf`.
    pub(crate) is_ambiguous: bool,
}

pub(crate) fn make_body(content: &Node<'_>, wanted: &Wanted<'_>, schemas: &Schemas) -> Result<Body, Problem> {
    let Some((media_type, media)) = media::preferred(content, wanted.accept) else {
        return Ok(Body { content_type: "application/octet-stream".to_owned(), bytes: Vec::new(), is_ambiguous: false });
    };
    let media = media.resolve()?;
    // 3.2's `itemSchema` describes one of a sequence.
    let schema = media.get("itemSchema").or_else(|| media.get("schema"));
    let content_type = concrete(media_type, schema.as_ref());
    let essence = media::essence(&content_type);
    let examples = examples(&media, wanted.example)?;
    let is_text = essence.starts_with("text/");
    let is_xml = essence.ends_with("/xml") || essence.ends_with("+xml");
    let is_events = essence == "text/event-stream";
    let mut is_ambiguous = false;
    let mut made = |examples: &[Value]| -> Result<Value, Problem> {
        let checked = schema.as_ref().map(|schema| schemas.get(schema, Direction::Response)).transpose()?;
        // An event without data is none (HTML, "Server-sent events").
        let is_event = is_events && checked.as_ref().is_some_and(|checked| checked.view().property("data").is_some());
        let value = match &checked {
            Some(checked) if wanted.extent != Extent::Everything && !is_event => make(checked, wanted.extent, schemas)?,
            _ => value(examples, schema.as_ref(), Direction::Response, schemas)?,
        };
        is_ambiguous = checked.is_some_and(|checked| checked.fits_several(&value));
        Ok(value)
    };
    let body = if media::is_json(&essence) {
        made(&examples)?.to_string()
    } else if let Some(example) = examples.first() {
        let text = as_text(example);
        if is_events && !text.contains("data:") { event(example) } else { text }
    } else if is_xml {
        "<?xml version=\"1.0\"?><mock/>".to_owned()
    } else if is_events {
        event(&made(&[])?)
    } else if media::is_json_sequence(&essence) {
        let value = made(&[])?;
        match value.as_array().filter(|_| media.get("itemSchema").is_none()) {
            // The schema of the whole sequence.
            Some(items) => items.iter().flat_map(|item| [item.to_string(), "\n".to_owned()]).collect(),
            None => value.to_string() + "\n",
        }
    } else if is_text && schema.is_some() || schema.as_ref().is_some_and(is_structured) {
        as_text(&made(&[])?)
    } else {
        "mock".to_owned()
    };
    Ok(Body { content_type, bytes: body.into_bytes(), is_ambiguous })
}

/// The first example that meets the schema, else a value made from the schema.
pub(crate) fn value(examples: &[Value], schema: Option<&Node<'_>>, direction: Direction, schemas: &Schemas) -> Result<Value, Problem> {
    let Some(schema) = schema else { return Ok(examples.first().cloned().unwrap_or_else(|| json!({}))) };
    let checked = schemas.get(schema, direction)?;
    // A schema without a `type` that has properties takes a string as well, to the letter.
    let implied = checked.view().types();
    let is_meant =
        |example: &&Value| ["object", "array"].iter().all(|name| implied != BTreeSet::from([*name]) || type_of(example) == *name);
    for example in examples.iter().filter(is_meant) {
        match checked.check(example).first() {
            None => return Ok(example.clone()),
            Some(finding) => schemas.note(format!(
                "#{}: an example does not meet this schema and is left out: at `{}`, {}",
                schema.pointer, finding.pointer, finding.message
            )),
        }
    }
    make(&checked, Extent::Everything, schemas)
}

/// The examples beside a schema, the one of the wanted name before all others.
pub(crate) fn examples(described: &Node<'_>, wanted: Option<&str>) -> Result<Vec<Value>, Problem> {
    let mut found: Vec<Value> = Vec::new();
    let named = described.get("examples");
    for (name, node) in named.iter().flat_map(|named| named.members().collect::<Vec<_>>()) {
        let example = node.resolve()?;
        let value = ["dataValue", "value", "serializedValue"].iter().find_map(|key| example.value.get(*key));
        match value {
            Some(value) if Some(name) == wanted => found.insert(0, value.clone()),
            Some(value) => found.push(value.clone()),
            None => {}
        }
    }
    if let Some(example) = described.value.get("example") {
        let at = usize::from(wanted.is_some()).min(found.len());
        found.insert(at, example.clone());
    }
    Ok(found)
}

/// Whether bytes of this schema have parts, which JSON alone says how to write.
fn is_structured(schema: &Node<'_>) -> bool {
    let schema = schema.clone().resolve();
    schema.is_ok_and(|schema| matches!(schema.text("type"), Some("object" | "array")) || schema.get("properties").is_some())
}

/// A content type that can be sent, for a declared one that may be a range.
fn concrete(declared: &str, schema: Option<&Node<'_>>) -> String {
    if !declared.contains('*') {
        return declared.to_owned();
    }
    let is_binary = schema.is_none_or(|schema| schema.text("type") == Some("string"));
    match declared.split('/').next() {
        Some("text") => "text/plain",
        Some("image") => "image/png",
        Some("*" | "application") if !is_binary => "application/json",
        _ => "application/octet-stream",
    }
    .to_owned()
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// One server-sent event: of the fields that the value has, if it looks like one, else with the value as data.
fn event(value: &Value) -> String {
    const FIELDS: [&str; 4] = ["event", "id", "retry", "data"];
    let mut text = String::new();
    let mut write = |name: &str, value: &Value| {
        for line in as_text(value).split(['\n', '\r']) {
            text.extend([name, ": ", line, "\n"]);
        }
    };
    match value {
        Value::Object(fields) if fields.contains_key("data") && fields.keys().all(|name| FIELDS.contains(&name.as_str())) => {
            FIELDS.iter().filter_map(|name| Some((name, fields.get(*name)?))).for_each(|(name, value)| write(name, value));
        }
        Value::Array(items) => write("data", items.first().unwrap_or(value)),
        value => write("data", value),
    }
    text + "\n"
}
