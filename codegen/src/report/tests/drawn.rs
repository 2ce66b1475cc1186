//! What messages look like.

use super::{Diagnostic, Place, Sources, draw, file, place};

/// Without the first line break, so that the expected text can start on a line of its own.
fn assert_drawn(diagnostic: Diagnostic, sources: &Sources, expected: &str) {
    let drawn = draw(diagnostic, sources);
    let drawn: Vec<_> = drawn.lines().map(str::trim_end).collect();
    assert_eq!(drawn.join("\n"), expected.trim_start_matches('\n'));
}

#[test]
fn one_place() {
    let sources = Sources::new();
    let text = format!("{}{}minLength: -1\n", "\n".repeat(30), " ".repeat(18));
    let id = file(&sources, "openapi.yaml", &text);
    let message = "`minLength` must be a whole number of at least 0, found -1";
    let diagnostic = Diagnostic::error("wrong-type", message)
        .at(place(&sources, id, "-1"))
        .label("not a whole number of at least 0")
        .help("remove it")
        .help("or make it 0")
        .pointer("/components/schemas/A/minLength");
    let expected = "
error[wrong-type]: `minLength` must be a whole number of at least 0, found -1
  --> openapi.yaml:31:30
   |
31 |                   minLength: -1
   |                              ^^ not a whole number of at least 0
   |
   = help: remove it
   = help: or make it 0";
    assert_drawn(diagnostic, &sources, expected);
}

#[test]
fn several_places() {
    let sources = Sources::new();
    let lines = "a: 1\nb: 2\nb: 3\nc: 4\nd: {x: 1, x: 2}\n";
    let id = file(&sources, "a.yaml", &format!("{lines}{}far: 1\n", "\n".repeat(200)));
    let other = file(&sources, "b.yaml", "z: 26\n");
    let near =
        Diagnostic::warning("twice", "twice").at(place(&sources, id, "b: 3")).label("again").also(place(&sources, id, "b: 2"), "first");
    let expected = "
warning[twice]: twice
 --> a.yaml:3:1
  |
2 | b: 2
  | ---- first
3 | b: 3
  | ^^^^ again";
    assert_drawn(near, &sources, expected);
    let apart = Diagnostic::note("twice", "twice").at(place(&sources, id, "d: {")).also(place(&sources, id, "a: 1"), "x").help("h");
    let expected = "
note[twice]: twice
 --> a.yaml:5:1
  |
1 | a: 1
  | ---- x
...
5 | d: {x: 1, x: 2}
  | ^^^^
  |
  = help: h";
    assert_drawn(apart, &sources, expected);
    let one_line =
        Diagnostic::error("twice", "twice").at(place(&sources, id, "x: 2")).label("again").also(place(&sources, id, "x: 1"), "first");
    let expected = "
error[twice]: twice
 --> a.yaml:5:11
  |
5 | d: {x: 1, x: 2}
  |     ----  ^^^^ again
  |     |
  |     first";
    assert_drawn(one_line, &sources, expected);
    let far = Diagnostic::error("far", "far")
        .at(place(&sources, id, "a: 1"))
        .label("p")
        .also(place(&sources, other, "26"), "o")
        .also(place(&sources, id, "far"), "f");
    let expected = "
error[far]: far
   --> a.yaml:1:1
    |
  1 | a: 1
    | ^^^^ p
    |
   ::: b.yaml:1:4
    |
  1 | z: 26
    |    -- o
    |
   ::: a.yaml:206:1
    |
206 | far: 1
    | --- f";
    assert_drawn(far, &sources, expected);
}

#[test]
fn no_place_and_a_whole_file() {
    let sources = Sources::new();
    let id = file(&sources, "a.yaml", "a: 1\n");
    let nowhere = Diagnostic::error("nowhere", "nothing to see").help("look").pointer("/paths/~1a");
    let expected = "
error[nowhere]: nothing to see
 |
 = note: at `/paths/~1a`
 = help: look";
    assert_drawn(nowhere, &sources, expected);
    let whole = Diagnostic::error("whole", "this file is empty").at(Place::file(id));
    assert_drawn(whole, &sources, "error[whole]: this file is empty\n--> a.yaml");
}

#[test]
fn a_long_line_is_shown_near_its_marks_only() {
    let sources = Sources::new();
    let text = format!("{{\"é\":[{}\"here\",{}\"there\"]}}", "\"ü\",".repeat(100_000), "1,".repeat(100_000));
    let id = file(&sources, "min.json", &text);
    let diagnostic = Diagnostic::error("x", "long")
        .at(place(&sources, id, "\"here\""))
        .label("this")
        .also(place(&sources, id, "\"there\""), "that")
        .pointer("/é/100000");
    let expected = r#"
error[x]: long
 --> min.json:1:400007
  |
1 | …"ü","ü","ü","ü","ü","ü","ü","ü","ü","ü","here",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1…
  |                                          ^^^^^^ this
  |
 ::: min.json:1:600014
  |
1 | …1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"there"]}
  |                                          ------- that
  |
  = note: at `/é/100000`"#;
    assert_drawn(diagnostic, &sources, expected);
}

#[test]
fn a_span_ends_with_its_line() {
    let sources = Sources::new();
    let id = file(&sources, "a.yaml", "a:\n  b: 1\n  c: 2\nd: 日本\te: é\r\n");
    let table = [
        ("b: 1\n  c: 2", "2 |   b: 1\n  |   ^^^^ x"),
        ("\n  c", "2 |   b: 1\n  |       ^ x"),
        ("本", "4 | d: 日本    e: é\n  |      ^^ x"),
        ("é", "4 | d: 日本    e: é\n  |               ^ x"),
        ("\r\n", "4 | d: 日本    e: é\n  |                ^ x"),
    ];
    for (part, expected) in table {
        let drawn = draw(Diagnostic::error("x", "m").at(place(&sources, id, part)).label("x"), &sources);
        assert!(drawn.ends_with(expected), "{part:?}\n{drawn}");
    }
}
