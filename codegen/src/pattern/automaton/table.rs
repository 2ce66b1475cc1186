//! The automaton over bytes as a table: bytes that always do the same are one class, and states that are never left need no row.

use std::collections::HashMap;

use super::TooLarge;
use super::dfa::Dfa;
use super::utf8::Row;

/// The most bytes of a table.
const LIMIT: usize = 8 * 1024;

/// A table of states and classes of bytes. It starts in state 0, unless all strings or none match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Automaton {
    /// The class of each byte.
    pub classes: Vec<u8>,
    /// For each state, for each class, the next state. What is no state is a verdict: `next.len()` is a match, and one more
    /// is none, whatever follows.
    pub next: Vec<Vec<u16>>,
    /// The state before anything is read.
    pub start: u16,
    /// The states from this one on are those where the string may end.
    pub accepting: u16,
}

impl Automaton {
    /// Whether `value` matches.
    pub(crate) fn matches(&self, value: &str) -> bool {
        let mut state = usize::from(self.start);
        for &byte in value.as_bytes() {
            let Some(row) = self.next.get(state) else { break };
            state = row[usize::from(self.classes[usize::from(byte)])].into();
        }
        if state < self.next.len() { state >= self.accepting.into() } else { state == self.next.len() }
    }

    /// The number of classes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.next.first().map_or(0, Vec::len)
    }
}

/// The table of an automaton, whose rows are by byte.
pub(super) fn table(dfa: &Dfa, rows: &[Row]) -> Result<Automaton, TooLarge> {
    let (classes, columns) = classes(rows);
    // Where the string may end comes last, and then what needs no row.
    let rank = |state: usize| match state {
        between if between >= dfa.next.len() => 0,
        sink if dfa.is_sink(sink) => 3 - usize::from(dfa.accepts[sink]),
        state => usize::from(dfa.accepts[state]),
    };
    let mut order: Vec<usize> = (0..rows.len()).filter(|&state| rank(state) < 2).collect();
    order.sort_by_key(|&state| rank(state));
    let count = order.len();
    let width = if count + 2 <= 0x100 { 1 } else { 2 };
    if count * columns.len() * width > LIMIT {
        return Err(TooLarge);
    }
    let verdicts = (0..rows.len()).filter(|&state| rank(state) >= 2).map(|state| (state, count + rank(state) - 2));
    let mut numbers = HashMap::new();
    for (state, number) in order.iter().copied().zip(0..).chain(verdicts) {
        numbers.insert(state, u16::try_from(number).map_err(|_| TooLarge)?);
    }
    let next = order.iter().map(|&state| columns.iter().map(|&byte| numbers[&rows[state][byte]]).collect()).collect();
    let refusing = order.iter().filter(|&&state| rank(state) == 0).count();
    let accepting = u16::try_from(refusing).map_err(|_| TooLarge)?;
    Ok(Automaton { classes, next, start: numbers[&0], accepting })
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
