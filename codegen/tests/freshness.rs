//! Is `generated/` what the generator of this commit makes of the inputs? Catches what its build script cannot: an edit of
//! the generator, an edit by hand, a file that was not committed, an input with an older time.
//!
//! A test of this package, because only its own tests get the program, and the facade's examples compile without it.

#![allow(clippy::expect_used, reason = "a test says what it expects by failing")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_generated_crate_is_current() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut check = Command::new(env!("CARGO_BIN_EXE_openapi-codegen"));
    let output = check.args(["check", "openapi.yaml", "--out", "generated", "--files-only"]).current_dir(workspace).output();
    let output = output.expect("the program runs");
    assert!(
        output.status.success(),
        "`generated/` is not what the generator writes, or the generator fails\n{}{}\n\
         in the workspace's folder: cargo run -p openapi-codegen -- generate openapi.yaml --out generated",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}
