//! Strings that a pattern is likely to match, or to nearly match.

use crate::pattern::ast::Ast;
use crate::pattern::set::CharSet;

/// A small generator of numbers: the same for the same seed.
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// What random strings are made of: members and neighbours of common classes, of one to four bytes.
const ALPHABET: [char; 32] = [
    'a', 'b', 'c', 'z', 'A', 'Z', 'f', 'g', '0', '1', '9', '-', '_', '.', ' ', '\n', '/', ':', '\t', '<', 'k', 's', '\u{7F}', '\u{80}',
    'é', '\u{A0}', '\u{2028}', 'ſ', '\u{212A}', '€', '\u{FFFF}', '🐲',
];

/// A string of up to `most` characters.
pub(super) fn anything(rng: &mut Rng, most: usize) -> String {
    (0..rng.below(most + 1)).map(|_| ALPHABET[rng.below(ALPHABET.len())]).collect()
}

/// A string that the pattern matches, if its assertions hold.
pub(super) fn matching(ast: &Ast, rng: &mut Rng) -> String {
    let mut text = String::new();
    push(ast, rng, &mut text);
    text
}

fn push(ast: &Ast, rng: &mut Rng, text: &mut String) {
    match ast {
        Ast::Empty | Ast::Start | Ast::End | Ast::BackReference { .. } => {}
        Ast::Group { body, .. } => push(body, rng, text),
        Ast::Look { negated, body, ahead } => {
            // Half of the time, what a lookahead asks for, or must not be.
            if *ahead && (*negated ^ (rng.below(2) == 0)) && rng.below(3) == 0 {
                push(body, rng, text);
            }
        }
        Ast::Class(set) => text.extend(member(set, rng)),
        Ast::Concat(parts) => parts.iter().for_each(|part| push(part, rng, text)),
        Ast::Alternate(branches) => push(&branches[rng.below(branches.len())], rng, text),
        Ast::Repeat { body, min, max, .. } => {
            let most = max.unwrap_or(min + 3).min(min + 20);
            let count = match rng.below(3) {
                0 => *min,
                1 => most,
                _ => min + u32::try_from(rng.below(usize::try_from(most - min + 1).unwrap())).unwrap(),
            };
            (0..count.min(300)).for_each(|_| push(body, rng, text));
        }
    }
}

fn member(set: &CharSet, rng: &mut Rng) -> Option<char> {
    let common: Vec<char> = ALPHABET.iter().copied().filter(|&one| set.contains(one.into())).collect();
    if !common.is_empty() && rng.below(4) > 0 {
        return Some(common[rng.below(common.len())]);
    }
    let ranges = set.ranges();
    let (first, last) = *ranges.get(rng.below(ranges.len().max(1)))?;
    let size = usize::try_from(last - first + 1).unwrap();
    char::from_u32(first + u32::try_from(rng.below(size)).unwrap())
}

/// The string with one character or two left out, doubled or put in.
pub(super) fn mutated(text: &str, rng: &mut Rng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=rng.below(2) {
        let at = rng.below(chars.len() + 1);
        match rng.below(4) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 if at < chars.len() => chars.insert(at, chars[at]),
            2 if at < chars.len() => chars[at] = ALPHABET[rng.below(ALPHABET.len())],
            _ => chars.insert(at, ALPHABET[rng.below(ALPHABET.len())]),
        }
    }
    chars.into_iter().collect()
}

/// Strings of all kinds for a pattern, short enough for an engine that goes back.
pub(super) fn strings(ast: &Ast, rng: &mut Rng, count: usize, most: usize) -> Vec<String> {
    let mut strings = vec![String::new()];
    for _ in 0..count {
        let text = matching(ast, rng);
        strings.push(mutated(&text, rng));
        strings.push(anything(rng, 8));
        strings.push(anything(rng, 2) + &text + &anything(rng, 2));
        strings.push(text);
    }
    strings.retain(|text| text.chars().count() <= most);
    strings
}
