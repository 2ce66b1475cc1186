//! Document against document: what changed, and what that means for programs already deployed.
//!
//! The documents are compared as they are read, not as they are loaded: places and values are exact there, and a document with mistakes can be compared too.
//! What a keyword means in 3.0 or in 3.1 is settled where it is read ([`schema::Schema`]), so that both spellings are the same here.

mod bodies;
mod components;
mod document;
mod found;
mod moved;
mod operation;
mod parameters;
mod place;
mod policy;
mod responses;
mod root;
mod schema;
mod security;
mod words;

use std::collections::HashMap;

use indexmap::IndexMap;

pub use policy::{Policy, Stability};

use super::{Change, Direction, Part, Rule, rule};
use crate::source::{Node, Sources};
use document::Document;
use found::{Finding, Found, UnitId};
use place::Places;
use schema::shape::Shapes;

/// What changed from one document to another, in the order of the newer one; what is gone stands where it was.
#[must_use]
pub fn changes(old: &Sources, new: &Sources, policy: &Policy) -> Vec<Change> {
    let (Some(a), Some(b)) = (Document::of(old), Document::of(new)) else { return Vec::new() };
    let mut cx = Comparison {
        old: a,
        new: b,
        policy,
        found: Found::default(),
        known: HashMap::new(),
        shapes: [Shapes::default(), Shapes::default()],
        renamed: IndexMap::new(),
        waiting: Vec::new(),
    };
    root::compare(&mut cx);
    operation::all(&mut cx);
    cx.work();
    components::compare(&mut cx);
    root::version(&mut cx);
    cx.found.into_changes(&[Places::of(old), Places::of(new)])
}

/// A comparison at work.
struct Comparison<'s> {
    old: Document<'s>,
    new: Document<'s>,
    policy: &'s Policy,
    found: Found<'s>,
    /// Pairs of schemas that are compared, in one use, or being compared.
    known: HashMap<(Vec<*const Node>, Vec<*const Node>, Side), UnitId>,
    /// Of the older document, and of the newer.
    shapes: [Shapes; 2],
    /// Schemas that are still to be compared.
    waiting: Vec<schema::Waiting<'s>>,
    /// Components that have another name now.
    renamed: IndexMap<(String, String), [&'s Node; 2]>,
}

/// What a schema is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Side {
    direction: Direction,
    part: Part,
    /// It is written as text, so that strings and numbers look alike.
    loose: bool,
    /// A list is written as its items, one by one.
    exploded: bool,
    /// It goes only the other way.
    unsent: bool,
    stability: Stability,
}

impl Side {
    fn new(direction: Direction, part: Part, stability: Stability) -> Self {
        Self { direction, part, loose: false, exploded: false, unsent: false, stability }
    }

    /// That of what is in it.
    fn inner(self) -> Self {
        Self { part: self.part.inner(), exploded: false, ..self }
    }

    /// The rule for a kind of change. None: it says nothing.
    fn rule(self, kind: &str) -> Option<&'static Rule> {
        let (way, unsent) = if self.direction == Direction::Response { ("response", "write-only") } else { ("request", "read-only") };
        if kind.is_empty() {
            return None;
        }
        let found = rule(&match self.unsent {
            true => format!("{way}-{unsent}-{kind}"),
            false if kind.starts_with("parameter-") => kind.to_owned(),
            false => format!("{way}-{kind}"),
        });
        debug_assert!(found.is_some() || self.unsent, "no rule for {way}-{kind}");
        found
    }
}

impl Part {
    /// Something in it.
    fn inner(self) -> Self {
        match self {
            Self::Body | Self::Property | Self::RequiredProperty | Self::OptionalProperty => Self::Property,
            Self::Parameter | Self::ParameterProperty => Self::ParameterProperty,
            Self::HeaderParameter | Self::HeaderProperty => Self::HeaderProperty,
            Self::Header | Self::HeaderItem => Self::HeaderItem,
            Self::Payload | Self::PayloadProperty => Self::PayloadProperty,
            Self::Whole | Self::Path | Self::SharedParameter => self,
        }
    }
}

impl<'s> Comparison<'s> {
    /// Says a change of an operation, or of the document.
    fn tell(&mut self, unit: Option<UnitId>, part: Part, id: &str, spots: (Option<&'s Node>, Option<&'s Node>), message: String) {
        let found = rule(id);
        debug_assert!(found.is_some(), "no rule {id}");
        let Some(rule) = found else { return };
        let finding = Finding { rule, part, message, old: spots.0, new: spots.1, times: 1 };
        match unit {
            Some(unit) => self.found.push(unit, finding),
            None => self.found.whole.push(finding),
        }
    }

    /// Says a change that is the same whichever way the data goes.
    fn note(&mut self, unit: UnitId, part: Part, id: &str, (old, new): (&'s Node, &'s Node), message: String) {
        self.tell(Some(unit), part, id, (Some(old), Some(new)), message);
    }

    /// The same, of an operation or of the document.
    fn note_at(&mut self, unit: Option<UnitId>, id: &str, (old, new): (&'s Node, &'s Node), message: String) {
        self.tell(unit, Part::Whole, id, (Some(old), Some(new)), message);
    }

    /// Remembers that a component of one name was compared with one of another.
    fn met(&mut self, old: &str, new: &str, a: &[&'s Node], b: &[&'s Node]) {
        let known = |document: &Document<'s>, name: &str| document.components("schemas").is_some_and(|schemas| schemas.contains_key(name));
        if old != new
            && known(&self.old, old)
            && known(&self.new, new)
            && !known(&self.new, old)
            && !known(&self.old, new)
            && let (Some(a), Some(b)) = (a.first(), b.first())
        {
            self.renamed.entry((old.to_owned(), new.to_owned())).or_insert([a, b]);
        }
    }

    /// Whether a reference leads to what seems to be the same under another name.
    fn is_rename(&self, old: &'s Node, new: &'s Node) -> bool {
        let name = |document: &Document<'s>, node: &'s Node| document.follow(node.get("$ref")?).and_then(|(_, name)| name);
        let (Some(before), Some(now)) = (name(&self.old, old), name(&self.new, new)) else { return false };
        let known = |document: &Document<'s>, name: &str| document.components("schemas").is_some_and(|schemas| schemas.contains_key(name));
        !known(&self.new, &before) && !known(&self.old, &now) && close(&before, &now)
    }
}

/// A name without case and signs.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names may be one that was changed.
fn close(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let holds = short.len() > 2 && short.len() * 2 >= long.len() && long.contains(short.as_str());
    holds || similar::TextDiff::from_chars(a.as_str(), b.as_str()).ratio() >= 0.75
}
