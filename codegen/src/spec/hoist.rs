//! What a `$ref` leads to and the model can find only among the components: made a component.
//!
//! A schema that stands elsewhere (in another file, in `$defs`, in a property) becomes a component whose name is where it stands ([`Located::key`]), from
//! which [`names_of`](super::names_of) tells what to call it; its own place refers to it too, so that it is one and the same. Responses and bodies of
//! other files likewise, since their names count. What has no name of its own, such as a parameter, is written out where it is referred to.

use std::collections::VecDeque;
use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashSet};
use serde_json::{Map, Value};

use super::components::{Elsewhere, components};
use super::follow::{follow, section_of, to_the_end};
use super::grammar::{HEADER, Object, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA, Shape};
use super::locate::{Located, locate};
use super::reference::{Target, names_of, to_component};
use super::walk::Walk;
use super::{Numbered, Selection, schema};
use crate::report::{Diagnostic, Place};
use crate::source::pointer::child;
use crate::source::{FileId, Node, Sources};

/// The most objects that are written out where they are referred to: more come only from a document that is made to blow up.
const MAX_INLINED: usize = 200_000;

/// What is or becomes a component.
#[derive(Debug, Default)]
pub(super) struct Hoisted<'s> {
    /// Nodes that a component of the document only refers to: its section and name.
    owners: HashMap<(*const Node, &'static str), String>,
    /// Nodes within the first file, no components of it, that references lead to.
    deep: HashSet<*const Node>,
    /// Those still to be walked.
    waiting: VecDeque<(&'static str, Located<'s>)>,
    /// Where those that were made components stand, by section and name.
    pub(super) made: HashMap<(&'static str, String), Numbered<'s>>,
    /// Objects that are being written out in place of references to them.
    inlined: Vec<*const Node>,
    /// How many were.
    count: usize,
}

/// Looks for what will be needed as a component before it comes up.
pub(super) fn look_ahead<'s>(sources: &'s Sources, elsewhere: &Elsewhere, selection: &Selection) -> Hoisted<'s> {
    let mut hoisted = Hoisted::default();
    let Some(root) = sources.get(FileId::ENTRY).map(crate::source::Source::root) else { return hoisted };
    if !sources.text(FileId::ENTRY).is_some_and(|text| only_to_components(text.as_str())) {
        targets(sources, root, &mut hoisted.deep);
    }
    for kind in [&SCHEMA, &RESPONSE, &REQUEST_BODY] {
        let Some(section) = section_of(kind) else { continue };
        let is_selected = |name: &str| !selection.leaves_out(&child(&format!("/components/{section}"), name));
        for (name, member) in components(sources, section).into_iter().flatten().filter(|(name, _)| is_selected(name)) {
            let only = member.value.as_object().is_some_and(|members| members.len() == 1);
            let Some(reference) = member.value.get("$ref").filter(|_| only) else { continue };
            let found = reference.as_str().and_then(|text| locate(sources, reference.span.file(), text).ok());
            if let Some(located) = found.map(|found| to_the_end(sources, elsewhere, found))
                && !(located.key.starts_with(&format!("#/components/{section}/")) && located.key.matches('/').count() == 3)
            {
                hoisted.owners.entry((located.node, section)).or_insert_with(|| name.clone());
            }
        }
    }
    hoisted
}

/// Whether a text has no reference within the file but to components: what looks like one at all. That spares the way through all of the document.
fn only_to_components(text: &str) -> bool {
    let is_to_component = |at: usize| {
        let (before, rest) = text.split_at(at);
        let quote = before.chars().next_back().filter(|before| matches!(before, '"' | '\''));
        // A value begins behind a quote, or on a line of its own; without either, YAML has a comment there.
        let begins_line = || before.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|before| matches!(before, '\n' | '\r'));
        if quote.is_none() && !begins_line() {
            return true;
        }
        let (reference, after) = rest.split_at(rest.find(|c| c == '\n' || Some(c) == quote).unwrap_or(rest.len()));
        // With an escape, a quote is not where it ends.
        !reference.contains('\\') && !after.starts_with("''") && Target::parse(reference) != Target::Elsewhere
    };
    // An escape may be any character.
    let is_plain = ["\\u0", "\\U0", "\\x"].iter().all(|escape| !text.contains(escape));
    is_plain && text.match_indices('#').all(|(at, _)| is_to_component(at))
}

/// Collects what references within the file lead to.
fn targets(sources: &Sources, node: &Node, found: &mut HashSet<*const Node>) {
    if let Some(reference) = node.get("$ref").and_then(Node::as_str)
        && reference.starts_with('#')
        && Target::parse(reference) == Target::Elsewhere
        && let Ok(located) = locate(sources, FileId::ENTRY, reference)
    {
        found.insert(located.node);
    }
    match (node.as_object(), node.as_array()) {
        (Some(members), _) => members.values().for_each(|member| targets(sources, &member.value, found)),
        (None, Some(items)) => items.iter().for_each(|item| targets(sources, item, found)),
        (None, None) => {}
    }
}

/// Whether references to objects of this kind stay references, where they lead to this.
pub(super) fn stays_reference(kind: &'static Object, found: &Located<'_>) -> bool {
    let own = matches!(Target::parse(&found.key), Target::Component { section, .. } if section_of(kind) == Some(section));
    match kind.name {
        name if name == RESPONSE.name || name == REQUEST_BODY.name => own || names_of(&found.key).is_some(),
        name if name == PARAMETER.name || name == HEADER.name => own,
        _ => false,
    }
}

impl<'s> Walk<'s, '_> {
    /// The `$ref` to a component that stands for what was found: one of the document's, or a new one.
    pub(super) fn as_component(&mut self, section: &'static str, found: Located<'s>) -> String {
        if let Target::Component { section: own, name } = Target::parse(&found.key)
            && own == section
        {
            return to_component(section, &name);
        }
        if let Some(name) = self.hoisted.owners.get(&(&raw const *found.node, section)) {
            return to_component(section, name);
        }
        let text = to_component(section, &found.key);
        if let Entry::Vacant(entry) = self.hoisted.made.entry((section, found.key.clone())) {
            let pointer = found.key.strip_prefix('#').unwrap_or(&found.key).to_owned();
            entry.insert(Numbered { node: found.node, pointer, carried: Vec::new() });
            self.hoisted.waiting.push_back((section, found));
        }
        text
    }

    /// Where a reference at the place of a component leads that is this component under another name.
    pub(super) fn owned(&mut self, reference: &'s Node, kind: &'static Object) -> Option<Located<'s>> {
        let (section, name) = self.pointer.strip_prefix("/components/")?.split_once('/')?;
        let section = section_of(kind).filter(|known| *known == section)?;
        let located = locate(self.sources, reference.span.file(), reference.as_str()?).ok()?;
        let located = to_the_end(self.sources, &self.elsewhere, located);
        let owner = self.hoisted.owners.get(&(&raw const *located.node, section))?;
        let is_owner = *owner == name.replace("~1", "/").replace("~0", "~");
        if is_owner { follow(self, reference, kind.name) } else { None }
    }

    /// A schema of this file that references lead to, which its own place refers to as well.
    pub(super) fn shared_schema(&mut self, node: &'s Node) -> Option<Value> {
        if !self.hoisted.deep.contains(&(&raw const *node)) || self.hoisted.inlined.last() == Some(&(&raw const *node)) {
            return None;
        }
        // Not where it is written out in place of a reference.
        let root = self.sources.get(FileId::ENTRY)?.root();
        let stands_here = root.at(&self.pointer).is_some_and(|here| std::ptr::eq(here, node));
        let key = format!("#{}", self.pointer);
        (stands_here && Target::parse(&key) == Target::Elsewhere).then(|| {
            let reference = self.as_component("schemas", Located { node, key, from_entry: false });
            Value::Object(Map::from_iter([("$ref".to_owned(), Value::from(reference))]))
        })
    }

    /// Writes an object out in place of a reference to it.
    pub(super) fn inlined<T>(&mut self, reference: &Node, node: &'s Node, write: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.hoisted.count += 1;
        let fault = if self.hoisted.inlined.contains(&(&raw const *node)) {
            Some("what it leads to contains this reference, so that there is no end to it")
        } else {
            (self.hoisted.count > MAX_INLINED).then_some("there is too much to write out in place of references")
        };
        if let Some(fault) = fault {
            self.mistakes.circular = true;
            let text = reference.as_str().unwrap_or_default();
            self.error(Diagnostic::error("reference-cycle", format!("`{text}` cannot be followed: {fault}")).at(Place::of(reference.span)));
            return None;
        }
        self.hoisted.inlined.push(node);
        let written = write(self);
        self.hoisted.inlined.pop();
        Some(written)
    }

    /// Walks what was made a component, and what that leads to.
    pub(super) fn walk_hoisted(&mut self, document: &mut Map<String, Value>) {
        while let Some((section, found)) = self.hoisted.waiting.pop_front() {
            self.pointer = found.key.strip_prefix('#').unwrap_or(&found.key).to_owned();
            let value = match section {
                "responses" => self.object_or_reference(found.node, &RESPONSE),
                "requestBodies" => self.object_or_reference(found.node, &REQUEST_BODY),
                _ => {
                    self.hoisted.inlined.push(found.node);
                    let value = schema::schema(self, found.node, &Shape::Schema);
                    self.hoisted.inlined.pop();
                    value
                }
            };
            let components = document.entry("components").or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(components) = components
                && let Value::Object(section) = components.entry(section).or_insert_with(|| Value::Object(Map::new()))
                && !value.is_null()
            {
                section.insert(found.key, value);
            }
        }
        self.pointer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::only_to_components;

    #[test]
    fn what_may_lead_elsewhere_is_found_in_the_text() {
        for text in [
            r##"{"$ref": "#/components/schemas/A", "b": "c #1", "d": "other.yaml#/A/b"}"##,
            "a: '#/components/schemas/A B'\nb: \"#/components/schemas/O'B\"",
        ] {
            assert!(only_to_components(text), "{text}");
        }
        for text in [
            r##"{"$ref": "#/components/schemas/A/properties/b"}"##,
            r##"{"$ref": "#/components/schemas/O'B, C}/properties/b"}"##,
            r##"{"$ref": "#\/components\/schemas\/A\/properties\/b"}"##,
            r#"{"$ref": "\u0023/definitions/A"}"#,
            "$ref: '#/components/schemas/O''B/properties/b'",
            "$ref: >-\n  #/definitions/A",
            "$ref: \"\\U00000023/definitions/A\"",
            "$ref: '#anchor'",
        ] {
            assert!(!only_to_components(text), "{text}");
        }
    }
}
