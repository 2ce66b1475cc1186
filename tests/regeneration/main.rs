//! Regeneration as it happens to people, in a copy of this workspace: a document is replaced, and cargo runs.
//!
//! Cold, most of the time goes into compiling the generator and the client once more, in the copy.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod bump;
mod document;
mod mistake;
mod package;
mod variable;
mod workspace;
