//! How long generating takes, next to what only reading the document into the model takes.
//!
//! ```sh
//! cargo run --release -p openapi-codegen --example speed -- DOCUMENT…
//! ```
//!
//! Reading is that by the JSON or YAML library into a plain value, and loading that into `openapiv3`. That has no room for all of OpenAPI 3.1 and gives up on
//! the way; what counts of such a document is loading its OpenAPI 3.0 form. Generating is everything from the bytes to the tokens of the crate; formatting and
//! writing are told apart. All are medians of several runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use openapi_codegen::config::Config;
use openapi_codegen::generate;
use openapi_codegen::names::Lock;
use openapi_codegen::report::Report;
use openapi_codegen::source::Sources;
use openapi_codegen::spec::{Selection, Spec};
use openapi_codegen::timings::Timings;
use serde_json::Value;

/// How long generating takes, next to what only reading the document into the model takes.
#[derive(Debug, Parser)]
struct Arguments {
    /// The documents
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// So many times each, of which the median counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Milliseconds of each stage of a run; none of one that failed.
type Run = Option<Vec<(&'static str, f64)>>;

fn main() -> ExitCode {
    let Arguments { documents, runs } = Arguments::parse();
    let mut is_complete = true;
    for document in documents {
        println!("{}", document.display());
        let reading = median(runs, || reading(&document));
        let generating = median(runs, || generating(&document));
        let (Some(reading), Some(generating)) = (reading, generating) else {
            println!("  cannot be read, or has mistakes");
            is_complete = false;
            continue;
        };
        for (stage, took) in reading.iter().chain(&generating) {
            println!("  {stage:>22} {took:9.1} ms");
        }
        let sum = |stages: &[(&str, f64)], but: &str| stages.iter().filter(|(stage, _)| *stage != but).map(|(_, took)| took).sum::<f64>();
        let (reading, in_vain, generating) = (sum(&reading, GIVES_UP), sum(&reading, LOAD_3_0), sum(&generating, "format"));
        print!("  generating {generating:.1} ms, reading {reading:.1} ms: {:.2} times", generating / reading);
        if in_vain < reading {
            print!("; {:.2} times what it takes until openapiv3 gives up", generating / in_vain);
        }
        println!();
    }
    if is_complete { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The document in a plain value and in the model.
fn reading(document: &Path) -> Run {
    let text = std::fs::read_to_string(document).ok()?;
    let start = Instant::now();
    let value: Value = if document.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).ok()?
    } else {
        serde_yaml::from_str_with_options(&text, serde_yaml::options! { budget: None }).ok()?
    };
    let read = start.elapsed();
    let mut stages = vec![("read by the library", milliseconds(read))];
    let (loads, took) = loaded(value);
    stages.push((if loads { "load into openapiv3" } else { GIVES_UP }, took));
    if !loads {
        let (mut report, sources, selection) = (Report::new(), Sources::new(), Selection::default());
        report.read(&sources, document)?;
        let document = Spec::load(&sources, &selection, false, &mut report)?.document;
        stages.push((LOAD_3_0, loaded(serde_json::to_value(document).ok()?).1));
    }
    Some(stages)
}

const GIVES_UP: &str = "openapiv3 gives up";
const LOAD_3_0: &str = "load its 3.0 form";

/// Whether the model takes a document, and how long that takes.
fn loaded(document: Value) -> (bool, f64) {
    let start = Instant::now();
    let loads = serde_json::from_value::<openapiv3::OpenAPI>(document).is_ok();
    (loads, milliseconds(start.elapsed()))
}

/// The document's crate.
fn generating(document: &Path) -> Run {
    let (mut report, mut timings) = (Report::new(), Timings::default());
    let sources = Sources::new();
    timings.of("read", || report.read(&sources, document));
    let config = Config { skip_unsupported: true, ..Config::default() };
    let generated = generate(&sources, &config, &Lock::default(), "speed", "version = \"*\"", &mut report)?;
    generated.timings.iter().for_each(|(stage, took)| timings.add(stage, took));
    Some(timings.iter().map(|(stage, took)| (stage, milliseconds(took))).collect())
}

fn milliseconds(took: std::time::Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// The median of each stage. `None`: a run failed.
fn median(runs: usize, run: impl Fn() -> Run) -> Run {
    let runs: Vec<_> = (0..runs.max(1)).map(|_| run()).collect::<Option<_>>()?;
    let stages = runs.first()?.iter().map(|(stage, _)| *stage).enumerate();
    let median = stages.map(|(index, stage)| {
        let mut all: Vec<f64> = runs.iter().filter_map(|run| Some(run.get(index)?.1)).collect();
        all.sort_by(f64::total_cmp);
        (stage, all[all.len() / 2])
    });
    Some(median.collect())
}
