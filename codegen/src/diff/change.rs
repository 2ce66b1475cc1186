//! A change of the document.

use super::Level;
use crate::report::Place;
use crate::source::pointer::child;

/// One change of the document, as a rule tells it: once, however many operations it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rule's id ([`rule`](super::rule) has the rest).
    pub rule: &'static str,
    /// What it means on the wire: the rule's level, unless the configuration has another.
    pub level: Level,
    /// The operations that it concerns, in the order of the newer document; none for what is of the document as a whole.
    pub uses: Vec<Use>,
    /// What changed, in one sentence. Names and values of the document are in backquotes and may hold anything.
    pub message: String,
    /// Where it was in the older document. None: it is new.
    pub old: Option<Spot>,
    /// Where it is in the newer document. None: it is gone.
    pub new: Option<Spot>,
    /// Why the project accepts it, where it does.
    pub accepted: Option<String>,
}

impl Change {
    /// The operations that it concerns, each once.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        let mut last = None;
        self.uses.iter().map(|used| used.operation.as_str()).filter(move |operation| last.replace(*operation) != Some(*operation))
    }
}

/// What a change is of, in one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The operation, as `POST /pets`, with the newer document's path; of a webhook, as `POST webhook newPet`.
    pub operation: String,
    /// What of it.
    pub part: Part,
    /// How often it comes up there: a component that two properties refer to comes up twice, and so do two values of one list.
    pub times: usize,
}

impl Use {
    /// The operation's JSON pointer.
    pub(super) fn pointer(&self) -> String {
        let (method, place) = self.operation.split_once(' ').unwrap_or(("", &self.operation));
        let (section, name) = place.strip_prefix("webhook ").map_or(("/paths", place), |name| ("/webhooks", name));
        child(&child(section, name), &method.to_lowercase())
    }
}

/// What of an operation changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The operation itself, or the document where there is none.
    Whole,
    /// The operation, with all others of its path.
    Path,
    /// The schema of a body.
    Body,
    /// Something in a body: a property, an item.
    Property,
    /// A property that was required.
    RequiredProperty,
    /// A property that was not required.
    OptionalProperty,
    /// The schema of what the server sends in a request of its own: a webhook or a callback.
    Payload,
    /// Something in that.
    PayloadProperty,
    /// A parameter.
    Parameter,
    /// A parameter of all operations of a path, or something in it.
    SharedParameter,
    /// A parameter that is a header.
    HeaderParameter,
    /// Something in a parameter: a property, an item.
    ParameterProperty,
    /// Something in a parameter that is a header.
    HeaderProperty,
    /// A header of a response.
    Header,
    /// Something in a header of a response.
    HeaderItem,
}

impl Part {
    /// In one word, as the rules' data has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Path => "path",
            Self::Body => "body",
            Self::Property => "property",
            Self::RequiredProperty => "required-property",
            Self::OptionalProperty => "optional-property",
            Self::Payload => "payload",
            Self::PayloadProperty => "payload-property",
            Self::Parameter => "parameter",
            Self::SharedParameter => "shared-parameter",
            Self::HeaderParameter => "header-parameter",
            Self::ParameterProperty => "parameter-property",
            Self::HeaderProperty => "header-property",
            Self::Header => "header",
            Self::HeaderItem => "header-item",
        }
    }
}

/// A place in one of the two documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// JSON pointer (RFC 6901) into the file's document.
    pub pointer: String,
    /// File and stretch of text.
    pub place: Place,
}
