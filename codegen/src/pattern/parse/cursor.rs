//! Where the parser is, and what it knows there.

use crate::pattern::set::CharSet;
use crate::pattern::{PatternError, unicode};

/// The flags that `(?ims-ims:…)` sets for the inside of a group.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) dot_all: bool,
}

/// What a back-reference points to.
pub(super) enum Reference {
    Number(u32),
    Name(String),
}

/// A position in a pattern, with the flags that hold there and the groups that were opened before.
pub(super) struct Parser<'p> {
    pattern: &'p str,
    at: usize,
    pub(super) flags: Flags,
    pub(super) depth: u32,
    pub(super) groups: u32,
    /// The names of groups, and their numbers.
    pub(super) named: Vec<(String, u32)>,
    /// The back-references so far, each with its offset: a group may come after what refers to it.
    pub(super) references: Vec<(usize, Reference)>,
}

impl<'p> Parser<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        Self { pattern, at: 0, flags: Flags::default(), depth: 0, groups: 0, named: Vec::new(), references: Vec::new() }
    }

    /// How many bytes were read.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// What is not yet read.
    pub(super) fn rest(&self) -> &'p str {
        &self.pattern[self.at..]
    }

    /// What was read from `start` on.
    pub(super) fn since(&self, start: usize) -> &'p str {
        &self.pattern[start..self.at]
    }

    /// The next character, which stays there.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Reads the next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads `text` if it is what follows.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes back to an offset that was returned before.
    pub(super) fn back_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// The set as the flag `i` makes it here.
    pub(super) fn folded(&self, set: CharSet) -> Result<CharSet, PatternError> {
        if !self.flags.ignore_case {
            return Ok(set);
        }
        unicode::fold(&set).ok_or_else(|| PatternError::Unsupported { what: "this class without case".to_owned(), offset: self.at })
    }

    /// A mistake here.
    pub(super) fn error(&self, message: &str, help: Option<&str>) -> PatternError {
        self.error_at(self.at, message, help)
    }

    /// A mistake at an offset.
    #[expect(clippy::unused_self, reason = "all mistakes are made the same way")]
    pub(super) fn error_at(&self, offset: usize, message: &str, help: Option<&str>) -> PatternError {
        PatternError::Syntax { message: message.to_owned(), offset, help: help.map(str::to_owned) }
    }
}
