//! Patterns that are decided step by step: what is next in the string says what to do, and nothing is ever taken back.
//!
//! [`straight`] recognizes them: the text is flattened into raw steps (`flatten`), every choice among them is shown to
//! be decided by the bytes that come next (`settle`), and the walk over a string is a function of the result (`walk`),
//! which `emit` prints in the same shape. Absent: lookarounds, anchors elsewhere than around the whole, and classes
//! that cut through the characters outside of ASCII.

mod anchors;
mod flatten;
mod settle;
mod starts;
mod trim;
mod walk;

use super::ast::Ast;
use super::bytes::ByteSet;
use flatten::Raw;
use trim::Side;

/// The longest window that is tried at every place of a string: longer ones are for an automaton.
const WINDOW: usize = 64;

/// The most bytes that are taken off the end first.
const TAIL: usize = 6;

/// A pattern as steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Straight {
    /// Whether the steps begin at the start of the string. If not, either there are none, or the string is searched for
    /// them, and they are [`Step::Fixed`].
    pub from_start: bool,
    /// What is matched from the front.
    pub steps: Vec<Step>,
    /// What is taken off the end before that. Only if `to_end`.
    pub tail: Vec<Piece>,
    /// Whether nothing may be left.
    pub to_end: bool,
}

/// As many bytes in every string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// These.
    Literal(Vec<u8>),
    /// So many of a class without characters outside of ASCII.
    Class(ByteSet, u32),
}

/// One step of a walk.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A piece follows, or the string does not match.
    Fixed(Piece),
    /// As many characters of a class as follow, up to `max`: fewer than `min` do not match.
    Run {
        /// The class.
        set: ByteSet,
        /// The least number of characters.
        min: u32,
        /// The most, if any.
        max: Option<u32>,
    },
    /// The branch, as often as its head follows, up to `max`: less than `min` times does not match.
    Repeat {
        /// What is repeated.
        branch: Branch,
        /// How often at least.
        min: u32,
        /// How often at most, if there is a limit.
        max: Option<u32>,
    },
    /// The steps, exactly so often.
    Times {
        /// What is repeated.
        steps: Vec<Step>,
        /// How often.
        count: u32,
    },
    /// The first branch whose head follows.
    Choice {
        /// The branches with a head.
        branches: Vec<Branch>,
        /// What to do if none has its head there. If nothing, the string does not match.
        otherwise: Option<Vec<Step>>,
    },
}

/// Steps that are taken if what follows says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Branch {
    /// What must follow, and is read.
    pub head: Vec<Piece>,
    /// What is then to be matched.
    pub steps: Vec<Step>,
}

impl Piece {
    /// How many bytes it reads.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no piece is empty")]
    pub fn len(&self) -> usize {
        match self {
            Self::Literal(bytes) => bytes.len(),
            Self::Class(_, count) => usize::try_from(*count).unwrap_or(usize::MAX),
        }
    }
}

/// The pattern as steps, if it is of that kind.
pub(super) fn straight(ast: &Ast) -> Option<Straight> {
    let (from_start, to_end, inside) = anchors::strip(ast)?;
    let inside = if to_end { inside } else { trim::trim(inside, Side::End) };
    let inside = if from_start { inside } else { trim::trim(inside, Side::Start) };
    let raw = flatten::flatten(&inside)?;
    if from_start {
        return anchored(&raw, to_end);
    }
    let pieces: Vec<Piece> = raw.into_iter().map(Raw::into_piece).collect::<Option<_>>()?;
    let size: usize = pieces.iter().map(Piece::len).fold(0, usize::saturating_add);
    if size > WINDOW {
        return None;
    }
    if to_end {
        return Some(Straight { from_start, steps: Vec::new(), tail: pieces, to_end });
    }
    Some(Straight { from_start, steps: pieces.into_iter().map(Step::Fixed).collect(), tail: Vec::new(), to_end })
}

fn anchored(raw: &[Raw], to_end: bool) -> Option<Straight> {
    if let Some(steps) = settle::settle(raw, to_end) {
        return Some(Straight { from_start: true, steps, tail: Vec::new(), to_end });
    }
    // The last run cannot tell where what follows begins; but if that has a fixed length, it is where the string ends.
    let last_run = raw.iter().rposition(|step| !matches!(step, Raw::Fixed(_)))?;
    let tail: Vec<Piece> = raw[last_run + 1..].iter().cloned().map(Raw::into_piece).collect::<Option<_>>()?;
    let size: usize = tail.iter().map(Piece::len).fold(0, usize::saturating_add);
    if !to_end || size > TAIL {
        return None;
    }
    let steps = settle::settle(&raw[..=last_run], to_end)?;
    Some(Straight { from_start: true, steps, tail, to_end })
}

impl Straight {
    /// Whether every string matches.
    pub(super) fn is_anything(&self) -> bool {
        let empty = self.steps.is_empty() && self.tail.is_empty();
        empty && !(self.from_start && self.to_end)
    }
}
