//! Two clients → what changed for code that uses the generated crate, and what must be written differently.
//!
//! What both crates offer is listed item by item, what is the same in both is paired, and pairs are compared. What follows from another change is not
//! said again: a type that is renamed changes no signature that mentions it.

mod code;
mod compare;
mod origins;
mod pairs;
mod rewrite;
mod surface;

use super::ItemChange;
use crate::ir::Api;

/// What changed between the crates of two versions, by path.
#[must_use]
pub fn items(old: &Api, new: &Api) -> Vec<ItemChange> {
    compare::compare(old, new)
}
