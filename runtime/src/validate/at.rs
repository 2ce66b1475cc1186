//! Where a value is: a location in the request, or the body of a reply, and a path inside it.

use std::fmt;

use serde_json::Value;

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
    /// The body of a reply, as it came.
    Received(&'a Value),
    /// The same place, at which this property belongs to the union around the value.
    Tagged(&'a At<'a>, Option<&'static str>),
    /// The same place, for a value that may not be meant.
    Tried(&'a At<'a>),
    Property(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    /// The whole value at `location`.
    #[must_use]
    pub const fn root(location: Location) -> Self {
        Self(Step::Root(location))
    }

    /// The whole body of a reply, beside what it was before it was decoded.
    pub(crate) const fn received(body: &'a Value) -> Self {
        Self(Step::Received(body))
    }

    /// The same place, for a variant of a union: the property that tells variants apart need not be one of its own.
    #[must_use]
    pub const fn tagged(&'a self, tag: Option<&'static str>) -> Self {
        Self(Step::Tagged(self, tag))
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
            Step::Received(_) => Location::Body,
            Step::Tagged(parent, _) | Step::Tried(parent) | Step::Property(parent, _) | Step::Index(parent, _) => parent.location(),
        }
    }

    /// What was received here. `None`: the value is about to be sent.
    pub(crate) fn value(&self) -> Option<&'a Value> {
        match self.0 {
            Step::Root(_) => None,
            Step::Received(body) => Some(body),
            Step::Tagged(same, _) | Step::Tried(same) => same.value(),
            Step::Property(parent, name) => parent.value()?.get(name),
            Step::Index(parent, index) => parent.value()?.get(index),
        }
    }

    /// The same place, to see whether a variant of a union fits what is here.
    pub(crate) const fn tried(&'a self) -> Self {
        Self(Step::Tried(self))
    }

    /// Whether it is only seen whether a variant fits.
    pub(crate) const fn is_tried(&self) -> bool {
        matches!(self.0, Step::Tried(_))
    }

    /// Whether a property here belongs to a union around the value.
    pub(crate) fn is_tag(&self, name: &str) -> bool {
        match self.0 {
            Step::Tagged(same, tag) => tag == Some(name) || same.is_tag(name),
            Step::Tried(same) => same.is_tag(name),
            Step::Root(_) | Step::Received(_) | Step::Property(..) | Step::Index(..) => false,
        }
    }
}

/// The path as an RFC 6901 JSON pointer: empty for the whole value.
impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Step::Root(_) | Step::Received(_) => Ok(()),
            Step::Tagged(same, _) | Step::Tried(same) => same.fmt(f),
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
