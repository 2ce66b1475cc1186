//! How long generating takes, next to what only reading the document into the model takes.
//!
//! ```sh
//! cargo run --release -p openapi-codegen --example speed -- DOCUMENT…
//! ```
//!
//! Reading is that by the JSON or YAML library into a plain value, and loading that into `openapiv3`. That has no room for all of OpenAPI 3.1 and gives up on
//! the way; what counts of such a document is loading its OpenAPI 3.0 form. Generating is everything from the bytes to the tokens of the crate; formatting and
//! writing are told apart. All are medians of several runs, each of which is a process of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use clap::{Parser, ValueEnum};
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
    /// Only this, once, in this process
    #[arg(long, hide = true)]
    only: Option<Task>,
    /// The OpenAPI 3.0 form of the document
    #[arg(long, hide = true)]
    form: Option<PathBuf>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Task {
    Reading,
    Generating,
    /// Printing the OpenAPI 3.0 form of a document that the model does not take.
    Form,
}

/// Milliseconds of each stage.
type Stages = Vec<(String, f64)>;

fn main() -> ExitCode {
    let Arguments { documents, runs, only, form } = Arguments::parse();
    let mut is_complete = true;
    for document in documents {
        if let Some(task) = only {
            let stages = match task {
                Task::Reading => reading(&document, form.as_deref()),
                Task::Generating => generating(&document),
                Task::Form => print_form(&document),
            };
            stages.iter().flatten().for_each(|(stage, took)| println!("{stage}\t{took}"));
            is_complete &= stages.is_some();
            continue;
        }
        println!("{}", document.display());
        let form = std::env::temp_dir().join(format!("openapi-codegen-speed-{}.json", std::process::id()));
        let printed = process("form", &document, &form).is_some_and(|text| std::fs::write(&form, text).is_ok());
        let stages = |task| Some(stages(&process(task, &document, &form)?)).filter(|stages| printed && !stages.is_empty());
        let runs = (0..runs.max(1)).map(|_| Some((stages("reading")?, stages("generating")?)));
        let runs = runs.collect::<Option<(Vec<_>, Vec<_>)>>();
        // Where it is not there, nothing is left to remove.
        let _ = std::fs::remove_file(&form);
        let Some((reading, generating)) = runs else {
            println!("  cannot be read, or has mistakes");
            is_complete = false;
            continue;
        };
        let (reading, generating) = (median(&reading), median(&generating));
        for (stage, took) in reading.iter().chain(&generating) {
            println!("  {stage:>22} {took:9.1} ms");
        }
        let sum = |stages: &Stages, but: &str| stages.iter().filter(|(stage, _)| *stage != but).map(|(_, took)| took).sum::<f64>();
        let (reading, in_vain, generating) = (sum(&reading, GIVES_UP), sum(&reading, LOAD_3_0), sum(&generating, "format"));
        print!("  generating {generating:.1} ms, reading {reading:.1} ms: {:.2} times", generating / reading);
        if in_vain < reading {
            print!("; {:.2} times what it takes until openapiv3 gives up", generating / in_vain);
        }
        println!();
    }
    if is_complete { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A run in a process of its own, as everybody's is: neither of the two finds the memory that the other has left behind.
fn process(task: &str, document: &Path, form: &Path) -> Option<String> {
    let mut command = Command::new(std::env::current_exe().ok()?);
    let output = command.args(["--only", task, "--form"]).arg(form).arg(document).output().ok()?;
    String::from_utf8(output.stdout).ok().filter(|_| output.status.success())
}

/// What such a run has printed.
fn stages(text: &str) -> Stages {
    let stages = text.lines().filter_map(|line| line.split_once('\t'));
    stages.filter_map(|(stage, took)| Some((stage.to_owned(), took.parse().ok()?))).collect()
}

/// The document in a plain value and in the model.
fn reading(document: &Path, form: Option<&Path>) -> Option<Stages> {
    let text = std::fs::read_to_string(document).ok()?;
    let start = Instant::now();
    let value = plain(document, &text)?;
    let mut stages = vec![("read by the library".to_owned(), milliseconds(start.elapsed()))];
    let (loads, took) = loaded(value);
    stages.push((if loads { "load into openapiv3" } else { GIVES_UP }.to_owned(), took));
    if !loads {
        let form = std::fs::read_to_string(form?).ok()?;
        stages.push((LOAD_3_0.to_owned(), loaded(serde_json::from_str(&form).ok()?).1));
    }
    Some(stages)
}

/// A document in the library's own plain value.
fn plain(document: &Path, text: &str) -> Option<Value> {
    if document.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(text).ok()
    } else {
        serde_yaml::from_str_with_options(text, serde_yaml::options! { budget: None }).ok()
    }
}

/// Prints the form of OpenAPI 3.0 of a document that the model does not take, and nothing of another.
fn print_form(document: &Path) -> Option<Stages> {
    if !loaded(plain(document, &std::fs::read_to_string(document).ok()?)?).0 {
        let (mut report, sources, selection) = (Report::new(), Sources::new(), Selection::default());
        report.read(&sources, document)?;
        let document = Spec::load(&sources, &selection, false, &mut report)?.document;
        println!("{}", serde_json::to_string(&document).ok()?);
    }
    Some(Stages::new())
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
fn generating(document: &Path) -> Option<Stages> {
    let (mut report, mut timings) = (Report::new(), Timings::default());
    let sources = Sources::new();
    timings.of("read", || report.read(&sources, document));
    let config = Config { skip_unsupported: true, ..Config::default() };
    let generated = generate(&sources, &config, &Lock::default(), "speed", "version = \"*\"", &mut report)?;
    generated.timings.iter().for_each(|(stage, took)| timings.add(stage, took));
    Some(timings.iter().map(|(stage, took)| (stage.to_owned(), milliseconds(took))).collect())
}

fn milliseconds(took: std::time::Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// The median of each stage.
fn median(runs: &[Stages]) -> Stages {
    let stages = runs.first().into_iter().flatten().enumerate();
    let median = stages.map(|(index, (stage, _))| {
        let mut all: Vec<f64> = runs.iter().filter_map(|run| Some(run.get(index)?.1)).collect();
        all.sort_by(f64::total_cmp);
        (stage.clone(), all[all.len() / 2])
    });
    median.collect()
}
