//! The whole run: each group by itself, then those that can be types as one crate, and all values through it.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::build::build;
use crate::document::{self, CLIENT, Said};
use crate::driver;
use crate::groups::{self, Group};
use crate::judge::{Judged, judge};
use crate::progress::progress;

/// What the package of the program is called.
const PACKAGE: &str = "try-schemas";

/// A value, as the driver gets it.
#[derive(Serialize)]
struct Case<'a> {
    number: usize,
    group: usize,
    data: &'a str,
    declared: Vec<&'a str>,
}

/// What became of a value.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Verdict {
    number: usize,
    /// `good`, or where it ended: `received`, `sent`, `kept`.
    pub(crate) stage: String,
    pub(crate) text: String,
}

/// Runs everything.
pub(crate) fn run(path: &Path, filter: &str, out: &Path) -> io::Result<Judged> {
    let groups = groups::read(path, filter)?;
    if groups.is_empty() {
        return Err(io::Error::other(format!("{} has no such group", path.display())));
    }
    // By itself, so that it is known what is said of which, and one that is refused takes no other along.
    let mut alone = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        progress("generating", number, groups.len(), &group.id);
        alone.push(document::generated(&[(number, group)], &out.join("alone"))?);
    }
    let typed: Vec<(usize, &Group)> = groups.iter().enumerate().filter(|(number, _)| alone[*number].generated.is_some()).collect();
    let verdicts = if typed.is_empty() { HashMap::new() } else { tried(&typed, out)? };
    progress("", 0, 0, "");
    Ok(judge(groups, &alone, &verdicts))
}

/// What becomes of the values of each test, by the numbers of group and test.
fn tried(groups: &[(usize, &Group)], out: &Path) -> io::Result<HashMap<(usize, usize), Verdict>> {
    progress("compiling", groups.len() - 1, groups.len(), "one crate");
    let folder = out.join(PACKAGE);
    let said = document::generated(groups, &folder.join("document"))?;
    let Said { generated: Some(generated), .. } = said else {
        return Err(io::Error::other(format!("together they are refused: {}", said.errors())));
    };
    generated.files.write(&folder.join(CLIENT)).map_err(|error| io::Error::other(format!("{}: {}", error.path.display(), error.error)))?;
    fs::create_dir_all(folder.join("src"))?;
    let numbers: Vec<usize> = groups.iter().map(|(number, _)| *number).collect();
    fs::write(folder.join("Cargo.toml"), driver::manifest(PACKAGE))?;
    fs::write(folder.join("src/main.rs"), driver::program(&generated.api, &numbers))?;
    fs::write(folder.join("src/support.rs"), driver::SUPPORT)?;
    let program = build(&folder, PACKAGE, out).map_err(io::Error::other)?;
    let mut cases = Vec::new();
    let mut names = Vec::new();
    for (group, of) in groups {
        let mut declared = vec!["value"];
        declare(&of.schema, &mut declared);
        for (test, case) in of.tests.iter().enumerate() {
            cases.push(Case { number: names.len(), group: *group, data: case.data.get(), declared: declared.clone() });
            names.push((*group, test));
        }
    }
    let lines = cases.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>().map_err(io::Error::other)?;
    let file = folder.join("cases.jsonl");
    fs::write(&file, lines.join("\n"))?;
    progress("trying", names.len() - 1, names.len(), "all values");
    let output = Command::new(program).arg(&file).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let verdicts = String::from_utf8_lossy(&output.stdout).lines().map(serde_json::from_str).collect::<Result<Vec<Verdict>, _>>();
    Ok(verdicts.map_err(io::Error::other)?.into_iter().map(|verdict| (names[verdict.number], verdict)).collect())
}

/// The names of properties that a schema declares somewhere.
fn declare<'a>(schema: &'a Value, names: &mut Vec<&'a str>) {
    match schema {
        Value::Object(keywords) => {
            let declared = keywords.get("properties").and_then(Value::as_object).into_iter().flat_map(|properties| properties.keys());
            names.extend(declared.map(String::as_str));
            keywords.values().for_each(|inner| declare(inner, names));
        }
        Value::Array(items) => items.iter().for_each(|inner| declare(inner, names)),
        _ => {}
    }
}
