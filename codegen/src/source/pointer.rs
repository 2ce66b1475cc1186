//! JSON pointers (RFC 6901): `/paths/~1users/get`.

use std::borrow::Cow;

/// Appends `/` and the token, with `~` and `/` escaped.
pub fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    if !token.contains(['~', '/']) {
        return pointer.push_str(token);
    }
    for char in token.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Appends `/` and an index of an array.
pub fn push_index(pointer: &mut String, index: usize) {
    push_token(pointer, &index.to_string());
}

/// The pointer to `token` below `pointer`.
#[must_use]
pub fn child(pointer: &str, token: &str) -> String {
    let mut child = String::with_capacity(pointer.len() + token.len() + 1);
    child.push_str(pointer);
    push_token(&mut child, token);
    child
}

/// The text of an escaped token, or nothing if a `~` is followed by anything but `0` or `1`.
#[must_use]
pub fn unescape(token: &str) -> Option<Cow<'_, str>> {
    if !token.contains('~') {
        return Some(Cow::Borrowed(token));
    }
    let mut parts = token.split('~');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let (escape, rest) = (part.chars().next()?, part.get(1..)?);
        text.push(match escape {
            '0' => '~',
            '1' => '/',
            _ => return None,
        });
        text.push_str(rest);
    }
    Some(Cow::Owned(text))
}

/// The tokens of a pointer, unescaped, or nothing if it is none: it must be empty or start with `/`.
pub fn tokens(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    let rest = if pointer.is_empty() { None } else { Some(pointer.strip_prefix('/')?) };
    let tokens: Option<Vec<_>> = rest.into_iter().flat_map(|rest| rest.split('/')).map(unescape).collect();
    Some(tokens?.into_iter())
}

/// The index that a token names: digits without a leading zero.
#[must_use]
pub fn index(token: &str) -> Option<usize> {
    let canonical = token == "0" || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { token.parse().ok() } else { None }
}
