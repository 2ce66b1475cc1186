//! The document's own reply: in come an operation and what the client prefers, out comes a [`Reply`] that the document allows.

use serde_json::Value;

use crate::close::Direction;
use crate::content::{self, Wanted};
use crate::document::Node;
use crate::make::{Extent, make};
use crate::problem::Problem;
use crate::record::{Part, Violation};
use crate::reply::{Reply, complaint};
use crate::schemas::Schemas;

/// What a client asks for by `Prefer` (RFC 7240): `code=404`, `example=name`, `extent=required`, and `path="/pets#old"`, which says what no request can: the key of
/// `paths` that is meant, where several fit.
#[derive(Debug, Default)]
pub(crate) struct Preference {
    code: Option<u16>,
    pub(crate) example: Option<String>,
    pub(crate) path: Option<String>,
    extent: Extent,
}

impl Preference {
    pub(crate) fn parse(header: &str) -> Self {
        let mut preference = Self::default();
        let mut quoted = false;
        let pieces = header.split(|c| {
            quoted ^= c == '"';
            matches!(c, ',' | ';') && !quoted
        });
        for (name, value) in pieces.filter_map(|piece| piece.trim().split_once('=')) {
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => preference.code = value.parse().ok(),
                "example" => preference.example = Some(value.to_owned()),
                "path" => preference.path = Some(value.to_owned()),
                "extent" => preference.extent = Extent::named(value).unwrap_or_default(),
                _ => {}
            }
        }
        preference
    }
}

/// The reply that the client prefers, or that of success.
pub(crate) fn reply(operation: &Node<'_>, accept: Option<&str>, preference: &Preference, schemas: &Schemas) -> Result<Reply, Problem> {
    let responses = operation.get("responses").map(Node::resolve).transpose()?;
    let declared = responses.as_ref().map(declared).unwrap_or_default();
    let chosen = match preference.code {
        Some(code) => preferred(&declared, code).map(|key| (code, key)),
        None => success(&declared),
    };
    let (status, key) = match (chosen, preference.code) {
        (Some(chosen), _) => chosen,
        (None, None) => return Ok(Reply::status(200)),
        (None, Some(code)) => {
            let violation = Violation::new(Part::Header, "/prefer", format!("the operation declares no response {code}"));
            return Ok(complaint(400, "The preferred response is not declared", &[violation]));
        }
    };
    let Some(response) = responses.as_ref().map(|responses| responses.follow(key)).transpose()?.flatten() else {
        return Ok(Reply::status(status));
    };
    let mut reply = Reply::status(status);
    let content = response.follow("content")?.filter(|content| content.members().next().is_some());
    if let Some(content) = content.filter(|_| !matches!(status, 204 | 205 | 304)) {
        let made =
            content::make_body(&content, &Wanted { accept, example: preference.example.as_deref(), extent: preference.extent }, schemas)?;
        reply = Reply { is_ambiguous: made.is_ambiguous, ..reply.body(&made.content_type, made.bytes) };
    }
    for (name, value) in headers(&response, schemas)? {
        reply = reply.header(name, value);
    }
    Ok(reply)
}

/// The keys of `responses` that mean a status.
pub(crate) fn declared<'a>(responses: &Node<'a>) -> Vec<&'a str> {
    responses.members().map(|(key, _)| key).filter(|key| *key == "default" || lowest(key).is_some()).collect()
}

/// The lowest status that a key means: 404 for `404`, 400 for `4XX`.
fn lowest(key: &str) -> Option<u16> {
    let range = key.to_ascii_lowercase();
    let status: u16 = range.strip_suffix("xx").map_or_else(|| range.clone(), |class| format!("{class}00")).parse().ok()?;
    (200..=999).contains(&status).then_some(status)
}

fn preferred<'a>(declared: &[&'a str], code: u16) -> Option<&'a str> {
    let find = |wanted: &str| declared.iter().copied().find(|key| key.eq_ignore_ascii_case(wanted));
    (200..=999)
        .contains(&code)
        .then(|| find(&code.to_string()).or_else(|| find(&format!("{}xx", code / 100))).or_else(|| find("default")))
        .flatten()
}

/// The lowest 2xx, else `2XX`, else `default`, else the lowest of the others.
fn success<'a>(declared: &[&'a str]) -> Option<(u16, &'a str)> {
    let rank = |key: &str, status: u16| {
        let is_range = !key.ends_with(|c: char| c.is_ascii_digit());
        match (status / 100, key) {
            (_, "default") => (2, 0),
            (2, _) => (u8::from(is_range), status),
            _ => (3, status),
        }
    };
    let keys = declared.iter().map(|key| (lowest(key).unwrap_or(200), *key));
    keys.min_by_key(|(status, key)| rank(key, *status))
}

/// The response headers that are required, with values.
fn headers(response: &Node<'_>, schemas: &Schemas) -> Result<Vec<(String, String)>, Problem> {
    let mut made = Vec::new();
    let headers = response.get("headers");
    for (name, node) in headers.iter().flat_map(|headers| headers.members().collect::<Vec<_>>()) {
        let header = node.resolve()?;
        if header.flag("required") != Some(true) || name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let media = header.follow("content")?.and_then(|content| content.members().next().map(|(_, media)| media));
        let described = media.unwrap_or(header);
        let schema = described.get("schema").map(|schema| schemas.get(&schema, Direction::Response)).transpose()?;
        let examples = content::examples(&described, None)?;
        let example = examples.into_iter().find(|example| schema.as_ref().is_none_or(|schema| schema.check(example).is_empty()));
        let value = match (example, schema) {
            (Some(example), _) => example,
            (None, Some(schema)) => make(&schema, Extent::Everything, schemas)?,
            (None, None) => Value::String("mock".to_owned()),
        };
        made.push((name.to_owned(), simple(&value)));
    }
    Ok(made)
}

/// A value in the style of headers: `a,b` and `k,v`.
fn simple(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(simple).collect::<Vec<_>>().join(","),
        Value::Object(members) => members.iter().map(|(name, value)| format!("{name},{}", simple(value))).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn success_is_the_lowest_2xx_and_then_what_stands_for_it() {
        assert_eq!(success(&["404", "201", "200"]), Some((200, "200")));
        assert_eq!(success(&["404", "2XX"]), Some((200, "2XX")));
        assert_eq!(success(&["404", "default"]), Some((200, "default")));
        assert_eq!(success(&["404", "302"]), Some((302, "302")));
        assert_eq!(success(&[]), None);
    }

    #[test]
    fn a_preferred_status_may_be_covered_by_a_range() {
        assert_eq!(preferred(&["200", "4XX", "default"], 404), Some("4XX"));
        assert_eq!(preferred(&["200", "4XX", "default"], 500), Some("default"));
        assert_eq!(preferred(&["200"], 500), None);
    }
}
