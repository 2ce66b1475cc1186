//! Bytes → a value that knows where it stands.
//!
//! Comes in: the bytes of a YAML or JSON file. Goes out: a [`Source`], that is a tree of [`Node`]s, each with the
//! [`Span`] of text it came from, beside the text itself; or a [`ReadError`] with everything that is wrong with it.
//!
//! Both notations become the same tree: JSON by a reader of its own, for its speed; everything else, and what is wrong with either, by that of YAML. It
//! reads what `OpenAPI` allows, and less than YAML could say:
//!
//! - `true` and `false` (also `True`, `TRUE`, …) are booleans; `no`, `yes` and `on` are strings. `null`, `~` and nothing are null.
//! - A number is what JSON calls one, or `+1`, `.5`, `1.`. `017`, `1_000`, `0x1F`, `1.2.3`, `.inf` and dates are strings.
//!   A number keeps its text, see [`Number`].
//! - A key is its text: `200:` and `"200":` are the same key, and having both is an error with both places.
//! - Anchors, aliases and merge keys (`<<`) work. An alias is a copy with the alias's own span; what is inside the copy keeps the
//!   span of the definition. Copies are counted: a small file cannot become a large value.
//! - Tags are refused, but for the ones that name what JSON has (`!!str`, `!!int`, `!!map`, …).
//! - Size, node count and depth are bounded ([`limits`]), so nothing after this stage needs to care about its stack.
//!
//! Deliberately absent: anything about `OpenAPI`, `$ref` included; diagnostics (`report` makes them of [`SourceError`]s).

mod budget;
mod build;
mod error;
mod files;
mod json;
mod kept;
pub mod limits;
mod merge;
mod node;
mod number;
mod paths;
pub mod pointer;
mod read;
mod relative;
mod scalar;
mod store;
mod syntax;
mod text;
mod within;
mod yaml;

pub use error::{ReadError, SourceError, Unreachable};
pub use files::{FileId, Sources};
pub use node::{Data, Member, Node, Object};
pub use number::Number;
pub use paths::{tidy, way};
pub use read::Source;
pub use store::Store;
pub use text::{LineColumn, Span, Text};

#[cfg(test)]
mod tests;
