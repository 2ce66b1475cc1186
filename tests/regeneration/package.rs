//! What others get: the crate as a dependency, and the packages.

use std::fs;

use crate::workspace::Workspace;

/// What must never be in the tree of a crate that uses the client: the generator and what it is made of, the mock, and
/// TLS libraries written in C.
const UNWANTED: [&str; 10] = [
    "aws-lc-sys",
    "clap",
    "native-tls",
    "openapi-codegen",
    "openapi-mock",
    "openapiv3",
    "openssl-sys",
    "prettyplease",
    "serde-saphyr",
    "serde_yaml",
];

#[test]
fn a_crate_that_uses_the_client_has_no_generator_in_its_tree() {
    let workspace = Workspace::copy();
    let manifest = "[package]\nname = \"consumer\"\nedition = \"2024\"\n[dependencies]\ndfns = { path = \"../workspace\" }\n[workspace]\n";
    workspace.write("../consumer/Cargo.toml", manifest);
    workspace.write("../consumer/src/main.rs", "fn main() {}\n");
    // The versions that this workspace has: those are on the disk.
    workspace.write("../consumer/Cargo.lock", &workspace.read("Cargo.lock"));
    let tree = workspace
        .cargo(["tree", "--manifest-path", "../consumer/Cargo.toml", "--edges", "normal,build", "--prefix", "none"])
        .succeeded();
    let names: Vec<&str> = tree.stdout.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"dfns-api"), "{names:?}");
    let unwanted: Vec<&&str> = UNWANTED.iter().filter(|name| names.contains(name)).collect();
    assert!(unwanted.is_empty(), "{unwanted:?} in\n{}", tree.stdout);
}

#[test]
fn the_packages_build_and_have_no_script() {
    let workspace = Workspace::copy();
    workspace
        .cargo(["package", "--workspace", "--exclude", "openapi-codegen", "--exclude", "openapi-mock", "--allow-dirty"])
        .succeeded();
    for package in ["dfns", "dfns-api"] {
        let folder = workspace.path("target/package").join(format!("{package}-0.1.0"));
        assert!(!folder.join("build.rs").exists(), "{package} has a build script");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest that cargo wrote");
        assert!(manifest.contains("build = false"), "{manifest}");
    }
}
