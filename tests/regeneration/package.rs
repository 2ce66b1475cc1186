//! What others get: the crate as a dependency, and the packages.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::workspace::{Run, Workspace};

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
    consumer(&workspace, "consumer", "dfns = { path = \"../workspace\" }");
    let tree = workspace.cargo("tree --offline --manifest-path ../consumer/Cargo.toml --edges normal,build --prefix none").succeeded();
    let names: Vec<&str> = tree.stdout.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"dfns-api"), "{names:?}");
    let unwanted: Vec<&&str> = UNWANTED.iter().filter(|name| names.contains(name)).collect();
    assert!(unwanted.is_empty(), "{unwanted:?} in\n{}", tree.stdout);
}

#[test]
fn the_packages_have_no_script_and_build() {
    let workspace = Workspace::copy();
    for old in ["target/package", "../packages"] {
        let _ = fs::remove_dir_all(workspace.path(old));
    }
    // Without cargo's own verification: it takes a package for the one of that version that it once unpacked into
    // CARGO_HOME, and leaves it there.
    let unpublished = "--exclude openapi-bench --exclude openapi-codegen --exclude openapi-goldens --exclude openapi-mock";
    workspace.cargo(&format!("package --offline --workspace --allow-dirty --no-verify {unpublished}")).succeeded();
    let packages = unpack(&workspace);
    assert_eq!(packages, ["dfns", "dfns-api", "openapi-client"]);
    for package in ["dfns", "dfns-api"] {
        assert!(!workspace.path(&format!("../packages/{package}/build.rs")).exists(), "{package} has a build script");
        let manifest = workspace.read(&format!("../packages/{package}/Cargo.toml"));
        assert!(manifest.contains("build = false"), "{manifest}");
    }

    let patches: Vec<String> = packages.iter().map(|name| format!("{name} = {{ path = \"{name}\" }}")).collect();
    consumer(&workspace, "packages", &format!("dfns = \"*\"\n[patch.crates-io]\n{}", patches.join("\n")));
    workspace.cargo("build --offline --manifest-path ../packages/Cargo.toml --target-dir target").succeeded();
}

/// Unpacks the packages beside the workspace. Returns their names, sorted.
fn unpack(workspace: &Workspace) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(workspace.path("target/package")).expect("a folder of packages").flatten() {
        let archive = entry.path();
        if archive.extension().is_some_and(|extension| extension == "crate") {
            let name = name(&archive);
            let folder = workspace.path("../packages").join(&name);
            fs::create_dir_all(&folder).expect("a folder for the package");
            // As new files (`m`): all in a package have the same old time, by which cargo would take them for compiled.
            let mut tar = Command::new("tar");
            tar.args(["-x", "-z", "-m", "--strip-components=1", "-f"]).arg(archive).arg("-C").arg(folder);
            Run::from(tar.output().expect("tar runs")).succeeded();
            names.push(name);
        }
    }
    names.sort();
    names
}

/// `dfns-api` of `…/dfns-api-0.1.0.crate`.
fn name(archive: &Path) -> String {
    let file = archive.file_name().expect("a file").to_string_lossy();
    let is_version = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    file.split('-').take_while(|part| !is_version(part)).collect::<Vec<_>>().join("-")
}

/// A crate beside the workspace that uses the client. Everything else has the versions that are on the disk.
fn consumer(workspace: &Workspace, folder: &str, dependencies: &str) {
    let manifest = format!("[package]\nname = \"consumer\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{dependencies}\n");
    workspace.write(&format!("../{folder}/Cargo.toml"), &manifest);
    workspace.write(&format!("../{folder}/src/main.rs"), "fn main() {\n    println!(\"{}\", dfns::SPEC_VERSION);\n}\n");
    workspace.write(&format!("../{folder}/Cargo.lock"), &workspace.read("Cargo.lock"));
}
