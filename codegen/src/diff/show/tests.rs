//! Text of a document in every place that is printed, and what becomes of it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

use super::{Links, View, annotations, entry, json, markdown, page, text};
use crate::diff::{Action, Bump, Change, Diff, ItemChange, Level, Part, Rewrite, Spot, Use};
use crate::report::{Place, Style};
use crate::source::{FileId, Source, Sources, Span};

/// What attacks one output or another. Each has a mark by which it is found.
const HOSTILE: &[&str] = &[
    "\u{1b}[31mPWNED",
    "a\n::error::PWNED",
    "a\r\n::warning file=x::PWNED",
    "::stop-commands::PWNED",
    "##[error]PWNED",
    "<script>PWNED()</script>",
    "\"><img src=x onerror=PWNED>",
    "' onclick='PWNED",
    "x`<b>PWNED</b>`y",
    "``` PWNED\n```",
    "a|b\n|---|PWNED",
    "[PWNED](javascript:alert(1))",
    "](https://PWNED.example)",
    "![PWNED](https://evil.example/x.png)",
    "@PWNED and #123 and GH-5",
    "https://PWNED.example www.PWNED.example",
    "</details></summary></code>PWNED",
    "# PWNED\n## PWNED\n- PWNED",
    "\u{202e}DENWP\u{2066}\u{200b}PWNED",
    "<!-- PWNED -->",
    "&lt;PWNED&#60;",
    "\\`PWNED\\",
    "*PWNED* _PWNED_ ~~PWNED~~ $PWNED$",
    "",
    "`",
    " ",
];

fn sources(name: &str) -> Sources {
    let sources = Sources::new();
    let read = sources.insert(Source::parse(name, "openapi: 3.1.0\npaths:\n  /a: {}\n"));
    assert!(read.is_ok());
    sources
}

fn spot() -> Spot {
    Spot { pointer: "/paths/~1a".to_owned(), place: Place::new(FileId::ENTRY, Span::new(24, 26)) }
}

/// A diff that has a text wherever one of a document may be.
fn diff(hostile: &str) -> Diff {
    let change = |message: String, accepted: Option<String>, old: Option<Spot>, new: Option<Spot>| Change {
        rule: "some-rule",
        level: Level::Breaking,
        uses: ["POST ", "GET "]
            .map(|method| Use { operation: format!("{method}{hostile}"), part: Part::Whole, times: 1 })
            .into_iter()
            .take(if accepted.is_some() { 1 } else { 2 })
            .collect(),
        message,
        old,
        new,
        accepted,
    };
    Diff {
        old_version: hostile.to_owned(),
        new_version: format!("{hostile}!"),
        changes: vec![
            change(format!("the property `{hostile}` was `{hostile}`"), None, Some(spot()), Some(spot())),
            change(hostile.to_owned(), Some(hostile.to_owned()), Some(Spot { pointer: format!("/x/{hostile}"), ..spot() }), None),
        ],
        items: vec![ItemChange {
            path: "types::A".to_owned(),
            action: Action::Changed,
            message: format!("`A` was `{hostile}` {hostile}"),
            bump: Bump::Major,
            rewrite: Some(Rewrite { before: hostile.to_owned(), after: Some(format!("{hostile}?")) }),
            origins: vec![format!("/paths/{hostile}")],
        }],
        no_client: false,
    }
}

/// Every text in an output.
fn each(check: impl Fn(&str, &View<'_>)) {
    for hostile in HOSTILE {
        let (diff, old, new) = (diff(hostile), sources(&format!("old {}", hostile.trim())), sources(&format!("new {}", hostile.trim())));
        let links = Links { old: None, new: Some("https://github.com/o/n/blob/main/".to_owned()) };
        check(hostile, &View { diff: &diff, old: &old, new: &new, links: &links });
    }
}

/// No control character, nothing invisible, no bare carriage return; all lines end.
fn is_printable(output: &str) -> bool {
    output.ends_with('\n') && output.chars().all(|c| c == '\n' || !crate::report::is_unprintable(c))
}

#[test]
fn a_terminal_gets_lines_of_text() {
    each(|hostile, view| {
        let plain = text(view, Style::Plain);
        assert!(is_printable(&plain), "{hostile:?}: {plain}");
        // A line begins with what is ours.
        assert!(plain.lines().all(|line| !line.starts_with("::") && !line.contains("##[")), "{plain}");
        assert_eq!(plain.lines().count(), text(&View { diff: &diff("x"), ..*view }, Style::Plain).lines().count(), "{plain}");
        let coloured = text(view, Style::Colour);
        let without =
            ["0", "1", "2", "1;31", "33", "32", "36"].iter().fold(coloured, |text, code| text.replace(&format!("\u{1b}[{code}m"), ""));
        assert!(is_printable(&without), "{hostile:?}: {without:?}");
    });
}

#[test]
fn github_gets_one_command_for_each() {
    each(|hostile, view| {
        let output = annotations(view);
        assert!(is_printable(&output), "{hostile:?}: {output}");
        assert_eq!(output.lines().count(), 3, "{output}");
        for line in output.lines() {
            assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)), "{output}");
            assert!(!line.contains("##["), "{output}");
            // What the properties say is theirs: file, line, col, title.
            let (properties, _) = line.split_once(' ').and_then(|(_, rest)| rest.split_once("::")).expect("a command");
            let keys: Vec<&str> = properties.split(',').filter_map(|property| Some(property.split_once('=')?.0)).collect();
            assert_eq!(keys.last(), Some(&"title"), "{line}");
            assert!(keys.iter().all(|key| ["file", "line", "col", "title"].contains(key)), "{line}");
        }
    });
}

#[test]
fn json_says_what_the_document_says() {
    each(|hostile, view| {
        let output = json(view);
        assert!(is_printable(&output) && !output.contains("##["), "{output}");
        let value: serde_json::Value = serde_json::from_str(&output).expect("JSON");
        assert_eq!(value["old"]["version"], hostile);
        assert_eq!(value["changes"][0]["operations"][0], format!("POST {hostile}"));
        assert_eq!(value["items"][0]["rewrite"]["before"], hostile);
    });
}

/// The published schema says what comes out, and refuses something else.
#[test]
fn json_is_as_published() {
    let schema = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diff.schema.json")).expect("the schema is there");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is a schema");
    let check = |output: &str| {
        let value: serde_json::Value = serde_json::from_str(output).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}\n{output}");
        value
    };
    each(|_, view| drop(check(&json(view))));
    let (old, new, links) = (sources("a"), sources("b"), Links::default());
    let empty = Diff::default();
    let mut value = check(&json(&View { diff: &empty, old: &old, new: &new, links: &links }));
    let unknown = Diff { no_client: true, ..Diff::default() };
    assert_eq!(check(&json(&View { diff: &unknown, old: &old, new: &new, links: &links }))["verdict"]["source"], "unknown");
    value["verdict"]["wire"] = "terrible".into();
    assert!(!validator.is_valid(&value));
}

/// Tags of an output that are not the text's: every `<…` is one of ours, and nothing is between quotes that could end them.
fn tags(html: &str) -> Vec<String> {
    html.match_indices('<')
        .map(|(at, _)| html[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || "!/-".contains(*c)).collect())
        .collect()
}

#[test]
fn a_page_has_no_tag_of_the_document() {
    let known = [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "small", "p", "table", "tr", "th", "td", "span",
        "details", "summary", "code", "ul", "li", "pre", "del", "ins", "a",
    ];
    each(|hostile, view| {
        let output = page(view);
        assert!(is_printable(&output), "{hostile:?}");
        for tag in tags(&output) {
            assert!(known.contains(&tag.trim_start_matches('/')), "{hostile:?}: <{tag}> in {output}");
        }
        for attribute in ["onerror=PWNED>", "onclick='", "javascript:alert(1)\""] {
            assert!(!output.contains(attribute), "{output}");
        }
        assert!(output.contains("default-src 'none'") && !output.contains("<script"));
    });
}

/// Markdown without what stands in code, as CommonMark reads it.
fn outside_of_code(markdown: &str) -> (Vec<pulldown_cmark::Event<'_>>, String) {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut prose = String::new();
    let mut in_code = false;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
    for event in &events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => prose.push_str(text),
            _ => {}
        }
    }
    (events, prose)
}

#[test]
fn markdown_is_prose_code_and_our_tags() {
    use pulldown_cmark::{Event, Tag};
    each(|hostile, view| {
        for output in [markdown(view, None), entry(view, Some(("0.2.0", "0.1.0")))] {
            assert!(is_printable(&output), "{hostile:?}: {output}");
            let (events, prose) = outside_of_code(&output);
            for event in &events {
                match event {
                    Event::Html(html) | Event::InlineHtml(html) => {
                        for tag in tags(html) {
                            let tag = tag.trim_start_matches('/');
                            assert!(["details", "summary", "code"].contains(&tag), "{hostile:?}: <{tag}> in {output}");
                        }
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("https://github.com/o/n/"), "{dest_url}"),
                    Event::Start(Tag::Image { .. }) => panic!("an image: {output}"),
                    Event::Start(Tag::Emphasis | Tag::Strikethrough) => panic!("emphasis: {output}"),
                    _ => {}
                }
            }
            for sign in ["@PWNED", "#123", "GH-5", "://", "www.", "$PWNED"] {
                assert!(!prose.contains(sign), "{hostile:?}: {sign} in {prose}");
            }
            let headings = output.lines().filter(|line| line.starts_with("## ")).count();
            assert!(headings <= 1, "{output}");
        }
    });
}

#[test]
fn what_does_not_fit_is_counted() {
    let mut diff = diff("x");
    let first = diff.changes[0].clone();
    diff.changes = (0..100)
        .map(|number| Change { uses: vec![Use { operation: format!("GET /{number}"), part: Part::Whole, times: 1 }], ..first.clone() })
        .collect();
    let (old, new, links) = (sources("a"), sources("b"), Links::default());
    let view = View { diff: &diff, old: &old, new: &new, links: &links };
    let (all, some) = (markdown(&view, None), markdown(&view, Some(4_000)));
    assert!(all.len() > 4_000 && some.len() <= 4_000, "{} {}", all.len(), some.len());
    let shown = some.matches("<details").count() - 1;
    assert!(some.contains(&format!("{} more changes", 100 - shown)), "{some}");
}
