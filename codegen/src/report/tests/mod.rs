//! Messages and what they look like, side by side; then what must hold for any message.

use super::{Diagnostic, Place, Report, Style, render, to_annotations, to_json};
use crate::source::{FileId, ReadError, Source, Sources, Span, Text};

mod drawn;
mod safe;

/// A file of any content, JSON and YAML or not.
fn file(sources: &Sources, name: &str, text: &str) -> FileId {
    sources.insert_text(Text::new(name, text))
}

/// The place of the first `part` in a file.
fn place(sources: &Sources, file: FileId, part: &str) -> Place {
    let start = sources.text(file).and_then(|text| text.as_str().find(part)).unwrap_or_default();
    Place::new(file, Span::new(start, start + part.len()))
}

fn draw(diagnostic: Diagnostic, sources: &Sources) -> String {
    let text = render(&Report::from_iter([diagnostic]), sources, Style::Plain);
    // Without the summary.
    text.split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn messages_are_ordered_counted_and_said_once() {
    let sources = Sources::new();
    let (first, second) = (file(&sources, "a.yaml", "a: 1\nb: 2\n"), file(&sources, "b.yaml", "c: 3\n"));
    let mut report = Report::new();
    report.push(Diagnostic::warning("late", "last").at(place(&sources, second, "3")));
    report.push(Diagnostic::error("wrong", "second").at(place(&sources, first, "2")).pointer("/b"));
    report.push(Diagnostic::error("wrong", "second").at(place(&sources, first, "2")).pointer("/elsewhere/b"));
    report.push(Diagnostic::error("wrong", "first").at(place(&sources, first, "1")));
    report.push(Diagnostic::note("general", "no place"));
    report.push(Diagnostic::error("wrong", "whole file").at(Place::file(first)));
    report.sort();
    let messages: Vec<_> = report.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages, ["no place", "whole file", "first", "second", "last"]);
    assert_eq!(report.counts().to_string(), "3 errors, 1 warning, 1 note");
    assert!(report.has_errors());
    assert!(render(&report, &sources, Style::Plain).ends_with("\n\nerror: 3 errors, 1 warning, 1 note\n"));
    assert_eq!(render(&Report::new(), &sources, Style::Plain), "");
}

#[test]
fn what_is_wrong_with_a_file_becomes_messages() {
    let sources = Sources::new();
    let mut report = Report::new();
    let good = report.reading(sources.insert(Source::parse("good.yaml", "a: 1")));
    let bad: Result<Source, ReadError> = Source::parse("bad.yaml", "a: 1\na: 2\nb: !x y");
    assert_eq!(report.reading(sources.insert(bad)), None);
    assert_eq!(good.and_then(|id| sources.get(id)).map(Source::name), Some("good.yaml"));
    let codes: Vec<_> = report.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["duplicate-key", "unsupported-tag"]);
}

#[test]
fn programs_get_json_and_annotations() {
    let sources = Sources::new();
    let id = file(&sources, "a,b.yaml", "é: 1\nb: -1\n");
    let diagnostic = Diagnostic::error("wrong-type", "100% wrong: a,b\n::error::x")
        .at(place(&sources, id, "-1"))
        .label("here")
        .also(place(&sources, id, "1"), "there")
        .help("one")
        .pointer("/b");
    let report = Report::from_iter([diagnostic, Diagnostic::note("general", "n")]);
    assert_eq!(
        to_json(&report, &sources),
        serde_json::json!([
            {
                "severity": "error", "code": "wrong-type", "message": "100% wrong: a,b\n::error::x",
                "file": "a,b.yaml", "line": 2, "column": 4, "end_line": 2, "end_column": 6, "start": 9, "end": 11,
                "label": "here", "help": ["one"], "pointer": "/b",
                "also": [{
                    "file": "a,b.yaml", "line": 1, "column": 4, "end_line": 1, "end_column": 5, "start": 4, "end": 5,
                    "label": "there",
                }],
            },
            { "severity": "note", "code": "general", "message": "n", "help": [], "also": [] },
        ])
    );
    let expected = "::error file=a%2Cb.yaml,line=2,col=4,title=wrong-type::100%25 wrong: a,b\\n::error::x%0Ahelp: one\n\
                    ::notice title=general::n\n";
    assert_eq!(to_annotations(&report, &sources), expected);
}
