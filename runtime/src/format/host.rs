//! Names and addresses of hosts.

use super::{find, part};

/// A host name: RFC 1123 §2.1, in the lengths of RFC 1034 §3.1. Without a dot at the end, and ASCII.
#[must_use]
pub const fn is_hostname(text: &str) -> bool {
    is_hostname_of(text.as_bytes(), false)
}

/// A host name, whose labels may have characters beyond ASCII where `international`.
pub(super) const fn is_hostname_of(text: &[u8], international: bool) -> bool {
    if text.len() > 253 {
        return false;
    }
    let mut start = 0;
    loop {
        let end = find(text, start, b'.');
        let label = part(text, start, end);
        if label.is_empty() || label.len() > 63 || label[0] == b'-' || label[label.len() - 1] == b'-' {
            return false;
        }
        let mut index = 0;
        while index < label.len() {
            let letter = label[index];
            if !letter.is_ascii_alphanumeric() && letter != b'-' && (letter.is_ascii() || !international) {
                return false;
            }
            index += 1;
        }
        if end == text.len() {
            return true;
        }
        start = end + 1;
    }
}

/// An IPv4 address: four numbers to 255 without leading zeros (RFC 2673 §3.2).
#[must_use]
pub const fn is_ipv4(text: &str) -> bool {
    is_ipv4_of(text.as_bytes())
}

pub(super) const fn is_ipv4_of(text: &[u8]) -> bool {
    let (mut start, mut count) = (0, 0);
    loop {
        let end = find(text, start, b'.');
        let fits = matches!(
            part(text, start, end),
            [b'0'..=b'9']
                | [b'1'..=b'9', b'0'..=b'9']
                | [b'1', b'0'..=b'9', b'0'..=b'9']
                | [b'2', b'0'..=b'4', b'0'..=b'9']
                | [b'2', b'5', b'0'..=b'5']
        );
        count += 1;
        if !fits || count > 4 {
            return false;
        }
        if end == text.len() {
            return count == 4;
        }
        start = end + 1;
    }
}

/// An IPv6 address (RFC 4291 §2.2), without a zone.
#[must_use]
pub const fn is_ipv6(text: &str) -> bool {
    is_ipv6_of(text.as_bytes())
}

pub(super) const fn is_ipv6_of(text: &[u8]) -> bool {
    let (mut index, mut groups, mut compressed) = (0, 0, false);
    if let [b':', b':', ..] = text {
        (index, compressed) = (2, true);
    }
    while index < text.len() {
        let end = find(text, index, b':');
        let group = part(text, index, end);
        if end == text.len() && find(group, 0, b'.') < group.len() {
            groups += 2;
            if !is_ipv4_of(group) {
                return false;
            }
            break;
        }
        groups += 1;
        if group.is_empty() || group.len() > 4 || groups > 8 {
            return false;
        }
        let mut digit = 0;
        while digit < group.len() {
            if !group[digit].is_ascii_hexdigit() {
                return false;
            }
            digit += 1;
        }
        if end == text.len() {
            break;
        }
        index = end + 1;
        if index == text.len() {
            return false;
        }
        if text[index] == b':' {
            if compressed {
                return false;
            }
            compressed = true;
            index += 1;
        }
    }
    if compressed { groups < 8 } else { groups == 8 }
}
