//! Patterns that are regular: a minimal automaton over bytes.
//!
//! ```text
//! Ast ──program──▶ instructions ──threads, dfa──▶ automaton over symbols ──utf8──▶ over bytes ──table──▶ Automaton
//! ```
//!
//! Everything on the way is bounded, in states and in time, so that a pattern whose automaton is exponential is given up early.
//! Absent: captures and back-references.

mod alphabet;
mod dfa;
mod program;
mod table;
mod threads;
mod utf8;

pub use table::Automaton;

use super::ast::Ast;
use alphabet::Alphabet;
use dfa::Dfa;
use program::Program;

/// The automaton, or one of the steps to it, is over its bound.
#[derive(Debug)]
pub(super) struct TooLarge;

/// The automaton of a pattern without back-references.
pub(super) fn automaton(ast: &Ast) -> Result<Automaton, TooLarge> {
    let program = Program::of(ast)?;
    let alphabet = Alphabet::of(&program.sets);
    let dfa = Dfa::of(&program, &alphabet)?;
    let rows = utf8::rows(&dfa, &alphabet)?;
    table::table(&dfa, &rows)
}
