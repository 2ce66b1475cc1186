//! Numbers for things, so that what is equal has the same.

use std::collections::HashMap;
use std::hash::Hash;

/// Things in the order in which they were first met.
pub(super) struct Numbered<T> {
    numbers: HashMap<T, usize>,
    items: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), items: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// The number of a thing.
    pub(super) fn number(&mut self, item: T) -> usize {
        *self.numbers.entry(item).or_insert_with_key(|item| {
            self.items.push(item.clone());
            self.items.len() - 1
        })
    }

    /// The things by their numbers.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }
}
