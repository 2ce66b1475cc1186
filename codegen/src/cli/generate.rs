//! `generate`: writes the crate.

use clap::Args;
use openapi_codegen::generate;
use openapi_codegen::output::{Files, OutputError};
use openapi_codegen::report::Diagnostic;

use super::Ending;
use super::input::{Input, Loaded, Target};

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(Arguments { input, target }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let written = files(&mut loaded, target).and_then(|files| match files.write(&target.out) {
        Ok(paths) => Some(paths),
        Err(error) => {
            loaded.report.push(failure("write", &error));
            None
        }
    });
    input.print(&mut loaded);
    match written {
        Some(paths) => {
            for path in &paths {
                println!("{}", target.out.join(path).display());
            }
            Ending::Done
        }
        None => Ending::Failed,
    }
}

/// The files of the crate. `None`: reported.
pub(super) fn files(loaded: &mut Loaded, target: &Target) -> Option<Files> {
    if let Some(name) = &target.name {
        loaded.config.package.name = Some(name.clone());
    }
    if loaded.report.has_errors() {
        return None;
    }
    let mut report = std::mem::take(&mut loaded.report);
    let files = loaded.source().and_then(|source| generate(source, &loaded.config, &loaded.stamp, &target.runtime(), &mut report));
    loaded.report = report;
    files
}

/// A message for a file that could not be used.
pub(super) fn failure(verb: &str, OutputError { path, error }: &OutputError) -> Diagnostic {
    Diagnostic::error("output", format!("cannot {verb} `{}`: {error}", path.display()))
}
