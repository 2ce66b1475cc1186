//! What holds for every document there is: real ones (`specs/` of the shared folder, where there is one) and the golden ones.
//!
//! What passes the shape check loads; nothing panics, with and without leaving out what is not supported; what comes out is Rust; generating twice gives the
//! same bytes. Large documents are left to release builds (`cargo test --release -p openapi-codegen --test spec_invariants`): unoptimized, they take minutes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cases::{Generated, generate};
use openapi_codegen::config::Config;

/// Unoptimized, larger documents are left out.
const DEBUG_LIMIT: u64 = 400_000;

/// Documents that go wrong, and how. Each is a defect, to be removed here when it is gone.
const KNOWN: &[(&str, &str)] = &[];

#[test]
fn golden_documents() {
    for case in cases::cases() {
        for skip_unsupported in [false, true] {
            let config = Config { skip_unsupported, ..case.config.clone() };
            if let Err(why) = invariants(&case.name, case.document.as_bytes(), &config) {
                panic!("{}: {why}", case.name);
            }
        }
    }
}

#[test]
fn real_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no folder {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("it can be listed").path())
        // A document in several files is a folder, and not supported yet.
        .filter(|path| path.extension().is_some_and(|extension| ["json", "yaml"].iter().any(|known| extension == *known)))
        .collect();
    let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    if cfg!(debug_assertions) {
        let before = paths.len();
        paths.retain(|path| size(path) <= DEBUG_LIMIT);
        println!("{} of {before} documents; the others are larger than {DEBUG_LIMIT} bytes: run this with --release", paths.len());
    }
    // The longest first, so that no thread is left alone with one in the end.
    paths.sort_by_key(|path| std::cmp::Reverse(size(path)));

    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8");
                    let bytes = fs::read(path).expect("it can be read");
                    for skip_unsupported in [false, true] {
                        let config = Config { skip_unsupported, ..Config::default() };
                        let result =
                            catch_unwind(|| invariants(name, &bytes, &config)).unwrap_or_else(|_| Err("a panic; see above".to_owned()));
                        if let Err(why) = result {
                            wrong.lock().expect("no thread panics").insert(name.to_owned(), why);
                        }
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().expect("no thread panics");
    let known = |name: &str| KNOWN.iter().any(|(known, _)| *known == name);
    let mended: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).filter(|name| !wrong.contains_key(*name)).collect();
    assert!(mended.is_empty() || cfg!(debug_assertions), "these go well now, and need not be listed any more: {mended:?}");
    wrong.retain(|name, _| !known(name));
    assert!(wrong.is_empty(), "{}", wrong.iter().map(|(name, why)| format!("{name}: {why}")).collect::<Vec<_>>().join("\n"));
}

/// What is wrong with what comes out of a document.
fn invariants(name: &str, document: &[u8], config: &Config) -> Result<(), String> {
    let Generated { files, codes, api: _, report } = generate(name, document, config);
    // What loads although it should not, or is no Rust, says so itself.
    if codes.contains(&"internal") {
        let internal: Vec<&str> = report.split("\n\n").filter(|message| message.contains("[internal]")).collect();
        return Err(internal.join("\n\n"));
    }
    if files.is_none() && codes.is_empty() {
        return Err("nothing is generated, and nothing is said".to_owned());
    }
    if config.skip_unsupported && files.is_none() && !report.contains("error[") {
        return Err("nothing is generated, and no error says why".to_owned());
    }
    let again = generate(name, document, config);
    match (files, again.files) {
        (None, None) if report == again.report => Ok(()),
        (Some(first), Some(second)) if first == second && report == again.report => Ok(()),
        _ => Err("generated twice, it differs".to_owned()),
    }
}
