//! Real documents: each starts a mock, and every operation's success reply is made and checked.
//!
//! They lie outside the repository; without them there is nothing to test, which is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use openapi_mock::Mock;
use serde_json::Value;

const SPECS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/specs");

/// Of all operations of the documents, so many permille must have a reply that can be made. Those that have none
/// contradict themselves or refer to other files.
const LEAST_PERMILLE: usize = 990;

#[test]
fn real_documents_can_be_played() {
    let Ok(folder) = std::fs::read_dir(SPECS) else {
        println!("skipped: {SPECS} is not there");
        return;
    };
    let only = std::env::var("SPEC").unwrap_or_default();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).filter(|path| path.to_string_lossy().contains(&only)).collect();
    paths.sort();
    let (mut made, mut all) = (0, 0);
    for path in paths {
        let Some(document) = read(&path) else { continue };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if document.get("paths").is_none() {
            assert!(Mock::start(document).is_err(), "{name}");
            continue;
        }
        let started = Instant::now();
        let mock = Mock::start(document).unwrap_or_else(|error| panic!("{name}: {error}"));
        let start = started.elapsed();
        let rehearsing = Instant::now();
        let rehearsed = mock.rehearse();
        let fine = rehearsed.iter().filter(|operation| operation.problem.is_none()).count();
        println!(
            "{fine:5} of {:5}  {name}: started in {start:.1?}, made in {:.1?}, {} notes",
            rehearsed.len(),
            rehearsing.elapsed(),
            mock.notes().len()
        );
        for operation in rehearsed.iter().filter(|operation| operation.problem.is_some()) {
            println!("               {} {}: {}", operation.method, operation.path, operation.problem.as_deref().unwrap());
        }
        made += fine;
        all += rehearsed.len();
    }
    println!("{made} of {all} replies made");
    assert!(made * 1000 >= all * LEAST_PERMILLE || !only.is_empty(), "{made} of {all}");
}

/// The document in a file, unless it is YAML beyond the reader's budget or nothing of the kind.
fn read(path: &Path) -> Option<Value> {
    let text = || std::fs::read_to_string(path).ok();
    match path.extension()?.to_str()? {
        "json" => Some(serde_json::from_str(&text()?).unwrap()),
        "yaml" | "yml" => {
            serde_yaml::from_str(&text()?).map_err(|error| println!("skipped {}: {:.80}", path.display(), error.to_string())).ok()
        }
        _ => None,
    }
}
