//! One document, in a process of its own: generated strictly, and where that is refused, without what is not supported.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use openapi_codegen::config::{Config, Package};
use openapi_codegen::names::Lock;
use openapi_codegen::report::{Report, Severity};
use openapi_codegen::source::Sources;
use openapi_codegen::{Generated, generate};
use serde::{Deserialize, Serialize};

/// What came of a document.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// The operations of its crate, as `GET /pets`; nothing where it is refused.
    pub(crate) kept: Option<Vec<String>>,
    /// The operations that are left out, and what they need.
    pub(crate) left_out: Vec<(String, String)>,
    /// What else it takes to call the crate complete, or what the document is refused for.
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: usize,
    /// Lines of Rust, blank ones and comments apart.
    pub(crate) lines: usize,
    pub(crate) seconds: f64,
}

/// Where the crate of a package goes, and where its outcome.
pub(crate) fn folder(out: &Path, package: &str) -> std::path::PathBuf {
    out.join("crates").join(package)
}

pub(crate) fn outcome_file(out: &Path, package: &str) -> std::path::PathBuf {
    out.join("outcomes").join(package).with_extension("json")
}

pub(crate) fn main(entry: &Path, package: &str, out: &Path) -> ExitCode {
    let strict = attempt(entry, package, out, false);
    let outcome = if strict.kept.is_some() {
        strict
    } else {
        let lenient = attempt(entry, package, out, true);
        // What the strict run says is why the crate is not complete.
        if lenient.kept.is_some() { Outcome { errors: strict.errors, ..lenient } } else { lenient }
    };
    let written = serde_json::to_string(&outcome).map_err(std::io::Error::other);
    match written.and_then(|text| fs::write(outcome_file(out, package), text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn attempt(entry: &Path, package: &str, out: &Path, skip_unsupported: bool) -> Outcome {
    let folder = folder(out, package);
    let config =
        Config { skip_unsupported, package: Package { name: Some(package.to_owned()), ..Package::default() }, ..Config::default() };
    let runtime = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime")).unwrap_or_default();
    let runtime = format!("version = \"{}\", path = {:?}", env!("CARGO_PKG_VERSION"), runtime.to_string_lossy());
    let start = Instant::now();
    let (mut sources, mut report) = (Sources::new(), Report::new());
    if skip_unsupported {
        sources.set_lenient();
    }
    report.read(&sources, entry);
    let generated = generate(&sources, &config, &Lock::default(), "corpus", &runtime, &mut report);
    if let Some(Err(error)) = generated.as_ref().map(|generated| generated.files.write(&folder)) {
        report.push(openapi_codegen::report::Diagnostic::error("output", format!("{}: {}", error.path.display(), error.error)));
    }
    let seconds = start.elapsed().as_secs_f64();
    report.sort();
    let said = |severity| report.iter().filter(move |diagnostic| diagnostic.severity == severity);
    Outcome {
        left_out: said(Severity::Warning)
            .filter(|diagnostic| diagnostic.code == "left-out")
            .filter_map(|said| left_out(&said.message))
            .collect(),
        errors: said(Severity::Error).map(|diagnostic| diagnostic.message.clone()).collect(),
        warnings: said(Severity::Warning).count(),
        lines: generated.as_ref().map_or(0, lines),
        kept: generated.filter(|_| !report.has_errors()).map(|generated| kept(&generated)),
        seconds,
    }
}

/// The operation and the reason of `` `GET /pets` is left out: it needs the key `callbacks` ``. It is what the user reads, so it is what counts.
fn left_out(message: &str) -> Option<(String, String)> {
    let (operation, why) = message.strip_prefix('`')?.split_once("` is left out: it needs ")?;
    Some((operation.to_owned(), why.to_owned()))
}

/// The operations that have a method. Several methods of one are one operation.
fn kept(generated: &Generated) -> Vec<String> {
    let operations = generated.api.modules.iter().flat_map(|module| &module.operations);
    let mut seen = HashSet::new();
    let named = operations.map(|operation| format!("{} {}", operation.method, operation.path));
    named.filter(|operation| seen.insert(operation.clone())).collect()
}

fn lines(generated: &Generated) -> usize {
    let rust = generated.files.0.iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|extension| extension == "rs"));
    rust.flat_map(|(_, text)| text.lines()).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}
