//! What a pattern can still match at one place of a string, as sets of threads.
//!
//! A thread is an instruction that reads next, with obligations: sets of threads of which some, or none, must match
//! what follows. That is what a lookahead leaves behind when it is passed. A lookbehind runs from the start of the
//! string on, and whoever passes it takes over the obligations of its threads that match there. So lookarounds of all
//! kinds, nested as they may be, are decided in one pass without looking back: the sets that are reachable are the
//! states of an automaton.

use std::collections::HashSet;

use super::TooLarge;
use super::alphabet::Alphabet;
use super::numbered::Numbered;
use super::program::{Instruction, MATCH, Place, Program};

/// The most threads that are followed, over all places: what keeps the time of a hostile pattern down.
const WORK: u32 = 1_000_000;

/// The number of a set of threads.
pub(super) type SetId = usize;

/// The number of a list of obligations, all of which must hold.
type Duties = usize;

/// No obligations.
const FREE: Duties = 0;

/// No threads: nothing matches.
const NEVER: SetId = 0;

/// A thread that matched: anything matches.
pub(super) const ALWAYS: SetId = 1;

type Thread = (Place, Duties);

/// Whether the set of threads must not match what follows, and the set.
type Duty = (bool, SetId);

/// What a condition on what follows is worth.
#[derive(Clone, Copy)]
enum Verdict {
    Holds,
    Fails,
    Open(Duty),
}

/// A pattern, and all sets of its threads that were met.
pub(super) struct Threads<'p> {
    program: &'p Program,
    alphabet: &'p Alphabet,
    sets: Numbered<Vec<Thread>>,
    duties: Numbered<Vec<Duty>>,
    work: u32,
}

/// What is known at a place: whether it is the start, and the threads of each lookbehind.
#[derive(Clone, Copy)]
struct Here<'h> {
    start: bool,
    behinds: &'h [SetId],
}

/// Whether a thread that matched stays.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// It does: something matches, whatever follows.
    Onwards,
    /// It does not: a lookbehind matches at one place.
    Behind,
}

/// All that a pattern can still match: the state of an automaton.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    behinds: Vec<SetId>,
    main: SetId,
}

impl<'p> Threads<'p> {
    pub(super) fn new(program: &'p Program, alphabet: &'p Alphabet) -> Self {
        let mut sets = Numbered::default();
        let mut duties = Numbered::default();
        duties.number(Vec::new());
        sets.number(Vec::new());
        sets.number(vec![(MATCH, FREE)]);
        Self { program, alphabet, sets, duties, work: 0 }
    }

    /// The state before anything is read.
    pub(super) fn start(&mut self) -> Result<State, TooLarge> {
        let mut behinds = Vec::new();
        for &entry in &self.program.behinds {
            let set = self.close(vec![(entry, FREE)], Here { start: true, behinds: &behinds }, Kind::Behind)?;
            behinds.push(set);
        }
        let main = self.close(vec![(self.program.entry, FREE)], Here { start: true, behinds: &behinds }, Kind::Onwards)?;
        Ok(State::new(behinds, main))
    }

    /// The state after a symbol is read. A match may start there as well.
    pub(super) fn after(&mut self, state: &State, symbol: usize) -> Result<State, TooLarge> {
        if state.main == ALWAYS {
            return Ok(state.clone());
        }
        let mut behinds = Vec::new();
        for (&set, &entry) in state.behinds.iter().zip(&self.program.behinds) {
            let here = Here { start: false, behinds: &behinds };
            let mut threads = self.step(set, symbol, here, Kind::Behind)?;
            threads.push((entry, FREE));
            let set = self.close(threads, here, Kind::Behind)?;
            behinds.push(set);
        }
        let here = Here { start: false, behinds: &behinds };
        let mut threads = self.step(state.main, symbol, here, Kind::Onwards)?;
        threads.push((self.program.entry, FREE));
        let main = self.close(threads, here, Kind::Onwards)?;
        Ok(State::new(behinds, main))
    }

    /// Whether the string may end in a state.
    pub(super) fn accepts(&self, state: &State) -> bool {
        self.accepts_set(state.main)
    }

    fn accepts_set(&self, set: SetId) -> bool {
        let holds = |&(negated, set): &Duty| self.accepts_set(set) != negated;
        self.sets.items()[set].iter().any(|&(place, duties)| place == MATCH && self.duties.items()[duties].iter().all(holds))
    }

    /// The threads of a set after a symbol, before [`Threads::close`].
    fn step(&mut self, set: SetId, symbol: usize, here: Here, kind: Kind) -> Result<Vec<Thread>, TooLarge> {
        let mut threads = Vec::new();
        for (place, duties) in self.sets.items()[set].clone() {
            self.spend()?;
            let next = match self.instruction(place) {
                Instruction::Match if kind == Kind::Onwards => MATCH,
                Instruction::Class { set, next } if self.alphabet.is_member(symbol, *set) => *next,
                _ => continue,
            };
            if let Some(duties) = self.step_duties(duties, symbol, here)? {
                threads.push((next, duties));
            }
        }
        Ok(threads)
    }

    /// What is left of obligations after a symbol. Nothing if one fails.
    fn step_duties(&mut self, duties: Duties, symbol: usize, here: Here) -> Result<Option<Duties>, TooLarge> {
        let mut left = Vec::new();
        for (negated, set) in self.duties.items()[duties].clone() {
            let threads = self.step(set, symbol, here, Kind::Onwards)?;
            let set = self.close(threads, here, Kind::Onwards)?;
            match self.verdict(negated, set) {
                Verdict::Holds => {}
                Verdict::Fails => return Ok(None),
                Verdict::Open(duty) => left.push(duty),
            }
        }
        Ok(self.all_of(left))
    }

    /// Follows threads up to what reads.
    fn close(&mut self, mut pending: Vec<Thread>, here: Here, kind: Kind) -> Result<SetId, TooLarge> {
        let mut seen: HashSet<Thread> = HashSet::new();
        let mut set = Vec::new();
        while let Some(thread) = pending.pop() {
            self.spend()?;
            if !seen.insert(thread) {
                continue;
            }
            let (place, duties) = thread;
            match *self.instruction(place) {
                Instruction::Match if kind == Kind::Onwards && duties == FREE => return Ok(ALWAYS),
                Instruction::Match | Instruction::Class { .. } => set.push(thread),
                Instruction::Split { first, second } => pending.extend([(second, duties), (first, duties)]),
                Instruction::Start { next } if here.start => pending.push((next, duties)),
                Instruction::Start { .. } => {}
                Instruction::Ahead { negated, body, next } => {
                    let ahead = self.close(vec![(body, FREE)], here, Kind::Onwards)?;
                    let verdict = self.verdict(negated, ahead);
                    pending.extend(self.pass(next, duties, verdict));
                }
                Instruction::Behind { negated, behind, next } => {
                    let matched = self.sets.items()[here.behinds[behind]].iter().copied().filter(|(place, _)| *place == MATCH);
                    let matched = matched.collect();
                    let matched = self.number(matched, Kind::Onwards);
                    let verdict = self.verdict(negated, matched);
                    pending.extend(self.pass(next, duties, verdict));
                }
            }
        }
        Ok(self.number(set, kind))
    }

    /// The thread that passes a lookaround, if it does.
    fn pass(&mut self, next: Place, duties: Duties, verdict: Verdict) -> Option<Thread> {
        match verdict {
            Verdict::Holds => Some((next, duties)),
            Verdict::Fails => None,
            Verdict::Open(duty) => {
                let all = [self.duties.items()[duties].as_slice(), &[duty]].concat();
                Some((next, self.all_of(all)?))
            }
        }
    }

    fn verdict(&self, negated: bool, set: SetId) -> Verdict {
        match (set, negated) {
            (NEVER, true) | (ALWAYS, false) => Verdict::Holds,
            (NEVER, false) | (ALWAYS, true) => Verdict::Fails,
            _ => match self.sets.items()[set].as_slice() {
                // Nothing but an obligation: not not is so.
                &[(MATCH, duties)] => match self.duties.items()[duties].as_slice() {
                    &[(inner, set)] => Verdict::Open((negated != inner, set)),
                    _ => Verdict::Open((negated, set)),
                },
                _ => Verdict::Open((negated, set)),
            },
        }
    }

    /// The number of obligations. Nothing if they contradict each other.
    fn all_of(&mut self, mut duties: Vec<Duty>) -> Option<Duties> {
        duties.sort_unstable();
        duties.dedup();
        let contradicts = duties.iter().any(|&(negated, set)| !negated && duties.contains(&(true, set)));
        (!contradicts).then(|| self.duties.number(duties))
    }

    /// The number of a set, without threads that another one makes superfluous: one at the same place with fewer
    /// obligations.
    fn number(&mut self, mut threads: Vec<Thread>, kind: Kind) -> SetId {
        threads.sort_unstable();
        if kind == Kind::Onwards && threads.contains(&(MATCH, FREE)) {
            return ALWAYS;
        }
        let duties = self.duties.items();
        let fewer = |some: Duties, more: Duties| some != more && duties[some].iter().all(|duty| duties[more].contains(duty));
        let mut needed = Vec::with_capacity(threads.len());
        for same_place in threads.chunk_by(|first, second| first.0 == second.0) {
            let superfluous = |thread: &&Thread| same_place.iter().any(|other| fewer(other.1, thread.1));
            needed.extend(same_place.iter().filter(|thread| same_place.len() == 1 || !superfluous(thread)));
            self.work = self.work.saturating_add(u32::try_from(same_place.len().pow(2)).unwrap_or(u32::MAX));
        }
        self.sets.number(needed)
    }

    fn instruction(&self, place: Place) -> &'p Instruction {
        // Places come from the program itself.
        usize::try_from(place).ok().and_then(|place| self.program.instructions.get(place)).unwrap_or(&Instruction::Match)
    }

    fn spend(&mut self) -> Result<(), TooLarge> {
        self.work += 1;
        if self.work > WORK { Err(TooLarge) } else { Ok(()) }
    }
}

impl State {
    fn new(behinds: Vec<SetId>, main: SetId) -> Self {
        // Once all is decided, what lies behind does not matter.
        if main == ALWAYS { Self { behinds: Vec::new(), main } } else { Self { behinds, main } }
    }
}
