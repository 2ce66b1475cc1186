//! A pair of documents: both crates, and what is said of them.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_codegen::config::{Config, Package};
use openapi_codegen::diff::{self, Bump, ItemChange, Sample};
use openapi_codegen::ir::Api;
use openapi_codegen::names::Lock;
use openapi_codegen::report::Report;
use openapi_codegen::source::Sources;

use crate::table::Row;
use crate::tool;
use crate::user::{self, Line};

/// What all crates are called, so that the compiler sees two versions of one.
pub(crate) const PACKAGE: &str = "compared";

/// Two versions of a document.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) old: PathBuf,
    pub(crate) new: PathBuf,
}

impl Pair {
    /// The bytes of both documents.
    pub(crate) fn size(&self) -> u64 {
        [&self.old, &self.new].into_iter().filter_map(|path| fs::metadata(path).ok()).map(|metadata| metadata.len()).sum()
    }

    pub(crate) fn compare(&self, tool: &Path, out: &Path, print: bool) -> Result<Row, String> {
        let old = made(&self.old, &Lock::default(), &out.join("old"))?;
        // Names stay, as they do in a bump.
        let new = made(&self.new, &old.names, &out.join("new"))?;
        let samples = diff::samples(&old, &new);
        let changes: Vec<ItemChange> = samples.iter().map(|sample| sample.change.clone()).collect();
        if print {
            changes.iter().for_each(show);
            return Ok(Row { name: self.name.clone(), changes, ..Row::default() });
        }
        let (before, after) = (tool::document(out, "old", PACKAGE)?, tool::document(out, "new", PACKAGE)?);
        let findings = tool::check(tool, &before, &after)?;
        let missed = findings.iter().filter(|finding| !is_said(&finding.item, &changes, finding.bump)).cloned().collect();
        let breaking: Vec<&Sample> = samples.iter().filter(|sample| is_code(&sample.change)).collect();
        let before: Vec<Line<'_>> =
            breaking.iter().filter_map(|sample| Some((sample.change.rewrite.as_ref()?.before.as_str(), &*sample.before))).collect();
        let (wrong, shown) = (user::refused(out, "old", &old, &before)?, user::refused(out, "new", &new, &before)?);
        let after = breaking.iter().filter_map(|sample| Some((sample.change.rewrite.as_ref()?.after.as_deref()?, &*sample.after)));
        let after: Vec<Line<'_>> = after.collect();
        let useless = user::refused(out, "new", &new, &after)?;
        let unshown =
            (0..before.len()).filter(|index| wrong.contains(index) || !shown.contains(index)).map(|index| before[index].0.to_owned());
        let useless = useless.into_iter().map(|index| after[index].0.to_owned());
        Ok(Row {
            name: self.name.clone(),
            findings,
            missed,
            lines: before.len(),
            unshown: unshown.collect(),
            replacements: after.len(),
            useless: useless.collect(),
            changes,
        })
    }
}

/// Whether a change breaks code; features are no code.
fn is_code(change: &ItemChange) -> bool {
    change.bump == Bump::Major && change.rewrite.is_some() && !change.path.starts_with("feature ")
}

/// Whether a change is of an item that the tool names, or folds it into another that it names too.
fn is_said(item: &str, changes: &[ItemChange], bump: Bump) -> bool {
    let name = item.rsplit([':', '.']).next().unwrap_or(item);
    let is_word = |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name);
    changes.iter().any(|change| {
        let lines = change.rewrite.iter().flat_map(|rewrite| std::iter::once(&rewrite.before).chain(&rewrite.after));
        change.bump >= bump && (is_word(&change.path) || is_word(&change.message) || lines.into_iter().any(|line| is_word(line)))
    })
}

fn show(change: &ItemChange) {
    println!("{:<5} {:<10} {}", change.bump, format!("{:?}", change.action), change.message);
    if let Some(rewrite) = &change.rewrite {
        println!("      - {}", rewrite.before);
        rewrite.after.iter().for_each(|after| println!("      + {after}"));
    }
}

/// The client of a document with the names of a lock, whose crate is written to a folder.
fn made(document: &Path, lock: &Lock, folder: &Path) -> Result<Api, String> {
    let text = fs::read_to_string(document.with_file_name("codegen.toml")).unwrap_or_default();
    let config = Config::parse(&text).map_err(|_| format!("the codegen.toml beside {} is wrong", document.display()))?;
    let package = Package { name: Some(PACKAGE.to_owned()), ..config.package };
    let config = Config { skip_unsupported: true, package, ..config };
    let runtime = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime")).map_err(|error| error.to_string())?;
    let runtime = format!("version = \"{}\", path = {:?}", env!("CARGO_PKG_VERSION"), runtime.to_string_lossy());
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, document);
    let generated = openapi_codegen::generate(&sources, &config, lock, "semver", &runtime, &mut report);
    let generated = generated.ok_or_else(|| format!("{} is refused: see `openapi-codegen lint`", document.display()))?;
    generated.files.write(folder).map_err(|error| format!("{}: {}", error.path.display(), error.error))?;
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
    Ok(generated.api)
}
