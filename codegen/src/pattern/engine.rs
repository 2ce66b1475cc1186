//! Patterns that are not regular, or whose automaton is too large: a program for a machine that goes back.
//!
//! The steps are those of the runtime's `engine`, which says what each does. What is read by a lookbehind is read
//! backwards, so its parts are in the opposite order.

use super::ast::Ast;
use super::set::CharSet;

/// The most registers of a program, as the runtime has them.
const REGISTERS: u32 = 32;

/// The most steps, and ranges of all classes.
const LIMIT: usize = 2_048;

/// What a register holds before anything is noted, and a count without an upper bound.
pub const UNSET: u32 = u32::MAX;

/// A program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Engine {
    /// Sets of characters: ranges in order, both ends included.
    pub classes: Vec<Vec<(char, char)>>,
    /// What to do, from the first on.
    pub steps: Vec<Move>,
}

/// One step of a program: the runtime's by the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the runtime's `Step` says what they are")]
pub enum Move {
    Match,
    Read { class: u32, back: bool },
    ReadAll { class: u32, min: u32, max: u32, back: bool },
    ReadAgain { group: u32, back: bool },
    Start,
    End,
    Jump(u32),
    Split(u32, u32),
    Set(u32, u32),
    Mark(u32),
    Repeat { count: u32, min: u32, max: u32, lazy: bool, exit: u32 },
    Round { count: u32, groups: (u32, u32) },
    Look { negated: bool, exit: u32 },
    Looked,
}

/// The program is over a bound.
pub(super) struct TooLarge;

/// The program of a pattern.
pub(super) fn engine(ast: &Ast) -> Result<Engine, TooLarge> {
    let mut groups = Vec::new();
    referred_to(ast, &mut groups);
    groups.sort_unstable();
    groups.dedup();
    let mut compiler = Compiler { engine: Engine::default(), free: 2 * number(groups.len()), groups, back: false };
    compiler.push(ast)?;
    compiler.step(Move::Match)?;
    let ranges: usize = compiler.engine.classes.iter().map(Vec::len).sum();
    if ranges > LIMIT { Err(TooLarge) } else { Ok(compiler.engine) }
}

/// The groups that back-references are to.
fn referred_to(ast: &Ast, found: &mut Vec<u32>) {
    match ast {
        Ast::BackReference { groups, .. } => found.extend(groups),
        Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().for_each(|part| referred_to(part, found)),
        Ast::Repeat { body, .. } | Ast::Look { body, .. } | Ast::Group { body, .. } => referred_to(body, found),
        Ast::Empty | Ast::Class(_) | Ast::Start | Ast::End => {}
    }
}

/// The numbers of the groups in an expression, from and to.
fn inside(ast: &Ast) -> Option<(u32, u32)> {
    let both = |parts: &[Ast]| {
        let ranges = parts.iter().filter_map(inside);
        ranges.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    };
    match ast {
        Ast::Group { number, body } => Some(inside(body).map_or((*number, *number), |(_, last)| (*number, last))),
        Ast::Concat(parts) | Ast::Alternate(parts) => both(parts),
        Ast::Repeat { body, .. } | Ast::Look { body, .. } => inside(body),
        Ast::Empty | Ast::Class(_) | Ast::Start | Ast::End | Ast::BackReference { .. } => None,
    }
}

struct Compiler {
    engine: Engine,
    /// The groups that are referred to. The register of the start of each is twice its place here.
    groups: Vec<u32>,
    /// The first register that nothing around uses. Repetitions one after the other use the same ones, since going back
    /// restores them.
    free: u32,
    back: bool,
}

impl Compiler {
    /// Adds a step, and returns where it is.
    fn step(&mut self, step: Move) -> Result<u32, TooLarge> {
        if self.engine.steps.len() == LIMIT {
            return Err(TooLarge);
        }
        self.engine.steps.push(step);
        Ok(self.here() - 1)
    }

    fn here(&self) -> u32 {
        number(self.engine.steps.len())
    }

    /// Says what a step is that was added before it was known.
    fn settle(&mut self, place: u32, step: Move) {
        if let Some(unsettled) = self.engine.steps.get_mut(place as usize) {
            *unsettled = step;
        }
    }

    fn push(&mut self, ast: &Ast) -> Result<(), TooLarge> {
        match ast {
            Ast::Empty => {}
            Ast::Class(set) => {
                let step = Move::Read { class: self.class(set), back: self.back };
                self.step(step)?;
            }
            Ast::Concat(parts) if self.back => parts.iter().rev().try_for_each(|part| self.push(part))?,
            Ast::Concat(parts) => parts.iter().try_for_each(|part| self.push(part))?,
            Ast::Alternate(branches) => self.alternate(branches)?,
            Ast::Repeat { body, min, max, lazy } => self.repeat(body, *min, max.unwrap_or(UNSET), *lazy)?,
            Ast::Start => self.step(Move::Start).map(|_| ())?,
            Ast::End => self.step(Move::End).map(|_| ())?,
            Ast::Look { ahead, negated, body } => {
                let head = self.step(Move::Looked)?;
                let around = std::mem::replace(&mut self.back, !ahead);
                self.push(body)?;
                self.back = around;
                self.step(Move::Looked)?;
                self.settle(head, Move::Look { negated: *negated, exit: self.here() });
            }
            Ast::Group { number: group, body } => match self.groups.binary_search(group) {
                Ok(place) => {
                    let place = 2 * number(place);
                    let (first, second) = if self.back { (place + 1, place) } else { (place, place + 1) };
                    self.step(Move::Mark(first))?;
                    self.push(body)?;
                    self.step(Move::Mark(second))?;
                }
                Err(_) => self.push(body)?,
            },
            Ast::BackReference { groups, .. } => {
                for group in groups {
                    let place = self.groups.binary_search(group).map_err(|_| TooLarge)?;
                    self.step(Move::ReadAgain { group: 2 * number(place), back: self.back })?;
                }
            }
        }
        Ok(())
    }

    fn alternate(&mut self, branches: &[Ast]) -> Result<(), TooLarge> {
        let mut ends = Vec::new();
        for (at, branch) in branches.iter().enumerate() {
            if at + 1 == branches.len() {
                self.push(branch)?;
                break;
            }
            let split = self.step(Move::Looked)?;
            self.push(branch)?;
            ends.push(self.step(Move::Looked)?);
            self.settle(split, Move::Split(split + 1, self.here()));
        }
        for end in ends {
            self.settle(end, Move::Jump(self.here()));
        }
        Ok(())
    }

    fn repeat(&mut self, body: &Ast, min: u32, max: u32, lazy: bool) -> Result<(), TooLarge> {
        if let Ast::Class(set) = body
            && !lazy
        {
            let step = Move::ReadAll { class: self.class(set), min, max, back: self.back };
            return self.step(step).map(|_| ());
        }
        let count = self.free;
        self.free += 2;
        if self.free > REGISTERS {
            return Err(TooLarge);
        }
        // The place of a group's number is that of its registers.
        let place = |group: u32| 2 * number(self.groups.partition_point(|&known| known < group));
        let groups = inside(body).map_or((0, 0), |(first, last)| (place(first), place(last + 1)));
        self.step(Move::Set(count, 0))?;
        let head = self.step(Move::Looked)?;
        self.step(Move::Round { count, groups })?;
        self.push(body)?;
        self.step(Move::Jump(head))?;
        self.settle(head, Move::Repeat { count, min, max, lazy, exit: self.here() });
        self.free = count;
        Ok(())
    }

    /// The number of a class.
    fn class(&mut self, set: &CharSet) -> u32 {
        let ranges = set.ranges().iter().flat_map(|&(first, last)| {
            // Surrogates are no characters.
            [(first, last.min(0xD7FF)), (first.max(0xE000), last)]
        });
        let ranges: Vec<(char, char)> = ranges
            .filter_map(|(first, last)| {
                let range = (char::from_u32(first)?, char::from_u32(last)?);
                (first <= last).then_some(range)
            })
            .collect();
        let classes = &mut self.engine.classes;
        number(classes.iter().position(|same| *same == ranges).unwrap_or_else(|| {
            classes.push(ranges);
            classes.len() - 1
        }))
    }
}

/// A place or a number of things, of which there are never as many as that.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(UNSET)
}
