//! An automaton as a table: what always does the same is one class, and states that are never left need no row.

use std::collections::HashMap;

use super::TooLarge;
use super::alphabet::Alphabet;
use super::dfa::Dfa;
use super::trie::Trie;
use super::utf8::Row;
use crate::pattern::Length;

/// The most bytes of a table.
const LIMIT: usize = 8 * 1024;

/// A table of states and classes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Automaton {
    /// What is read, and which class it is.
    pub input: Input,
    /// For each state, for each class, the next state. What is no state is a verdict: `next.len()` is a match, and one
    /// more is none, whatever follows.
    pub next: Vec<Vec<u16>>,
    /// The state, or verdict, before anything is read.
    pub start: u16,
    /// The states from this one on are those where the string may end.
    pub accepting: u16,
    /// How many characters the string must have besides.
    pub length: Length,
}

/// What an automaton reads at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// Bytes: the class of each.
    Bytes(Vec<u8>),
    /// Characters.
    Characters {
        /// The class of each of ASCII.
        ascii: Vec<u8>,
        /// For each bit of the class of a character beyond, from the lowest on, the characters that have it.
        bits: Vec<Trie>,
    },
}

impl Automaton {
    /// Whether `value` matches.
    pub(crate) fn matches(&self, value: &str) -> bool {
        let count = u64::try_from(value.chars().count()).unwrap_or(u64::MAX);
        if self.length.min.is_some_and(|min| count < min) || self.length.max.is_some_and(|max| count > max) {
            return false;
        }
        let state = match &self.input {
            Input::Bytes(classes) => self.run(value.bytes().map(|byte| classes[usize::from(byte)])),
            Input::Characters { ascii, bits } => self.run(value.chars().map(|one| match ascii.get(one as usize) {
                Some(&class) => class,
                None => bits.iter().rev().fold(0, |class, bit| class << 1 | bit.get(one.into())),
            })),
        };
        if state < self.next.len() { state >= self.accepting.into() } else { state == self.next.len() }
    }

    fn run(&self, classes: impl Iterator<Item = u8>) -> usize {
        let mut state = usize::from(self.start);
        for class in classes {
            let Some(row) = self.next.get(state) else { break };
            state = row[usize::from(class)].into();
        }
        state
    }
}

/// The table of an automaton whose rows are by byte: first the states of `dfa`, then those in between.
pub(super) fn over_bytes(dfa: &Dfa, rows: &[Row], length: Length) -> Result<Automaton, TooLarge> {
    let (classes, columns) = classes(rows);
    states(dfa, rows, &columns, 0, length, Input::Bytes(classes))
}

/// The table of an automaton over characters.
pub(super) fn over_characters(dfa: &Dfa, alphabet: &Alphabet, length: Length) -> Result<Automaton, TooLarge> {
    // Those beyond ASCII come first, so that their classes have few bits.
    let mut columns: Vec<usize> = Vec::new();
    let beyond = alphabet.ranges.iter().filter(|(_, last, _)| *last >= 0x80);
    for &(_, _, symbol) in beyond.clone().chain(&alphabet.ranges) {
        if !columns.contains(&symbol) {
            columns.push(symbol);
        }
    }
    let class_of = |symbol: usize| columns.iter().position(|&same| same == symbol).unwrap_or_default();
    let most = beyond.map(|&(_, _, symbol)| class_of(symbol)).max().unwrap_or_default();
    let ranges: Vec<(u32, usize)> = alphabet.ranges.iter().map(|&(first, _, symbol)| (first, class_of(symbol))).collect();
    let class_at = |point: u32| ranges[ranges.partition_point(|&(first, _)| first <= point) - 1].1;
    let ascii: Vec<u8> = (0..0x80).map(|point| u8::try_from(class_at(point)).map_err(|_| TooLarge)).collect::<Result<_, _>>()?;
    let bits = (0..usize::BITS - most.leading_zeros()).map(|bit| Trie::of(|point| point >= 0x80 && class_at(point) >> bit & 1 == 1));
    let bits: Vec<Trie> = bits.collect::<Result<_, _>>()?;
    let besides = ascii.len() + bits.iter().map(Trie::size).sum::<usize>();
    states(dfa, &dfa.next, &columns, besides, length, Input::Characters { ascii, bits })
}

/// The rows with states numbered: where the string may end comes last, and then what needs no row.
fn states(dfa: &Dfa, rows: &[Row], columns: &[usize], besides: usize, length: Length, input: Input) -> Result<Automaton, TooLarge> {
    let rank = |state: usize| match state {
        between if between >= dfa.next.len() => 0,
        sink if dfa.is_sink(sink) => 3 - usize::from(dfa.accepts[sink]),
        state => usize::from(dfa.accepts[state]),
    };
    let mut order: Vec<usize> = (0..rows.len()).filter(|&state| rank(state) < 2).collect();
    order.sort_by_key(|&state| rank(state));
    let count = order.len();
    let width = if count + 2 <= 0x100 { 1 } else { 2 };
    if count * columns.len() * width + besides > LIMIT {
        return Err(TooLarge);
    }
    let verdicts = (0..rows.len()).filter(|&state| rank(state) >= 2).map(|state| (state, count + rank(state) - 2));
    let mut numbers = HashMap::new();
    for (state, number) in order.iter().copied().zip(0..).chain(verdicts) {
        numbers.insert(state, u16::try_from(number).map_err(|_| TooLarge)?);
    }
    let next = order.iter().map(|&state| columns.iter().map(|&column| numbers[&rows[state][column]]).collect()).collect();
    let refusing = order.iter().filter(|&&state| rank(state) == 0).count();
    let accepting = u16::try_from(refusing).map_err(|_| TooLarge)?;
    Ok(Automaton { input, next, start: numbers[&0], accepting, length })
}

/// The class of each byte, and one byte of each class.
fn classes(rows: &[Row]) -> (Vec<u8>, Vec<usize>) {
    let mut numbers: HashMap<Vec<usize>, u8> = HashMap::new();
    let mut columns = Vec::new();
    let classes = (0..0x100).map(|byte| {
        let column: Vec<usize> = rows.iter().map(|row| row[byte]).collect();
        *numbers.entry(column).or_insert_with(|| {
            columns.push(byte);
            // There are no more classes than bytes.
            u8::try_from(columns.len() - 1).unwrap_or(u8::MAX)
        })
    });
    (classes.collect(), columns)
}
