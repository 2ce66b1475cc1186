//! What the model insists on and the document leaves out, be it allowed or a mistake.

use serde_json::{Map, Value};

use super::Version;
use super::grammar::{DISCRIMINATOR, HEADER, INFO, MEDIA_TYPE, OPERATION, Object, PARAMETER, RESPONSE, SCHEMA, Shape};
use super::walk::Walk;
use super::{mend_schema, schema};
use crate::report::{Diagnostic, Place};
use crate::source::Node;

impl<'s> Walk<'s, '_> {
    /// Puts what the model needs into a loaded object.
    pub(super) fn complete(&mut self, node: &'s Node, kind: &'static Object, loaded: &mut Map<String, Value>) {
        let is = |other: &'static Object| std::ptr::eq(kind, other);
        if is(&RESPONSE) && !loaded.contains_key("description") {
            if self.version < Version::V3_2 {
                self.warn(
                    Diagnostic::warning("no-description", "a response needs a `description` before OpenAPI 3.2").at(Place::of(node.span)),
                );
            }
            loaded.insert("description".to_owned(), Value::from(""));
        }
        if is(&OPERATION) && !loaded.contains_key("responses") {
            if self.version == Version::V3_0 && node.get("responses").is_none() {
                self.warn(Diagnostic::warning("no-responses", "an operation needs `responses` in OpenAPI 3.0").at(Place::of(node.span)));
            }
            loaded.insert("responses".to_owned(), Value::Object(Map::new()));
        }
        if is(&INFO) {
            for (key, instead) in [("title", "API"), ("version", "0")] {
                if node.get(key).is_none() {
                    self.warn(
                        Diagnostic::warning("incomplete-info", format!("`{key}` is missing from this Info Object"))
                            .at(Place::of(node.span.first_byte()))
                            .label(format!("taken as `{instead}`")),
                    );
                    loaded.insert(key.to_owned(), Value::from(instead));
                }
                loaded.entry(key).or_insert_with(|| Value::from(""));
            }
        }
        // The model has one schema; `lower` sees in the source node which of the two it is.
        if is(&MEDIA_TYPE)
            && let Some(schema) = loaded.remove("itemSchema")
        {
            loaded.insert("schema".to_owned(), schema);
        }
        if is(&SCHEMA)
            && let Some(mut others) = loaded.remove("unevaluatedProperties")
            && schema::sees_all_properties(node)
        {
            let is_false = |node: &Node| node.as_bool() == Some(false) || mend_schema::is_nothing(&node.data);
            if node.get("unevaluatedProperties").is_some_and(is_false) {
                others = Value::Bool(false);
            }
            loaded.insert("additionalProperties".to_owned(), others);
        }
        if is(&DISCRIMINATOR) {
            self.mapping(node);
        }
        if is(&PARAMETER) || is(&HEADER) {
            self.complete_parameter(node, kind, loaded);
        }
        for key in kind.keys.iter().filter(|key| key.required) {
            if let Some(value) = stand_in(&key.shape, key.name) {
                loaded.entry(key.name).or_insert(value);
            }
        }
    }

    fn complete_parameter(&mut self, node: &Node, kind: &'static Object, loaded: &mut Map<String, Value>) {
        let has = |key: &str| node.get(key).is_some();
        let name = kind.name.trim_end_matches(" Object");
        let is_querystring = node.get("in").and_then(Node::as_str) == Some("querystring");
        if has("schema") && has("content") {
            self.warn(
                Diagnostic::warning("schema-or-content", format!("a {name} has `schema` or `content`, not both"))
                    .at(node.member("content").map_or(Place::of(node.span), |member| Place::of(member.key)))
                    .label("ignored"),
            );
            loaded.remove("content");
        } else if !has("schema") && !has("content") && kind.name == HEADER.name {
            self.warn(Diagnostic::warning("header-without-schema", "this Header has no `schema`").at(Place::of(node.span)));
        } else if is_querystring && !has("content") {
            self.error(
                Diagnostic::error("querystring-without-content", "a `querystring` parameter needs `content`")
                    .at(Place::of(node.span))
                    .help("say what the query is, for instance `content: { application/x-www-form-urlencoded: { schema: … } }`"),
            );
        } else if !has("schema") && !has("content") {
            self.warn(
                Diagnostic::warning("schema-or-content", format!("this {name} has no `schema`"))
                    .at(Place::of(node.span))
                    .label("taken as a string")
                    .help("say what its values are, for instance `schema: { type: string }`"),
            );
            loaded.insert("schema".to_owned(), Value::Object(Map::from_iter([("type".to_owned(), Value::from("string"))])));
        }
        // The model has no such place and no such style: `lower` reads both from the node.
        if is_querystring {
            loaded.insert("in".to_owned(), Value::from("query"));
        }
        let style_of_model = match loaded.get("in").and_then(Value::as_str) {
            Some("path") => &["matrix", "label", "simple"][..],
            Some("cookie") => &["form"],
            Some("header") => &["simple"],
            _ if kind.name == HEADER.name => &["simple"],
            _ => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        };
        if !loaded.get("style").and_then(Value::as_str).is_some_and(|style| style_of_model.contains(&style)) {
            loaded.remove("style");
        }
        if !loaded.contains_key("schema") && !loaded.contains_key("content") {
            loaded.insert("schema".to_owned(), Value::Object(Map::new()));
        }
    }

    /// OpenAPI 3.0 needs `paths`; later ones something to generate.
    pub(super) fn some_content(&mut self, root: &Node) {
        let has = |key: &str| root.get(key).is_some();
        if self.version == Version::V3_0 && !has("paths") {
            self.error(
                Diagnostic::error("missing-key", "`paths` is missing, which an OpenAPI 3.0 document must have")
                    .at(Place::of(root.span))
                    .help("a document without operations says `paths: {}`"),
            );
        } else if !has("paths") && !has("components") && !has("webhooks") {
            self.error(
                Diagnostic::error("missing-key", "the document has none of `paths`, `components` and `webhooks`")
                    .at(Place::of(root.span))
                    .help(format!("an OpenAPI {} document must have one of them", self.version)),
            );
        }
    }
}

/// What stands in for a key that must be there and is not, or whose value is wrong.
fn stand_in(shape: &Shape, key: &str) -> Option<Value> {
    Some(match shape {
        Shape::Word(_) if key == "in" => Value::from("query"),
        Shape::Text => Value::from(""),
        // An Info Object is the only one.
        Shape::Object(_) => Value::Object(["title", "version"].into_iter().map(|key| (key.to_owned(), Value::from(""))).collect()),
        Shape::Map(_) => Value::Object(Map::new()),
        _ => return None,
    })
}
