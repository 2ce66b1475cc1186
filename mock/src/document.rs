//! The document: in comes any JSON value, out come [`Node`]s, each a place in it that knows its own JSON pointer and can follow
//! a `$ref`.
//!
//! Nothing is resolved ahead of time and nothing outside the document is ever read: a reference to another file or host
//! is a [`Problem`] that names it.

use std::collections::HashMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::problem::{Error, Problem};

/// The parser of `serde_json` goes no deeper than half of this.
const DEEPEST: usize = 256;

/// The dialects of schema that the versions of `OpenAPI` have between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `OpenAPI` 3.0: its own cut of JSON Schema.
    Own,
    /// `OpenAPI` 3.1 and 3.2: JSON Schema 2020-12.
    JsonSchema,
}

/// A document that has passed the checks of [`Document::new`].
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
    pub(crate) dialect: Dialect,
    /// Where each `$id` and `$anchor` is; made when a reference first needs it.
    names: OnceLock<HashMap<String, String>>,
}

impl Document {
    /// Checks only what makes playing impossible altogether.
    pub(crate) fn new(root: Value) -> Result<Self, Error> {
        let refuse = |reason: String| Err(Error::Document(reason));
        let Some(object) = root.as_object() else {
            return refuse("it is not a JSON object".to_owned());
        };
        let dialect = match object.get("openapi").and_then(Value::as_str) {
            Some(version) if version.starts_with("3.0") => Dialect::Own,
            Some(version) if version.starts_with("3.1") || version.starts_with("3.2") => Dialect::JsonSchema,
            Some(version) => return refuse(format!("`openapi` is {version:?}; 3.0, 3.1 and 3.2 are understood")),
            None => return refuse("it has no `openapi` version".to_owned()),
        };
        match object.get("paths") {
            Some(Value::Object(_)) if is_too_deep(&root) => refuse(format!("it is nested more than {DEEPEST} levels deep")),
            Some(Value::Object(_)) => Ok(Self { root, dialect, names: OnceLock::new() }),
            Some(_) => refuse("`paths` is not an object".to_owned()),
            None => refuse("it has no `paths`".to_owned()),
        }
    }

    pub(crate) fn root(&self) -> Node<'_> {
        Node { document: self, pointer: String::new(), value: &self.root }
    }

    /// The node at a JSON pointer.
    fn at(&self, pointer: &str) -> Option<Node<'_>> {
        let value = self.root.pointer(pointer)?;
        Some(Node { document: self, pointer: pointer.to_owned(), value })
    }

    fn names(&self) -> &HashMap<String, String> {
        self.names.get_or_init(|| {
            let mut names = HashMap::new();
            if let Some(own) = self.root.get("$self").and_then(Value::as_str) {
                names.insert(own.to_owned(), String::new());
            }
            collect_names(&self.root, "", &mut String::new(), &mut names);
            names
        })
    }
}

/// Does not recurse, as all that comes after it does.
fn is_too_deep(root: &Value) -> bool {
    let mut level = vec![root];
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for value in level {
            match value {
                Value::Object(members) => next.extend(members.values()),
                Value::Array(items) => next.extend(items),
                _ => {}
            }
        }
        if next.is_empty() {
            return false;
        }
        level = next;
    }
    true
}

/// Notes `$id` under itself, `$anchor` under `#anchor` and `id#anchor`; the first of a name stays.
fn collect_names(value: &Value, id: &str, pointer: &mut String, names: &mut HashMap<String, String>) {
    let length = pointer.len();
    match value {
        Value::Object(object) => {
            let own = object.get("$id").and_then(Value::as_str);
            if let Some(own) = own {
                names.entry(own.trim_end_matches('#').to_owned()).or_insert_with(|| pointer.clone());
            }
            let id = own.unwrap_or(id);
            for anchor in ["$anchor", "$dynamicAnchor"].iter().filter_map(|key| object.get(*key)?.as_str()) {
                names.entry(format!("#{anchor}")).or_insert_with(|| pointer.clone());
                names.entry(format!("{id}#{anchor}")).or_insert_with(|| pointer.clone());
            }
            for (key, child) in object {
                push_token(pointer, key);
                collect_names(child, id, pointer, names);
                pointer.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                push_token(pointer, &index.to_string());
                collect_names(child, id, pointer, names);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// The JSON pointer to a member of the root.
pub(crate) fn pointer_to(token: &str) -> String {
    let mut pointer = String::new();
    push_token(&mut pointer, token);
    pointer
}

/// Appends one reference token to a JSON pointer.
pub(crate) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
}

/// A place in the document.
#[derive(Debug, Clone)]
pub(crate) struct Node<'a> {
    pub(crate) document: &'a Document,
    pub(crate) pointer: String,
    pub(crate) value: &'a Value,
}

impl<'a> Node<'a> {
    /// The member of an object, or the element of an array whose index `key` is.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = match self.value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
            value => value.get(key)?,
        };
        let mut pointer = self.pointer.clone();
        push_token(&mut pointer, key);
        Some(Node { document: self.document, pointer, value })
    }

    /// [`Node::get`], and where that is a reference, what it refers to.
    pub(crate) fn follow(&self, key: &str) -> Result<Option<Node<'a>>, Problem> {
        self.get(key).map(Node::resolve).transpose()
    }

    /// The members of an object, in the order of the document.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'_, 'a> {
        let keys = self.value.as_object().into_iter().flat_map(|object| object.keys());
        keys.filter_map(|key| Some((key.as_str(), self.get(key)?)))
    }

    /// The elements of an array.
    pub(crate) fn elements(&self) -> impl Iterator<Item = Node<'a>> + use<'_, 'a> {
        let count = self.value.as_array().map_or(0, Vec::len);
        (0..count).filter_map(|index| self.get(&index.to_string()))
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.value.get(key)?.as_bool()
    }

    /// Follows a chain of references to what is not a reference itself.
    pub(crate) fn resolve(self) -> Result<Node<'a>, Problem> {
        const LONGEST_CHAIN: usize = 64;
        let mut node = self;
        for _ in 0..LONGEST_CHAIN {
            match node.step()? {
                Some(next) => node = next,
                None => return Ok(node),
            }
        }
        Err(Problem(format!("the references at `#{}` lead nowhere but round in a circle", node.pointer)))
    }

    /// Follows one `$ref`, if this is one.
    pub(crate) fn step(&self) -> Result<Option<Node<'a>>, Problem> {
        let Some(reference) = self.text("$ref") else { return Ok(None) };
        self.find(reference).map(Some)
    }

    /// What a reference found in this node means.
    pub(crate) fn find(&self, reference: &str) -> Result<Node<'a>, Problem> {
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        let found = match (name, is_pointer) {
            ("", true) => {
                self.within_identified(&fragment).or_else(|| self.document.at(&fragment)).or_else(|| self.within_definitions(&fragment))
            }
            ("", false) => self.named(&format!("#{fragment}"), ""),
            (name, true) => self.named(name, &fragment),
            (_, false) => self.named(reference, ""),
        };
        found.ok_or_else(|| {
            let reason = if name.is_empty() { "leads nowhere" } else { "is to another document, which is not read" };
            Problem(format!("the reference `{reference}` at `#{}` {reason}", self.pointer))
        })
    }

    fn named(&self, name: &str, rest: &str) -> Option<Node<'a>> {
        let base = self.document.names().get(name)?;
        self.document.at(&format!("{base}{rest}"))
    }

    /// A schema with an `$id` is a resource of its own, from whose root the pointers in it count.
    fn within_identified(&self, fragment: &str) -> Option<Node<'a>> {
        if self.document.dialect == Dialect::Own {
            return None;
        }
        self.around().find_map(|base| {
            self.document.at(base)?.text("$id")?;
            self.document.at(&format!("{base}{fragment}"))
        })
    }

    /// `#/$defs/X`, where only a schema around has such: to the letter it leads nowhere.
    fn within_definitions(&self, fragment: &str) -> Option<Node<'a>> {
        let is_definition = ["/$defs/", "/definitions/"].iter().any(|start| fragment.starts_with(start));
        self.around().filter(|_| is_definition).find_map(|base| self.document.at(&format!("{base}{fragment}")))
    }

    /// The pointers of this node and of those around it, but for the root: the innermost first.
    fn around(&self) -> impl Iterator<Item = &str> {
        let ends = std::iter::once(self.pointer.len())
            .chain(self.pointer.match_indices('/').map(|(at, _)| at).collect::<Vec<_>>().into_iter().rev());
        ends.map(|end| &self.pointer[..end]).filter(|base| !base.is_empty())
    }
}
