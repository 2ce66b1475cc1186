//! Holds the Rust verdict of `diff` against `cargo-semver-checks`, on the generated crates of pairs of documents.

use std::path::Path;

use openapi_codegen::config::Config;
use openapi_codegen::diff;
use openapi_codegen::ir::Api;
use openapi_codegen::report::Report;
use openapi_codegen::source::Sources;

fn load(path: &str) -> Option<Api> {
    let config = Config { skip_unsupported: true, ..Config::default() };
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, Path::new(path));
    openapi_codegen::api(&sources, &config, &mut report)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (Some(old), Some(new)) = (load(&arguments[1]), load(&arguments[2])) else { return println!("refused") };
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
