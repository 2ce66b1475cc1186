//! The architecture, as far as a test can hold it: who imports whom, who uses which package, how long a file may get.
//!
//! The rules are data, taken from design.md §3, with a reason where they say more. An allowance that nothing needs any more fails too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// Which part of `codegen/src` imports which others. Absent: a part that imports none (`names`, `output`, `parallel`, `pattern`, `timings`).
const IMPORTS: &[(&str, &[&str])] = &[
    // The pipeline itself, and the command line, put all parts together.
    ("lib", &["config", "emit", "ir", "lint", "lower", "names", "output", "parallel", "report", "source", "spec", "timings"]),
    ("main", &["cli"]),
    ("cli", &["config", "diff", "ir", "lint", "names", "output", "report", "source", "spec", "timings"]),
    // What is agreed on about changes is a part of the file.
    ("config", &["diff"]),
    // A node of the source has what the loaded document cannot hold: exact numbers, nulls, the keywords of 3.1 (design.md §4).
    ("lower", &["config", "ir", "names", "parallel", "pattern", "report", "source", "spec"]),
    ("emit", &["ir", "names", "pattern"]),
    ("source", &["parallel"]),
    ("spec", &["parallel", "report", "source"]),
    ("lint", &["report", "source", "spec"]),
    ("report", &["source"]),
    ("diff", &["ir", "names", "report", "source", "spec"]),
    ("ir", &["names", "pattern"]),
];

/// Packages that only some parts may use.
const PACKAGES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["report"]),
    ("anstream", &["cli"]),
    ("clap", &["cli"]),
    ("heck", &["names"]),
    ("openapi_mock", &["cli"]),
    // Only `spec` loads a document, only `lower` knows what it means.
    ("openapiv3", &["lower", "spec"]),
    ("prettyplease", &["output"]),
    ("proc_macro2", &["emit", "output"]),
    ("quote", &["emit"]),
    ("serde_yaml", &["source"]),
    ("syn", &["output"]),
    // The command line points into the file of which `config` only says what it means.
    ("toml", &["cli", "config"]),
];

/// How many lines a file may have.
const LINES: usize = 300;

/// Files that may have more, and why.
const LONG: &[(&str, &str)] =
    &[("codegen/src/ir/types.rs", "one model, whose types refer to each other; nearly all of it is documentation")];

#[test]
fn parts_import_only_what_they_may() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for file in files("codegen/src") {
        let (from, depth) = part(&file.path);
        for to in imports(&file.tokens(), depth).into_iter().filter(|to| *to != from) {
            let is_part = files("codegen/src").iter().any(|file| part(&file.path).0 == to);
            if !is_part {
                // A function at the root, such as `generate`.
                continue;
            }
            if allowed(IMPORTS, &from).contains(&to.as_str()) {
                used.insert((from.clone(), to));
            } else {
                wrong.push(format!("{} imports `{to}`", file.path));
            }
        }
    }
    for (from, parts) in IMPORTS {
        for to in parts.iter().filter(|to| !used.contains(&((*from).to_owned(), (**to).to_owned()))) {
            wrong.push(format!("`{from}` may import `{to}` and does not"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packages_are_used_only_where_they_may() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for file in files("codegen/src") {
        let (from, _) = part(&file.path);
        // What its own tests use is not part of the program.
        let packages = packages(&without_tests(file.tokens()));
        for (package, parts) in PACKAGES.iter().filter(|(package, _)| packages.contains(*package)) {
            if parts.contains(&from.as_str()) {
                used.insert((*package, from.clone()));
            } else if !file.path.contains("/tests/") && !file.path.ends_with("/tests.rs") {
                wrong.push(format!("{} uses `{package}`", file.path));
            }
        }
    }
    for (package, parts) in PACKAGES {
        for from in parts.iter().filter(|from| !used.contains(&(*package, (**from).to_owned()))) {
            wrong.push(format!("`{from}` may use `{package}` and does not"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_fit_a_reader() {
    let mut wrong = Vec::new();
    let all: Vec<File> = ["codegen/src", "runtime/src", "mock/src"].into_iter().flat_map(files).collect();
    for file in &all {
        let lines = file.text.lines().count();
        let is_listed = LONG.iter().any(|(path, _)| *path == file.path);
        if lines > LINES && !is_listed {
            wrong.push(format!("{}: {lines} lines, more than {LINES}; split it, or give a reason in this test", file.path));
        } else if lines <= LINES && is_listed {
            wrong.push(format!("{}: {lines} lines, and need not be listed in this test any more", file.path));
        }
        if !file.text.starts_with("//! ") {
            wrong.push(format!("{}: does not begin with what it is about (`//! …`)", file.path));
        }
    }
    wrong.extend(
        LONG.iter()
            .filter(|(path, _)| all.iter().all(|file| file.path != *path))
            .map(|(path, _)| format!("{path} is listed and not there")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Consumers of a generated crate compile the runtime; it knows nothing of the generator, and neither does the mock, which checks it independently.
#[test]
fn runtime_and_mock_know_nothing_of_the_generator() {
    let mut wrong = Vec::new();
    for (folder, strangers) in [
        ("runtime/src", &["openapi_codegen", "openapi_mock", "openapiv3", "serde_yaml"][..]),
        ("mock/src", &["openapi_codegen", "openapi_client", "openapiv3"]),
    ] {
        for file in files(folder) {
            let packages = packages(&without_tests(file.tokens()));
            wrong.extend(
                strangers
                    .iter()
                    .filter(|stranger| packages.contains(**stranger))
                    .map(|stranger| format!("{} uses `{stranger}`", file.path)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file of Rust.
struct File {
    /// Its path below the workspace.
    path: String,
    text: String,
}

impl File {
    /// Its code. Comments are gone, and documentation is literals.
    fn tokens(&self) -> TokenStream {
        self.text.parse().unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }
}

/// All files of Rust below a folder of the workspace.
fn files(folder: &str) -> Vec<File> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is in the workspace");
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = vec![workspace.join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let path = path.strip_prefix(workspace).expect("it is below").to_str().expect("a path in UTF-8").replace('\\', "/");
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The part of `codegen/src` that a file belongs to, and how deep its module is: 0 for the root.
fn part(path: &str) -> (String, usize) {
    let below: Vec<&str> =
        path.trim_start_matches("codegen/src/").trim_end_matches(".rs").split('/').filter(|name| *name != "mod").collect();
    match below[..] {
        [root @ ("lib" | "main")] => (root.to_owned(), 0),
        _ => (below[0].to_owned(), below.len()),
    }
}

fn allowed<'r>(rules: &[(&str, &'r [&'r str])], name: &str) -> &'r [&'r str] {
    rules.iter().find(|(of, _)| *of == name).map_or(&[], |(_, allowed)| allowed)
}

/// The first names after `crate::`, after the library's name, and after as many `super::` as lead to the root.
fn imports(tokens: &TokenStream, depth: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => {
                let is_module = at >= 2 && is_word(&tokens[at - 2], "mod");
                found.extend(imports(&group.stream(), depth + usize::from(is_module)));
            }
            TokenTree::Ident(_) if is_word(&tokens[at], "crate") || is_word(&tokens[at], "openapi_codegen") => {
                found.extend(after(&tokens, at));
            }
            TokenTree::Ident(_) if is_word(&tokens[at], "super") => {
                let is_super = |index: &usize| is_word(&tokens[*index], "super");
                let supers = (at..tokens.len()).step_by(3).take_while(is_super).count();
                if supers == depth {
                    found.extend(after(&tokens, at + (supers - 1) * 3));
                }
                at += (supers - 1) * 3;
            }
            TokenTree::Ident(_) if depth == 0 && is_word(&tokens[at], "mod") => {}
            // At the root, other parts are there by their names.
            TokenTree::Ident(word) if depth == 0 && is_colons(&tokens, at + 1) && !ends_in_colons(&tokens, at) => {
                found.insert(word.to_string());
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The name, or the names in braces, after a word and `::`.
fn after(tokens: &[TokenTree], at: usize) -> Vec<String> {
    if !is_colons(tokens, at + 1) {
        return Vec::new();
    }
    match tokens.get(at + 3) {
        Some(TokenTree::Ident(word)) => vec![word.to_string()],
        Some(TokenTree::Group(group)) => {
            let list: Vec<TokenTree> = group.stream().into_iter().collect();
            let first = |part: &[TokenTree]| part.first().map(ToString::to_string);
            list.split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')).filter_map(first).collect()
        }
        _ => Vec::new(),
    }
}

/// Names that are followed by `::` or `!` and stand for a package.
fn packages(tokens: &TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(packages(&group.stream())),
            TokenTree::Ident(word) if !ends_in_colons(&tokens, at) => {
                let is_macro = matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                let is_used = at > 0 && is_word(&tokens[at - 1], "use");
                if is_colons(&tokens, at + 1) || is_macro || is_used {
                    found.insert(word.to_string());
                }
            }
            _ => {}
        }
    }
    found
}

/// Code without `mod tests { … }`.
fn without_tests(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_tests = |at: usize| at >= 2 && is_word(&tokens[at - 2], "mod") && is_word(&tokens[at - 1], "tests");
    tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| !(matches!(token, TokenTree::Group(_)) && is_tests(*at)))
        .map(|(_, token)| token.clone())
        .collect()
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
    is_colon(at) && is_colon(at + 1)
}

fn ends_in_colons(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_colons(tokens, at - 2)
}

/// The test's own eyes are good.
#[test]
fn imports_are_seen() {
    let imports = |code: &str, depth| {
        let tokens: TokenStream = code.parse().expect("tokens");
        imports(&tokens, depth).into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(imports("use crate::a::{b, c}; fn f() { crate::d::e(crate::{g::h, i}) }", 2), "a d g i");
    assert_eq!(imports("use super::a; use super::super::b::c; use super::super::super::d;", 2), "b");
    assert_eq!(imports("mod tests { use super::super::a; use super::b; }", 1), "a");
    assert_eq!(imports("/// crate::a\nuse std::b; use self::c;", 1), "");
    assert_eq!(imports("use spec::Spec; fn f() { emit::emit(std::mem::take(x)) }", 0), "emit spec std");
    let packages = packages(&"use heck::{A, B}; quote!(x); syn::parse(a::b!())".parse().expect("tokens"));
    assert_eq!(packages.into_iter().collect::<Vec<_>>().join(" "), "a heck quote syn");
}
