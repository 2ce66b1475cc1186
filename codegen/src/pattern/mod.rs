//! ECMA-262 patterns → automata → a plan that can be printed as code.
//!
//! In comes the text of a `pattern` as JSON Schema means it: ECMA-262 with the flag `u`, found anywhere in the string
//! unless it is anchored. Out goes a [`Plan`] that decides the same without an engine, or the mistake and its place.
//!
//! ```text
//! text ──parse──▶ Ast ──straight──▶ Straight   a walk over bytes, decided at each step by what is next
//!                  ├───automaton──▶ Automaton  lookarounds and all, minimal, as a table
//!                  └───engine─────▶ Engine     back-references, and what is too large: steps for a machine that goes back
//! ```
//!
//! Absent: everything that prints Rust, which is `emit`, and the machine, which is the runtime's.

mod ast;
mod automaton;
mod bytes;
mod engine;
mod lint;
mod parse;
mod set;
mod straight;
#[cfg(test)]
pub(crate) mod tests;
mod unicode;

pub use automaton::{Automaton, Input, Trie};
pub use bytes::ByteSet;
pub use engine::{Engine, Move, UNSET};
pub use lint::Lint;
pub use parse::{mended, mending};
pub use straight::{Branch, Piece, Step, Straight};

/// Bounds on the number of characters, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Length {
    /// The least, if any.
    pub min: Option<u64>,
    /// The most, if any.
    pub max: Option<u64>,
}

/// What became of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Compiled {
    /// How to decide it.
    pub plan: Plan,
    /// The numbers of characters that every string has that matches: bounds that are as wide need no check of their
    /// own.
    pub implied: Length,
    /// What is odd about it, in the order of [`Lint`].
    pub lints: Vec<Lint>,
}

/// How to decide whether a string matches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Plan {
    /// Every string does.
    Anything,
    /// Step by step.
    Straight(Straight),
    /// By a table.
    Automaton(Automaton),
    /// By a machine that goes back, within a budget.
    Engine(Engine),
}

/// Why there is no plan. Offsets are bytes of the pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PatternError {
    /// It is no pattern of ECMA-262.
    Syntax {
        /// What is wrong.
        message: String,
        /// Where.
        offset: usize,
        /// What was likely meant.
        help: Option<String>,
    },
    /// It is one, but there is no plan for it.
    Unsupported {
        /// What there is no plan for, as in "… is not supported".
        what: String,
        /// Where.
        offset: usize,
    },
}

impl Plan {
    /// Whether `value` matches: what the printed code returns. `None`: only a machine can tell.
    #[must_use]
    pub fn matches(&self, value: &str) -> Option<bool> {
        match self {
            Self::Anything => Some(true),
            Self::Straight(straight) => Some(straight.matches(value)),
            Self::Automaton(automaton) => Some(automaton.matches(value)),
            Self::Engine(_) => None,
        }
    }
}

/// Compiles a pattern of strings whose number of characters is within `bounds`.
///
/// # Errors
///
/// If it is no pattern, or there is no plan for it.
pub fn compile(pattern: &str, bounds: Length) -> Result<Compiled, PatternError> {
    let ast = parse::parse(pattern)?;
    let back_reference = ast.back_reference();
    let regular = || back_reference.is_none();
    let symbolic = regular().then(|| automaton::symbolic(&ast).ok()).flatten();
    let straight = regular().then(|| straight::straight(&ast)).flatten();
    let is_anything =
        symbolic.as_ref().is_some_and(automaton::Symbolic::is_anything) || straight.as_ref().is_some_and(Straight::is_anything);
    let table = || symbolic.as_ref().and_then(|symbolic| symbolic.table().ok());
    let plan = if is_anything {
        Plan::Anything
    } else if let Some(straight) = straight {
        Plan::Straight(straight)
    } else if let Some(table) = table() {
        Plan::Automaton(table)
    } else {
        let too_large = |_| PatternError::Unsupported { what: "a pattern of this size".to_owned(), offset: 0 };
        Plan::Engine(engine::engine(&ast).map_err(too_large)?)
    };
    let implied = symbolic.as_ref().map_or_else(|| Some(lint::lengths(&ast)), automaton::Symbolic::lengths);
    let contradicts = symbolic.as_ref().is_some_and(|symbolic| !symbolic.meets(bounds));
    let lints = [
        (Lint::NeverMatches, implied.is_none()),
        (Lint::AlwaysMatches, is_anything),
        (Lint::ContradictsBounds, implied.is_some() && contradicts),
        (Lint::LooksUnanchored, lint::looks_unanchored(&ast)),
        (Lint::NotRegular, back_reference.is_some()),
        (Lint::TooLarge, back_reference.is_none() && matches!(plan, Plan::Engine(_))),
    ];
    let lints = lints.into_iter().filter_map(|(lint, applies)| applies.then_some(lint)).collect();
    // What a machine does not decide in time counts as a match, of whatever length.
    let implied = implied.filter(|_| !matches!(plan, Plan::Engine(_)));
    Ok(Compiled { plan, implied: implied.unwrap_or_default(), lints })
}
