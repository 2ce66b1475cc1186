//! `lint`: says what is wrong with a document, and generates nothing.

use clap::Args;
use openapi_codegen::lint;

use super::Ending;
use super::input::{Input, Selected};

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    selected: Selected,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
}

pub(super) fn run(Arguments { input, selected, deny_warnings }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let mut report = std::mem::take(&mut loaded.report);
    if let Some(config) = &loaded.config {
        let mut config = config.config.clone();
        selected.add_to(&mut config);
        lint(&loaded.sources, &config, &mut report);
    }
    loaded.report = report;
    let counts = loaded.report.counts();
    input.print(&mut loaded);
    if counts.errors > 0 || (*deny_warnings && counts.warnings > 0) { Ending::Failed } else { Ending::Done }
}
