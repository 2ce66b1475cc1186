//! Which lines of a document a message shows, and what is marked in them.
//!
//! Only the lines that are marked are cut out, and a long line only near its marks: a minified document is a single line of
//! megabytes. Several marks share a block if they are near each other; otherwise each has its own.

use std::ops::Range;

use crate::source::{FileId, LineColumn, Sources, Text};

use super::clean::{clean, push_clean};
use super::{Diagnostic, Place};

/// The most characters of a line that are shown.
const WIDTH: usize = 110;
/// How many of them come before the mark, in a longer line.
const BEFORE: usize = 40;
/// Marks this many lines apart still share a block.
const NEAR: usize = 50;

/// Lines of one file, close to each other.
pub(super) struct Block {
    /// `file:line:column` of its first mark.
    pub(super) heading: String,
    /// The number of the first of `lines`.
    pub(super) first_line: usize,
    /// The text from the first to the last marked line. Lines without a mark are left empty, since they are folded.
    pub(super) text: String,
    /// The marks in `text`, as bytes.
    pub(super) marks: Vec<Mark<Range<usize>>>,
    /// Whether a line was too long to be shown in full.
    pub(super) cropped: bool,
}

/// A stretch of text with something to say about it.
pub(super) struct Mark<T> {
    pub(super) range: T,
    pub(super) label: Option<String>,
    pub(super) primary: bool,
}

/// A mark on a line of a file. The range is in the file, within the line.
struct Placed<'a> {
    text: &'a Text,
    file: FileId,
    start: LineColumn,
    mark: Mark<Range<usize>>,
}

/// The blocks of a message, the one with the primary place first.
pub(super) fn blocks(diagnostic: &Diagnostic, sources: &Sources) -> Vec<Block> {
    let primary = diagnostic.primary.map(|place| (place, diagnostic.label.as_deref(), true));
    let secondary = diagnostic.secondary.iter().map(|(place, label)| (*place, Some(label.as_str()), false));
    let marks = primary.into_iter().chain(secondary);
    let placed = marks.filter_map(|(place, label, primary)| placed(sources, place, label, primary));
    let mut groups: Vec<Vec<Placed<'_>>> = Vec::new();
    for mark in placed {
        match groups.iter_mut().find(|group| fits(group, &mark)) {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups.into_iter().filter_map(block).collect()
}

/// A place's mark, cut off at the end of the line it starts in.
fn placed<'a>(sources: &'a Sources, place: Place, label: Option<&str>, primary: bool) -> Option<Placed<'a>> {
    let text = sources.text(place.file)?;
    let span = text.clamp(place.span?);
    let start = text.line_column(span.start());
    let line = text.line_span(start.line);
    let range = span.start().min(line.end())..span.end().clamp(span.start().min(line.end()), line.end());
    let label = label.map(|label| clean(label).into_owned());
    Some(Placed { text, file: place.file, start, mark: Mark { range, label, primary } })
}

fn fits(group: &[Placed<'_>], new: &Placed<'_>) -> bool {
    group.iter().all(|old| {
        let (first, last) = (old.mark.range.start.min(new.mark.range.start), old.mark.range.end.max(new.mark.range.end));
        let short = || new.text.line_span(new.start.line).len() <= WIDTH;
        let beside = old.start.line != new.start.line || last - first <= WIDTH - BEFORE || short();
        old.file == new.file && old.start.line.abs_diff(new.start.line) <= NEAR && beside
    })
}

fn block(mut marks: Vec<Placed<'_>>) -> Option<Block> {
    let Placed { text: source, start, .. } = marks.first()?;
    let source = *source;
    let heading = format!("{}:{}:{}", clean(source.name()), start.line, start.column);
    marks.sort_by_key(|placed| placed.start.line);
    let first_line = marks.first()?.start.line;
    let mut block = Block { heading, first_line, text: String::new(), marks: Vec::new(), cropped: false };
    let mut line = first_line;
    for on_line in marks.chunk_by_mut(|left, right| left.start.line == right.start.line) {
        let number = on_line.first()?.start.line;
        block.text.extend(std::iter::repeat_n('\n', number - line));
        line = number;
        let focus =
            on_line.iter().map(|placed| placed.mark.range.start).min()?..on_line.iter().map(|placed| placed.mark.range.end).max()?;
        let positions = block.show_line(source, number, focus);
        for placed in on_line {
            let shown = |at| positions.get(positions.partition_point(|(from, _)| *from < at)).or(positions.last()).map_or(0, |(_, to)| *to);
            let Range { start, end } = placed.mark.range.clone();
            let mark = Mark { range: shown(start)..shown(end), label: placed.mark.label.take(), primary: placed.mark.primary };
            block.marks.push(mark);
        }
    }
    Some(block)
}

impl Block {
    /// Appends what is shown of a line. Returns which byte of the file came to stand where.
    fn show_line(&mut self, source: &Text, number: usize, focus: Range<usize>) -> Vec<(usize, usize)> {
        let line = source.line_span(number);
        let text = source.slice(line);
        let window = window(text, focus.start - line.start()..focus.end - line.start());
        let shown = text.get(window.clone()).unwrap_or_default();
        if window.start > 0 {
            self.text.push('…');
        }
        let mut positions = Vec::with_capacity(shown.len() + 1);
        for (at, char) in shown.char_indices() {
            positions.push((line.start() + window.start + at, self.text.len()));
            if char == '\t' {
                self.text.push_str("    ");
            } else {
                push_clean(&mut self.text, char, shown.get(at..).unwrap_or_default());
            }
        }
        positions.push((line.start() + window.end, self.text.len()));
        if window.end < text.len() {
            self.text.push('…');
        }
        self.cropped |= window.len() < text.len();
        positions
    }
}

/// The part of a line to show, as bytes.
fn window(line: &str, focus: Range<usize>) -> Range<usize> {
    // More bytes than characters, so this never takes too much.
    if line.len() <= WIDTH {
        return 0..line.len();
    }
    let nth_before = |at: usize, count: usize| {
        let before = line.get(..at).unwrap_or_default();
        before.char_indices().rev().take(count).last().map_or(0, |(index, _)| index)
    };
    let nth_after = |at: usize, count: usize| {
        let after = line.get(at..).unwrap_or_default();
        after.char_indices().nth(count).map_or(line.len(), |(index, _)| at + index)
    };
    let start = if focus.end <= nth_after(0, WIDTH) { 0 } else { nth_before(focus.start, BEFORE) };
    start..nth_after(start, WIDTH)
}
