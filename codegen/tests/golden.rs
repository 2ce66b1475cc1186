//! Goldens: each case is a small document, and beside it the code that the generator makes of it, reviewed and compiled.
//!
//! A case is a folder below `goldens/cases`: `openapi.yaml`, perhaps `codegen.toml`, the generated `src/*.rs`, and `report.txt` where the generator has
//! something to say. `goldens/src/lib.rs` mounts each case as a module, so that cargo compiles all of them under `deny(warnings)`.
//! `BLESS=1 cargo test -p openapi-codegen --test golden` writes what differs: review the diff as you would a colleague's code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use cases::{Case, cases, goldens};
use openapi_codegen::config::Config;
use openapi_codegen::names::{LOCK, Lock};
use openapi_codegen::output::{Difference, Files};
use similar::TextDiff;

/// What a case's folder has besides code.
const REPORT: &str = "report.txt";

/// Whether to write what differs, and not to fail for it.
fn blesses() -> bool {
    std::env::var_os("BLESS").is_some_and(|bless| bless == "1")
}

/// The code of a case, and what there was to say about it. Its manifest is not kept: the cases are modules of one crate. Its names are where the case is about them.
fn made(case: &Case) -> (Files, String) {
    let generated = case.generate();
    let mut files = generated.files.unwrap_or_else(|| panic!("{} is not generated:\n{}", case.name, generated.report));
    files.0.remove("Cargo.toml");
    if case.lock == Lock::default() {
        files.0.remove(LOCK);
    }
    (files, generated.report)
}

#[test]
fn every_case_is_what_the_generator_makes() {
    let mut differing = String::new();
    for case in cases() {
        let (files, report) = made(&case);
        if blesses() {
            files.write(&case.folder).unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
            write_report(&case.folder, &report);
            continue;
        }
        for difference in files.differences(&case.folder).unwrap_or_else(|error| panic!("{}: {error:?}", case.name)) {
            let path = difference.path();
            let wanted = files.0.get(path).map_or("", String::as_str);
            let found = match &difference {
                Difference::Changed(_, found) => found.as_str(),
                Difference::Missing(_) | Difference::Left(_) => "",
            };
            let _ = match difference {
                Difference::Left(_) => {
                    writeln!(differing, "--- a/{}/{path}\n+++ /dev/null\n(no longer made)", case.name)
                }
                _ => write!(differing, "{}", diff(&format!("{}/{path}", case.name), found, wanted)),
            };
        }
        let found = fs::read_to_string(case.folder.join(REPORT)).unwrap_or_default();
        if found != report {
            let _ = write!(differing, "{}", diff(&format!("{}/{REPORT}", case.name), &found, &report));
        }
    }
    assert!(
        differing.is_empty(),
        "the generator makes something else of these documents:\n{differing}\nrun with BLESS=1 to accept, then review"
    );
}

fn diff(path: &str, found: &str, wanted: &str) -> String {
    TextDiff::from_lines(found, wanted).unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

fn write_report(folder: &Path, report: &str) {
    let path = folder.join(REPORT);
    if report.is_empty() {
        // It is not there, mostly.
        let _ = fs::remove_file(path);
    } else if fs::read_to_string(&path).ok().as_deref() != Some(report) {
        fs::write(path, report).expect("the case's folder can be written");
    }
}

#[test]
fn every_case_is_compiled() {
    let lib = fs::read_to_string(goldens().join("src/lib.rs")).expect("the goldens' lib.rs is there");
    for Case { name, .. } in cases() {
        let mounted = format!("#[path = \"../cases/{name}/src/lib.rs\"]\npub mod {name};\n");
        assert!(lib.contains(&mounted), "goldens/src/lib.rs does not mount the case `{name}`; add:\n\n{mounted}");
    }
}

/// `BLESS=1` takes these over too.
#[test]
fn cases_are_compiled_under_the_lints_that_generated_crates_have() {
    let config = Config::parse("[package]\nworkspace-member = true").expect("it is right");
    let generated = cases::generate("openapi.yaml", "{openapi: 3.1.0, info: {title: x, version: '1'}, paths: {}}", &config);
    let files = generated.files.expect("it is generated");
    let path = goldens().join("Cargo.toml");
    let found = fs::read_to_string(&path).expect("the goldens' manifest is there");
    let lints = |manifest: &str| manifest.find("\n[lints.rust]").expect("it has lints");
    let generated = &files.0["Cargo.toml"];
    let wanted = format!("{}{}", &found[..lints(&found)], &generated[lints(generated)..]);
    if blesses() && found != wanted {
        fs::write(&path, &wanted).expect("the goldens' manifest can be written");
        return;
    }
    assert!(found == wanted, "the lints differ:\n{}", diff("goldens/Cargo.toml", &found, &wanted));
}

/// 3.0 and 3.1 say the same thing in different words; what comes out is the same.
#[test]
fn both_spellings_make_the_same() {
    let cases = cases();
    let case = |name: &str| cases.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("the case `{name}` is there"));
    for what in ["presence", "number_constraints"] {
        let (of_30, of_31) = (made(case(&format!("{what}_30"))), made(case(&format!("{what}_31"))));
        for (path, text) in &of_30.0.0 {
            let other = of_31.0.0.get(path).map_or("", String::as_str);
            assert!(text == other, "{what}: OpenAPI 3.0 and 3.1 make different code:\n{}", diff(path, text, other));
        }
        assert_eq!(of_30.0.0.len(), of_31.0.0.len(), "{what}");
    }
}

/// The documents are for people to read.
#[test]
fn documents_are_small_and_say_what_they_show() {
    for Case { name, document, .. } in cases() {
        let lines = document.lines().count();
        assert!((5..=40).contains(&lines), "{name}: {lines} lines");
        assert!(document.starts_with("# "), "{name}: its first line says what it shows");
    }
}
