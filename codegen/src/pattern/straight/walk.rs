//! The walk over a string: what the printed code does, done here.

use super::{Branch, Piece, Step, Straight};
use crate::pattern::bytes::{ByteSet, starts_character};

impl Straight {
    /// Whether `value` matches.
    pub(crate) fn matches(&self, value: &str) -> bool {
        let bytes = value.as_bytes();
        if !self.from_start && !self.to_end {
            return (0..=bytes.len()).any(|at| walk(&self.steps, &bytes[at..]).is_some());
        }
        let size: usize = self.tail.iter().map(Piece::len).sum();
        let Some((front, tail)) = bytes.len().checked_sub(size).map(|at| bytes.split_at(at)) else {
            return false;
        };
        if pieces(&self.tail, tail).is_none() {
            return false;
        }
        if !self.from_start {
            return true;
        }
        walk(&self.steps, front).is_some_and(|rest| !self.to_end || rest.is_empty())
    }
}

/// What is left of `bytes` after the steps, if it matches them.
fn walk<'b>(steps: &[Step], bytes: &'b [u8]) -> Option<&'b [u8]> {
    steps.iter().try_fold(bytes, |bytes, step| match step {
        Step::Fixed(fixed) => piece(fixed, bytes),
        Step::Run { set, min, max } => run(set, *min, *max, bytes),
        Step::Repeat { branch, min, max } => {
            let mut rest = bytes;
            let mut count = 0;
            while max.is_none_or(|max| count < max)
                && let Some(after) = pieces(&branch.head, rest)
            {
                rest = walk(&branch.steps, after)?;
                count += 1;
            }
            (count >= *min).then_some(rest)
        }
        Step::Times { steps, count } => (0..*count).try_fold(bytes, |bytes, _| walk(steps, bytes)),
        Step::Choice { branches, otherwise } => {
            let taken = branches.iter().find_map(|Branch { head, steps }| Some((pieces(head, bytes)?, steps)));
            match (taken, otherwise) {
                (Some((rest, steps)), _) => walk(steps, rest),
                (None, Some(steps)) => walk(steps, bytes),
                (None, None) => None,
            }
        }
    })
}

fn pieces<'b>(all: &[Piece], bytes: &'b [u8]) -> Option<&'b [u8]> {
    all.iter().try_fold(bytes, |bytes, one| piece(one, bytes))
}

fn piece<'b>(piece: &Piece, bytes: &'b [u8]) -> Option<&'b [u8]> {
    let (here, rest) = bytes.split_at_checked(piece.len())?;
    let matches = match piece {
        Piece::Literal(literal) => here == literal,
        Piece::Class(set, _) => here.iter().all(|&byte| set.contains(byte)),
    };
    matches.then_some(rest)
}

fn run<'b>(set: &ByteSet, min: u32, max: Option<u32>, bytes: &'b [u8]) -> Option<&'b [u8]> {
    let mut count = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at).filter(|&&byte| set.contains(byte)) {
        if starts_character(byte) {
            if max == Some(count) {
                break;
            }
            count += 1;
        }
        at += 1;
    }
    (count >= min).then_some(&bytes[at..])
}
