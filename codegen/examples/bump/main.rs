//! What of a generated crate changes with its document, and whether it had to.
//!
//! ```sh
//! cargo run --release -p openapi-codegen --example bump -- PAIRS.tsv
//! cargo run --release -p openapi-codegen --example bump -- OLD NEW
//! ```
//!
//! For each pair of documents the crate of the old one is generated, and then that of the new one with the names of the old. What a name stands for has not changed where
//! the document says the same there, and in all components that it leads to: then its name and every line about it must be the same.

mod closure;
mod lines;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use openapi_codegen::config::Config;
use openapi_codegen::ir::TypeId;
use openapi_codegen::names::{Line, Lock, pointer};
use openapi_codegen::report::Report;
use openapi_codegen::source::{FileId, Sources};
use openapi_codegen::{Generated, generate};

use closure::Closure;

/// What of a generated crate changes with its document, and whether it had to.
#[derive(Debug, Parser)]
struct Arguments {
    /// A table with the columns `api`, `kind`, `old` and `new`, whose paths are relative to it; or the old document
    first: PathBuf,
    /// The new document
    second: Option<PathBuf>,
    /// Lists what has changed and need not have
    #[arg(long)]
    list: bool,
}

/// What became of the names of a pair, and of the lines.
#[derive(Default)]
struct Outcome {
    /// Names of what says the same in both documents.
    unchanged: usize,
    /// Those of them that are lost.
    renamed: Vec<String>,
    /// Lines of the crate of the old document.
    lines: usize,
    /// Lines that were added or removed.
    changed: usize,
    /// Those of them that are about what has not changed.
    unexplained: usize,
    /// And what that is.
    about: Vec<String>,
}

fn main() -> ExitCode {
    let Arguments { first, second, list } = Arguments::parse();
    let pairs = match second {
        Some(second) => vec![("pair".to_owned(), first, second)],
        None => match table(&first) {
            Ok(pairs) => pairs,
            Err(error) => {
                eprintln!("{}: {error}", first.display());
                return ExitCode::FAILURE;
            }
        },
    };
    println!("| pair | unchanged names | renamed | lines | changed | unexplained |\n|---|--:|--:|--:|--:|--:|");
    let mut total = Outcome::default();
    for (name, old, new) in pairs {
        let Some(outcome) = compared(&old, &new) else {
            println!("| {name} | not generated | | | | |");
            continue;
        };
        row(&name, &outcome);
        if list {
            outcome.renamed.iter().for_each(|name| println!("    renamed: {name}"));
            outcome.about.iter().for_each(|name| println!("    unexplained: {name}"));
        }
        total.unchanged += outcome.unchanged;
        total.lines += outcome.lines;
        total.changed += outcome.changed;
        total.unexplained += outcome.unexplained;
        total.renamed.extend(outcome.renamed);
    }
    row("**all**", &total);
    if total.renamed.is_empty() && total.unexplained == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn row(name: &str, outcome: &Outcome) {
    let Outcome { unchanged, renamed, lines, changed, unexplained, .. } = outcome;
    println!("| {name} | {unchanged} | {} | {lines} | {changed} | {unexplained} |", renamed.len());
}

fn table(path: &Path) -> std::io::Result<Vec<(String, PathBuf, PathBuf)>> {
    let text = std::fs::read_to_string(path)?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [api, kind, old, new, ..] = cells[..] else { return None };
        Some((format!("{api}, {kind}"), path.with_file_name(old), path.with_file_name(new)))
    };
    Ok(text.lines().skip(1).filter_map(row).collect())
}

/// A document, its crate, and its names.
fn made(document: &Path, lock: &Lock) -> Option<(Sources, Generated)> {
    let config = Config { skip_unsupported: true, ..Config::default() };
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, document);
    let generated = generate(&sources, &config, lock, "", "version = \"*\"", &mut report)?;
    Some((sources, generated))
}

fn compared(old: &Path, new: &Path) -> Option<Outcome> {
    let (old_sources, old) = made(old, &Lock::default())?;
    let (new_sources, new) = made(new, &old.api.names)?;
    let (old_root, new_root) = (old_sources.get(FileId::ENTRY)?.root(), new_sources.get(FileId::ENTRY)?.root());
    let (old_closure, new_closure) = (Closure::new(old_root), Closure::new(new_root));
    let mut outcome = Outcome::default();
    let mut unchanged = Vec::new();
    // Types and methods: their members are lines about them.
    let is_item = |key: &str| !["field", "variant", "argument"].iter().any(|aspect| key.ends_with(aspect));
    let now: HashMap<&str, &str> =
        new.api.names.iter().filter(|(key, _)| is_item(key)).map(|(key, line)| (line.name.as_str(), key)).collect();
    for (key, Line { name, .. }) in old.api.names.iter().filter(|(key, _)| is_item(key)) {
        let Some(before) = old_closure.of(&pointer(key)) else { continue };
        let is_same = |key: &str| new_closure.of(&pointer(key)).as_ref() == Some(&before);
        let now = now.get(name.as_str());
        if is_same(key) {
            outcome.unchanged += 1;
            if now.is_none() {
                outcome.renamed.push(format!("{key} = {name}, now {:?}", new.api.names.line(key).map(|(_, line)| &line.name)));
            }
        }
        if now.is_some_and(|now| is_same(now)) && place(&old, name) == place(&new, name) {
            unchanged.push(name.as_str());
        }
    }
    let lines = lines::compare(&old.files, &new.files, &unchanged);
    Some(Outcome { lines: lines.all, changed: lines.changed, unexplained: lines.unexplained, about: lines.about, ..outcome })
}

/// What follows for a type from who uses it: whether users make values of it, and which tags it belongs to.
fn place(generated: &Generated, name: &str) -> Option<(bool, String)> {
    let api = &generated.api;
    let id = api.types.iter().position(|ty| ty.name.bare() == name)?;
    let file = api.files.iter().find(|file| file.types.contains(&TypeId(id)))?;
    Some((api.types[id].sent, format!("{:?} {:?}", file.users, file.needed_by)))
}
