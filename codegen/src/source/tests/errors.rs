//! What is refused, and where.

use std::path::Path;

use super::super::limits::{MAX_DEPTH, MAX_ERRORS};
use super::super::{Source, Sources};
use super::{mistakes, read};

#[test]
fn documents_that_are_refused() {
    let table = [
        ("", "empty-file"),
        ("\u{feff}", "empty-file"),
        ("# nothing\n", "empty-file"),
        ("---\n", "empty-file"),
        ("a: 1\n---\nb: 1\n", "several-documents 2:1"),
        ("%YAML 1.1\n---\na: yes\n", "yaml-version 2:1"),
        ("a: 1\nb: 2\na: 3\nb: 4\na: 5", "duplicate-key 3:1 also 1:1, duplicate-key 4:1 also 2:1, duplicate-key 5:1 also 3:1"),
        ("200: a\n\"200\": b", "duplicate-key 2:1 also 1:1"),
        ("a: {x: 1, 'x': 2}", "duplicate-key 1:11 also 1:5"),
        ("{\"a\": 1, \"\\u0061\": 2}", "duplicate-key 1:10 also 1:2"),
        ("<<: {a: 1}\n<<: {b: 1}", r#"{"a":1,"b":1}"#),
        (
            "a: !foo x\nb: !!set {a}\n? !bar c\n: !!python/object:os.system [x]",
            "unsupported-tag 1:4, unsupported-tag 2:4, unsupported-tag 3:3, unsupported-tag 4:3",
        ),
        (
            "a: !!int x\nb: !!int 1.5\nc: !!map [a]\nd: !!seq\ne: !!binary eA==",
            "unsupported-tag 1:4, unsupported-tag 2:4, unsupported-tag 3:4, unsupported-tag 4:4, unsupported-tag 5:4",
        ),
        ("<<: 1", "bad-merge 1:5"),
        ("<<: [{a: 1}, [1]]", "bad-merge 1:14"),
        ("? [a]\n: b", "bad-key 1:3"),
        ("{a: 1}: b", "bad-key 1:1"),
        ("a: &x [1]\n*x : 2", "bad-key 2:1"),
        (": a", "bad-key 1:1"),
        ("a: *x", "syntax 1:4"),
        ("a: &x [1, *x]", "endless-alias 1:11 also 1:7"),
        ("description: foo: bar", "syntax 1:17"),
        ("a:\n\tb: c", "syntax 2:2"),
        ("a:\n  b: 1\n c: 2", "syntax 3:2"),
        ("a: \"x\nb: c\n", "syntax 1:4"),
        ("a: [1, 2\n", "syntax 1:4"),
        ("a: @x", "syntax 1:4"),
        ("a: \"\\ud83d\"", "syntax 1:4"),
        ("{\"a\": 1\n \"b\": 2}", "syntax 2:2"),
        ("{\"a\": ", "syntax 1:6"),
        ("a: \"x\u{0}\"", "control-character 1:6"),
        ("a: é\u{1b}[31m", "control-character 1:5"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), expected, "{text:?}");
    }
}

#[test]
fn other_encodings_are_named() {
    let utf16 = |start: &[u8]| [start, b"\0o\0p\0e\0n"].concat();
    for bytes in [utf16(b"\xFE\xFF"), utf16(b""), b"\xFF\xFEo\0p\0e\0n\0".to_vec(), b"o\0p\0e\0n\0".to_vec()] {
        let error = Source::parse("test", bytes).err();
        assert!(error.is_some_and(|error| error.errors.iter().any(|error| error.message.contains("UTF-16"))));
    }
    let error = Source::parse("test", b"a: b\n\xC3\xA9\xFFc: d".to_vec()).err();
    assert_eq!(error.as_ref().map(mistakes), Some(vec!["not-utf8 2:2".to_owned()]));
    assert!(error.is_some_and(|error| error.text.as_str() == "a: b\né\u{fffd}c: d"));
}

#[test]
fn files_that_cannot_be_read() {
    let sources = Sources::new();
    for path in ["/no/such/file.yaml", env!("CARGO_MANIFEST_DIR")] {
        let outcome = sources.read(Path::new(path));
        let (id, errors) = outcome.err().unzip();
        assert_eq!(errors.as_ref().map(|errors| errors.iter().map(|error| error.code).collect()), Some(vec!["unreadable-file"]));
        assert_eq!(id.and_then(|id| sources.text(id)).map(super::super::Text::name), Some(path));
        assert!(id.is_some_and(|id| sources.get(id).is_none()));
    }
}

#[test]
fn depth_is_bounded_and_no_stack_overflows() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let block = |depth: usize| (0..depth).map(|level| " ".repeat(level) + "a:\n").collect::<String>();
    let dashes = |depth: usize| "- ".repeat(depth) + "a";
    // In a test, the stack is that of a thread: 2 MiB.
    for (name, deepest) in [("brackets", nested(MAX_DEPTH)), ("block", block(MAX_DEPTH)), ("dashes", dashes(MAX_DEPTH))] {
        let source = Source::parse("test", deepest);
        assert!(source.is_ok_and(|source| source.root().to_json() == source.root().clone().to_json()), "{name}");
    }
    for (name, too_deep) in [
        ("brackets", nested(MAX_DEPTH + 1)),
        ("block", block(MAX_DEPTH + 1)),
        ("dashes", dashes(MAX_DEPTH + 1)),
        ("a lot", "[{".repeat(500_000)),
    ] {
        let read = read(&too_deep);
        assert!(read.starts_with("too-deep "), "{name}: {}", read.get(..100).unwrap_or(&read));
    }
    // Aliases count with what they bring.
    let half = MAX_DEPTH / 2;
    let aliased = format!("a: &x {}\nb: {}*x{}", nested(half), "[".repeat(half), "]".repeat(half));
    assert!(read(&aliased).starts_with("too-deep 2:"));
}

#[test]
fn the_number_of_mistakes_is_bounded() {
    for line in ["a: 1\n", "? !x b\n: 1\n"] {
        let error = Source::parse("test", line.repeat(10_000)).err();
        assert_eq!(error.map(|error| error.errors.len()), Some(MAX_ERRORS), "{line}");
    }
}
