//! Holds the Rust verdict of `diff` against `cargo-semver-checks`, on the generated crates of pairs of documents.
//!
//! ```sh
//! cargo install cargo-semver-checks --locked
//! cargo run -p openapi-codegen --example semver_checks -- OLD NEW
//! cargo run -p openapi-codegen --example semver_checks -- PAIRS.tsv --markdown docs/semver.md
//! ```
//!
//! A list of pairs is a table with tabs whose first line names the columns `old` and `new`: paths from the list's folder. It may also be a folder whose
//! folders have `old.yaml` and `new.yaml`.
//!
//! Each item that the tool calls broken has to be among the changes of `diff`. Where `diff` says more, user code shows that it is right: a function for each
//! breaking change that the older crate compiles and the newer one does not. Ends with 1 where `diff` says less than the tool.

mod pair;
mod table;
mod tool;
mod user;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use pair::Pair;
use table::Row;

/// Holds the Rust verdict of `diff` against `cargo-semver-checks`.
#[derive(Debug, Parser)]
struct Arguments {
    /// Two documents, the older one first, or a list of pairs
    #[arg(required = true, num_args = 1..=2)]
    documents: Vec<PathBuf>,
    /// Only pairs whose name contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
    /// Begin no pair after so much time, the smallest first
    #[arg(long, default_value_t = u64::MAX)]
    minutes: u64,
    /// Also write the table to this file
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Only print what `diff` says
    #[arg(long)]
    print: bool,
    /// The program
    #[arg(long, value_name = "FILE", default_value = "cargo-semver-checks")]
    tool: PathBuf,
    /// Where the crates go [default: `semver_checks` in the target folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<bool, String> {
    let out = arguments.out.clone().unwrap_or_else(|| {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
        target.join("semver_checks")
    });
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    let mut pairs = pairs(arguments)?;
    pairs.retain(|pair| pair.name.contains(&arguments.filter));
    pairs.sort_by_key(Pair::size);
    let start = Instant::now();
    for pair in pairs {
        if start.elapsed().as_secs() / 60 >= arguments.minutes {
            left_out.push(pair.name);
            continue;
        }
        eprintln!("{}", pair.name);
        let row = match pair.compare(&arguments.tool, &out, arguments.print) {
            Ok(row) => row,
            Err(error) => {
                eprintln!("{error}");
                left_out.push(pair.name);
                continue;
            }
        };
        if !arguments.print {
            println!("{}", row.shown());
        }
        rows.push(row);
        // After each, because all of them take long.
        write(arguments, &rows, &left_out)?;
    }
    write(arguments, &rows, &left_out)?;
    Ok(rows.iter().all(|row| row.missed.is_empty()))
}

fn write(arguments: &Arguments, rows: &[Row], left_out: &[String]) -> Result<(), String> {
    let Some(file) = &arguments.markdown else { return Ok(()) };
    fs::write(file, table::markdown(rows, left_out)).map_err(|error| format!("{}: {error}", file.display()))
}

fn pairs(arguments: &Arguments) -> Result<Vec<Pair>, String> {
    let name = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if let [old, new] = arguments.documents.as_slice() {
        return Ok(vec![Pair { name: format!("{} → {}", name(old), name(new)), old: old.clone(), new: new.clone() }]);
    }
    let list = &arguments.documents[0];
    if list.is_dir() {
        let folders = fs::read_dir(list).map_err(|error| format!("{}: {error}", list.display()))?;
        let mut folders: Vec<PathBuf> = folders.filter_map(|entry| Some(entry.ok()?.path())).collect();
        folders.sort();
        let pair = |folder: PathBuf| Pair { name: name(&folder), old: folder.join("old.yaml"), new: folder.join("new.yaml") };
        return Ok(folders.into_iter().map(pair).collect());
    }
    let text = fs::read_to_string(list).map_err(|error| format!("{}: {error}", list.display()))?;
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |wanted| columns.iter().position(|name| *name == wanted).ok_or(format!("{}: no column `{wanted}`", list.display()));
    let (old, new) = (column("old")?, column("new")?);
    let folder = list.parent().unwrap_or(Path::new(""));
    let pairs = lines.filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let (old, new) = (folder.join(cells.get(old)?), folder.join(cells.get(new)?));
        let version =
            |path: &Path| path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = if name(&old) == name(&new) {
            format!("{}: {} → {}", name(&old), version(&old), version(&new))
        } else {
            format!("{} → {}", name(&old), name(&new))
        };
        Some(Pair { name, old, new })
    });
    Ok(pairs.collect())
}
