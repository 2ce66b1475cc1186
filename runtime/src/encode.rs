//! Values and templates to URL text: percent-encoding, lists, path templates.

use std::fmt::Display;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::validate::{At, Constraint, Found, Location, Violations};

/// All but RFC 3986's unreserved characters: right in a path, in a query and in a cookie.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a path segment cannot hold. `%` is not among them: an escape in a template stays one.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// How a list is written in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `name=a&name=b` (style `form`, exploded; the default).
    Exploded,
    /// `name=a,b` (style `form`).
    Comma,
    /// `name=a%20b` (style `spaceDelimited`).
    Space,
    /// `name=a%7Cb` (style `pipeDelimited`).
    Pipe,
}

/// A value, with everything encoded that could be anything else than text.
pub(crate) fn value(value: &dyn Display) -> String {
    utf8_percent_encode(&value.to_string(), VALUE).to_string()
}

/// Appends `name=value` to a query whose values are encoded already.
pub(crate) fn push_pair(query: &mut String, name: &str, encoded: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(utf8_percent_encode(name, VALUE));
    query.push('=');
    query.push_str(encoded);
}

/// Appends a list. An empty one leaves no trace: RFC 6570 has it undefined.
pub(crate) fn push_list(query: &mut String, name: &str, encoded: &[String], style: ListStyle) {
    let separator = match style {
        ListStyle::Exploded => return encoded.iter().for_each(|item| push_pair(query, name, item)),
        ListStyle::Comma => ",",
        ListStyle::Space => "%20",
        ListStyle::Pipe => "%7C",
    };
    if !encoded.is_empty() {
        push_pair(query, name, &encoded.join(separator));
    }
}

/// The path that a template such as `/pets/{petId}` makes with these (encoded) values.
///
/// A segment that a value makes empty, `.` or `..` is a violation: on the way it would be normalized away, even
/// escaped, and the request would reach another operation. Braces that no value belongs to are text.
pub(crate) fn path(template: &str, values: &[(&'static str, String)], violations: &mut Violations) -> String {
    let mut path = String::with_capacity(template.len());
    for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
        path.push('/');
        let start = path.len();
        let used = push_segment(&mut path, segment, values);
        if matches!(&path[start..], "" | "." | "..") {
            for name in used {
                violations.push(&At::root(Location::Path(name)), Constraint::PathSegment, Found::Other);
            }
        }
    }
    path
}

/// Appends one segment, and says which values went into it.
fn push_segment(path: &mut String, segment: &str, values: &[(&'static str, String)]) -> Vec<&'static str> {
    let mut used = Vec::new();
    let mut rest = segment;
    while let Some(open) = rest.find('{') {
        push_literal(path, &rest[..open]);
        rest = &rest[open..];
        let found = rest.find('}').and_then(|close| {
            let (name, value) = values.iter().find(|(name, _)| *name == &rest[1..close])?;
            Some((close, *name, value))
        });
        if let Some((close, name, value)) = found {
            path.push_str(value);
            used.push(name);
            rest = &rest[close + 1..];
        } else {
            push_literal(path, "{");
            rest = &rest[1..];
        }
    }
    push_literal(path, rest);
    used
}

fn push_literal(path: &mut String, literal: &str) {
    for (index, part) in literal.split('%').enumerate() {
        if index > 0 {
            let escape = part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
            path.push_str(if escape { "%" } else { "%25" });
        }
        path.extend(utf8_percent_encode(part, SEGMENT));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(template: &str, values: &[(&'static str, &str)]) -> (String, usize) {
        let values: Vec<_> = values.iter().map(|(name, text)| (*name, value(text))).collect();
        let mut violations = Violations::new();
        let path = path(template, &values, &mut violations);
        (path, violations.as_slice().len())
    }

    #[test]
    fn templates_are_data() {
        for (template, values, expected) in [
            ("/pets/{id}", &[("id", "a/b?c#d%e")][..], "/pets/a%2Fb%3Fc%23d%25e"),
            ("/{a}{b}/{a}", &[("a", "{b}"), ("b", "ü")], "/%7Bb%7D%C3%BC/%7Bb%7D"),
            ("/x/{unknown}/{}/{", &[("id", "1")], "/x/%7Bunknown%7D/%7B%7D/%7B"),
            ("/a b/ä/{0}/{:?}", &[], "/a%20b/%C3%A4/%7B0%7D/%7B:%3F%7D"),
            ("/50%/%2Fx/%ü", &[], "/50%25/%2Fx/%25%C3%BC"),
            ("/x?y={id}#z", &[("id", "1")], "/x%3Fy=1%23z"),
            ("/{{id}}", &[("id", "1")], "/%7B1%7D"),
            ("x", &[], "/x"),
            ("/", &[], "/"),
            ("/a/", &[], "/a/"),
            ("/v1.{id}", &[("id", "..")], "/v1..."),
            ("/{id}", &[("id", "%2e%2e")], "/%252e%252e"),
            ("/{id}", &[("id", "-._~A1")], "/-._~A1"),
        ] {
            let (path, violations) = expand(template, values);
            assert_eq!((path.as_str(), violations), (expected, 0), "{template}");
        }
    }

    #[test]
    fn dot_segments_do_not_leave() {
        for value in ["", ".", ".."] {
            assert_eq!(expand("/a/{id}/b", &[("id", value)]).1, 1, "{value:?}");
        }
        assert_eq!(expand("/a/{x}{y}", &[("x", "."), ("y", ".")]).1, 2);
        assert_eq!(expand("/a/.{x}", &[("x", ".")]).1, 1);
        assert_eq!(expand("/a/{x}{y}", &[("x", ""), ("y", "1")]), ("/a/1".to_owned(), 0));
    }

    #[test]
    fn queries() {
        let mut query = String::new();
        push_pair(&mut query, "filter[a b]", &value(&"ä&=+ "));
        let items = ["a,b", "c d", "|"].map(|item| value(&item));
        for style in [ListStyle::Exploded, ListStyle::Comma, ListStyle::Space, ListStyle::Pipe] {
            push_list(&mut query, "q", &items, style);
            push_list(&mut query, "none", &[], style);
        }
        assert_eq!(
            query,
            "filter%5Ba%20b%5D=%C3%A4%26%3D%2B%20&q=a%2Cb&q=c%20d&q=%7C&q=a%2Cb,c%20d,%7C&q=a%2Cb%20c%20d%20%7C&q=a%2Cb%7Cc%20d%7C%7C"
        );
    }
}
