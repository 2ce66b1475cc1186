//! Tries the client of each document against a mock of the same document, operation by operation.
//!
//! ```sh
//! cargo run -p openapi-codegen --example end_to_end -- DOCUMENT…
//! ```
//!
//! For each document it generates the crate, writes a program beside it that calls every method with made-up arguments, and runs that against `openapi-mock`,
//! which shares no code with the generator or its runtime: it checks each request by JSON Schema, and answers with each reply that the document declares.
//! Ends with 1 where a request is refused, or a reply not decoded.

#[path = "../common/build.rs"]
mod build;
mod calls;
mod client;
mod driver;
mod judge;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Tries the client of each document against a mock of the same document, operation by operation.
#[derive(Debug, Parser)]
struct Arguments {
    /// The documents, each in one file
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// Only operations with this tag
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Where the crates go [default: `end_to_end` in the target folder]
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Also write the table to this file
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let out = arguments.keep.clone().unwrap_or_else(|| {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
        target.join("end_to_end")
    });
    let tried: Vec<judge::Tried> = arguments
        .documents
        .iter()
        .map(|document| {
            let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let operations = client::attempt(document, &arguments.tag, &out);
            let tried = judge::Tried { name, operations };
            // What is known so far, should the run be ended before its end.
            eprintln!("{}", table::line(&tried));
            for failure in table::failures(&tried) {
                eprintln!("  {failure}");
            }
            tried
        })
        .collect();
    let text = table::table(&tried);
    println!("{text}");
    if let Some(path) = &arguments.markdown
        && let Err(error) = std::fs::write(path, table::page(&text))
    {
        eprintln!("error: {}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    if tried.iter().all(judge::Tried::is_good) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
