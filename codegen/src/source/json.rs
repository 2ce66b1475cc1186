//! JSON → the calls of the [`Builder`] that its YAML events would make, in a tenth of the time.
//!
//! `serde_json` says whether a text is JSON, while it is read as if it were. In one that is, the first byte of each token says what it is, and no order of them needs a look. What is not
//! JSON is the YAML reader's, and so are all complaints about syntax.

use std::borrow::Cow;

use memchr::memchr2;
use serde::de::IgnoredAny;

use super::build::{Builder, Collection, Failure};
use super::scalar::{self, Scalar};
use super::{Node, SourceError, Span};
use crate::parallel;

/// Reads a text that is a JSON object or array. `None`: it is not.
pub(super) fn parse(text: &str) -> Option<Result<Node, Failure>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let read = || {
        let mut builder = Builder::new(text);
        let result = read_tokens(text, &mut builder);
        (builder, result)
    };
    let ((builder, result), is_json) = parallel::both(read, || serde_json::from_str::<IgnoredAny>(text).is_ok());
    if !is_json {
        return None;
    }
    match result {
        Ok(()) => Some(builder.finish(Ok(()))),
        Err(Some(error)) => Some(builder.finish(Err(error))),
        Err(None) => None,
    }
}

/// Feeds the builder. An error is one that reading cannot go on after; `None` is a string that is none after all, such as half a surrogate pair.
fn read_tokens(text: &str, builder: &mut Builder<'_>) -> Result<(), Option<SourceError>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => {}
            b'{' => builder.open(Collection::object(), Span::new(start, at), true, 0)?,
            b'[' => builder.open(Collection::array(), Span::new(start, at), true, 0)?,
            b'}' | b']' => builder.close(Span::new(start, at))?,
            _ => {
                let is_string = byte == b'"';
                let length = if is_string { string_length(&bytes[at..]) } else { word_length(&bytes[at..]) };
                at += length.ok_or(None)?;
                let token = text.get(start..at).ok_or(None)?;
                let text = if is_string { string(token).ok_or(None)? } else { Cow::Borrowed(token) };
                let (span, scalar) = (Span::new(start, at), Scalar { text, plain: !is_string, written: true });
                if builder.wants_key() {
                    builder.key(scalar, span, 0)?;
                } else {
                    builder.leaf(Node { span, data: scalar::read(scalar, None).ok_or(None)? }, 0)?;
                }
            }
        }
    }
    Ok(())
}

/// How many bytes a string has from behind its opening quote on.
fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut length = 0;
    loop {
        length += memchr2(b'"', b'\\', bytes.get(length..)?)? + 1;
        if bytes[length - 1] == b'"' {
            return Some(length);
        }
        length += 1;
    }
}

/// How many bytes a number, `true`, `false` or `null` has from behind its first one on.
fn word_length(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r'))
}

/// What a string says, its quotes taken off and its escapes resolved.
fn string(token: &str) -> Option<Cow<'_, str>> {
    if token.contains('\\') { serde_json::from_str(token).ok().map(Cow::Owned) } else { Some(Cow::Borrowed(&token[1..token.len() - 1])) }
}
