//! The tree of values.

use indexmap::IndexMap;
use serde_json::Value;

use super::{FileId, Number, Span, pointer};

/// A value and the text it came from.
///
/// Two nodes are equal if they hold the same value, wherever they stand.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands. A quoted string's quotes are part of it; an array or object reaches from its first to its last
    /// element; for a value that is not written (`key:`) it is the empty span behind the colon.
    pub span: Span,
    /// The value.
    pub data: Data,
}

/// What JSON can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, exactly as written.
    Number(Number),
    /// A string, escapes resolved.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order of the file. Apart, because most values are none, and take a third of the room without.
    Object(Box<Object>),
}

/// The members of an object, in the order of the file. Their keys are looked up all the time, which the hasher makes cheap.
pub type Object = IndexMap<String, Member, foldhash::fast::RandomState>;

/// What stands behind a key of an object. Equal if the values are.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where the key stands, quotes included.
    pub key: Span,
    /// The value.
    pub value: Node,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// So many members are looked through one by one.
const FEW: usize = 8;

impl Node {
    /// The value of a key, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        Some(&self.member(key)?.value)
    }

    /// Key and value, if this is an object that has the key.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&Member> {
        let members = self.as_object()?;
        // Of few, the right one is found before its hash is made.
        let found = (members.len() <= FEW).then(|| members.iter().find(|(name, _)| *name == key).map(|(_, member)| member));
        found.unwrap_or_else(|| members.get(key))
    }

    /// The value that a JSON pointer (RFC 6901, such as `/paths/~1a/get`) leads to from here. The empty pointer leads here.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |node, token| match &node.data {
            Data::Object(object) => Some(&object.get(pointer::unescape(token)?.as_ref())?.value),
            Data::Array(items) => items.get(pointer::index(token)?),
            _ => None,
        })
    }

    /// What kind of value it is, for messages: "a string", "an object", "null".
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.data {
            Data::Null => "null",
            Data::Bool(_) => "a boolean",
            Data::Number(number) if number.is_integer() => "an integer",
            Data::Number(_) => "a number",
            Data::String(_) => "a string",
            Data::Array(_) => "an array",
            Data::Object(_) => "an object",
        }
    }

    /// The value for messages: its kind, and what it says where that is short: "the string `yes`", "-1", "an object".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.data {
            Data::Bool(flag) => flag.to_string(),
            Data::Number(number) => number.as_str().to_owned(),
            Data::String(text) if text.is_empty() => "an empty string".to_owned(),
            Data::String(text) if text.chars().count() <= 40 && !text.contains('\n') => format!("the string `{text}`"),
            _ => self.kind().to_owned(),
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Data::Bool(value) = self.data { Some(value) } else { None }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Data::Number(number) = &self.data { Some(number) } else { None }
    }

    /// The number that it says, be it in quotes.
    #[must_use]
    pub fn says_number(&self) -> Option<Number> {
        match &self.data {
            Data::Number(number) => Some(number.clone()),
            Data::String(text) => Number::parse(text),
            _ => None,
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Data::String(string) = &self.data { Some(string) } else { None }
    }

    /// The elements, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        if let Data::Array(items) = &self.data { Some(items) } else { None }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        if let Data::Object(object) = &self.data { Some(object) } else { None }
    }

    /// Says of all that is in it that it stands in a file.
    pub(super) fn place_in(&mut self, file: FileId) {
        self.span = self.span.in_file(file);
        match &mut self.data {
            Data::Array(items) => items.iter_mut().for_each(|item| item.place_in(file)),
            Data::Object(object) => object.values_mut().for_each(|member| {
                member.key = member.key.in_file(file);
                member.value.place_in(file);
            }),
            _ => {}
        }
    }

    /// How many values there are in it, itself included.
    pub(super) fn size(&self) -> usize {
        1 + match &self.data {
            Data::Array(items) => items.iter().map(Self::size).sum(),
            Data::Object(object) => object.values().map(|member| member.value.size()).sum(),
            _ => 0,
        }
    }

    /// The value without its places. Numbers become the nearest that `serde_json` can hold.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(value) => Value::Bool(*value),
            Data::Number(number) => number.to_json(),
            Data::String(string) => Value::String(string.clone()),
            Data::Array(items) => items.iter().map(Node::to_json).collect(),
            Data::Object(object) => object.iter().map(|(key, member)| (key.clone(), member.value.to_json())).collect(),
        }
    }
}
