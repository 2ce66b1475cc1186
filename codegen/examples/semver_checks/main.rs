//! Holds the Rust verdict of `diff` against `cargo-semver-checks`, on the generated crates of pairs of documents.

use std::path::Path;

use openapi_codegen::config::Config;
use openapi_codegen::diff;
use openapi_codegen::ir::Api;
use openapi_codegen::names::Lock;
use openapi_codegen::report::Report;
use openapi_codegen::source::Sources;

/// The client of a document, whose names stay those of `lock`.
fn load(path: &str, lock: &Lock) -> Option<Api> {
    let config = Config { skip_unsupported: true, ..Config::default() };
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, Path::new(path));
    openapi_codegen::api(&sources, &config, lock, &mut report)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let old = load(&arguments[1], &Lock::default());
    let new = old.as_ref().and_then(|old| load(&arguments[2], &old.names));
    let (Some(old), Some(new)) = (old, new) else { return println!("refused") };
    let start = std::time::Instant::now();
    let items = diff::items(&old, &new);
    eprintln!("{:?}", start.elapsed());
    for item in items {
        println!("{:?} {} {} | {}", item.action, item.bump, item.path, item.message);
        if let Some(rewrite) = item.rewrite {
            println!("    - {}", rewrite.before);
            if let Some(after) = rewrite.after {
                println!("    + {after}");
            }
        }
    }
}
