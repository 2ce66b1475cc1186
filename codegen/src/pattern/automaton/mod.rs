//! Patterns that are regular: a minimal automaton.
//!
//! ```text
//! Ast ──program──▶ instructions ──threads, dfa──▶ automaton over symbols ──utf8──▶ over bytes ──table──▶ Automaton
//! ```
//!
//! Everything on the way is bounded, in states and in time, so that a pattern whose automaton is exponential is given
//! up early. Absent: captures and back-references.

mod alphabet;
mod dfa;
mod length;
mod lengths;
mod numbered;
mod program;
mod table;
mod threads;
mod trie;
mod utf8;

pub use table::{Automaton, Input};
pub use trie::Trie;

use super::Length;
use super::ast::Ast;
use alphabet::Alphabet;
use dfa::Dfa;
use program::Program;

/// The automaton, or one of the steps to it, is over its bound.
#[derive(Debug)]
pub(super) struct TooLarge;

/// A pattern as an automaton over symbols: what can be asked about it, before it is known whether it makes a table.
pub(super) struct Symbolic {
    alphabet: Alphabet,
    dfa: Dfa,
    /// The numbers of characters that are counted beside the automaton.
    length: Length,
}

/// The automaton of a pattern without back-references.
pub(super) fn symbolic(ast: &Ast) -> Result<Symbolic, TooLarge> {
    let (ast, length) = length::split(ast);
    let program = Program::of(&ast)?;
    let alphabet = Alphabet::of(&program.sets);
    let dfa = Dfa::of(&program, &alphabet)?;
    Ok(Symbolic { alphabet, dfa, length })
}

impl Symbolic {
    /// The table to run it by: over bytes, or where that is too large, over characters.
    pub(super) fn table(&self) -> Result<Automaton, TooLarge> {
        let bytes = utf8::rows(&self.dfa, &self.alphabet).and_then(|rows| table::over_bytes(&self.dfa, &rows, self.length));
        bytes.or_else(|TooLarge| table::over_characters(&self.dfa, &self.alphabet, self.length))
    }

    /// Whether every string matches.
    pub(super) fn is_anything(&self) -> bool {
        self.length == Length::default() && self.dfa.accepts[0] && self.dfa.is_sink(0)
    }

    /// Whether a string of so many characters matches. Nothing if none matches at all.
    pub(super) fn lengths(&self) -> Option<Length> {
        let lengths = length::both(lengths::lengths(&self.dfa)?, self.length);
        let contradiction = lengths.max.is_some_and(|max| lengths.min.is_some_and(|min| min > max));
        (!contradiction).then_some(lengths)
    }

    /// Whether some string matches that has a number of characters within `bounds`.
    pub(super) fn meets(&self, bounds: Length) -> bool {
        lengths::meets(&self.dfa, length::both(self.length, bounds))
    }
}
