//! The command line, as its users and their scripts see it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Ran, Scratch, difference, generator};

const PETS: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://api.example.com, description: Production }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^[a-z]{3}$' } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer } } }
";

/// A document with something that needs `--skip-unsupported`.
const SOME_UNSUPPORTED: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets: { get: { operationId: listPets, responses: { '200': { description: ok } } } }
  /login: { post: { operationId: login, parameters: [{ name: s, in: query, style: deepObject, schema: { type: object } }], responses: { '200': { description: ok } } } }
";

/// A folder with `openapi.yaml` in it.
fn project(spec: &str) -> Scratch {
    let scratch = Scratch::new("cli");
    scratch.file("openapi.yaml", spec);
    scratch
}

fn run(scratch: &Scratch, arguments: &[&str]) -> Ran {
    generator().current_dir(scratch.path()).args(arguments).run()
}

/// Runs to success.
fn done(scratch: &Scratch, arguments: &[&str]) -> Ran {
    let ran = run(scratch, arguments);
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran
}

/// Runs to failure.
fn failed(scratch: &Scratch, arguments: &[&str]) -> Ran {
    let ran = run(scratch, arguments);
    assert_eq!(ran.code, Some(1), "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran
}

/// Compares with a file of `tests/cli/`; `BLESS=1` writes it.
fn golden(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, found).expect("a file");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(expected == found, "{}", difference(name, &expected, found));
}

#[test]
fn help_is_as_written_down() {
    let scratch = Scratch::new("cli");
    for command in ["", "generate", "check", "bump", "lint", "diff", "mock"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|argument| !argument.is_empty()).collect();
        let ran = done(&scratch, &arguments);
        assert_eq!(ran.stderr, "");
        golden(&format!("help-{}.txt", if command.is_empty() { "all" } else { command }), &ran.stdout);
    }
}

#[test]
fn exit_codes_are_as_documented() {
    let scratch = project(PETS);
    done(&scratch, &["lint"]);
    done(&scratch, &["--version"]);
    failed(&scratch, &["lint", "missing.yaml"]);
    for wrong in
        [&["generate"][..], &["lint", "--format", "xml"], &["frobnicate"], &[], &["generate", "a", "b", "--out", "c"], &["lint", "--what"]]
    {
        let ran = run(&scratch, wrong);
        assert_eq!(ran.code, Some(2), "{wrong:?}");
        assert_ne!(ran.stderr, "", "{wrong:?}");
    }
}

#[test]
fn generating_twice_writes_nothing_the_second_time() {
    let scratch = project(PETS);
    let first = done(&scratch, &["generate", "openapi.yaml", "--out", "pets"]);
    assert_eq!(first.stderr, "");
    let listed: Vec<&str> = first.stdout.lines().collect();
    assert!(listed.contains(&"pets/Cargo.toml") && listed.last() == Some(&"pets/src/lib.rs"), "{listed:?}");
    for path in &listed {
        assert!(scratch.path().join(path).is_file(), "{path}");
    }
    let lib = scratch.path().join("pets/src/lib.rs");
    let before = fs::metadata(&lib).and_then(|data| data.modified()).expect("it is there");
    let second = done(&scratch, &["generate", "openapi.yaml", "--out", "pets"]);
    assert_eq!((second.stdout.as_str(), second.stderr.as_str()), ("", ""));
    assert_eq!(fs::metadata(&lib).and_then(|data| data.modified()).expect("it is there"), before);
    let check = done(&scratch, &["check", "openapi.yaml", "--out", "pets"]);
    assert_eq!(check.stdout, "pets is current\n");
}

#[test]
fn timings_have_a_line_for_each_stage() {
    let scratch = project(PETS);
    let said = done(&scratch, &["generate", "--out", "pets", "--timings"]).stderr;
    let stages: Vec<&str> = said.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(stages, ["read", "spec", "lower", "emit", "format", "write", "total"], "{said}");
    assert_eq!(done(&scratch, &["generate", "--out", "pets"]).stderr, "");
}

#[test]
fn what_is_no_longer_made_is_deleted_and_the_rest_is_left_alone() {
    let scratch = project(&PETS.replace("operationId: getPet", "operationId: getPet\n      tags: [animals]"));
    done(&scratch, &["generate", "--out", "pets"]);
    let old = scratch.path().join("pets/src/animals.rs");
    assert!(old.is_file());
    let own = scratch.file("pets/src/mine.rs", "// by hand\n");
    let readme = scratch.file("pets/README.md", "# Pets\n");
    scratch.file("openapi.yaml", PETS);
    let ran = done(&scratch, &["generate", "--out", "pets"]);
    assert!(ran.stdout.contains("pets/src/animals.rs\n"), "{}", ran.stdout);
    assert!(!old.exists() && own.is_file() && readme.is_file());
}

#[test]
fn files_of_others_are_not_overwritten() {
    for (name, text) in
        [("src/lib.rs", "//! By hand.\n"), ("src/types.rs", "//! By hand.\n"), ("Cargo.toml", "[package]\nname = \"mine\"\n")]
    {
        let scratch = project(PETS);
        let file = scratch.file(&format!("pets/{name}"), text);
        let ran = failed(&scratch, &["generate", "--out", "pets"]);
        assert!(ran.stderr.contains(name) && ran.stderr.contains("not generated"), "{}", ran.stderr);
        assert_eq!(fs::read_to_string(&file).expect("it is there"), text);
        let files = walk(&scratch.path().join("pets"));
        assert_eq!(files, [name], "something else was written");
    }
}

/// All files below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("it is below").display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_folder_that_cannot_be_written_is_said_to_be() {
    let scratch = project(PETS);
    scratch.file("file", "");
    let ran = failed(&scratch, &["generate", "--out", "file"]);
    assert_eq!(ran.stderr, "error[output]: `file` is a file, not a folder\n |\n = help: give `--out` another folder\n\nerror: 1 error\n");
    let ran = failed(&scratch, &["generate", "--out", "file/below/it"]);
    assert!(ran.stderr.contains("`file/below/it` cannot be made: `file` is a file, not a folder"), "{}", ran.stderr);
    // Read-only for everyone, root included.
    if cfg!(target_os = "linux") {
        let ran = failed(&scratch, &["generate", "--out", "/proc/pets"]);
        assert!(ran.stderr.starts_with("error[output]: cannot write `/proc/pets"), "{}", ran.stderr);
    }
    assert_eq!(walk(scratch.path()), ["file", "openapi.yaml"]);
}

#[test]
fn check_says_what_differs_and_which_command_helps() {
    let scratch = project(SOME_UNSUPPORTED);
    scratch.file("set tings.toml", "[package]\nversion = \"2.0.0\"\n");
    let arguments = ["openapi.yaml", "--config", "set tings.toml", "--skip-unsupported", "--out", "out folder", "--name", "pets-client"];
    let with = |command: &'static str| [command].into_iter().chain(arguments).collect::<Vec<_>>();
    done(&scratch, &with("generate"));
    done(&scratch, &with("check"));
    let lib = scratch.path().join("out folder/src/lib.rs");
    let text = fs::read_to_string(&lib).expect("it is there");
    fs::write(&lib, format!("{text}\npub struct ByHand;\n")).expect("it can be written");
    fs::remove_file(scratch.path().join("out folder/Cargo.toml")).expect("it is there");
    let ran = failed(&scratch, &with("check"));
    assert!(ran.stdout.contains("--- a/src/lib.rs\n+++ b/src/lib.rs\n") && ran.stdout.contains("-pub struct ByHand;"), "{}", ran.stdout);
    assert!(ran.stdout.contains("out folder is not current: 2 files differ\n  Cargo.toml (missing)\n  src/lib.rs\n"), "{}", ran.stdout);
    // The command works as it stands.
    let command = ran.stdout.lines().find_map(|line| line.strip_prefix("run: ")).expect("a command");
    let status = Command::new("sh").arg("-c").arg(command).current_dir(scratch.path()).output().expect("a shell");
    assert!(status.status.success(), "{command}: {status:?}");
    done(&scratch, &with("check"));
    // Nothing of this is a change by `check` itself.
    fs::remove_dir_all(scratch.path().join("out folder")).expect("it is there");
    failed(&scratch, &with("check"));
    assert!(!scratch.path().join("out folder").exists());
}

#[test]
fn lint_can_deny_warnings() {
    let scratch = project(&PETS.replace("required: [name]", "required: [nam]"));
    let ran = done(&scratch, &["lint"]);
    assert!(ran.stderr.starts_with("warning[undeclared-required]"), "{}", ran.stderr);
    failed(&scratch, &["lint", "--deny-warnings"]);
    assert_eq!(walk(scratch.path()), ["openapi.yaml"]);
}

#[test]
fn other_programs_can_read_the_report() {
    let scratch = project(&PETS.replace("required: [name]", "required: [nam]").replace("type: integer", "type: interger"));
    for command in [&["lint"][..], &["generate", "--out", "out"], &["check", "--out", "out"]] {
        let ran = failed(&scratch, &[command, &["--format", "json"]].concat());
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("nothing but JSON on the standard output");
        let codes: Vec<&str> = report.as_array().expect("a list").iter().filter_map(|message| message["code"].as_str()).collect();
        assert_eq!(codes, ["undeclared-required", "unknown-type"]);
        assert_eq!(
            (report[1]["file"].as_str(), report[1]["line"].as_u64(), report[1]["column"].as_u64()),
            (Some("openapi.yaml"), Some(12), Some(94))
        );
        let ran = failed(&scratch, &[command, &["--format", "github"]].concat());
        assert_eq!(
            ran.stdout.lines().nth(1),
            Some(
                "::error file=openapi.yaml,line=12,col=94,title=unknown-type::`type` cannot be the string `interger`%0Ahelp: did you mean `integer`?"
            ),
        );
    }
    scratch.file("openapi.yaml", PETS);
    let ran = done(&scratch, &["generate", "--out", "out", "--format", "json"]);
    assert_eq!(ran.stdout, "[]\n");
    assert!(ran.stderr.contains("out/src/lib.rs\n"), "{}", ran.stderr);
}

#[test]
fn colours_are_for_terminals() {
    let scratch = project("openapi: 4.0.0\n");
    for (name, value) in [("TERM", "xterm-256color"), ("NO_COLOR", "1")] {
        let ran = generator().current_dir(scratch.path()).env(name, value).arg("lint").run();
        assert!(ran.stderr.starts_with("error") && !ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
        let help = generator().env(name, value).arg("--help").run();
        assert!(!help.stdout.contains('\u{1b}'));
    }
}

#[test]
fn paths_may_be_absolute_and_have_spaces() {
    let scratch = Scratch::new("cli");
    let spec = scratch.file("my specs/pets v1.yaml", PETS);
    let elsewhere = Scratch::new("cli");
    let spec = spec.to_str().expect("UTF-8");
    done(&elsewhere, &["generate", spec, "--out", "my crates/pets"]);
    assert!(elsewhere.path().join("my crates/pets/src/lib.rs").is_file());
    done(&elsewhere, &["generate", spec, "--out", elsewhere.path().join("absolute").to_str().expect("UTF-8")]);
    assert!(elsewhere.path().join("absolute/src/lib.rs").is_file());
    done(&elsewhere, &["check", spec, "--out", "my crates/pets"]);
}

#[test]
fn the_configuration_lies_beside_the_document() {
    let scratch = Scratch::new("cli");
    scratch.file("api/openapi.yaml", PETS);
    scratch.file("api/codegen.toml", "[package]\nname = \"from-config\"\nversion = \"3.1.4\"\n[names]\n\"/servers/0\" = \"Main\"\n");
    done(&scratch, &["generate", "api/openapi.yaml", "--out", "pets"]);
    let manifest = |name: &str| fs::read_to_string(scratch.path().join(name).join("Cargo.toml")).expect("it is there");
    assert!(manifest("pets").contains("name = \"from-config\"") && manifest("pets").contains("version = \"3.1.4\""));
    done(&scratch, &["generate", "api/openapi.yaml", "--out", "named", "--name", "given-name"]);
    assert!(manifest("named").contains("name = \"given-name\""));
    // One that is asked for must be there.
    let ran = failed(&scratch, &["generate", "api/openapi.yaml", "--out", "other", "--config", "missing.toml"]);
    assert!(ran.stderr.contains("missing.toml"), "{}", ran.stderr);
    assert!(!scratch.path().join("other").exists());
}

#[test]
fn a_document_in_several_files_stays_in_one_folder() {
    let scratch = Scratch::new("cli");
    let document = |reference: &str| {
        let schema = format!("{{ $ref: '{reference}' }}");
        format!("openapi: 3.1.0\ninfo: {{ title: Pets, version: 1.0.0 }}\npaths: {{}}\ncomponents: {{ schemas: {{ Pet: {schema} }} }}\n")
    };
    scratch.file("api/models/pet.yaml", "type: object\nproperties: { owner: { $ref: ../../shared/owner.yaml } }\n");
    scratch.file("shared/owner.yaml", "type: object\n");
    scratch.file("api/openapi.yaml", &document("models/pet.yaml"));
    let arguments = ["generate", "api/openapi.yaml", "--out", "out"];

    let ran = failed(&scratch, &arguments);
    assert!(ran.stderr.contains("outside of the document's folder") && ran.stderr.contains("api/models/pet.yaml:2:15"), "{}", ran.stderr);
    assert!(!scratch.path().join("out").exists());
    done(&scratch, &[&arguments[..], &["--root", "."]].concat());
    scratch.file("api/codegen.toml", "root = '..'\n");
    done(&scratch, &arguments);

    // What it was made from is listed, and a change of any file is seen.
    let list = fs::read_to_string(scratch.path().join("out/inputs.txt")).expect("there is a list");
    let listed: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(listed, ["../shared/owner.yaml", "models/pet.yaml"]);
    scratch.file("shared/owner.yaml", "type: object # of a pet\n");
    let ran = failed(&scratch, &["check", "api/openapi.yaml", "--out", "out"]);
    assert!(ran.stdout.contains("2 files differ"), "{}", ran.stdout);

    // In one file again, there is nothing to list.
    scratch.file("api/openapi.yaml", &document("#/components/schemas/Pet").replace("$ref: '#/components/schemas/Pet'", "type: object"));
    done(&scratch, &arguments);
    assert!(!scratch.path().join("out/inputs.txt").exists());
}

#[test]
#[cfg(unix)]
fn no_link_leads_out_of_the_folder() {
    let scratch = Scratch::new("cli");
    scratch.file("secret.yaml", "type: object\n");
    let link = scratch.path().join("api/inside.yaml");
    scratch.file("api/openapi.yaml", "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\ncomponents: { schemas: { Pet: { $ref: inside.yaml }, Other: { $ref: absent/../../secret.yaml } } }\n");
    std::os::unix::fs::symlink(scratch.path().join("secret.yaml"), link).expect("a link");
    let ran = failed(&scratch, &["generate", "api/openapi.yaml", "--out", "out"]);
    assert_eq!(ran.stderr.matches("outside of the document's folder").count(), 2, "{}", ran.stderr);
}

#[test]
fn mistakes_in_the_configuration_are_shown_in_it() {
    let mut transcript = String::new();
    for config in [
        "[pakage]\nname = \"pets\"\n",
        "[package]\nnmae = \"pets\"\n",
        "[package]\nname = 5\n",
        "skip-unsupported = \"yes\"\n",
        "[package\n",
        "[package]\nname = \"a b\"\n",
        "[package]\nname = \"test\"\n",
        "[package]\nversion = \"1.0\"\n",
        "[names]\n\"/servers/1\" = \"Backup\"\n",
        "[names]\n\"/servers/0\" = \"!\"\n",
        "[select]\noperations = [\"GET /pet/{id}\"]\ntags = [\"pets\"]\n",
        "[names]\n\"/servers/0\" = \"A\"\n\"/servers/0\" = \"B\"\n",
        "[formats]\ndate-time = \"jiff\"\n",
        "[formats.date-time]\ntype = \"jiff::Timestamp\"\nchecked = false\n",
        "[formats.date-time]\ntype = \"jiff::Timestamp\"\ndependencies = { serde = \"2\" }\n",
        "[patterns.\"/components/schemas/Pet/pattern\"]\nskip = true\nreason = \"it is gone\"\n",
        "[patterns.\"/components/schemas/Pet/pattern\"]\nskip = true\nreplace = \"^a$\"\nreason = \"both\"\n",
        "[patterns.\"/paths/~1pets~1{id}/get/parameters/0/schema/pattern\"]\nreplace = \"^[a-z]++$\"\nreason = \"as it was meant\"\n",
    ] {
        let scratch = project(PETS);
        scratch.file("codegen.toml", config);
        let ran = failed(&scratch, &["generate", "--out", "out"]);
        assert!(ran.stderr.contains("codegen.toml:"), "no place: {}", ran.stderr);
        assert!(!scratch.path().join("out").exists());
        transcript.push_str(&ran.stderr);
        transcript.push_str("────\n");
    }
    golden("configuration.txt", &transcript);
}

#[test]
fn formats_have_the_types_of_the_configuration() {
    let scratch = Scratch::new("cli");
    let document = "openapi: 3.1.0\ninfo: { title: Times, version: '1' }\npaths: {}\ncomponents: { schemas: { At: { type: string, format: date-time } } }\n";
    scratch.file("openapi.yaml", document);
    let config = "[formats]\nulid = \"String\"\n[formats.date-time]\ntype = \"chrono::DateTime<chrono::Utc>\"\ndependencies = { chrono = { version = \"0.4\", features = [\"serde\"] } }\n";
    scratch.file("codegen.toml", config);
    let ran = done(&scratch, &["generate", "--out", "times"]);
    let read = |name: &str| fs::read_to_string(scratch.path().join("times").join(name)).expect("it is there");
    assert!(read("Cargo.toml").contains("\nchrono = { features = [\"serde\"], version = \"0.4\" }\n"), "{}", read("Cargo.toml"));
    assert!(read("src/types.rs").contains("pub type At = chrono::DateTime<chrono::Utc>;"), "{}", read("src/types.rs"));
    assert!(ran.stderr.contains("warning[unused-format]") && ran.stderr.contains("codegen.toml:2:1"), "{}", ran.stderr);
}

#[test]
fn patterns_can_be_replaced_and_skipped() {
    let scratch = Scratch::new("cli");
    let document = "openapi: 3.1.0\ninfo: { title: Names, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Name: { type: string, pattern: '^\\p{Print}+$' }\n    Code: { type: string, pattern: '^a\\Z' }\n    Id: { type: string, pattern: '^[a-z]+$' }\n";
    scratch.file("openapi.yaml", document);
    let config = "[patterns.\"/components/schemas/Name/pattern\"]\nreplace = '^[^\\p{C}]+$'\nreason = \"`Print` is Java's\"\n[patterns.\"/components/schemas/Code/pattern\"]\nskip = true\nreason = \"nobody knows\"\n[patterns.\"/components/schemas/Id/pattern\"]\nreplace = '^[a-z]+$'\nreason = \"it was wrong once\"\n";
    scratch.file("codegen.toml", config);
    let ran = done(&scratch, &["generate", "--out", "names"]);
    let types = fs::read_to_string(scratch.path().join("names/src/types.rs")).expect("it is there");
    assert!(types.contains("/// Matches `^[^\\p{C}]+$`.") && types.contains("pub type Code = String;"), "{types}");
    golden("patterns.txt", &ran.stderr);
}

#[test]
fn a_name_that_cargo_refuses_is_refused() {
    let scratch = project(PETS);
    for (name, help) in [
        ("test", "test-api"),
        ("My Pets", "my-pets"),
        ("1st", "st"),
        ("std", "std-api"),
        ("", "letters"),
        ("fn", "fn-api"),
        ("serde", "serde-api"),
    ] {
        let ran = failed(&scratch, &["generate", "--out", "out", "--name", name]);
        assert!(
            ran.stderr.starts_with(&format!("error[bad-name]: `{name}` cannot be the name of a crate")) && ran.stderr.contains(help),
            "{}",
            ran.stderr
        );
    }
    assert!(!scratch.path().join("out").exists());
}

#[test]
fn a_generated_crate_compiles_where_it_was_put() {
    let scratch = project(PETS);
    done(&scratch, &["generate", "--out", "some where/pets"]);
    let folder = scratch.path().join("some where/pets");
    // The same versions as the generator's own, which are there without a network.
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the workspace has a lock file");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--no-default-features"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated"))
        .current_dir(&folder)
        .output()
        .expect("cargo starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{stderr}");
}

#[test]
#[cfg(not(feature = "mock"))]
fn without_its_feature_mock_says_how_to_get_it() {
    let scratch = project(PETS);
    let ran = failed(&scratch, &["mock", "openapi.yaml", "--address", "127.0.0.1:0"]);
    assert_eq!(
        ran.stderr,
        "error: this was built without the feature `mock`\nrun: cargo run -p openapi-codegen --features mock -- mock openapi.yaml --address 127.0.0.1:0\n"
    );
}

#[test]
#[cfg(feature = "mock")]
fn mock_plays_the_document() {
    use std::io::{BufRead, BufReader, Read, Write};
    let scratch = project(PETS);
    let mut child = Command::new(env!("CARGO_BIN_EXE_openapi-codegen"))
        .args(["mock", "openapi.yaml", "--address", "127.0.0.1:0"])
        .current_dir(scratch.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line).expect("a line");
    let address = line.trim().rsplit_once("http://").expect("a URL").1.trim_end_matches('/').to_owned();
    let ask = |path: &str| {
        let mut stream = std::net::TcpStream::connect(&address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("it replies");
        reply
    };
    let (good, bad) = (ask("/pets/abc"), ask("/pets/ABC"));
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert!(good.starts_with("HTTP/1.1 200") && good.contains("\"name\""), "{good}");
    assert!(bad.starts_with("HTTP/1.1 400"), "{bad}");
}
