//! `cargo-semver-checks`, run on two generated crates.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use openapi_codegen::diff::Bump;

/// What the tool says of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The rule: `struct_missing`.
    pub(crate) lint: String,
    /// The version that it asks for.
    pub(crate) bump: Bump,
    /// The item, as the tool names it.
    pub(crate) item: String,
}

/// Documents a crate as JSON, with all of its features. Dependencies are compiled once for all.
pub(crate) fn document(out: &Path, which: &str, package: &str) -> Result<PathBuf, String> {
    let target = out.join("target");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["rustdoc", "--quiet", "--all-features", "--lib", "--", "-Zunstable-options", "--document-private-items"]);
    command.args(["--document-hidden-items", "--output-format=json", "--cap-lints=allow"]);
    // The JSON of rustdoc is what the tool reads, and is not stable.
    command.current_dir(out.join(which)).env("CARGO_TARGET_DIR", &target).env("RUSTC_BOOTSTRAP", "1");
    output(&mut command)?;
    let (made, kept) = (target.join("doc").join(package).with_extension("json"), out.join(which).with_extension("json"));
    std::fs::copy(&made, &kept).map_err(|error| format!("{}: {error}", made.display()))?;
    Ok(kept)
}

/// Compares the documentation of two crates.
pub(crate) fn check(tool: &Path, old: &Path, new: &Path) -> Result<Vec<Finding>, String> {
    let mut command = Command::new(tool);
    // As a patch, so that what is only minor is said too.
    command.args(["semver-checks", "--color=never", "--release-type=patch", "--baseline-rustdoc"]).arg(old);
    command.arg("--current-rustdoc").arg(new);
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{}: {error}", tool.display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !said.contains("Summary") {
        return Err(said.into_owned());
    }
    let rules = Command::new(tool).args(["semver-checks", "--list"]).output().map_err(|error| error.to_string())?;
    let rules = String::from_utf8_lossy(&rules.stdout).into_owned();
    let minor = rules.lines().map(str::split_whitespace).filter_map(|mut words| words.next().filter(|_| words.next() == Some("minor")));
    Ok(findings(&String::from_utf8_lossy(&output.stdout), &minor.collect()))
}

/// What the tool prints, read: a heading for each rule, and below it a line for each item.
fn findings(text: &str, minor: &BTreeSet<&str>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut rule: Option<(String, Bump)> = None;
    let mut is_list = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("--- failure ").or_else(|| line.strip_prefix("--- warning ")) {
            let lint = heading.split(':').next().unwrap_or_default().to_owned();
            let bump = if minor.contains(lint.as_str()) { Bump::Minor } else { Bump::Major };
            rule = Some((lint, bump));
            is_list = false;
        } else if line.starts_with("Failed in:") {
            is_list = true;
        } else if is_list
            && let Some((lint, bump)) = &rule
            && let Some(item) = line.strip_prefix("  ")
        {
            findings.push(Finding { lint: lint.clone(), bump: *bump, item: named(item).to_owned() });
        } else if line.trim().is_empty() {
            is_list = false;
        }
    }
    findings
}

/// The item that a line of the tool is about: `field id of struct Pet, previously in file src/types.rs:1` is about `id`.
fn named(line: &str) -> &str {
    let words = ["struct", "enum", "variant", "field", "trait", "type", "function", "method", "const", "mod", "module", "feature"];
    let mut named = line.split_whitespace().skip_while(|word| words.contains(word));
    named.next().unwrap_or(line).trim_end_matches([',', ':'])
}

fn output(command: &mut Command) -> Result<Output, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(output) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
