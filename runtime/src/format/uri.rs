//! URIs and IRIs: the grammars of RFC 3986, Appendix A, and RFC 3987 §2.2.

use super::host::is_ipv6_of;
use super::{character, find, part};

/// A URI with its scheme.
#[must_use]
pub const fn is_uri(text: &str) -> bool {
    is_reference(text.as_bytes(), true, false)
}

/// A URI, or a reference relative to one.
#[must_use]
pub const fn is_uri_reference(text: &str) -> bool {
    is_reference(text.as_bytes(), false, false)
}

/// An IRI with its scheme: a URI with characters beyond ASCII.
#[must_use]
pub const fn is_iri(text: &str) -> bool {
    is_reference(text.as_bytes(), true, true)
}

/// An IRI, or a reference relative to one.
#[must_use]
pub const fn is_iri_reference(text: &str) -> bool {
    is_reference(text.as_bytes(), false, true)
}

const fn is_reference(text: &[u8], absolute: bool, international: bool) -> bool {
    let hash = find(text, 0, b'#');
    let question = find(text.split_at(hash).0, 0, b'?');
    let fragment = if hash < text.len() { text.split_at(hash + 1).1 } else { b"" };
    let query = if question < hash { part(text, question + 1, hash) } else { b"" };
    let hierarchy = text.split_at(question).0;
    let colon = find(hierarchy, 0, b':');
    // A colon before the first slash ends a scheme, and nothing else may have one there.
    let has_scheme = colon < find(hierarchy, 0, b'/');
    if has_scheme && !is_scheme(hierarchy.split_at(colon).0) || !has_scheme && absolute {
        return false;
    }
    let rest = if has_scheme { hierarchy.split_at(colon + 1).1 } else { hierarchy };
    let path = match rest {
        [b'/', b'/', rest @ ..] => {
            let (authority, path) = rest.split_at(find(rest, 0, b'/'));
            if !is_authority(authority, international) {
                return false;
            }
            path
        }
        path => path,
    };
    all(path, b"/:@", international, false)
        && all(query, b"/?:@", international, international)
        && all(fragment, b"/?:@", international, false)
}

const fn is_scheme(text: &[u8]) -> bool {
    let mut index = 0;
    while index < text.len() {
        let letter = text[index];
        if !letter.is_ascii_alphabetic() && (index == 0 || !letter.is_ascii_digit() && !matches!(letter, b'+' | b'-' | b'.')) {
            return false;
        }
        index += 1;
    }
    index > 0
}

/// `[ userinfo "@" ] host [ ":" port ]`
const fn is_authority(text: &[u8], international: bool) -> bool {
    let at = find(text, 0, b'@');
    let (user, host) = if at < text.len() { (text.split_at(at).0, text.split_at(at + 1).1) } else { (text.split_at(0).0, text) };
    let end = if let [b'[', ..] = host {
        let end = find(host, 0, b']');
        if end == host.len() || !is_ip_literal(part(host, 1, end)) {
            return false;
        }
        end + 1
    } else {
        let end = find(host, 0, b':');
        if !all(host.split_at(end).0, b"", international, false) {
            return false;
        }
        end
    };
    let port = match host.split_at(end).1 {
        [] => b"",
        [b':', port @ ..] => port,
        _ => return false,
    };
    let mut index = 0;
    while index < port.len() {
        if !port[index].is_ascii_digit() {
            return false;
        }
        index += 1;
    }
    all(user, b":", international, false)
}

/// An IPv6 address, or one of a later version.
const fn is_ip_literal(text: &[u8]) -> bool {
    let [b'v' | b'V', rest @ ..] = text else { return is_ipv6_of(text) };
    let dot = find(rest, 0, b'.');
    let mut index = 0;
    while index < dot {
        if !rest[index].is_ascii_hexdigit() {
            return false;
        }
        index += 1;
    }
    dot > 0 && dot + 1 < rest.len() && find(rest, 0, b'%') == rest.len() && all(rest.split_at(dot + 1).1, b":", false, false)
}

/// Whether a text has only unreserved characters, sub-delimiters, whole escapes, and `more`; in an IRI also those beyond ASCII, private ones where `private`.
const fn all(text: &[u8], more: &[u8], international: bool, private: bool) -> bool {
    let mut index = 0;
    while index < text.len() {
        let (letter, next) = character(text, index);
        let fits = match text[index] {
            b'%' => next + 1 < text.len() && text[next].is_ascii_hexdigit() && text[next + 1].is_ascii_hexdigit(),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => true,
            ascii @ 0..0x80 => ascii.is_ascii_alphanumeric() || find(more, 0, ascii) < more.len(),
            _ => international && (is_ucschar(letter) || private && is_private(letter)),
        };
        if !fits {
            return false;
        }
        index = next;
    }
    true
}

/// `ucschar` (RFC 3987 §2.2).
const fn is_ucschar(letter: u32) -> bool {
    matches!(letter, 0xa0..=0xd7ff | 0xf900..=0xfdcf | 0xfdf0..=0xffef | 0xe1000..=0xefffd)
        || 0x1_0000 <= letter && letter < 0xe_0000 && letter & 0xffff < 0xfffe
}

/// `iprivate` (RFC 3987 §2.2).
const fn is_private(letter: u32) -> bool {
    matches!(letter, 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd)
}
