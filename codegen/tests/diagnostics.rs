//! Bad documents and the text of their reports, side by side: `diagnostics/NAME.yaml` (or `.json`) and `diagnostics/NAME.yaml.txt`.
//!
//! Each document is given to the command line: to `generate`, and `lint-…` to `lint`. Where something in it is not supported, and where it is called `unsupported-…`, it is given once more with `--skip-unsupported`. With an
//! error nothing may be written, not even the output folder. `BLESS=1 cargo test -p openapi-codegen --test diagnostics` writes the reports anew:
//! read the diff as a user would.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Ran, Scratch, difference, generator};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// Runs the generator in the folder of the documents, so that messages name them as they are called here.
fn generate(document: &str, out: &Path, flags: &[&str]) -> Ran {
    generator().current_dir(folder()).arg("generate").arg(document).arg("--out").arg(out).args(flags).run()
}

/// What a user sees of a run, and how it ended.
fn transcript(document: &str, flags: &[&str]) -> String {
    let scratch = Scratch::new("diagnostics");
    let out = scratch.path().join("out");
    let ran = generate(document, &out, flags);
    let ended = match ran.code {
        Some(0) => {
            assert!(out.join("src/lib.rs").is_file(), "{document}: exit code 0, but no crate");
            "the crate is written"
        }
        Some(1) => {
            assert!(!out.exists(), "{document}: exit code 1, but something is written");
            assert_eq!(ran.stdout, "", "{document}: exit code 1, but something on the standard output");
            assert!(ran.stderr.starts_with("error") || ran.stderr.starts_with("warning"), "{document}: no report:\n{}", ran.stderr);
            "exit code 1, nothing is written"
        }
        code => panic!("{document}: ended with {code:?}:\n{}", ran.stderr),
    };
    let command = [&["$ openapi-codegen generate", document, "--out out"], flags].concat().join(" ");
    format!("{command}\n{}({ended})\n", ran.stderr)
}

/// What `lint` says of a document that generates.
fn linted(document: &str) -> String {
    let ran = generator().current_dir(folder()).arg("lint").arg(document).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "{document}: {}", ran.stderr);
    format!("$ openapi-codegen lint {document}\n{}", ran.stderr)
}

fn full_transcript(document: &str) -> String {
    if document.starts_with("lint-") {
        return linted(document);
    }
    let plain = transcript(document, &[]);
    // With the flag the rest must come out.
    if document.starts_with("unsupported-") || plain.contains("error[unsupported]") {
        format!("{plain}\n{}", transcript(document, &["--skip-unsupported"]))
    } else {
        plain
    }
}

fn documents() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("it can be listed").file_name().into_string().expect("a name in UTF-8"));
    let mut names: Vec<String> = names.filter(|name| [".yaml", ".json"].iter().any(|end| name.ends_with(end))).collect();
    names.sort();
    names
}

#[test]
fn every_bad_document_has_its_report() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for document in documents() {
        let found = full_transcript(&document);
        let file = folder().join(format!("{document}.txt"));
        if bless {
            fs::write(&file, &found).expect("the folder can be written");
            continue;
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if expected != found {
            wrong.push(difference(&format!("{document}.txt"), &expected, &found));
        }
    }
    assert!(wrong.is_empty(), "{} reports differ (`BLESS=1` accepts them):\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_report_has_its_document() {
    let documents = documents();
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let name = entry.expect("it can be listed").file_name().into_string().expect("a name in UTF-8");
        if let Some(document) = name.strip_suffix(".txt") {
            assert!(documents.iter().any(|known| known == document), "{name} is about no document that is there");
        }
    }
}

/// A rule for all of them: an error says where it is, unless the file itself is what is wrong.
#[test]
fn every_error_has_a_place() {
    for document in documents() {
        let ran = generator().current_dir(folder()).args(["lint", &document, "--format", "json"]).run();
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
        for diagnostic in report.as_array().expect("a list") {
            let about_the_file = ["not-utf8", "unreadable-file", "empty-file"].contains(&diagnostic["code"].as_str().unwrap_or_default());
            assert!(about_the_file || diagnostic["line"].is_u64(), "{document}: no place:\n{diagnostic:#}");
            assert_ne!(diagnostic["code"], "internal", "{document}: {diagnostic:#}");
        }
    }
}

#[test]
fn a_file_that_is_not_there() {
    let scratch = Scratch::new("diagnostics");
    let ran = generator().current_dir(scratch.path()).args(["generate", "missing.yaml", "--out", "out"]).run();
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stderr, "error[unreadable-file]: there is no such file\n--> missing.yaml\n\nerror: 1 error\n");
    let ran = generator().current_dir(scratch.path()).args(["generate", ".", "--out", "out"]).run();
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stderr, "error[unreadable-file]: this is a folder, not a file\n--> .\n\nerror: 1 error\n");
    assert!(!scratch.path().join("out").exists());
}
