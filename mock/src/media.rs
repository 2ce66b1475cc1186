//! Media types: which of those declared is the one sent, or the one asked for.

use crate::document::Node;

/// Type and subtype in lower case, without parameters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

pub(crate) fn is_urlencoded(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// JSON values one after the other, each on a line or after a record separator.
pub(crate) fn is_json_sequence(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/jsonl", "application/x-ndjson", "application/ndjson", "application/json-seq", "application/x-jsonlines"]
        .contains(&essence.as_str())
        || essence.ends_with("+json-seq")
}

/// Text whose schema is that of the text itself.
pub(crate) fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") && !["text/xml", "text/event-stream"].contains(&essence.as_str())
}

/// Whether a declared media type is none, and which one is meant.
pub(crate) fn mistaken(declared: &str) -> Option<&'static str> {
    (essence(declared) == "application/form-data").then_some("multipart/form-data")
}

/// Whether a declared media type, or a range such as `text/*`, covers another.
pub(crate) fn covers(range: &str, other: &str) -> bool {
    let (range, other) = (mistaken(range).map_or_else(|| essence(range), str::to_owned), essence(other));
    range == other || range == "*/*" || range == "*" || range.strip_suffix('*').is_some_and(|start| other.starts_with(start))
}

/// The entry of a `content` map for a media type: the most specific that covers it.
pub(crate) fn declared<'a>(content: &Node<'a>, sent: &str) -> Option<(&'a str, Node<'a>)> {
    let fitting = content.members().filter(|(range, _)| covers(range, sent));
    fitting.max_by_key(|(range, _)| (!range.contains('*'), range.len()))
}

/// The entry of a `content` map to answer with: the one that `Accept` prefers, else JSON, else the first.
///
/// Where `Accept` covers none, it is overlooked, as HTTP allows.
pub(crate) fn preferred<'a>(content: &Node<'a>, accept: Option<&str>) -> Option<(&'a str, Node<'a>)> {
    let mut entries: Vec<(&str, Node<'_>)> = content.members().collect();
    entries.sort_by_key(|(media_type, _)| !is_json(media_type));
    let mut ranges: Vec<(&str, f32)> = accept.unwrap_or("").split(',').map(range).filter(|(_, q)| *q > 0.0).collect();
    ranges.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let asked = |(range, _): &(&str, f32)| entries.iter().position(|(media_type, _)| covers(range, media_type));
    let at = ranges.iter().find_map(asked).unwrap_or(0);
    (at < entries.len()).then(|| entries.swap_remove(at))
}

fn range(text: &str) -> (&str, f32) {
    let mut pieces = text.split(';').map(str::trim);
    let range = pieces.next().unwrap_or("");
    let quality = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse().ok());
    (range, quality.unwrap_or(1.0))
}
