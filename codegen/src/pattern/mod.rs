//! ECMA-262 patterns → automata → a plan that can be printed as code.
//!
//! In comes the text of a `pattern` as JSON Schema means it: ECMA-262 with the flag `u`, found anywhere in the string
//! unless it is anchored. Out goes a [`Plan`] that decides the same without an engine, or the mistake and its place.
//!
//! ```text
//! text ──parse──▶ Ast ──straight──▶ Straight   a walk over bytes, decided at each step by what is next
//!                  └───automaton──▶ Automaton  lookarounds and all, minimal, as a table
//! ```
//!
//! Absent: captures, and with them back-references, which are not regular; and everything that prints Rust, which is
//! `emit`.

mod ast;
mod automaton;
mod bytes;
mod lint;
mod parse;
mod set;
mod straight;
#[cfg(test)]
pub(crate) mod tests;
mod unicode;

pub use automaton::{Automaton, Input, Trie};
pub use bytes::ByteSet;
pub use lint::Lint;
pub use parse::without_needless_escapes;
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
    /// Whether `value` matches: what the printed code returns.
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Straight(straight) => straight.matches(value),
            Self::Automaton(automaton) => automaton.matches(value),
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
    if let Some(offset) = ast.back_reference() {
        return Err(PatternError::Unsupported { what: "back-reference".to_owned(), offset });
    }
    let symbolic = automaton::symbolic(&ast).ok();
    let straight = straight::straight(&ast);
    let is_anything =
        symbolic.as_ref().is_some_and(automaton::Symbolic::is_anything) || straight.as_ref().is_some_and(Straight::is_anything);
    let plan = match straight {
        _ if is_anything => Plan::Anything,
        Some(straight) => Plan::Straight(straight),
        None => symbolic
            .as_ref()
            .and_then(|symbolic| symbolic.table().ok())
            .map(Plan::Automaton)
            .ok_or_else(|| PatternError::Unsupported { what: "automaton over 8 KiB".to_owned(), offset: 0 })?,
    };
    let implied = symbolic.as_ref().map_or_else(|| Some(lint::lengths(&ast)), automaton::Symbolic::lengths);
    let contradicts = symbolic.as_ref().is_some_and(|symbolic| !symbolic.meets(bounds));
    let lints = [
        (Lint::NeverMatches, implied.is_none()),
        (Lint::AlwaysMatches, is_anything),
        (Lint::ContradictsBounds, implied.is_some() && contradicts),
        (Lint::LooksUnanchored, lint::looks_unanchored(&ast)),
    ];
    let lints = lints.into_iter().filter_map(|(lint, applies)| applies.then_some(lint)).collect();
    Ok(Compiled { plan, implied: implied.unwrap_or_default(), lints })
}
