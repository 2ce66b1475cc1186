//! Values that stand in no file as they are, and live as long as those that do.

use std::cell::{Cell, OnceCell};

use super::Node;

/// A place for values that are made while others are in use: none of them ever moves.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Each is twice as long as the one before it.
    chunks: [OnceCell<Box<[OnceCell<Node>]>>; 32],
    count: Cell<usize>,
}

impl Kept {
    pub(super) fn keep(&self, node: Node) -> &Node {
        let number = self.count.get() + 1;
        self.count.set(number);
        let chunk = number.ilog2();
        let cells = self.chunks[chunk as usize].get_or_init(|| (0..1_usize << chunk).map(|_| OnceCell::new()).collect());
        cells[number - (1 << chunk)].get_or_init(|| node)
    }
}
