//! What must hold whatever a document says and wherever a span points.

use super::super::Style;
use super::{Diagnostic, FileId, Place, Report, Sources, Span, file, place, render, to_annotations};

const HOSTILE: &str = "\u{1b}[31mred\u{1b}]0;title\u{7} \r\n::error::x\n  ::add-mask::y\u{85}::z ##[add-mask]q \u{202e}desrever\u{2066} \
                       \u{200b}\u{feff}\u{ad}\u{e0041}\u{fdd0}0:1:1 \u{9b}31m\t\u{7f}";

fn everywhere(sources: &Sources, text: &str) -> (FileId, Report) {
    let id = file(sources, text, text);
    let diagnostic = Diagnostic::error("x", text)
        .at(Place::new(id, Span::new(0, 3)))
        .label(text)
        .also(place(sources, id, "::error"), text)
        .also(Place::new(id, Span::new(text.len(), text.len())), text)
        .help(text)
        .pointer(text);
    (id, Report::from_iter([diagnostic, Diagnostic::warning("y", text).at(Place::file(id)).pointer(text)]))
}

#[test]
fn no_text_of_a_document_acts() {
    let sources = Sources::new();
    let (_, report) = everywhere(&sources, HOSTILE);
    let drawn = render(&report, &sources, Style::Plain);
    let annotations = to_annotations(&report, &sources);
    for text in [&drawn, &annotations] {
        let bad: Vec<_> = text
            .chars()
            .filter(|char| char.is_control() && *char != '\n' || "\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}\u{e0041}\u{fdd0}".contains(*char))
            .collect();
        assert!(bad.is_empty(), "{bad:?} in {text}");
        assert!(!text.contains("##["), "{text}");
    }
    let commands = drawn.lines().filter(|line| line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: "));
    assert_eq!(commands.count(), 0, "{drawn}");
    assert_eq!(annotations.lines().count(), 2, "{annotations}");
    assert!(annotations.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")));
}

#[test]
fn colours_change_nothing_else() {
    let sources = Sources::new();
    let (_, report) = everywhere(&sources, HOSTILE);
    let coloured = render(&report, &sources, Style::Colour);
    assert!(coloured.contains("\u{1b}["));
    let mut parts = coloured.split('\u{1b}');
    let mut stripped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        stripped.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    assert_eq!(stripped, render(&report, &sources, Style::Plain));
}

#[test]
fn any_span_can_be_drawn() {
    let sources = Sources::new();
    let long = "é\u{202e}日".repeat(60);
    let texts = ["", "\n", "\r\n\r\n", "aé\t日\u{301}x\n\n\u{1b}b\u{200b}\r\nc", long.as_str()];
    for text in texts {
        let id = file(&sources, "f", text);
        let step = 1 + text.len() / 40;
        for start in (0..text.len() + 4).step_by(step) {
            for end in (0..text.len() + 4).step_by(step) {
                let other = Place::new(id, Span::new(end, start));
                let diagnostic = Diagnostic::error("x", "m").at(Place::new(id, Span::new(start, end))).label("l").also(other, "o");
                let drawn = render(&Report::from_iter([diagnostic]), &sources, Style::Plain);
                let place = sources.text(id).map(|text| text.line_column(start));
                let heading = place.map(|place| format!(" f:{}:{}\n", place.line, place.column)).unwrap_or_default();
                assert!(drawn.contains(&heading), "{start}..{end} of {text:?}: no {heading:?} in\n{drawn}");
            }
        }
    }
}

#[test]
fn an_unknown_file_is_no_place() {
    let others = Sources::new();
    let mut id = file(&others, "a", "");
    id = file(&others, "b", "").max(id);
    let report = Report::from_iter([Diagnostic::error("x", "m").at(Place::new(id, Span::new(1, 2))).also(Place::file(id), "o")]);
    let sources = Sources::new();
    assert!(render(&report, &sources, Style::Plain).starts_with("error[x]: m\n"));
    assert_eq!(to_annotations(&report, &sources), "::error title=x::m\n");
}
