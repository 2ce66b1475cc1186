//! Schemas, made self-contained: in comes the node of a schema, out comes one JSON Schema 2020-12 document that has under
//! `$defs` whatever the schema reaches, and notes on what had to be left out.
//!
//! All that differs between 3.0 and 3.1 ends here. Only what is reached is translated, so that a document of any size
//! starts at once; and only keywords of the right shape go through, so that a slip in a document costs one keyword
//! rather than all validation. Annotations that a made-up value depends on (`examples`, `discriminator`, `writeOnly`, …) are kept.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use crate::discriminator;
use crate::document::{Dialect, Node};
use crate::keywords::{self, Shape};
use crate::problem::Problem;

/// Who writes the value that a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// A client: what is `readOnly` is not required.
    Request,
    /// A server: what is `writeOnly` is not required.
    Response,
}

/// A self-contained schema.
#[derive(Debug)]
pub(crate) struct Closed {
    pub(crate) schema: Value,
    pub(crate) notes: BTreeSet<String>,
}

/// Makes a schema self-contained. `usable` says whether the validator can compile a pattern.
pub(crate) fn close(schema: &Node<'_>, direction: Direction, usable: &dyn Fn(&str) -> bool) -> Result<Closed, Problem> {
    let mut closing = Closing { direction, usable, keys: HashMap::new(), queue: Vec::new(), notes: BTreeSet::new() };
    let root = closing.reference(schema.clone());
    let mut definitions = Map::new();
    while let Some((key, node)) = closing.queue.pop() {
        // Also finds circles of bare references, in which a validator would run for ever.
        node.clone().resolve()?;
        let mut definition = closing.translate(&node)?;
        if let Some(object) = definition.as_object_mut() {
            object.insert("$comment".to_owned(), Value::String(node.pointer));
        }
        definitions.insert(key, definition);
    }
    Ok(Closed { schema: json!({ "$ref": root, "$defs": definitions }), notes: closing.notes })
}

pub(crate) struct Closing<'a, 'b> {
    direction: Direction,
    usable: &'b dyn Fn(&str) -> bool,
    /// The key in `$defs` of each pointer met.
    keys: HashMap<String, String>,
    queue: Vec<(String, Node<'a>)>,
    notes: BTreeSet<String>,
}

impl<'a> Closing<'a, '_> {
    /// The reference by which the closed document knows a node.
    pub(crate) fn reference(&mut self, node: Node<'a>) -> String {
        let next = self.keys.len().to_string();
        let key = self.keys.entry(node.pointer.clone()).or_insert_with(|| {
            self.queue.push((next.clone(), node));
            next
        });
        format!("#/$defs/{key}")
    }

    fn note(&mut self, node: &Node<'_>, text: &str) {
        self.notes.insert(format!("#{}: {text}", node.pointer));
    }

    fn translate(&mut self, node: &Node<'a>) -> Result<Value, Problem> {
        match node.value {
            Value::Bool(_) => return Ok(node.value.clone()),
            Value::Object(_) => {}
            _ => {
                self.note(node, "this is no schema; anything is accepted");
                return Ok(json!(true));
            }
        }
        let mut schema = Map::new();
        if let Some(target) = node.step()? {
            schema.insert("$ref".to_owned(), Value::String(self.reference(target)));
            if node.document.dialect == Dialect::Own {
                // 3.0: "This object cannot be extended with additional properties".
                return Ok(Value::Object(schema));
            }
        }
        for (key, member) in node.members() {
            let Some(shape) = keywords::shape(key) else { continue };
            if let Some(value) = self.keyword(shape, &member)? {
                schema.insert(key.to_owned(), value);
            }
        }
        if node.value.get("$dynamicRef").is_some() {
            self.note(node, "`$dynamicRef` is left out of validation");
        }
        if let Some(value) = discriminator::translate(node, self) {
            schema.insert("discriminator".to_owned(), value);
        }
        if keywords::open_closed_parts(&mut schema) {
            self.note(node, "`additionalProperties: false` in a part of `allOf` that lists no properties allows none at all; it is read as `unevaluatedProperties: false` of the whole");
        }
        keywords::legacy(node.value, &mut schema);
        if keywords::retype_listed(&mut schema) {
            self.note(node, "no value of `enum` is of the `type`; they are read as what they would be of it");
        }
        keywords::integer_bounds(&mut schema);
        self.relax_required(node, &mut schema);
        Ok(Value::Object(schema))
    }

    /// The value of a keyword, unless its shape is wrong.
    fn keyword(&mut self, shape: Shape, member: &Node<'a>) -> Result<Option<Value>, Problem> {
        let value = match (shape, member.value) {
            (Shape::Schema, Value::Object(_) | Value::Bool(_)) => Some(self.translate(member)?),
            (Shape::Schemas, Value::Array(items)) if !items.is_empty() => {
                let schemas: Result<Vec<Value>, Problem> = member.elements().map(|item| self.translate(&item)).collect();
                Some(Value::Array(schemas?))
            }
            (Shape::SchemaMap, Value::Object(_)) => {
                let mut schemas = Map::new();
                for (name, item) in member.members() {
                    schemas.insert(name.to_owned(), self.translate(&item)?);
                }
                Some(Value::Object(schemas))
            }
            (Shape::PatternMap, Value::Object(_)) => {
                let mut schemas = Map::new();
                for (pattern, item) in member.members() {
                    if self.pattern(&item, pattern) {
                        schemas.insert(pattern.to_owned(), self.translate(&item)?);
                    }
                }
                Some(Value::Object(schemas))
            }
            (Shape::Pattern, Value::String(pattern)) => {
                return Ok(self.pattern(member, pattern).then(|| member.value.clone()));
            }
            (shape, value) => keywords::plain(shape, value),
        };
        if value.is_none() && !keywords::is_old_form(shape, member.value) {
            self.note(member, "this keyword's value has the wrong shape; it is left out of validation");
        }
        Ok(value)
    }

    fn pattern(&mut self, node: &Node<'_>, pattern: &str) -> bool {
        let usable = (self.usable)(pattern);
        if !usable {
            self.note(node, &format!("the pattern `{pattern}` cannot be compiled; it is left out of validation"));
        }
        usable
    }

    /// Takes out of `required` what the other side is to write.
    fn relax_required(&self, node: &Node<'a>, schema: &mut Map<String, Value>) {
        let Some(Value::Array(required)) = schema.get_mut("required") else { return };
        let flag = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        required.retain(|name| !name.as_str().and_then(|name| property(node, name, 0)).is_some_and(|property| is_flagged(property, flag)));
    }
}

/// A property's schema, looked for in the schema itself, what it refers to, and what it is composed of.
fn property<'a>(schema: &Node<'a>, name: &str, depth: usize) -> Option<Node<'a>> {
    const DEEPEST: usize = 8;
    if depth > DEEPEST {
        return None;
    }
    let schema = schema.clone().resolve().ok()?;
    let own = schema.get("properties").and_then(|properties| properties.get(name));
    own.or_else(|| schema.get("allOf")?.elements().find_map(|part| property(&part, name, depth + 1)))
}

fn is_flagged(property: Node<'_>, flag: &str) -> bool {
    property.flag(flag) == Some(true) || property.resolve().is_ok_and(|property| property.flag(flag) == Some(true))
}
