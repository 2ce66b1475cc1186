//! A document in several files makes the crate that it makes in one piece, however it is told apart.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;
mod common;

use std::collections::{BTreeMap, BTreeSet};

use cases::{Case, cases};
use common::Scratch;
use openapi_codegen::diff::{Policy, changes};
use openapi_codegen::names::Lock;
use openapi_codegen::output::Files;
use openapi_codegen::report::Report;
use openapi_codegen::source::{Source, Sources};
use serde_json::{Value, json};

/// The sections whose members may be anywhere. Schemes are named by requirements, and stay.
const SECTIONS: &[&str] = &["schemas", "responses", "parameters", "requestBodies", "headers", "examples", "callbacks", "links"];

/// How repositories tell a document apart.
struct Layout {
    name: &'static str,
    /// The file that a component is in, and the pointer to it there.
    place: fn(section: &str, name: &str) -> (String, String),
    /// What the document itself says of its components.
    root: Root,
    /// Files refer to each other, and not to the components of the document.
    direct: bool,
}

#[derive(PartialEq)]
enum Root {
    /// Each refers to its file.
    Each,
    /// Each section refers to a file.
    Sections,
    /// Nothing: files refer to files.
    Nothing,
}

const LAYOUTS: &[Layout] = &[
    Layout { name: "a file each", place: file, root: Root::Each, direct: true },
    Layout { name: "by way of the root", place: file, root: Root::Each, direct: false },
    Layout { name: "files alone", place: file, root: Root::Nothing, direct: true },
    Layout { name: "an index", place: index, root: Root::Sections, direct: false },
    Layout { name: "an index, directly", place: index, root: Root::Sections, direct: true },
    Layout { name: "another document", place: another, root: Root::Nothing, direct: true },
    Layout { name: "definitions", place: definitions, root: Root::Nothing, direct: true },
];

fn file(section: &str, name: &str) -> (String, String) {
    (format!("{section}/{name}.json"), String::new())
}

fn index(section: &str, name: &str) -> (String, String) {
    (format!("{section}/_index.json"), format!("/{name}"))
}

fn another(section: &str, name: &str) -> (String, String) {
    ("shared/common.json".to_owned(), format!("/components/{section}/{name}"))
}

fn definitions(section: &str, name: &str) -> (String, String) {
    ("definitions.json".to_owned(), format!("/{}/{name}", if section == "schemas" { "definitions" } else { section }))
}

#[test]
fn a_document_makes_the_same_in_several_files() {
    each_layout(&mut |case, _, whole, parts| {
        let generate = |sources: &Sources| {
            let mut report = Report::new();
            let generated = openapi_codegen::generate(sources, &case.config, &Lock::default(), "", "version = \"*\"", &mut report);
            generated.map_or_else(|| codes(&report), |generated| told(&generated.files))
        };
        same(&generate(whole), &generate(parts))
    });
}

#[test]
fn as_much_is_wrong_with_a_document_in_several_files() {
    each_layout(&mut |case, _, whole, parts| {
        let lint = |sources: &Sources| {
            let mut report = Report::new();
            openapi_codegen::lint(sources, &case.config, &mut report);
            codes(&report)
        };
        same(&lint(whole), &lint(parts))
    });
}

#[test]
fn telling_a_document_apart_is_no_change() {
    each_layout(&mut |_, layout, whole, parts| {
        // Without components, they are gone.
        if layout.root == Root::Nothing {
            return None;
        }
        let found: Vec<String> = [(whole, parts), (parts, whole)]
            .iter()
            .flat_map(|(old, new)| changes(old, new, &Policy::default()))
            .map(|change| format!("{}: {}\n", change.rule, change.message))
            .collect();
        same("", &found.concat())
    });
}

/// Holds each golden document against what it is in several files, in each layout.
fn each_layout(compare: &mut dyn FnMut(&Case, &Layout, &Sources, &Sources) -> Option<String>) {
    let mut wrong = Vec::new();
    for case in cases() {
        let source = Source::read(&case.folder.join("openapi.yaml")).expect("it can be read");
        let document = source.root().to_json();
        let mut by_pointer = true;
        references(&mut document.clone(), &mut |reference| {
            by_pointer &= reference.starts_with("#/") || reference.chars().all(char::is_alphanumeric);
        });
        if !by_pointer || names(&document).any(|(_, name)| name.contains(['/', '~', '%', ' '])) {
            continue;
        }
        for layout in LAYOUTS {
            let document = if layout.root == Root::Nothing { reached(&document) } else { document.clone() };
            let (whole, parts, scratch) = (Sources::new(), Sources::new(), Scratch::new("files"));
            whole.insert(Source::parse("openapi.json", document.to_string())).expect("it is JSON");
            for (path, text) in split(&document, layout) {
                scratch.file(&path, &text.to_string());
            }
            parts.read(&scratch.path().join("openapi.json")).expect("it is JSON");
            wrong.extend(compare(&case, layout, &whole, &parts).map(|difference| format!("{}, {}:\n{difference}", case.name, layout.name)));
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
}

fn same(whole: &str, parts: &str) -> Option<String> {
    (whole != parts).then(|| common::difference("in several files", whole, parts))
}

/// What a report says, in alphabetical order. That a file may list components by name is said of such files alone.
fn codes(report: &Report) -> String {
    let mut codes: Vec<&str> = report.iter().map(|diagnostic| diagnostic.code).filter(|code| *code != "misplaced-reference").collect();
    codes.sort_unstable();
    codes.join("\n") + "\n"
}

/// The code, without what it says of where things are.
fn told(files: &Files) -> String {
    let code = files.0.iter().filter(|(path, _)| path.starts_with("src/"));
    let lines = code
        .flat_map(|(_, text)| text.lines())
        .filter(|line| !line.trim_start().starts_with("/// The schema `") && !line.starts_with("// @generated"));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// All components: section and name.
fn names(document: &Value) -> impl Iterator<Item = (&str, &String)> {
    SECTIONS.iter().flat_map(|section| document["components"][section].as_object().into_iter().flatten().map(|(name, _)| (*section, name)))
}

/// The document without components that nothing leads to: files that nothing leads to are no part of it either.
fn reached(document: &Value) -> Value {
    let mut reached = BTreeSet::new();
    let mut open = vec![document["paths"].clone(), document["webhooks"].clone()];
    while let Some(mut value) = open.pop() {
        references(&mut value, &mut |reference| {
            let found = names(document).find(|(section, name)| {
                *reference == **name || component(reference).is_some_and(|(other, found, _)| other == *section && found == *name)
            });
            if let Some((section, name)) = found.filter(|found| reached.insert(*found)) {
                open.push(document["components"][section][name].clone());
            }
        });
    }
    let mut document = document.clone();
    let all: Vec<(String, String)> = names(&document).map(|(section, name)| (section.to_owned(), name.clone())).collect();
    for (section, name) in all.iter().filter(|(section, name)| !reached.contains(&(section.as_str(), name))) {
        document["components"][section].as_object_mut().expect("it is one").shift_remove(name);
    }
    document
}

/// Section, name and what follows, of a reference to a component.
fn component(reference: &str) -> Option<(&str, &str, &str)> {
    let (section, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    let end = name.find('/').unwrap_or(name.len());
    Some((section, &name[..end], &name[end..]))
}

/// Each `$ref`, and each value of a `mapping`.
fn references(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("$ref", Value::String(reference)) => change(reference),
                    ("mapping", Value::Object(mapping)) => mapping.values_mut().for_each(|value| {
                        if let Value::String(reference) = value {
                            change(reference);
                        }
                    }),
                    (_, value) => references(value, change),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| references(item, change)),
        _ => {}
    }
}

/// The files of a document, by path.
fn split(document: &Value, layout: &Layout) -> BTreeMap<String, Value> {
    let mut files: BTreeMap<String, Value> = BTreeMap::new();
    let mut root = document.clone();
    for (section, name) in names(document) {
        let (path, pointer) = (layout.place)(section, name);
        let value = moved(&document["components"][section][name], &path, document, layout);
        let at = pointer.split('/').skip(1).fold(files.entry(path.clone()).or_default(), |at, token| &mut at[token]);
        *at = value;
        root["components"][section][name] = json!({ "$ref": to(&path, &pointer) });
    }
    for section in SECTIONS.iter().filter(|section| document["components"].get(section).is_some()) {
        let components = root["components"].as_object_mut().expect("it is one");
        match layout.root {
            Root::Each => {}
            Root::Sections => drop(components.insert((*section).to_owned(), json!({ "$ref": format!("{section}/_index.json") }))),
            Root::Nothing => drop(components.shift_remove(*section)),
        }
    }
    let mut paths = json!({});
    for (index, (path, item)) in document["paths"].as_object().into_iter().flatten().enumerate() {
        let file = format!("paths/{index}.json");
        paths[path] = json!({ "$ref": if layout.root == Root::Sections { format!("{index}.json") } else { file.clone() } });
        files.insert(file.clone(), moved(item, &file, document, layout));
    }
    if layout.root == Root::Sections {
        files.insert("paths/_index.json".to_owned(), std::mem::replace(&mut paths, json!({ "$ref": "paths/_index.json" })));
    }
    if document.get("paths").is_some() {
        root["paths"] = paths;
    }
    if let Some(webhooks) = document.get("webhooks") {
        root["webhooks"] = moved(webhooks, "openapi.json", document, layout);
    }
    files.insert("openapi.json".to_owned(), root);
    files
}

fn to(path: &str, pointer: &str) -> String {
    if pointer.is_empty() { path.to_owned() } else { format!("{path}#{pointer}") }
}

/// A value as it is in a file.
fn moved(value: &Value, path: &str, document: &Value, layout: &Layout) -> Value {
    let mut value = value.clone();
    let up = "../".repeat(path.matches('/').count());
    references(&mut value, &mut |reference| {
        let known =
            |(section, name, _): &(&str, &str, &str)| document["components"][section].get(name).is_some() && SECTIONS.contains(section);
        match component(reference).filter(known) {
            Some((section, name, rest)) if layout.direct => {
                let (file, pointer) = (layout.place)(section, name);
                *reference = format!("{up}{}", to(&file, &format!("{pointer}{rest}")));
            }
            _ if reference.starts_with('#') && path != "openapi.json" => *reference = format!("{up}openapi.json{reference}"),
            _ => {}
        }
    });
    value
}
