//! What `regress` knows of Unicode, as sets: the properties of `\p{…}` and the folding of `(?i:…)`.
//!
//! `regress` is the engine that a generated crate falls back to, so a property means the same in all plans, its names
//! are exactly those of ECMA-262, and there are no tables to keep here. It has no interface to them, so it is asked for
//! every character.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::set::CharSet;

/// All characters, in order.
static EVERY: LazyLock<String> = LazyLock::new(|| (char::MIN..=char::MAX).collect());

/// All characters that have another case.
static CASED: LazyLock<String> = LazyLock::new(|| {
    let cased = evaluate("[\\p{CWCF}\\p{CWL}\\p{CWU}\\p{CWT}]", "u", &EVERY).unwrap_or_default();
    cased.ranges().iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32).collect()
});

/// The characters of `\p{expression}`, or nothing if ECMA-262 has no such property.
pub(super) fn property(expression: &str) -> Option<CharSet> {
    static KNOWN: Mutex<Option<HashMap<String, Option<CharSet>>>> = Mutex::new(None);
    let plain = expression.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'='));
    if !plain {
        return None;
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    known.entry(expression.to_owned()).or_insert_with(|| evaluate(&format!("\\p{{{expression}}}"), "u", &EVERY)).clone()
}

/// The set with all characters that are equal to a member when case is ignored.
pub(super) fn fold(set: &CharSet) -> Option<CharSet> {
    if set.is_empty() {
        return Some(CharSet::empty());
    }
    let range = |(first, last): &(u32, u32)| format!("\\u{{{first:x}}}-\\u{{{last:x}}}");
    let ranges = set.ranges().iter().map(range).collect::<Vec<_>>().concat();
    Some(set.union(&evaluate(&format!("[{ranges}]"), "ui", &CASED)?))
}

/// Those of the characters that `class` matches.
fn evaluate(class: &str, flags: &str, characters: &str) -> Option<CharSet> {
    let regex = regress::Regex::with_flags(&format!("{class}+"), flags).ok()?;
    let mut ranges = Vec::new();
    for found in regex.find_iter(characters) {
        for found in characters[found.range()].chars() {
            let found = u32::from(found);
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == found => *last = found,
                _ => ranges.push((found, found)),
            }
        }
    }
    Some(CharSet::from_ranges(ranges))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn properties_are_those_of_ecma_262() {
        let digits = property("Nd").unwrap();
        assert!(digits.contains(0x39) && digits.contains(0x0669) && !digits.contains(0x61));
        assert_eq!(property("digit"), Some(digits));
        assert!(property("Script_Extensions=Greek").unwrap().contains(0x03B1));
        assert!(property("Any").unwrap().contains(0x10_FFFF));
        for unknown in ["Print", "letter", "Latin", "IsGreek", "Block=Greek", "L}x\\p{L", ""] {
            assert_eq!(property(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn folding_crosses_blocks() {
        let folded = fold(&CharSet::one(u32::from('k'))).unwrap();
        assert_eq!(folded.ranges(), [(0x4B, 0x4B), (0x6B, 0x6B), (0x212A, 0x212A)]);
        let all = CharSet::any();
        assert_eq!(fold(&all), Some(all));
    }

    #[test]
    fn nothing_but_what_is_cased_folds() {
        for class in ["\\u{0}-\\u{ff}", "\\u{370}-\\u{3ff}", "\\u{1e00}-\\u{1fff}", "\\u{13a0}-\\u{13ff}", "\\u{10400}-\\u{10427}"] {
            let class = format!("[{class}]");
            let set = evaluate(&class, "u", &EVERY).unwrap();
            assert_eq!(fold(&set), evaluate(&class, "ui", &EVERY), "{class}");
        }
    }
}
