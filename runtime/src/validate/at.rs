//! Where a value is: a location in the request, and a path inside it.

use std::fmt;

/// The part of a request that a value belongs to. Names are those on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Location {
    /// The body.
    Body,
    /// A parameter in the path.
    Path(&'static str),
    /// A parameter in the query.
    Query(&'static str),
    /// A header.
    Header(&'static str),
    /// A cookie.
    Cookie(&'static str),
    /// The credential for this security scheme.
    Credential(&'static str),
    /// The URL as a whole.
    Url,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => f.write_str("body"),
            Self::Path(name) => write!(f, "path parameter `{name}`"),
            Self::Query(name) => write!(f, "query parameter `{name}`"),
            Self::Header(name) => write!(f, "header `{name}`"),
            Self::Cookie(name) => write!(f, "cookie `{name}`"),
            Self::Credential(name) => write!(f, "credential `{name}`"),
            Self::Url => f.write_str("URL"),
        }
    }
}

/// The place of a value: a list on the stack that costs nothing until a violation is recorded.
#[derive(Clone, Copy, Debug)]
pub struct At<'a>(Step<'a>);

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root(Location),
    Property(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    /// The whole value at `location`.
    #[must_use]
    pub const fn root(location: Location) -> Self {
        Self(Step::Root(location))
    }

    /// The property `name` (as on the wire) of the object here.
    #[must_use]
    pub const fn property(&'a self, name: &'a str) -> Self {
        Self(Step::Property(self, name))
    }

    /// The item `index` of the array here.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        Self(Step::Index(self, index))
    }

    /// The part of the request that this place is in.
    #[must_use]
    pub fn location(&self) -> Location {
        match self.0 {
            Step::Root(location) => location,
            Step::Property(parent, _) | Step::Index(parent, _) => parent.location(),
        }
    }
}

/// The path as an RFC 6901 JSON pointer: empty for the whole value.
impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Step::Root(_) => Ok(()),
            Step::Property(parent, name) => write!(f, "{parent}/{}", Token(name)),
            Step::Index(parent, index) => write!(f, "{parent}/{index}"),
        }
    }
}

/// One reference token of a JSON pointer, escaped.
pub(crate) struct Token<'a>(pub(crate) &'a str);

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.replace('~', "~0").replace('/', "~1"))
    }
}
