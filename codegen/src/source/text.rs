//! A file's text, and places in it.

use std::sync::OnceLock;

use super::FileId;

/// A stretch of a file's text, as byte offsets: from `start` up to, but without, `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end` of the first file; an `end` before `start` makes an empty one.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        // Files are bounded far below 4 GiB, so nothing real is cut off here.
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { file: FileId::ENTRY, start, end: end.max(start) }
    }

    /// The same stretch of another file.
    #[must_use]
    pub fn in_file(self, file: FileId) -> Self {
        Self { file, ..self }
    }

    /// The file that it is of.
    #[must_use]
    pub fn file(self) -> FileId {
        self.file
    }

    /// Whether another one is within it.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// Where it starts.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Where it ends: the offset just behind its last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Its start, for messages that should not mark all of it.
    #[must_use]
    pub fn first_byte(self) -> Self {
        Self { end: self.end.min(self.start.saturating_add(1)), ..self }
    }

    /// Whether it marks a point and no text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A place as a person counts: both from 1, and the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

/// A file's name and text.
#[derive(Clone, Debug)]
pub struct Text {
    name: String,
    content: String,
    /// Where each line starts, once somebody asks. Never empty.
    line_starts: OnceLock<Vec<u32>>,
}

impl Text {
    /// The text of the file that messages call `name`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), content: text.into(), line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let after_breaks = self.content.match_indices('\n').map(|(at, _)| Span::new(at + 1, 0).start);
            std::iter::once(0).chain(after_breaks).collect()
        })
    }

    /// The name of the file in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text. A byte order mark is not part of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The text of `span`, or as much of it as there is.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let span = self.clamp(span);
        self.content.get(span.start()..span.end()).unwrap_or_default()
    }

    /// The span, cut back to what there is of the text, and to whole characters.
    #[must_use]
    pub fn clamp(&self, span: Span) -> Span {
        Span::new(self.floor(span.start()), self.floor(span.end()))
    }

    /// The line and column of a byte offset. One inside a character is that character's, one behind the end is the end's.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = self.floor(offset);
        let line = self.line_starts().partition_point(|start| *start as usize <= offset);
        let start = self.line_starts().get(line.saturating_sub(1)).map_or(0, |start| *start as usize);
        let before = self.content.get(start..offset).unwrap_or_default();
        LineColumn { line, column: before.chars().count() + 1 }
    }

    /// The span of a line (from 1) without its line break.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let bound = |index: usize| self.line_starts().get(index).map(|start| *start as usize);
        let end = self.content.len();
        let start = line.checked_sub(1).and_then(bound).unwrap_or(end);
        let whole = Span::new(start, bound(line).unwrap_or(end));
        let kept = self.slice(whole).trim_end_matches(['\r', '\n']).len();
        Span::new(start, start + kept)
    }

    /// The nearest start of a character at or before `offset`.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.content.len());
        while !self.content.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}
