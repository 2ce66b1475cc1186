//! What the walk says of a value that is not what it should be.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt};

use super::grammar::{Fate, Key, OPERATION, Object, PARAMETER, PATH_ITEM, SCHEMA, Shape};
use super::near::nearest;
use super::walk::Walk;
use super::{Version, lost, schema, slips};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Member, Node, pointer};

impl Walk<'_, '_> {
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        let innermost = self.open.last();
        // A circle has no end as long as it is there.
        let is_circle = diagnostic.code == "reference-cycle";
        if self.lenient && !is_circle && innermost.is_some_and(|open| slips::can_do_without(open.kind, &self.pointer)) {
            self.report.push(diagnostic.as_warning());
            return;
        }
        let is = |kinds: &[&'static Object]| innermost.is_some_and(|open| kinds.iter().any(|kind| std::ptr::eq(open.kind, *kind)));
        // A list of parameters that is none belongs to what has it.
        let parameter = match diagnostic.code {
            "missing-key" | "unknown-word" => is(&[&PARAMETER]),
            "wrong-type" => is(&[&PARAMETER, &PATH_ITEM, &OPERATION]),
            _ => false,
        };
        // What else is wrong below a container has nothing to do with its own mistake.
        let within = innermost.filter(|open| !open.kind.contains_others()).map(|open| open.span);
        self.mistakes.add(within, parameter);
        self.report.push(diagnostic);
    }

    /// A reference that leads to nothing of use. Nothing is known of what it stands for, which harms nothing but a path's parameters.
    pub(super) fn reference_error(&mut self, diagnostic: Diagnostic, expected: &str) {
        if self.lenient && expected == SCHEMA.name {
            self.report.push(diagnostic.as_warning());
            return;
        }
        self.mistakes.add(None, expected == PARAMETER.name);
        self.report.push(diagnostic);
    }

    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// A value that is not of its shape.
    pub(super) fn wrong(&mut self, node: &Node, shape: &Shape) {
        let expected = expected(shape, self.version);
        let diagnostic = Diagnostic::error("wrong-type", self.not_of_shape(node, shape)).at(Place::of(node.span));
        let diagnostic = self.meant(node, shape).into_iter().fold(diagnostic.label(format!("not {expected}")), Diagnostic::help);
        if matches!(shape, Shape::Schema) {
            self.reference_error(diagnostic, SCHEMA.name);
        } else {
            self.error(diagnostic);
        }
    }

    /// That a value is not of its shape, in a sentence.
    pub(super) fn not_of_shape(&self, node: &Node, shape: &Shape) -> String {
        format!("{} must be {}, found {}", self.here(), expected(shape, self.version), node.describe())
    }

    /// What a value of another shape was probably meant to be.
    fn meant(&self, node: &Node, shape: &Shape) -> Option<String> {
        let is_yaml = self.sources.text(node.span.file()).is_none_or(|text| !text.as_str().trim_start().starts_with('{'));
        let key = self.pointer.rsplit('/').next().unwrap_or_default();
        match (shape, &node.data) {
            (Shape::Flag, Data::String(text)) if is_yaml_1_1(text) => {
                Some("YAML 1.2 has only `true` and `false`; `yes`, `no`, `on` and `off` are strings".to_owned())
            }
            (Shape::Flag, Data::String(text)) if matches!(text.as_str(), "true" | "false") => {
                Some(format!("without quotes: `{key}: {text}`"))
            }
            (Shape::Number | Shape::Count | Shape::Exclusive, Data::String(text)) if text.parse::<f64>().is_ok_and(f64::is_finite) => {
                Some(format!("without quotes: `{key}: {text}`"))
            }
            (Shape::List(Shape::Text | Shape::Any), Data::String(text)) if !is_yaml_1_1(text) && !text.contains('\n') => {
                Some(format!("an array of one is written `[{text}]`"))
            }
            (Shape::List(_), Data::Object(_)) if is_yaml => Some("in YAML, each item of an array has a `- ` in front of it".to_owned()),
            (Shape::Object(_) | Shape::OrReference(_) | Shape::Map(_), Data::Array(_)) if is_yaml => {
                Some("in YAML, the keys of an object have no `- ` in front of them".to_owned())
            }
            (Shape::Schema | Shape::SchemaOrFlag, Data::String(text)) if schema::TYPES.contains(&text.as_str()) => {
                Some(format!("did you mean `{{ type: {text} }}`?"))
            }
            (Shape::OrReference(_) | Shape::Schema | Shape::SchemaOrFlag, Data::String(text)) => {
                let target = if text.starts_with('#') { text.clone() } else { lost::component(self.sources, shape.kind()?, text)? };
                Some(format!("did you mean `{{ $ref: '{target}' }}`?"))
            }
            _ => None,
        }
    }

    /// A string that is none of those that are allowed.
    pub(super) fn unknown_word(&mut self, node: &Node, text: &str, words: &[&str]) {
        let name = self.here();
        let is_parameter = self.open.last().is_some_and(|open| std::ptr::eq(open.kind, &raw const PARAMETER));
        // Each version lists what it knows; these two came with 3.2.
        let listed: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| self.version >= Version::V3_2 || !(is_parameter && matches!(*word, "querystring")))
            .collect();
        let help = match (text, nearest(listed.iter().copied(), text)) {
            ("body" | "formData", _) if is_parameter => {
                "OpenAPI 3 describes bodies and forms under `requestBody`, beside `parameters`".to_owned()
            }
            (_, Some(near)) => format!("did you mean `{near}`?"),
            _ => format!("it is one of: {}", listed.join(", ")),
        };
        self.error(Diagnostic::error("unknown-word", format!("{name} cannot be `{text}`")).at(Place::of(node.span)).help(help));
    }

    /// A key that the document's version of OpenAPI does not have.
    pub(super) fn later_version(&mut self, key: &Key, member: &Member) {
        let (name, version, since) = (key.name, self.version, key.since);
        // What `lower` reads from the source node, it reads whatever the version.
        let is_understood = matches!(key.fate, Fate::FromSource | Fate::Carried);
        let message = format!("`{name}` came with OpenAPI {since}, and this is OpenAPI {version}");
        let label = if is_understood { "understood all the same" } else { "ignored" };
        self.warn(Diagnostic::warning("key-of-later-version", message).at(Place::of(member.key)).label(label));
    }

    /// `exclusiveMinimum` and `exclusiveMaximum` in the form of one version or the other.
    pub(super) fn exclusive(&mut self, node: &Node) {
        let is = match (&node.data, self.version) {
            (Data::Number(_), Version::V3_0) => "true or false in OpenAPI 3.0",
            (Data::Bool(_), Version::V3_1 | Version::V3_2) => "a number from OpenAPI 3.1 on",
            _ => return,
        };
        let key = self.pointer.rsplit('/').next().unwrap_or_default();
        self.warn(
            Diagnostic::warning("spelling-of-other-version", format!("`{key}` is {is}"))
                .at(Place::of(node.span))
                .label("understood all the same"),
        );
    }

    /// A scalar where a string should be.
    pub(super) fn unquoted(&mut self, node: &Node, text: &str) {
        let name = self.here();
        self.warn(
            Diagnostic::warning("unquoted", format!("{name} must be a string, found {}", node.describe()))
                .at(Place::of(node.span))
                .label(format!("taken as \"{text}\""))
                .help("put it in quotes"),
        );
    }

    /// Parameters of one name in one place, in one list. The case of a header's name means nothing.
    pub(super) fn same_parameters(&mut self, parameters: &Node) {
        let items = parameters.as_array().unwrap_or_default();
        let mut seen: HashMap<(String, &str), &Node> = HashMap::new();
        for item in items {
            let parameter = item.get("$ref").and_then(|reference| self.targets.get(reference)).unwrap_or(item);
            let text = |key| parameter.get(key).and_then(Node::as_str);
            let (Some(name), Some(location)) = (text("name"), text("in")) else { continue };
            let same = if location == "header" { name.to_ascii_lowercase() } else { name.to_owned() };
            match seen.entry((same, location)) {
                Entry::Vacant(free) => drop(free.insert(item)),
                Entry::Occupied(first) => self.warn(
                    Diagnostic::warning("duplicate-parameter", format!("the {location} parameter `{name}` is there twice"))
                        .at(Place::of(item.span))
                        .label("ignored")
                        .also(Place::of(first.get().span), "this one counts"),
                ),
            }
        }
    }

    /// Keys without which an object is wrong.
    pub(super) fn missing_keys(&mut self, node: &Node, kind: &'static Object, missing: &[&str]) {
        let (can_miss, missing): (Vec<&str>, Vec<&str>) = missing.iter().partition(|key| slips::is_dispensable(kind, key));
        for key in can_miss {
            let message = format!("`{key}` is missing from {}", self.this(kind));
            self.warn(Diagnostic::warning("missing-key", message).at(Place::of(node.span.first_byte())));
        }
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let (verb, names) = match names.split_last() {
            Some((last, [])) => ("is", last.clone()),
            Some((last, others)) => ("are", format!("{} and {last}", others.join(", "))),
            None => return,
        };
        let message = format!("{names} {verb} missing from {}", self.this(kind));
        self.error(Diagnostic::error("missing-key", message).at(Place::of(node.span)));
    }

    fn this(&self, kind: &Object) -> String {
        if self.pointer.is_empty() { "the document".to_owned() } else { format!("this {}", kind.name) }
    }

    pub(super) fn unknown_key(&mut self, name: &str, member: &Member, node: &Node, kind: &'static Object) {
        let whose = format!("{} {}", article(kind.name), kind.name);
        let mut diagnostic =
            Diagnostic::warning("unknown-key", format!("{whose} has no key `{name}`")).at(Place::of(member.key)).label("ignored");
        // What is there already was not meant by another key.
        let known = kind.keys.iter().filter(|key| key.since <= self.version && node.get(key.name).is_none()).map(|key| key.name);
        if let Some(near) = nearest(known, name) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.warn(diagnostic);
    }

    /// The value at hand, for messages: its key, and where it is an item of an array, the array's key.
    fn here(&self) -> String {
        let Some((parent, token)) = self.pointer.rsplit_once('/') else {
            return "the document".to_owned();
        };
        let unescaped = |token: &str| pointer::unescape(token).map_or_else(|| token.to_owned(), Cow::into_owned);
        match parent.rsplit_once('/') {
            Some((_, array)) if self.source.at(parent).is_some_and(|parent| parent.as_array().is_some()) => {
                format!("`{}[{token}]`", unescaped(array))
            }
            _ => format!("`{}`", unescaped(token)),
        }
    }
}

fn expected(shape: &Shape, version: Version) -> String {
    match shape {
        Shape::Any => "anything",
        Shape::Text | Shape::Word(_) => "a string",
        Shape::Count => "a whole number of at least 0",
        Shape::Flag => "true or false",
        Shape::Exclusive => "true or false, or a number",
        Shape::Number => "a number",
        Shape::List(_) => "an array",
        Shape::TypeName => "the name of a type",
        Shape::Map(_) => "an object",
        Shape::Schema if version == Version::V3_0 => "an object (a Schema Object)",
        Shape::Schema | Shape::SchemaOrFlag => "an object (a Schema Object), true or false",
        Shape::Object(kind) | Shape::OrReference(kind) => {
            return format!("an object ({} {})", article(kind.name), kind.name);
        }
    }
    .to_owned()
}

/// What YAML 1.1 took for booleans, and many people still do.
fn is_yaml_1_1(text: &str) -> bool {
    ["yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

pub(super) fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" }
}
