//! A generated crate, compiled and documented: what the compiler has to say, and how long it takes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime};

use serde_json::Value;

use crate::alone;

/// What came of compiling a crate.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// Errors and warnings of `cargo check`, with all features and, if asked for, with each.
    pub(crate) check: Vec<String>,
    /// Those of `cargo doc`.
    pub(crate) doc: Vec<String>,
    /// What `cargo check` with all features takes, dependencies apart.
    pub(crate) seconds: f64,
    /// How many features were compiled alone, besides none.
    pub(crate) features: Option<usize>,
}

impl Compiled {
    pub(crate) fn is_good(&self) -> bool {
        self.check.is_empty() && self.doc.is_empty()
    }
}

/// The target folder that all crates share.
fn target(out: &Path) -> PathBuf {
    out.join("target")
}

/// Compiles what every crate depends on.
pub(crate) fn prepare(out: &Path) -> io::Result<()> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let status = Command::new(cargo())
        .args(["check", "--quiet", "--package", "openapi-client", "--features", "reqwest", "--manifest-path"])
        .arg(workspace.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target(out))
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("the runtime does not compile")) }
}

pub(crate) fn compile(out: &Path, package: &str, each_feature: bool) -> io::Result<Compiled> {
    let folder = alone::folder(out, package);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock"))?;
    // A crate that has not changed is compiled again, so that it is known how long it takes.
    File::options().append(true).open(folder.join("src/lib.rs"))?.set_modified(SystemTime::now())?;
    // What it depends on is there then.
    run(out, &folder, &["fetch"])?;
    let start = Instant::now();
    let mut compiled = Compiled { check: run(out, &folder, &["check"])?, ..Compiled::default() };
    compiled.seconds = start.elapsed().as_secs_f64();
    compiled.doc = run(out, &folder, &["doc", "--no-deps"])?;
    if each_feature {
        let features = features(&folder)?;
        compiled.features = Some(features.len());
        for feature in std::iter::once("").chain(features.iter().map(String::as_str)) {
            let found = run(out, &folder, &["check", "--no-default-features", "--features", feature])?;
            compiled.check.extend(found.into_iter().map(|message| format!("with only the feature `{feature}`: {message}")));
        }
    }
    Ok(compiled)
}

/// The features that choose parts of the API.
fn features(folder: &Path) -> io::Result<Vec<String>> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let manifest: toml::Table = toml::from_str(&manifest).map_err(io::Error::other)?;
    let features = manifest.get("features").and_then(toml::Value::as_table).into_iter().flatten();
    Ok(features.map(|(name, _)| name.clone()).filter(|name| name != "default" && name != "reqwest").collect())
}

/// Runs cargo in a crate's folder. What it and the compiler have to say about the crate.
fn run(out: &Path, folder: &Path, arguments: &[&str]) -> io::Result<Vec<String>> {
    let mut command = Command::new(cargo());
    command.args(arguments).args(["--offline", "--quiet"]).current_dir(folder);
    if arguments != ["fetch"] {
        command.arg("--message-format=json");
    }
    let output = command.env("CARGO_TARGET_DIR", target(out)).env("CARGO_INCREMENTAL", "0").stdin(Stdio::null()).output()?;
    let mut messages: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().filter_map(message).collect();
    if !output.status.success() && messages.is_empty() {
        messages.push(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    Ok(messages)
}

/// An error or a warning among the messages of cargo.
fn message(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let message = line.get("message")?;
    let level = message.get("level")?.as_str()?;
    // Without a place, it only counts others.
    let has_place = message.get("spans")?.as_array().is_some_and(|spans| !spans.is_empty());
    if !["error", "warning"].contains(&level) || !has_place {
        return None;
    }
    Some(message.get("rendered")?.as_str()?.trim().to_owned())
}

fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
