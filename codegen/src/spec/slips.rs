//! Values of another shape than the standard's that can mean one thing only: real documents have them, from templates, from PHP, from spreadsheets.

use serde_json::{Map, Value};

use super::grammar::{DISCRIMINATOR, Key, Object, PARAMETER, RESPONSE, SECURITY_REQUIREMENT, SERVER, Shape, TAG};
use super::mend::{member, object};
use super::mend_schema::counts;
use super::schema;
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Member, Node, Number};

impl<'s> Walk<'s, '_> {
    /// What a value of a wrong shape means; said in a warning. `None`: it means nothing, or one of several things.
    pub(super) fn slip(&mut self, node: &'s Node, shape: &'static Shape) -> Option<Value> {
        let (taken, value) = match (shape, &node.data) {
            _ if let Some((taken, meant)) = respelled(node, shape) => {
                let meant = self.sources.keep(Node { span: node.span, data: meant });
                (taken, self.written_value(meant, shape))
            }
            (Shape::Flag | Shape::SchemaOrFlag, Data::String(text)) => {
                let flag = text.parse::<bool>().ok()?;
                (flag.to_string(), Value::from(flag))
            }
            // What has no end is no bound.
            (Shape::Number, Data::String(text)) if is_infinite(text) => ("no bound".to_owned(), Value::Null),
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
            (Shape::Schema, Data::Bool(false)) => ("no value".to_owned(), schema::never(self, node)),
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

    /// Whether a key is there and says nothing: that is reported, and the key ignored.
    pub(super) fn says_nothing(&mut self, key: &Key, Member { key: name, value }: &Member) -> bool {
        let is_prose = matches!(key.name, "title" | "summary" | "description");
        let diagnostic = match (&value.data, key.shape) {
            // A key without a value is common in generated documents, and means that the key is not there. `null` may be an example.
            (Data::Null, shape) if !key.required && !matches!(shape, Shape::Any | Shape::TypeName) => {
                Diagnostic::warning("null-value", format!("`{}` cannot be null", key.name)).at(Place::of(*name))
            }
            (Data::Bool(_), Shape::List(_)) if key.name == "required" => {
                Diagnostic::warning("required-flag", "`required` of a schema is a list of properties")
                    .at(Place::of(value.span))
                    .help("list the property's name under `required` of the object that it belongs to")
            }
            // Prose that is no text: nothing depends on it.
            (Data::Object(members), _) if is_prose && !members.contains_key("$ref") => self.wrong_type(value, &key.shape),
            (Data::Array(_), _) if is_prose => self.wrong_type(value, &key.shape),
            _ => return false,
        };
        self.warn(diagnostic.label("ignored"));
        true
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
        Data::String(text) => text.is_empty(),
        _ => false,
    }
}

/// A value that is written in short, or as the only one of a list, as the standard has it, and what messages call that.
fn respelled(node: &Node, shape: &'static Shape) -> Option<(String, Data)> {
    let is = |kind: &'static Object, other: &'static Object| std::ptr::eq(kind, other);
    let keyed = |key: &str, value: Node| object([(key.to_owned(), crate::source::Member { key: node.span, value })]);
    match (shape, &node.data) {
        (Shape::Schema | Shape::SchemaOrFlag, Data::String(text)) => {
            let key = if text.starts_with("#/") {
                "$ref"
            } else if schema::TYPES.contains(&text.as_str()) {
                "type"
            } else {
                return None;
            };
            Some((format!("`{{ {key}: {text} }}`"), keyed(key, node.clone())))
        }
        (Shape::OrReference(kind), Data::String(_)) if is(kind, &RESPONSE) => {
            Some(("its `description`".to_owned(), keyed("description", node.clone())))
        }
        (Shape::Object(kind), Data::String(text)) if is(kind, &SERVER) => {
            Some((format!("`{{ url: {text} }}`"), keyed("url", node.clone())))
        }
        (Shape::Object(kind), Data::String(text)) if is(kind, &SECURITY_REQUIREMENT) => {
            let scopes = member(node.span, Data::Array(Vec::new()));
            Some((format!("`{{ {text}: [] }}`"), object([(text.clone(), scopes)])))
        }
        (Shape::List(_), Data::Object(members)) if counts(members) => {
            let items = members.values().map(|member| member.value.clone()).collect();
            Some(("an array of its values".to_owned(), Data::Array(items)))
        }
        (Shape::List(item @ Shape::Object(_)), Data::String(_)) => {
            let (taken, data) = respelled(node, item)?;
            Some((format!("an array of one, {taken}"), Data::Array(vec![Node { span: node.span, data }])))
        }
        (Shape::List(Shape::Object(kind) | Shape::OrReference(kind)), Data::Object(members)) => {
            let is_item = is(kind, &SERVER) && members.contains_key("url")
                || is(kind, &SECURITY_REQUIREMENT) && members.len() == 1
                || is(kind, &PARAMETER) && (members.contains_key("in") || members.contains_key("$ref"));
            is_item.then(|| ("an array of one".to_owned(), Data::Array(vec![node.clone()])))
        }
        _ => None,
    }
}

/// How YAML 1.1 and some languages write what is larger, or smaller, than all numbers.
fn is_infinite(text: &str) -> bool {
    let word = text.trim_start_matches(['+', '-']).trim_start_matches('.');
    word.eq_ignore_ascii_case("inf") || word.eq_ignore_ascii_case("infinity")
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
