//! Which parts of a document are wrong, so that what only follows from them is not reported as well.
//!
//! A document with mistakes is lowered all the same, for what else is wrong with it. Where a value stands in for a wrong one, `lower` may complain about
//! the stand-in: a property that is required, but whose declaration could not be read. Such complaints are told from the others by their places.

use super::grammar::Object;
use crate::report::Diagnostic;
use crate::source::Span;

/// What the walk has found.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    /// There is one.
    pub(super) any: bool,
    /// There is no telling where references end, so that nothing may follow them.
    pub(super) circular: bool,
    /// A parameter whose name or place could not be read.
    parameter: bool,
    /// The objects that they stand in, but for those that are mere containers of others.
    within: Vec<Span>,
    /// All objects.
    objects: Vec<Span>,
}

impl Mistakes {
    pub(super) fn object(&mut self, span: Span) {
        self.objects.push(span);
    }

    /// Notes a mistake: the object that it stands in, and whether a parameter is unknown because of it.
    pub(super) fn add(&mut self, within: Option<Span>, parameter: bool) {
        self.any = true;
        self.parameter |= parameter;
        self.within.extend(within);
    }

    /// Whether a message of a later stage may only say what a mistake led to.
    pub(super) fn explain(&self, later: &Diagnostic) -> bool {
        if !self.any {
            return false;
        }
        let innermost = later.primary.and_then(|place| place.span).and_then(|span| {
            let around = self.objects.iter().filter(|object| object.holds(span));
            around.min_by_key(|object| object.len())
        });
        match later.code {
            "unused-name" => true,
            "undeclared-path-parameter" if self.parameter => true,
            _ => innermost.is_some_and(|object| self.within.contains(object)),
        }
    }
}

/// An object whose keys are being walked.
pub(super) struct Open {
    pub(super) span: Span,
    pub(super) kind: &'static Object,
    /// Its index among the nodes.
    pub(super) number: Option<usize>,
}
