//! The deterministic automaton over symbols: all states that threads can be in, and then as few as do.

use std::collections::HashMap;

use super::TooLarge;
use super::alphabet::Alphabet;
use super::program::Program;
use super::threads::Threads;

/// The most states before they are made fewer.
const LIMIT: usize = 4_096;

/// An automaton whose start is state 0.
#[derive(Clone, Debug)]
pub(super) struct Dfa {
    /// For each state, for each symbol, the next state.
    pub(super) next: Vec<Vec<usize>>,
    /// For each state, whether the string may end there.
    pub(super) accepts: Vec<bool>,
}

impl Dfa {
    /// The smallest automaton of a program.
    pub(super) fn of(program: &Program, alphabet: &Alphabet) -> Result<Self, TooLarge> {
        reachable(program, alphabet).map(|dfa| minimal(&dfa))
    }

    /// Whether a state is never left.
    pub(super) fn is_sink(&self, state: usize) -> bool {
        self.next[state].iter().all(|&next| next == state)
    }
}

fn reachable(program: &Program, alphabet: &Alphabet) -> Result<Dfa, TooLarge> {
    let mut threads = Threads::new(program, alphabet);
    let start = threads.start()?;
    let mut numbers = HashMap::from([(start.clone(), 0)]);
    let mut states = vec![start];
    let mut dfa = Dfa { next: Vec::new(), accepts: Vec::new() };
    while let Some(state) = states.get(dfa.next.len()).cloned() {
        let mut row = Vec::with_capacity(alphabet.len());
        for symbol in 0..alphabet.len() {
            let next = threads.after(&state, symbol)?;
            row.push(*numbers.entry(next).or_insert_with_key(|next| {
                states.push(next.clone());
                states.len() - 1
            }));
        }
        if states.len() > LIMIT {
            return Err(TooLarge);
        }
        dfa.accepts.push(threads.accepts(&state));
        dfa.next.push(row);
    }
    Ok(dfa)
}

/// Hopcroft's algorithm: blocks of states are split until all states of one go the same ways.
fn minimal(dfa: &Dfa) -> Dfa {
    let symbols = dfa.next.first().map_or(0, Vec::len);
    let sources = sources(dfa, symbols);
    let mut block_of: Vec<usize> = dfa.accepts.iter().map(|&accepts| usize::from(accepts != dfa.accepts[0])).collect();
    let mut blocks: Vec<Vec<usize>> = vec![Vec::new(); 1 + block_of.iter().max().copied().unwrap_or(0)];
    for (state, &block) in block_of.iter().enumerate() {
        blocks[block].push(state);
    }
    let mut pending: Vec<usize> = (0..blocks.len()).collect();
    while let Some(splitter) = pending.pop() {
        let splitter = blocks[splitter].clone();
        for sources in &sources {
            // For each block, its states that go into the splitter.
            let mut hits: HashMap<usize, Vec<usize>> = HashMap::new();
            for &source in splitter.iter().flat_map(|&state| &sources[state]) {
                hits.entry(block_of[source]).or_default().push(source);
            }
            let mut hits: Vec<_> = hits.into_iter().filter(|(block, hit)| hit.len() < blocks[*block].len()).collect();
            hits.sort_unstable();
            for (block, hit) in hits {
                let new = blocks.len();
                for &state in &hit {
                    block_of[state] = new;
                }
                blocks[block].retain(|&state| block_of[state] == block);
                // Only the smaller part can still split what its parent did not; if the parent is to come, both are.
                let smaller_is_new = hit.len() <= blocks[block].len();
                blocks.push(hit);
                pending.push(if smaller_is_new || pending.contains(&block) { new } else { block });
            }
        }
    }
    quotient(dfa, &block_of)
}

/// For each symbol, for each state, where it is reached from.
fn sources(dfa: &Dfa, symbols: usize) -> Vec<Vec<Vec<usize>>> {
    let mut sources = vec![vec![Vec::new(); dfa.next.len()]; symbols];
    for (state, row) in dfa.next.iter().enumerate() {
        for (symbol, &next) in row.iter().enumerate() {
            sources[symbol][next].push(state);
        }
    }
    sources
}

/// One state for each block, in the order in which they are reached from the start.
fn quotient(dfa: &Dfa, block_of: &[usize]) -> Dfa {
    let mut numbers = HashMap::from([(block_of[0], 0)]);
    let mut members = vec![0];
    let mut small = Dfa { next: Vec::new(), accepts: Vec::new() };
    while let Some(&state) = members.get(small.next.len()) {
        let row = dfa.next[state].iter().map(|&next| {
            *numbers.entry(block_of[next]).or_insert_with(|| {
                members.push(next);
                members.len() - 1
            })
        });
        small.next.push(row.collect());
        small.accepts.push(dfa.accepts[state]);
    }
    small
}
