//! `generate`: writes the crate.

use std::path::Path;

use clap::Args;
use openapi_codegen::output::{Files, OutputError};
use openapi_codegen::report::Diagnostic;
use openapi_codegen::{Generated, generate};

use super::input::{Input, Loaded, Target};
use super::release::{self, CHANGELOG, Release, Since};
use super::{Ending, names, package};

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    target: Target,
    /// Say on the standard error which stage took how long
    #[arg(long)]
    timings: bool,
}

pub(super) fn run(Arguments { input, target, timings }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let made = make(&mut loaded, target);
    let written = made.and_then(|Made { files, .. }| match loaded.timings.of("write", || files.write(&target.out)) {
        Ok(paths) => Some(paths),
        Err(error) => {
            loaded.report.push(failure("write", &error));
            None
        }
    });
    input.print(&mut loaded);
    if *timings {
        eprint!("{}", loaded.timings);
    }
    match written {
        Some(paths) => {
            for path in &paths {
                input.say(&format!("{}\n", target.out.join(path).display()));
            }
            Ending::Done
        }
        None => Ending::Failed,
    }
}

/// What is written, and what it is compared with.
pub(super) struct Made {
    /// The files of the crate.
    pub(super) files: Files,
    /// What changed since the last release, if there was one.
    pub(super) since: Option<Since>,
}

/// The crate. `None`: reported.
pub(super) fn make(loaded: &mut Loaded, target: &Target) -> Option<Made> {
    if let Some(fault) = target.name.as_deref().and_then(package::name_fault) {
        loaded.report.push(fault.diagnostic("bad-name"));
    }
    loaded.report.extend(unusable(&target.out));
    let mut config = loaded.config.as_ref()?.config.clone();
    if let Some(name) = &target.name {
        config.package.name = Some(name.clone());
    }
    target.selected.add_to(&mut config);
    for path in release::files(&target.out) {
        loaded.sources.depend_on(path);
    }
    // A document with mistakes is looked at all the same: one run shows all of them.
    let mut report = std::mem::take(&mut loaded.report);
    let last = Release::last(&target.out, &mut report);
    let names = names::read(&target.out, &loaded.sources, &mut report);
    let generated = names.and_then(|names| {
        let generated = generate(&loaded.sources, &config, &names.lock, &loaded.stamp, &target.runtime(), &mut report);
        names.locate(&mut report);
        generated
    });
    loaded.report = report;
    let Generated { api, mut files, timings } = generated?;
    timings.iter().for_each(|(stage, took)| loaded.timings.add(stage, took));
    let Loaded { sources, report, config, timings, .. } = loaded;
    let since = last.zip(config.as_ref()).map(|(last, config)| {
        let (since, changelog) = timings.of("diff", || last.since(sources, &api, config, &target.out, report));
        files.0.insert(CHANGELOG.to_owned(), changelog);
        since
    });
    (!report.has_errors()).then_some(Made { files, since })
}

/// What stands where the folder should be.
fn unusable(out: &Path) -> Option<Diagnostic> {
    let there = out.ancestors().find(|path| path.symlink_metadata().is_ok())?;
    if there.is_dir() {
        return None;
    }
    let why = match there.metadata() {
        Ok(_) => "is a file, not a folder".to_owned(),
        Err(error) => format!("cannot be read: {error}"),
    };
    let what = if there == out { String::new() } else { format!("`{}` cannot be made: ", out.display()) };
    Some(Diagnostic::error("output", format!("{what}`{}` {why}", there.display())).help("give `--out` another folder"))
}

/// A message for a file that could not be used.
pub(super) fn failure(verb: &str, OutputError { path, error }: &OutputError) -> Diagnostic {
    Diagnostic::error("output", format!("cannot {verb} `{}`: {error}", path.display()))
}
