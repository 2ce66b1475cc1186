//! A parsed pattern: regular expressions as ECMA-262 means them, without what only matters to captures.
//!
//! The parser resolves flags, escapes and properties into sets, and writes `\b`, and the anchors of `(?m:…)`, as the
//! lookarounds they are. Greed is absent, because it does not change what matches; groups are absent, because their
//! names and numbers only serve back-references.

use super::set::CharSet;

/// One expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ast {
    /// Matches without reading.
    Empty,
    /// One character of a set.
    Class(CharSet),
    /// One after the other.
    Concat(Vec<Ast>),
    /// Any of them.
    Alternate(Vec<Ast>),
    /// `min` times or more, up to `max`.
    Repeat { body: Box<Ast>, min: u32, max: Option<u32> },
    /// `^`: nothing was read.
    Start,
    /// `$`: nothing is left to read.
    End,
    /// Looks ahead or behind without reading.
    Look { ahead: bool, negated: bool, body: Box<Ast> },
    /// `\1`, `\k<name>`: the byte offset where it was written.
    BackReference { offset: usize },
}

impl Ast {
    /// `(?=body)`, `(?!body)`, `(?<=body)` or `(?<!body)`.
    pub(super) fn look(ahead: bool, negated: bool, body: Self) -> Self {
        Self::Look { ahead, negated, body: Box::new(body) }
    }

    /// The expressions one after the other, without a list where one or none is.
    pub(super) fn concat(mut parts: Vec<Self>) -> Self {
        match parts.len() {
            0 => Self::Empty,
            1 => parts.swap_remove(0),
            _ => Self::Concat(parts),
        }
    }

    /// Any of the expressions. Where each is a character, that is one class.
    pub(super) fn alternate(mut branches: Vec<Self>) -> Self {
        let union = branches.iter().try_fold(CharSet::empty(), |all, branch| match branch {
            Self::Class(set) => Some(all.union(set)),
            _ => None,
        });
        match (union, branches.len()) {
            (_, 1) => branches.swap_remove(0),
            (Some(set), _) => Self::Class(set),
            (None, _) => Self::Alternate(branches),
        }
    }

    /// `\b`, or `\B` if negated, between characters of `word` and others.
    pub(super) fn word_boundary(word: &CharSet, negated: bool) -> Self {
        let look = |ahead, negated| Self::look(ahead, negated, Self::Class(word.clone()));
        Self::Alternate(vec![
            Self::Concat(vec![look(false, false), look(true, !negated)]),
            Self::Concat(vec![look(false, true), look(true, negated)]),
        ])
    }

    /// Where the first back-reference is, if there is one.
    pub(super) fn back_reference(&self) -> Option<usize> {
        match self {
            Self::BackReference { offset } => Some(*offset),
            Self::Concat(parts) | Self::Alternate(parts) => parts.iter().find_map(Self::back_reference),
            Self::Repeat { body, .. } | Self::Look { body, .. } => body.back_reference(),
            Self::Empty | Self::Class(_) | Self::Start | Self::End => None,
        }
    }
}
