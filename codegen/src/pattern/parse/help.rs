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
        ']' if let Some(help) = class_in_class(before) => ("`]` closes nothing".to_owned(), help),
        _ => (format!("`{found}` closes nothing"), format!("for the character itself, write `\\{found}`")),
    };
    parser.error_at(start, &message, Some(&help))
}

/// What was meant by a class inside of a class, which ends at the first `]`.
fn class_in_class(before: &str) -> Option<String> {
    let class = before.rsplit_once(']').map_or(before, |(class, _)| class);
    if let Some((_, name)) = class.rsplit_once("[:") {
        let meant = match name.trim_end_matches(':').trim_start_matches('^') {
            "alnum" => "0-9a-zA-Z",
            "blank" => " \\t",
            "cntrl" => "\\x00-\\x1F\\x7F",
            "digit" => "0-9",
            "graph" => "!-~",
            "lower" => "a-z",
            "print" => " -~",
            "punct" => "!-\\/:-@\\[-`{-~",
            "space" => "\\s",
            "upper" => "A-Z",
            "word" => "\\w",
            "xdigit" => "0-9A-Fa-f",
            _ => "a-zA-Z",
        };
        return Some(format!("ECMA-262 has no classes such as `[:{name}]`: write `{meant}`"));
    }
    let (_, inner) = class.rsplit_once('[')?;
    let outer = class.strip_suffix(inner)?;
    if outer.ends_with("&&[") {
        Some("ECMA-262 with the flag `u` has no intersections of classes: look ahead for one, `(?=[…])[…]`".to_owned())
    } else if outer.ends_with("-[") {
        Some(format!("ECMA-262 with the flag `u` has no subtractions of classes: look ahead, `(?![{inner}])[…]`"))
    } else {
        None
    }
}

/// What a property by the name of a class of POSIX is here.
fn posix(name: &str) -> Option<&'static str> {
    Some(match name {
        "print" => "[^\\p{C}]",
        "graph" => "[^\\p{C}\\p{Z}]",
        "alnum" => "[\\p{L}\\p{N}]",
        "alpha" => "\\p{Alphabetic}",
        "upper" => "\\p{Uppercase}",
        "lower" => "\\p{Lowercase}",
        "digit" => "\\p{Nd}",
        "punct" => "\\p{P}",
        "space" => "\\s",
        "blank" => "[ \\t]",
        "cntrl" => "\\p{Cc}",
        "xdigit" => "[0-9A-Fa-f]",
        "word" => "\\w",
        _ => return None,
    })
}

/// `(?` and then something else than ECMA-262 has.
pub(super) fn group_opening(parser: &Parser, start: usize) -> PatternError {
    let rest = parser.since(0).get(start..).unwrap_or_default().to_owned() + parser.rest();
    let shown = |count: usize| rest.chars().take(count).collect::<String>();
    let not_a_group = |count: usize| format!("`{}` is not a group", shown(count));
    let third = rest.chars().nth(2);
    let (message, help) = if rest.starts_with("(?P<") || rest.starts_with("(?'") {
        ("a named group starts with `(?<`".to_owned(), Some("write `(?<name>…)`".to_owned()))
    } else if rest.starts_with("(?P=") {
        ("a back-reference by name starts with `\\k<`".to_owned(), Some("write `\\k<name>`".to_owned()))
    } else if rest.starts_with("(?>") {
        ("ECMA-262 has no atomic groups".to_owned(), Some("write `(?:…)`".to_owned()))
    } else if rest.starts_with("(?#") {
        ("ECMA-262 has no comments in patterns".to_owned(), Some("leave it out".to_owned()))
    } else if rest.starts_with("(?|") {
        ("ECMA-262 has no groups that reset numbers".to_owned(), Some("write `(?:…)`".to_owned()))
    } else if rest.starts_with("(?(") {
        ("ECMA-262 has no conditions".to_owned(), Some("write both ways out: `(?:…|…)`".to_owned()))
    } else if rest.starts_with("(?R)")
        || rest.starts_with("(?&") && !rest.starts_with("(?&lt;")
        || third.is_some_and(|c| c.is_ascii_digit())
    {
        ("ECMA-262 has no recursion".to_owned(), None)
    } else if rest.starts_with("(?&lt;") || rest.starts_with("(?&gt;") {
        (not_a_group(6), Some("it was escaped for HTML: write `<` and `>`".to_owned()))
    } else if rest.starts_with("(?<") {
        ("`(?<` is followed neither by a name and `>` nor by `=` or `!`".to_owned(), None)
    } else if third.is_some_and(|flag| flag.is_ascii_alphabetic() || matches!(flag, '-' | '^')) {
        let opening = rest.split_inclusive([')', ':']).next().unwrap_or(&rest);
        (format!("`{opening}` is not a group"), Some(flags_meant(opening, &rest[opening.len()..], start == 0)))
    } else if third.is_some_and(|quote| "‹«〈＜≤❮⟨＞›»".contains(quote)) {
        (not_a_group(3), Some("write `<`: `(?<!…)` or `(?<=…)`".to_owned()))
    } else {
        (not_a_group(3), None)
    };
    parser.error_at(start, &message, help.as_deref())
}

/// What was meant by flags that hold from here on, or that there are none of.
fn flags_meant(opening: &str, rest: &str, first: bool) -> String {
    let flags = opening.trim_start_matches("(?").trim_end_matches([')', ':']);
    if flags == "u" || flags == "U" {
        return "leave it out: patterns are always Unicode".to_owned();
    }
    let known = !flags.is_empty() && flags.chars().all(|flag| "ims".contains(flag));
    if first && known && opening.ends_with(')') {
        return format!("flags are set for the inside of a group: write `(?{flags}:{rest})`");
    }
    "flags are set for the inside of a group, and are `i`, `m` and `s`: write `(?i:…)`".to_owned()
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
        'G' => "leave it out: `^` is the start",
        'K' => "write what is before as a lookbehind, `(?<=…)`",
        'N' => "write `[^\\n]`",
        'i' => "the start of a name in XML is `[\\p{L}_:]`",
        'o' => "write `\\u{…}`, in hexadecimal",
        'l' => "write `\\p{Lowercase}`",
        'L' | 'U' => "ECMA-262 changes no case in patterns",
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
    let known = posix(lower.trim_start_matches("is")).map(str::to_owned);
    let help = known.or_else(|| similar(bare).map(|known| format!("\\p{{{known}}}")));
    let help = help.map_or_else(
        || "it has the categories, scripts and binary properties of Unicode: `\\p{L}`, `\\p{Script=Greek}`, `\\p{Alphabetic}`".to_owned(),
        |instead| format!("perhaps `{instead}` is meant"),
    );
    parser.error_at(start, &format!("ECMA-262 has no property `{name}`"), Some(&help))
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
