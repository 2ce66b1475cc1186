//! Strings of the document → Rust identifiers.
//!
//! In: a name as the document writes it, or the words of several. Out: [`Ident`]s, which are legal Rust identifiers and can be made nowhere else,
//! and, for a scope in which they must differ, a resolution without counters ([`resolve`]). A [`Wire`] name never mixes with them.

mod ident;
mod scope;
mod words;

pub use ident::{Field, Ident, Kind, Method, Module, Type, Variant, Wire};
pub use scope::{Clash, resolve, spellings};
pub use words::{singular, words};
