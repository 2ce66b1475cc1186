//! `CODEGEN`, and where the script keeps out.

use crate::document::bump;
use crate::workspace::Workspace;

#[test]
fn deny_accepts_a_current_crate_and_refuses_a_stale_one() {
    let workspace = Workspace::copy();
    workspace.cargo_with(Some("deny"), "build").succeeded();

    let before = workspace.generated();
    bump(&workspace);
    let run = workspace.cargo_with(Some("deny"), "build").failed_with("CODEGEN=deny");
    assert!(run.stderr.contains("run `cargo build` without CODEGEN"), "{}", run.stderr);
    assert!(workspace.generated() == before, "something was written");
}

#[test]
fn off_does_nothing() {
    let workspace = Workspace::copy();
    let before = workspace.generated();
    bump(&workspace);
    workspace.cargo_with(Some("off"), "build").succeeded();
    assert!(workspace.generated() == before, "something was written");
}

#[test]
fn any_other_value_is_refused() {
    let workspace = Workspace::copy();
    workspace.cargo_with(Some("on"), "build").failed_with("CODEGEN is `on`");
}

#[test]
fn nothing_is_generated_in_a_checkout_of_cargos() {
    let workspace = Workspace::copy();
    let before = workspace.generated();
    bump(&workspace);
    workspace.write(".cargo-ok", "");
    workspace.cargo_with(Some("deny"), "build").succeeded();
    assert!(workspace.generated() == before, "something was written");
}
