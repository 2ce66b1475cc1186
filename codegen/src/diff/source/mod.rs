//! Two clients → what changed for code that uses the generated crate, and what must be written differently.
//!
//! What both crates offer is listed item by item, what is the same in both is paired, and pairs are compared. What follows from another change is not
//! said again: a type that is renamed changes no signature that mentions it.

mod code;
mod compare;
mod line;
mod origins;
mod pairs;
mod surface;

use super::ItemChange;
use crate::ir::Api;

/// A change, and what its lines of code need to compile.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The change.
    pub change: ItemChange,
    /// The variables that the line as it is uses, with their types.
    pub before: Vec<(String, String)>,
    /// Those that it uses as it must be.
    pub after: Vec<(String, String)>,
}

/// What changed between the crates of two versions, by path.
#[must_use]
pub fn items(old: &Api, new: &Api) -> Vec<ItemChange> {
    samples(old, new).into_iter().map(|sample| sample.change).collect()
}

/// The same, so that a compiler can be asked whether it is true: the older crate takes each line as it is, the newer one takes none of those that break.
#[must_use]
pub fn samples(old: &Api, new: &Api) -> Vec<Sample> {
    compare::compare(old, new)
}

/// What a crate offers, a line for each item, in no order: what a comparison sees of it.
#[must_use]
pub fn surface(api: &Api) -> Vec<String> {
    surface::Surface::of(api).lines(api)
}
