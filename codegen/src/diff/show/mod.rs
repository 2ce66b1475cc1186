//! A diff → what people and programs read: text for a terminal, Markdown, JSON, annotations, a page, an entry of a changelog.
//!
//! Each output is a function of a [`View`] and a file of its own. What comes from a document is trusted by none of them: it is one line, without what a terminal
//! obeys or nobody sees, and escaped by the rules of the output, wherever it stands.
//!
//! Deliberately absent: any decision about what a change means.

mod changelog;
mod github;
mod html;
mod inline;
mod json;
mod markdown;
mod text;
mod view;

#[cfg(test)]
mod tests;

pub use changelog::{changelog, entry, released};
pub use github::annotations;
pub use html::page;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use text::text;
pub use view::{Links, View};
