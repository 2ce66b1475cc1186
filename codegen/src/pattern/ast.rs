//! A parsed pattern: regular expressions as ECMA-262 means them.
//!
//! The parser resolves flags, escapes and properties into sets, and writes `\b`, and the anchors of `(?m:…)`, as the
//! lookarounds they are. Where nothing refers to a group, there are no groups and no greed: they do not change what
//! matches.

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
    Repeat { body: Box<Ast>, min: u32, max: Option<u32>, lazy: bool },
    /// `^`: nothing was read.
    Start,
    /// `$`: nothing is left to read.
    End,
    /// Looks ahead or behind without reading.
    Look { ahead: bool, negated: bool, body: Box<Ast> },
    /// `(…)`, by its number from 1 on, in a pattern with back-references.
    Group { number: u32, body: Box<Ast> },
    /// `\1`, `\k<name>`: the byte offset where it was written, and the groups of that number or name, of which one at
    /// most takes part.
    BackReference { offset: usize, groups: Vec<u32> },
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
            Self::BackReference { offset, .. } => Some(*offset),
            Self::Concat(parts) | Self::Alternate(parts) => parts.iter().find_map(Self::back_reference),
            Self::Repeat { body, .. } | Self::Look { body, .. } | Self::Group { body, .. } => body.back_reference(),
            Self::Empty | Self::Class(_) | Self::Start | Self::End => None,
        }
    }

    /// The same without groups and greed.
    pub(super) fn without_groups(self) -> Self {
        let all = |parts: Vec<Self>| parts.into_iter().map(Self::without_groups).collect();
        match self {
            Self::Group { body, .. } => body.without_groups(),
            Self::Concat(parts) => Self::concat(all(parts)),
            Self::Alternate(branches) => Self::alternate(all(branches)),
            Self::Repeat { body, min, max, lazy: _ } => Self::Repeat { body: Box::new(body.without_groups()), min, max, lazy: false },
            Self::Look { ahead, negated, body } => Self::look(ahead, negated, body.without_groups()),
            other => other,
        }
    }

    /// Says which groups each back-reference is to.
    pub(super) fn resolve(&mut self, groups_of: &impl Fn(usize) -> Vec<u32>) {
        match self {
            Self::BackReference { offset, groups } => *groups = groups_of(*offset),
            Self::Concat(parts) | Self::Alternate(parts) => parts.iter_mut().for_each(|part| part.resolve(groups_of)),
            Self::Repeat { body, .. } | Self::Look { body, .. } | Self::Group { body, .. } => body.resolve(groups_of),
            Self::Empty | Self::Class(_) | Self::Start | Self::End => {}
        }
    }
}
