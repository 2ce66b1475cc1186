//! Sentences in which names and values are in backquotes.

use std::borrow::Cow;
use std::fmt::Write;

use crate::report::clean;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Prose.
    Text(Cow<'a, str>),
    /// What stood in backquotes. It has none itself, and no line break.
    Code(Cow<'a, str>),
}

/// The pieces of a sentence, cleaned. A value that has a backquote itself may end a piece early, which is why no output trusts prose more than code; one that
/// leaves them odd makes all of it prose.
pub(super) fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    let paired = sentence.matches('`').count().is_multiple_of(2);
    let parts = sentence.split(move |c| paired && c == '`');
    parts
        .enumerate()
        .map(|(index, part)| if index % 2 == 0 { Piece::Text(clean(part)) } else { Piece::Code(clean(part)) })
        .filter(|piece| *piece != Piece::Text(Cow::Borrowed("")))
}

/// The text, for HTML (HTML Living Standard, "Serialising HTML fragments"; quotes too, so that it may be an attribute).
pub(super) fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        match c {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\'' => result.push_str("&#39;"),
            c => result.push(c),
        }
    }
    result
}

/// A sentence in HTML.
pub(super) fn html(sentence: &str) -> String {
    pieces(sentence)
        .map(|piece| match piece {
            Piece::Text(text) => escaped(&text),
            Piece::Code(code) => format!("<code>{}</code>", escaped(&code)),
        })
        .collect()
}

/// A sentence in Markdown (GitHub Flavored Markdown 0.29), for anywhere but the inside of an HTML block.
pub(super) fn markdown(sentence: &str) -> String {
    let mut result = String::new();
    for piece in pieces(sentence) {
        let piece = match piece {
            Piece::Text(text) => prose(&text),
            Piece::Code(code) => code_span(&code),
        };
        // Two fences side by side would be one, and mean something else.
        if result.ends_with('`') && piece.starts_with('`') {
            result.push(' ');
        }
        result.push_str(&piece);
    }
    result
}

/// Code in Markdown: nothing in it is a link, a mention or a tag. The fence is longer than any in it (CommonMark 0.31, "Code spans").
pub(super) fn code_span(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    if text.is_empty() {
        return "` `".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Prose in Markdown. A word that could be more than a word is code, and loses nothing by it.
fn prose(text: &str) -> String {
    let words = text.split(' ').map(|word| if is_plain(word) { word.to_owned() } else { code_span(word) });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether Markdown, and what GitHub makes of text (mentions, issues, commits, addresses), leave a word alone.
fn is_plain(word: &str) -> bool {
    let core = word.trim_matches(|c| matches!(c, '(' | ')' | ',' | '.' | ':' | ';' | '?' | '!' | '"' | '\''));
    let is_commit = core.len() >= 7 && core.bytes().all(|byte| byte.is_ascii_hexdigit()) && core.bytes().any(|byte| byte.is_ascii_digit());
    core.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '%' | '=' | '→' | '≥' | '≤' | '…' | '/' | '.' | ','))
        && !is_commit
        && !core.starts_with("www.")
        && !core.starts_with("GH-")
        && !core.contains("--")
}

/// A text as a part of a URL's path or fragment (RFC 3986, section 2.3), `/` kept.
pub(super) fn url_path(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            result.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(result, "%{byte:02X}");
        }
    }
    result
}
