//! What the walk says of a value that is not what it should be.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::grammar::{Fate, Key, OPERATION, Object, PARAMETER, PATH_ITEM, Shape};
use super::near::nearest;
use super::walk::Walk;
use super::{Version, lost, schema};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Member, Node, Span, pointer};

impl Walk<'_, '_> {
    pub(super) fn error(&mut self, diagnostic: Diagnostic) {
        let innermost = self.open.last();
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
        self.mistakes.add(None, expected == PARAMETER.name);
        self.report.push(diagnostic);
    }

    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// A value that is not of its shape.
    pub(super) fn wrong(&mut self, node: &Node, shape: &Shape) {
        let name = self.here();
        let expected = expected(shape, self.version);
        let diagnostic = Diagnostic::error("wrong-type", format!("{name} must be {expected}, found {}", node.describe()))
            .at(Place::of(node.span))
            .label(format!("not {expected}"));
        let diagnostic = self.meant(node, shape).into_iter().fold(diagnostic, Diagnostic::help);
        if matches!(shape, Shape::Schema) {
            self.mistakes.add(None, false);
            self.report.push(diagnostic);
        } else {
            self.error(diagnostic);
        }
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
            ("basic", _) if !is_parameter => "OpenAPI 3 writes `type: http` and `scheme: basic`".to_owned(),
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

    /// A path is a template: literal text, and names of parameters in braces.
    pub(super) fn path_template(&mut self, path: &str, key: Span) {
        let mut open = false;
        let mut fault = None;
        let mut sign = None;
        let mut previous = ' ';
        for character in path.chars() {
            match (character, open) {
                ('{', false) => open = true,
                ('{', true) => fault = fault.or(Some("a `{` inside of another")),
                ('}', false) => fault = fault.or(Some("a `}` without a `{`")),
                ('}', true) if previous == '{' => fault = fault.or(Some("no name between `{` and `}`")),
                ('}', true) => open = false,
                ('?' | '#', false) => sign = sign.or(Some(character)),
                _ => {}
            }
            previous = character;
        }
        let fault = fault.or(open.then_some("a `{` without a `}`"));
        if path.chars().any(char::is_control) {
            self.error(Diagnostic::error("bad-path", format!("the path `{path}` has a control character")).at(Place::of(key)));
        } else if let Some(sign) = sign.filter(|_| fault.is_none()) {
            let (label, help) = if sign == '?' {
                ("what follows is sent with every request", "say it as `parameters` with `in: query`")
            } else {
                ("what follows is not sent", "it only tells paths apart")
            };
            self.warn(Diagnostic::warning("bad-path", format!("a path cannot have a `{sign}`")).at(Place::of(key)).label(label).help(help));
        }
        if let Some(fault) = fault {
            self.error(
                Diagnostic::error("bad-path", format!("the path `{path}` has {fault}"))
                    .at(Place::of(key))
                    .help("a parameter is written as in `/pets/{petId}`"),
            );
        }
    }

    /// The name of a header or cookie is a token (RFC 9110 §5.1, RFC 6265 §4.1.1), or no request with it can be made.
    pub(super) fn token(&mut self, node: &Node) {
        let what = match node.get("in").and_then(Node::as_str) {
            Some("header") => "header",
            Some("cookie") => "cookie",
            _ => return,
        };
        let Some((place, name)) = node.get("name").and_then(|node| Some((Place::of(node.span), node.as_str()?))) else {
            return;
        };
        let is_legal = |c: &char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c);
        let why = match name.chars().find(|c| !is_legal(c)) {
            Some(' ') => "it has a space".to_owned(),
            Some(odd) => format!("it has a `{odd}`"),
            None if name.is_empty() => "it is empty".to_owned(),
            None => return,
        };
        self.error(Diagnostic::error("bad-name", format!("`{name}` cannot be the name of a {what}: {why}")).at(place));
    }

    /// A media type is sent as a header, which holds no control characters (RFC 9110 §5.5), nor anything beyond ASCII that all would understand.
    pub(super) fn media_types(&mut self, content: &Node) {
        for (name, member) in content.as_object().into_iter().flatten() {
            if !name.contains('/') || name.chars().any(|c| !c.is_ascii() || c.is_ascii_control()) {
                self.error(
                    Diagnostic::error("bad-media-type", format!("`{name}` is no media type"))
                        .at(Place::of(member.key))
                        .help("a media type is, for instance, `application/json`"),
                );
            }
        }
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
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let (verb, names) = match names.split_last() {
            Some((last, [])) => ("is", last.clone()),
            Some((last, others)) => ("are", format!("{} and {last}", others.join(", "))),
            None => return,
        };
        let from = if self.pointer.is_empty() { "the document".to_owned() } else { format!("this {}", kind.name) };
        self.error(Diagnostic::error("missing-key", format!("{names} {verb} missing from {from}")).at(Place::of(node.span)));
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
