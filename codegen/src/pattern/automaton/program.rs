//! An [`Ast`] as instructions, each with what comes next: repetitions are written out, anchors are lookarounds.

use super::TooLarge;
use crate::pattern::ast::Ast;
use crate::pattern::set::CharSet;

/// The most instructions.
const LIMIT: usize = 10_000;

/// The place of an instruction.
pub(super) type Place = u32;

/// Where everything matched.
pub(super) const MATCH: Place = 0;

/// One instruction.
#[derive(Clone, Debug)]
pub(super) enum Instruction {
    Match,
    /// Reads one character of the set of that number.
    Class {
        set: usize,
        next: Place,
    },
    Split {
        first: Place,
        second: Place,
    },
    /// Goes on where nothing was read.
    Start {
        next: Place,
    },
    /// Goes on where the instructions from `body` on match what follows, or do not.
    Ahead {
        negated: bool,
        body: Place,
        next: Place,
    },
    /// Goes on where the lookbehind of that number matches what was read, or does not.
    Behind {
        negated: bool,
        behind: usize,
        next: Place,
    },
}

/// A pattern as instructions.
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    pub(super) entry: Place,
    pub(super) sets: Vec<CharSet>,
    /// Where each lookbehind starts. One comes after those that are inside of it.
    pub(super) behinds: Vec<Place>,
    behind_bodies: Vec<Ast>,
}

impl Program {
    /// The instructions of a pattern without back-references.
    pub(super) fn of(ast: &Ast) -> Result<Self, TooLarge> {
        let mut program =
            Self { instructions: vec![Instruction::Match], entry: MATCH, sets: Vec::new(), behinds: Vec::new(), behind_bodies: Vec::new() };
        program.entry = program.compile(ast, MATCH)?;
        Ok(program)
    }

    fn push(&mut self, instruction: Instruction) -> Result<Place, TooLarge> {
        if self.instructions.len() >= LIMIT {
            return Err(TooLarge);
        }
        let place = Place::try_from(self.instructions.len()).map_err(|_| TooLarge)?;
        self.instructions.push(instruction);
        Ok(place)
    }

    /// The instructions for `ast`, after which `next` comes. They are made from the last to the first.
    fn compile(&mut self, ast: &Ast, next: Place) -> Result<Place, TooLarge> {
        match ast {
            Ast::Empty => Ok(next),
            Ast::Class(set) => {
                let set = self.set(set);
                self.push(Instruction::Class { set, next })
            }
            Ast::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.compile(part, next)),
            Ast::Alternate(branches) => {
                let (last, others) = branches.split_last().ok_or(TooLarge)?;
                let last = self.compile(last, next)?;
                others.iter().rev().try_fold(last, |second, branch| {
                    let first = self.compile(branch, next)?;
                    self.push(Instruction::Split { first, second })
                })
            }
            Ast::Repeat { body, min, max, .. } => self.repeat(body, *min, *max, next),
            Ast::Start => self.push(Instruction::Start { next }),
            Ast::End => self.compile(&Ast::look(true, true, Ast::Class(CharSet::any())), next),
            Ast::Look { ahead: true, negated, body } => {
                let body = self.compile(body, MATCH)?;
                self.push(Instruction::Ahead { negated: *negated, body, next })
            }
            Ast::Look { ahead: false, negated, body } => {
                let behind = self.behind(body)?;
                self.push(Instruction::Behind { negated: *negated, behind, next })
            }
            Ast::Group { .. } | Ast::BackReference { .. } => Err(TooLarge),
        }
    }

    fn repeat(&mut self, body: &Ast, min: u32, max: Option<u32>, next: Place) -> Result<Place, TooLarge> {
        let mut entry = next;
        if let Some(max) = max {
            // Each may be the last.
            for _ in min..max {
                let first = self.compile(body, entry)?;
                entry = self.push(Instruction::Split { first, second: next })?;
            }
        } else {
            let again = self.push(Instruction::Match)?;
            let first = self.compile(body, again)?;
            if let Some(instruction) = usize::try_from(again).ok().and_then(|again| self.instructions.get_mut(again)) {
                *instruction = Instruction::Split { first, second: next };
            }
            entry = again;
        }
        for _ in 0..min {
            let before = self.instructions.len();
            entry = self.compile(body, entry)?;
            if self.instructions.len() == before {
                // The body has no instructions, so once is as good as often.
                break;
            }
        }
        Ok(entry)
    }

    fn set(&mut self, set: &CharSet) -> usize {
        self.sets.iter().position(|same| same == set).unwrap_or_else(|| {
            self.sets.push(set.clone());
            self.sets.len() - 1
        })
    }

    /// The number of a lookbehind. Equal ones, as those of every `\b`, have the same.
    fn behind(&mut self, body: &Ast) -> Result<usize, TooLarge> {
        if let Some(same) = self.behind_bodies.iter().position(|same| same == body) {
            return Ok(same);
        }
        let start = self.compile(body, MATCH)?;
        self.behinds.push(start);
        self.behind_bodies.push(body.clone());
        Ok(self.behinds.len() - 1)
    }
}
