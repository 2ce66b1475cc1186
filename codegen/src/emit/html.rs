//! HTML in prose of the document → the Markdown that says the same.
//!
//! A description is CommonMark, in which HTML may stand as it is; in rustdoc it would be live, so that nothing of it is ever left. What HTML is mostly written for has
//! a Markdown of its own. All other tags stay as text, and like all of the result they are [made safe](super::prose) afterwards.

use std::borrow::Cow;

use super::docs::code;
use super::prose::closing;

/// The same prose without the HTML that Markdown has a word for.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut markdown = Markdown::default();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '`']) {
        markdown.text(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('`') {
            // What is code already is no HTML.
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            let end = closing(&rest[ticks..], ticks).map_or(ticks, |end| ticks + end + ticks);
            markdown.text(&rest[..end]);
            rest = &rest[end..];
        } else if let Some((character, length)) = entity(rest) {
            markdown.text(character.encode_utf8(&mut [0; 4]));
            rest = &rest[length..];
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(tag) = Tag::at(rest).filter(|_| !markdown.text.ends_with('\\')) {
            rest = markdown.tag(&tag, rest);
        } else {
            markdown.text(&rest[..1]);
            rest = &rest[1..];
        }
    }
    markdown.text(rest);
    Cow::Owned(markdown.text)
}

/// `<name …>` or `</name>`.
struct Tag<'t> {
    name: String,
    closes: bool,
    attributes: &'t str,
    length: usize,
}

impl<'t> Tag<'t> {
    fn at(text: &'t str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let end = inner.find(['<', '>']).filter(|&end| inner[end..].starts_with('>'))?;
        let (closes, inner) = inner[..end].strip_prefix('/').map_or((false, &inner[..end]), |inner| (true, inner));
        let name = inner.split(|letter: char| letter.is_whitespace() || letter == '/').next()?;
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_name.then(|| Self { name: name.to_ascii_lowercase(), closes, attributes: &inner[name.len()..], length: end + 2 })
    }

    /// Where an address of the web leads.
    fn link(&self) -> Option<&'t str> {
        let value = self.attributes.split_once("href=")?.1;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let address = value[1..].split(quote).next()?;
        (address.starts_with("https://") || address.starts_with("http://")).then_some(address)
    }
}

/// Markdown on its way.
#[derive(Default)]
struct Markdown {
    text: String,
    /// How many lines end before the next text.
    ends: usize,
    /// Nothing has come yet behind the mark of an item or the like.
    is_fresh: bool,
    /// How many lists are open.
    depth: usize,
    /// How much emphasis is.
    emphasized: usize,
}

impl Markdown {
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() && (self.is_fresh || self.ends > 0) || text.is_empty() {
            return;
        }
        let is_start = self.is_fresh || self.ends > 0;
        self.end_lines();
        self.text.push_str(if is_start { text.trim_start() } else { text });
        self.is_fresh = false;
    }

    fn end_lines(&mut self) {
        if self.ends > 0 {
            self.text.truncate(self.text.trim_end().len());
            let lines = if self.text.is_empty() { 0 } else { self.ends };
            self.text.push_str(&"\n".repeat(lines));
            self.ends = 0;
        }
    }

    /// What comes is a paragraph of its own.
    fn paragraph(&mut self) {
        if !self.is_fresh {
            self.ends = if self.depth > 0 { 1 } else { 2 };
        }
    }

    /// What comes stands behind a mark at the start of a line.
    fn item(&mut self, mark: &str, lines: usize) {
        self.ends = lines;
        self.end_lines();
        self.text.push_str(mark);
        self.is_fresh = true;
    }

    /// Takes a tag, and what it is around where that is taken as a whole; answers with the rest.
    fn tag<'t>(&mut self, tag: &Tag<'t>, from: &'t str) -> &'t str {
        let after = &from[tag.length..];
        let in_row = || self.text.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('|'));
        match (tag.name.as_str(), tag.closes) {
            ("br", _) if in_row() || self.depth > 0 => self.text(" "),
            ("p" | "div" | "section" | "table" | "tbody" | "thead" | "blockquote" | "br" | "hr", _)
            | ("note" | "info" | "warning" | "danger" | "important" | "tip" | "deprecated", true) => self.paragraph(),
            ("ul" | "ol" | "dl", false) => {
                self.paragraph();
                self.depth += 1;
            }
            ("ul" | "ol" | "dl", true) => {
                self.depth = self.depth.saturating_sub(1);
                self.is_fresh = false;
                self.paragraph();
            }
            ("li" | "dt" | "tr", false) => {
                let is_first = self.ends == 2;
                self.item(&format!("{}- ", "  ".repeat(self.depth.saturating_sub(1))), if is_first { 2 } else { 1 });
            }
            ("dd", false) => self.text(": "),
            ("td" | "th", true) => self.text(", "),
            ("li" | "tr", true) => self.ends = 1,
            ("b" | "strong" | "i" | "em", true) if self.emphasized > 0 => {
                self.emphasized -= 1;
                self.mark(emphasis(&tag.name), true);
            }
            ("b" | "strong" | "i" | "em", false) if around(&tag.name, after).is_some() => {
                self.emphasized += 1;
                self.mark(emphasis(&tag.name), false);
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.item("**", 2),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => {
                self.mark("**", true);
                self.paragraph();
            }
            ("note" | "info" | "warning" | "danger" | "important" | "tip" | "deprecated", false) => {
                let (first, others) = tag.name.split_at(1);
                self.item(&format!("**{}{others}:** ", first.to_uppercase()), 2);
            }
            ("code" | "tt" | "pre" | "a", false) => {
                let Some((inner, after)) = around(&tag.name, after) else { return after };
                let plain = plain(inner);
                match (tag.name.as_str(), tag.link()) {
                    ("pre", _) => {
                        self.item(&format!("```\n{}\n```", plain.trim_matches('\n').replace("```", "'''")), 2);
                        (self.is_fresh, self.ends) = (false, 2);
                    }
                    ("a", Some(address)) if !plain.contains(['[', ']', '<', '`']) && !address.contains(['(', ')']) => {
                        self.text(&format!("[{}]({address})", plain.trim()));
                    }
                    ("a", _) => self.text(&plain),
                    // Browsers show several spaces as one.
                    _ => match plain.split_whitespace().collect::<Vec<_>>().join(" ") {
                        nothing if nothing.is_empty() => {}
                        plain => self.text(&code(&plain)),
                    },
                }
                return after;
            }
            ("code" | "tt" | "pre" | "a" | "span" | "u" | "small" | "font" | "center" | "dt" | "dd" | "td" | "th" | "img", _) => {}
            _ => self.text(&from[..tag.length]),
        }
        after
    }

    /// Emphasis, which stands at its words.
    fn mark(&mut self, mark: &str, closes: bool) {
        if closes {
            let words = self.text.trim_end().len();
            let space = self.text.split_off(words);
            self.text.push_str(mark);
            self.text.push_str(&space);
            self.is_fresh = false;
        } else {
            self.end_lines();
            self.text.push_str(mark);
            self.is_fresh = true;
        }
    }
}

fn emphasis(name: &str) -> &'static str {
    if matches!(name, "b" | "strong") { "**" } else { "*" }
}

/// What stands before the end of an element, and what comes after it.
fn around<'t>(name: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let is_end = |at: &usize| Tag::at(&text[*at..]).is_some_and(|tag| tag.closes && tag.name == name);
    let end = text.match_indices("</").map(|(at, _)| at).find(is_end)?;
    Some((&text[..end], text[end..].split_once('>')?.1))
}

/// HTML without its tags.
fn plain(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(first) = rest.chars().next() {
        let length = match (entity(rest), Tag::at(rest)) {
            (Some((character, length)), _) => {
                plain.push(character);
                length
            }
            (None, Some(tag)) => tag.length,
            (None, None) => {
                plain.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    plain
}

/// The character that a reference to one begins a text with, and the length of that (HTML §13.5).
fn entity(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?.split_once(';').map(|(name, _)| name).filter(|name| name.len() <= 8)?;
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => char::from_u32(number?)?,
    };
    Some((character, name.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_said_in_markdown() {
        for (html, markdown) in [
            ("<p>One.</p> <p>Two <b> bold </b>!</p>", "One.\n\nTwo **bold** !"),
            ("<p>See:</p>\n<ul> <li> <p>a</p> </li> <li>b<ul><li>c</li></ul></li> </ul> Then.", "See:\n\n- a\n- b\n  - c\n\nThen."),
            ("Line<br/>break | a<br>b", "Line\n\nbreak | a\n\nb"),
            ("| a<br>b |", "| a b |"),
            ("an open <b>, a closed</i>, an escaped \\<p>", "an open <b>, a closed</i>, an escaped \\<p>"),
            ("<code>a &lt; <i>b</i></code> and `<b>`", "`a < b` and `<b>`"),
            ("use <code>  <a>A</a>  </code> or <code></code>B", "use `A` or B"),
            ("<a href=\"https://x.y/z\" class='w'>the <i>page</i></a>, <a href='/z'>here</a>", "[the page](https://x.y/z), here"),
            ("<note> <p>Mind.</p> </note>", "**Note:** Mind."),
            ("<h2>Title</h2>text<!-- no --> <pre><code>x\n y</code></pre>z", "**Title**\n\ntext\n\n```\nx\n y\n```\n\nz"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "- a, b,"),
            ("Vec<T>, a <TOKEN> &amp; 1 < 2 &unknown; &#x2014;", "Vec<T>, a <TOKEN> & 1 < 2 &unknown; —"),
        ] {
            assert_eq!(to_markdown(html).trim(), markdown, "{html}");
        }
    }
}
