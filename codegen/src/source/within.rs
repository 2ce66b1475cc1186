//! Where a part of a string stands in the text that the string was written as.

use super::{Span, Text};

impl Text {
    /// Where the character at a byte offset of a string stands, if the string was written on one line. Behind its last character it is the closing
    /// quote, or the end of the line.
    #[must_use]
    pub fn character(&self, written: Span, value: &str, offset: usize) -> Option<Span> {
        let text = self.slice(written);
        let quote = text.chars().next().filter(|first| matches!(first, '\'' | '"'));
        let inside = if let Some(quote) = quote { text.strip_prefix(quote)?.strip_suffix(quote)? } else { text };
        if inside.contains(['\n', '\r']) {
            return None;
        }
        let (mut at, mut read) = (0, 0);
        while read < offset {
            let found = value.get(read..)?.chars().next()?;
            let unit = unit(inside.get(at..)?, quote)?;
            if unit.len() == found.len_utf8() && !unit.starts_with(found) {
                return None;
            }
            at += unit.len();
            read += found.len_utf8();
        }
        let length = inside.get(at..).and_then(|rest| unit(rest, quote)).map_or(usize::from(quote.is_some()), str::len);
        let start = written.start() + usize::from(quote.is_some()) + at;
        Some(Span::new(start, start + length).in_file(written.file()))
    }
}

/// What stands for the first character (YAML 1.2.2 §7.3, RFC 8259 §7): itself, two quotes, or an escape.
fn unit(text: &str, quote: Option<char>) -> Option<&str> {
    let length = match (quote, text.as_bytes()) {
        (Some('\''), [b'\'', b'\'', ..]) => 2,
        // A pair of surrogates is one character.
        (Some('"'), [b'\\', b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..]) => 12,
        (Some('"'), [b'\\', kind, ..]) => match kind {
            b'x' => 4,
            b'u' => 6,
            b'U' => 10,
            _ => 1 + text.get(1..)?.chars().next()?.len_utf8(),
        },
        _ => text.chars().next()?.len_utf8(),
    };
    text.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_however_it_is_written() {
        let find = |written: &str, value: &str, offset: usize| {
            let text = Text::new("a.yaml", format!("pattern: {written}\n"));
            let span = text.character(Span::new(9, 9 + written.len()), value, offset)?;
            Some(text.slice(span).to_owned())
        };
        for (written, value, offset, found) in [
            ("^a\\Z$", "^a\\Z$", 2, "\\"),
            ("'it''s[a'", "it's[a", 4, "["),
            ("\"\\\\d\\u00e9\\uD83D\\uDC32[\"", "\\dé🐲[", 8, "["),
            ("\"\\x41\\U0001F432\\t*\"", "A🐲\t*", 6, "*"),
            ("\"ab\"", "ab", 2, "\""),
        ] {
            assert_eq!(find(written, value, offset).as_deref(), Some(found), "{written}");
        }
        assert_eq!(find(">-\n  a\n  b", "a b", 2), None);
        assert_eq!(find("'a\n  b'", "a b", 2), None);
    }
}
