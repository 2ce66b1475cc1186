//! How long the strings are that an automaton accepts.

use super::dfa::Dfa;
use crate::pattern::Length;

/// The longest strings that are tried.
const LONGEST: u64 = 10_000;

/// The least and the most characters. Nothing if no string is accepted.
pub(super) fn lengths(dfa: &Dfa) -> Option<Length> {
    let states = dfa.next.len();
    let mut useful = dfa.accepts.clone();
    let mut grew = true;
    while grew {
        grew = false;
        // Backwards, because most states come before those that they lead to.
        for state in (0..states).rev() {
            if !useful[state] && dfa.next[state].iter().any(|&next| useful[next]) {
                useful[state] = true;
                grew = true;
            }
        }
    }
    if !useful[0] {
        return None;
    }
    let mut reached = vec![false; states];
    reached[0] = true;
    let mut least = None;
    let mut most = None;
    // A string with more characters than there are states goes through one of them twice, and so there are longer ones
    // still.
    for count in 0..=states {
        if (0..states).any(|state| reached[state] && dfa.accepts[state]) {
            least = least.or(Some(count));
            most = Some(count);
        }
        reached = after(dfa, &reached, &useful);
    }
    let endless = reached.iter().any(|&reached| reached);
    let number = |count: usize| u64::try_from(count).ok();
    Some(Length { min: least.and_then(number).filter(|&least| least > 0), max: if endless { None } else { most.and_then(number) } })
}

/// Whether a string within the bounds is accepted. If that takes long to tell, it is taken to be so.
pub(super) fn meets(dfa: &Dfa, bounds: Length) -> bool {
    let states = dfa.next.len();
    let everywhere = vec![true; states];
    let mut reached = vec![false; states];
    reached[0] = true;
    let Length { min, max } = bounds;
    let (min, max) = (min.unwrap_or(0), max.unwrap_or(u64::MAX));
    let cycles = u64::try_from(states).unwrap_or(LONGEST);
    for count in 0..=max.min(min.saturating_add(cycles)) {
        if count > LONGEST {
            return true;
        }
        if count >= min && (0..states).any(|state| reached[state] && dfa.accepts[state]) {
            return true;
        }
        reached = after(dfa, &reached, &everywhere);
    }
    false
}

/// The states one character later, of those that are `useful`.
fn after(dfa: &Dfa, reached: &[bool], useful: &[bool]) -> Vec<bool> {
    let mut next = vec![false; reached.len()];
    for (row, _) in dfa.next.iter().zip(reached).filter(|(_, reached)| **reached) {
        for &state in row {
            next[state] = useful[state];
        }
    }
    next
}
