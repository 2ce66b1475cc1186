//! Values and templates to URL text: percent-encoding and path templates.

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

/// What a value in a query cannot hold where reserved characters are allowed: they end it, or do not stand for themselves.
const QUERY_RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a cookie's value cannot hold (RFC 6265 §4.1.1).
const NOT_COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

/// What a cookie's name cannot hold: it is a token (RFC 9110 §5.6.2).
const NOT_TOKEN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'%')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'*')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// A value, with everything encoded that could be anything else than text.
pub(crate) fn value(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

/// A value in a path; reserved characters and escapes stay.
pub(crate) fn reserved_in_path(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    push_literal(&mut encoded, value, SEGMENT);
    encoded
}

/// A value in a query; reserved characters and escapes stay.
pub(crate) fn reserved_in_query(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    push_literal(&mut encoded, value, QUERY_RESERVED);
    encoded
}

/// A value of a cookie; all that can stand in one stays.
pub(crate) fn reserved_in_cookie(value: &str) -> String {
    utf8_percent_encode(value, NOT_COOKIE).to_string()
}

/// The name of a cookie, which may be the key of an object.
pub(crate) fn cookie_name(name: &str) -> String {
    utf8_percent_encode(name, NOT_TOKEN).to_string()
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

/// The same, in place of what the query has under this name.
pub(crate) fn set_pair(query: &mut String, name: &str, encoded: &str) {
    let start = format!("{}=", utf8_percent_encode(name, VALUE));
    *query = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&start)).collect::<Vec<_>>().join("&");
    push_pair(query, name, encoded);
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
        // A value in which reserved characters stay may be several segments.
        let dots = path[start..].split('/').any(|part| matches!(part, "." | ".."));
        if dots || path[start..].is_empty() {
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
        push_literal(path, &rest[..open], SEGMENT);
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
            push_literal(path, "{", SEGMENT);
            rest = &rest[1..];
        }
    }
    push_literal(path, rest, SEGMENT);
    used
}

/// Appends text in which an escape stays one.
fn push_literal(to: &mut String, literal: &str, encoded: &'static AsciiSet) {
    for (index, part) in literal.split('%').enumerate() {
        if index > 0 {
            let escape = part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
            to.push_str(if escape { "%" } else { "%25" });
        }
        to.extend(utf8_percent_encode(part, encoded));
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
        push_pair(&mut query, "filter[a b]", &value("ä&=+ "));
        assert_eq!(query, "filter%5Ba%20b%5D=%C3%A4%26%3D%2B%20");
    }

    #[test]
    fn reserved_characters_stay_where_they_end_nothing() {
        let all = ":/?#[]@!$&'()*+,;= %2F%ü";
        assert_eq!(reserved_in_query(all), ":/?%23%5B%5D@!$%26'()*%2B,;=%20%2F%25%C3%BC");
        assert_eq!(reserved_in_path(all), ":/%3F%23%5B%5D@!$&'()*+,;=%20%2F%25%C3%BC");
        assert_eq!(reserved_in_cookie("a=b; c,d%2F=="), "a=b%3B%20c%2Cd%2F==");
    }
}
