//! Where the parts of a text stand.

use super::super::{Data, Node, Source, Span, Text};

/// Pairs of a pointer and the text that the node there should cover.
type Expected<'a> = &'a [(&'a str, &'a str)];

#[test]
fn a_node_covers_its_text() -> Result<(), Box<dyn std::error::Error>> {
    let table: &[(&str, Expected<'_>)] = &[
        ("a: x\nb: 'é y'\nc: \"\\u00e9\"\n", &[("/a", "x"), ("/b", "'é y'"), ("/c", "\"\\u00e9\"")]),
        (
            "ü: é\n日本: [1, ü, -2.50]\n",
            &[("/ü", "é"), ("/日本/0", "1"), ("/日本/1", "ü"), ("/日本/2", "-2.50"), ("/日本", "[1, ü, -2.50]")],
        ),
        ("a: |\n  x\n\n  y\n\n\nb: >-\n  z\n# c\n", &[("/a", "x\n\n  y"), ("/b", "z")]),
        ("a: x\n  y # c\nb: 1 # d\n", &[("/a", "x\n  y"), ("/b", "1"), ("", "a: x\n  y # c\nb: 1")]),
        ("a:\n  b: 1\n  c:\n    - x\n    - y\n\n# comment\nd: 1\n", &[("/a", "b: 1\n  c:\n    - x\n    - y"), ("/a/c", "- x\n    - y")]),
        ("a: 1\r\nb: \"x\"\r\nc: |\r\n  y\r\n", &[("/a", "1"), ("/b", "\"x\""), ("/c", "y")]),
        ("a: &x [1]\nb: *x\n", &[("/a", "[1]"), ("/b", "*x"), ("/b/0", "1")]),
        ("a: !!str 5\nb:  {x: 1 , y: [ ] }\n", &[("/a", "5"), ("/b", "{x: 1 , y: [ ] }"), ("/b/y", "[ ]")]),
        (
            "a:\n- x: 1\n- y\nb:\n- - z\n-\n  - w\nc:\n- - -1\n",
            &[
                ("/a", "- x: 1\n- y"),
                ("/b", "- - z\n-\n  - w"),
                ("/b/0", "- z"),
                ("/b/1", "- w"),
                ("/c", "- - -1"),
                ("/c/0", "- -1"),
                ("/c/0/0", "-1"),
            ],
        ),
        ("a:   # c\nb: {c, d: }\n", &[("/a", ""), ("/b/c", ""), ("/b/d", "")]),
        (
            "{\"a\":{\"b\":[1,\"\\ud83d\\ude00\",null]},\"c\":true}",
            &[("/a", "{\"b\":[1,\"\\ud83d\\ude00\",null]}"), ("/a/b/1", "\"\\ud83d\\ude00\""), ("/a/b/2", "null"), ("/c", "true")],
        ),
        ("\u{feff}a: x\n", &[("/a", "x")]),
    ];
    for (text, expected) in table {
        let source = Source::parse("test", *text).map_err(|error| format!("{text}: {error:?}"))?;
        for (pointer, covered) in *expected {
            let span = source.at(pointer).map(|node| node.span);
            assert_eq!(span.map(|span| source.text_and_name().slice(span)), Some(*covered), "{pointer} of {text:?}");
        }
    }
    Ok(())
}

#[test]
fn a_value_that_is_not_written_stands_behind_its_colon() -> Result<(), Box<dyn std::error::Error>> {
    let source = Source::parse("test", "a:   # c\n\n\nb: 1\n").map_err(|error| format!("{error:?}"))?;
    assert_eq!(source.at("/a").map(|node| node.span), Some(Span::new(2, 2)));
    Ok(())
}

#[test]
fn a_key_covers_its_text() -> Result<(), Box<dyn std::error::Error>> {
    let text = "'a b': 1\n\"\\u00e9\": 2\n200: 3\n? long\n: 4\n";
    let source = Source::parse("test", text).map_err(|error| format!("{error:?}"))?;
    let keys: Vec<_> = source.root().as_object().into_iter().flatten().collect();
    let keys: Vec<_> = keys.into_iter().map(|(name, member)| (name.as_str(), source.text_and_name().slice(member.key))).collect();
    assert_eq!(keys, [("a b", "'a b'"), ("é", "\"\\u00e9\""), ("200", "200"), ("long", "long")]);
    Ok(())
}

#[test]
fn lines_and_columns_are_those_of_a_person() {
    let text = Text::new("test", "aé\r\n\n日本x");
    let table = [
        (0, 1, 1),
        (1, 1, 2),
        (2, 1, 2),
        (3, 1, 3),
        (4, 1, 4),
        (5, 2, 1),
        (6, 3, 1),
        (7, 3, 1),
        (9, 3, 2),
        (12, 3, 3),
        (13, 3, 4),
        (999, 3, 4),
    ];
    for (offset, line, column) in table {
        let place = text.line_column(offset);
        assert_eq!((place.line, place.column), (line, column), "{offset}");
    }
    let lines: Vec<_> = (0..=4).map(|line| text.slice(text.line_span(line))).collect();
    assert_eq!(lines, ["", "aé", "", "日本x", ""]);
    for start in 0..20 {
        for end in 0..20 {
            // Any span gives some text.
            let _ = text.slice(Span::new(start, end));
        }
    }
}

/// Checks what must hold for every node of every file. Returns how many nodes there are.
pub(super) fn check(source: &Source) -> Result<usize, String> {
    fn visit(source: &Source, node: &Node, outer: Option<Span>, copied: bool) -> Result<usize, String> {
        let (span, text) = (node.span, source.text_and_name().slice(node.span));
        let wrong = |what: &str| Err(format!("{what}: {span:?} {text:?} of {}", node.to_json()));
        let copied = copied || text.starts_with('*') && !matches!(&node.data, Data::String(string) if string.starts_with('*'));
        // What an alias brings stands elsewhere.
        if !copied && outer.is_some_and(|outer| span.start() < outer.start() || outer.end() < span.end()) {
            return wrong("not within what it is in");
        }
        if text.len() != span.len() {
            return wrong("not whole characters");
        }
        if copied && text.starts_with('*') {
            return Ok(1);
        }
        match &node.data {
            Data::Null if !matches!(text, "" | "~" | "null" | "Null" | "NULL") => wrong("null"),
            Data::Bool(value) if !text.eq_ignore_ascii_case(&value.to_string()) => wrong("boolean"),
            Data::Number(number) if number.as_str() != text => wrong("number"),
            Data::String(string) if !says(text, string) => wrong("string"),
            Data::Array(_) if !(text.starts_with(['[', '-'])) => wrong("array"),
            Data::Array(items) => items.iter().try_fold(1, |count, item| Ok(count + visit(source, item, Some(span), copied)?)),
            Data::Object(object) => object.iter().try_fold(1, |count, (name, member)| {
                let key = source.text_and_name().slice(member.key);
                if !says(key, name) && !key.starts_with('*') {
                    return Err(format!("the key {name:?} is {key:?} in the text"));
                }
                Ok(count + visit(source, &member.value, Some(span), copied)?)
            }),
            _ => Ok(1),
        }
    }
    visit(source, source.root(), None, false)
}

/// Whether a scalar's text can mean a string. Exact for JSON strings and one-line scalars without escapes.
fn says(text: &str, string: &str) -> bool {
    match text.chars().next() {
        Some('"') if text.contains('\n') => text.ends_with('"'),
        Some('"') => {
            text.contains('\\') && serde_json::from_str::<String>(text).map_or(text.len() > 2, |json| json == string)
                || text.get(1..text.len() - 1) == Some(string)
        }
        Some('\'') => text.contains('\n') || text.get(1..text.len() - 1).is_some_and(|inner| inner.replace("''", "'") == string),
        _ if text.contains('\n') => text.split_whitespace().eq(string.split_whitespace()),
        // A block scalar of one line has line breaks around it.
        _ => text == string.trim(),
    }
}
