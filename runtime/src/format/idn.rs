//! Names of hosts with characters beyond ASCII: IDNA 2008 (RFC 5890 to 5893).
//!
//! The contextual rules of RFC 5892 are kept. Which other characters are letters, digits or marks is known by block and not one by one, so that no table of
//! Unicode comes along: what that lets through, no registry registers.

use super::punycode::{LIMIT, Label, decoded, encoded_length};
use super::{character, part};

/// A host name whose labels may have characters beyond ASCII.
#[must_use]
pub const fn is_idn_hostname(text: &str) -> bool {
    let text = text.as_bytes();
    let (mut start, mut index, mut length) = (0, 0, 0);
    loop {
        let (value, next) = if index < text.len() { character(text, index) } else { (0x2E, index + 1) };
        // The full stops of RFC 3490 §3.1.
        if matches!(value, 0x2E | 0x3002 | 0xFF0E | 0xFF61) {
            let label = length_of_label(part(text, start, index));
            length += label + 1;
            if label == 0 || length > 254 {
                return false;
            }
            start = next;
        }
        if index >= text.len() {
            return true;
        }
        index = next;
    }
}

/// How long a label is in ASCII. 0: it is none.
const fn length_of_label(text: &[u8]) -> usize {
    let mut label = Label { values: [0; LIMIT], length: 0 };
    let (mut index, mut is_ascii) = (0, true);
    while index < text.len() {
        let (value, next) = character(text, index);
        if label.length == LIMIT {
            return 0;
        }
        label.values[label.length] = value;
        label.length += 1;
        is_ascii &= value < 0x80;
        index = next;
    }
    let length = match text {
        _ if !is_ascii => 4 + encoded_length(&label),
        [b'x' | b'X', b'n' | b'N', b'-', b'-', rest @ ..] => {
            let Some(decoded) = decoded(rest) else { return 0 };
            (label, is_ascii) = (decoded, false);
            text.len()
        }
        _ => text.len(),
    };
    if length <= LIMIT && is_label(&label, is_ascii) { length } else { 0 }
}

/// Whether characters are a label: letters, digits, marks and hyphens, each where it may stand. Upper case is for those that are ASCII.
const fn is_label(label: &Label, is_ascii: bool) -> bool {
    const HYPHEN: u32 = 0x2D;
    let Label { values, length } = label;
    let length = *length;
    if length == 0 || values[0] == HYPHEN || values[length - 1] == HYPHEN || is_mark(values[0]) {
        return false;
    }
    if length > 3 && values[2] == HYPHEN && values[3] == HYPHEN {
        return false;
    }
    let mut index = 0;
    while index < length {
        let before = if index > 0 { values[index - 1] } else { 0 };
        let after = if index + 1 < length { values[index + 1] } else { 0 };
        let is_good = match values[index] {
            HYPHEN | 0x30..=0x39 | 0x61..=0x7A => true,
            0x41..=0x5A => is_ascii,
            ..0x80 => false,
            // RFC 5892, appendix A.
            0xB7 => before == 0x6C && after == 0x6C,
            0x375 => matches!(after, 0x370..=0x3FF | 0x1F00..=0x1FFF),
            0x5F3 | 0x5F4 => matches!(before, 0x590..=0x5FF),
            0x30FB => is_japanese(label),
            0x660..=0x669 => !has(label, 0x6F0, 0x6F9),
            0x6F0..=0x6F9 => !has(label, 0x660, 0x669),
            0x200C => is_virama(before) || is_joining(before) && is_joining(after),
            0x200D => is_virama(before),
            value => !is_disallowed(value),
        };
        if !is_good {
            return false;
        }
        index += 1;
    }
    true
}

const fn has(label: &Label, from: u32, to: u32) -> bool {
    let mut index = 0;
    while index < label.length {
        if label.values[index] >= from && label.values[index] <= to {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether one character is Hiragana, Katakana or Han.
const fn is_japanese(label: &Label) -> bool {
    has(label, 0x3041, 0x309F)
        || has(label, 0x30A1, 0x30FA)
        || has(label, 0x30FC, 0x30FF)
        || has(label, 0x3005, 0x3007)
        || has(label, 0x3400, 0x9FFF)
        || has(label, 0x2_0000, 0x3_FFFF)
}

/// The Indic scripts, 128 places each, put their signs at the same ones.
const fn is_indic(value: u32) -> bool {
    matches!(value, 0x900..=0xDFF)
}

const fn is_virama(value: u32) -> bool {
    is_indic(value) && value % 0x80 == 0x4D
        || matches!(value, 0xDCA | 0xE3A | 0xF84 | 0x1039 | 0x103A | 0x1714 | 0x17D2 | 0x1B44 | 0xA8C4 | 0xA9C0)
}

/// Letters of scripts that are written joined.
const fn is_joining(value: u32) -> bool {
    matches!(value, 0x620..=0x64A | 0x66E..=0x6D3 | 0x710..=0x72F | 0x74D..=0x7A5 | 0x7CA..=0x7EA | 0x840..=0x858 | 0x8A0..=0x8C7 | 0x1807..=0x18AA)
}

/// What cannot begin a label.
const fn is_mark(value: u32) -> bool {
    is_indic(value) && matches!(value % 0x80, 0..=3 | 0x3C | 0x3E..=0x4D | 0x51..=0x57 | 0x62 | 0x63)
        || matches!(
            value,
            0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x5BF | 0x5C1..=0x5C2 | 0x5C4..=0x5C5 | 0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670
                | 0x6D6..=0x6DC | 0x6DF..=0x6E4 | 0x6E7..=0x6E8 | 0x6EA..=0x6ED | 0x711 | 0x730..=0x74A | 0x7A6..=0x7B0 | 0x7EB..=0x7F3
                | 0xE31 | 0xE34..=0xE3A | 0xE47..=0xE4E | 0xF71..=0xF84 | 0x102B..=0x103E | 0x135D..=0x135F | 0x17B4..=0x17D3 | 0x1AB0..=0x1AFF
                | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x302A..=0x302F | 0x3099..=0x309A | 0xFE20..=0xFE2F
        )
}

/// What no label has: upper case of the scripts that have it, symbols, punctuation, and what stands for other characters.
const fn is_disallowed(value: u32) -> bool {
    matches!(
        value,
        0x80..=0xDE | 0xF7 | 0x37E | 0x386..=0x3AB | 0x400..=0x42F | 0x531..=0x556 | 0x589..=0x58F | 0x5BE | 0x5C0 | 0x5C3 | 0x5C6 | 0x600..=0x60F | 0x61B..=0x61F
            | 0x640 | 0x66A..=0x66D | 0x6D4 | 0x6DD..=0x6DE | 0x6E9 | 0x7FA | 0x964..=0x965 | 0xE3F | 0xF01..=0xF0A | 0x10A0..=0x10C5 | 0x1100..=0x11FF
            | 0x2000..=0x206F | 0x20A0..=0x20CF | 0x2100..=0x214D | 0x214F..=0x2183 | 0x2190..=0x2BFF | 0x2E00..=0x2E2E | 0x2E30..=0x3004 | 0x3008..=0x3029
            | 0x302E..=0x303B | 0x303D..=0x3040 | 0x309B..=0x309C | 0x309F | 0x30A0 | 0x30FF | 0x3130..=0x319F | 0x3200..=0x33FF | 0x4DC0..=0x4DFF
            | 0xD800..=0xFA0D | 0xFB00..=0xFDFF | 0xFE00..=0xFE1F | 0xFE30..=0xFFFF | 0x1_F000..=0x1_FAFF | 0xE_0000..
    )
}
