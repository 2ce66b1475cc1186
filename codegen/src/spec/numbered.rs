//! Source nodes of loaded objects.

use std::sync::Arc;

use crate::report::Place;
use crate::source::{Node, Span};

/// A source node that a loaded object leads to.
#[derive(Clone, Debug)]
pub struct Numbered<'s> {
    /// The node.
    pub node: &'s Node,
    /// JSON pointer to it.
    pub pointer: String,
    /// What the model has no key for, rewritten like the rest.
    pub(super) carried: Vec<(&'static str, Arc<serde_json::Value>)>,
}

impl Numbered<'_> {
    /// What a key holds that the model does not have: `prefixItems`. `None`: the object does not have it either.
    #[must_use]
    pub fn carried<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        let (_, value) = self.carried.iter().find(|(name, _)| *name == key)?;
        // The shape check made the value what it has to be.
        T::deserialize(&**value).ok()
    }

    /// Where the value of a key stands, or the object itself where it has no such key.
    #[must_use]
    pub fn span(&self, key: &str) -> Span {
        self.node.get(key).map_or(self.node.span, |value| value.span)
    }

    /// The place of a key's value.
    #[must_use]
    pub fn place(&self, key: &str) -> Place {
        Place::of(self.span(key))
    }
}
