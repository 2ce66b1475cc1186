//! Holds generated types against the JSON Schema Test Suite.
//!
//! ```sh
//! cargo run --release -p openapi-codegen --example schema_suite -- GROUPS.jsonl
//! ```
//!
//! The file has a group of tests on each line: a schema, and values that are valid or not. All schemas that a type can be are generated as one crate, compiled
//! once, and a program beside it has a strict client receive each value and send it again: both must work if and only if the value is valid, and what is sent
//! must be what was received. A group of class `outside` uses keywords that no type models: the generator must name each of them, unless it keeps them so that
//! all tests of the group pass.
//!
//! The suite's own rule for `format` is kept: it asserts something under `optional/`, and is an annotation elsewhere (`document.rs`).
//!
//! `allowed.tsv` lists what may fail: at most ten tests, each with the reason. Ends with 1 where anything else fails, and where something on the list passes.

#[path = "../common/aligned.rs"]
mod aligned;
mod allowed;
#[path = "../common/build.rs"]
mod build;
mod document;
mod driver;
mod groups;
mod judge;
#[path = "../common/progress.rs"]
mod progress;
mod run;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Holds generated types against the JSON Schema Test Suite.
#[derive(Debug, Parser)]
struct Arguments {
    /// The groups of tests, one on each line
    groups: PathBuf,
    /// Only groups whose id contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
    /// Also list what is as it must be
    #[arg(long)]
    all: bool,
    /// Where the crate goes [default: `schema_suite` in the target folder]
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let out = arguments.keep.clone().unwrap_or_else(|| {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
        target.join("schema_suite")
    });
    match run::run(&arguments.groups, &arguments.filter, &out) {
        Ok(judged) => {
            print!("{}", table::table(&judged, arguments.all));
            if judged.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
