//! `bump`: gives the crates the versions that follow from what changed since the last release, and keeps a release to compare with.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use clap::Args;
use openapi_codegen::diff::show::released;
use openapi_codegen::output::Files;
use openapi_codegen::report::{Diagnostic, Report};
use semver::Version;

use super::generate::{Made, failure, make};
use super::input::{Input, Loaded, Target, program};
use super::manifests::{self, Versioned};
use super::release::{self, CHANGELOG, Since};
use super::{Ending, input};

/// Arguments of `bump`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    target: Target,
    /// The crates were released, or are about to be, as they are: from now on, compare with this
    #[arg(long)]
    release: bool,
}

pub(super) fn run(Arguments { input, target, release }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let done = make(&mut loaded, target).and_then(|made| {
        let crates = crates(&mut loaded, &made.files)?;
        if *release { keep(input, &mut loaded, target, &made, &crates) } else { set(input, &mut loaded, target, &made, &crates) }
    });
    input.print(&mut loaded);
    if done.is_some() && !loaded.report.has_errors() { Ending::Done } else { Ending::Failed }
}

/// The generated crate and those that re-export it. `None`: reported.
pub(super) fn crates(loaded: &mut Loaded, files: &Files) -> Option<Vec<Versioned>> {
    let Loaded { sources, report, config, config_path, .. } = loaded;
    let config = config.as_ref()?;
    let generated = Versioned::generated(files.0.get("Cargo.toml")?, config_path, sources);
    let home = config_path.with_file_name("");
    let facades = config.config.package.facades.iter().map(|folder| Versioned::read(&home.join(folder), sources));
    let mut crates = Vec::new();
    for found in std::iter::once(generated).chain(facades) {
        match found {
            Ok(found) => crates.push(found),
            Err(why) => {
                report.push(Diagnostic::error("no-version", why).help("`package.facades` in codegen.toml lists the folders of crates"));
            }
        }
    }
    (!report.has_errors()).then_some(crates)
}

/// The version that a crate must have at least, if it was released.
fn least(since: &Since, of: &Versioned) -> Option<Version> {
    let released = since.versions.get(&of.name)?;
    Some(since.diff.bump().map_or_else(|| released.clone(), |bump| bump.after(released)))
}

/// What to say of crates whose versions promise more than what changed can keep.
pub(super) fn too_low(since: &Since, crates: &[Versioned], command: &str) -> Vec<Diagnostic> {
    let low = crates.iter().filter_map(|found| Some((found, least(since, found)?))).filter(|(found, least)| found.version < *least);
    low.map(|(found, least)| {
        let Versioned { name, version, place, .. } = found;
        let why = since.diff.bump().map_or("nothing", |bump| bump.name());
        let released = since.versions.get(name).map(ToString::to_string).unwrap_or_default();
        Diagnostic::error("version-too-low", format!("`{name}` has version {version}, and must have {least} at least"))
            .at(*place)
            .label(format!("what changed since {released} is {why}"))
            .help(format!("run: {command}"))
    })
    .collect()
}

/// The command that mends it.
pub(super) fn command(input: &Input, target: &Target) -> String {
    format!("{} bump {} {}", program(), input.arguments(), target.arguments())
}

/// Raises the versions that are too low.
fn set(input: &Input, loaded: &mut Loaded, target: &Target, made: &Made, crates: &[Versioned]) -> Option<()> {
    let Some(since) = &made.since else {
        let nothing = Diagnostic::error("no-release", format!("`{}` keeps no release to compare with", target.out.display()));
        loaded.report.push(nothing.help("`bump --release` keeps what the crate is made from now"));
        return None;
    };
    let raised: Vec<(&Versioned, Version)> =
        crates.iter().filter_map(|found| Some((found, least(since, found)?))).filter(|(found, least)| found.version < *least).collect();
    reported(raise(&raised, target, crates), &mut loaded.report)?;
    for (found, version) in &raised {
        input.say(&format!("{} {} → {version}\n", found.name, found.version));
    }
    again(input, loaded, target)
}

fn raise(raised: &[(&Versioned, Version)], target: &Target, crates: &[Versioned]) -> io::Result<()> {
    let Some((generated, facades)) = crates.split_first() else { return Ok(()) };
    let lock = input::absolute(&target.out).ancestors().map(|folder| folder.join("Cargo.lock")).find(|file| file.is_file());
    let root = lock.as_ref().map(|lock| lock.with_file_name("Cargo.toml")).filter(|file| file.is_file());
    for (found, version) in raised {
        found.set(version)?;
        if found.name == generated.name {
            for manifest in
                facades.iter().map(|facade| input::absolute(&facade.manifest)).chain(root.clone()).collect::<BTreeSet<PathBuf>>()
            {
                manifests::require(&manifest, &target.out, version)?;
            }
        }
        if let Some(lock) = &lock {
            manifests::lock(lock, &found.name, version)?;
        }
    }
    Ok(())
}

/// Keeps the present as the last release.
fn keep(input: &Input, loaded: &mut Loaded, target: &Target, made: &Made, crates: &[Versioned]) -> Option<()> {
    let low = made.since.as_ref().map(|since| too_low(since, crates, &command(input, target))).unwrap_or_default();
    if !low.is_empty() {
        loaded.report.extend(low);
        return None;
    }
    let versions: BTreeMap<String, Version> = crates.iter().map(|found| (found.name.clone(), found.version.clone())).collect();
    write(&made.files, target, &mut loaded.report)?;
    let kept = (|| {
        if let (Some(changelog), Some(version)) = (made.files.0.get(CHANGELOG), crates.first().map(|found| found.version.to_string())) {
            std::fs::write(target.out.join(CHANGELOG), released(changelog, &version))?;
        }
        // They have happened, and the changelog says why.
        manifests::edit(&loaded.config_path, |document| {
            if let Some(diff) = document.get_mut("diff").and_then(toml_edit::Item::as_table_like_mut) {
                diff.remove("accepted");
            }
        })?;
        release::keep(&target.out, &loaded.sources, &loaded.config_path, &versions)
    })();
    reported(kept, &mut loaded.report)?;
    for (name, version) in &versions {
        input.say(&format!("{name} {version} is what the next changes are compared with\n"));
    }
    again(input, loaded, target)
}

/// Generates from the inputs as they are now.
fn again(input: &Input, loaded: &mut Loaded, target: &Target) -> Option<()> {
    *loaded = input.load();
    let made = make(loaded, target)?;
    write(&made.files, target, &mut loaded.report)
}

fn write(files: &Files, target: &Target, report: &mut Report) -> Option<()> {
    match files.write(&target.out) {
        Ok(_) => Some(()),
        Err(error) => {
            report.push(failure("write", &error));
            None
        }
    }
}

fn reported<T>(result: io::Result<T>, report: &mut Report) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            report.push(Diagnostic::error("output", format!("cannot write: {error}")));
            None
        }
    }
}
