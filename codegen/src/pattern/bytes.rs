//! Sets of bytes: what stands at one place of a string in UTF-8.

use super::set::{CharSet, MAX};

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// One byte.
    #[must_use]
    pub fn one(byte: u8) -> Self {
        let mut set = Self::default();
        set.insert(byte);
        set
    }

    /// The bytes of a class of which either all characters outside of ASCII are members, or none.
    pub(super) fn of(class: &CharSet) -> Option<Self> {
        // Surrogates do not occur, so it does not matter whether they are members.
        let class = class.union(&CharSet::range(0xD800, 0xDFFF));
        let (ascii, beyond): (Vec<_>, Vec<_>) = class.ranges().iter().partition(|(first, _)| *first < 0x80);
        let all = matches!(beyond.as_slice(), [(0x80, MAX)]) || ascii.last().is_some_and(|(_, last)| *last == MAX);
        let none = matches!(beyond.as_slice(), [(0xD800, 0xDFFF)]) && ascii.last().is_none_or(|(_, last)| *last < 0x80);
        if !all && !none {
            return None;
        }
        let mut set = Self::default();
        for byte in 0..=u8::MAX {
            if if byte < 0x80 { class.contains(byte.into()) } else { all } {
                set.insert(byte);
            }
        }
        Some(set)
    }

    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte / 64)] |= 1 << (byte % 64);
    }

    /// Whether `byte` is a member.
    #[must_use]
    pub fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte / 64)] >> (byte % 64) & 1 == 1
    }

    /// Whether nothing is a member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// Whether every byte is a member.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.complement().is_empty()
    }

    /// Whether the bytes of characters outside of ASCII are members: where a class has them, a character may be several
    /// bytes.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.contains(0x80)
    }

    /// Whether some byte is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        (0..4).any(|at| self.0[at] & other.0[at] != 0)
    }

    /// What is not in it.
    #[must_use]
    pub fn complement(&self) -> Self {
        Self(self.0.map(|bits| !bits))
    }

    /// The members as ranges, both ends included, in order.
    #[must_use]
    pub fn ranges(&self) -> Vec<(u8, u8)> {
        let mut ranges: Vec<(u8, u8)> = Vec::new();
        for byte in (0..=u8::MAX).filter(|&byte| self.contains(byte)) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == byte => *last = byte,
                _ => ranges.push((byte, byte)),
            }
        }
        ranges
    }
}

/// Whether a byte starts a character rather than continuing one.
pub(super) fn starts_character(byte: u8) -> bool {
    !matches!(byte, 0x80..=0xBF)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_class_has_all_beyond_ascii_or_none() {
        let digits = ByteSet::of(&CharSet::range(0x30, 0x39)).unwrap();
        assert_eq!(digits.ranges(), [(0x30, 0x39)]);
        assert!(!digits.is_wide());
        let others = ByteSet::of(&CharSet::range(0x30, 0x39).complement()).unwrap();
        assert_eq!(others, digits.complement());
        assert!(others.is_wide());
        assert_eq!(ByteSet::of(&CharSet::one(0xE9)), None);
        assert_eq!(ByteSet::of(&CharSet::one(0xE9).complement()), None);
        assert_eq!(ByteSet::of(&CharSet::range(0x61, 0x100)), None);
        assert_eq!(ByteSet::of(&CharSet::any()), Some(ByteSet::default().complement()));
        assert_eq!(ByteSet::of(&CharSet::range(0xD800, 0xDBFF)), Some(ByteSet::default()));
    }
}
