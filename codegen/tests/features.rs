//! Features: which crates have them, and that each of them compiles alone.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;
mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use cases::{cases, generate};
use common::{Scratch, generator};
use openapi_codegen::config::{Config, Package};

/// The manifest of a crate with so many operations of two tags.
fn manifest(operations: usize, features: Option<bool>) -> String {
    let mut document = "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\npaths:\n".to_owned();
    for number in 0..operations {
        let tag = ["cats", "reqwest"][number % 2];
        let _ = writeln!(document, "  /p{number}: {{ get: {{ tags: [{tag}], responses: {{ '204': {{ description: Done. }} }} }} }}");
    }
    let config = Config { package: Package { features, ..Package::default() }, ..Config::default() };
    let generated = generate("openapi.yaml", document, &config);
    generated.files.unwrap_or_else(|| panic!("{}", generated.report)).0.remove("Cargo.toml").expect("there is a manifest")
}

#[test]
fn large_crates_have_features() {
    let large = manifest(100, None);
    let features = &large[large.find("[features]").expect("it is there")..large.find("\n[dependencies]").expect("it is there")];
    assert_eq!(
        features,
        "[features]
default = [
    \"reqwest\",
    \"cats\",
    \"reqwest-operations\",
]
# The default transport. Without it, a client is built with a `tower` service of its user's.
reqwest = [\"openapi-client/reqwest\"]
# One for each tag: its operations, and the types that they use.
cats = []
reqwest-operations = []
"
    );
    assert!(large.contains("[package.metadata.docs.rs]\nall-features = true\n"));
    assert_eq!(manifest(4, Some(true)), large);
    for (operations, features) in [(99, None), (200, Some(false)), (1, Some(true))] {
        assert!(manifest(operations, features).contains("default = [\"reqwest\"]\n"), "{operations} {features:?}");
    }
}

/// With none, with each alone, with all: nothing is missing, and nothing is imported in vain.
#[test]
fn every_feature_compiles_alone() {
    let case = cases().into_iter().find(|case| case.name == "features").expect("the case is there");
    let scratch = Scratch::new("features");
    scratch.file("openapi.yaml", &case.document);
    scratch.file("codegen.toml", "[package]\nfeatures = true\n");
    let ran = generator().current_dir(scratch.path()).args(["generate", "--out", "made"]).run();
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let folder = scratch.path().join("made");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the workspace has a lock file");
    let features = ["", "cats", "default-operations", "parks", "people-at-home", "components"];
    let all = features.join(" ");
    for features in features.into_iter().chain([all.as_str()]) {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--quiet", "--no-default-features", "--features", features])
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated"))
            .current_dir(&folder)
            .output()
            .expect("cargo starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.is_empty(), "{features}: {stderr}");
    }
}
