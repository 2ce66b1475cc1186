//! Everything that is wrong or noteworthy, collected and shown at once.
//!
//! Comes in: [`Diagnostic`]s from every stage, pushed to a [`Report`]. Goes out: text in the style of rustc, JSON, or annotations
//! for a pull request ([`render()`], [`to_json`], [`to_annotations`]). What a document says is never trusted in it: control and invisible characters are spelt out.
//!
//! Deliberately absent: any decision about what is an error, and whether the output is a terminal.

mod clean;
mod collect;
mod diagnostic;
mod machine;
mod place;
mod render;
mod snippet;

pub(crate) use clean::{clean, is_unprintable};
pub use collect::{Counts, Report};
pub use diagnostic::{Diagnostic, Severity};
pub(crate) use machine::{annotation_data, annotation_property, position};
pub use machine::{to_annotations, to_json};
pub use place::Place;
pub use render::{Style, render};

#[cfg(test)]
mod tests;
