//! A change of the generated crate's API.

use super::Bump;

/// One change of what the generated crate offers.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemChange {
    /// The item's path in the crate, as users write it: `types::OrgId`, `Client::list_pets`; the newer one where it was renamed.
    pub path: String,
    /// What happened.
    pub action: Action,
    /// In one sentence. Names from the document that are no identifiers are in backquotes.
    pub message: String,
    /// What follows for the crate's version.
    pub bump: Bump,
    /// What a user must write differently. None: nothing.
    pub rewrite: Option<Rewrite>,
    /// JSON pointers of what it comes from, in the newer document where it is there, else in the older one.
    pub origins: Vec<String>,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another name.
    Renamed,
    /// It has another signature, type or meaning.
    Changed,
    /// It is `#[deprecated]` now.
    Deprecated,
}

/// A line of code that a user of the crate must write differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// As it is.
    pub before: String,
    /// As it must be. None: there is nothing to put in its place.
    pub after: Option<String>,
}
