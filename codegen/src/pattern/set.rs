//! Sets of code points as sorted, disjoint, non-adjacent ranges.
//!
//! Surrogates may be members, since a pattern can name them; whoever matches strings drops them, because a `&str` has
//! none.

/// The largest code point.
pub(super) const MAX: u32 = 0x10_FFFF;

/// A set of code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct CharSet {
    ranges: Vec<(u32, u32)>,
}

impl CharSet {
    /// No code point at all: what `[]` matches.
    pub(super) const fn empty() -> Self {
        Self { ranges: Vec::new() }
    }

    /// Every code point: what `[^]` matches.
    pub(super) fn any() -> Self {
        Self::range(0, MAX)
    }

    /// One code point.
    pub(super) fn one(point: u32) -> Self {
        Self::range(point, point)
    }

    /// The code points from `first` to `last`, both included.
    pub(super) fn range(first: u32, last: u32) -> Self {
        Self { ranges: vec![(first, last)] }
    }

    /// The union of ranges in any order.
    pub(super) fn from_ranges(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        Self { ranges: merged }
    }

    /// The members as ranges, in order.
    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// Whether nothing is a member.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether `point` is a member.
    pub(super) fn contains(&self, point: u32) -> bool {
        let after = self.ranges.partition_point(|&(first, _)| first <= point);
        after > 0 && point <= self.ranges[after - 1].1
    }

    /// What is in either.
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::from_ranges([self.ranges.as_slice(), &other.ranges].concat())
    }

    /// What is not in it.
    pub(super) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.ranges {
            if first > next {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= MAX {
            ranges.push((next, MAX));
        }
        Self { ranges }
    }

    /// Its only member, if it has exactly one and that is a character.
    pub(super) fn as_char(&self) -> Option<char> {
        match *self.ranges.as_slice() {
            [(first, last)] if first == last => char::from_u32(first),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_merged_and_complemented() {
        let set = CharSet::from_ranges(vec![(5, 9), (0, 2), (3, 3), (8, 12)]);
        assert_eq!(set.ranges(), [(0, 3), (5, 12)]);
        assert_eq!(set.complement().ranges(), [(4, 4), (13, MAX)]);
        assert_eq!(set.complement().complement(), set);
        assert_eq!(CharSet::any().complement(), CharSet::empty());
        assert!(set.contains(12) && !set.contains(4) && !set.contains(13));
        assert_eq!(CharSet::one(0x61).as_char(), Some('a'));
    }
}
