//! What `regress` knows of Unicode, as sets: the properties of `\p{…}` and the folding of `(?i:…)`.
//!
//! `regress` is the engine that a generated crate falls back to, so a property means the same in all plans, its names are exactly
//! those of ECMA-262, and there are no tables to keep here. It has no interface to them, so it is asked for every character.

use std::sync::OnceLock;

use super::set::CharSet;

/// The characters of `\p{expression}`, or nothing if ECMA-262 has no such property.
pub(super) fn property(expression: &str) -> Option<CharSet> {
    let plain = expression.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'='));
    if !plain {
        return None;
    }
    evaluate(&format!("\\p{{{expression}}}"), "u")
}

/// The set with all characters that are equal to a member when case is ignored.
pub(super) fn fold(set: &CharSet) -> Option<CharSet> {
    if set.is_empty() {
        return Some(CharSet::empty());
    }
    let ranges: String = set.ranges().iter().map(|(first, last)| format!("\\u{{{first:x}}}-\\u{{{last:x}}}")).collect();
    evaluate(&format!("[{ranges}]"), "ui")
}

/// The characters that `class` matches, found by one search through all of them.
fn evaluate(class: &str, flags: &str) -> Option<CharSet> {
    static EVERY: OnceLock<String> = OnceLock::new();
    let every = EVERY.get_or_init(|| (char::MIN..=char::MAX).collect());
    let regex = regress::Regex::with_flags(&format!("{class}+"), flags).ok()?;
    let ranges = regex.find_iter(every).filter_map(|found| {
        let run = &every[found.range()];
        Some((u32::from(run.chars().next()?), u32::from(run.chars().next_back()?)))
    });
    Some(CharSet::from_ranges(ranges.collect()))
}

#[cfg(test)]
mod tests {
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
    }
}
