//! Strings from patterns: in comes a regular expression in the ECMA-262 manner, out comes a string that should match it.
//!
//! This is a simple reading: look-arounds are overlooked, and what cannot be parsed gives nothing. Whether the string
//! matches, the validator says.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Unbounded repetitions are tried up to this many times more than they must.
const MOST_MORE: usize = 4096;

/// A string for `pattern` whose length is within bounds; `round` tells alternatives apart.
pub(super) fn matching(pattern: &str, round: usize, least: usize, most: usize) -> Option<String> {
    let most = if most == 0 { usize::MAX } else { most };
    let hir = ParserBuilder::new().build().parse(&without_look_arounds(pattern)).ok()?;
    let mut text = String::new();
    let mut more = usize::from(round > 0);
    // The repetitions share what is missing, so that few attempts are needed.
    while more < MOST_MORE {
        text.clear();
        write(&hir, &mut text, more, round);
        let length = text.chars().count();
        if length >= least {
            break;
        }
        more = (more + 1).max((more + (least - length) / 8).min(more * 2));
    }
    let length = text.chars().count();
    if length < least && !is_anchored_at_end(&hir) {
        text.push_str(&"a".repeat(least - length));
    }
    if text.chars().count() > most {
        text.clear();
        write(&hir, &mut text, 0, round);
        let spare = most.saturating_sub(text.chars().count());
        if spare > 0 && least > 0 {
            // Too much with another turn of every repetition, too little without: one turn at a time is beyond a simple reading.
            text = fill_one(&hir, least, round).unwrap_or(text);
        }
    }
    Some(text)
}

/// Lets only the first repetition that can grow make up the length.
fn fill_one(hir: &Hir, least: usize, round: usize) -> Option<String> {
    (0..=least.min(MOST_MORE)).find_map(|more| {
        let (mut text, mut left) = (String::new(), more);
        write_sharing(hir, &mut text, &mut left, round);
        (text.chars().count() >= least).then_some(text)
    })
}

fn write(hir: &Hir, text: &mut String, more: usize, round: usize) {
    walk(hir, text, round, &mut |_| more);
}

fn write_sharing(hir: &Hir, text: &mut String, left: &mut usize, round: usize) {
    walk(hir, text, round, &mut |most| {
        let taken = (*left).min(most);
        *left -= taken;
        taken
    });
}

/// Writes what the expression asks for; `more` says how many turns a repetition makes beyond its minimum, given how many it could.
fn walk(hir: &Hir, text: &mut String, round: usize, more: &mut dyn FnMut(usize) -> usize) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(pick(class, round)),
        HirKind::Repetition(repetition) => {
            let room = repetition.max.map_or(usize::MAX, |max| (max - repetition.min) as usize);
            let count = (repetition.min as usize).min(MOST_MORE) + more(room).min(room);
            for _ in 0..count {
                walk(&repetition.sub, text, round, more);
            }
        }
        HirKind::Capture(capture) => walk(&capture.sub, text, round, more),
        HirKind::Concat(parts) => parts.iter().for_each(|part| walk(part, text, round, more)),
        HirKind::Alternation(parts) => {
            if let Some(part) = parts.get(round % parts.len().max(1)) {
                walk(part, text, round, more);
            }
        }
    }
}

/// A character of a class, a plain one if it has any.
fn pick(class: &Class, round: usize) -> Option<char> {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./: ";
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    let plain: Vec<char> = PLAIN.chars().filter(|c| ranges.iter().any(|(low, high)| low <= c && c <= high)).collect();
    let visible = || ranges.iter().find_map(|(low, high)| (*low..=*high).find(|c| !c.is_control()));
    plain.get(round % plain.len().max(1)).copied().or_else(visible).or_else(|| ranges.first().map(|(low, _)| *low))
}

fn is_anchored_at_end(hir: &Hir) -> bool {
    hir.properties().look_set_suffix().contains(Look::End)
}

/// The pattern without `(?=…)`, `(?!…)`, `(?<=…)` and `(?<!…)`.
fn without_look_arounds(pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let is_look_around = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|start| rest.starts_with(start));
        let length = match first {
            '(' if is_look_around => group_length(rest),
            '\\' => {
                let length = 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                out.push_str(&rest[..length]);
                length
            }
            first => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// The length of the group that `text` starts with, its parentheses included.
fn group_length(text: &str) -> usize {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, least: usize, most: usize) {
        let schema = serde_json::json!({ "pattern": pattern, "minLength": least, "maxLength": most });
        let text = matching(pattern, 0, least, most);
        assert!(text.as_ref().is_some_and(|text| jsonschema::is_valid(&schema, &serde_json::json!(text))), "{pattern}: {text:?}");
    }

    #[test]
    fn strings_match_the_patterns_they_are_made_from() {
        check("^[a-z0-9]+$", 1, 50);
        check("^(foo|bar)-\\d{3,}$", 9, 20);
        check("^us-[a-z]+-[a-z]+-[a-zA-Z0-9]+$", 1, 64);
        check("^0x[a-fA-F0-9]{40}$", 1, 100);
        check("^[^\\s]{2,}$", 30, 30);
        check("^(?!abc)[a-z]+\\/[\\w\\-.]+$", 5, 64);
        check("x", 10, 10);
        check("^\\p{L}+$", 3, 4);
        check("^a+b+$", 10, 10);
    }
}
