//! Strings of which the document names some: `anyOf: [{ type: string }, { type: string, enum: […] }]`.
//!
//! Taken by its word, that is any string, and the list says nothing. What is meant is an enum that leaves room for values to come, in requests too.

use super::all_of::Member;
use super::context::Context;
use super::enum_names::{self, Given};
use super::enumeration;
use super::schema::{Shape, says_null};
use crate::ir::TypeKind;
use crate::source::Node;
use crate::spec::{Numbered, Target};

/// Keys that say nothing of which values there are.
const PROSE: &[&str] = &["title", "description", "default", "example", "examples", "deprecated", "externalDocs", "$comment"];

/// The deepest that lists are in other choices.
const DEPTH: usize = 8;

/// What members of a choice say of strings.
#[derive(Debug, Default)]
struct Said<'n> {
    /// All of them are allowed.
    any: bool,
    nullable: bool,
    /// Those that are named, and what is said of each.
    listed: Vec<(&'n Node, Given)>,
}

/// The enum that some members of a choice are together, and the other members. `None`: there are none such.
pub(super) fn of<'p>(cx: &mut Context<'_, '_>, members: &[Member<'p>], numbered: &Numbered<'_>) -> Option<(Shape, Vec<Member<'p>>)> {
    let mut said = Said::default();
    let others: Vec<Member<'p>> = members.iter().copied().filter(|member| !said.add(cx, node(cx, *member), DEPTH)).collect();
    // One that is all of this by itself keeps its name.
    if !said.any || said.listed.is_empty() || members.len() < others.len() + 2 {
        return None;
    }
    let (values, given): (Vec<&Node>, Vec<Given>) = said.listed.into_iter().unzip();
    let mut shape = enumeration::of_values(cx, &values, &["string"], &given, numbered)?;
    let Shape::Kind(TypeKind::Enum(listed)) = &mut shape else { return None };
    listed.extensible = true;
    Some((if said.nullable { shape.or_null() } else { shape }, others))
}

/// The source of a member.
fn node<'s>(cx: &Context<'_, 's>, member: Member<'_>) -> Option<&'s Node> {
    match member {
        Member::Schema(schema) => Some(cx.spec.node(&schema.schema_data.extensions).node),
        Member::Reference(reference) => match Target::parse(reference) {
            Target::Component { section: "schemas", name } => Some(cx.spec.schema_component(&name).node),
            _ => None,
        },
    }
}

impl<'n> Said<'n> {
    /// Adds what a schema says of strings. Whether it is about nothing else.
    fn add(&mut self, cx: &mut Context<'_, 'n>, node: Option<&'n Node>, depth: usize) -> bool {
        let Some((node, depth)) = node.map(|node| cx.spec.followed(node)).zip(depth.checked_sub(1)) else { return false };
        let has_only = |keys: &[&str]| {
            let is_known = |key: &str| keys.contains(&key) || PROSE.contains(&key) || key.starts_with("x-");
            node.as_object().is_some_and(|members| members.keys().all(|key| is_known(key)))
        };
        let nullable = node.get("nullable").and_then(Node::as_bool) == Some(true)
            || node.get("type").and_then(Node::as_array).is_some_and(|names| names.iter().any(says_null));
        let types = enumeration::types(node);
        let choice = ["anyOf", "oneOf"].into_iter().find_map(|keyword| node.get(keyword)?.as_array());
        if types == ["string"] && has_only(&["type", "nullable"]) {
            (self.any, self.nullable) = (true, self.nullable || nullable);
            return true;
        }
        if enumeration::is_of_text(node) && matches!(types[..], [] | ["string"]) && has_only(&["type", "nullable", "enum", "const"]) {
            self.nullable |= nullable || enumeration::has_null(node);
            self.list(cx, node);
            return true;
        }
        let Some(members) = choice.filter(|_| has_only(&["anyOf", "oneOf", "type", "nullable"]) && matches!(types[..], [] | ["string"]))
        else {
            return false;
        };
        let mut inner = Self { nullable, ..Self::default() };
        if !members.iter().all(|member| inner.add(cx, Some(member), depth)) {
            return false;
        }
        (self.any, self.nullable) = (self.any || inner.any, self.nullable || inner.nullable);
        inner.listed.into_iter().for_each(|(value, given)| self.name(value, given));
        true
    }

    fn list(&mut self, cx: &mut Context<'_, 'n>, node: &'n Node) {
        let listed = enumeration::listed(node).unwrap_or_default();
        let mut given = enum_names::given(cx, node, listed);
        // What is said of a constant is said of its value.
        if let [given] = &mut given[..] {
            let text = |key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
            *given = Given {
                name: given.name.take().or_else(|| text("title")),
                description: given.description.take().or_else(|| text("description")),
            };
        }
        listed.iter().zip(given).filter(|(value, _)| !value.is_null()).for_each(|(value, given)| self.name(value, given));
    }

    /// Adds a value, once.
    fn name(&mut self, value: &'n Node, given: Given) {
        if !self.listed.iter().any(|(known, _)| known.as_str() == value.as_str()) {
            self.listed.push((value, given));
        }
    }
}
