//! What a project has agreed on: other levels for rules, and changes that it accepts.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Diff, Level};

/// The `[diff]` part of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Agreement {
    /// Levels of rules, by their ids, in place of their own.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
    /// Changes that are meant, and break nobody who has not been told.
    #[serde(default)]
    pub accepted: Vec<Accepted>,
}

/// A change that the project accepts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The rule's id.
    pub rule: String,
    /// JSON pointer of what changed: in the newer document, or of what is gone, in the older one.
    pub pointer: String,
    /// Why, for those who read the changelog.
    pub reason: String,
}

impl Diff {
    /// Gives the changes the levels and the reasons that were agreed on. Returns the indices of accepted changes that did not happen.
    pub fn agree(&mut self, Agreement { levels, accepted }: &Agreement) -> Vec<usize> {
        let mut met = vec![false; accepted.len()];
        for change in &mut self.changes {
            if let Some(level) = levels.get(change.rule) {
                change.level = *level;
            }
            let spots = [&change.new, &change.old];
            let is_meant = |accepted: &Accepted| {
                accepted.rule == change.rule && spots.iter().any(|spot| spot.as_ref().is_some_and(|spot| spot.pointer == accepted.pointer))
            };
            if let Some(index) = accepted.iter().position(is_meant) {
                change.accepted = Some(accepted[index].reason.clone());
                met[index] = true;
            }
        }
        (0..accepted.len()).filter(|index| !met[*index]).collect()
    }
}
