//! One document: its crate generated, its driver built, and run against its mock.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use openapi_codegen::config::{Config, Package, Select};
use openapi_codegen::ir::Api;
use openapi_codegen::names::Lock;
use openapi_codegen::report::{Report, Severity};
use openapi_codegen::source::{FileId, Sources};
use openapi_codegen::{Generated, generate};
use openapi_mock::Mock;
use serde_json::Value;

use crate::build::{build, runtime};
use crate::calls::{Call, calls, operations};
use crate::driver;
use crate::judge::{Outcome, Verdict, judge};

/// The folder of the client. Its package has a name of its own: cargo tells those that share a target folder apart by name and place in their workspace.
const CLIENT: &str = "client";

/// What became of each operation, or why there is none to try.
pub(crate) fn attempt(document: &Path, tags: &[String], out: &Path) -> Result<Vec<Outcome>, String> {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let package: String = document.file_stem().unwrap_or_default().to_string_lossy().chars().map(word).collect();
    let package = format!("try-{package}");
    let folder = out.join(&package);
    let (api, value) = generated(document, tags, &format!("{package}-client"), &folder.join(CLIENT))?;
    if operations(&api).next().is_none() {
        return Ok(Vec::new());
    }
    let failed = |error: io::Error| error.to_string();
    fs::create_dir_all(folder.join("src")).map_err(failed)?;
    fs::write(folder.join("Cargo.toml"), driver::manifest(&package)).map_err(failed)?;
    fs::write(folder.join("src/main.rs"), driver::program(&api, &value)).map_err(failed)?;
    fs::write(folder.join("src/support.rs"), driver::SUPPORT).map_err(failed)?;
    let program = build(&folder, &package, out)?;
    let mock = Mock::start(value).map_err(|error| error.to_string())?;
    let (calls, unplayable) = calls(&api, &mock);
    let verdicts = run(&program, &mock, &folder, &calls).map_err(failed)?;
    Ok(judge(&name, &api, &calls, &unplayable, &verdicts, &mock.requests()))
}

/// The crate, without what is not supported, and the document as JSON.
fn generated(document: &Path, tags: &[String], package: &str, folder: &Path) -> Result<(Api, Value), String> {
    let package = Package { name: Some(package.to_owned()), workspace_member: true, ..Package::default() };
    let select = Select { tags: tags.to_vec(), ..Select::default() };
    let config = Config { skip_unsupported: true, package, select, ..Config::default() };
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, document);
    let generated = generate(&sources, &config, &Lock::default(), "end-to-end", &runtime(), &mut report);
    let Some(Generated { api, files, .. }) = generated else {
        report.sort();
        let error = report.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
        return Err(error.map_or_else(String::new, |error| error.message.clone()));
    };
    files.write(folder).map_err(|error| format!("{}: {}", error.path.display(), error.error))?;
    let value = sources.get(FileId::ENTRY).map(|source| source.root().to_json()).unwrap_or_default();
    Ok((api, value))
}

/// Has the driver do all calls, one after the other.
fn run(program: &Path, mock: &Mock, folder: &Path, calls: &[Call]) -> io::Result<Vec<Verdict>> {
    let file = folder.join("calls.json");
    fs::write(&file, serde_json::to_string(calls).map_err(io::Error::other)?)?;
    let output = Command::new(program).arg(mock.url()).arg(&file).stdin(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let verdicts = text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect::<io::Result<Vec<_>>>()?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(verdicts)
}
