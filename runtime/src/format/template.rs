//! Templates of URIs: RFC 6570 §2.

use super::{character, find, part};

/// Literals, and expressions such as `{?page,sort*}`.
#[must_use]
pub const fn is_uri_template(text: &str) -> bool {
    let text = text.as_bytes();
    let mut index = 0;
    while index < text.len() {
        if text[index] == b'{' {
            let end = find(text, index, b'}');
            if end == text.len() || !is_expression(part(text, index + 1, end)) {
                return false;
            }
            index = end + 1;
            continue;
        }
        let (letter, next) = character(text, index);
        let fits = match text[index] {
            b'%' => next + 1 < text.len() && text[next].is_ascii_hexdigit() && text[next + 1].is_ascii_hexdigit(),
            b'"' | b'\'' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'|' | b'}' => false,
            // RFC 6570 §2.1: `ucschar` and `iprivate`.
            _ => letter > 0x20 && !matches!(letter, 0x7f..=0x9f) && letter & 0xfffe != 0xfffe,
        };
        if !fits {
            return false;
        }
        index = next;
    }
    true
}

/// `[ operator ] variable *( "," variable )`
const fn is_expression(text: &[u8]) -> bool {
    let variables = match text {
        [b'+' | b'#' | b'.' | b'/' | b';' | b'?' | b'&' | b'=' | b',' | b'!' | b'@' | b'|', rest @ ..] => rest,
        _ => text,
    };
    let mut start = 0;
    loop {
        let end = find(variables, start, b',');
        if !is_variable(part(variables, start, end)) {
            return false;
        }
        if end == variables.len() {
            return true;
        }
        start = end + 1;
    }
}

/// A name, and how much of the value: `*`, or `:` and a number below 10000.
const fn is_variable(text: &[u8]) -> bool {
    let (name, modifier) = text.split_at(find(text, 0, b':'));
    let name = match (name, modifier) {
        ([name @ .., b'*'], []) | (name, [] | [b':', b'1'..=b'9']) => name,
        (name, [b':', b'1'..=b'9', more @ ..]) if more.len() <= 3 && is_digits(more) => name,
        _ => return false,
    };
    let mut index = 0;
    let mut after_dot = true;
    while index < name.len() {
        match name[index] {
            b'.' if after_dot => return false,
            b'.' => after_dot = true,
            b'%' if index + 2 < name.len() && name[index + 1].is_ascii_hexdigit() && name[index + 2].is_ascii_hexdigit() => {
                index += 2;
                after_dot = false;
            }
            letter if letter.is_ascii_alphanumeric() || letter == b'_' => after_dot = false,
            _ => return false,
        }
        index += 1;
    }
    !after_dot
}

const fn is_digits(text: &[u8]) -> bool {
    let mut index = 0;
    while index < text.len() && text[index].is_ascii_digit() {
        index += 1;
    }
    index == text.len()
}
