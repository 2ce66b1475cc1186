//! Generates a Rust client crate from an OpenAPI 3.0, 3.1 or 3.2 document.
//!
//! ```text
//! bytes ──source──▶ Source ──spec──▶ Spec ──lower──▶ Api ──emit──▶ tokens ──output──▶ Files
//! ```
//!
//! One value crosses each seam. Every stage puts what is wrong into one [`Report`], and nothing is written unless it is free of errors.

pub mod config;
pub mod diff;
pub mod emit;
pub mod ir;
pub mod lint;
pub mod lower;
pub mod names;
pub mod output;
mod parallel;
pub mod pattern;
pub mod report;
pub mod source;
pub mod spec;
pub mod timings;

use std::time::Instant;

use config::Config;
use emit::{Content, Crate};
use ir::Api;
use names::{LOCK, Lock};
use output::Files;
use report::{Diagnostic, Place, Report};
use source::{FileId, Sources};
use spec::{Selection, Spec};
use timings::Timings;

/// What becomes of a document.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The client it describes.
    pub api: Api,
    /// The files of its crate.
    pub files: Files,
    /// What took how long.
    pub timings: Timings,
}

/// A document → the client it describes. `None`: the report has errors.
///
/// What has a name in `lock` keeps it; the names of now are in [`Api::names`]. Mistakes are errors here, also where the configuration agrees to leave out what
/// is not supported: of a client without them nobody could say what has changed.
pub fn api(sources: &Sources, config: &Config, lock: &Lock, report: &mut Report) -> Option<Api> {
    timed_api(sources, config, false, lock, report, &mut Timings::default())
}

fn timed_api(sources: &Sources, config: &Config, lenient: bool, lock: &Lock, report: &mut Report, timings: &mut Timings) -> Option<Api> {
    let selection = timings.of("spec", || Selection::of(sources, &config.select.operations, &config.select.tags, report));
    let spec = timings.of("spec", || Spec::load(sources, &selection, lenient, report))?;
    let mut found = Report::new();
    let api = timings.of("lower", || lower::lower(&spec, config, lock, &mut found));
    // A document with mistakes comes this far, so that one run shows all of them; what only follows from others is left out.
    timings.of("lower", || report.extend(found.into_iter().filter(|later| !spec.explains(later))));
    api.filter(|_| !report.has_errors())
}

/// Says all that is wrong with a document: what stands in the way of a client, and what is wrong by itself.
pub fn lint(sources: &Sources, config: &Config, report: &mut Report) {
    let selection = Selection::of(sources, &config.select.operations, &config.select.tags, report);
    let Some(spec) = Spec::load(sources, &selection, config.skip_unsupported, report) else { return };
    let mut found = Report::new();
    // What matters is what it says; the result is `generate`'s.
    let _ = lower::lower(&spec, config, &Lock::default(), &mut found);
    lint::lint(&spec, &mut found);
    report.extend(found.into_iter().filter(|later| !spec.explains(later)));
}

/// A document → its crate. `None`: the report has errors.
///
/// What has a name in `lock` keeps it. `stamp` identifies the document's first file and the configuration ([`output::stamp`]); `runtime` is where the crate's manifest finds `openapi-client`.
pub fn generate(sources: &Sources, config: &Config, lock: &Lock, stamp: &str, runtime: &str, report: &mut Report) -> Option<Generated> {
    let mut timings = Timings::default();
    let api = timed_api(sources, config, config.skip_unsupported, lock, report, &mut timings)?;
    let made = manifest(&api, config, runtime);
    let mut files = Files::default();
    // The bytes as they are on disk, which is all that a build script can look at.
    let others = sources.referred().into_iter().map(|(name, path)| (name, std::fs::read(path).unwrap_or_default()));
    let others: Vec<_> = others.collect();
    let mut stamp = stamp.to_owned();
    if !others.is_empty() {
        let (of_all, list) = output::with_others(&stamp, &others);
        stamp = of_all;
        files.0.extend([list]);
    }
    let names = api.names.to_string();
    stamp = output::with_names(&stamp, &names);
    files.0.insert(LOCK.to_owned(), names);
    for (path, text) in rendered(&emit::emit(&api, &made), &stamp, &mut timings) {
        match text {
            Ok(text) => drop(files.0.insert(path, text)),
            Err(error) => report.push(
                Diagnostic::error("internal", format!("`{path}` came out as no Rust: {error}"))
                    .at(Place::file(FileId::ENTRY))
                    .help("this is a defect of the generator: please report it with the document"),
            ),
        }
    }
    (!report.has_errors()).then_some(Generated { api, files, timings })
}

/// Files by their paths: emitted and formatted side by side. The time that this takes is divided between the two stages as the work is.
fn rendered(files: &[emit::File<'_>], stamp: &str, timings: &mut Timings) -> Vec<(String, Result<String, String>)> {
    let start = Instant::now();
    let texts = parallel::map(files, |file| {
        let mut timings = Timings::default();
        let text = match &file.content {
            Content::Text(text) => Ok(text.clone()),
            Content::Rust(code) => {
                let tokens = timings.of("emit", code);
                timings.of("format", || output::rust(tokens, (file.path == "src/lib.rs").then_some(stamp)))
            }
        };
        ((file.path.clone(), text), timings)
    });
    let took = start.elapsed();
    let (texts, work): (Vec<_>, Vec<_>) = texts.into_iter().unzip();
    let mut all = Timings::default();
    work.iter().flat_map(Timings::iter).for_each(|(stage, took)| all.add(stage, took));
    let total = all.total().as_secs_f64().max(f64::MIN_POSITIVE);
    all.iter().for_each(|(stage, work)| timings.add(stage, took.mul_f64(work.as_secs_f64() / total)));
    texts
}

/// What the manifest says: the project's decisions, and what follows from the document where there are none.
fn manifest(api: &Api, config: &Config, runtime: &str) -> Crate {
    let package = &config.package;
    let title = names::words(&api.title, false).join("-");
    let title: String = title.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let name =
        if title.is_empty() || title.starts_with(|c: char| c.is_ascii_digit()) { "api-client".to_owned() } else { format!("{title}-api") };
    Crate {
        name: package.name.clone().unwrap_or(name),
        version: package.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        license: package.license.clone(),
        repository: package.repository.clone(),
        workspace_member: package.workspace_member,
        dependencies: config
            .formats
            .values()
            .flat_map(|chosen| &chosen.dependencies)
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        runtime: runtime.to_owned(),
    }
}
