//! How much is read before it is refused.
//!
//! Chosen against 3,100 real files: the most that any of them has is 13 MB, 258,000 values, 36 levels, and 1,288 values copied
//! by aliases.

/// The largest file, and the most that all files of a document have together, in bytes. Positions are 32 bits wide, which this keeps true.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The most values in one document, all its files together, copies by aliases included.
pub const MAX_NODES: usize = 2_000_000;

/// The most files that one document may be in.
pub const MAX_FILES: usize = 10_000;

/// The most values that anchors may set aside and aliases may copy.
pub const MAX_COPIED_NODES: usize = 250_000;

/// The most levels of arrays and objects inside each other, those that aliases bring included.
///
/// So a function that recurses over a [`Node`](super::Node) does not overflow the 2 MiB stack of a thread, and `serde_json`, which
/// stops at 127, reads back what it writes.
pub const MAX_DEPTH: usize = 100;

/// The most mistakes reported about one file.
pub const MAX_ERRORS: usize = 100;

/// The longest key, in characters, that need not be introduced by `?`. YAML says 1024, JSON has no bound.
pub const MAX_KEY_LENGTH: usize = 65_536;
