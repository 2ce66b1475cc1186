//! An [`Ast`] as a list of raw steps: what is to be matched, before it is known how each choice is decided.

use super::Piece;
use crate::pattern::ast::Ast;
use crate::pattern::bytes::ByteSet;

/// The most pieces that a repeated group is written out as.
const UNROLLED: usize = 8;

/// The longest literal that `x{n}` becomes.
const LITERAL: u32 = 8;

/// A step whose choices are still open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Raw {
    Fixed(Piece),
    Run { set: ByteSet, min: u32, max: Option<u32> },
    Repeat { body: Vec<Raw>, min: u32, max: Option<u32> },
    Choice(Vec<Vec<Raw>>),
}

impl Raw {
    pub(super) fn into_piece(self) -> Option<Piece> {
        match self {
            Self::Fixed(piece) => Some(piece),
            Self::Run { .. } | Self::Repeat { .. } | Self::Choice(_) => None,
        }
    }

    /// Whether it can match without reading.
    fn is_nullable(&self) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Run { min, .. } | Self::Repeat { min, .. } => *min == 0,
            Self::Choice(branches) => branches.iter().any(|branch| is_nullable(branch)),
        }
    }
}

fn is_nullable(steps: &[Raw]) -> bool {
    steps.iter().all(Raw::is_nullable)
}

/// The steps, if there is nothing but classes of whole bytes, repetitions of what reads, and alternatives.
pub(super) fn flatten(ast: &Ast) -> Option<Vec<Raw>> {
    let mut steps = Vec::new();
    push(ast, &mut steps)?;
    Some(steps)
}

fn push(ast: &Ast, steps: &mut Vec<Raw>) -> Option<()> {
    match ast {
        Ast::Empty => {}
        Ast::Class(set) => match set.as_char() {
            Some(only) => push_literal(only.to_string().as_bytes(), steps),
            None => push_run(ByteSet::of(set)?, 1, Some(1), steps)?,
        },
        Ast::Concat(parts) => parts.iter().try_for_each(|part| push(part, steps))?,
        Ast::Alternate(branches) => steps.push(Raw::Choice(branches.iter().map(flatten).collect::<Option<_>>()?)),
        Ast::Repeat { body, min, max, .. } => push_repeat(body, *min, *max, steps)?,
        Ast::Start | Ast::End | Ast::Look { .. } | Ast::Group { .. } | Ast::BackReference { .. } => return None,
    }
    Some(())
}

fn push_literal(bytes: &[u8], steps: &mut Vec<Raw>) {
    match steps.last_mut() {
        Some(Raw::Fixed(Piece::Literal(before))) => before.extend(bytes),
        _ => steps.push(Raw::Fixed(Piece::Literal(bytes.to_vec()))),
    }
}

fn push_run(set: ByteSet, mut min: u32, mut max: Option<u32>, steps: &mut Vec<Raw>) -> Option<()> {
    if set.is_empty() {
        return None;
    }
    // `\d\d*` is one run.
    let before = match steps.last() {
        Some(Raw::Fixed(Piece::Class(same, count))) if *same == set => Some((*count, Some(*count))),
        Some(Raw::Run { set: same, min, max }) if *same == set => Some((*min, *max)),
        _ => None,
    };
    if let Some((least, most)) = before {
        steps.pop();
        min = min.checked_add(least)?;
        max = match (max, most) {
            (Some(max), Some(most)) => Some(max.checked_add(most)?),
            _ => None,
        };
    }
    steps.push(if max == Some(min) && !set.is_wide() { Raw::Fixed(Piece::Class(set, min)) } else { Raw::Run { set, min, max } });
    Some(())
}

fn push_repeat(body: &Ast, min: u32, max: Option<u32>, steps: &mut Vec<Raw>) -> Option<()> {
    if max == Some(0) {
        return Some(());
    }
    if let Ast::Class(set) = body {
        return match set.as_char() {
            Some(only) if max == Some(min) && min <= LITERAL => {
                (0..min).for_each(|_| push_literal(only.to_string().as_bytes(), steps));
                Some(())
            }
            Some(only) if !only.is_ascii() => push_group(vec![Raw::Fixed(Piece::Literal(only.to_string().into()))], min, max, steps),
            _ => push_run(ByteSet::of(set)?, min, max, steps),
        };
    }
    push_group(flatten(body)?, min, max, steps)
}

fn push_group(body: Vec<Raw>, min: u32, max: Option<u32>, steps: &mut Vec<Raw>) -> Option<()> {
    if is_nullable(&body) {
        return None;
    }
    let again = max.is_none_or(|max| max > min);
    if usize::try_from(min).ok()?.checked_mul(body.len())? > UNROLLED || (min > 1 && again) {
        steps.push(Raw::Repeat { body, min, max });
        return Some(());
    }
    for _ in 0..min {
        for step in &body {
            match step {
                Raw::Fixed(Piece::Literal(bytes)) => push_literal(bytes, steps),
                Raw::Fixed(Piece::Class(set, count)) => push_run(*set, *count, Some(*count), steps)?,
                Raw::Run { set, min, max } => push_run(*set, *min, *max, steps)?,
                Raw::Repeat { .. } | Raw::Choice(_) => steps.push(step.clone()),
            }
        }
    }
    if again {
        steps.push(Raw::Repeat { body, min: 0, max: max.map(|max| max - min) });
    }
    Some(())
}
