//! What is said of a `$ref` that leads nowhere, and what it was probably meant to be.

use super::components::components;
use super::follow::SECTIONS;
use super::grammar::Object;
use super::locate::Lost;
use super::near::nearest;
use super::reference::percent_decoded;
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{FileId, Node, Sources, Unreachable, limits, pointer};

/// Reports it.
pub(super) fn report(walk: &mut Walk<'_, '_>, reference: &Node, text: &str, why: Lost, expected: &str) {
    if let Some(diagnostic) = diagnostic(walk, reference, text, why, expected) {
        walk.reference_error(diagnostic, expected);
    }
}

/// Says so of one that nothing depends on.
pub(super) fn warn(walk: &mut Walk<'_, '_>, reference: &Node, text: &str, why: Lost, expected: &str) {
    let warnings = match why {
        Lost::File(Unreachable::Malformed(file)) => in_file(walk.sources, file, reference),
        why => diagnostic(walk, reference, text, why, expected).into_iter().collect(),
    };
    walk.report.extend(warnings.into_iter().map(Diagnostic::as_warning));
}

/// What is wrong with it. `None`: it is the file that it leads to, which is reported.
fn diagnostic(walk: &mut Walk<'_, '_>, reference: &Node, text: &str, why: Lost, expected: &str) -> Option<Diagnostic> {
    let nowhere = Diagnostic::error("dangling-reference", format!("`{text}` leads nowhere"));
    let diagnostic = match why {
        // Such references stay, but for those that stand where the standard has none.
        Lost::Host => {
            nowhere.label("it is on another host, and nothing is fetched").help("save it beside the document, and refer to that file")
        }
        Lost::File(Unreachable::Malformed(file)) => {
            // What is wrong with the file is said once, and in the file.
            walk.mistakes.add(None, false);
            let errors = in_file(walk.sources, file, reference);
            walk.report.extend(errors);
            return None;
        }
        Lost::File(Unreachable::Outside { root }) if meant_here(walk.sources, reference.span.file(), text, expected).is_none() => {
            let root = if root.as_os_str().is_empty() { "the document's folder".to_owned() } else { format!("`{}`", root.display()) };
            Diagnostic::error("reference-outside", format!("`{text}` is outside of {root}, and files outside are not read"))
                .help("say with `--root DIR` in which folder all files of the document are")
        }
        Lost::File(Unreachable::TooMany) => {
            let (files, bytes, values) = (limits::MAX_FILES, limits::MAX_BYTES / 1024 / 1024, limits::MAX_NODES);
            Diagnostic::error(
                "too-large",
                format!("this file is too much: a document has at most {files} files, {bytes} MiB, {values} values"),
            )
        }
        Lost::File(why) => match (meant_here(walk.sources, reference.span.file(), text, expected), why) {
            (Some(meant), _) => nowhere.label("a reference within the document begins with `#/`").help(meant),
            (None, Unreachable::Unreadable { name, why }) => {
                let help = near_file(walk.sources, reference.span.file(), text);
                help.into_iter().fold(nowhere.label(format!("`{name}`: {why}")), Diagnostic::help)
            }
            (None, _) => nowhere.label("the document was not read from a file, so that there are none beside it"),
        },
        Lost::Pointer { file, pointer } => {
            let Missing { label, help } = missing(walk.sources, file, &pointer, text);
            help.into_iter().fold(nowhere.label(label), Diagnostic::help)
        }
    };
    Some(diagnostic.at(Place::of(reference.span)))
}

/// What is wrong with a file, and which reference leads to it. Nothing the second time.
pub(super) fn in_file(sources: &Sources, file: FileId, reference: &Node) -> Vec<Diagnostic> {
    let mut errors: Vec<_> = sources.take_errors(file).into_iter().map(|error| Diagnostic::from_source(file, error)).collect();
    if let Some(first) = errors.first_mut() {
        first.secondary.push((Place::of(reference.span), "this reference leads to the file".to_owned()));
    }
    errors
}

/// What is wrong with files that count all the same.
pub(super) fn minor(sources: &Sources) -> Vec<Diagnostic> {
    let files = sources.ids().filter(|file| sources.get(*file).is_some());
    files
        .flat_map(|file| sources.take_errors(file).into_iter().map(move |error| Diagnostic::from_source(file, error).as_warning()))
        .collect()
}

/// What a reference to a file that is not there was probably meant to be.
pub(super) fn near_file(sources: &Sources, file: FileId, text: &str) -> Option<String> {
    let (path, fragment) = text.find('#').map_or((text, ""), |start| text.split_at(start));
    // What all files end in says nothing of which of them is meant.
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let near = sources.near(file, &percent_decoded(path), &|names, name| {
        let stems: Vec<String> = names.iter().map(|name| stem(name)).collect();
        let near = nearest(stems.iter().map(String::as_str), &stem(name))?;
        let position = stems.iter().position(|stem| stem == near)?;
        names.get(position).cloned()
    })?;
    Some(format!("did you mean `{near}{fragment}`?"))
}

/// What a reference to another file was probably meant to be: the name of a component, or a pointer without its `#`.
pub(super) fn meant_here(sources: &Sources, file: FileId, text: &str, expected: &str) -> Option<String> {
    if text.is_empty() {
        return Some("say where it leads, for instance `#/components/schemas/Pet`".to_owned());
    }
    let pointer = format!("/{}", text.trim_start_matches('/'));
    let is_there = sources.get(file).is_some_and(|source| source.at(&pointer).is_some());
    let meant = if is_there { Some(format!("#{pointer}")) } else { component_of(sources, expected, text) };
    meant.map(|meant| format!("did you mean `{meant}`?"))
}

/// The reference to a component of a kind, if there is one of that name.
pub(super) fn component(sources: &Sources, kind: &Object, name: &str) -> Option<String> {
    component_of(sources, kind.name, name)
}

fn component_of(sources: &Sources, expected: &str, name: &str) -> Option<String> {
    let (section, _) = SECTIONS.iter().find(|(_, held)| *held == expected)?;
    components(sources, section)?.get(name).map(|_| format!("#{}", pointer::child(&format!("/components/{section}"), name)))
}

/// Why a pointer leads nowhere.
struct Missing {
    label: String,
    help: Option<String>,
}

fn missing(sources: &Sources, file: FileId, pointer: &str, text: &str) -> Missing {
    let of_file = text.split_once('#').map_or("", |(file, _)| file);
    let (Some(source), Some(tokens)) = (sources.get(file), pointer::tokens(pointer)) else {
        let label = "this is no JSON pointer, and no schema calls itself so with `$anchor`".to_owned();
        let meant = format!("/{pointer}");
        let is_there = sources.get(file).is_some_and(|source| source.at(&meant).is_some());
        let like = "a reference within the document is, for instance, `#/components/schemas/Pet`";
        return Missing { label, help: Some(if is_there { format!("did you mean `{of_file}#{meant}`?") } else { like.to_owned() }) };
    };
    let tokens: Vec<_> = tokens.map(std::borrow::Cow::into_owned).collect();
    let (mut node, mut found) = (source.root(), "#".to_owned());
    for token in &tokens {
        let Some(next) = node.at(&pointer::child("", token)) else { break };
        node = next;
        pointer::push_token(&mut found, token);
    }
    let wanted = pointer::tokens(found.trim_start_matches('#')).and_then(|found| tokens.get(found.count())).map_or("", String::as_str);
    let label = match node.as_object() {
        Some(_) if found == "#" && file == FileId::ENTRY => format!("the document has no `{wanted}`"),
        Some(_) if found == "#" => format!("the file has no `{wanted}`"),
        Some(_) => format!("`{found}` has no `{wanted}`"),
        None => format!("`{found}` is {}", node.kind()),
    };
    // Swagger 2.0 kept its components at the top.
    let moved = match tokens.as_slice() {
        [first, rest @ ..] => SWAGGER
            .iter()
            .find(|(old, _)| old == first)
            .map(|(_, new)| ["components", new].into_iter().map(str::to_owned).chain(rest.iter().cloned()).collect::<Vec<_>>()),
        [] => None,
    };
    let near = [Some(&tokens), moved.as_ref()].into_iter().flatten().find_map(|tokens| corrected(source.root(), tokens));
    let help = near.map(|near| format!("did you mean `{of_file}{near}`?")).or_else(|| {
        let (section, _) = SECTIONS.iter().find(|(section, _)| found.ends_with(&format!("/{section}")))?;
        let names = node.as_object()?;
        (1..=6)
            .contains(&names.len())
            .then(|| format!("`components/{section}` has: {}", names.keys().cloned().collect::<Vec<_>>().join(", ")))
    });
    Missing { label, help }
}

/// The place that mistyped tokens of a pointer probably mean.
fn corrected(root: &Node, tokens: &[String]) -> Option<String> {
    let (mut node, mut pointer) = (root, "#".to_owned());
    for token in tokens {
        let key = match node.get(token) {
            Some(_) => token,
            None => nearest(node.as_object()?.keys().map(String::as_str), token)?,
        };
        node = node.get(key)?;
        pointer::push_token(&mut pointer, key);
    }
    Some(pointer)
}

/// Where Swagger 2.0 had its components.
const SWAGGER: &[(&str, &str)] =
    &[("definitions", "schemas"), ("parameters", "parameters"), ("responses", "responses"), ("securityDefinitions", "securitySchemes")];
