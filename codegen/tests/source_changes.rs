//! What a change of a document means for code that uses the crate: pairs of small documents, and what `diff` says of each.
//!
//! A case is a folder below `source_changes`: `old.yaml`, `new.yaml`, perhaps `codegen.toml`, and `changes.txt`. `BLESS=1` writes what differs. Whether what
//! it says is true can be asked of a compiler: `cargo run -p openapi-codegen --example semver_checks -- codegen/tests/source_changes`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_codegen::config::Config;
use openapi_codegen::diff;
use openapi_codegen::ir::Api;
use openapi_codegen::names::Lock;
use openapi_codegen::report::{Report, Style, render};
use openapi_codegen::source::Sources;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source_changes");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn api(document: &Path, lock: &Lock) -> Api {
    let config = fs::read_to_string(document.with_file_name("codegen.toml")).unwrap_or_default();
    let config = Config::parse(&config).unwrap_or_else(|_| panic!("{}: its codegen.toml is wrong", document.display()));
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, document);
    let api = openapi_codegen::api(&sources, &config, lock, &mut report);
    api.unwrap_or_else(|| panic!("{}", render(&report, &sources, Style::Plain)))
}

/// What a diff says, as text.
fn said(old: &Api, new: &Api) -> String {
    let mut text = String::new();
    for item in diff::items(old, new) {
        let _ = writeln!(text, "{} {:?} {}\n  {}", item.bump, item.action, item.path, item.message);
        if let Some(rewrite) = &item.rewrite {
            let _ = writeln!(text, "  - {}", rewrite.before);
            if let Some(after) = &rewrite.after {
                let _ = writeln!(text, "  + {after}");
            }
        }
    }
    text
}

#[test]
fn each_change_is_what_it_means() {
    let blesses = std::env::var_os("BLESS").is_some_and(|bless| bless == "1");
    let mut wrong = String::new();
    for case in cases() {
        let old = api(&case.join("old.yaml"), &Lock::default());
        let new = api(&case.join("new.yaml"), &old.names);
        let (said, file) = (said(&old, &new), case.join("changes.txt"));
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if blesses {
            fs::write(&file, said).unwrap();
        } else if said != expected {
            let _ = writeln!(wrong, "{}:\n{}", case.display(), similar::TextDiff::from_lines(&expected, &said).unified_diff());
        }
    }
    assert!(wrong.is_empty(), "{wrong}run with BLESS=1 to accept, then review");
}

#[test]
fn a_document_has_no_changes_against_itself() {
    for case in cases() {
        for document in ["old.yaml", "new.yaml"] {
            let api = api(&case.join(document), &Lock::default());
            assert_eq!(said(&api, &api), "", "{}/{document}", case.display());
        }
    }
}
