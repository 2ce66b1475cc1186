//! Checks a document against the [grammar](super::grammar) and rewrites it, in one walk.
//!
//! Out: the value that `openapiv3` loads, and the numbered source nodes. Every key is either loaded, kept for `lower` in its source node, known to be
//! prose, an extension, or reported: none is dropped in silence. Where a value is wrong, something harmless stands in for it, so that what else is wrong
//! with the document comes out in the same run ([`Mistakes`]).

use std::sync::Arc;
use std::sync::mpsc::Sender;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use serde_json::{Map, Value};

use super::beyond::Unfollowed;
use super::components::Elsewhere;
use super::follow::Targets;
use super::grammar::{Fate, Object, PARAMETER, PATHS, ROOT, SECURITY_REQUIREMENT, SECURITY_SCHEME, Shape};
use super::hoist::{Hoisted, look_ahead};
use super::load::Part;
use super::mistakes::{Mistakes, Open};
use super::{NODE_KEY, Numbered, Selection, Version, schema};
use crate::report::Report;
use crate::source::pointer::push_token;
use crate::source::{Data, Member, Node, Source, Sources, Span};

/// What the walk makes.
pub(super) struct Walked<'s> {
    pub(super) value: Value,
    pub(super) nodes: Vec<Numbered<'s>>,
    pub(super) mistakes: Mistakes,
    /// Where schemas stand that were made components, by the names they have as such.
    pub(super) hoisted: HashMap<String, Numbered<'s>>,
    pub(super) targets: Targets<'s>,
    pub(super) mapped: HashMap<*const Node, String>,
    pub(super) beyond: HashMap<String, Unfollowed>,
    pub(super) mended: HashMap<*const Node, &'s Node>,
}

/// Walks what is selected of a document. What can be loaded already is sent to `parts`, if there is one.
pub(super) fn walk<'s, 'r>(
    sources: &'s Sources,
    source: &'s Source,
    selection: &'r Selection,
    version: Version,
    lenient: bool,
    parts: Option<Sender<Part>>,
    report: &'r mut Report,
) -> Walked<'s> {
    let elsewhere = Elsewhere::of(sources);
    let mut walk = Walk {
        sources,
        source,
        selection,
        version,
        lenient,
        parts,
        report,
        nodes: Vec::new(),
        pointer: String::new(),
        mistakes: Mistakes::default(),
        open: Vec::new(),
        circles: Vec::new(),
        ends: HashSet::new(),
        targets: Targets::default(),
        mapped: HashMap::new(),
        beyond: HashMap::new(),
        mended: HashMap::new(),
        mended_bytes: 0,
        hoisted: look_ahead(sources, &elsewhere, selection),
        elsewhere,
        said: HashSet::new(),
    };
    let mut value = walk.object(source.root(), &ROOT);
    walk.some_content(source.root());
    if let Value::Object(root) = &mut value {
        root.entry("paths").or_insert_with(|| Value::Object(Map::new()));
        walk.walk_hoisted(root);
    }
    let schemas = walk.hoisted.made.into_iter().filter(|((section, _), _)| *section == "schemas");
    let hoisted = schemas.map(|((_, name), numbered)| (name, numbered)).collect();
    Walked {
        value,
        nodes: walk.nodes,
        mistakes: walk.mistakes,
        hoisted,
        targets: walk.targets,
        mapped: walk.mapped,
        beyond: walk.beyond,
        mended: walk.mended,
    }
}

pub(super) struct Walk<'s, 'r> {
    pub(super) sources: &'s Sources,
    /// The first file.
    pub(super) source: &'s Source,
    selection: &'r Selection,
    pub(super) version: Version,
    /// Mistakes that the rest can do without are left out, with a warning.
    pub(super) lenient: bool,
    /// Where paths and schemas go that are done.
    pub(super) parts: Option<Sender<Part>>,
    pub(super) report: &'r mut Report,
    nodes: Vec<Numbered<'s>>,
    /// JSON pointer to the value at hand.
    pub(super) pointer: String,
    pub(super) mistakes: Mistakes,
    /// The objects around it, the innermost last.
    pub(super) open: Vec<Open>,
    /// The first reference of each circle that is reported.
    pub(super) circles: Vec<Span>,
    /// Nodes from which references are known to come to an end.
    pub(super) ends: HashSet<*const Node>,
    pub(super) targets: Targets<'s>,
    /// References in a discriminator's `mapping`, as they are in the loaded document.
    pub(super) mapped: HashMap<*const Node, String>,
    /// References that are not followed, by their text.
    pub(super) beyond: HashMap<String, Unfollowed>,
    pub(super) hoisted: Hoisted<'s>,
    pub(super) elsewhere: Elsewhere,
    /// What stands for nodes that are spelled in another way.
    pub(super) mended: HashMap<*const Node, &'s Node>,
    /// How much text that is.
    pub(super) mended_bytes: usize,
    /// What need not be said again.
    pub(super) said: HashSet<&'static str>,
}

impl<'s> Walk<'s, '_> {
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
        self.nodes.push(Numbered { node, pointer: self.pointer.clone(), carried: Vec::new() });
        (NODE_KEY.to_owned(), Value::from(self.nodes.len() - 1))
    }

    /// Any value: checks its shape, returns what is loaded. Null: nothing is.
    pub(super) fn value(&mut self, node: &'s Node, shape: &'static Shape) -> Value {
        if self.selection.leaves_out_here(&self.pointer) {
            return Value::Null;
        }
        match self.misplaced_reference(node, shape) {
            Some(value) => value,
            None => self.written_value(node, shape),
        }
    }

    /// A value that is no reference where none belongs.
    pub(super) fn written_value(&mut self, node: &'s Node, shape: &'static Shape) -> Value {
        match (shape, &node.data) {
            (Shape::Any, _) => return Value::Null,
            (Shape::Word(words), Data::String(text)) if !words.contains(&text.as_str()) => self.unknown_word(node, text, words),
            (Shape::Text | Shape::Word(_), Data::String(text)) => return Value::from(text.as_str()),
            // Written without quotes, `version: 1.0` is a number. What is meant is what is written.
            (Shape::Text, Data::Number(number)) => {
                self.unquoted(node, number.as_str());
                return Value::from(number.as_str());
            }
            (Shape::Text, Data::Bool(flag)) => {
                self.unquoted(node, &flag.to_string());
                return Value::from(flag.to_string());
            }
            (Shape::Flag | Shape::SchemaOrFlag, Data::Bool(flag)) => return Value::from(*flag),
            (Shape::Number, Data::Number(number)) => return number.to_json(),
            (Shape::Count, Data::Number(number)) if number.as_u64().is_some() => return Value::from(number.as_u64()),
            (Shape::Exclusive, Data::Number(_) | Data::Bool(_)) => self.exclusive(node),
            (Shape::TypeName, _) => return schema::type_name(self, node),
            (Shape::Object(kind), Data::Object(_)) => {
                let node = self.meant_by(node, kind);
                return self.object(node, kind);
            }
            (Shape::OrReference(kind), Data::Object(_)) => return self.object_or_reference(node, kind),
            (Shape::Schema | Shape::SchemaOrFlag, _) => return schema::schema(self, node, shape),
            (Shape::List(items), Data::Array(nodes)) => {
                let mut values = Vec::new();
                for (index, node) in nodes.iter().enumerate() {
                    values.push(self.below(&index.to_string(), |walk| {
                        if walk.is_no_item(node, items) { Value::Null } else { walk.value(node, items) }
                    }));
                }
                let values = values.into_iter();
                return values.filter(|value| !value.is_null()).collect();
            }
            (Shape::Map(values), Data::Object(members)) => {
                let is_text = matches!(values, Shape::Text);
                let value =
                    |walk: &mut Self, node| if is_text && walk.is_no_item(node, values) { Value::Null } else { walk.value(node, values) };
                let are_schemas = self.pointer == "/components/schemas";
                let entries = members.iter().filter_map(|(key, member)| {
                    let (key, value) = (key.clone(), self.below(key, |walk| value(walk, &member.value)));
                    if value.is_null() {
                        None
                    } else if are_schemas {
                        self.done(Part::Schema, key, value)
                    } else {
                        Some((key, value))
                    }
                });
                return Value::Object(entries.collect());
            }
            _ => match self.slip(node, shape) {
                Some(value) => return value,
                None => self.wrong(node, shape),
            },
        }
        Value::Null
    }

    /// An object of a known kind.
    pub(super) fn object(&mut self, node: &'s Node, kind: &'static Object) -> Value {
        let members = node.as_object();
        let mut loaded = Map::new();
        if kind.numbered {
            loaded.extend([self.number(node)]);
        }
        let number = kind.numbered.then(|| self.nodes.len() - 1);
        self.mistakes.object(node.span);
        self.open.push(Open { span: node.span, kind, number });
        let is_paths = std::ptr::eq(kind, &raw const PATHS);
        for (name, member) in members.into_iter().flatten() {
            if let Some((name, value)) = self.below(name, |walk| walk.member(name, member, node, kind))
                && !value.is_null()
                && let Some((name, value)) = if is_paths { self.done(Part::Path, name, value) } else { Some((name, value)) }
            {
                loaded.insert(name, value);
            }
        }
        let missing: Vec<&str> = kind.keys.iter().filter(|key| key.required && node.get(key.name).is_none()).map(|key| key.name).collect();
        if !missing.is_empty() {
            self.missing_keys(node, kind, &missing);
        }
        self.complete(node, kind, &mut loaded);
        if std::ptr::eq(kind, &raw const PARAMETER) || std::ptr::eq(kind, &raw const SECURITY_SCHEME) {
            self.token(node);
        }
        self.open.pop();
        Value::Object(loaded)
    }

    /// One key of an object and its value: what is loaded of it.
    fn member(&mut self, name: &str, member: &'s Member, node: &Node, kind: &'static Object) -> Option<(String, Value)> {
        if self.selection.leaves_out_here(&self.pointer) {
            return None;
        }
        if let Some(key) = kind.keys.iter().find(|key| key.name == name) {
            if key.since > self.version {
                if !self.is_meant(node) {
                    self.later_version(key, member);
                }
                if key.fate != Fate::Carried {
                    return None;
                }
            }
            if self.says_nothing(key, member) {
                return None;
            }
            // What `lower` reads from the source, it reads where it stands.
            let value = match key.fate {
                Fate::FromSource => self.written_value(&member.value, &key.shape),
                Fate::Loaded | Fate::FromComponents | Fate::Carried | Fate::Prose => self.value(&member.value, &key.shape),
            };
            match name {
                "parameters" => self.same_parameters(&member.value),
                "content" => self.media_types(&member.value),
                "examples" | "links" => self.documentation(&member.value),
                _ => {}
            }
            if key.fate == Fate::Carried
                && let Some(number) = self.open.last().and_then(|open| open.number)
            {
                self.nodes[number].carried.push((key.name, Arc::new(value)));
                return None;
            }
            return (key.fate == Fate::Loaded && !value.is_null()).then(|| (name.to_owned(), value));
        }
        // Security schemes may be called anything.
        if name.starts_with("x-") && !std::ptr::eq(kind, &raw const SECURITY_REQUIREMENT) {
            return None;
        }
        self.patterned(name, member, node, kind)
    }
}
