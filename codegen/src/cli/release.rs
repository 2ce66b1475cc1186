//! The last release of a crate: what it was made from, kept in the crate's folder, and what changed since.
//!
//! `released/` has the document as it was, with its other files, the configuration and the names that belong to it, and `release.toml`, which says which versions
//! the crates had. It is in no package.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_codegen::diff::show::{self, Links, View};
use openapi_codegen::diff::{Diff, Policy};
use openapi_codegen::ir::Api;
use openapi_codegen::names::LOCK;
use openapi_codegen::report::{Diagnostic, Report};
use openapi_codegen::source::{FileId, Sources};
use semver::Version as Number;
use serde::Deserialize;

use super::config;
use super::version::{Version, select};

/// Where it is, in the crate's folder.
const FOLDER: &str = "released";

/// What says which release it was.
const RECORD: &str = "release.toml";

/// The crate's changelog, in its folder.
pub(super) const CHANGELOG: &str = "CHANGELOG.md";

/// A release.
pub(super) struct Release {
    document: Version,
    versions: BTreeMap<String, Number>,
}

/// What changed since the last release.
pub(super) struct Since {
    pub(super) diff: Diff,
    /// The versions that were released, by crate.
    pub(super) versions: BTreeMap<String, Number>,
}

#[derive(Deserialize)]
struct Record {
    /// The document's path from here.
    document: String,
    /// The versions of crates, by their names.
    versions: BTreeMap<String, Number>,
}

/// The files that are kept of the last release of the crate in a folder: none where there was none.
pub(super) fn files(out: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![out.join(FOLDER)];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

impl Release {
    /// The last release of the crate in a folder, if there is one. What is wrong with it is in the report.
    pub(super) fn last(out: &Path, report: &mut Report) -> Option<Self> {
        let path = out.join(FOLDER).join(RECORD);
        if !path.exists() {
            return None;
        }
        let record = fs::read_to_string(&path).map_err(|error| error.to_string());
        let record = record.and_then(|text| toml::from_str::<Record>(&text).map_err(|error| error.message().to_owned()));
        let release = record.and_then(|Record { document, versions }| {
            let document = Version::read(&path.with_file_name(document).to_string_lossy(), None, None, None);
            let document = document.filter(|document| document.api.is_some());
            Ok(Self { document: document.ok_or("its document cannot be read")?, versions })
        });
        release
            .map_err(|why| {
                let wrong = Diagnostic::error("bad-release", format!("`{}` cannot be compared with: {why}", path.display()));
                report.push(wrong.help("take the folder from the last commit: only `bump --release` writes there"));
            })
            .ok()
    }

    /// What changed since, and the changelog that says so.
    pub(super) fn since(self, sources: &Sources, api: &Api, config: &config::Loaded, out: &Path, report: &mut Report) -> (Since, String) {
        let Self { document, versions } = self;
        // An entry must not change from one day to the next.
        let policy = Policy { today: 0, ..Policy::default() };
        let mut diff = Diff::between((&document.sources, document.api.as_ref()), (sources, Some(api)), &policy);
        select(&mut diff, [(&document.sources, &document.config.config), (sources, &config.config)]);
        let unmet = diff.agree(&config.config.diff);
        report.extend(config.unmet(&unmet));
        let view = View { diff: &diff, old: &document.sources, new: sources, links: &Links::default() };
        let last = config.config.package.name.as_ref().map_or_else(|| versions.values().next(), |name| versions.get(name));
        let follows = diff.bump().and_then(|bump| Some((bump.after(last?).to_string(), last?.to_string())));
        let follows = follows.as_ref().map(|(next, last)| (next.as_str(), last.as_str()));
        let entry = diff.bump().map(|_| show::entry(&view, follows));
        let found = fs::read_to_string(out.join(CHANGELOG)).unwrap_or_default();
        let changelog = show::changelog(&found, entry.as_deref());
        (Since { diff, versions }, changelog)
    }
}

/// Keeps what a crate is made from as its last release, in place of the one before.
///
/// # Errors
/// A file that cannot be read or written.
pub(super) fn keep(out: &Path, sources: &Sources, config: &Path, versions: &BTreeMap<String, Number>) -> std::io::Result<()> {
    let folder = out.join(FOLDER);
    for path in files(out) {
        fs::remove_file(path)?;
    }
    // References lead to the same files from there, and none of them out of it.
    let document: Vec<(String, PathBuf)> =
        sources.ids().filter_map(|id| Some((sources.below_entry(id), sources.path(id)?.to_owned()))).collect();
    let up = document.iter().map(|(name, _)| name.split('/').take_while(|part| *part == "..").count()).max().unwrap_or_default();
    let entry = sources.path(FileId::ENTRY).unwrap_or(Path::new("openapi.yaml"));
    let above = std::path::absolute(entry)?;
    let above: PathBuf =
        above.parent().into_iter().flat_map(Path::components).rev().take(up).collect::<Vec<_>>().into_iter().rev().collect();
    let home = folder.join(&above);
    let name = Path::new(entry.file_name().unwrap_or_default());
    let mut copies: Vec<(PathBuf, PathBuf)> =
        document.into_iter().map(|(below, path)| (path, home.join(if below.is_empty() { name } else { Path::new(&below) }))).collect();
    if config.is_file() {
        copies.push((config.to_owned(), home.join("codegen.toml")));
    }
    copies.push((out.join(LOCK), home.join(LOCK)));
    for (from, to) in copies {
        let to = openapi_codegen::source::tidy(&to);
        fs::create_dir_all(to.parent().unwrap_or(&folder))?;
        fs::write(to, fs::read(from)?)?;
    }
    let mut record = toml_edit::DocumentMut::new();
    record["document"] = toml_edit::value(above.join(name).to_string_lossy().into_owned());
    record["versions"] = toml_edit::table();
    for (name, version) in versions {
        record["versions"][name] = toml_edit::value(version.to_string());
    }
    let head =
        "# @generated by openapi-codegen: what the last release was made from, to be compared with. Commit it; it is in no package.\n";
    fs::write(folder.join(RECORD), format!("{head}{record}"))
}
