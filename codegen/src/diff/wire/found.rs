//! What was found, and by which operations it is reached.
//!
//! A pair of schemas is compared once for each way that it is used, however many operations use it: it is a [`Unit`], which knows its own findings and
//! what lies below. Who uses them is told at the end.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::place::Places;
use super::words::sentence;
use crate::diff::{Change, Level, Part, Rule, Use};
use crate::source::Node;

/// A change, before it is known whom it concerns.
#[derive(Clone, Debug)]
pub(super) struct Finding<'s> {
    pub(super) rule: &'static Rule,
    pub(super) part: Part,
    pub(super) message: String,
    pub(super) old: Option<&'s Node>,
    pub(super) new: Option<&'s Node>,
    /// How many things it is about that others count one by one.
    pub(super) times: usize,
}

/// A pair that is compared once.
#[derive(Debug, Default)]
pub(super) struct Unit<'s> {
    pub(super) findings: Vec<Finding<'s>>,
    pub(super) below: Vec<UnitId>,
}

/// Names a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct UnitId(usize);

/// All units, and where operations enter them.
#[derive(Debug, Default)]
pub(super) struct Found<'s> {
    units: Vec<Unit<'s>>,
    /// Of the document as a whole.
    pub(super) whole: Vec<Finding<'s>>,
    operations: Vec<(String, UnitId)>,
}

impl<'s> Found<'s> {
    /// A new unit.
    pub(super) fn unit(&mut self) -> UnitId {
        self.units.push(Unit::default());
        UnitId(self.units.len() - 1)
    }

    /// A new unit of an operation.
    pub(super) fn operation(&mut self, label: String) -> UnitId {
        let unit = self.unit();
        self.operations.push((label, unit));
        unit
    }

    pub(super) fn push(&mut self, unit: UnitId, finding: Finding<'s>) {
        self.units[unit.0].findings.push(finding);
    }

    /// Says that one unit is part of another.
    pub(super) fn link(&mut self, above: UnitId, below: UnitId) {
        self.units[above.0].below.push(below);
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.units.iter().all(|unit| unit.findings.is_empty())
    }

    /// What the worst of it means.
    pub(super) fn worst(&self) -> Option<Level> {
        self.whole.iter().chain(self.units.iter().flat_map(|unit| &unit.findings)).map(|finding| finding.rule.wire).max()
    }

    /// Each finding once, with all that it concerns.
    pub(super) fn into_changes(self, places: &[Places<'s>; 2]) -> Vec<Change> {
        let mut changes = Changes::default();
        for finding in &self.whole {
            changes.of(finding);
        }
        let tells = self.tell();
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        for (label, root) in &self.operations {
            for (unit, times) in self.reached(*root, &tells) {
                for (index, finding) in self.units[unit].findings.iter().enumerate() {
                    let change = *known.entry((unit, index)).or_insert_with(|| changes.of(finding));
                    changes.used(change, Use { operation: label.clone(), part: finding.part, times: times.saturating_mul(finding.times) });
                }
            }
        }
        changes.located(places)
    }

    /// For each unit, whether there is a finding in it or below.
    fn tell(&self) -> Vec<bool> {
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); self.units.len()];
        for (index, unit) in self.units.iter().enumerate() {
            for below in &unit.below {
                above[below.0].push(index);
            }
        }
        let mut tells = vec![false; self.units.len()];
        let mut open: Vec<usize> = (0..self.units.len()).filter(|index| !self.units[*index].findings.is_empty()).collect();
        while let Some(index) = open.pop() {
            if !std::mem::replace(&mut tells[index], true) {
                open.extend(&above[index]);
            }
        }
        tells
    }

    /// The units that one leads to, in the order of the document, and how many ways lead there. A way back to where it came from is none.
    fn reached(&self, root: UnitId, tells: &[bool]) -> Vec<(usize, usize)> {
        let below = |index: usize| self.units[index].below.iter().map(|unit| unit.0).filter(|unit| tells[*unit]);
        // Backwards, every unit comes after all that lead to it, but for those that a circle leads back to.
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut seen = HashMap::new();
        let mut open = vec![(root.0, false)];
        while let Some((index, left)) = open.pop() {
            if left {
                seen.insert(index, after.len());
                after.push(index);
            } else if let Entry::Vacant(entry) = seen.entry(index) {
                entry.insert(usize::MAX);
                before.push(index);
                open.push((index, true));
                open.extend(below(index).map(|unit| (unit, false)).collect::<Vec<_>>().into_iter().rev());
            }
        }
        let mut times: HashMap<usize, usize> = HashMap::from([(root.0, 1)]);
        for index in after.iter().rev() {
            let ways = times.get(index).copied().unwrap_or(0);
            for unit in below(*index).filter(|unit| seen.get(unit) < seen.get(index)) {
                let count = times.entry(unit).or_insert(0);
                *count = count.saturating_add(ways);
            }
        }
        before.into_iter().map(|index| (index, times.get(&index).copied().unwrap_or(1))).collect()
    }
}

/// What makes two findings one change: rule, places, sentence.
type Key = (&'static str, Option<*const Node>, Option<*const Node>, String);

/// Changes, each once.
#[derive(Default)]
struct Changes<'s> {
    changes: Vec<(Finding<'s>, Vec<Use>)>,
    known: HashMap<Key, usize>,
}

impl<'s> Changes<'s> {
    /// The change that a finding is.
    fn of(&mut self, finding: &Finding<'s>) -> usize {
        let address = |node: Option<&'s Node>| node.map(|node| &raw const *node);
        let key = (finding.rule.id.as_str(), address(finding.old), address(finding.new), finding.message.clone());
        *self.known.entry(key).or_insert_with(|| {
            self.changes.push((finding.clone(), Vec::new()));
            self.changes.len() - 1
        })
    }

    /// Says that an operation uses what changed. Operations come one after the other.
    fn used(&mut self, change: usize, used: Use) {
        let all = &mut self.changes[change].1;
        let mut same = all.iter_mut().rev().take_while(|known| known.operation == used.operation);
        match same.find(|known| known.part == used.part) {
            Some(known) => known.times = known.times.saturating_add(used.times),
            None => all.push(used),
        }
    }

    fn located(self, [old, new]: &[Places<'s>; 2]) -> Vec<Change> {
        let olds = old.spots(self.changes.iter().filter_map(|(finding, _)| finding.old));
        let news = new.spots(self.changes.iter().filter_map(|(finding, _)| finding.new));
        let change = |(finding, uses): (Finding<'s>, Vec<Use>)| Change {
            rule: &finding.rule.id,
            level: finding.rule.wire,
            uses,
            message: sentence(&finding.message),
            old: finding.old.and_then(|node| olds.get(&(&raw const *node)).cloned()),
            new: finding.new.and_then(|node| news.get(&(&raw const *node)).cloned()),
            accepted: None,
        };
        self.changes.into_iter().map(change).collect()
    }
}
