//! Regular expressions: the grammar of ECMA-262 §22.2.1 with the flag `u`, as JSON Schema Core §6.4 has them.
//!
//! Open groups are counted and not descended into, so that no depth of them is too much. Whether there is a property of a name (`\p{…}`) is not looked up.

use super::{character, equal, part};

/// Whether text is a regular expression.
#[must_use]
pub const fn is_regex(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Which of the open groups are lookarounds, which take no quantifier. There is room for more than a person writes.
    let (mut depth, mut lookarounds) = (0_usize, 0_u128);
    let (mut index, mut is_quantifiable) = (0, false);
    while index < bytes.len() {
        let (length, is_atom) = match bytes[index] {
            b'(' => {
                let Opening { length, is_lookaround } = opening(bytes, index);
                depth += 1;
                lookarounds = lookarounds << 1 | is_lookaround as u128;
                (length, false)
            }
            b')' => {
                if depth == 0 {
                    return false;
                }
                depth -= 1;
                let is_atom = lookarounds & 1 == 0;
                lookarounds >>= 1;
                (1, is_atom)
            }
            b'[' => (class(bytes, index), true),
            b'\\' if matches!(at(bytes, index + 1), b'b' | b'B') => (2, false),
            b'\\' => (escape(bytes, index, false).length, true),
            b'|' | b'^' | b'$' => (1, false),
            b'*' | b'+' | b'?' | b'{' if is_quantifiable => (quantifier(bytes, index), false),
            b'*' | b'+' | b'?' | b'{' | b'}' | b']' => (0, false),
            _ => (1, true),
        };
        if length == 0 {
            return false;
        }
        index += length;
        is_quantifiable = is_atom;
    }
    depth == 0
}

/// A byte; behind the end one that is no syntax.
const fn at(bytes: &[u8], index: usize) -> u8 {
    if index < bytes.len() { bytes[index] } else { 0 }
}

/// What opens a group. A length of 0: it is none.
struct Opening {
    length: usize,
    is_lookaround: bool,
}

const fn opening(bytes: &[u8], index: usize) -> Opening {
    let (length, is_lookaround) = match (at(bytes, index + 1), at(bytes, index + 2), at(bytes, index + 3)) {
        (b'?', b'=' | b'!', _) => (3, true),
        (b'?', b'<', b'=' | b'!') => (4, true),
        (b'?', b'<', _) => {
            let name = name(bytes, index + 3);
            // A name is that of one group.
            (if name == 0 || groups(bytes, index, part(bytes, index + 3, index + 3 + name)) > 0 { 0 } else { 3 + name }, false)
        }
        (b'?', ..) => (modifiers(bytes, index), false),
        _ => (1, false),
    };
    Opening { length, is_lookaround }
}

/// `(?:`, `(?i-ms:`: each flag once. 0: it is none.
const fn modifiers(bytes: &[u8], start: usize) -> usize {
    let (mut index, mut seen, mut has_minus) = (start + 2, 0_u8, false);
    loop {
        let flag = match at(bytes, index) {
            b'i' => 1,
            b'm' => 2,
            b's' => 4,
            b'-' if !has_minus => {
                has_minus = true;
                0
            }
            b':' if seen > 0 || !has_minus => return index + 1 - start,
            _ => return 0,
        };
        if seen & flag != 0 {
            return 0;
        }
        seen |= flag;
        index += 1;
    }
}

/// The length of a group's name with the `>` behind it. 0: it is none.
const fn name(bytes: &[u8], start: usize) -> usize {
    let mut index = start;
    loop {
        match at(bytes, index) {
            b'>' if index > start => return index + 1 - start,
            b'a'..=b'z' | b'A'..=b'Z' | b'$' | b'_' | 0x80.. => {}
            b'0'..=b'9' if index > start => {}
            _ => return 0,
        }
        index += 1;
    }
}

/// How many groups before `end` capture: those of this name (with the `>` behind it), or where it is empty, all.
const fn groups(bytes: &[u8], end: usize, called: &[u8]) -> usize {
    let (mut index, mut count, mut in_class) = (0, 0, false);
    while index < end {
        match bytes[index] {
            b'\\' => index += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'(' if !in_class => {
                let is_named = at(bytes, index + 1) == b'?' && at(bytes, index + 2) == b'<' && !matches!(at(bytes, index + 3), b'=' | b'!');
                let (start, end) = (index + 3, index + 3 + called.len());
                let is_meant = if called.is_empty() {
                    is_named || at(bytes, index + 1) != b'?'
                } else {
                    is_named && end <= bytes.len() && equal(part(bytes, start, end), called)
                };
                count += is_meant as usize;
            }
            _ => {}
        }
        index += 1;
    }
    count
}

/// The length of a quantifier. 0: it is none.
const fn quantifier(bytes: &[u8], start: usize) -> usize {
    let mut index = start + 1;
    if bytes[start] == b'{' {
        let (mut bounds, mut which) = ([0_u64; 2], 0);
        let mut digits = 0;
        loop {
            match at(bytes, index) {
                digit @ b'0'..=b'9' => {
                    bounds[which] = bounds[which].saturating_mul(10).saturating_add((digit - b'0') as u64);
                    digits += 1;
                }
                b',' if which == 0 && digits > 0 => (which, digits) = (1, 0),
                // `{2,}` has no end.
                b'}' if which == 1 && digits == 0 || digits > 0 && (which == 0 || bounds[0] <= bounds[1]) => break,
                _ => return 0,
            }
            index += 1;
        }
        index += 1;
    }
    (if at(bytes, index) == b'?' { index + 1 } else { index }) - start
}

/// One character as it is written, and which it is; nothing for a class of them. A length of 0: it is none.
struct Atom {
    length: usize,
    value: Option<u32>,
}

const NONE: Atom = Atom { length: 0, value: None };

/// The length of a class. 0: it is none.
const fn class(bytes: &[u8], start: usize) -> usize {
    let mut index = start + 1 + (at(bytes, start + 1) == b'^') as usize;
    while index < bytes.len() {
        if bytes[index] == b']' {
            return index + 1 - start;
        }
        let first = class_atom(bytes, index);
        if first.length == 0 {
            return 0;
        }
        index += first.length;
        if at(bytes, index) == b'-' && index + 1 < bytes.len() && bytes[index + 1] != b']' {
            let last = class_atom(bytes, index + 1);
            match (first.value, last.value) {
                (Some(from), Some(to)) if from <= to && last.length > 0 => index += 1 + last.length,
                _ => return 0,
            }
        }
    }
    0
}

const fn class_atom(bytes: &[u8], index: usize) -> Atom {
    if bytes[index] == b'\\' {
        return escape(bytes, index, true);
    }
    let (value, end) = character(bytes, index);
    Atom { length: end - index, value: Some(value) }
}

const fn escape(bytes: &[u8], start: usize, in_class: bool) -> Atom {
    let escaped = at(bytes, start + 1);
    let value = match escaped {
        b'd' | b'D' | b's' | b'S' | b'w' | b'W' => return Atom { length: 2, value: None },
        b'p' | b'P' => return Atom { length: property(bytes, start), value: None },
        b'1'..=b'9' if !in_class => return back_reference(bytes, start),
        b'k' if !in_class && at(bytes, start + 2) == b'<' => {
            let length = name(bytes, start + 3);
            let is_there = length > 0 && groups(bytes, bytes.len(), part(bytes, start + 3, start + 3 + length)) > 0;
            return if is_there { Atom { length: 3 + length, value: None } } else { NONE };
        }
        b'c' if at(bytes, start + 2).is_ascii_alphabetic() => return Atom { length: 3, value: Some(bytes[start + 2] as u32 % 32) },
        b'x' => return hex(bytes, start, start + 2, start + 4),
        b'u' => return unicode(bytes, start),
        b'0' if !at(bytes, start + 2).is_ascii_digit() => 0,
        b'b' if in_class => 0x08,
        b't' => 0x09,
        b'n' => 0x0A,
        b'v' => 0x0B,
        b'f' => 0x0C,
        b'r' => 0x0D,
        b'-' if in_class => b'-',
        b'^' | b'$' | b'\\' | b'.' | b'*' | b'+' | b'?' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'|' | b'/' => escaped,
        _ => return NONE,
    };
    Atom { length: 2, value: Some(value as u32) }
}

/// `\p{Name}`, `\p{Name=Value}`: its length.
const fn property(bytes: &[u8], start: usize) -> usize {
    if at(bytes, start + 2) != b'{' {
        return 0;
    }
    let (mut index, mut word, mut has_name) = (start + 3, 0, false);
    loop {
        match at(bytes, index) {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => word += 1,
            b'=' if word > 0 && !has_name => (word, has_name) = (0, true),
            b'}' if word > 0 => return index + 1 - start,
            _ => return 0,
        }
        index += 1;
    }
}

/// `\1`: there must be so many groups.
const fn back_reference(bytes: &[u8], start: usize) -> Atom {
    let (mut index, mut number) = (start + 1, 0_usize);
    while at(bytes, index).is_ascii_digit() {
        number = number.saturating_mul(10).saturating_add((bytes[index] - b'0') as usize);
        index += 1;
    }
    if number <= groups(bytes, bytes.len(), &[]) { Atom { length: index - start, value: None } } else { NONE }
}

/// `\u00e9`, `\ud83d\udc32`, `\u{1f432}`.
const fn unicode(bytes: &[u8], start: usize) -> Atom {
    if at(bytes, start + 2) == b'{' {
        let mut end = start + 3;
        while at(bytes, end).is_ascii_hexdigit() {
            end += 1;
        }
        let Atom { length, value } = hex(bytes, start, start + 3, end);
        return match value {
            Some(..=0x10_FFFF) if at(bytes, end) == b'}' => Atom { length: length + 1, value },
            _ => NONE,
        };
    }
    let lead = hex(bytes, start, start + 2, start + 6);
    if let Some(high @ 0xD800..=0xDBFF) = lead.value
        && at(bytes, start + 6) == b'\\'
        && at(bytes, start + 7) == b'u'
        && let Some(low @ 0xDC00..=0xDFFF) = hex(bytes, start + 6, start + 8, start + 12).value
    {
        return Atom { length: 12, value: Some(0x1_0000 + ((high & 0x3FF) << 10 | low & 0x3FF)) };
    }
    lead
}

/// An escape whose digits are from `first` to `end`.
const fn hex(bytes: &[u8], start: usize, first: usize, end: usize) -> Atom {
    let (mut index, mut value) = (first, 0_u32);
    while index < end {
        let digit = match at(bytes, index) {
            digit @ b'0'..=b'9' => digit - b'0',
            letter @ (b'a'..=b'f' | b'A'..=b'F') => (letter | 0x20) - b'a' + 10,
            _ => return NONE,
        };
        value = value.saturating_mul(16).saturating_add(digit as u32);
        index += 1;
    }
    if first < end { Atom { length: end - start, value: Some(value) } } else { NONE }
}
