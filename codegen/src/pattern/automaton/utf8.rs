//! From symbols to the bytes of UTF-8.
//!
//! A state reads whole characters. Where all characters with the same first bytes lead to the same state, the automaton
//! is in that state at once, and stays there while the rest of the character passes; only where they differ, states in
//! between tell them apart. So a pattern that treats all characters outside of ASCII alike needs none. What is no UTF-8
//! does not occur, and leads anywhere.

use std::collections::HashMap;

use super::TooLarge;
use super::alphabet::Alphabet;
use super::dfa::Dfa;

/// The most states with those in between.
const LIMIT: usize = 4_096;

/// A next state for each byte.
pub(super) type Row = Vec<usize>;

/// What the bytes after some first bytes of a character tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    /// Nothing: it is this symbol.
    Symbol(usize),
    /// The next byte leads on: first and last byte, and the number of a node.
    Branch(Vec<(u8, u8, usize)>),
}

/// The automaton over bytes: first the states of `dfa`, then those in between.
pub(super) fn rows(dfa: &Dfa, alphabet: &Alphabet) -> Result<Vec<Row>, TooLarge> {
    let mut tree = Tree { ranges: &alphabet.ranges, nodes: Vec::new(), numbers: HashMap::new() };
    let leads: Vec<usize> = (0xC2..=0xF4).map(|lead| tree.lead(lead)).collect();
    let ascii: Vec<usize> = (0..0x80).map(|byte| tree.symbol(byte)).collect();
    let mut between = Between { first: dfa.next.len(), numbers: HashMap::new(), runs: Vec::new() };
    let mut rows = Vec::with_capacity(dfa.next.len());
    for (state, next) in dfa.next.iter().enumerate() {
        let mut row: Row = ascii.iter().map(|&symbol| next[symbol]).collect();
        row.extend([state; 0x40]);
        let mut done = HashMap::new();
        let leads: Vec<usize> = leads.iter().map(|&lead| between.lower(&tree.nodes, lead, next, &mut done)).collect();
        // The bytes around the leads do not occur.
        row.extend([leads[0]; 2]);
        row.extend(&leads);
        row.resize(0x100, leads[leads.len() - 1]);
        rows.push(row);
        if between.first + between.runs.len() > LIMIT {
            return Err(TooLarge);
        }
    }
    if !between.passes_through(&rows, dfa) {
        // Nothing stays in a state for the rest of a character but where nothing is left, so these bytes may do what
        // the leads do.
        for row in &mut rows {
            let lead = row[0xC2];
            row[0x80..0xC2].fill(lead);
        }
    }
    rows.extend(between.runs.iter().map(|runs| {
        let mut row = vec![runs[0].2; 0x100];
        for &(first, _, state) in runs {
            row[usize::from(first)..0xC0].fill(state);
        }
        row
    }));
    Ok(rows)
}

/// The nodes of all characters.
struct Tree<'a> {
    ranges: &'a [(u32, u32, usize)],
    nodes: Vec<Node>,
    numbers: HashMap<Node, usize>,
}

impl Tree<'_> {
    fn symbol(&self, point: u32) -> usize {
        self.range(point).2
    }

    fn range(&self, point: u32) -> (u32, u32, usize) {
        let after = self.ranges.partition_point(|&(first, _, _)| first <= point);
        self.ranges[after.saturating_sub(1)]
    }

    fn number(&mut self, node: Node) -> usize {
        *self.numbers.entry(node).or_insert_with_key(|node| {
            self.nodes.push(node.clone());
            self.nodes.len() - 1
        })
    }

    /// The node after the first byte of a character of several.
    fn lead(&mut self, lead: u8) -> usize {
        let lead = u32::from(lead);
        match lead {
            0xC0..0xE0 => self.block((lead & 0x1F) << 6, 6, 0x80),
            0xE0..0xF0 => self.block((lead & 0x0F) << 12, 12, 0x800),
            _ => self.block((lead & 0x07) << 18, 18, 0x1_0000),
        }
    }

    /// The node of the 2^`bits` characters from `first` on, of which those below `least` are not written this way.
    fn block(&mut self, first: u32, bits: u32, least: u32) -> usize {
        let end = (first + (1 << bits)).min(0x11_0000);
        let (_, same_to, symbol) = self.range(first.max(least));
        if same_to >= end - 1 {
            return self.number(Node::Symbol(symbol));
        }
        let size = 1 << (bits - 6);
        let mut runs: Vec<(u8, u8, usize)> = Vec::new();
        for byte in 0x80..=0xBF_u8 {
            let start = first + u32::from(byte - 0x80) * size;
            if start + size <= least {
                continue;
            }
            if start >= end {
                break;
            }
            let node = self.block(start, bits - 6, least);
            match runs.last_mut() {
                Some(run) if run.2 == node => run.1 = byte,
                _ => runs.push((byte, byte, node)),
            }
        }
        self.number(Node::Branch(runs))
    }
}

/// States in the middle of a character.
struct Between {
    first: usize,
    numbers: HashMap<Vec<(u8, u8, usize)>, usize>,
    runs: Vec<Vec<(u8, u8, usize)>>,
}

impl Between {
    /// The state that a node is, where `next` has the next state for each symbol.
    fn lower(&mut self, nodes: &[Node], node: usize, next: &[usize], done: &mut HashMap<usize, usize>) -> usize {
        if let Some(&state) = done.get(&node) {
            return state;
        }
        let state = match &nodes[node] {
            Node::Symbol(symbol) => next[*symbol],
            Node::Branch(branches) => {
                let mut runs: Vec<(u8, u8, usize)> = Vec::new();
                for &(from, to, node) in branches {
                    let state = self.lower(nodes, node, next, done);
                    match runs.last_mut() {
                        Some(run) if run.2 == state => run.1 = to,
                        _ => runs.push((from, to, state)),
                    }
                }
                match runs.as_slice() {
                    &[(_, _, state)] if state < self.first => state,
                    _ => {
                        let Self { first, numbers, runs: all } = self;
                        *numbers.entry(runs).or_insert_with_key(|runs| {
                            all.push(runs.clone());
                            *first + all.len() - 1
                        })
                    }
                }
            }
        };
        done.insert(node, state);
        state
    }

    /// Whether some state is reached before a character ends, and left after.
    fn passes_through(&self, rows: &[Row], dfa: &Dfa) -> bool {
        let open = |state: usize| state >= self.first || !dfa.is_sink(state);
        rows.iter().any(|row| row[0xC2..=0xF4].iter().any(|&state| open(state)))
    }
}
