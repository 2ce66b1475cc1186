//! A set of characters as three small tables, for sets as large and as scattered as `\p{L}`.

use std::hash::Hash;

use super::TooLarge;
use super::numbered::Numbered;

/// A set of characters. It is asked for the block of 256 first, then for the part of 16 in it, then for the bit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Trie {
    /// For each block, which sixteen parts it has. What comes after the last block is like it.
    pub blocks: Vec<u8>,
    /// For each sixteen parts, which bits each has.
    pub parts: Vec<u8>,
    /// For each sixteen characters, two bytes with a bit for each, the first character lowest.
    pub bits: Vec<u8>,
}

impl Trie {
    /// The table of the characters that `contains` is true of.
    pub(super) fn of(contains: impl Fn(u32) -> bool) -> Result<Self, TooLarge> {
        let mut bits = Numbered::default();
        let mut parts = Numbered::default();
        let mut blocks = Vec::new();
        for block in 0..=0x10FF_u32 {
            let mut ids = [0; 16];
            for (part, id) in (block << 4..).zip(&mut ids) {
                let mask = (0..16).fold(0_u16, |mask, at| mask | u16::from(contains(part << 4 | at)) << at);
                *id = byte(&mut bits, mask)?;
            }
            blocks.push(byte(&mut parts, ids)?);
        }
        while let [.., before, last] = blocks.as_slice()
            && before == last
        {
            blocks.pop();
        }
        let bits = bits.items().iter().flat_map(|mask| mask.to_le_bytes()).collect();
        Ok(Self { blocks, parts: parts.items().concat(), bits })
    }

    /// Whether a character is a member: 1 if so, else 0.
    pub(super) fn get(&self, character: u32) -> u8 {
        let character = usize::try_from(character).unwrap_or(usize::MAX);
        let last = self.blocks.len() - 1;
        let block = usize::from(self.blocks[(character >> 8).min(last)]);
        let part = usize::from(self.parts[block << 4 | character >> 4 & 15]);
        self.bits[part << 1 | character >> 3 & 1] >> (character & 7) & 1
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.blocks.len() + self.parts.len() + self.bits.len()
    }
}

/// The number of a thing, which must be a byte.
fn byte<T: Clone + Eq + Hash>(items: &mut Numbered<T>, item: T) -> Result<u8, TooLarge> {
    u8::try_from(items.number(item)).map_err(|_| TooLarge)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn all_characters_are_found() {
        let contains = |point: u32| point % 7 == 3 && (point / 1000) % 3 != 1 && point < 0x2_0000 || point == 0x10_FFFF;
        let small = |point: u32| matches!(point, 0xC0..=0x24F | 0x400..=0x52F | 0x1_0000..=0x1_00FF);
        assert!(Trie::of(|point| contains(point) && point < 0x300).is_ok());
        let trie = Trie::of(small).unwrap();
        assert!((0..=0x10_FFFF).all(|point| (trie.get(point) == 1) == small(point)));
        assert!(trie.size() < 500);
        let last = Trie::of(|point| point == 0x10_FFFF).unwrap();
        assert_eq!((last.get(0x10_FFFF), last.get(0x10_FFFE)), (1, 0));
    }
}
