//! How changes are told: names and values in backquotes, what it is about first.

use crate::source::{Data, Node};

/// What a sentence is about.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// A schema with a name, or where the text stands: "the request body".
    root: Root,
    /// From there: `owner.name`, `[]`.
    path: String,
}

#[derive(Clone, Debug)]
enum Root {
    Schema(String),
    Place(String),
}

impl Subject {
    /// A schema that has a name.
    pub(super) fn schema(name: &str) -> Self {
        Self { root: Root::Schema(name.to_owned()), path: String::new() }
    }

    /// Something else, in words.
    pub(super) fn place(words: impl Into<String>) -> Self {
        Self { root: Root::Place(words.into()), path: String::new() }
    }

    /// A property of it.
    pub(super) fn property(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self { root: self.root.clone(), path: format!("{}{dot}{name}", self.path) }
    }

    /// Something in it that has no name: `[]` for its items.
    pub(super) fn part(&self, sign: &str) -> Self {
        Self { root: self.root.clone(), path: format!("{}{sign}", self.path) }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.root, self.path.as_str()) {
            (Root::Schema(name), "") => f.write_str(&quoted(name)),
            (Root::Schema(name), path) if path.starts_with('[') => f.write_str(&quoted(&format!("{name}{path}"))),
            (Root::Schema(name), path) => f.write_str(&quoted(&format!("{name}.{path}"))),
            (Root::Place(words), "") => f.write_str(words),
            (Root::Place(words), path) => write!(f, "{} of {words}", quoted(path)),
        }
    }
}

/// A text of the document in backquotes. Those in it become other signs, and a long one is cut.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = text.chars().take(LONGEST).map(|c| if c == '`' { '\u{b4}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    format!("`{short}`")
}

/// A value of the document in backquotes, as JSON has it; a string without its quotes.
pub(super) fn value(node: &Node) -> String {
    match &node.data {
        Data::String(text) if text.is_empty() => "an empty string".to_owned(),
        Data::String(text) => quoted(text),
        Data::Number(number) => quoted(number.as_str()),
        _ => quoted(&node.to_json().to_string()),
    }
}

/// `a`, `b` and `c`.
pub(super) fn list(items: &[String], last: &str) -> String {
    match items {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// 1 item, 2 items.
pub(super) fn count(number: &str, one: &str, many: &str) -> String {
    format!("{number} {}", if number == "1" { one } else { many })
}

/// A sentence, with a capital letter.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
