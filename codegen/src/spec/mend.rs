//! Objects spelled as earlier versions of OpenAPI and of JSON Schema spelled them, or with a level too many or too few: rewritten before they are walked.
//!
//! In: an object of a kind. Out: the one that is meant, which every later stage sees in its place, each value with the place that it was written at.

use super::grammar::{HEADER, Key, MEDIA_TYPE, OPERATION, Object as Kind, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA, Shape};
use super::locate::{chain, locate};
use super::walk::Walk;
use super::{Version, mend_operation, mend_schema};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Member, Node, Object, Sources, Span};

/// So many bytes of a document may be rewritten. More is no slip, and a copy within a copy within a copy.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// What is meant, and what is said of how it is written.
pub(super) struct Mended {
    pub(super) data: Data,
    said: Vec<Diagnostic>,
}

impl Mended {
    pub(super) fn of(data: Data) -> Self {
        Self { data, said: Vec::new() }
    }

    /// Says that something is spelled in another way.
    pub(super) fn said(mut self, at: Span, message: impl Into<String>) -> Self {
        self.said.push(Diagnostic::warning("other-spelling", message.into()).at(Place::of(at)).label("understood all the same"));
        self
    }
}

impl<'s> Walk<'s, '_> {
    /// The object as it is meant, which is nearly always the object itself.
    pub(super) fn meant_by(&mut self, node: &'s Node, kind: &'static Kind) -> &'s Node {
        let Data::Object(members) = &node.data else { return node };
        let is = |other: &'static Kind| std::ptr::eq(kind, other);
        let mended = if is(&SCHEMA) {
            mend_schema::schema(members, self.version > Version::V3_0)
        } else if is(&PARAMETER) || is(&HEADER) {
            parameter(members, node.span, kind)
        } else if is(&RESPONSE) || is(&REQUEST_BODY) {
            with_content(members, kind, self.sources)
        } else if is(&MEDIA_TYPE) {
            media_type(members, node.span, self.sources)
        } else if is(&OPERATION) {
            mend_operation::operation(members)
        } else {
            None
        };
        let Some(Mended { data, said }) = mended else { return node };
        if let Some(known) = self.mended.get(&(&raw const *node)) {
            return known;
        }
        self.mended_bytes += node.span.len();
        if self.mended_bytes > MAX_BYTES {
            return node;
        }
        self.report.extend(said);
        let meant = self.sources.keep(Node { span: node.span, data });
        self.mended.insert(node, meant);
        meant
    }

    /// Whether an object stands for one that is spelled in another way.
    pub(super) fn is_meant(&self, node: &Node) -> bool {
        self.mended.values().any(|meant| std::ptr::eq(*meant, node))
    }
}

/// A member that stands where another one does.
pub(super) fn member(at: Span, data: Data) -> Member {
    Member { key: at, value: Node { span: at, data } }
}

/// A text.
pub(super) fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// An object of some members.
pub(super) fn object(members: impl IntoIterator<Item = (String, Member)>) -> Data {
    Data::Object(Box::new(members.into_iter().collect()))
}

/// Whether a kind of object has a key.
fn has_key(kind: &Kind, name: &str) -> bool {
    kind.keys.iter().any(|key| key.name == name)
}

/// A parameter or header with the keys of its schema beside it, as before OpenAPI 3.0, or with a word in another case.
fn parameter(members: &Object, span: Span, kind: &Kind) -> Option<Mended> {
    let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
    let lacks_schema = !has(&["$ref", "schema", "content"]) && has(&["type", "items", "enum"]);
    let words = kind.keys.iter().filter_map(|key| Some((key.name, otherwise_spelled(key, members)?)));
    let words: Vec<(&str, &str)> = words.collect();
    if !lacks_schema && words.is_empty() {
        return None;
    }
    let mut meant = members.clone();
    let mut said = Vec::new();
    for (key, word) in words {
        if let Some(member) = meant.get_mut(key) {
            member.value.data = text(word);
            said.push((member.value.span, format!("`{key}` is written `{word}`")));
        }
    }
    if lacks_schema {
        let (of_schema, mut own): (Object, Object) = meant.into_iter().partition(|(key, _)| has_key(&SCHEMA, key) && !has_key(kind, key));
        let at = of_schema.first().map_or(span, |(_, member)| member.key);
        let format = own.shift_remove("collectionFormat");
        own.extend(styled(format.as_ref(), &own, at));
        own.insert("schema".to_owned(), Member { key: at, value: Node { span, data: Data::Object(Box::new(of_schema)) } });
        said.push((at, format!("a {} says in its `schema` what its values are", kind.name.trim_end_matches(" Object"))));
        meant = own;
    }
    Some(said.into_iter().fold(Mended::of(Data::Object(Box::new(meant))), |mended, (at, message)| mended.said(at, message)))
}

/// The word that a key allows, where it is there in another case.
fn otherwise_spelled(key: &Key, members: &Object) -> Option<&'static str> {
    let Shape::Word(words) = key.shape else { return None };
    let written = members.get(key.name)?.value.as_str()?;
    words.iter().copied().find(|word| *word != written && word.eq_ignore_ascii_case(written.trim()))
}

/// `style` and `explode` of what was a `collectionFormat`. Where nothing was said, lists were written with commas.
fn styled(written: Option<&Member>, parameter: &Object, at: Span) -> Vec<(String, Member)> {
    let at = written.map_or(at, |format| format.key);
    let style = match written.and_then(|format| format.value.as_str()) {
        Some("multi") => return Vec::new(),
        Some("ssv") => Some("spaceDelimited"),
        Some("pipes") => Some("pipeDelimited"),
        _ => None,
    };
    let is_in_query = parameter.get("in").and_then(|place| place.value.as_str()) == Some("query");
    let explode = is_in_query.then(|| ("explode".to_owned(), member(at, Data::Bool(false))));
    style.map(|style| ("style".to_owned(), member(at, text(style)))).into_iter().chain(explode).collect()
}

/// A response or body whose schema or media types have no `content` around them, or that is a reference to a schema.
fn with_content(members: &Object, kind: &Kind, sources: &Sources) -> Option<Mended> {
    let name = kind.name;
    if let Some(reference) = members.get("$ref") {
        if !leads_to_schema(reference, sources) {
            return None;
        }
        let json = of_schema_reference(reference, members);
        return Some(
            Mended::of(json).said(reference.value.span, format!("a {name} has a schema as the `schema` of a media type in its `content`")),
        );
    }
    if std::ptr::eq(kind, &raw const RESPONSE) && is_schema(members) {
        let (prose, schema): (Object, Object) = members.clone().into_iter().partition(|(key, _)| has_key(kind, key));
        let at = schema.first().map(|(_, member)| member.key)?;
        let json = object([("schema".to_owned(), member(at, Data::Object(Box::new(schema))))]);
        let content = object([("application/json".to_owned(), member(at, json))]);
        let meant = object(prose.into_iter().chain([("content".to_owned(), member(at, content))]));
        return Some(Mended::of(meant).said(at, format!("a {name} has a schema as the `schema` of a media type in its `content`")));
    }
    let is_media_type = |key: &String| key.contains('/') && !key.starts_with("x-");
    if members.contains_key("content") || !members.contains_key("schema") && !members.keys().any(is_media_type) {
        return None;
    }
    let (content, own): (Vec<_>, Vec<_>) = members.clone().into_iter().partition(|(key, _)| key == "schema" || is_media_type(key));
    let (at, of) = content.first().map(|(_, member)| (member.key, member.value.span))?;
    let (schemas, mut content): (Vec<_>, Vec<_>) = content.into_iter().partition(|(key, _)| key == "schema");
    if content.is_empty() {
        content.push(("application/json".to_owned(), Member { key: at, value: Node { span: of, data: object(schemas) } }));
    }
    let mut meant: Object = own.into_iter().collect();
    meant.insert("content".to_owned(), Member { key: at, value: Node { span: of, data: object(content) } });
    Some(
        Mended::of(Data::Object(Box::new(meant)))
            .said(at, format!("a {name} has its media types in `content`, and a schema in each of them")),
    )
}

/// JSON of the schema that a reference leads to.
fn of_schema_reference(reference: &Member, members: &Object) -> Data {
    let at = reference.value.span;
    let schema = object([("$ref".to_owned(), reference.clone())]);
    let media_type = object([("schema".to_owned(), member(at, schema))]);
    let content = object([("application/json".to_owned(), member(at, media_type))]);
    let prose = members.get("description").map(|description| ("description".to_owned(), description.clone()));
    object(prose.into_iter().chain([("content".to_owned(), member(at, content))]))
}

/// Whether a reference leads to a schema: a component, or what has the keywords that only schemas have.
fn leads_to_schema(reference: &Member, sources: &Sources) -> bool {
    let Some(text) = reference.value.as_str() else { return false };
    let target = || {
        let located = locate(sources, reference.value.span.file(), text).ok()?;
        chain(sources, located.node).last()?.as_object()
    };
    let is_other = || target().is_some_and(|target| target.contains_key("content"));
    text.contains("#/components/schemas/") && !is_other() || target().is_some_and(is_schema)
}

fn is_schema(members: &Object) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
    has(&["type", "properties", "allOf", "oneOf", "anyOf", "items"]) && !has(&["schema", "itemSchema", "content"])
}

/// A media type that is a schema, and should have one.
fn media_type(members: &Object, span: Span, sources: &Sources) -> Option<Mended> {
    let is_of_schema = |key: &str| key == "$ref" || has_key(&SCHEMA, key) && !has_key(&MEDIA_TYPE, key);
    if !members.get("$ref").map_or_else(|| is_schema(members), |reference| leads_to_schema(reference, sources)) {
        return None;
    }
    let (of_schema, own): (Vec<_>, Vec<_>) = members.clone().into_iter().partition(|(key, _)| is_of_schema(key));
    let at = of_schema.first().map_or(span, |(_, member)| member.key);
    let mut meant: Object = own.into_iter().collect();
    meant.insert("schema".to_owned(), Member { key: at, value: Node { span, data: object(of_schema) } });
    Some(Mended::of(Data::Object(Box::new(meant))).said(at, "a Media Type Object has a schema as its `schema`"))
}
