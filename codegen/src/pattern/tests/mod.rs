//! The plans against an engine of ECMA-262: the same verdict for the same pattern and string.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod compiled;
pub(crate) mod corpus;
mod machine;
mod random;
mod sample;

use super::{Compiled, Length, Lint, PatternError, Plan, automaton, compile, parse, straight};
use regress::{Flags, Regex};

/// The engine, as JSON Schema means it. Its optimizer is off, because it takes `^(?:\uD83D??(?=a|)){1,3}$` not to match
/// nothing.
fn oracle(pattern: &str) -> Result<Regex, regress::Error> {
    let flags = Flags { no_opt: true, ..Flags::from("u") };
    Regex::with_flags(pattern, flags)
}

/// All plans that there are for a pattern: a straight one must agree with the automaton too.
fn plans(pattern: &str) -> Vec<Plan> {
    let ast = parse::parse(pattern).unwrap();
    let straight = straight::straight(&ast).map(Plan::Straight);
    let automaton = automaton::symbolic(&ast).and_then(|symbolic| symbolic.table()).ok().map(Plan::Automaton);
    straight.into_iter().chain(automaton).collect()
}

/// Strings for the tests of what is printed: matching, nearly matching, and others.
pub(crate) fn samples(pattern: &str, count: usize) -> Vec<String> {
    sample::strings(&parse::parse(pattern).unwrap(), &mut sample::Rng::new(7), count, 400)
}

#[track_caller]
fn assert_agrees(pattern: &str, values: impl IntoIterator<Item = String>) {
    let oracle = oracle(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    let plans = plans(pattern);
    for value in values {
        let expected = oracle.find(&value).is_some();
        for plan in &plans {
            assert_eq!(plan.matches(&value), Some(expected), "{pattern:?} on {value:?} by {plan:?}");
        }
    }
}
