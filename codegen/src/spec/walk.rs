//! Checks a document against the [grammar](super::grammar) and rewrites it, in one walk.
//!
//! Out: the value that `openapiv3` loads, and the numbered source nodes. Every key is either loaded, kept for `lower` in its source node, known to be
//! prose, an extension, or reported: none is dropped in silence. Where a value is wrong, something harmless stands in for it, so that what else is wrong
//! with the document comes out in the same run ([`Mistakes`]).

use serde_json::{Map, Value};

use super::grammar::{Fate, Key, KeyPattern, MEDIA_TYPE, Object, ROOT, Shape};
use super::{NODE_KEY, Numbered, Version, reference, schema};
use crate::report::{Diagnostic, Place, Report};
use crate::source::pointer::push_token;
use crate::source::{Data, Member, Node, Source};

/// What the walk makes.
pub(super) struct Walked<'s> {
    pub(super) value: Value,
    pub(super) nodes: Vec<Numbered<'s>>,
    pub(super) mistakes: Mistakes,
}

/// Walks the whole document.
pub(super) fn walk<'s>(source: &'s Source, version: Version, report: &mut Report) -> Walked<'s> {
    let mut walk =
        Walk { source, version, report, nodes: Vec::new(), pointer: String::new(), mistakes: Mistakes::default(), open: Vec::new(), circles: Vec::new() };
    let mut value = walk.object(source.root(), &ROOT);
    walk.some_content(source.root());
    if let Value::Object(root) = &mut value {
        root.entry("paths").or_insert_with(|| Value::Object(Map::new()));
    }
    Walked { value, nodes: walk.nodes, mistakes: walk.mistakes }
}

pub(super) struct Walk<'s, 'r> {
    pub(super) source: &'s Source,
    pub(super) version: Version,
    report: &'r mut Report,
    nodes: Vec<Numbered<'s>>,
    /// JSON pointer to the value at hand.
    pub(super) pointer: String,
    pub(super) mistakes: Mistakes,
    /// The objects around it, the innermost last.
    open: Vec<Open>,
    /// The first reference of each circle that is reported.
    pub(super) circles: Vec<Span>,
}

/// An object whose keys are being walked.
struct Open {
    span: Span,
    kind: &'static Object,
}

impl<'s> Walk<'s, '_> {
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        self.mistakes.any = true;
        if let Some(open) = self.open.last() {
            let parameter = [&raw const PARAMETER, &raw const PATH_ITEM, &raw const OPERATION].iter().any(|kind| std::ptr::eq(open.kind, *kind));
            self.mistakes.add(open.span, parameter && matches!(diagnostic.code, "missing-key" | "unknown-word" | "dangling-reference" | "wrong-reference"));
        }
        self.report.push(diagnostic);
    }

    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    fn wrong(&mut self, node: &Node, expected: &str) {
        let name = self.here();
        let diagnostic = Diagnostic::error("wrong-type", format!("{name} must be {expected}, found {}", node.describe()))
            .at(Place::of(node.span))
            .label(format!("not {expected}"));
        let yaml_1_1 = matches!(&node.data, Data::String(text) if matches!(text.to_ascii_lowercase().as_str(), "yes" | "no" | "on" | "off"));
        self.error(if yaml_1_1 && expected.contains("true") {
            diagnostic.help("YAML 1.2 has only `true` and `false`; `yes`, `no`, `on` and `off` are strings")
        } else {
            diagnostic
        });
    }

    fn refused(&mut self, node: &Node, expected: &str) -> Value {
        self.wrong(node, expected);
        Value::Null
    }

    /// A scalar where a string should be.
    fn unquoted(&mut self, node: &Node, text: &str) {
        let name = self.here();
        self.warn(
            Diagnostic::warning("unquoted", format!("{name} must be a string, found {}", node.describe()))
                .at(Place::of(node.span))
                .label(format!("taken as \"{text}\""))
                .help("put it in quotes"),
        );
    }

    /// The key at hand, for messages.
    fn here(&self) -> String {
        match self.pointer.rsplit_once('/') {
            Some((_, token)) => format!("`{}`", token.replace("~1", "/").replace("~0", "~")),
            None => "the document".to_owned(),
        }
    }

    /// Runs `f` with the pointer moved down by one token.
    pub(super) fn below<T>(&mut self, token: &str, f: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        push_token(&mut self.pointer, token);
        let result = f(self);
        self.pointer.truncate(length);
        result
    }

    /// Gives a node a number, and the entry that leads to it.
    pub(super) fn number(&mut self, node: &'s Node) -> (String, Value) {
        self.nodes.push(Numbered { node, pointer: self.pointer.clone() });
        (NODE_KEY.to_owned(), Value::from(self.nodes.len() - 1))
    }

    /// Any value: checks its shape, returns what is loaded.
    pub(super) fn value(&mut self, node: &'s Node, shape: &'static Shape) -> Value {
        match shape {
            Shape::Any => return Value::Null,
            Shape::Text | Shape::Word(_) => match (&node.data, shape) {
                (Data::String(text), Shape::Word(words)) if !words.contains(&text.as_str()) => {
                    let name = self.here();
                    self.error(
                        Diagnostic::error("unknown-word", format!("{name} cannot be `{text}`"))
                            .at(Place::of(node.span))
                            .help(format!("it is one of: {}", words.join(", "))),
                    );
                }
                (Data::String(text), _) => return Value::from(text.as_str()),
                // Written without quotes, `version: 1.0` is a number. What is meant is what is written.
                (Data::Number(number), Shape::Text) => {
                    self.unquoted(node, number.as_str());
                    return Value::from(number.as_str());
                }
                (Data::Bool(flag), Shape::Text) => {
                    self.unquoted(node, &flag.to_string());
                    return Value::from(flag.to_string());
                }
                _ => self.wrong(node, "a string"),
            },
            Shape::Flag => match &node.data {
                Data::Bool(flag) => return Value::from(*flag),
                _ => self.wrong(node, "true or false"),
            },
            Shape::Number => match &node.data {
                Data::Number(number) => return number.to_json(),
                _ => self.wrong(node, "a number"),
            },
            Shape::Count => match &node.data {
                Data::Number(number) if number.as_u64().is_some() => return Value::from(number.as_u64()),
                _ => self.wrong(node, "a whole number of at least 0"),
            },
            Shape::Exclusive => {
                let name = self.here();
                let version = self.version;
                let other_version = match (&node.data, version) {
                    (Data::Number(_), Version::V3_0) => Some("true or false in OpenAPI 3.0"),
                    (Data::Bool(_), Version::V3_1 | Version::V3_2) => Some("a number from OpenAPI 3.1 on"),
                    (Data::Number(_) | Data::Bool(_), _) => None,
                    _ => return self.refused(node, "true or false, or a number"),
                };
                if let Some(is) = other_version {
                    self.warn(
                        Diagnostic::warning("spelling-of-other-version", format!("{name} is {is}")).at(Place::of(node.span)).label("understood all the same"),
                    );
                }
            }
            Shape::TypeName => return schema::type_name(self, node),
            Shape::Object(kind) => return self.object(node, kind),
            Shape::OrReference(kind) => return self.object_or_reference(node, kind),
            Shape::Schema => return schema::schema(self, node),
            Shape::SchemaOrFlag => match &node.data {
                Data::Bool(flag) => return Value::from(*flag),
                _ => return schema::schema(self, node),
            },
            Shape::List(items) => match &node.data {
                Data::Array(nodes) => {
                    let values = nodes.iter().enumerate();
                    return values.map(|(index, node)| self.below(&index.to_string(), |walk| walk.value(node, items))).collect();
                }
                _ => self.wrong(node, "a list"),
            },
            Shape::Map(values) => match &node.data {
                Data::Object(members) => {
                    let members = members.iter();
                    let entries = members.map(|(key, member)| {
                        (key.clone(), self.below(key, |walk| walk.value(&member.value, values)))
                    });
                    return Value::Object(entries.collect());
                }
                _ => self.wrong(node, "an object"),
            },
        }
        Value::Null
    }

    /// A Reference Object, or the object itself.
    fn object_or_reference(&mut self, node: &'s Node, kind: &'static Object) -> Value {
        let Some(target) = node.get("$ref") else {
            return self.object(node, kind);
        };
        reference::check(self, target, kind.name);
        if std::ptr::eq(kind, &raw const MEDIA_TYPE) {
            // The model has no reference here; `lower` finds it in the source node.
            return Value::Object(Map::from_iter([self.number(node)]));
        }
        Value::Object(Map::from_iter([("$ref".to_owned(), Value::from(target.as_str()))]))
    }

    /// An object of a known kind.
    pub(super) fn object(&mut self, node: &'s Node, kind: &'static Object) -> Value {
        let Data::Object(members) = &node.data else {
            self.wrong(node, &format!("{} {}", article(kind.name), kind.name));
            return Value::Null;
        };
        let mut loaded = Map::new();
        if kind.numbered {
            loaded.extend([self.number(node)]);
        }
        for (name, member) in members {
            if let Some((name, value)) = self.below(name, |walk| walk.member(name, member, kind)) {
                loaded.insert(name, value);
            }
        }
        for key in kind.keys.iter().filter(|key| key.required && !members.contains_key(key.name)) {
            self.error(
                Diagnostic::error("missing-key", format!("`{}` is missing from this {}", key.name, kind.name)).at(Place::of(node.span)),
            );
        }
        self.complete(node, kind, &mut loaded);
        Value::Object(loaded)
    }

    /// One key of an object and its value: what is loaded of it.
    fn member(&mut self, name: &str, member: &'s Member, kind: &'static Object) -> Option<(String, Value)> {
        if let Some(key) = kind.keys.iter().find(|key| key.name == name) {
            if key.since > self.version {
                let (version, since) = (self.version, key.since);
                self.warn(
                    Diagnostic::warning("key-of-later-version", format!("`{name}` means nothing in OpenAPI {version}"))
                        .at(Place::of(member.key))
                        .label(format!("there is a `{name}` from OpenAPI {since} on; it is ignored here")),
                );
                return None;
            }
            // A key without a value is common in generated documents, and means that the key is not there. `null` may be an example.
            if matches!(member.value.data, Data::Null) && !key.required && !matches!(key.shape, Shape::Any | Shape::TypeName) {
                self.warn(
                    Diagnostic::warning("null-value", format!("`{name}` cannot be null")).at(Place::of(member.key)).label("ignored"),
                );
                return None;
            }
            if let (Shape::List(_), Data::Bool(_), "required") = (key.shape, &member.value.data, name) {
                self.warn(
                    Diagnostic::warning("required-flag", "`required` of a schema is a list of properties")
                        .at(Place::of(member.value.span))
                        .label("ignored")
                        .help("list the property's name under `required` of the object that it belongs to"),
                );
                return None;
            }
            let value = self.value(&member.value, &key.shape);
            return (key.fate == Fate::Loaded && !value.is_null()).then(|| (name.to_owned(), value));
        }
        if name.starts_with("x-") && !matches!(kind.pattern, Some((KeyPattern::Anything, _))) {
            return None;
        }
        match kind.pattern {
            Some((KeyPattern::Path, shape)) if name.starts_with('/') => Some((name.to_owned(), self.value(&member.value, shape))),
            Some((KeyPattern::Status, shape)) if is_status(name) => Some((name.to_ascii_uppercase(), self.value(&member.value, shape))),
            Some((KeyPattern::Anything, shape)) => Some((name.to_owned(), self.value(&member.value, shape))),
            Some((KeyPattern::Path, _)) => {
                self.error(Diagnostic::error("bad-path", format!("the path `{name}` does not begin with `/`")).at(Place::of(member.key)));
                None
            }
            Some((KeyPattern::Status, _)) => {
                self.error(
                    Diagnostic::error("bad-status", format!("`{name}` is no status"))
                        .at(Place::of(member.key))
                        .help("a status is a code such as 404, a range such as 4XX, or `default`"),
                );
                None
            }
            None => {
                self.unknown_key(name, member, kind);
                None
            }
        }
    }

    fn unknown_key(&mut self, name: &str, member: &Member, kind: &'static Object) {
        let mut diagnostic = Diagnostic::warning("unknown-key", format!("`{name}` is no key of {} {}", article(kind.name), kind.name))
            .at(Place::of(member.key))
            .label("ignored");
        let near = kind.keys.iter().map(|key: &Key| key.name).find(|known| is_near(known, name));
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.warn(diagnostic);
    }

    /// What the model insists on and the document may leave out.
    fn complete(&mut self, node: &Node, kind: &'static Object, loaded: &mut Map<String, Value>) {
        match kind.name {
            "Response Object"
                if !loaded.contains_key("description") => {
                    if self.version < Version::V3_2 {
                        self.warn(
                            Diagnostic::warning("no-description", "a response needs a `description` before OpenAPI 3.2")
                                .at(Place::of(node.span)),
                        );
                    }
                    loaded.insert("description".to_owned(), Value::from(""));
                }
            "Operation Object"
                if !loaded.contains_key("responses") => {
                    if self.version == Version::V3_0 {
                        self.warn(
                            Diagnostic::warning("no-responses", "an operation needs `responses` in OpenAPI 3.0").at(Place::of(node.span)),
                        );
                    }
                    loaded.insert("responses".to_owned(), Value::Object(Map::new()));
                }
            "Parameter Object" | "Header Object" => {
                let has = |key: &str| node.get(key).is_some();
                if kind.name == "Header Object" && !has("schema") && !has("content") {
                    self.warn(Diagnostic::warning("header-without-schema", "this Header has no `schema`").at(Place::of(node.span)));
                    loaded.insert("schema".to_owned(), Value::Object(Map::new()));
                } else if has("schema") == has("content") && node.get("in").and_then(Node::as_str).is_none_or(|at| at != "querystring") {
                    let message = if has("schema") {
                        format!("a {} has `schema` or `content`, not both", &kind.name[..kind.name.len() - " Object".len()])
                    } else {
                        format!("this {} has no `schema`", &kind.name[..kind.name.len() - " Object".len()])
                    };
                    self.error(Diagnostic::error("schema-or-content", message).at(Place::of(node.span)));
                }
                // The model has no such place and no such style: `lower` reads both from the node and refuses them by name.
                let style_of_model = match loaded.get("in").and_then(Value::as_str) {
                    Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"][..],
                    Some("path") => &["matrix", "label", "simple"],
                    Some("cookie") => &["form"],
                    _ => &["simple"],
                };
                if !loaded.get("style").and_then(Value::as_str).is_some_and(|style| style_of_model.contains(&style)) {
                    loaded.remove("style");
                }
                if loaded.get("in").is_some_and(|at| at == "querystring") {
                    loaded.insert("in".to_owned(), Value::from("query"));
                    loaded.entry("schema").or_insert_with(|| Value::Object(Map::new()));
                    loaded.remove("content");
                }
            }
            _ => {}
        }
    }

    /// OpenAPI 3.0 needs `paths`; later ones something to generate.
    fn some_content(&mut self, root: &Node) {
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

fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" }
}

/// A status code, or a range such as `4XX`.
fn is_status(name: &str) -> bool {
    matches!(name.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X'] | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'])
}

/// Two names of which one is probably the other, mistyped.
pub(super) fn is_near(known: &str, name: &str) -> bool {
    similar::TextDiff::from_chars(known.to_ascii_lowercase(), name.to_ascii_lowercase()).ratio() > 0.8
}
