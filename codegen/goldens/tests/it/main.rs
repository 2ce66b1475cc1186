//! The goldens, used: what they read and write, what they refuse to send, what goes over the wire.
//!
//! The goldens themselves (`codegen/tests/golden.rs`) say what the generator writes; these say that it is right. Nothing here knows the generator.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod bodies;
mod directions;
mod forms;
mod further_methods;
mod other_spellings;
mod parameters;
mod patterns;
mod raw_bodies;
mod references;
mod replies;
mod reply_headers;
mod round_trips;
mod rules;
mod scalars;
mod secrets;
mod servers;
mod streams;
mod strict;
mod styles;
mod support;
mod unions;
mod validation;
mod webhooks;
