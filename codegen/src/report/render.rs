//! Messages as text, drawn by rustc's own renderer.

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::source::Sources;

use super::clean::clean;
use super::snippet::{Block, blocks};
use super::{Counts, Diagnostic, Report, Severity};

/// Whether to use colours. What the terminal can do is the caller's to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    #[default]
    Plain,
    /// Text with ANSI escapes.
    Colour,
}

/// Stands for a heading while the renderer works, since it would count the column in the text that it is shown. The
/// character means nothing and `clean` lets none of its kind through.
const HEADING: char = '\u{fdd0}';

/// All messages, an empty line after each, and how many there were. Empty if there are none.
#[must_use]
pub fn render(report: &Report, sources: &Sources, style: Style) -> String {
    let renderer = renderer(style);
    let mut text = String::new();
    for diagnostic in report {
        render_one(&renderer, diagnostic, sources, &mut text);
        text.push_str("\n\n");
    }
    if !report.is_empty() {
        let counts = report.counts();
        text.push_str(&renderer.render(&[level(worst(counts)).primary_title(counts.to_string()).elements(None::<Element<'_>>)]));
        text.push('\n');
    }
    text
}

fn renderer(style: Style) -> Renderer {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    // Wider than any line that a block shows: cropping is done there.
    renderer.term_width(1000)
}

fn render_one(renderer: &Renderer, diagnostic: &Diagnostic, sources: &Sources, text: &mut String) {
    let Diagnostic { severity, code, message, primary, help, pointer, .. } = diagnostic;
    let blocks = blocks(diagnostic, sources);
    let whole_file = primary.filter(|place| place.span.is_none()).and_then(|place| sources.text(place.file));
    let origin = whole_file.map(|file| Origin::path(clean(file.name())));
    // A line and a column say little about a document in one line, or about no place at all.
    let lost = blocks.first().is_none_or(|block| block.cropped);
    let pointer = pointer.as_ref().filter(|_| lost).map(|pointer| Level::NOTE.message(format!("at `{}`", clean(pointer))));
    let group = level(*severity)
        .primary_title(clean(message))
        .id(*code)
        .elements(origin)
        .elements(blocks.iter().enumerate().map(|(index, block)| snippet(index, block)))
        .elements(pointer)
        .elements(help.iter().map(|help| Level::HELP.message(clean(help))));
    let drawn = renderer.render(&[group]);
    let mut parts = drawn.split(HEADING);
    text.extend(parts.next());
    for part in parts {
        // `0:31:5` and the rest: which heading, and where the renderer thinks it is.
        let rest = part.trim_start_matches(|char: char| char.is_ascii_digit() || char == ':');
        let index = part.split(':').next().and_then(|index| index.parse::<usize>().ok());
        text.extend(index.and_then(|index| blocks.get(index)).map(|block| block.heading.as_str()));
        text.push_str(rest);
    }
}

fn snippet(index: usize, block: &Block) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let marks = block.marks.iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(mark.range.clone()).label(mark.label.as_deref())
    });
    Snippet::source(block.text.as_str()).path(format!("{HEADING}{index}")).line_start(block.first_line).annotations(marks)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn worst(counts: Counts) -> Severity {
    match counts {
        Counts { errors: 1.., .. } => Severity::Error,
        Counts { warnings: 1.., .. } => Severity::Warning,
        Counts { .. } => Severity::Note,
    }
}
