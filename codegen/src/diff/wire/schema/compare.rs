//! Two schemas, in one use.

use super::types::Types;
use super::view::Schema;
use super::{arrays, bounds, choices, keywords, members, notes, objects, values};
use crate::diff::wire::found::{Finding, UnitId};
use crate::diff::wire::words::{Subject, list, quoted};
use crate::diff::wire::{Comparison, Side};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// Two schemas that are compared.
pub(super) struct Pair<'a, 's> {
    pub(super) unit: UnitId,
    pub(super) side: Side,
    pub(super) subject: &'a Subject,
    /// What is said beside a reference is of the place that refers, and not of what it refers to.
    pub(super) outer: &'a Subject,
    pub(super) old: &'a Schema<'s>,
    pub(super) new: &'a Schema<'s>,
}

/// Two schemas that are to be compared.
pub(in crate::diff::wire) struct Waiting<'s> {
    unit: UnitId,
    side: Side,
    subject: Subject,
    nodes: [Vec<&'s Node>; 2],
    schemas: [Schema<'s>; 2],
}

impl<'s> Comparison<'s> {
    /// Compares the schema that several nodes of the older document describe together with one of the newer, and says that it is part of another unit.
    pub(in crate::diff::wire) fn schemas(&mut self, above: UnitId, old: &[&'s Node], new: &[&'s Node], side: Side, subject: &Subject) {
        let (a, b) = (Schema::of(&self.old, old), Schema::of(&self.new, new));
        let addresses = |schema: &Schema<'s>| schema.nodes().into_iter().map(|node| &raw const *node).collect::<Vec<_>>();
        let key = (addresses(&a), addresses(&b), side);
        if let Some(known) = self.known.get(&key) {
            return self.found.link(above, *known);
        }
        let unit = self.found.unit();
        self.known.insert(key, unit);
        self.found.link(above, unit);
        if let (Some(old_name), Some(new_name)) = (&a.name, &b.name) {
            self.met(old_name, new_name, old, new);
        }
        self.waiting.push(Waiting { unit, side, subject: subject.clone(), nodes: [old.to_vec(), new.to_vec()], schemas: [a, b] });
    }

    /// Compares what waits, and what comes up thereby: one after the other, however deep documents are.
    pub(in crate::diff::wire) fn work(&mut self) {
        while let Some(Waiting { unit, side, subject, nodes: [old, new], schemas: [a, b] }) = self.waiting.pop() {
            let named = b.name.as_deref().map(Subject::schema);
            let is_alone = |node: &Node| node.get("$ref").is_some() && node.as_object().is_some_and(|members| members.len() == 1);
            let is_reference = |nodes: &[&Node]| matches!(nodes, [one] if is_alone(one));
            let inner = named.as_ref().unwrap_or(&subject);
            let outer = if is_reference(&old) && is_reference(&new) { inner } else { &subject };
            let pair = Pair { unit, side, subject: inner, outer, old: &a, new: &b };
            notes::compare(self, &pair);
            if choices::wrapped(self, &pair) || !types(self, &pair) {
                continue;
            }
            members::compare(self, &pair, [&old, &new]);
            bounds::compare(self, &pair);
            values::compare(self, &pair);
            objects::compare(self, &pair);
            arrays::compare(self, &pair);
            choices::compare(self, &pair);
            keywords::compare(self, &pair);
        }
    }

    /// Says a change of a pair of schemas.
    pub(super) fn say(&mut self, pair: &Pair<'_, 's>, kind: &str, old: Option<&'s Node>, new: Option<&'s Node>, message: String) {
        self.say_of(pair, false, kind, old, new, message);
    }

    /// The same; what comes from a member of `allOf` is something in the body, and not the body itself.
    pub(super) fn say_of(
        &mut self,
        pair: &Pair<'_, 's>,
        member: bool,
        kind: &str,
        old: Option<&'s Node>,
        new: Option<&'s Node>,
        message: String,
    ) {
        let part = if member { pair.side.part.inner() } else { pair.side.part };
        self.say_part(pair, part, kind, old, new, message);
    }

    /// The same, of several things at once that others count one by one.
    pub(super) fn say_times(
        &mut self,
        pair: &Pair<'_, 's>,
        member: bool,
        kind: &str,
        (old, new): (Option<&'s Node>, Option<&'s Node>),
        times: usize,
        message: String,
    ) {
        let part = if member { pair.side.part.inner() } else { pair.side.part };
        let Some(rule) = pair.side.rule(kind) else { return };
        self.found.push(pair.unit, Finding { rule, part, message, old, new, times });
    }

    /// Says a change of a part of a pair of schemas.
    pub(super) fn say_part(
        &mut self,
        pair: &Pair<'_, 's>,
        part: Part,
        kind: &str,
        old: Option<&'s Node>,
        new: Option<&'s Node>,
        message: String,
    ) {
        let Some(rule) = pair.side.rule(kind) else { return };
        // What neither document writes out stands with the schema.
        let (old, new) = if old.is_none() && new.is_none() { (pair.old.place(), pair.new.place()) } else { (old, new) };
        self.found.push(pair.unit, Finding { rule, part, message, old, new, times: 1 });
    }
}

/// Compares types, null and the format. False: nothing else can be compared.
fn types<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) -> bool {
    let (old, new) = (pair.old.types(), pair.new.types());
    let spots = (pair.old.get("type"), pair.new.get("type"));
    let subject = pair.subject;
    let is_null_new = pair.old.nullable() != pair.new.nullable();
    if is_null_new {
        let (kind, says) =
            if pair.new.nullable() { ("became-nullable", "may now be null") } else { ("became-not-nullable", "can no longer be null") };
        let spot = |schema: &Schema<'s>| {
            let place = schema.place()?;
            Some(place.get("nullable").or_else(|| place.get("type")).unwrap_or(place))
        };
        cx.say(pair, kind, spot(pair.old), spot(pair.new), format!("{} {says}", pair.outer));
    }
    let name = |types: Option<Types>| types.map_or_else(|| "any type".to_owned(), |types| list(&types.names(), "or"));
    if old != new {
        let listed = pair.old.listed_types.is_some() || pair.new.listed_types.is_some();
        let kind = kind(pair, old, new, is_array_of(cx, pair), listed);
        cx.say(pair, kind, spots.0, spots.1, format!("{subject} is now of {}, not of {}", typed(new, &name(new)), typed(old, &name(old))));
        return old.is_none() || new.is_none() || old.zip(new).is_some_and(|(old, new)| old.meets(new));
    }
    let (old, new) = (pair.old.format(), pair.new.format());
    if old != new {
        let kind = match (contains(new, old), contains(old, new)) {
            (true, _) => "format-generalized",
            (_, true) => "format-specialized",
            _ => "format-changed",
        };
        let message = match (old, new) {
            (None, Some(new)) => format!("{subject} now has the format {}", quoted(new)),
            (Some(old), None) => format!("{subject} no longer has the format {}", quoted(old)),
            (old, new) => {
                format!("{subject} now has the format {}, not {}", quoted(new.unwrap_or_default()), quoted(old.unwrap_or_default()))
            }
        };
        cx.say(pair, kind, pair.old.get("format"), pair.new.get("format"), message);
    }
    true
}

fn typed(types: Option<Types>, names: &str) -> String {
    if types.is_some() { format!("type {names}") } else { names.to_owned() }
}

/// Which change of types it is.
fn kind(pair: &Pair<'_, '_>, old: Option<Types>, new: Option<Types>, is_array_of: bool, listed: bool) -> &'static str {
    let within = |inner: Option<Types>, outer: Option<Types>| outer.is_none_or(|outer| inner.is_some_and(|inner| inner.is_within(outer)));
    let in_parameter = matches!(pair.side.part, Part::ParameterProperty | Part::HeaderProperty);
    if listed {
        return match pair.side.direction {
            Direction::Response if within(new, old) => "list-of-types-narrowed",
            Direction::Response => "list-of-types-widened",
            _ if within(old, new) => "list-of-types-widened",
            _ => "list-of-types-narrowed",
        };
    }
    match pair.side.direction {
        Direction::Response if within(new, old) => "type-specialized",
        Direction::Response if pair.side.loose && old == Some(Types::STRING) => "type-compatible",
        Direction::Response if within(old, new) => "type-generalized",
        Direction::Response => "type-changed",
        _ if within(old, new) || is_array_of => {
            if in_parameter {
                "parameter-property-type-generalized"
            } else {
                "type-generalized"
            }
        }
        // Nobody knows how an object is written in a parameter.
        _ if in_parameter && new == Some(Types::STRING) => "parameter-property-type-changed",
        _ if in_parameter => "parameter-property-type-specialized",
        _ if matches!(pair.side.part, Part::Parameter | Part::HeaderParameter | Part::SharedParameter) && new == Some(Types::STRING) => {
            "type-generalized"
        }
        _ if pair.side.loose && new == Some(Types::STRING) => "type-compatible",
        _ if within(new, old) => "type-specialized",
        _ => "type-changed",
    }
}

/// Whether a parameter became a list of what it was, which is written in the same way.
fn is_array_of<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) -> bool {
    let items = pair.new.all("items");
    let bounded = ["minItems", "maxItems"].iter().any(|key| pair.new.get(key).is_some()) || pair.new.flag("uniqueItems");
    pair.side.exploded && pair.new.types() == Some(Types::ARRAY) && !items.is_empty() && !bounded && {
        let old = cx.shapes[0].of(&cx.old, &pair.old.nodes());
        let new = cx.shapes[1].of(&cx.new, &items);
        old == new
    }
}

/// Whether all values of one format have another.
fn contains(wide: Option<&str>, narrow: Option<&str>) -> bool {
    match (wide, narrow) {
        (None, _) => true,
        (Some(wide), Some(narrow)) => matches!(
            (wide, narrow),
            ("double", "float") | ("int64" | "bigint", "int32") | ("bigint", "int64") | ("date-time", "date" | "time")
        ),
        (Some(_), None) => false,
    }
}
