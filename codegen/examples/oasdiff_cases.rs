//! How far `diff` agrees with oasdiff: `cargo run --release -p openapi-codegen --example oasdiff_cases -- DIR`.
//!
//! DIR has a `cases.jsonl`, a case in each line, and the documents that it names. Cases that are known not to agree are in `oasdiff_cases.toml`, each with the
//! reason, as are the rules that oasdiff rates otherwise: like days and stability levels, that is a matter of configuration. Exits with 1 if another case does not agree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use openapi_codegen::diff::{Change, Level, Part, Policy, Stability, Use, changes, rule};
use openapi_codegen::source::Sources;
use serde::Deserialize;

/// What is known to be otherwise.
#[derive(Deserialize)]
struct Known {
    /// Cases, and why they do not agree.
    #[serde(default)]
    differ: BTreeMap<String, String>,
    /// Rules, and how oasdiff rates them; or one of several ids that it has for a rule.
    #[serde(default)]
    levels: Levels,
}

type Levels = BTreeMap<String, Level>;

/// A line of `cases.jsonl`.
#[derive(Deserialize)]
struct Case {
    name: String,
    old: PathBuf,
    new: PathBuf,
    #[serde(rename = "match")]
    how: How,
    scope: Scope,
    min_level: String,
    options: Options,
    expected: Vec<Expected>,
    #[serde(default)]
    absent: Vec<String>,
}

/// What must be found of what is expected.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum How {
    /// That and nothing else within the scope, as often as it is there.
    Exact,
    /// At least that.
    #[serde(alias = "at-least")]
    Contains,
}

/// Which ids count.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scope {
    /// These.
    Ids(Vec<String>),
    /// All of them: `"all"`.
    All(String),
}

impl Scope {
    fn has(&self, id: &String) -> bool {
        match self {
            Self::Ids(ids) => ids.contains(id),
            Self::All(word) => word == "all",
        }
    }
}

#[derive(Default, Deserialize)]
struct Options {
    #[serde(default)]
    deprecation_days_stable: u32,
    #[serde(default)]
    deprecation_days_beta: u32,
    stability_level: Option<Stability>,
}

#[derive(Deserialize)]
struct Expected {
    id: String,
    level: String,
    operation: Option<String>,
    path: Option<String>,
}

/// A finding as oasdiff would tell it: id, level, operation.
type Told = (String, String, Option<String>);

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: oasdiff_cases DIR");
        return ExitCode::from(2);
    };
    match run(&folder) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path) -> Result<bool, String> {
    let path = folder.join("cases.jsonl");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let Known { differ: known, levels } = toml::from_str(include_str!("oasdiff_cases.toml")).map_err(|error| error.to_string())?;
    let (mut agree, mut all, mut expected, mut new) = (0, 0, 0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let case: Case = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let outcome = check(folder, &case, &levels)?;
        all += 1;
        match (outcome, known.get(&case.name)) {
            (None, None) => agree += 1,
            (None, Some(_)) => {
                agree += 1;
                println!("{} agrees, and need not be listed any more", case.name);
            }
            (Some(_), Some(reason)) => {
                expected += 1;
                println!("{}: {reason}", case.name);
            }
            (Some(why), None) => {
                new += 1;
                println!("{}: {why}", case.name);
            }
        }
    }
    println!("rated as oasdiff does: {}", levels.keys().cloned().collect::<Vec<_>>().join(", "));
    println!(
        "{agree} of {all} cases agree ({:.1}%), {expected} differ for a reason that is known",
        100.0 * f64::from(agree) / f64::from(all.max(1))
    );
    Ok(new == 0)
}

/// What is other than it should be.
fn check(folder: &Path, case: &Case, levels: &Levels) -> Result<Option<String>, String> {
    let (old, new) = (read(&folder.join(&case.old))?, read(&folder.join(&case.new))?);
    let policy = Policy {
        deprecation_days_stable: case.options.deprecation_days_stable,
        deprecation_days_beta: case.options.deprecation_days_beta,
        stability: case.options.stability_level.unwrap_or(Stability::Beta),
        ..Policy::default()
    };
    let found: Vec<Told> = changes(&old, &new, &policy)
        .iter()
        .flat_map(|change| told(change, levels))
        .filter(|(id, level, _)| rank(level) >= rank(&case.min_level) && case.scope.has(id))
        .collect();
    let mut left = found.clone();
    let mut missing = Vec::new();
    for expected in &case.expected {
        let operation = expected.operation.as_ref().zip(expected.path.as_ref()).map(|(method, path)| bare(&format!("{method} {path}")));
        let is = |(id, level, at): &Told| {
            *id == expected.id && *level == expected.level && operation.as_ref().is_none_or(|operation| at.as_ref() == Some(operation))
        };
        match left.iter().position(is) {
            Some(index) => drop(left.swap_remove(index)),
            None => missing.push(format!("{} {}", expected.level, expected.id)),
        }
    }
    let too_many: Vec<String> = match case.how {
        How::Exact => left.iter().map(|(id, level, _)| format!("{level} {id}")).collect(),
        How::Contains => Vec::new(),
    };
    let present: Vec<&String> = case.absent.iter().filter(|absent| found.iter().any(|(id, ..)| id == *absent)).collect();
    let mut why = Vec::new();
    if !missing.is_empty() {
        why.push(format!("missing {}", missing.join(", ")));
    }
    if !too_many.is_empty() {
        why.push(format!("found also {}", too_many.join(", ")));
    }
    if !present.is_empty() {
        why.push(format!("must not be found: {present:?}"));
    }
    Ok((!why.is_empty()).then(|| why.join("; ")))
}

fn read(path: &Path) -> Result<Sources, String> {
    let sources = Sources::new();
    match sources.read(path) {
        Ok(_) => Ok(sources),
        // What could be read of it is compared.
        Err((file, _)) if sources.get(file).is_some() => Ok(sources),
        Err((_, errors)) => Err(format!("{}: {errors:?}", path.display())),
    }
}

/// A change as oasdiff tells it: once for each operation, and each time it comes up there.
fn told(change: &Change, levels: &Levels) -> Vec<Told> {
    let Some(rule) = rule(change.rule) else { return Vec::new() };
    let level = |id: &str| match levels.get(id).or_else(|| levels.get(change.rule)).copied().unwrap_or(change.level) {
        Level::Info => "INFO".to_owned(),
        Level::Warning => "WARN".to_owned(),
        Level::Breaking => "ERR".to_owned(),
    };
    let told = |part, operation: Option<String>| -> Vec<Told> {
        rule.oasdiff_ids(part).iter().map(|id| (id.clone(), level(id), operation.clone())).collect()
    };
    if change.uses.is_empty() {
        return told(Part::Whole, None);
    }
    let of = |used: &Use| std::iter::repeat_n(told(used.part, Some(bare(&used.operation))), used.times).flatten().collect::<Vec<_>>();
    change.uses.iter().flat_map(of).collect()
}

/// Without the names of variables, of which each document has its own.
fn bare(operation: &str) -> String {
    let mut parts = operation.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |bare, part| format!("{bare}{{{}", part.split_once('}').map_or("", |(_, rest)| rest)))
}

fn rank(level: &str) -> usize {
    ["INFO", "WARN", "ERR"].iter().position(|name| *name == level).unwrap_or(0)
}
