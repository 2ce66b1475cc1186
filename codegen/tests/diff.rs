//! `diff` and `bump`, as their users and their scripts see them.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::process::Command;

use common::{Ran, Scratch, generator};
use serde_json::Value;

const OLD: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://api.example.com, description: Production }]
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: 'pet.yaml' } } } }
      responses: { '204': { description: done } }
";

const PET: &str = "type: object\nrequired: [name]\nproperties: { name: { type: string }, age: { type: integer } }\n";

/// The age is required, and everything has a new version.
fn newer(scratch: &Scratch) {
    scratch.file("openapi.yaml", &OLD.replace("1.0.0", "2.0.0"));
    scratch.file("pet.yaml", &PET.replace("[name]", "[name, age]"));
}

fn older() -> Scratch {
    let scratch = Scratch::new("diff");
    scratch.file("openapi.yaml", OLD);
    scratch.file("pet.yaml", PET);
    scratch
}

fn run(scratch: &Scratch, arguments: &[&str]) -> Ran {
    generator().current_dir(scratch.path()).args(arguments).run()
}

fn ended(code: i32, scratch: &Scratch, arguments: &[&str]) -> Ran {
    let ran = run(scratch, arguments);
    assert_eq!(ran.code, Some(code), "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran
}

fn git(scratch: &Scratch, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]).args(arguments);
    let output = git.current_dir(scratch.path()).output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository whose one commit has the older version.
fn repository() -> Scratch {
    let scratch = older();
    git(&scratch, &["init", "--quiet"]);
    git(&scratch, &["add", "."]);
    git(&scratch, &["commit", "--quiet", "--message", "first"]);
    scratch
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stdout))
}

#[test]
fn a_revision_has_its_own_files() {
    let scratch = repository();
    newer(&scratch);
    let diff = json(&ended(0, &scratch, &["diff", "--format", "json"]));
    assert_eq!((&diff["old"]["file"], &diff["new"]["file"]), (&"HEAD:openapi.yaml".into(), &"openapi.yaml".into()), "{diff:#}");
    assert_eq!((&diff["old"]["version"], &diff["new"]["version"]), (&"1.0.0".into(), &"2.0.0".into()));
    assert_eq!((&diff["verdict"]["wire"], &diff["verdict"]["source"]), (&"breaking".into(), &"major".into()), "{diff:#}");
    // What is committed differs from what is staged, and that from what is there.
    git(&scratch, &["add", "."]);
    let nothing = ended(0, &scratch, &["diff", ":openapi.yaml"]);
    assert_eq!(nothing.stdout, ":openapi.yaml 2.0.0 → openapi.yaml 2.0.0\n  nothing has changed\n");
    ended(1, &scratch, &["diff", "HEAD:openapi.yaml", ":openapi.yaml", "--fail-on", "wire"]);
    // From a folder below, git counts from the top, unless the path says otherwise.
    fs::create_dir(scratch.path().join("below")).expect("a folder");
    let below = |arguments: &[&str]| generator().current_dir(scratch.path().join("below")).args(arguments).run();
    for old in ["HEAD:openapi.yaml", "HEAD:../openapi.yaml"] {
        assert_eq!(below(&["diff", old, "../openapi.yaml", "--fail-on", "any"]).code, Some(1), "{old}");
    }
}

#[test]
fn what_cannot_be_compared_is_said_and_ends_with_2() {
    let scratch = repository();
    for (arguments, said) in [
        (&["diff", "nope:openapi.yaml"][..], "there is no such revision"),
        (&["diff", "--", "-x:openapi.yaml"], "no revision starts with `-`"),
        (&["diff", "HEAD:nope.yaml", "openapi.yaml"], "there is no such file\n--> HEAD:nope.yaml"),
        (&["diff", "HEAD:", "openapi.yaml"], "HEAD:"),
        (&["diff", "nope.yaml", "openapi.yaml"], "--> nope.yaml"),
        (&["diff", "openapi.yaml"], "compared with nothing"),
        (&["diff", "--explain", "nope"], "`nope` is no rule"),
        (&["diff", "pet.yaml", "openapi.yaml"], "pet.yaml"),
        (&["diff", "--link", "javascript:alert(1)"], "it is no URL"),
    ] {
        let ran = ended(2, &scratch, arguments);
        assert!(ran.stderr.contains(said) && ran.stdout.is_empty(), "{arguments:?}: {}", ran.stderr);
    }
    let outside = Scratch::new("diff");
    let ran = ended(2, &outside, &["diff"]);
    assert!(ran.stderr.contains("not a git repository"), "{}", ran.stderr);
    let ran = generator().current_dir(scratch.path()).env("PATH", "").args(["diff"]).run();
    assert!(ran.code == Some(2) && ran.stderr.contains("there is no program `git`"), "{}", ran.stderr);
}

#[test]
fn a_link_in_git_is_not_followed() {
    let scratch = repository();
    fs::remove_file(scratch.path().join("pet.yaml")).expect("it is there");
    git(&scratch, &["rm", "--quiet", "--cached", "pet.yaml"]);
    if cfg!(unix) {
        git(&scratch, &["config", "core.symlinks", "true"]);
        Command::new("ln").args(["-s", "/etc/passwd", "pet.yaml"]).current_dir(scratch.path()).status().expect("a link");
        git(&scratch, &["add", "."]);
        git(&scratch, &["commit", "--quiet", "--message", "link"]);
        let ran = ended(2, &scratch, &["diff", "HEAD~1:openapi.yaml", "HEAD:openapi.yaml"]);
        assert!(ran.stderr.contains("a file that is not there"), "{}", ran.stderr);
    }
}

#[test]
fn every_format_is_printed_or_written() {
    let scratch = repository();
    newer(&scratch);
    for (format, sign) in [
        ("text", "POST /pets\n"),
        ("markdown", "<details open><summary><code>POST /pets</code>"),
        ("json", "\"schema\": 1"),
        ("github", "::error file=pet.yaml,line=3,col="),
        ("html", "<!DOCTYPE html>"),
    ] {
        let printed = ended(0, &scratch, &["diff", "--format", format]);
        assert!(printed.stdout.contains(sign) && printed.stderr.is_empty(), "{}{}", printed.stdout, printed.stderr);
        let written = ended(0, &scratch, &["diff", "--format", format, "--output", "out.txt"]);
        assert_eq!(written.stdout, "");
        assert_eq!(fs::read_to_string(scratch.path().join("out.txt")).expect("it is written"), printed.stdout);
    }
    let linked = ended(0, &scratch, &["diff", "--format", "markdown", "--link", "https://github.com/o/n/blob/abc/"]);
    assert!(linked.stdout.contains("](https://github.com/o/n/blob/abc/pet.yaml#L3)"), "{}", linked.stdout);
    ended(2, &scratch, &["diff", "--output", "no/such/folder.txt"]);
}

#[test]
fn fail_on_says_what_breaks() {
    let scratch = older();
    // What is always there from now on is no `Option` any more, which nobody on the wire minds.
    let reply = |required: &str| {
        OLD.replace("done }", &format!("done, content: {{ application/json: {{ schema: {{ type: object, {required}properties: {{ id: {{ type: string }} }} }} }} }} }}"))
    };
    scratch.file("old.yaml", &reply("").replace("'204'", "'200'"));
    scratch.file("new.yaml", &reply("required: [id], ").replace("'204'", "'200'"));
    for (fail_on, code) in [("wire", 0), ("source", 1), ("any", 1)] {
        ended(code, &scratch, &["diff", "old.yaml", "new.yaml", "--fail-on", fail_on]);
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let scratch = Scratch::new("diff");
    let rules = json(&ended(0, &scratch, &["diff", "--rules", "--format", "json"]));
    let ids: Vec<&str> = rules.as_array().expect("a list").iter().filter_map(|rule| rule["id"].as_str()).collect();
    let listed = ended(0, &scratch, &["diff", "--rules"]).stdout;
    assert!(!ids.is_empty());
    for id in &ids {
        assert!(listed.lines().any(|line| line == *id), "{id}");
    }
    // Every example is tried elsewhere.
    for id in ids.iter().step_by(ids.len().div_ceil(4)) {
        let shown = ended(0, &scratch, &["diff", "--explain", id]).stdout;
        assert!(shown.starts_with(id) && shown.contains("@@"), "{shown}");
    }
}

#[test]
fn levels_and_accepted_changes_are_the_projects() {
    let scratch = repository();
    newer(&scratch);
    let changes = json(&ended(0, &scratch, &["diff", "--format", "json"]))["changes"].clone();
    let breaking = changes.as_array().expect("a list").iter().find(|change| change["level"] == "breaking").expect("one breaks").clone();
    let (rule, pointer) = (breaking["rule"].as_str().expect("an id"), breaking["new"]["pointer"].as_str().expect("a place"));
    let accepted = |rule: &str, pointer: &str| {
        format!("[[diff.accepted]]\nrule = '{rule}'\npointer = '{pointer}'\nreason = 'All `clients` send it.'\n")
    };

    scratch.file("codegen.toml", &accepted(rule, pointer));
    let ran = ended(0, &scratch, &["diff", "--fail-on", "wire", "--format", "markdown"]);
    assert!(ran.stdout.contains("accepted: All `clients` send it."), "{}", ran.stdout);
    scratch.file("codegen.toml", &format!("[diff.levels]\n{rule} = 'info'\n"));
    ended(0, &scratch, &["diff", "--fail-on", "wire"]);

    scratch.file("codegen.toml", &(accepted(rule, pointer) + &accepted(rule, "/paths/~1nothing")));
    let ran = ended(2, &scratch, &["diff"]);
    assert!(ran.stderr.starts_with("error[unused-acceptance]") && ran.stderr.contains("codegen.toml:7:11"), "{}", ran.stderr);
    scratch.file("codegen.toml", &accepted("no-such-rule", pointer));
    let ran = ended(2, &scratch, &["diff"]);
    assert!(ran.stderr.contains("`no-such-rule` is no rule") && ran.stderr.contains("codegen.toml:2:8"), "{}", ran.stderr);
    scratch.file("codegen.toml", &format!("[diff.levels]\n{rule} = 'terrible'\n"));
    let ran = ended(2, &scratch, &["diff"]);
    assert!(ran.stderr.contains("codegen.toml:2:"), "{}", ran.stderr);
}

/// From one release to the next.
#[test]
fn a_bump_is_an_entry_and_versions() {
    let scratch = older();
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    scratch.file("codegen.toml", "[package]\nname = 'pets'\nversion = \"0.3.1\" # pets\nfacades = ['facade']\n\n[diff]\n");
    scratch.file("facade/Cargo.toml", "[package]\nname = \"facade\"\nversion.workspace = true\n\n[dependencies]\npets = { version = \"=0.3.1\", path = \"../out\" } # ours\nother = \"0.3.1\"\n");
    scratch.file("Cargo.toml", "[workspace]\nmembers = [\"facade\", \"out\"]\n\n[workspace.package]\nversion = \"1.2.0\"\n");
    scratch.file(
        "Cargo.lock",
        "version = 4\n\n[[package]]\nname = \"facade\"\nversion = \"1.2.0\"\n\n[[package]]\nname = \"pets\"\nversion = \"0.3.1\"\n",
    );
    ended(0, &scratch, &["generate", "--out", "out"]);
    assert!(!scratch.path().join("out/CHANGELOG.md").exists());
    let ran = ended(1, &scratch, &["bump", "--out", "out"]);
    assert!(ran.stderr.contains("error[no-release]"), "{}", ran.stderr);
    ended(0, &scratch, &["bump", "--out", "out", "--release"]);
    ended(0, &scratch, &["check", "--out", "out"]);
    assert_eq!(read("out/released/pet.yaml"), PET);

    newer(&scratch);
    ended(0, &scratch, &["generate", "--out", "out"]);
    let changelog = read("out/CHANGELOG.md");
    assert_eq!(changelog.matches("\n## ").count(), 1);
    assert!(
        changelog.contains("## Unreleased: document `1.0.0` → `2.0.0`\n\nWire: breaking. Rust: major. At least 0.4.0 after 0.3.1.\n"),
        "{changelog}"
    );
    // Edited once more, it is one entry still.
    scratch.file("pet.yaml", &PET.replace("[name]", "[name, age]").replace("age:", "weight: { type: number }, age:"));
    ended(1, &scratch, &["check", "--out", "out", "--files-only"]);
    ended(0, &scratch, &["generate", "--out", "out"]);
    let changelog = read("out/CHANGELOG.md");
    assert!(changelog.matches("\n## ").count() == 1 && changelog.contains("with_weight"), "{changelog}");
    ended(0, &scratch, &["check", "--out", "out", "--files-only"]);

    let ran = ended(1, &scratch, &["check", "--out", "out"]);
    assert!(ran.stderr.contains("error[version-too-low]: `pets` has version 0.3.1, and must have 0.4.0 at least"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("codegen.toml:3:11") && ran.stderr.contains("`facade` has version 1.2.0, and must have 2.0.0 at least"),
        "{}",
        ran.stderr
    );
    ended(1, &scratch, &["bump", "--out", "out", "--release"]);
    let ran = ended(0, &scratch, &["bump", "--out", "out"]);
    assert_eq!(ran.stdout, "pets 0.3.1 → 0.4.0\nfacade 1.2.0 → 2.0.0\n");
    ended(0, &scratch, &["check", "--out", "out"]);
    assert!(read("codegen.toml").contains("version = \"0.4.0\" # pets"));
    assert!(read("out/Cargo.toml").contains("version = \"0.4.0\""));
    assert_eq!(
        read("facade/Cargo.toml"),
        "[package]\nname = \"facade\"\nversion.workspace = true\n\n[dependencies]\npets = { version = \"=0.4.0\", path = \"../out\" } # ours\nother = \"0.3.1\"\n"
    );
    assert!(read("Cargo.toml").ends_with("version = \"2.0.0\"\n"));
    assert!(
        read("Cargo.lock").contains("name = \"facade\"\nversion = \"2.0.0\"")
            && read("Cargo.lock").contains("name = \"pets\"\nversion = \"0.4.0\"")
    );
    // A version that is high enough stays.
    assert_eq!(ended(0, &scratch, &["bump", "--out", "out"]).stdout, "");

    ended(0, &scratch, &["bump", "--out", "out", "--release"]);
    ended(0, &scratch, &["check", "--out", "out"]);
    assert_eq!(read("out/CHANGELOG.md"), changelog.replace("## Unreleased", "## 0.4.0"));
    // The next one stands above it.
    scratch.file("openapi.yaml", &OLD.replace("1.0.0", "3.0.0").replace("addPet", "createPet"));
    ended(0, &scratch, &["generate", "--out", "out"]);
    let headings: Vec<String> = read("out/CHANGELOG.md").lines().filter(|line| line.starts_with("## ")).map(str::to_owned).collect();
    assert_eq!(headings, ["## Unreleased: document `2.0.0` → `3.0.0`", "## 0.4.0: document `1.0.0` → `2.0.0`"]);
}

/// A document with a mistake makes no client, and can be compared on the wire all the same.
#[test]
fn without_a_client_the_wire_is_compared() {
    let scratch = older();
    scratch.file("wrong.yaml", &OLD.replace("operationId: addPet", "operationId: addPet\n      deprecated: 1"));
    let ran = ended(0, &scratch, &["diff", "openapi.yaml", "wrong.yaml", "--format", "json", "--fail-on", "wire"]);
    assert_eq!(json(&ran)["verdict"]["source"], "unknown");
    assert!(ran.stderr.contains("wrong.yaml:8:19"), "{}", ran.stderr);
    for fail_on in ["source", "any"] {
        ended(2, &scratch, &["diff", "openapi.yaml", "wrong.yaml", "--fail-on", fail_on]);
    }
}

/// What is not in the crate is not in its changelog.
#[test]
fn operations_that_are_not_selected_are_left_out() {
    let scratch = Scratch::new("diff");
    let two = |first: &str, second: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a~b/{{c}}: {{ get: {{ {first}operationId: a, responses: {{ '204': {{ description: x }} }} }} }}\n  /b: {{ get: {{ {second}operationId: b, responses: {{ '204': {{ description: x }} }} }} }}\n"
        )
    };
    scratch.file("old.yaml", &two("", ""));
    scratch.file("new.yaml", &two("deprecated: true, ", "deprecated: true, "));
    let operations = || {
        let diff = json(&ended(0, &scratch, &["diff", "old.yaml", "new.yaml", "--format", "json"]));
        let changes = diff["changes"].as_array().expect("a list").clone();
        changes.iter().filter_map(|change| change["operations"][0].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(operations(), ["GET /a~b/{c}", "GET /b"]);
    scratch.file("codegen.toml", "[select]\noperations = ['GET /b']\n");
    assert_eq!(operations(), ["GET /b"]);
}

#[test]
fn a_release_that_cannot_be_read_is_said_to_be() {
    let scratch = older();
    ended(0, &scratch, &["generate", "--out", "out"]);
    ended(0, &scratch, &["bump", "--out", "out", "--release"]);
    let record = fs::read_to_string(scratch.path().join("out/released/release.toml")).expect("it is there");
    for wrong in ["document = 1\n".to_owned(), record.replace("0.1.0", "one"), record.replace("openapi.yaml", "nope.yaml")] {
        scratch.file("out/released/release.toml", &wrong);
        let ran = ended(1, &scratch, &["generate", "--out", "out"]);
        assert!(ran.stderr.contains("error[bad-release]"), "{}", ran.stderr);
    }
}

/// A document whose files lie beside its folder keeps that form.
#[test]
fn a_release_has_all_files_of_the_document() {
    let scratch = Scratch::new("diff");
    scratch.file("api/openapi.yaml", &OLD.replace("pet.yaml", "../shared/pet.yaml"));
    scratch.file("api/codegen.toml", "root = '..'\n");
    scratch.file("shared/pet.yaml", PET);
    let arguments = ["api/openapi.yaml", "--out", "out"];
    for (command, more) in [("generate", &[][..]), ("bump", &["--release"]), ("check", &[])] {
        ended(0, &scratch, &[&[command][..], &arguments, more].concat());
    }
    assert!(
        scratch.path().join("out/released/api/openapi.yaml").is_file() && scratch.path().join("out/released/shared/pet.yaml").is_file()
    );
    scratch.file("shared/pet.yaml", &PET.replace("[name]", "[name, age]"));
    ended(0, &scratch, &["generate", "api/openapi.yaml", "--out", "out"]);
    let changelog = fs::read_to_string(scratch.path().join("out/CHANGELOG.md")).expect("it is there");
    assert!(changelog.contains("Rust: major"), "{changelog}");
}
