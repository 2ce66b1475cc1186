//! Raw steps → steps, if every choice among them is decided by what comes next.
//!
//! A choice is decided by the head of a branch: if it follows, and no string that goes another way begins with it, the
//! branch is right or the string is wrong. So nothing is ever tried in vain, and one pass over the string is enough.

use super::flatten::Raw;
use super::starts::{Next, may_start, sets};
use super::{Branch, Piece, Step};

/// The longest head, apart from a literal, which is one whatever its length.
const HEAD: usize = 6;

/// The steps of a pattern that is anchored at the start.
pub(super) fn settle(raw: &[Raw], to_end: bool) -> Option<Vec<Step>> {
    steps(raw, if to_end { &Next::End } else { &Next::Anything })
}

fn steps(raw: &[Raw], after: &Next) -> Option<Vec<Step>> {
    raw.iter().enumerate().map(|(at, step)| settle_step(step, &Next::Then(&raw[at + 1..], after))).collect()
}

fn settle_step(raw: &Raw, next: &Next) -> Option<Step> {
    match raw {
        Raw::Fixed(piece) => Some(Step::Fixed(piece.clone())),
        Raw::Run { set, min, max } => {
            let decided = *max == Some(*min) || !may_start(next, &[*set]);
            decided.then_some(Step::Run { set: *set, min: *min, max: *max })
        }
        Raw::Repeat { body, min, max } => {
            let again = [raw.clone()];
            let after = Next::Then(&again, next);
            if *max == Some(*min) {
                return Some(Step::Times { steps: steps(body, &after)?, count: *min });
            }
            let branch = branch(body, &after, |head| !may_start(next, head))?;
            Some(Step::Repeat { branch, min: *min, max: *max })
        }
        Raw::Choice(branches) => choice(branches, next),
    }
}

fn choice(raw: &[Vec<Raw>], next: &Next) -> Option<Step> {
    let mut raw: Vec<&[Raw]> = raw.iter().map(Vec::as_slice).collect();
    // `ab` before `a`, and what has no head last.
    raw.sort_by_key(|branch| std::cmp::Reverse(literal_len(branch)));
    let mut branches = Vec::new();
    for (at, this) in raw.iter().enumerate() {
        let others = &raw[at + 1..];
        let decides = |head: &[_]| !others.iter().any(|other| may_start(&Next::Then(other, next), head));
        match branch(this, next, decides) {
            Some(branch) => branches.push(branch),
            None if others.is_empty() => return Some(Step::Choice { branches, otherwise: Some(steps(this, next)?) }),
            None => return None,
        }
    }
    Some(Step::Choice { branches, otherwise: None })
}

fn literal_len(branch: &[Raw]) -> usize {
    match branch {
        [Raw::Fixed(Piece::Literal(bytes)), ..] => bytes.len() + 1,
        [Raw::Fixed(Piece::Class(..)), ..] => 1,
        _ => 0,
    }
}

/// The branch with the shortest head that decides it.
fn branch(raw: &[Raw], next: &Next, decides: impl Fn(&[crate::pattern::ByteSet]) -> bool) -> Option<Branch> {
    (1..=HEAD).find_map(|size| {
        let (head, rest) = split_head(raw, size)?;
        let bytes: Vec<_> = head.iter().flat_map(|piece| sets(piece, usize::MAX)).collect();
        if !decides(&bytes) {
            return None;
        }
        Some(Branch { head, steps: steps(&rest, next)? })
    })
}

/// The first `size` bytes as pieces, and what is after them. A literal is not cut.
fn split_head(raw: &[Raw], size: usize) -> Option<(Vec<Piece>, Vec<Raw>)> {
    let mut head = Vec::new();
    let mut rest = raw.to_vec();
    let mut missing = size;
    while missing > 0 {
        if rest.is_empty() {
            return None;
        }
        match rest.remove(0) {
            Raw::Fixed(Piece::Class(set, count)) => {
                let taken = count.min(u32::try_from(missing).ok()?);
                head.push(Piece::Class(set, taken));
                missing -= usize::try_from(taken).ok()?;
                if taken < count {
                    rest.insert(0, Raw::Fixed(Piece::Class(set, count - taken)));
                }
            }
            Raw::Fixed(piece) => {
                missing = missing.saturating_sub(piece.len());
                head.push(piece);
            }
            Raw::Run { set, min, max } if min > 0 && !set.is_wide() => {
                head.push(Piece::Class(set, 1));
                missing -= 1;
                let (min, max) = (min - 1, max.map(|max| max - 1));
                match max {
                    Some(0) => {}
                    Some(max) if max == min => rest.insert(0, Raw::Fixed(Piece::Class(set, min))),
                    _ => rest.insert(0, Raw::Run { set, min, max }),
                }
            }
            Raw::Run { .. } | Raw::Repeat { .. } | Raw::Choice(_) => return None,
        }
    }
    Some((head, rest))
}
