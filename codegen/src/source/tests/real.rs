//! Every document beside the repository, if they are there: real ones are read, hostile ones end soon.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::super::Source;
use super::{mistakes, spans};

fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    if !path.is_dir() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|end| ["yaml", "yml", "json"].iter().any(|known| end == *known)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[test]
fn real_documents() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = shared("specs") else { return Ok(()) };
    let mut count = 0;
    for path in files(&folder)? {
        let name = path.display().to_string();
        let bytes = fs::read(&path)?;
        let source = Source::parse(&name, bytes.clone()).map_err(|error| format!("{name}: {:?}", mistakes(&error)))?;
        count += spans::check(&source).map_err(|error| format!("{name}: {error}"))?;
        if path.extension().is_some_and(|end| end == "json") {
            // The same value as another reader's. Large files are left out, for time.
            let same = bytes.len() > 2_000_000 || agree(&source.root().to_json(), &serde_json::from_slice(&bytes)?);
            assert!(same, "{name}");
        }
    }
    println!("{count} nodes");
    Ok(())
}

/// Whether two values are equal, but for the last digit of a float, which `serde_json` does not always get right.
fn agree(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| agree(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            let same = |(key, ours): (&String, &Value)| theirs.get(key).is_some_and(|theirs| agree(ours, theirs));
            ours.len() == theirs.len() && ours.iter().all(same)
        }
        (Value::Number(ours), Value::Number(theirs)) if ours.is_f64() && theirs.is_f64() => {
            let pair = ours.as_f64().zip(theirs.as_f64());
            pair.is_some_and(|(ours, theirs)| (ours - theirs).abs() <= ours.abs() * 1e-15)
        }
        _ => ours == theirs,
    }
}

#[test]
fn hostile_documents() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = shared("hostile") else { return Ok(()) };
    let mut refused = BTreeMap::new();
    for path in files(&folder)? {
        let start = Instant::now();
        let outcome = Source::read(&path);
        assert!(start.elapsed() < Duration::from_secs(1), "{}", path.display());
        let number = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.split('-').next()).unwrap_or_default().to_owned();
        match outcome {
            Ok(source) => drop(spans::check(&source).map_err(|error| format!("{}: {error}", path.display()))?),
            Err(error) => drop(refused.insert(number, mistakes(&error).join(", "))),
        }
    }
    let expected = [
        ("31", "too-large 9:13"),
        ("32", "too-deep 104:15"),
        ("34", "too-deep 1:123"),
        ("42", "duplicate-key 5:3 also 4:3"),
        ("43", "unsupported-tag 2:15"),
        ("48", "too-large 5:40"),
    ];
    assert_eq!(refused, expected.map(|(number, mistake)| (number.to_owned(), mistake.to_owned())).into());
    Ok(())
}
