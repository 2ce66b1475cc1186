//! Path templates: in come a key of `paths` and the path of a request, out come the parameters, still percent-encoded.

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;

/// A path template, taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    segments: Vec<Vec<Part>>,
    /// `?a=b` or `#a=b` behind the path: not `OpenAPI`, but how documents tell apart operations that share a path.
    hints: Vec<(String, Option<String>)>,
    /// Whether the hints must hold (`?`) or only tell which of several is meant (`#`).
    strict: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(String),
    Parameter(String),
}

/// How a template met a path; the greater, the better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    hints_met: usize,
    hints_missed: Reverse<usize>,
    literal: Vec<u8>,
}

impl Template {
    pub(crate) fn new(key: &str) -> Self {
        // Of `{?after,limit}` (RFC 6570 §3.2.8), the document says again what they are.
        let key = key.find("{?").map_or(key, |at| &key[..at]);
        let end = outside_braces(key, |c| c == '?' || c == '#').unwrap_or(key.len());
        let (path, rest) = key.split_at(end);
        let hints = rest.get(1..).unwrap_or("").split('&').filter(|hint| !hint.is_empty());
        Self {
            segments: path.trim_start_matches('/').split('/').map(parts).collect(),
            hints: hints.map(hint).collect(),
            strict: rest.starts_with('?'),
        }
    }

    /// Names of the query parameters that are part of the key.
    pub(crate) fn hint_names(&self) -> impl Iterator<Item = &str> {
        self.hints.iter().map(|(name, _)| name.as_str())
    }

    /// Matches a path (as sent, without base path) and a decoded query.
    pub(crate) fn fit(&self, path: &str, query: &[(String, String)]) -> Option<(Fit, Vec<(String, String)>)> {
        let sent: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        if sent.len() != self.segments.len() {
            return None;
        }
        let holds = |(name, value): &(String, Option<String>)| {
            query.iter().any(|(n, v)| n == name && value.as_ref().is_none_or(|value| value == v))
        };
        let met = self.hints.iter().filter(|hint| holds(hint)).count();
        let missed = self.hints.len() - met;
        if self.strict && missed > 0 {
            return None;
        }
        let mut found = Vec::new();
        for (parts, text) in self.segments.iter().zip(sent) {
            // A literal may be written either way: `{a}:{b}` meets `x%3Ay` and `x:y`.
            if !fit_segment(parts, text, &mut found) && !fit_segment(parts, &decode(text), &mut found) {
                return None;
            }
        }
        let literal = self.segments.iter().map(|segment| literalness(segment)).collect();
        let fit = Fit { hints_met: met, hints_missed: Reverse(missed), literal };
        Some((fit, found))
    }
}

fn hint(text: &str) -> (String, Option<String>) {
    match text.split_once('=') {
        Some((name, value)) => (name.to_owned(), (!value.contains('{')).then(|| value.to_owned())),
        None => (text.to_owned(), None),
    }
}

fn outside_braces(text: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && is_end(c) => return Some(at),
            _ => {}
        }
        None
    })
}

/// `report.{year}-{month}.csv` is literal, parameter, literal, parameter, literal.
fn parts(segment: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((before, name, after)) = first_parameter(rest) {
        if !before.is_empty() {
            parts.push(Part::Literal(before.to_owned()));
        }
        parts.push(Part::Parameter(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(rest.to_owned()));
    }
    parts
}

fn first_parameter(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn literalness(parts: &[Part]) -> u8 {
    let literals = parts.iter().any(|part| matches!(part, Part::Literal(_)));
    let parameters = parts.iter().any(|part| matches!(part, Part::Parameter(_)));
    match (literals, parameters) {
        (_, false) => 2,
        (true, true) => 1,
        (false, true) => 0,
    }
}

/// Matches one segment, the earlier parameters taking as little as the rest allows. A parameter is never empty.
fn fit_segment(parts: &[Part], text: &str, found: &mut Vec<(String, String)>) -> bool {
    match parts.split_first() {
        None => text.is_empty(),
        Some((Part::Literal(literal), rest)) => {
            // A whole segment may be encoded in more than one way.
            (rest.is_empty() && decode(text) == decode(literal))
                || text.strip_prefix(literal.as_str()).is_some_and(|text| fit_segment(rest, text, found))
        }
        Some((Part::Parameter(name), rest)) => {
            let depth = found.len();
            let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
            for end in ends.filter(|end| *end > 0) {
                found.push((name.clone(), text[..end].to_owned()));
                if fit_segment(rest, &text[end..], found) {
                    return true;
                }
                found.truncate(depth);
            }
            false
        }
    }
}

/// Percent-decoding, of what is UTF-8 and of what is not.
pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(key: &str, path: &str) -> Option<Vec<(String, String)>> {
        Template::new(key).fit(path, &[]).map(|(_, found)| found)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn segments_may_be_part_literal() {
        assert_eq!(fit("/x/{a}.{b}", "/x/1.2.3"), Some(pairs(&[("a", "1"), ("b", "2.3")])));
        assert_eq!(fit("/Businesses({key})", "/Businesses(7)"), Some(pairs(&[("key", "7")])));
        assert_eq!(fit("/c/{base}...{head}", "/c/a...b"), Some(pairs(&[("base", "a"), ("head", "b")])));
        assert_eq!(fit("/c/{base}...{head}", "/c/a..b"), None);
        assert_eq!(fit("/list{?after,limit}", "/list"), Some(pairs(&[])));
        assert_eq!(fit("/a b/{x}", "/a%20b/1%2F2"), Some(pairs(&[("x", "1%2F2")])));
    }

    #[test]
    fn a_parameter_is_never_empty() {
        assert_eq!(fit("/pets/{id}", "/pets/"), None);
        assert_eq!(fit("/pets/{id}", "/pets"), None);
        assert_eq!(fit("/", "/"), Some(pairs(&[])));
    }
}
