//! Values of another shape than the standard's that can mean one thing only: real documents have them, from templates, from PHP, from spreadsheets.

use serde_json::{Map, Value};

use super::grammar::{DISCRIMINATOR, Key, Object, Shape, TAG};
use super::schema;
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node, Number};

impl<'s> Walk<'s, '_> {
    /// What a value of a wrong shape means; said in a warning. `None`: it means nothing, or one of several things.
    pub(super) fn slip(&mut self, node: &'s Node, shape: &'static Shape) -> Option<Value> {
        let (taken, value) = match (shape, &node.data) {
            (Shape::Flag | Shape::SchemaOrFlag, Data::String(text)) => {
                let flag = text.parse::<bool>().ok()?;
                (flag.to_string(), Value::from(flag))
            }
            (Shape::Number, Data::String(text)) => {
                let number = Number::parse(text)?;
                (format!("the number {text}"), number.to_json())
            }
            (Shape::Count, Data::String(text)) => (format!("the number {text}"), Value::from(text.parse::<u64>().ok()?)),
            // Nothing is as long.
            (Shape::Count, Data::Number(number)) if number.is_integer() && !number.is_negative() => {
                (u64::MAX.to_string(), Value::from(u64::MAX))
            }
            (Shape::List(Shape::Text), Data::String(text)) if !text.contains([',', '\n']) && !text.is_empty() => {
                (format!("an array of one, `[{text}]`"), Value::from(vec![text.as_str()]))
            }
            (Shape::List(_), _) if is_empty(node) => ("an empty array".to_owned(), Value::Array(Vec::new())),
            // Before OpenAPI 3.0 it was the property's name alone.
            (Shape::Object(kind), Data::String(text)) if std::ptr::eq(*kind, &raw const DISCRIMINATOR) => {
                let value = Value::Object(Map::from_iter([("propertyName".to_owned(), Value::from(text.as_str()))]));
                (format!("`propertyName: {text}`"), value)
            }
            // Tags that operations have need no description.
            (Shape::Object(kind), Data::String(_)) if std::ptr::eq(*kind, &raw const TAG) => {
                ("a tag without a description".to_owned(), Value::Null)
            }
            (Shape::Schema | Shape::SchemaOrFlag, Data::Null | Data::Bool(true)) => ("any value".to_owned(), schema::any(self, node)),
            (Shape::Schema | Shape::SchemaOrFlag, Data::Array(items)) => match &items[..] {
                [] => ("any value".to_owned(), schema::any(self, node)),
                // A list of any length has items of one kind.
                [only] if self.pointer.ends_with("/items") && !self.pointer.ends_with("/properties/items") => {
                    ("the schema of all items".to_owned(), schema::schema(self, only, shape))
                }
                _ => return None,
            },
            (Shape::Object(kind) | Shape::OrReference(kind), _) if is_empty(node) => {
                ("an empty object".to_owned(), self.object(node, kind))
            }
            (Shape::Map(_), _) if is_empty(node) => ("an empty object".to_owned(), Value::Object(Map::new())),
            _ => return None,
        };
        let diagnostic = self.wrong_type(node, shape).label(format!("taken as {taken}"));
        self.warn(diagnostic);
        Some(value)
    }

    /// An item of an array that is nothing: `tags: [null]`.
    pub(super) fn is_no_item(&mut self, item: &Node, shape: &Shape) -> bool {
        let is_nothing = item.is_null() && !matches!(shape, Shape::Any);
        if is_nothing {
            let diagnostic = self.wrong_type(item, shape).label("ignored");
            self.warn(diagnostic);
        }
        is_nothing
    }

    /// Prose that is no text: nothing depends on it.
    pub(super) fn is_no_prose(&mut self, key: &Key, node: &Node) -> bool {
        let is_prose = matches!(key.name, "title" | "summary" | "description");
        let is_other = is_prose && (node.as_object().is_some_and(|members| !members.contains_key("$ref")) || node.as_array().is_some());
        if is_other {
            let diagnostic = self.wrong_type(node, &key.shape).label("ignored");
            self.warn(diagnostic);
        }
        is_other
    }

    fn wrong_type(&self, node: &Node, shape: &Shape) -> Diagnostic {
        Diagnostic::warning("wrong-type", self.not_of_shape(node, shape)).at(Place::of(node.span))
    }
}

/// What stands for nothing in languages whose maps and lists are one, and in YAML where the indentation is lost.
fn is_empty(node: &Node) -> bool {
    match &node.data {
        Data::Null => true,
        Data::Array(items) => items.is_empty(),
        Data::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// Keys that an object is wrong without, but that a client can do without: they are about the client's surroundings.
pub(super) fn is_dispensable(kind: &Object, key: &str) -> bool {
    matches!(
        (kind.name, key),
        ("OpenAPI Object", "info")
            | ("Server Object", "url")
            | ("Server Variable Object", "default")
            | ("Tag Object", "name")
            | ("Discriminator Object", "propertyName")
            | ("Request Body Object", "content")
            | ("Security Scheme Object", "type")
    )
}

/// Whether a client is the same without what is wrong in an object of a kind, or takes more than it would.
pub(super) fn can_do_without(kind: &Object, pointer: &str) -> bool {
    let is_content = ["/paths", "/components", "/webhooks"].iter().any(|content| pointer.starts_with(content));
    matches!(
        kind.name,
        "Schema Object"
            | "Discriminator Object"
            | "Responses Object"
            | "Header Object"
            | "Tag Object"
            | "Server Object"
            | "Server Variable Object"
            | "Info Object"
    ) || kind.name == "OpenAPI Object" && !is_content
}
