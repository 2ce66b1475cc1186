//! The table: a row for each document, the reasons for what is left out, and one line for all.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::aligned::aligned;
use crate::run::Row;

/// So many reasons are said in a row.
const IN_A_ROW: usize = 3;

/// So many reasons are said for all documents together.
const FOR_ALL: usize = 40;

/// What the page says above the table.
const HEAD: &str = "\
# Coverage

What becomes of real documents, each of which is a file, or a folder of files. Made by

```sh
cargo run --release -p openapi-codegen --example corpus -- FOLDER --check --markdown docs/coverage.md
```

*Complete* is a crate of all that the document describes. *In part* is one that `--skip-unsupported` has left something out of. *Refused* is a document with
mistakes that leave nothing to generate. Operations are counted without the generator, lines are those of Rust without blank ones and comments, seconds are
from reading to writing, and of `cargo check` where the dependencies are built.
";

pub(crate) fn table(rows: &[Row]) -> String {
    let checked = rows.iter().any(|row| row.compiled.is_some());
    let mut head = vec!["document", "generated", "kept", "of", "warnings", "lines", "s"];
    if checked {
        head.extend(["compiled", "s"]);
    }
    head.push("what is not");
    let mut cells: Vec<Vec<String>> = vec![head.into_iter().map(str::to_owned).collect()];
    cells.extend(rows.iter().map(|row| self::cells(row, checked)));
    let mut text = aligned(&cells);
    for (what, reasons) in [("What operations are left out for", left_out(rows)), ("What documents are refused for", refused(rows))] {
        if !reasons.is_empty() {
            let _ = writeln!(text, "\n{what}:\n");
            for (count, reason) in reasons.iter().take(FOR_ALL) {
                let _ = writeln!(text, "- {count} × {reason}");
            }
        }
    }
    for row in rows {
        for (what, words) in troubles(row) {
            let _ = writeln!(text, "\n{}: {what}:\n\n```text\n{words}\n```", row.document.name);
        }
    }
    let _ = writeln!(text, "\n{}", summary(rows, checked));
    text
}

/// A row by itself, with what must not be.
pub(crate) fn line(row: &Row) -> String {
    let troubles = troubles(row).into_iter().map(|(what, words)| format!("\n{what}:\n{words}"));
    std::iter::once(cells(row, true).join(" | ")).chain(troubles).collect()
}

/// The table as a page.
pub(crate) fn page(table: &str) -> String {
    format!("{HEAD}\n{table}")
}

fn cells(row: &Row, checked: bool) -> Vec<String> {
    let name = row.document.name.clone();
    let total = row.total().to_string();
    let mut cells = match &row.outcome {
        Err(_) => [&name, "**failed**", "0", &total, "", "", ""].map(str::to_owned).to_vec(),
        Ok(outcome) => {
            let generated = match &outcome.kept {
                None => "refused",
                Some(_) if outcome.errors.is_empty() => "complete",
                Some(_) => "in part",
            };
            let kept = outcome.kept.as_ref().map_or(0, Vec::len).to_string();
            let (warnings, lines) = (outcome.warnings.to_string(), outcome.lines.to_string());
            vec![name, generated.to_owned(), kept, total, warnings, lines, format!("{:.2}", outcome.seconds)]
        }
    };
    if checked {
        cells.extend(match &row.compiled {
            None => [String::new(), String::new()],
            Some(compiled) => {
                let features = compiled.features.map(|count| format!(", {count} features")).unwrap_or_default();
                let how = if compiled.is_good() {
                    format!("yes{features}")
                } else {
                    format!("**{} warnings or errors**", compiled.check.len() + compiled.doc.len())
                };
                [how, format!("{:.1}", compiled.seconds)]
            }
        });
    }
    cells.push(why(row));
    cells
}

/// What a row has to say about what is missing.
fn why(row: &Row) -> String {
    let outcome = match &row.outcome {
        Err(words) => return words.clone(),
        Ok(outcome) => outcome,
    };
    let mut parts = Vec::new();
    let lost = row.lost();
    if !lost.is_empty() {
        parts.push(format!("**{} lost without a word: {}**", lost.len(), lost[..lost.len().min(IN_A_ROW)].join(", ")));
    }
    let reasons = if outcome.kept.is_some() && !outcome.left_out.is_empty() {
        grouped(outcome.left_out.iter().map(|(_, why)| why.clone()))
    } else {
        grouped(outcome.errors.iter().map(|error| general(error)))
    };
    parts.extend(reasons.iter().take(IN_A_ROW).map(|(count, reason)| format!("{count} × {reason}")));
    if reasons.len() > IN_A_ROW {
        parts.push(format!("{} more reasons", reasons.len() - IN_A_ROW));
    }
    parts.join("; ")
}

fn left_out(rows: &[Row]) -> Vec<(usize, String)> {
    let outcomes = rows.iter().filter_map(|row| row.outcome.as_ref().ok()).filter(|outcome| outcome.kept.is_some());
    grouped(outcomes.flat_map(|outcome| outcome.left_out.iter().map(|(_, why)| general(why))))
}

fn refused(rows: &[Row]) -> Vec<(usize, String)> {
    let outcomes = rows.iter().filter_map(|row| row.outcome.as_ref().ok()).filter(|outcome| outcome.kept.is_none());
    grouped(outcomes.flat_map(|outcome| {
        // A document counts once for each reason.
        let mut reasons: Vec<String> = outcome.errors.iter().map(|error| general(error)).collect();
        reasons.sort();
        reasons.dedup();
        reasons
    }))
}

/// A reason without the paths of the document that it names, so that the same one of several places is one.
fn general(reason: &str) -> String {
    let parts = reason.split('`').enumerate();
    let shortened = parts.map(|(index, part)| if index % 2 == 1 && part.contains(['/', '#']) { "…" } else { part });
    shortened.collect::<Vec<_>>().join("`")
}

/// Equal reasons counted, the most frequent first.
fn grouped(reasons: impl Iterator<Item = String>) -> Vec<(usize, String)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    let mut grouped: Vec<(usize, String)> = counts.into_iter().map(|(reason, count)| (count, reason)).collect();
    grouped.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    grouped
}

/// What must not be, in full.
fn troubles(row: &Row) -> Vec<(&'static str, String)> {
    let mut troubles = Vec::new();
    let lost = row.lost();
    if !lost.is_empty() {
        troubles.push(("operations lost without a word", lost.join("\n")));
    }
    if let Some(compiled) = &row.compiled {
        for (what, messages) in [("`cargo check`", &compiled.check), ("`cargo doc`", &compiled.doc)] {
            if !messages.is_empty() {
                troubles.push((what, messages[..messages.len().min(IN_A_ROW)].join("\n\n")));
            }
        }
    }
    troubles
}

fn summary(rows: &[Row], checked: bool) -> String {
    let outcomes = || rows.iter().filter_map(|row| row.outcome.as_ref().ok());
    let made = outcomes().filter(|outcome| outcome.kept.is_some()).count();
    let complete = outcomes().filter(|outcome| outcome.kept.is_some() && outcome.errors.is_empty()).count();
    let refused = outcomes().count() - made;
    let kept: usize = outcomes().filter_map(|outcome| outcome.kept.as_ref()).map(Vec::len).sum();
    let total: usize = rows.iter().map(Row::total).sum();
    let lost: usize = rows.iter().map(|row| row.lost().len()).sum();
    let lines: usize = outcomes().map(|outcome| outcome.lines).sum();
    let seconds: f64 = outcomes().map(|outcome| outcome.seconds).sum();
    let failed = rows.len() - outcomes().count();
    let mut text = format!(
        "{} documents: {complete} complete, {} in part, {refused} refused, {failed} failed; {kept} of {total} operations kept ({}), {lost} lost without a \
         word; {lines} lines; {seconds:.1} s",
        rows.len(),
        made - complete,
        percent(kept, total),
    );
    if checked {
        let compiled = || rows.iter().filter_map(|row| row.compiled.as_ref());
        let good = compiled().filter(|compiled| compiled.is_good()).count();
        let seconds: f64 = compiled().map(|compiled| compiled.seconds).sum();
        let _ = write!(text, "; {good} of {} compile and are documented without a warning, {seconds:.1} s", compiled().count());
    }
    text
}

/// To two digits after the point, and 100 only where it is all.
fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "100%".to_owned();
    }
    let hundredths = part * 10_000 / whole;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
