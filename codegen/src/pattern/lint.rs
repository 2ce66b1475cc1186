//! What a pattern says about itself: the lengths it implies, and whether it is likely to be a mistake.

use super::Length;
use super::ast::Ast;
use super::set::CharSet;

/// What is odd about a pattern. It is still enforced as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lint {
    /// No string matches.
    NeverMatches,
    /// Every string matches.
    AlwaysMatches,
    /// Strings match, but none whose length is within its bounds.
    ContradictsBounds,
    /// It is found anywhere in a string, but is written as if it described all of it.
    LooksUnanchored,
    /// It has back-references, so that a machine that goes back decides it.
    NotRegular,
    /// Its automaton is too large to print, so that such a machine decides it too.
    TooLarge,
}

/// The numbers of characters of a string that matches, as far as the text of the pattern tells.
pub(super) fn lengths(ast: &Ast) -> Length {
    let (min, max) = extent(ast);
    let whole = matches!(ast, Ast::Concat(parts) if parts.first() == Some(&Ast::Start) && parts.last() == Some(&Ast::End));
    Length { min: Some(min).filter(|&min| min > 0), max: max.filter(|_| whole) }
}

/// The least and the most characters that an expression reads.
fn extent(ast: &Ast) -> (u64, Option<u64>) {
    let sum = |one: (u64, Option<u64>), other: (u64, Option<u64>)| {
        (one.0.saturating_add(other.0), one.1.zip(other.1).map(|(one, other)| one.saturating_add(other)))
    };
    match ast {
        Ast::Class(_) => (1, Some(1)),
        Ast::Concat(parts) => parts.iter().map(extent).fold((0, Some(0)), sum),
        Ast::Alternate(branches) => {
            let extents = branches.iter().map(extent);
            extents.reduce(|one, other| (one.0.min(other.0), one.1.zip(other.1).map(|(one, other)| one.max(other)))).unwrap_or_default()
        }
        Ast::Group { body, .. } => extent(body),
        Ast::Repeat { body, min, max, .. } => {
            let (least, most) = extent(body);
            let most = if *max == Some(0) { Some(0) } else { most.zip(*max).map(|(most, max)| most.saturating_mul(max.into())) };
            (least.saturating_mul((*min).into()), most)
        }
        Ast::Empty | Ast::Start | Ast::End | Ast::Look { .. } => (0, Some(0)),
        Ast::BackReference { .. } => (0, None),
    }
}

/// Whether a pattern lacks an anchor that the rest of it makes one expect.
pub(super) fn looks_unanchored(ast: &Ast) -> bool {
    match (side(ast, &Ast::Start), side(ast, &Ast::End)) {
        (Anchored::Some, _) | (_, Anchored::Some) => true,
        (Anchored::All, Anchored::All) => false,
        (Anchored::None, Anchored::None) => counts(ast) || vain(ast, true) || vain(ast, false),
        (Anchored::All, Anchored::None) => vain(ast, false),
        (Anchored::None, Anchored::All) => vain(ast, true),
    }
}

/// How many branches are anchored.
#[derive(Clone, Copy, PartialEq)]
enum Anchored {
    None,
    Some,
    All,
}

fn side(ast: &Ast, anchor: &Ast) -> Anchored {
    match ast {
        _ if ast == anchor => Anchored::All,
        Ast::Group { body, .. } => side(body, anchor),
        Ast::Concat(parts) => {
            let part = if *anchor == Ast::Start { parts.first() } else { parts.last() };
            part.map_or(Anchored::None, |part| side(part, anchor))
        }
        Ast::Alternate(branches) => {
            let sides = branches.iter().map(|branch| side(branch, anchor));
            sides.reduce(|one, other| if one == other { one } else { Anchored::Some }).unwrap_or(Anchored::None)
        }
        _ => Anchored::None,
    }
}

/// Whether something is counted, as in `[A-Z]{3}`.
fn counts(ast: &Ast) -> bool {
    match ast {
        Ast::Repeat { body, max, .. } => max.is_some_and(|max| max > 1) || counts(body),
        Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().any(counts),
        Ast::Group { body, .. } => counts(body),
        _ => false,
    }
}

/// Whether a repetition on the open side has no effect, as in `^[a-z]+`. `.*` is written there on purpose.
fn vain(ast: &Ast, at_start: bool) -> bool {
    match ast {
        Ast::Concat(parts) => {
            let part = if at_start { parts.first() } else { parts.last() };
            part.is_some_and(|part| vain(part, at_start))
        }
        Ast::Group { body, .. } => vain(body, at_start),
        Ast::Repeat { body, min, max, .. } => *max != Some(*min) && !matches!(body.as_ref(), Ast::Class(set) if is_dot(set)),
        _ => false,
    }
}

/// Whether a class is all characters but for a few.
fn is_dot(set: &CharSet) -> bool {
    set.complement().ranges().iter().map(|(first, last)| last - first + 1).sum::<u32>() <= 4
}
