//! Addresses of mailboxes: RFC 5321 §4.1.2, and RFC 6531 §3.3 where they may go beyond ASCII.

use super::host::{is_hostname_of, is_ipv4_of, is_ipv6_of};

/// `local@domain`, as `Mailbox` of RFC 5321.
#[must_use]
pub const fn is_email(text: &str) -> bool {
    is_mailbox(text.as_bytes(), false)
}

/// The same, with characters beyond ASCII on both sides (RFC 6531).
#[must_use]
pub const fn is_idn_email(text: &str) -> bool {
    is_mailbox(text.as_bytes(), true)
}

const fn is_mailbox(text: &[u8], international: bool) -> bool {
    let at = match text {
        [b'"', ..] => quoted(text, international),
        _ => dotted(text, international),
    };
    // No more than 64 octets before the `@` (RFC 5321 §4.5.3.1.1).
    if at == 0 || at > 64 || at >= text.len() || text[at] != b'@' {
        return false;
    }
    match text.split_at(at + 1).1 {
        [b'[', b'I', b'P', b'v', b'6', b':', address @ .., b']'] => is_ipv6_of(address),
        [b'[', address @ .., b']'] => is_ipv4_of(address),
        domain => is_hostname_of(domain, international),
    }
}

/// Where a `Dot-string` ends: 0 where there is none.
const fn dotted(text: &[u8], international: bool) -> usize {
    let mut index = 0;
    let mut after_dot = true;
    while index < text.len() {
        match text[index] {
            b'.' if after_dot => return 0,
            b'.' => after_dot = true,
            letter if is_atext(letter) || international && !letter.is_ascii() => after_dot = false,
            _ => break,
        }
        index += 1;
    }
    if after_dot { 0 } else { index }
}

/// `atext` (RFC 5322 §3.2.3).
const fn is_atext(letter: u8) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(
            letter,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

/// Where a `Quoted-string` ends: 0 where there is none.
const fn quoted(text: &[u8], international: bool) -> usize {
    let mut index = 1;
    while index < text.len() {
        match text[index] {
            b'"' => return index + 1,
            b'\\' if index + 1 < text.len() && matches!(text[index + 1], b' '..=b'~') => index += 2,
            b'\\' => return 0,
            b' '..=b'~' => index += 1,
            letter if international && !letter.is_ascii() => index += 1,
            _ => return 0,
        }
    }
    0
}
