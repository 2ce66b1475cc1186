//! The characters that a pattern tells apart.
//!
//! All sets of a pattern cut the characters into classes whose members are in the same sets: its symbols. Everything up
//! to the encoding works on symbols, of which even `\p{L}` makes only two.

use std::collections::HashMap;

use crate::pattern::set::{CharSet, MAX};

/// The symbols of a pattern.
pub(super) struct Alphabet {
    /// Which characters are which symbol: ranges without gaps, in order. Code points that do not occur belong to a
    /// neighbour.
    pub(super) ranges: Vec<(u32, u32, usize)>,
    /// For each symbol, for each set, whether it is a member.
    members: Vec<Vec<bool>>,
}

impl Alphabet {
    /// The symbols that these sets make.
    pub(super) fn of(sets: &[CharSet]) -> Self {
        let surrogates = (0xD800, 0xE000);
        let mut cuts = vec![0, surrogates.0, surrogates.1];
        for (first, last) in sets.iter().flat_map(CharSet::ranges) {
            cuts.extend([*first, last + 1]);
        }
        cuts.retain(|&cut| cut <= MAX && !(surrogates.0 + 1..surrogates.1).contains(&cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut symbols: HashMap<Vec<bool>, usize> = HashMap::new();
        let mut members = Vec::new();
        let mut ranges: Vec<(u32, u32, usize)> = Vec::new();
        for (at, &first) in cuts.iter().enumerate() {
            let last = cuts.get(at + 1).map_or(MAX, |next| next - 1);
            if first == surrogates.0 {
                if let Some(before) = ranges.last_mut() {
                    before.1 = last;
                }
                continue;
            }
            let member: Vec<bool> = sets.iter().map(|set| set.contains(first)).collect();
            let symbol = *symbols.entry(member).or_insert_with_key(|member| {
                members.push(member.clone());
                members.len() - 1
            });
            match ranges.last_mut() {
                Some(before) if before.2 == symbol => before.1 = last,
                _ => ranges.push((first, last, symbol)),
            }
        }
        Self { ranges, members }
    }

    /// How many symbols there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether a symbol is in the set of that number.
    pub(super) fn is_member(&self, symbol: usize, set: usize) -> bool {
        self.members[symbol][set]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_cut_characters_into_symbols() {
        let digits = CharSet::range(0x30, 0x39);
        let alphabet = Alphabet::of(&[digits.clone(), digits.union(&CharSet::one(0x61)), CharSet::range(0xD800, 0xDBFF)]);
        assert_eq!(alphabet.len(), 3);
        assert_eq!(alphabet.ranges, [(0, 0x2F, 0), (0x30, 0x39, 1), (0x3A, 0x60, 0), (0x61, 0x61, 2), (0x62, MAX, 0)]);
        assert!(alphabet.is_member(1, 0) && alphabet.is_member(2, 1) && !alphabet.is_member(2, 0));
    }
}
