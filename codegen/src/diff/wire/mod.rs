//! Document against document: what changed, and what that means for programs already deployed.

mod policy;

pub use policy::{Policy, Stability};

use super::Change;
use crate::source::Sources;

/// What changed from one document to another, in the order of the newer one; what is gone stands where it was.
#[must_use]
pub fn changes(_old: &Sources, _new: &Sources, _policy: &Policy) -> Vec<Change> {
    Vec::new()
}
