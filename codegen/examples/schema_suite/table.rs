//! The table: a row for each file of the suite, then what is not as it must be, and one line for all.

use std::fmt::Write;

use crate::aligned::aligned;
use crate::judge::{Judged, Outcome, Row, Tried};

/// What there is to count.
#[derive(Default)]
struct Counts {
    groups: usize,
    tests: usize,
    passed: usize,
    allowed: usize,
    failed: usize,
    outside: usize,
    named: usize,
    kept: usize,
}

impl Counts {
    fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            match &row.outcome {
                Outcome::Outside { silent, is_kept } => {
                    counts.outside += 1;
                    counts.named += usize::from(silent.is_empty());
                    counts.kept += usize::from(!silent.is_empty() && *is_kept);
                }
                Outcome::Refused(_) => {
                    counts.groups += 1;
                    counts.tests += row.group.tests.len();
                    counts.failed += row.group.tests.len();
                }
                Outcome::Tried(tests) => {
                    counts.groups += 1;
                    counts.tests += tests.len();
                    for test in tests {
                        match test {
                            Tried::Passed => counts.passed += 1,
                            Tried::Allowed(_) => counts.allowed += 1,
                            Tried::Failed(_) => counts.failed += 1,
                        }
                    }
                }
            }
        }
        counts
    }
}

/// The table. `all`: groups without a fault are listed too.
pub(crate) fn table(judged: &Judged, all: bool) -> String {
    let mut files: Vec<&str> = judged.groups.iter().map(|row| row.group.file()).collect();
    files.sort_unstable();
    files.dedup();
    let head = ["file", "groups", "tests", "passed", "listed", "failed", "outside", "named", "kept", "verdict"];
    let mut cells = vec![head.map(str::to_owned).to_vec()];
    for file in files {
        let rows = || judged.groups.iter().filter(|row| row.group.file() == file);
        let Counts { groups, tests, passed, allowed, failed, outside, named, kept } = Counts::of(rows());
        let mut row = vec![file.to_owned()];
        row.extend([groups, tests, passed, allowed, failed, outside, named, kept].map(|count| count.to_string()));
        row.push(if rows().all(Row::is_good) { "good".to_owned() } else { "**failed**".to_owned() });
        cells.push(row);
    }
    let mut text = aligned(&cells);
    section(&mut text, "What fails", judged.groups.iter().flat_map(faults));
    section(&mut text, "What may fail, by `allowed.tsv`", judged.groups.iter().flat_map(excused));
    section(&mut text, "What is wrong with `allowed.tsv`", judged.objections.iter().cloned());
    if all {
        let good = judged.groups.iter().filter(|row| row.is_good());
        section(&mut text, "What is as it must be", good.map(|row| format!("{}: {}", row.group.id, row.group.about)));
    }
    let Counts { groups, tests, passed, allowed, failed, outside, named, kept } = Counts::of(&judged.groups);
    let _ = writeln!(
        text,
        "\n{groups} groups, {tests} tests: {passed} passed, {allowed} listed, {failed} failed; of {outside} groups outside, {named} are named and {kept} kept \
         without a word, {} neither",
        outside - named - kept
    );
    text
}

fn faults(row: &Row) -> Vec<String> {
    let name = format!("{} ({})", row.group.id, row.group.about);
    match &row.outcome {
        Outcome::Tried(tests) => {
            let failed = tests.iter().filter_map(|test| if let Tried::Failed(why) = test { Some(why) } else { None });
            failed.map(|why| format!("{name}: {why}")).collect()
        }
        Outcome::Refused(why) => vec![format!("{name}: refused: {why}")],
        Outcome::Outside { .. } if row.is_good() => Vec::new(),
        Outcome::Outside { silent, .. } => vec![format!("{name}: no message names {}", silent.join(", "))],
    }
}

fn excused(row: &Row) -> Vec<String> {
    let Outcome::Tried(tests) = &row.outcome else { return Vec::new() };
    let allowed = tests.iter().filter_map(|test| if let Tried::Allowed(allowed) = test { Some(allowed) } else { None });
    allowed.map(|allowed| format!("{}: {}", allowed.name(), allowed.reason)).collect()
}

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "\n{title}:\n");
    for line in lines {
        let _ = writeln!(text, "- {}", line.replace(['\r', '\n'], " "));
    }
}
