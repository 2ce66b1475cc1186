//! References that are written out: what they lead to takes their place.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Map, Value};

use super::Version;
use super::complain::article;
use super::follow::{follow, is_out_of_reach, section_of};
use super::grammar::{Object, PATH_ITEM, REQUEST_BODY, RESPONSE, Shape};
use super::locate::locate;
use super::reference::percent_decoded;
use super::walk::Walk;
use super::{NODE_KEY, hoist, lost};
use crate::report::{Diagnostic, Place};
use crate::source::{Member, Node};

impl<'s> Walk<'s, '_> {
    /// A Reference Object, or the object itself.
    pub(super) fn object_or_reference(&mut self, node: &'s Node, kind: &'static Object) -> Value {
        let node = self.meant_by(node, kind);
        let Some(reference) = node.get("$ref") else {
            return self.object(node, kind);
        };
        if is_out_of_reach(self, reference, kind.name) {
            return Value::Object(Map::from_iter([("$ref".to_owned(), Value::from(reference.as_str()))]));
        }
        if let Some(found) = self.owned(reference, kind) {
            return self.inlined(reference, found.node, |walk| walk.object_or_reference(found.node, kind)).unwrap_or(Value::Null);
        }
        let Some(found) = follow(self, reference, kind.name) else { return Value::Null };
        let beside = self.beside(node, kind);
        let is_named = [&RESPONSE, &REQUEST_BODY].iter().any(|named| std::ptr::eq(kind, *named));
        if let Some(section) = section_of(kind)
            && hoist::stays_reference(kind, &found)
            && (beside.is_empty() || is_named)
        {
            let text = self.as_component(section, found);
            return Value::Object(Map::from_iter([("$ref".to_owned(), Value::from(text))]));
        }
        let written = self.inlined(reference, found.node, |walk| walk.object_or_reference(found.node, kind));
        let Some(Value::Object(mut written)) = written else { return Value::Null };
        if std::ptr::eq(kind, &raw const PATH_ITEM) && !beside.is_empty() {
            // What stands beside the reference adds to what it leads to.
            let Value::Object(own) = self.object(node, kind) else { return Value::Null };
            written.extend(own.into_iter().filter(|(key, _)| key != NODE_KEY && key != "$ref"));
        } else {
            written.extend(beside.iter().filter_map(|(key, member)| Some(((*key).to_owned(), Value::from(member.value.as_str()?)))));
        }
        Value::Object(written)
    }

    /// What counts beside a reference: from 3.1 on another `summary` and `description`, and for a path whatever it has. Other keys are reported.
    fn beside(&mut self, node: &'s Node, kind: &'static Object) -> Vec<(&'s str, &'s Member)> {
        let members = node.as_object().into_iter().flatten().map(|(key, member)| (key.as_str(), member));
        let beside = members.filter(|(key, _)| *key != "$ref" && !key.starts_with("x-"));
        if std::ptr::eq(kind, &raw const PATH_ITEM) {
            return beside.collect();
        }
        let (prose, others): (Vec<_>, Vec<_>) = beside.partition(|(key, _)| matches!(*key, "summary" | "description"));
        for (key, member) in others {
            self.warn(
                Diagnostic::warning(
                    "beside-reference",
                    format!("`{key}` beside a `$ref` to {} {} means nothing", article(kind.name), kind.name),
                )
                .at(Place::of(member.key))
                .label("ignored"),
            );
        }
        let has = |key: &str| kind.keys.iter().any(|known| known.name == key);
        if self.version == Version::V3_0 { Vec::new() } else { prose.into_iter().filter(|(key, _)| has(key)).collect() }
    }

    /// A reference where the standard has none, such as in place of an operation: what it leads to is what is meant.
    pub(super) fn misplaced_reference(&mut self, node: &'s Node, shape: &'static Shape) -> Option<Value> {
        let what = match shape {
            Shape::Object(kind) if kind.keys.iter().all(|key| key.name != "$ref") => kind.name,
            Shape::Text | Shape::List(_) | Shape::Map(_) => "value of this kind",
            _ => return None,
        };
        let reference = node.get("$ref").filter(|reference| reference.as_str().is_some())?;
        let prose = if let Shape::Text = shape { self.prose(reference) } else { None };
        let found = if prose.is_none() { Some(follow(self, reference, what)?) } else { None };
        if self.said.insert(what) {
            self.warn(
                Diagnostic::warning("misplaced-reference", format!("OpenAPI has no `$ref` in place of {} {what}", article(what)))
                    .at(Place::of(reference.span))
                    .label("understood all the same, here and elsewhere"),
            );
        }
        match found {
            Some(found) => self.inlined(reference, found.node, |walk| walk.value(found.node, shape)),
            None => prose.map(Value::from),
        }
    }

    /// Says which references among examples or links lead nowhere. Nothing depends on them.
    pub(super) fn documentation(&mut self, members: &'s Node) {
        for (_, member) in members.as_object().into_iter().flatten() {
            if let Some(reference) = member.value.get("$ref")
                && let Some(text) = reference.as_str()
                && let Err(why) = locate(self.sources, reference.span.file(), text)
            {
                lost::warn(self, reference, text, why, "Example Object");
            }
        }
    }

    /// The text of a file of prose: `description: { $ref: intro.md }`.
    fn prose(&self, reference: &Node) -> Option<&'s str> {
        let text = reference.as_str()?;
        let extension = Path::new(text).extension().and_then(OsStr::to_str)?.to_ascii_lowercase();
        let is_prose = ["md", "markdown", "txt", "html"].contains(&extension.as_str());
        if is_prose { self.sources.prose(reference.span.file(), &percent_decoded(text)) } else { None }
    }
}
