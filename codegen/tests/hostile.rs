//! Documents that attack a generator: `../shared/hostile`, and its checks C1 to C8 (`../shared/README.md`). C9 is about requests: the runtime's tests.
//!
//! Where the folder is not there, this says so and passes.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the generator writes its extensions in lower case")]

mod common;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::Scratch;
use proc_macro2::{TokenStream, TokenTree};

const TIME: Duration = Duration::from_secs(10);
const MEMORY_KIB: u64 = 512 * 1024;

/// The documents, or a word on why there are none.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/hostile");
    let Ok(manifest) = fs::read_to_string(folder.join("manifest.json")) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let cases: serde_json::Value = serde_json::from_str(&manifest).expect("the manifest is JSON");
    let names = cases.as_array().expect("a list").iter().map(|case| case["file"].as_str().expect("a name"));
    let documents: Vec<PathBuf> = names.map(|name| folder.join(name).canonicalize().expect("the manifest's files are there")).collect();
    assert!(!documents.is_empty());
    documents
}

struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs the generator within its limits: C1.
fn run(scratch: &Scratch, arguments: &[&str]) -> Ended {
    let binary = env!("CARGO_BIN_EXE_openapi-codegen");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit -v {MEMORY_KIB}; exec \"$0\" \"$@\"")).arg(binary);
        shell
    } else {
        Command::new(binary)
    };
    let output = |name: &str| (scratch.path().join(name), File::create(scratch.path().join(name)).expect("a file"));
    let ((stdout_path, stdout), (stderr_path, stderr)) = (output("stdout"), output("stderr"));
    let mut child = command
        .args(arguments)
        .current_dir(scratch.path())
        .env_remove("NO_COLOR")
        .env("TERM", "xterm-256color")
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .expect("the generator starts");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        if start.elapsed() > TIME {
            child.kill().expect("it runs");
            child.wait().expect("it ends");
            panic!("C1: {arguments:?} takes more than {TIME:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let text = |path: &Path| {
        let text = fs::read_to_string(path).expect("output is UTF-8");
        fs::remove_file(path).expect("it is there");
        text
    };
    let ended = Ended { code: status.code().unwrap_or(-1), stdout: text(&stdout_path), stderr: text(&stderr_path) };
    assert!(matches!(ended.code, 0 | 1), "C1: {arguments:?} ended with {status}: {}", ended.stderr);
    assert!(!ended.stderr.contains("panicked at") && !ended.stderr.contains("error[internal]"), "C1: {arguments:?}: {}", ended.stderr);
    ended
}

/// All files below a folder, by their paths from it.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("it is below").to_str().expect("UTF-8").to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_document_ends_well() {
    for document in documents() {
        let name = document.file_name().and_then(|name| name.to_str()).expect("UTF-8").to_owned();
        for skip in [false, true] {
            let scratch = Scratch::new("hostile");
            let flags: &[&str] = if skip { &["--skip-unsupported"] } else { &[] };
            let spec = document.to_str().expect("UTF-8");
            let ended = run(&scratch, &[&["generate", spec, "--out", "out"], flags].concat());
            let written = files(scratch.path());
            assert!(written.iter().all(|path| path.starts_with("out/")), "C1: {name}: written outside: {written:?}");
            if ended.code == 1 {
                assert!(written.is_empty(), "C1: {name}: an error, and yet written: {written:?}");
                // The place: file, line, column. What is about the whole file has the file alone.
                assert!(
                    ended.stderr.contains(&format!("{name}:")) || ended.stderr.contains("error[too-"),
                    "C1: {name}: no place:\n{}",
                    ended.stderr
                );
            } else {
                crate_is_clean(&name, &scratch.path().join("out"), &written);
            }
            terminal_is_safe(&name, &ended);
            let annotated = run(&scratch, &[&["lint", spec, "--format", "github"], flags].concat());
            terminal_is_safe(&name, &annotated);
            for line in annotated.stdout.lines() {
                let own = ["::error file=", "::warning file=", "::notice file=", "::error title=", "::warning title="];
                assert!(own.iter().any(|start| line.starts_with(start)), "C8: {name}: a line that is no annotation: {line:?}");
            }
        }
    }
}

/// C2, C5, C6.
fn crate_is_clean(name: &str, folder: &Path, written: &[String]) {
    for path in written {
        let path = path.strip_prefix("out/").expect("it is below");
        let allowed = matches!(path, "Cargo.toml" | "names.lock") || path.strip_prefix("src/").is_some_and(|rest| rest.ends_with(".rs"));
        assert!(allowed && !path.ends_with("main.rs") && !path.contains(".."), "C5: {name}: {path}");
        let text = fs::read_to_string(folder.join(path)).expect("UTF-8");
        assert!(text.ends_with('\n'), "C6: {name}: {path} does not end in a newline");
        let odd = text.chars().find(|c| {
            c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        });
        assert_eq!(odd, None, "C6: {name}: {path}");
        if path.ends_with(".rs") {
            syn::parse_file(&text).unwrap_or_else(|error| panic!("C2: {name}: {path} is no Rust: {error}"));
            let tokens: TokenStream = text.parse().expect("it was parsed before");
            assert!(!mentions(tokens, "PWNED_CANARY"), "C2: {name}: {path} has code of the document");
        }
    }
    let manifest: toml::Table = toml::from_str(&fs::read_to_string(folder.join("Cargo.toml")).expect("it is there")).expect("TOML");
    for key in manifest.keys() {
        assert!(["package", "features", "dependencies", "lints", "workspace"].contains(&key.as_str()), "C5: {name}: [{key}]");
    }
    for key in manifest["package"].as_table().expect("a table").keys() {
        let known = ["name", "description", "version", "edition", "rust-version", "license", "repository", "include", "readme"];
        assert!(known.contains(&key.as_str()), "C5: {name}: package.{key}");
    }
    for key in manifest["dependencies"].as_table().expect("a table").keys() {
        assert!(["openapi-client", "serde", "serde_json"].contains(&key.as_str()), "C5: {name}: it depends on {key}");
    }
}

fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident.to_string().contains(name),
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// C8, but for the commands of GitHub.
fn terminal_is_safe(name: &str, ended: &Ended) {
    for text in [&ended.stdout, &ended.stderr] {
        let odd = text.chars().find(|c| {
            c.is_control() && *c != '\n' || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(odd, None, "C8: {name}: {text}");
    }
    assert!(!ended.stderr.lines().any(|line| line.starts_with("::") || line.contains("##[")), "C8: {name}: {}", ended.stderr);
}

/// C3 and C7.
#[test]
#[ignore = "compiles and documents a crate for each document: about a minute"]
fn every_generated_crate_compiles_and_its_docs_are_inert() {
    let scratch = Scratch::new("hostile");
    let config = scratch.file("member.toml", "[package]\nworkspace-member = true\n");
    let workspace = scratch.path().join("workspace");
    let mut members = Vec::new();
    for document in documents() {
        let name = document.file_stem().and_then(|name| name.to_str()).expect("UTF-8").to_owned();
        let crate_name = format!("hostile-{name}");
        let out = workspace.join(&name);
        let spec = document.to_str().expect("UTF-8");
        let arguments = [spec, "--out", out.to_str().expect("UTF-8"), "--name", &crate_name, "--config", config.to_str().expect("UTF-8")];
        let plain = run(&scratch, &[&["generate"], &arguments[..]].concat());
        if plain.code == 0 || run(&scratch, &[&["generate", "--skip-unsupported"], &arguments[..]].concat()).code == 0 {
            members.push(format!("{name:?}"));
        }
    }
    if members.is_empty() {
        return;
    }
    scratch.file("workspace/Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")));
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), workspace.join("Cargo.lock"))
        .expect("the workspace has a lock file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--workspace", "--offline", "--quiet", "--no-default-features", "--keep-going"])
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(&workspace)
            .output()
            .expect("cargo starts");
        assert!(output.status.success(), "C3: {arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
    };
    cargo(&["check"]);
    let docs = target.join("doc");
    let _ = fs::remove_dir_all(&docs);
    cargo(&["doc", "--no-deps"]);
    for path in files(&docs).into_iter().filter(|path| path.starts_with("hostile_") && path.ends_with(".html")) {
        let page = fs::read_to_string(docs.join(&path)).expect("UTF-8").to_ascii_lowercase();
        for live in ["<script>alert", "<img src=x", "onerror=", "<iframe", "href=\"javascript:", "<svg onload"] {
            // Escaped, the text is there; live, it is in a tag.
            let is_live = page.match_indices(live).any(|(at, _)| page[..at].rfind('<') > page[..at].rfind('>') || live.starts_with('<'));
            assert!(!is_live, "C7: {path} has `{live}`");
        }
    }
}
