//! Text that came from a document, made safe to print.

use std::borrow::Cow;

/// The text with every character spelt out (`\u{202e}`) that a terminal obeys or nobody sees: control characters, line breaks
/// and tabs included, directions, joiners and spaces without width, byte order marks, tags. So it is one line, always.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unprintable) && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 8);
    for (at, char) in text.char_indices() {
        push_clean(&mut cleaned, char, text.get(at..).unwrap_or_default());
    }
    Cow::Owned(cleaned)
}

/// Appends one character in that way. `rest` is the text that starts with it.
pub(super) fn push_clean(cleaned: &mut String, char: char, rest: &str) {
    // GitHub's runner obeys `##[command]` anywhere in a line of output.
    if is_unprintable(char) || rest.starts_with("##[") {
        // Not `escape_default`, which leaves a `#` alone.
        match char {
            '\n' | '\r' | '\t' => cleaned.extend(char.escape_default()),
            _ => cleaned.extend(char.escape_unicode()),
        }
    } else {
        cleaned.push(char);
    }
}

/// Whether a terminal obeys a character, or nobody sees it.
pub(crate) fn is_unprintable(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}
