//! What can follow: whether some string that may come next begins in a given way.

use super::flatten::Raw;
use crate::pattern::bytes::ByteSet;
use crate::pattern::straight::Piece;

/// What is to be matched after a step.
pub(super) enum Next<'n> {
    /// Nothing: the string ends.
    End,
    /// Whatever the string has.
    Anything,
    /// The steps, and then what is next after them.
    Then(&'n [Raw], &'n Next<'n>),
}

/// How many places are looked at before the answer is "perhaps".
const FUEL: u32 = 2_000;

/// Whether a string that `next` matches may begin with bytes of these sets. A "no" is sure.
pub(super) fn may_start(next: &Next, head: &[ByteSet]) -> bool {
    may(next, head, &mut { FUEL })
}

fn may(next: &Next, head: &[ByteSet], fuel: &mut u32) -> bool {
    if *fuel == 0 || head.is_empty() {
        return true;
    }
    *fuel -= 1;
    let (steps, after) = match next {
        Next::End => return false,
        Next::Anything => return true,
        Next::Then(steps, after) => (*steps, *after),
    };
    let Some((step, rest)) = steps.split_first() else {
        return may(after, head, fuel);
    };
    let rest = Next::Then(rest, after);
    match step {
        Raw::Fixed(piece) => {
            let piece = sets(piece, head.len());
            head.iter().zip(&piece).all(|(head, piece)| head.meets(piece)) && may(&rest, head.get(piece.len()..).unwrap_or_default(), fuel)
        }
        // The bytes of wide characters do not count as such, so the number of bytes says little.
        Raw::Run { set, min, .. } if set.is_wide() => head[0].meets(set) || (*min == 0 && may(&rest, head, fuel)),
        Raw::Run { set, min, max } => {
            let meets = head.iter().take_while(|head| head.meets(set)).count();
            let most = max.map_or(meets, |max| meets.min(usize::try_from(max).unwrap_or(usize::MAX)));
            let least = usize::try_from(*min).unwrap_or(usize::MAX);
            if meets == head.len() && least >= meets {
                return true;
            }
            (least..=most).any(|count| may(&rest, &head[count..], fuel))
        }
        Raw::Repeat { body, min, .. } => {
            // Once more, and then again or not: one that ran out of counts is not told apart.
            let again = [Raw::Repeat { body: body.clone(), min: 0, max: None }];
            (*min == 0 && may(&rest, head, fuel)) || may(&Next::Then(body, &Next::Then(&again, &rest)), head, fuel)
        }
        Raw::Choice(branches) => branches.iter().any(|branch| may(&Next::Then(branch, &rest), head, fuel)),
    }
}

/// The first sets of bytes of a piece, at most `limit`.
pub(super) fn sets(piece: &Piece, limit: usize) -> Vec<ByteSet> {
    match piece {
        Piece::Literal(bytes) => bytes.iter().take(limit).map(|&byte| ByteSet::one(byte)).collect(),
        Piece::Class(set, _) => vec![*set; piece.len().min(limit)],
    }
}
