//! Patterns that are not regular: a backtracking matcher for programs that the generator has compiled.
//!
//! Nearly all patterns are printed as code of their own. What is left has back-references (`^(["'])[^]*\1$`), or needs an automaton too large to
//! print. Such a program is matched as ECMA-262 §22.2.2 says, with a budget: a hostile text costs no more than [`STEPS`] steps, and what is not
//! decided by then counts as a match, because a value must not be refused for what nobody knows; the server has the last word.
//!
//! All of it is `const`: nothing is compiled at run time, and nothing is allocated.

mod machine;
mod text;

use machine::Machine;

/// The most steps that a text is matched for.
pub const STEPS: u32 = 1_000_000;

/// How many places of a text, counts and groups a [`Program`] may note.
pub const REGISTERS: usize = 32;

/// A compiled pattern.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Sets of characters: ranges in order, both ends included.
    pub classes: &'static [&'static [(char, char)]],
    /// What to do, from the first on.
    pub steps: &'static [Step],
}

/// One step of a [`Program`]. Those that say nothing else go on with the next.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// The text matches.
    Match,
    /// Reads a character of a class.
    Read {
        /// The class.
        class: u32,
        /// The character before is read, as in a lookbehind.
        back: bool,
    },
    /// Reads as many characters of a class as follow, then fewer.
    ReadAll {
        /// The class.
        class: u32,
        /// At least so many.
        min: u32,
        /// At most so many.
        max: u32,
        /// Those before are read.
        back: bool,
    },
    /// Reads what a group has read, if it has.
    ReadAgain {
        /// Where the group's start is noted; its end is noted in the next register.
        group: u32,
        /// What is before is read.
        back: bool,
    },
    /// Nothing may be before.
    Start,
    /// Nothing may follow.
    End,
    /// Goes on somewhere else.
    Jump(u32),
    /// Goes on in one place, and if that fails, in another.
    Split(u32, u32),
    /// Notes a number.
    Set(u32, u32),
    /// Notes the place.
    Mark(u32),
    /// The head of a repetition, whose body is next, starts with [`Step::Round`] and leads back here.
    Repeat {
        /// Where it is noted how often the body was taken; the place before it is noted in the next register.
        count: u32,
        /// At least so often.
        min: u32,
        /// At most so often.
        max: u32,
        /// Rather less often than more.
        lazy: bool,
        /// What comes after.
        exit: u32,
    },
    /// Notes that a body is taken once more.
    Round {
        /// As [`Step::Repeat`] has it.
        count: u32,
        /// The registers of the body's groups, from and to: a round forgets what the one before has read.
        groups: (u32, u32),
    },
    /// The head of a lookaround, whose body is next and ends with [`Step::Looked`].
    Look {
        /// The body must not match.
        negated: bool,
        /// What comes after.
        exit: u32,
    },
    /// The body of the innermost lookaround matches.
    Looked,
}

impl Program {
    /// Whether a text matches, which is also said of one that takes too many steps to decide.
    #[must_use]
    pub const fn matches(&self, text: &str) -> bool {
        let Some(mut machine) = Machine::new(text.as_bytes()) else { return true };
        let mut start = 0;
        loop {
            match machine.run(self, start) {
                None | Some(true) => return true,
                Some(false) if start as usize == text.len() => return false,
                Some(false) => start = text::next(text.as_bytes(), start),
            }
        }
    }
}

/// What a register holds before anything is noted.
pub const UNSET: u32 = u32::MAX;
