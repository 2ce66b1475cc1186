//! A change of the document.

use super::Level;
use crate::report::Place;

/// One change of the document, as a rule tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rule's id.
    pub rule: String,
    /// What it means on the wire: the rule's level, unless the configuration has another.
    pub level: Level,
    /// The operation, as `POST /pets`, with the newer document's path; none for what is of the document as a whole.
    pub operation: Option<String>,
    /// What changed, in one sentence. Names and values of the document are in backquotes and may hold anything.
    pub message: String,
    /// Where it was in the older document. None: it is new.
    pub old: Option<Spot>,
    /// Where it is in the newer document. None: it is gone.
    pub new: Option<Spot>,
    /// Why the project accepts it, where it does.
    pub accepted: Option<String>,
}

/// A place in one of the two documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// JSON pointer (RFC 6901) into the file's document.
    pub pointer: String,
    /// File and stretch of text.
    pub place: Place,
}
