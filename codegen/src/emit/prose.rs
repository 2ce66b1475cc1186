//! Markdown of the document → Markdown that is safe to show.
//!
//! Rustdoc reads Markdown with raw HTML, links into the crate, and code blocks that `cargo test` runs. None of that may come from a document: HTML is
//! [said in Markdown](super::html) or escaped, code blocks are marked as text, brackets that are no links stay brackets, and characters that could change how the source reads are dropped.

use std::borrow::Cow;

use super::html::to_markdown;

/// Markdown of the document, made safe, as lines.
///
/// No line is indented by more than three spaces, nor what follows a marker by more than one: nothing is a block of code by its indentation, which rustdoc
/// would take for Rust. (Lists keep two levels.) Fences begin and end in the first column, where only they decide what is between them.
pub(super) fn safe(text: &str) -> Vec<String> {
    let text = to_markdown(text);
    let is_bare = !text.contains(['\r', '\t']);
    let text = if is_bare { text } else { text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ").into() };
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    for line in text.trim().lines() {
        let is_shown = line.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let line: Cow<'_, str> = if is_shown { line.into() } else { line.chars().filter(|&c| self::is_shown(c)).collect() };
        let line = line.trim_end();
        let bare = line.trim_start_matches(' ');
        match (fence, fence_of(bare)) {
            (Some((mark, length)), Some((closing, count))) if closing == mark && count >= length && bare.trim_matches(mark).is_empty() => {
                fence = None;
                lines.push(mark.to_string().repeat(length));
            }
            (Some(_), _) => lines.push(line.to_owned()),
            (None, Some((mark, length))) => {
                fence = Some((mark, length));
                // Whatever language it names, rustdoc must not take it for Rust.
                lines.push(format!("{}text", mark.to_string().repeat(length)));
            }
            (None, None) => {
                let (markers, rest) = markers(bare);
                let mut shown = String::with_capacity(line.len() + 8);
                shown.extend([&"   "[..(line.len() - bare.len()).min(3)], &markers]);
                // Inside a quote or a list item it would be the container that ends the fence. (Those of backticks are escaped as such.)
                shown.push_str(if rest.starts_with("~~~") { "\\" } else { "" });
                escape(rest, &mut shown);
                shown.truncate(shown.trim_end().len());
                lines.push(shown);
            }
        }
    }
    if let Some((mark, length)) = fence {
        lines.push(mark.to_string().repeat(length));
    }
    lines
}

/// The markers of quotes and lists that a line begins with (CommonMark §5), one space after each, and the rest of the line.
fn markers(line: &str) -> (String, &str) {
    let (mut markers, mut rest) = (String::new(), line);
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = match rest.as_bytes() {
            [b'>', ..] | [b'-' | b'+' | b'*', b' ', ..] => 1,
            bytes if (1..=9).contains(&digits) && matches!(bytes[digits..], [b'.' | b')', b' ', ..]) => digits + 1,
            _ => return (markers, rest),
        };
        markers.push_str(&rest[..length]);
        markers.push(' ');
        rest = rest[length..].trim_start_matches(' ');
    }
}

/// The fence that a line opens or closes (CommonMark §4.5).
fn fence_of(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|&c| c == mark).count();
    // Backticks after a fence of backticks make it a code span.
    (count >= 3 && !(mark == '`' && line[count..].contains('`'))).then_some((mark, count))
}

/// One line with everything escaped that rustdoc would act upon, at the end of `result`.
fn escape(line: &str, result: &mut String) {
    let mut rest = line;
    loop {
        // Most of a line is nothing special. (A URL begins with an `h`.)
        let special = rest.bytes().position(|byte| matches!(byte, b'`' | b'[' | b']' | b'\\' | b'<' | b'>' | b'&' | b'h'));
        let (plain, others) = rest.split_at(special.unwrap_or(rest.len()));
        result.push_str(plain);
        rest = others;
        let Some(first) = rest.chars().next() else { return };
        if first == '`' {
            let ticks = rest.chars().take_while(|&c| c == '`').count();
            let fence = &rest[..ticks];
            if let Some(end) = closing(&rest[ticks..], ticks) {
                result.push_str(&rest[..ticks + end + ticks]);
                rest = &rest[ticks + end + ticks..];
            } else {
                result.push_str(&"\\`".repeat(ticks));
                rest = &rest[fence.len()..];
            }
            continue;
        }
        if let Some(url) = bare_url(rest) {
            result.push('<');
            result.push_str(url);
            result.push('>');
            rest = &rest[url.len()..];
            continue;
        }
        if first == '['
            && let Some((link, length)) = link(rest)
        {
            result.push_str(&link);
            rest = &rest[length..];
            continue;
        }
        if first == '\\' && rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) {
            // An escape of the document's own.
            result.push_str(&rest[..2]);
            rest = &rest[2..];
            continue;
        }
        match first {
            // It must not escape what is put behind it here.
            '\\' => result.push_str("\\\\"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '&' if rest.starts_with("&#") || rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => result.push_str("&amp;"),
            '[' | ']' => {
                result.push('\\');
                result.push(first);
            }
            other => result.push(other),
        }
        rest = &rest[first.len_utf8()..];
    }
}

/// Where a code span of `ticks` backticks ends.
pub(super) fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let count = text[start..].chars().take_while(|&c| c == '`').count();
        if count == ticks {
            return Some(start);
        }
        at = start + count;
    }
    None
}

/// A URL that stands at the start of a text, without the punctuation after it.
fn bare_url(text: &str) -> Option<&str> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | '(' | '[' | ']' | '|' | '\\' | '*' | '\''))
        .unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (url.len() > "https://".len()).then_some(url)
}

/// An inline link `[text](url)` to the web at the start of a text, escaped, and its length.
fn link(text: &str) -> Option<(String, usize)> {
    let middle = text.find("](")?;
    let label = &text[1..middle];
    let after = &text[middle + 2..];
    let end = after.find(')')?;
    let target = after[..end].split_whitespace().next()?;
    let is_web = target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:");
    if label.contains(['[', ']', '<', '`']) || label.trim().is_empty() || !is_web || target.contains(['<', '>', '\\', '(']) {
        return None;
    }
    let mut link = "[".to_owned();
    escape(label, &mut link);
    link.extend(["](", target, ")"]);
    Some((link, middle + 2 + end + 1))
}

/// Characters that are themselves: no control, no change of direction, nothing of zero width (CVE-2021-42574).
pub(super) fn is_shown(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        safe(text).join("\n")
    }

    #[test]
    fn nothing_of_the_document_is_live() {
        for (text, expected) in [
            ("a <b>bold</b> <x>claim</x>", "a **bold** &lt;x&gt;claim&lt;/x&gt;"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("see [Foo] and [bar](https://x.y/z)", "see \\[Foo\\] and [bar](https://x.y/z)"),
            ("see [x](javascript:alert(1))", "see \\[x\\](javascript:alert(1))"),
            ("at https://x.y/z.", "at <https://x.y/z>."),
            ("`<T>` stays", "`<T>` stays"),
            ("an open ` tick", "an open \\` tick"),
            ("a\u{202e}b\u{7}c", "abc"),
            ("> quoted > text", "> quoted &gt; text"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("one\n\n    code();", "one\n\n   code();"),
            ("- one\n\n      code();", "- one\n\n   code();"),
            ("-     code();\n>     code();", "- code();\n> code();"),
            ("1.  one\n    - two", "1. one\n   - two"),
            ("- one\n  ```rust\n<b>\n  ```", "- one\n```text\n<b>\n```"),
            ("> ~~~\nx", "> \\~~~\nx"),
            ("\\https://x.y", "\\\\<https://x.y>"),
            ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
            ("~~~\nx", "~~~text\nx\n~~~"),
            ("R&D &amp; &#x3c;", "R&amp;D & &lt;"),
            ("<a href=\"javascript:x\">a</a> &lt;script&gt;", "a &lt;script&gt;"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
