//! What a mistake was likely meant to be. The mistakes are those of patterns written for other engines.

use super::cursor::Parser;
use crate::pattern::{PatternError, unicode};

/// A quantifier, brace or bracket where a term should be.
pub(super) fn stray(parser: &Parser, start: usize, found: char) -> PatternError {
    let before = parser.since(0).get(..start).unwrap_or_default();
    let (message, help) = match found {
        '*' | '+' | '?' if before.ends_with(['*', '+', '?', '}']) => (
            format!("`{found}` follows a quantifier"),
            "ECMA-262 has no possessive quantifiers: leave it out, or for the character itself, escape it".to_owned(),
        ),
        '*' | '+' | '?' => (format!("`{found}` has nothing to repeat"), format!("for the character itself, write `\\{found}`")),
        '{' if parser.since(start).starts_with("{,") => {
            ("`{,` has no lower count".to_owned(), "write `{0,`; for the character itself, `\\{`".to_owned())
        }
        '{' => ("`{` starts no count".to_owned(), "for the character itself, write `\\{`".to_owned()),
        ']' if before.contains("[[:") => {
            ("`]` closes nothing".to_owned(), "ECMA-262 has no classes such as `[:alpha:]`: write `a-zA-Z`".to_owned())
        }
        _ => (format!("`{found}` closes nothing"), format!("for the character itself, write `\\{found}`")),
    };
    parser.error_at(start, &message, Some(&help))
}

/// `(?` and then something else than ECMA-262 has.
pub(super) fn group_opening(parser: &Parser, start: usize) -> PatternError {
    let rest = parser.since(0).get(start..).unwrap_or_default().to_owned() + parser.rest();
    let (message, help) = if rest.starts_with("(?P<") || rest.starts_with("(?'") {
        ("a named group starts with `(?<`".to_owned(), Some("write `(?<name>…)`"))
    } else if rest.starts_with("(?P=") {
        ("a back-reference by name starts with `\\k<`".to_owned(), Some("write `\\k<name>`"))
    } else if rest.starts_with("(?>") {
        ("ECMA-262 has no atomic groups".to_owned(), Some("write `(?:…)`"))
    } else if rest.starts_with("(?#") {
        ("ECMA-262 has no comments in patterns".to_owned(), Some("leave it out"))
    } else if rest.starts_with("(?<") {
        ("`(?<` is followed neither by a name and `>` nor by `=` or `!`".to_owned(), None)
    } else if rest.chars().nth(2).is_some_and(|flag| flag.is_ascii_lowercase() || flag == '-') {
        (
            format!("`{}` is not a group", rest.split_inclusive([')', ':']).next().unwrap_or(&rest)),
            Some("flags are set for the inside of a group, and are `i`, `m` and `s`: write `(?i:…)`"),
        )
    } else if rest.chars().nth(2).is_some_and(|quote| "‹«〈＜≤❮⟨＞›»".contains(quote)) {
        (format!("`{}` is not a group", rest.chars().take(3).collect::<String>()), Some("write `<`: `(?<!…)` or `(?<=…)`"))
    } else {
        (format!("`{}` is not a group", rest.chars().take(3).collect::<String>()), None)
    };
    parser.error_at(start, &message, help)
}

/// A backslash before something else than ECMA-262 knows.
pub(super) fn escape(parser: &Parser, start: usize, found: Option<char>) -> PatternError {
    let Some(found) = found else {
        return parser.error_at(start, "`\\` is the last character", Some("for the character itself, write `\\\\`"));
    };
    let help = match found {
        'A' => "the start is `^`",
        'Z' | 'z' => "the end is `$`",
        'a' => "write `\\x07`",
        'e' => "write `\\x1B`",
        'h' => "write `[ \\t]`",
        'H' => "write `[^ \\t]`",
        'R' => "write `(?:\\r\\n|\\n|\\r)`",
        'X' => "write `.`",
        'Q' | 'E' => "escape each character on its own",
        '<' | '>' => "write it without the backslash; the boundary of a word is `\\b`",
        'u' => "it takes four digits, `\\u00E9`, or braces, `\\u{1F432}`",
        'x' => "it takes two digits, `\\x7F`; for more, `\\u{1F432}`",
        'c' => "it takes a letter: `\\cJ`",
        '0'..='9' => "write the character as `\\x07`",
        _ if found.is_ascii_alphanumeric() => "leave the backslash out, if the character itself is meant",
        _ => {
            let message = format!("`\\{found}` is not an escape");
            return parser.error_at(start, &message, Some(&format!("write `{found}`, which needs no backslash here")));
        }
    };
    parser.error_at(start, &format!("`\\{found}` is not an escape"), Some(help))
}

/// `\pL`.
pub(super) fn property_without_braces(parser: &Parser, start: usize) -> PatternError {
    let help = match parser.peek() {
        Some(letter) if letter.is_ascii_alphabetic() => format!("write `{}{{{letter}}}`", parser.since(start)),
        _ => "write `\\p{Letter}`".to_owned(),
    };
    parser.error_at(start, &format!("`{}` takes a property in braces", parser.since(start)), Some(&help))
}

/// `\p{…}` with a name that ECMA-262 does not have.
pub(super) fn unknown_property(parser: &Parser, start: usize, name: &str) -> PatternError {
    let bare = name.trim_start_matches('^');
    let lower = bare.to_ascii_lowercase();
    let help = match lower.trim_start_matches("is") {
        "print" => Some("[^\\p{C}]".to_owned()),
        "graph" => Some("[^\\p{C}\\p{Z}]".to_owned()),
        "alnum" => Some("[\\p{L}\\p{N}]".to_owned()),
        "alpha" => Some("\\p{Alphabetic}".to_owned()),
        "upper" => Some("\\p{Uppercase}".to_owned()),
        "lower" => Some("\\p{Lowercase}".to_owned()),
        "digit" => Some("\\p{Nd}".to_owned()),
        "punct" => Some("\\p{P}".to_owned()),
        "space" => Some("\\s".to_owned()),
        "blank" => Some("[ \\t]".to_owned()),
        "cntrl" => Some("\\p{Cc}".to_owned()),
        "xdigit" => Some("[0-9A-Fa-f]".to_owned()),
        "word" => Some("\\w".to_owned()),
        _ => similar(bare).map(|known| format!("\\p{{{known}}}")),
    };
    let help = help.map(|instead| format!("perhaps `{instead}` is meant"));
    parser.error_at(start, &format!("ECMA-262 has no property `{name}`"), help.as_deref())
}

/// A property that differs in case or prefix only: `letter`, `IsGreek`, `InGreek`, `Latin`, `sc=greek`.
fn similar(name: &str) -> Option<String> {
    let capitalized = |word: &str| -> String {
        let part = |part: &str| {
            part.chars().next().map(|first| first.to_ascii_uppercase().to_string() + &part[first.len_utf8()..].to_ascii_lowercase())
        };
        word.split([' ', '-', '_']).filter_map(part).collect::<Vec<_>>().join("_")
    };
    let value = name.rsplit(['=', ':']).next().unwrap_or(name);
    let bare = value.strip_prefix("Is").or_else(|| value.strip_prefix("In")).unwrap_or(value);
    [bare.to_owned(), capitalized(bare), format!("Script={bare}"), format!("Script={}", capitalized(bare))]
        .into_iter()
        .find(|known| unicode::property(known).is_some())
}
