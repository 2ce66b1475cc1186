//! Which texts are patterns, and what is said of those that are none.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use super::{mended, parse};
use crate::pattern::PatternError;

/// What texts are made of.
const TOKENS: [&str; 70] = [
    "a",
    "-",
    "[",
    "]",
    "(",
    ")",
    "(?:",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    "(?<n>",
    "(?<ñ>",
    "(?<n",
    "(?i:",
    "(?-i:",
    "(?i-i:",
    "(?-:",
    "(?i)",
    "{",
    "}",
    "{2}",
    "{2,}",
    "{3,2}",
    "{,2}",
    "*",
    "+",
    "?",
    "|",
    "^",
    "$",
    ".",
    "\\",
    "\\d",
    "\\D",
    "\\w",
    "\\s",
    "\\b",
    "\\B",
    "\\n",
    "\\-",
    "\\/",
    "\\_",
    "\\x4",
    "\\x41",
    "\\u00e9",
    "\\u{1F432}",
    "\\u{110000}",
    "\\uD83D",
    "\\uDC32",
    "\\cA",
    "\\c1",
    "\\0",
    "\\00",
    "\\1",
    "\\2",
    "\\k<n>",
    "\\k",
    "\\p{L}",
    "\\p{Print}",
    "\\pL",
    "\\P{Lu}",
    "\\p{Script=Greek}",
    "é",
    "🐲",
    "a-z",
    "z-a",
    "\\d-z",
    "[^",
    "[]",
];

/// Texts that `regress` judges otherwise than ECMA-262: it repeats `\b`, and does not go back after `\uD83D\u{…`.
fn is_misjudged(text: &str) -> bool {
    let repeated = |(at, _): (usize, _)| text[at + 2..].starts_with(['*', '+', '?', '{']);
    text.contains("\\uD83D\\u{") || ["\\b", "\\B"].iter().any(|boundary| text.match_indices(boundary).any(repeated))
}

#[test]
fn accepts_what_ecma_262_does() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % limit
    };
    for _ in 0..15_000 {
        let text: String = (0..=below(6)).map(|_| TOKENS[below(TOKENS.len())]).collect();
        if is_misjudged(&text) {
            continue;
        }
        let ours = parse(&text);
        let theirs = regress::Regex::with_flags(&text, "u");
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?}: {ours:?}, {:?}", theirs.err());
    }
}

#[test]
fn accepts_what_regress_misjudges() {
    assert!(parse("\\b*").is_err());
    assert!(parse("(?=a)*").is_err());
    assert!(parse("\\uD83D\\u{1F432}*").is_ok());
    assert!(parse("[\\uD83D\\uDC32-\\u{1F433}]").is_ok());
}

#[test]
fn a_mistake_is_located_and_explained() {
    let cases = [
        ("[a-z", 0, "`[` is not closed", Some("for the character itself, write `\\[`")),
        ("a(b", 1, "`(` is not closed", Some("for the character itself, write `\\(`")),
        ("ab)", 2, "`)` closes nothing", Some("for the character itself, write `\\)`")),
        ("é]", 2, "`]` closes nothing", Some("for the character itself, write `\\]`")),
        ("a{", 1, "`{` starts no count", Some("for the character itself, write `\\{`")),
        ("a{,3}", 1, "`{,` has no lower count", Some("write `{0,`; for the character itself, `\\{`")),
        ("a{3,2}", 1, "the counts of `{3,2}` are out of order", None),
        ("[z-a]", 1, "the range `z-a` is out of order", None),
        ("[\\w-.]", 1, "`\\w-.` has a class where a range has its end", Some("for the character `-`, write `\\-`")),
        ("*", 0, "`*` has nothing to repeat", Some("for the character itself, write `\\*`")),
        ("^*", 1, "an assertion cannot be repeated", Some("it reads nothing: leave the quantifier out")),
        ("a++", 2, "`+` follows a quantifier", None),
        ("\\d\\Z", 2, "`\\Z` is not an escape", Some("the end is `$`")),
        ("\\A", 0, "`\\A` is not an escape", Some("the start is `^`")),
        ("a\\-b", 1, "`\\-` is not an escape", Some("write `-`, which needs no backslash here")),
        ("a\\", 1, "`\\` is the last character", Some("for the character itself, write `\\\\`")),
        ("\\u12", 0, "`\\u` is not an escape", None),
        ("[\\p{Print}]", 1, "ECMA-262 has no property `Print`", Some("perhaps `[^\\p{C}]` is meant")),
        ("\\p{IsGreek}", 0, "ECMA-262 has no property `IsGreek`", Some("perhaps `\\p{Script=Greek}` is meant")),
        ("\\p{letter}", 0, "ECMA-262 has no property `letter`", Some("perhaps `\\p{Letter}` is meant")),
        ("\\pL", 0, "`\\p` takes a property in braces", Some("write `\\p{L}`")),
        ("(?i)a", 0, "`(?i)` is not a group", None),
        ("(?P<n>a)", 0, "a named group starts with `(?<`", Some("write `(?<name>…)`")),
        ("(?>a)", 0, "ECMA-262 has no atomic groups", Some("write `(?:…)`")),
        ("(?‹!-)a", 0, "`(?‹` is not a group", Some("write `<`: `(?<!…)` or `(?<=…)`")),
        ("(?<!-a", 0, "`(` is not closed", None),
        ("[[:alpha:]]+]", 10, "`]` closes nothing", None),
        ("\\1", 0, "`\\1` refers to a group, but there are only 0", None),
        ("(?<a>x)(?<a>y)", 7, "two groups have the name `a`", None),
    ];
    for (pattern, at, says, helps) in cases {
        let Err(PatternError::Syntax { message, offset, help }) = parse(pattern) else {
            panic!("{pattern} is accepted");
        };
        assert_eq!((message.as_str(), offset), (says, at), "{pattern}");
        if helps.is_some() {
            assert_eq!(help.as_deref(), helps, "{pattern}");
        }
    }
}

#[test]
fn what_other_engines_write_is_translated() {
    for (pattern, expected) in [
        (r"/^[a-z]+$/", r"^[a-z]+$"),
        (r"/^a\/b$/iu", r"(?i:^a/b$)"),
        (r"(?i)^a|b$", r"(?i:^a|b$)"),
        (r"(?u)^a$", r"^a$"),
        (r"\A\d+\z", r"^\d+$"),
        (r"^(?P<year>\d{4})-(?P=year)$", r"^(?<year>\d{4})-\k<year>$"),
        (r"^\pL+$", r"^\p{L}+$"),
        (r"^a++(?>b|c)$", r"^a+(?:b|c)$"),
        (r"^[\_]++\Z", r"^[_]+$"),
    ] {
        assert_eq!(mended(pattern), expected, "{pattern}");
    }
    for pattern in [r"/api/", r"(?x)a b", r"a(?i)b", r"^[\h]$", r"\p{Print}", r"(?R)", "["] {
        assert_eq!(mended(pattern), pattern);
    }
}

#[test]
fn what_annex_b_allows_is_mended() {
    let cases = [
        ("^[\\w-.]+@([\\w-]+\\.)+$", "^[\\w\\-.]+@([\\w-]+\\.)+$"),
        ("[a-\\d]", "[a\\-\\d]"),
        ("^{id}/a]$", "^\\{id\\}/a\\]$"),
        ("a\\-b\\@c", "a-b@c"),
        ("\\_[\\w-.]{", "_[\\w\\-.]\\{"),
    ];
    for (pattern, expected) in cases {
        assert_eq!(mended(pattern), expected);
    }
    // These mean something else where they come from.
    for pattern in ["[", "(", "*", "a{,3}", "^[a-z&&[^aeiou]]+$", "^[a-z-[aeiou]]+$", "\\<a", "[--\\w"] {
        assert_eq!(mended(pattern), pattern);
    }
}

#[test]
fn deep_nesting_is_refused() {
    let nested = "(".repeat(100_000);
    assert!(matches!(parse(&nested), Err(PatternError::Unsupported { .. })));
}
