//! The patterns of real documents, which lie beside the project.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::sample::{Rng, strings};
use super::{Length, PatternError, Plan, assert_agrees, compile, parse};

/// The values of `pattern`, and the names under `patternProperties`, of all documents below a folder.
fn patterns(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            patterns(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let value = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => serde_json::from_str(&text).ok(),
            // Reading all of them as YAML takes long, and the values of `pattern` are easy to see.
            Some("yaml" | "yml") => Some(serde_json::Value::Array(scalars(&text))),
            _ => None,
        };
        collect(&value.unwrap_or_default(), found);
    }
}

/// All `pattern: …` of a text as values.
fn scalars(text: &str) -> Vec<serde_json::Value> {
    let lines: Vec<&str> = text.lines().collect();
    let patterns = lines.iter().enumerate().filter_map(|(at, line)| {
        let scalar = line.trim_start().trim_start_matches("- ").strip_prefix("pattern:")?.trim();
        // A scalar goes on where the lines are further in.
        let indent = |line: &str| line.len() - line.trim_start().len();
        let more = lines[at + 1..].iter().take_while(|next| indent(next) > indent(line)).map(|next| next.trim());
        let scalar = std::iter::once(scalar).chain(more.filter(|_| !scalar.is_empty())).collect::<Vec<_>>().join(" ");
        let text = if let Some(single) = scalar.strip_prefix('\'') {
            single.strip_suffix('\'')?.replace("''", "'")
        } else if scalar.starts_with('"') {
            serde_json::from_str(&scalar).ok()?
        } else {
            scalar
        };
        (!text.is_empty()).then(|| serde_json::json!({ "pattern": text }))
    });
    patterns.collect()
}

fn collect(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            found.extend(object.get("pattern").and_then(|pattern| pattern.as_str()).map(str::to_owned));
            if let Some(serde_json::Value::Object(properties)) = object.get("patternProperties") {
                found.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| collect(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// All of them, or a word on why there are none.
pub(crate) fn real() -> Option<BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let mut found = BTreeSet::new();
    patterns(&folder, &mut found);
    Some(found)
}

#[test]
fn real_patterns_have_plans() {
    let Some(found) = real() else { return };
    let (mut straight, mut automata, mut none) = (0, 0, Vec::new());
    for pattern in &found {
        match compile(pattern, Length::default()).map(|compiled| compiled.plan) {
            Ok(Plan::Anything | Plan::Straight(_)) => straight += 1,
            Ok(Plan::Automaton(_)) => automata += 1,
            Err(PatternError::Syntax { .. }) if super::oracle(pattern).is_err() => none.push(pattern),
            Ok(Plan::Engine(_)) | Err(PatternError::Unsupported { .. }) => none.push(pattern),
            Err(error) => panic!("{pattern}: {error:?}"),
        }
    }
    eprintln!("{} patterns: {straight} straight, {automata} automata, {} neither: {none:?}", found.len(), none.len());
    assert!(found.len() > 150, "{} patterns", found.len());
    assert!(none.len() * 20 <= found.len(), "{none:?}");
    assert!(straight * 4 >= found.len() * 3, "{straight}");
    for (seed, pattern) in found.iter().filter(|pattern| !none.contains(pattern)).zip(0..).map(|(pattern, seed)| (seed, pattern)) {
        let mut rng = Rng::new(seed);
        assert_agrees(pattern, strings(&parse::parse(pattern).unwrap(), &mut rng, 40, 400));
    }
}
