//! Rules: what is said of a value that no type and no simple check keeps, as data.

use serde_json::Value;

use super::{Bound, Format, Pattern, Range};
use crate::names::Wire;

/// A number as it is written, where the shortest digits of a float are the digits that were written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Exact {
    /// A whole number.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

/// One keyword of a JSON Schema and what it says (JSON Schema 2020-12 Core §10, Validation §6). Those of one value are a list, all of which hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Nothing satisfies it.
    Never,
    /// A value of one of these types of JSON Schema.
    Type(Vec<String>),
    /// One of these values.
    Enum(Vec<Value>),
    /// How many characters a string has.
    Length(Range<u64>),
    /// What a string matches.
    Pattern(Pattern),
    /// What a string is.
    Format(Format),
    /// Bounds of a number.
    Bounds(Range<Bound<Exact>>),
    /// What a number is a multiple of.
    MultipleOf(Exact),
    /// How many items a list has.
    Items(Range<u64>),
    /// No two items are equal.
    UniqueItems,
    /// What the item at an index satisfies.
    Item(usize, Vec<Rule>),
    /// What all items from an index on satisfy.
    Rest(usize, Vec<Rule>),
    /// How many items satisfy something: at least one, unless it says otherwise.
    Contains(Range<u64>, Vec<Rule>),
    /// How many properties an object has.
    Properties(Range<u64>),
    /// The properties that are there.
    Required(Vec<Wire>),
    /// What a property satisfies.
    Property(Wire, Vec<Rule>),
    /// What the properties satisfy whose names match, and what those satisfy that match nothing and are none of the declared ones.
    ByName {
        /// Patterns, and what properties of such names satisfy.
        patterns: Vec<(Pattern, Vec<Rule>)>,
        /// The declared ones.
        declared: Vec<Wire>,
        /// What the others satisfy.
        others: Vec<Rule>,
    },
    /// What all names satisfy.
    PropertyNames(Vec<Rule>),
    /// The properties that are there beside one.
    DependentRequired(Wire, Vec<Wire>),
    /// One of several at least.
    AnyOf(Vec<Vec<Rule>>),
    /// Exactly one of several.
    OneOf(Vec<Vec<Rule>>),
    /// What does not hold.
    Not(Vec<Rule>),
    /// What holds where something does, and what holds where it does not.
    If(Vec<Rule>, Vec<Rule>, Vec<Rule>),
}
