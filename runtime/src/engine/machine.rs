//! A run of a program from one place of a text on.

use super::text::{contains, decode, next, previous};
use super::{Program, REGISTERS, STEPS, Step, UNSET};

/// How much is remembered of what else could be tried. Where that is too little, nothing is decided.
const DEPTH: usize = 4096;

/// What to do where a try has failed, the last first.
#[derive(Clone, Copy)]
enum Frame {
    /// Go on in another place.
    Try { step: u32, at: u32 },
    /// Read one character less, down to `least`.
    Less { step: u32, at: u32, least: u32, back: bool },
    /// Forget what was noted.
    Restore { register: u32, value: u32 },
    /// Forget that a body was taken once more.
    Unround { count: u32, mark: u32 },
    /// A lookaround that was not decided: its body does not match.
    Look { negated: bool, exit: u32, at: u32 },
}

pub(super) struct Machine<'t> {
    text: &'t [u8],
    registers: [u32; REGISTERS],
    frames: [Frame; DEPTH],
    count: usize,
    /// How many characters may still be read, and steps be taken.
    steps: u32,
}

impl<'t> Machine<'t> {
    /// `None`: the text is longer than any machine could read in time.
    #[expect(clippy::large_stack_arrays, reason = "64 KiB, and nothing is allocated")]
    pub(super) const fn new(text: &'t [u8]) -> Option<Self> {
        let frames = [Frame::Try { step: 0, at: 0 }; DEPTH];
        let machine = Self { text, registers: [UNSET; REGISTERS], frames, count: 0, steps: STEPS };
        if text.len() > STEPS as usize { None } else { Some(machine) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "longer texts are not read")]
    const fn end(&self) -> u32 {
        self.text.len() as u32
    }

    /// Whether the text matches from `start` on. `None`: it takes too long to tell.
    pub(super) const fn run(&mut self, program: &Program, start: u32) -> Option<bool> {
        self.registers = [UNSET; REGISTERS];
        self.count = 0;
        let mut here = Some((0, start));
        loop {
            let Some((step, at)) = here else {
                here = self.resume();
                if here.is_none() {
                    return Some(false);
                }
                continue;
            };
            if matches!(program.steps[step as usize], Step::Match) {
                return Some(true);
            }
            if self.steps == 0 {
                return None;
            }
            self.steps -= 1;
            here = self.step(program, step, at);
        }
    }

    /// Takes a step. `None`: it fails.
    const fn step(&mut self, program: &Program, step: u32, at: u32) -> Option<(u32, u32)> {
        match program.steps[step as usize] {
            Step::Read { class, back } => {
                let Some(at) = self.read(program.classes[class as usize], at, back) else { return None };
                return Some((step + 1, at));
            }
            Step::ReadAll { class, min, max, back } => {
                return self.read_all(program.classes[class as usize], step + 1, at, (min, max), back);
            }
            Step::ReadAgain { group, back } => {
                let Some(at) = self.read_again(group, at, back) else { return None };
                return Some((step + 1, at));
            }
            Step::Start if at != 0 => return None,
            Step::End if at != self.end() => return None,
            Step::Start | Step::End | Step::Match => {}
            Step::Jump(to) => return Some((to, at)),
            Step::Split(first, second) => {
                self.push(Frame::Try { step: second, at });
                return Some((first, at));
            }
            Step::Set(register, value) => self.set(register, value),
            Step::Mark(register) => self.set(register, at),
            Step::Repeat { count, min, max, lazy, exit } => {
                let taken = self.registers[count as usize];
                // A round that was not needed and has read nothing could go on for ever.
                if taken > min && self.registers[(count + 1) as usize] == at {
                    return None;
                }
                if taken == max {
                    return Some((exit, at));
                }
                if taken >= min {
                    let (first, second) = if lazy { (exit, step + 1) } else { (step + 1, exit) };
                    self.push(Frame::Try { step: second, at });
                    return Some((first, at));
                }
            }
            Step::Round { count, groups: (from, to) } => {
                let taken = self.registers[count as usize];
                self.push(Frame::Unround { count, mark: self.registers[(count + 1) as usize] });
                self.registers[count as usize] = taken + 1;
                self.registers[(count + 1) as usize] = at;
                let mut register = from;
                while register < to {
                    if self.registers[register as usize] != UNSET {
                        self.set(register, UNSET);
                    }
                    register += 1;
                }
            }
            Step::Look { negated, exit } => self.push(Frame::Look { negated, exit, at }),
            Step::Looked => return self.looked(),
        }
        Some((step + 1, at))
    }

    /// Reads a character of a class.
    const fn read(&self, class: &[(char, char)], at: u32, back: bool) -> Option<u32> {
        if at == if back { 0 } else { self.end() } {
            return None;
        }
        let to = if back { previous(self.text, at) } else { next(self.text, at) };
        let (start, end) = if back { (to, at) } else { (at, to) };
        if contains(class, decode(self.text, start, end)) { Some(to) } else { None }
    }

    /// Reads as many characters of a class as there are.
    const fn read_all(&mut self, class: &[(char, char)], step: u32, start: u32, (min, max): (u32, u32), back: bool) -> Option<(u32, u32)> {
        let (mut at, mut least, mut count) = (start, start, 0);
        while count < max
            && self.steps > 0
            && let Some(to) = self.read(class, at, back)
        {
            at = to;
            count += 1;
            self.steps -= 1;
            if count == min {
                least = at;
            }
        }
        if count < min {
            return None;
        }
        if at != least {
            self.push(Frame::Less { step, at, least, back });
        }
        Some((step, at))
    }

    /// Reads what a group has read. One that has read nothing is not looked for.
    const fn read_again(&mut self, group: u32, at: u32, back: bool) -> Option<u32> {
        let (start, end) = (self.registers[group as usize], self.registers[(group + 1) as usize]);
        if start == UNSET || end == UNSET {
            return Some(at);
        }
        let length = end - start;
        if length > if back { at } else { self.end() - at } {
            return None;
        }
        self.steps = self.steps.saturating_sub(length);
        let from = if back { at - length } else { at };
        let mut offset = 0;
        while offset < length {
            if self.text[(start + offset) as usize] != self.text[(from + offset) as usize] {
                return None;
            }
            offset += 1;
        }
        Some(if back { from } else { from + length })
    }

    /// A lookaround is decided: what else its body could do does not matter any more, what it has noted does.
    const fn looked(&mut self) -> Option<(u32, u32)> {
        let mut found = self.count;
        while found > 0 {
            found -= 1;
            let Frame::Look { negated, exit, at } = self.frames[found] else { continue };
            if negated {
                while self.count > found {
                    self.count -= 1;
                    self.undo(self.frames[self.count]);
                }
                return None;
            }
            let (end, mut frame) = (self.count, found + 1);
            self.count = found;
            while frame < end {
                if let Frame::Restore { .. } | Frame::Unround { .. } = self.frames[frame] {
                    self.frames[self.count] = self.frames[frame];
                    self.count += 1;
                }
                frame += 1;
            }
            return Some((exit, at));
        }
        None
    }

    /// What to try next after a failure.
    const fn resume(&mut self) -> Option<(u32, u32)> {
        while self.count > 0 {
            self.count -= 1;
            match self.frames[self.count] {
                Frame::Try { step, at } => return Some((step, at)),
                Frame::Less { step, at, least, back } => {
                    let at = if back { next(self.text, at) } else { previous(self.text, at) };
                    if at != least {
                        self.push(Frame::Less { step, at, least, back });
                    }
                    return Some((step, at));
                }
                note @ (Frame::Restore { .. } | Frame::Unround { .. }) => self.undo(note),
                Frame::Look { negated: true, exit, at } => return Some((exit, at)),
                Frame::Look { negated: false, .. } => {}
            }
        }
        None
    }

    /// Forgets what was noted.
    const fn undo(&mut self, frame: Frame) {
        match frame {
            Frame::Restore { register, value } => self.registers[register as usize] = value,
            Frame::Unround { count, mark } => {
                self.registers[count as usize] -= 1;
                self.registers[(count + 1) as usize] = mark;
            }
            Frame::Try { .. } | Frame::Less { .. } | Frame::Look { .. } => {}
        }
    }

    const fn set(&mut self, register: u32, value: u32) {
        let before = self.registers[register as usize];
        self.push(Frame::Restore { register, value: before });
        self.registers[register as usize] = value;
    }

    const fn push(&mut self, frame: Frame) {
        if self.count == DEPTH {
            self.steps = 0;
        } else {
            self.frames[self.count] = frame;
            self.count += 1;
        }
    }
}
