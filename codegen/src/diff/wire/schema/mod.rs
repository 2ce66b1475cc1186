//! Schemas: what each keyword's change means for what may be sent or received.

mod arrays;
mod bounds;
mod choices;
mod compare;
mod keywords;
mod lifecycle;
mod members;
mod node;
pub(super) mod notes;
mod objects;
pub(super) mod shape;
mod types;
mod values;
mod view;

pub(super) use compare::Waiting;
pub(super) use lifecycle::{Lifecycle, Say, removal, stability};
pub(super) use view::Schema;
