//! What a document has used up of its [`limits`](super::limits).

use super::limits::{MAX_COPIED_NODES, MAX_DEPTH, MAX_NODES};
use super::{SourceError, Span};

/// Counts what was made so far.
#[derive(Default)]
pub(super) struct Budget {
    nodes: usize,
    copied: usize,
}

impl Budget {
    /// Before nodes are made.
    pub(super) fn nodes(&mut self, count: usize, span: Span) -> Result<(), SourceError> {
        self.nodes = self.nodes.saturating_add(count);
        if self.nodes > MAX_NODES {
            let message = format!("this file holds more than {MAX_NODES} values");
            return Err(SourceError::new("too-large", message).at(span.first_byte()));
        }
        Ok(())
    }

    /// Before nodes are copied, for an anchor to keep or for an alias.
    pub(super) fn copies(&mut self, count: usize, span: Span) -> Result<(), SourceError> {
        self.copied = self.copied.saturating_add(count);
        if self.copied > MAX_COPIED_NODES {
            let message = format!("anchors and aliases copy more than {MAX_COPIED_NODES} values");
            return Err(SourceError::new("too-large", message).at(span.first_byte()).label("too much with this one"));
        }
        Ok(())
    }
}

/// Whether so many levels may be there.
pub(super) fn check_depth(levels: usize, span: Span) -> Result<(), SourceError> {
    if levels > MAX_DEPTH { Err(too_deep(span)) } else { Ok(()) }
}

/// The one wording for it, whoever finds it first.
pub(super) fn too_deep(span: Span) -> SourceError {
    let message = format!("more than {MAX_DEPTH} arrays and objects are nested inside each other here");
    SourceError::new("too-deep", message).at(span)
}
