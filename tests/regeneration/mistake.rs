//! Inputs that are wrong or missing, as a plain `cargo build` shows them.

use std::fs;

use crate::document::spoil;
use crate::workspace::Workspace;

#[test]
fn a_mistake_is_shown_with_its_place_and_once_repaired_forgotten() {
    let workspace = Workspace::copy();
    let (document, generated) = (workspace.read("openapi.yaml"), workspace.generated());
    let (line, column) = spoil(&workspace);
    let run = workspace.cargo("build").failed_with(&format!("openapi.yaml:{line}:{column}"));
    assert!(run.stderr.contains("minLength"), "{}", run.stderr);
    assert!(workspace.generated() == generated, "something was written");

    workspace.write("openapi.yaml", &document);
    workspace.cargo("build").succeeded();
    assert!(workspace.generated() == generated, "something was written");
}

#[test]
fn both_inputs_must_be_there() {
    for input in ["openapi.yaml", "codegen.toml"] {
        let workspace = Workspace::copy();
        fs::remove_file(workspace.path(input)).expect("an input to delete");
        workspace.cargo("build").failed_with(&format!("cannot read `{input}`"));
    }
}
