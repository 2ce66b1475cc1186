//! Literals of constrained strings, compiled: a wrong one is an error that shows the constraint, and the examples in docs are right.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{Scratch, generator};

/// Patterns with what `panic!` and Markdown would take for something else, and examples that try to be code.
const DOCUMENT: &str = r#"
openapi: 3.1.0
info: { title: Codes, version: '1' }
paths: {}
components:
  schemas:
    Code: { type: string, minLength: 4, maxLength: 9, pattern: '^[a-z]{3}[{}"`]*$', example: 'abc{}"' }
    Note: { type: string, maxLength: 60, pattern: '^[^~]+$', example: '"); } ``` ~~~ {}', examples: ["a\\b\u202E\t\"); panic!(\"```"] }
    Short: { type: string, maxLength: 3, example: too long }
"#;

/// The generated crate, whose dependencies are the workspace's own and there without a network.
fn crate_of(document: &str) -> Scratch {
    let scratch = Scratch::new("literals");
    scratch.file("openapi.yaml", document);
    let ran = generator().current_dir(scratch.path()).args(["generate", "--out", "codes"]).run();
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, scratch.path().join("codes/Cargo.lock")).expect("the workspace has a lock file");
    scratch
}

fn cargo(scratch: &Scratch, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet", "--no-default-features"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated"))
        .current_dir(scratch.path().join("codes"))
        .output()
        .expect("cargo starts")
}

#[test]
fn a_wrong_literal_does_not_compile_and_the_error_shows_the_constraint() {
    let scratch = crate_of(DOCUMENT);
    let check = |literal: &str| {
        let program = format!(
            "const CODE: codes_api::types::Code = codes_api::types::Code::from_static({literal:?});\nfn main() {{ println!(\"{{CODE}}\"); }}\n"
        );
        scratch.file("codes/examples/literal.rs", &program);
        let output = cargo(&scratch, &["check", "--example", "literal"]);
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (compiles, stderr) = check("abc{}\"`");
    assert!(compiles, "{stderr}");
    for (literal, constraint) in [
        ("ab{}", "Code must match the pattern `^[a-z]{3}[{}\"`]*$`"),
        ("abc", "Code must have at least 4 characters"),
        ("abc{}{}{}{}", "Code must have at most 9 characters"),
    ] {
        let (compiles, stderr) = check(literal);
        assert!(!compiles && stderr.contains("error[E0080]"), "{literal} compiles: {stderr}");
        assert!(stderr.contains(constraint), "no `{constraint}` in: {stderr}");
        assert!(stderr.contains(&format!("from_static({literal:?})")), "the literal is not shown: {stderr}");
    }
}

#[test]
fn examples_in_docs_compile_and_are_nothing_but_literals() {
    let scratch = crate_of(DOCUMENT);
    let types = fs::read_to_string(scratch.path().join("codes/src/types.rs")).expect("it is there");
    let fences = types.lines().filter(|line| line.trim_end() == "/// ```").count();
    assert_eq!(fences, 4, "two examples:\n{types}");
    assert!(types.contains(r#"/// const EXAMPLE: Code = Code::from_static("abc{}\"");"#), "{types}");
    assert!(!types.contains("too long"), "an example that is refused: {types}");
    let output = cargo(&scratch, &["test", "--doc"]);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && stdout.contains("2 passed"), "{stdout}{stderr}");
}
