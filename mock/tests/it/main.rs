//! The mock as a client sees it, in one test program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod bodies;
mod client;
mod documents;
mod replies;
mod requests;
mod samples;
mod styles;
