//! Two documents → what changed between them, and what that means for those who have the older one.
//!
//! Two verdicts. *Wire*: what happens to programs already deployed, by rules that are data. *Source*: what happens to code that uses the generated crate,
//! by comparing the two clients. How it is shown is not decided here.

mod agreement;
mod change;
mod item;
mod level;
mod rules;
pub mod show;
mod source;
mod version;
mod wire;

pub use agreement::{Accepted, Agreement};
pub use change::{Change, Part, Spot, Use};
pub use item::{Action, ItemChange, Rewrite};
pub use level::{Bump, Level};
pub use rules::{Direction, Example, Rule, rule, rules};
pub use source::{Sample, items, samples, surface};
pub use wire::{Policy, Stability, changes};

use crate::ir::Api;
use crate::source::{FileId, Node, Sources};

/// All that changed between two versions of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// `info.version` of the older one.
    pub old_version: String,
    /// `info.version` of the newer one.
    pub new_version: String,
    /// What changed in the document, in the order of the newer one; what is gone stands where it was.
    pub changes: Vec<Change>,
    /// What changed in the generated crate's API, by path.
    pub items: Vec<ItemChange>,
    /// One of the documents makes no client, so that nothing is known of the crate.
    pub no_client: bool,
}

impl Diff {
    /// What changed from an older version to a newer one: of each, its files and its client, if it makes one.
    #[must_use]
    pub fn between((old, old_api): (&Sources, Option<&Api>), (new, new_api): (&Sources, Option<&Api>), policy: &Policy) -> Self {
        let version = |sources: &Sources| {
            let info = sources.get(FileId::ENTRY).and_then(|source| source.at("/info/version"));
            info.and_then(Node::as_str).unwrap_or_default().to_owned()
        };
        let clients = old_api.zip(new_api);
        Self {
            old_version: old_api.map_or_else(|| version(old), |api| api.version.clone()),
            new_version: new_api.map_or_else(|| version(new), |api| api.version.clone()),
            changes: changes(old, new, policy),
            items: clients.map(|(old, new)| items(old, new)).unwrap_or_default(),
            no_client: clients.is_none(),
        }
    }

    /// Leaves out changes of operations that neither crate has: those for whose JSON pointer the answer is yes, and what concerns no others.
    pub fn without(&mut self, is_left_out: impl Fn(&str) -> bool) {
        self.changes.retain_mut(|change| {
            let concerned = !change.uses.is_empty();
            change.uses.retain(|used| !is_left_out(&used.pointer()));
            !(concerned && change.uses.is_empty())
        });
    }

    /// What it means for programs already deployed: the worst of the changes that nobody has accepted.
    #[must_use]
    pub fn wire(&self) -> Option<Level> {
        self.changes.iter().filter(|change| change.accepted.is_none()).map(|change| change.level).max()
    }

    /// What it means for code that uses the crate.
    #[must_use]
    pub fn source(&self) -> Option<Bump> {
        self.items.iter().map(|item| item.bump).max()
    }
}
