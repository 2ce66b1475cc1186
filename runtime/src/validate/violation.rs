//! What is wrong with a request, and where.

use std::fmt;

use super::{At, Bound, Constraint, Location};

/// What stood where a constraint is broken: its size or kind. Of text that is all, because it may be secret.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Found {
    /// Text with this many characters.
    Characters(u64),
    /// An array with this many items.
    Items(u64),
    /// An object with this many properties.
    Properties(u64),
    /// A property whose name has this many characters.
    Name(u64),
    /// This number.
    Number(Bound),
    /// Something that there is nothing to say about.
    Other,
}

impl Found {
    /// Text: its length.
    #[must_use]
    pub const fn text(text: &str) -> Self {
        Self::Characters(super::check::length(text))
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, one, many) = match *self {
            Self::Characters(count) => (count, "character", "characters"),
            Self::Items(count) => (count, "item", "items"),
            Self::Properties(count) => (count, "property", "properties"),
            Self::Name(count) => {
                f.write_str("a name of ")?;
                (count, "character", "characters")
            }
            Self::Number(number) => return number.fmt(f),
            Self::Other => return f.write_str("a value"),
        };
        write!(f, "{count} {}", if count == 1 { one } else { many })
    }
}

/// One broken constraint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The part of the request.
    pub location: Location,
    /// The place in that part, as a JSON pointer (RFC 6901) of names on the wire; empty for the whole part.
    pub pointer: String,
    /// What is broken.
    pub constraint: Constraint,
    /// What was there.
    pub found: Found,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { location, pointer, constraint, found } = self;
        let space = if pointer.is_empty() { "" } else { " " };
        write!(f, "{location}{space}{pointer} {constraint}")?;
        match found {
            Found::Other => Ok(()),
            found => write!(f, " (found {found})"),
        }
    }
}

/// Violations as they are found. Displays as all of them, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Records that what is at `at` breaks `constraint`.
    #[cold]
    pub fn push(&mut self, at: &At<'_>, constraint: Constraint, found: Found) {
        self.0.push(Violation { location: at.location(), pointer: at.to_string(), constraint, found });
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order in which they were found.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            write!(f, "{}{violation}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}
