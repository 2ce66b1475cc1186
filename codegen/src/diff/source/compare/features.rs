//! The features that choose parts of a large crate.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::line::{Line, list};
use super::Comparison;
use crate::diff::{Action, Bump};
use crate::ir::Api;

/// What a feature gave, and the features that give it now.
#[derive(Debug, Default)]
struct Lost {
    items: Vec<String>,
    features: BTreeSet<String>,
}

impl Lost {
    fn push(&mut self, item: String, feature: &str) {
        self.items.push(item);
        self.features.insert(feature.to_owned());
    }
}

impl Comparison<'_> {
    pub(super) fn features(&mut self) {
        let (old, new) = (self.pairs.old, self.pairs.new);
        let lost = self.lost();
        let (before, after): (Vec<&str>, Vec<&str>) = (old.features.names().collect(), new.features.names().collect());
        let mut push = |name: &str, action, message, bump, lines| {
            self.record(format!("feature {name}"), action, message, bump, lines, Vec::new());
        };
        let named = |features: &[&str]| {
            let quoted: Vec<String> = features.iter().map(|name| format!("{name:?}")).collect();
            Line::new(format!("default-features = false, features = [{}]", quoted.join(", ")))
        };
        if before.is_empty() && !after.is_empty() {
            let message =
                "The crate has a feature for each tag: without the default features, the operations of a tag need theirs".to_owned();
            let lines = (Line::new("default-features = false"), Some(named(&after[..1])));
            push("default", Action::Changed, message, Bump::Major, Some(lines));
            return;
        }
        for name in before.iter().filter(|name| !after.contains(name)) {
            push(name, Action::Removed, format!("The feature `{name}` is gone"), Bump::Major, Some((named(&[name]), None)));
        }
        for name in after.iter().filter(|name| !before.contains(name)) {
            push(name, Action::Added, format!("The feature `{name}` is new"), Bump::Minor, None);
        }
        for (name, Lost { items, features }) in &lost {
            let message = format!("The feature `{name}` alone no longer gives {}", list(items.iter().cloned()));
            let both: Vec<&str> = std::iter::once(name.as_str()).chain(features.iter().map(String::as_str)).collect();
            push(name, Action::Changed, message, Bump::Major, Some((named(&[name]), Some(named(&both)))));
        }
    }

    /// What a feature that stays gave, and what is there, but not by this feature.
    fn lost(&self) -> BTreeMap<String, Lost> {
        let (old, new) = (self.pairs.old, self.pairs.new);
        let mut lost: BTreeMap<String, Lost> = BTreeMap::new();
        let stay: Vec<&str> = old.features.names().filter(|name| new.features.names().any(|other| other == *name)).collect();
        if new.features.modules.is_empty() {
            return lost;
        }
        for (at, module) in old.modules.iter().enumerate() {
            let Some(feature) = old.features.modules.get(at).filter(|feature| stay.contains(&feature.as_str())) else { continue };
            for (index, operation) in module.operations.iter().enumerate() {
                let Some(same) = self.pairs.operation((at, index)) else { continue };
                if let Some(other) = new.features.modules.get(same.0).filter(|other| *other != feature) {
                    lost.entry(feature.clone()).or_default().push(format!("Client::{}", operation.name), other);
                }
            }
        }
        let needed = |api: &Api| -> HashMap<usize, BTreeSet<String>> {
            let files = api.files.iter().flat_map(|file| file.types.iter().map(|id| (id.0, file.needed_by.iter().cloned().collect())));
            files.collect()
        };
        let (was, is) = (needed(old), needed(new));
        for (index, def) in old.types.iter().enumerate() {
            let Some(id) = self.pairs.ty(crate::ir::TypeId(index)) else { continue };
            let (Some(was), Some(is)) = (was.get(&index), is.get(&id.0)) else { continue };
            if is.is_empty() {
                continue;
            }
            // What was always there was there with each of them.
            let with: Vec<&str> = stay.iter().copied().filter(|name| was.is_empty() || was.contains(*name)).collect();
            for feature in with.into_iter().filter(|name| !is.contains(*name)) {
                // Any of those that have it will do.
                let other = is.first().map_or("", String::as_str);
                lost.entry(feature.to_owned()).or_default().push(format!("types::{}", def.name), other);
            }
        }
        lost
    }
}
