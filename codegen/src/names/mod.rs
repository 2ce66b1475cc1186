//! Strings of the document → Rust identifiers.
//!
//! In: a name as the document writes it, or the words of several. Out: [`Ident`]s, which are legal Rust identifiers and can be made nowhere else,
//! and, for a scope in which they must differ, a resolution without counters ([`resolve`]). Names that were given before are in a [`Lock`]. A [`Wire`] name never mixes with them.

mod ident;
mod lock;
mod scope;
mod words;

pub use ident::{Constant, Field, Ident, Kind, Method, Module, Type, Variant, Wire};
pub use lock::{Fault, LOCK, Line, Lock, key, pointer, shape, within};
pub use scope::{Candidates, Clash, Names, are_different, case, different, resolve, spellings};
pub use words::{singular, words};
