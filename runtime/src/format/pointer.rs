//! JSON pointers: RFC 6901, and draft-bhutton-relative-json-pointer-00.

/// `/a/b~1c`: nothing, or tokens that each follow a slash.
#[must_use]
pub const fn is_json_pointer(text: &str) -> bool {
    is_pointer(text.as_bytes())
}

const fn is_pointer(text: &[u8]) -> bool {
    if !matches!(text, [] | [b'/', ..]) {
        return false;
    }
    let mut index = 0;
    while index < text.len() {
        if text[index] == b'~' && !(index + 1 < text.len() && matches!(text[index + 1], b'0' | b'1')) {
            return false;
        }
        index += 1;
    }
    true
}

/// `1/a`, `0#`: how far up, and a pointer from there, or `#` for the name.
#[must_use]
pub const fn is_relative_json_pointer(text: &str) -> bool {
    let text = text.as_bytes();
    let mut digits = 0;
    while digits < text.len() && text[digits].is_ascii_digit() {
        digits += 1;
    }
    if digits == 0 || digits > 1 && text[0] == b'0' {
        return false;
    }
    match text.split_at(digits).1 {
        [b'#'] => true,
        rest => is_pointer(rest),
    }
}
