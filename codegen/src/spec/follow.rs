//! `$ref`s: that they lead somewhere, to what is needed there, and not in a circle.

use foldhash::HashMap;

use super::beyond::{Beyond, Unfollowed};
use super::circle::in_circle;
use super::complain::article;
use super::components::Elsewhere;
use super::grammar::{Object, SCHEMA};
use super::locate::{Located, Lost, locate};
use super::lost;
use super::reference::{names_of, percent_decoded};
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Data, FileId, Node, Sources, Unreachable, pointer};

/// What each `$ref` that was followed leads to.
#[derive(Debug, Default)]
pub(super) struct Targets<'s>(HashMap<*const Node, &'s Node>);

impl<'s> Targets<'s> {
    pub(super) fn insert(&mut self, reference: &Node, target: &'s Node) {
        self.0.insert(reference, target);
    }

    pub(super) fn get(&self, reference: &Node) -> Option<&'s Node> {
        self.0.get(&(&raw const *reference)).copied()
    }
}

/// Follows the `$ref` at `reference`, in a place where an object called `expected` stands. `None`: it leads to none, which is reported.
pub(super) fn follow<'s>(walk: &mut Walk<'s, '_>, reference: &'s Node, expected: &str) -> Option<Located<'s>> {
    let Data::String(text) = &reference.data else {
        let message = format!("`$ref` must be a string, found {}", reference.describe());
        walk.reference_error(Diagnostic::error("wrong-type", message).at(Place::of(reference.span)), expected);
        return None;
    };
    let located = match find(walk, reference, text) {
        Ok(located) => located,
        Err(why) => {
            lost::report(walk, reference, text, why, expected);
            return None;
        }
    };
    if located.from_entry {
        counted_from_entry(walk, reference, text);
    }
    misspelt(walk, reference, text, &located);
    if in_circle(walk, located.node, expected) {
        return None;
    }
    let located = to_the_end(walk.sources, &walk.elsewhere, located);
    let located = of_kind(walk, reference, located, expected)?;
    walk.targets.insert(reference, located.node);
    Some(located)
}

/// Where the text of a reference leads.
pub(super) fn find<'s>(walk: &mut Walk<'s, '_>, reference: &'s Node, text: &str) -> Result<Located<'s>, Lost> {
    locate(walk.sources, reference.span.file(), text).or_else(|why| around(walk, reference, &why).ok_or(why))
}

/// Whether a reference leads to another host, or to a file that is not there or may not be read: it stays as it is, and what needs it is refused.
pub(super) fn is_out_of_reach(walk: &mut Walk<'_, '_>, reference: &Node, expected: &str) -> bool {
    let Some(text) = reference.as_str().filter(|text| !text.starts_with('#')) else { return false };
    let file = reference.span.file();
    let beyond = match locate(walk.sources, file, text) {
        Err(Lost::Host) => Beyond::Host,
        Err(Lost::File(Unreachable::Unreadable { .. })) => Beyond::Missing,
        Err(Lost::File(Unreachable::Outside { .. })) => Beyond::Outside,
        Err(Lost::File(Unreachable::Malformed(file))) if walk.lenient => {
            let errors = lost::in_file(walk.sources, file, reference);
            walk.report.extend(errors.into_iter().map(Diagnostic::as_warning));
            Beyond::Malformed
        }
        _ => return false,
    };
    let is_beyond = beyond == Beyond::Host || lost::meant_here(walk.sources, file, text, expected).is_none();
    if is_beyond && !walk.beyond.contains_key(text) {
        let help = match beyond {
            Beyond::Missing => lost::near_file(walk.sources, file, text),
            Beyond::Outside => Some("say with `--root DIR` in which folder all files of the document are".to_owned()),
            Beyond::Host | Beyond::Malformed => None,
        };
        walk.beyond.insert(text.to_owned(), Unfollowed { beyond, help });
    }
    is_beyond
}

/// Beyond references that only lead on. Components of the document are an end, and so is what gives what it leads to another name.
pub(super) fn to_the_end<'s>(sources: &'s Sources, elsewhere: &Elsewhere, located: Located<'s>) -> Located<'s> {
    let mut located = elsewhere.called(located);
    while !located.key.starts_with("#/components/")
        && let Some(members) = located.node.as_object()
        && members.len() == 1
        && let Some(reference) = located.node.get("$ref")
        && let Some(text) = reference.as_str()
        && let Ok(next) = locate(sources, reference.span.file(), text)
    {
        let next = elsewhere.called(next);
        if !have_one_name(&located.key, &next.key) {
            break;
        }
        located = next;
    }
    located
}

/// Whether what leads on is called like what it leads to, signs and case apart, or not at all: `index.yaml#/Pet` and `pet.yaml`, and not `Dog` that is a `Pet`.
fn have_one_name(key: &str, next: &str) -> bool {
    let plain = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let name = |key: &str| {
        let component = key.strip_prefix("#/components/").and_then(|rest| Some(rest.split_once('/')?.1)).filter(|name| !name.contains('/'));
        names_of(component.unwrap_or(key)).and_then(|names| names.into_iter().next())
    };
    name(key).is_none_or(|name_of_it| name(next).is_some_and(|next| plain(&next) == plain(&name_of_it)))
}

/// Says that a reference leads to the document's first file, and not to its own.
fn counted_from_entry(walk: &mut Walk<'_, '_>, reference: &Node, text: &str) {
    let way = walk.sources.way(reference.span.file(), FileId::ENTRY);
    walk.warn(
        Diagnostic::warning("reference-from-document", format!("`{text}` is counted from its own file, which has no such place"))
            .at(Place::of(reference.span))
            .label("taken as counted from the document's first file")
            .help(format!("write `{way}{text}`")),
    );
}

/// Says that the file of a reference is spelled otherwise.
fn misspelt(walk: &mut Walk<'_, '_>, reference: &Node, text: &str, located: &Located<'_>) {
    let (path, fragment) = text.find('#').map_or((text, ""), |start| text.split_at(start));
    let written = percent_decoded(path.strip_prefix("./").unwrap_or(path)).replace('\\', "/");
    let way = walk.sources.way(reference.span.file(), located.node.span.file());
    let is_alike = !path.is_empty() && written.to_lowercase() == way.to_lowercase();
    if is_alike && (written != way || path.contains('\\')) {
        walk.warn(
            Diagnostic::warning("reference-spelling", format!("the file that `{text}` leads to is spelled otherwise"))
                .at(Place::of(reference.span))
                .label(format!("taken as `{way}{fragment}`"))
                .help("case matters on most systems, and the parts of a URI are set apart by `/`"),
        );
    }
}

/// `#/$defs/X` where only a schema around it has such `$defs`: its author took that schema for the document.
fn around<'s>(walk: &mut Walk<'s, '_>, reference: &Node, why: &Lost) -> Option<Located<'s>> {
    let Lost::Pointer { file, pointer: wanted } = why else { return None };
    let is_definition = ["/$defs/", "/definitions/"].iter().any(|start| wanted.starts_with(start));
    if !is_definition || *file != reference.span.file() {
        return None;
    }
    let root = walk.sources.get(*file)?.root();
    let mut here = walk.pointer.split_once('#').map_or(walk.pointer.as_str(), |(_, pointer)| pointer);
    let (schema, found) = loop {
        here = here.rsplit_once('/')?.0;
        let schema = root.at(here).filter(|schema| schema.span.holds(reference.span));
        if let Some((schema, found)) = schema.and_then(|schema| Some((schema, schema.at(wanted)?))) {
            break (schema, found);
        }
    };
    let key = format!("{}#{here}{wanted}", walk.sources.below_entry(*file));
    if schema.get("$id").is_none() {
        walk.warn(
            Diagnostic::warning("reference-from-schema", format!("`#{wanted}` is counted from the document, which has no such place"))
                .at(Place::of(reference.span))
                .label("taken as counted from the schema around it")
                .help(format!("write `{key}`")),
        );
    }
    Some(Located { node: found, key, from_entry: false })
}

/// That what it leads to is what is needed.
fn of_kind<'s>(walk: &mut Walk<'s, '_>, reference: &'s Node, located: Located<'s>, expected: &str) -> Option<Located<'s>> {
    let held = held_in(&located.key).filter(|held| *held != expected);
    let Some(held) = held else { return Some(located) };
    let text = reference.as_str().unwrap_or_default();
    if expected == SCHEMA.name
        && let Some((below, schema)) = schema_of(located.node)
    {
        let message = format!("a Schema Object is needed here, but `{text}` is {} {held}", article(held));
        walk.warn(Diagnostic::warning("wrong-reference", message).at(Place::of(reference.span)).label("taken as its schema"));
        return Some(Located { node: schema, key: format!("{}{below}", located.key), ..located });
    }
    let message = format!("{} {expected} is needed here, but `{text}` is {} {held}", article(expected), article(held));
    if held == SCHEMA.name && !says_schema(located.node) {
        walk.warn(Diagnostic::warning("wrong-reference", message).at(Place::of(reference.span)).label("taken as what is there"));
        return Some(located);
    }
    let diagnostic =
        Diagnostic::error("wrong-reference", message).at(Place::of(reference.span)).also(Place::of(located.node.span), "this one");
    walk.reference_error(diagnostic, expected);
    None
}

/// Whether an object among the schemas has a keyword of one, prose apart.
fn says_schema(node: &Node) -> bool {
    let is_keyword = |name: &String| SCHEMA.keys.iter().any(|key| key.name == name) && !matches!(name.as_str(), "title" | "description");
    node.as_object().is_some_and(|members| members.is_empty() || members.keys().any(is_keyword))
}

/// The one schema of a parameter, header, body or response, and the pointer to it from there.
fn schema_of(node: &Node) -> Option<(String, &Node)> {
    if let Some(schema) = node.get("schema") {
        return Some(("/schema".to_owned(), schema));
    }
    let mut content = node.get("content")?.as_object()?.iter();
    let (media_type, member) = content.next().filter(|_| content.next().is_none())?;
    let below = pointer::child(&pointer::child("/content", media_type), "schema");
    Some((below, member.value.get("schema")?))
}

/// The sections of a Components Object, and what is in them.
pub(super) const SECTIONS: &[(&str, &str)] = &[
    ("schemas", "Schema Object"),
    ("responses", "Response Object"),
    ("parameters", "Parameter Object"),
    ("requestBodies", "Request Body Object"),
    ("headers", "Header Object"),
    ("securitySchemes", "Security Scheme Object"),
    ("mediaTypes", "Media Type Object"),
    ("pathItems", "Path Item Object"),
    ("callbacks", "Callback Object"),
];

/// The section that objects of a kind are components in.
pub(super) fn section_of(kind: &Object) -> Option<&'static str> {
    SECTIONS.iter().find(|(_, held)| *held == kind.name).map(|(section, _)| *section)
}

/// The kind of object that stands at `…#/components/SECTION/NAME`.
fn held_in(key: &str) -> Option<&'static str> {
    let (_, pointer) = key.split_once("#/components/")?;
    let (section, name) = pointer.split_once('/')?;
    SECTIONS.iter().find(|(known, _)| *known == section && !name.contains('/')).map(|(_, held)| *held)
}
