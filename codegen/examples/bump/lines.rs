//! How the lines of two crates differ, and what they are about.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use openapi_codegen::output::Files;
use similar::{ChangeTag, TextDiff};

/// How they differ.
#[derive(Default)]
pub(crate) struct Difference {
    pub(crate) all: usize,
    pub(crate) changed: usize,
    pub(crate) unexplained: usize,
    pub(crate) about: Vec<String>,
}

/// Compares the code of two crates, where nothing about `unchanged` should differ.
pub(crate) fn compare(old: &Files, new: &Files, unchanged: &[&str]) -> Difference {
    let unchanged: HashSet<&str> = unchanged.iter().copied().collect();
    let code = |files: &Files| -> BTreeMap<String, String> {
        files.0.iter().filter(|(path, _)| path.starts_with("src/")).map(|(path, text)| (path.clone(), text.clone())).collect()
    };
    let (old, new) = (code(old), code(new));
    let mut difference = Difference { all: old.values().map(|text| text.lines().count()).sum(), ..Difference::default() };
    let mut about = BTreeSet::new();
    for path in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
        let (before, after) = (text(&old), text(&new));
        if before == after {
            continue;
        }
        let (owners_before, owners_after) = (owners(&before), owners(&after));
        for change in TextDiff::from_lines(before.as_str(), after.as_str()).iter_all_changes() {
            let owner = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => change.old_index().and_then(|at| owners_before.get(at)),
                ChangeTag::Insert => change.new_index().and_then(|at| owners_after.get(at)),
            };
            if change.value().trim().is_empty() {
                continue;
            }
            difference.changed += 1;
            if let Some(owner) = owner.filter(|owner| unchanged.contains(owner.as_str())) {
                difference.unexplained += 1;
                about.insert(format!("{path}: {owner}"));
            }
        }
    }
    difference.about = about.into_iter().collect();
    difference
}

/// What each line is about: the item or the method whose paragraph it is in.
fn owners(text: &str) -> Vec<String> {
    let mut owners = Vec::new();
    let mut owner = String::new();
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let starts = index == 0 || lines[index - 1].trim().is_empty();
        let indent = line.len() - line.trim_start().len();
        if starts && indent <= 4 {
            let paragraph = lines[index..].iter().take_while(|line| !line.trim().is_empty());
            let found =
                paragraph.into_iter().filter(|line| line.len() - line.trim_start().len() == indent).find_map(|line| named(line, indent));
            owner = match found {
                Some(found) => found,
                None if indent == 0 => String::new(),
                None => owner,
            };
        }
        owners.push(owner.clone());
    }
    owners
}

/// What a line declares.
fn named(line: &str, indent: usize) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#')).filter(|word| !word.is_empty()).collect();
    if line.trim_start().starts_with("//") || line.trim_start().starts_with('#') {
        return None;
    }
    let after = |keyword: &str| words.iter().position(|word| *word == keyword).and_then(|at| words.get(at + 1));
    let found = if indent == 0 {
        let of_macro = line.contains("!(").then(|| words.iter().find(|word| word.starts_with(char::is_uppercase))).flatten();
        after("struct").or(after("enum")).or(after("type")).or(after("for")).or(of_macro).or(after("impl"))
    } else {
        after("fn")
    };
    found.map(|name| name.trim_start_matches("r#").to_owned())
}
