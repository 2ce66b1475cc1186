//! Whether text is in a format, by the standard that JSON Schema Validation §7.3 names for it.
//!
//! All of it is `const`, so that a wrong literal does not compile, and none of it allocates.

mod date;
mod duration;
mod email;
mod host;
mod idn;
mod pointer;
mod punycode;
mod regex;
mod template;
mod uri;

pub use date::{is_date, is_date_time, is_time};
pub use duration::is_duration;
pub use email::{is_email, is_idn_email};
pub use host::{is_hostname, is_ipv4, is_ipv6};
pub use idn::is_idn_hostname;
pub use pointer::{is_json_pointer, is_relative_json_pointer};
pub use regex::is_regex;
pub use template::is_uri_template;
pub use uri::{is_iri, is_iri_reference, is_uri, is_uri_reference};

/// Base64 with padding (RFC 4648 §4).
#[must_use]
pub const fn is_base64(text: &str) -> bool {
    let text = text.as_bytes();
    if !text.len().is_multiple_of(4) {
        return false;
    }
    let mut index = 0;
    while index < text.len() {
        let padding = text[index] == b'=' && (index + 1 == text.len() || index + 2 == text.len() && text[index + 1] == b'=');
        if !padding && !text[index].is_ascii_alphanumeric() && !matches!(text[index], b'+' | b'/') {
            return false;
        }
        index += 1;
    }
    true
}

/// A decimal number (OpenAPI Format Registry): digits, perhaps behind a minus, perhaps with a fraction.
#[must_use]
pub const fn is_decimal(text: &str) -> bool {
    let text = text.as_bytes();
    let start = matches!(text, [b'-', ..]) as usize;
    let point = find(text, start, b'.');
    are_digits(part(text, start, point)) && (point == text.len() || are_digits(part(text, point + 1, text.len())))
}

/// Whether there are digits and nothing else.
const fn are_digits(text: &[u8]) -> bool {
    let mut index = 0;
    while index < text.len() && text[index].is_ascii_digit() {
        index += 1;
    }
    index == text.len() && index > 0
}

/// A UUID (RFC 9562 §4): groups of 8, 4, 4, 4 and 12 hexadecimal digits.
#[must_use]
pub const fn is_uuid(text: &str) -> bool {
    let text = text.as_bytes();
    if text.len() != 36 {
        return false;
    }
    let mut index = 0;
    while index < 36 {
        let fits = match index {
            8 | 13 | 18 | 23 => text[index] == b'-',
            _ => text[index].is_ascii_hexdigit(),
        };
        if !fits {
            return false;
        }
        index += 1;
    }
    true
}

/// Where a byte is first found from `start` on; the end of the text where it is not.
const fn find(text: &[u8], start: usize, byte: u8) -> usize {
    let mut index = start;
    while index < text.len() && text[index] != byte {
        index += 1;
    }
    index
}

/// The part of a text between two places.
const fn part(text: &[u8], start: usize, end: usize) -> &[u8] {
    text.split_at(end).0.split_at(start).1
}

/// Whether two texts are the same.
const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len()
}

/// The character at `start`, and where the next one begins. The text is UTF-8.
const fn character(text: &[u8], start: usize) -> (u32, usize) {
    let first = text[start];
    let length = match first {
        0..0x80 => return (first as u32, start + 1),
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    };
    let mut value = (first as u32) & (0x7f >> length);
    let mut index = start + 1;
    while index < start + length && index < text.len() {
        value = value << 6 | (text[index] as u32) & 0x3f;
        index += 1;
    }
    (value, index)
}

#[cfg(test)]
mod tests;
