//! A name of the document → its words, the form from which every case is made.

use std::fmt::Write;

use heck::ToSnakeCase;

/// The words of a name: split at everything that cannot stand in an identifier and at changes of case, all lower case.
///
/// `spelled` writes out the signs that otherwise only separate (`+1` → `plus 1`), for names that are nothing, or not unique, without them.
#[must_use]
pub fn words(name: &str, spelled: bool) -> Vec<String> {
    snake(name, spelled).split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The same words with `_` between them.
pub(super) fn snake(name: &str, spelled: bool) -> String {
    // Most names have no signs but those that separate.
    if !spelled && name.bytes().all(|byte| byte.is_ascii() && byte != b'\'') {
        return snake_ascii(name);
    }
    let mut text = String::with_capacity(name.len());
    for character in name.chars() {
        match sign(character) {
            Some(word) if spelled => {
                text.push(' ');
                text.push_str(word);
                text.push(' ');
            }
            None if spelled && !character.is_alphanumeric() => {
                // No word for it: what Unicode calls it is its number. Writing to a string cannot fail.
                let _ = write!(text, " u{:x} ", u32::from(character));
            }
            // An apostrophe stands inside a word: "user's" is one.
            _ if matches!(character, '\'' | '’') => {}
            _ if character.is_alphanumeric() && unicode_ident::is_xid_continue(character) => text.push(character),
            _ => text.push(' '),
        }
    }
    if text.is_ascii() {
        snake_ascii(&text)
    } else {
        text.to_snake_case().split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
    }
}

/// The same as heck does, which goes through the formatter with every letter: a third of all lowering.
fn snake_ascii(text: &str) -> String {
    let mut snake = String::with_capacity(text.len() + 4);
    // Whether the last letter of the word is an upper case one.
    let mut is_upper = None;
    let mut starts_word = false;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        starts_word |= match (byte, is_upper) {
            (b'A'..=b'Z', Some(false)) => true,
            // The last of several begins the next word: `HTTPServer` is `http server`.
            (b'A'..=b'Z', Some(true)) => bytes.peek().is_some_and(u8::is_ascii_lowercase),
            _ => !byte.is_ascii_alphanumeric(),
        };
        if byte.is_ascii_alphanumeric() {
            if starts_word && !snake.is_empty() {
                snake.push('_');
            }
            starts_word = false;
            snake.push(char::from(byte.to_ascii_lowercase()));
        }
        is_upper = match byte {
            b'A'..=b'Z' => Some(true),
            b'a'..=b'z' => Some(false),
            b'0'..=b'9' => is_upper,
            _ => None,
        };
    }
    snake
}

/// What a sign is called where a name has nothing else to tell it apart.
fn sign(character: char) -> Option<&'static str> {
    Some(match character {
        '+' => "plus",
        '-' => "minus",
        '*' => "asterisk",
        '/' => "slash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '~' => "tilde",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '$' => "dollar",
        '@' => "at",
        '#' => "hash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '_' => "underscore",
        '(' => "open",
        ')' => "close",
        '[' | '←' => "from",
        ']' | '→' => "to",
        '{' => "begin",
        '}' => "end",
        '\\' => "backslash",
        '"' => "quote",
        '`' => "backtick",
        ' ' => "space",
        '\n' => "newline",
        '\r' => "return",
        '\t' => "tab",
        '\u{b}' => "vertical tab",
        '\u{c}' => "form feed",
        '’' | '\'' => "apostrophe",
        '€' => "euro",
        '£' => "pound",
        '¥' => "yen",
        '°' => "degree",
        '§' => "section",
        '×' => "times",
        '÷' => "divided",
        '…' => "ellipsis",
        '•' => "bullet",
        '–' | '—' => "dash",
        '≤' => "at most",
        '≥' => "at least",
        '≠' => "not equal",
        _ => return None,
    })
}

/// The singular of an English plural, for the items of an array; `None` where the word is none that this knows.
#[must_use]
pub fn singular(name: &str) -> Option<String> {
    let end = |suffix: &str, instead: &str| name.strip_suffix(suffix).filter(|stem| stem.len() > 1).map(|stem| format!("{stem}{instead}"));
    if name.ends_with("ss") || name.ends_with("us") || name.ends_with("is") {
        return None;
    }
    end("ies", "y")
        .or_else(|| end("sses", "ss"))
        .or_else(|| end("xes", "x"))
        .or_else(|| end("ches", "ch"))
        .or_else(|| end("shes", "sh"))
        .or_else(|| end("s", ""))
        .or_else(|| end("S", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_at_signs_and_changes_of_case() {
        for (name, expected) in [
            ("orgId", "org id"),
            ("HTTPServer", "http server"),
            ("Send Recovery Code Email", "send recovery code email"),
            ("Businesses({key})", "businesses key"),
            ("user's", "users"),
            ("+1", "1"),
            ("", ""),
            ("größe", "größe"),
        ] {
            assert_eq!(words(name, false).join(" "), expected, "{name}");
        }
        assert_eq!(words("+1", true).join(" "), "plus 1");
        assert_eq!(words("-1", true).join(" "), "minus 1");
    }

    #[test]
    fn words_are_those_of_heck() {
        for name in ["getURLsOfX", "v2Beta3API", "A1B", "a1B", "1aB", "x__y-", "ABc1D", "aBC", "_", "A", "iPhone15Pro", "SHA256sum", "S3"] {
            assert_eq!(snake_ascii(name), name.to_snake_case(), "{name}");
        }
    }

    #[test]
    fn plurals_have_a_singular() {
        for (plural, expected) in
            [("wallets", Some("wallet")), ("policies", Some("policy")), ("addresses", Some("address")), ("status", None), ("data", None)]
        {
            assert_eq!(singular(plural).as_deref(), expected, "{plural}");
        }
    }
}
