//! The table: a row for each document, and what went wrong.

use std::fmt::Write;

use crate::judge::{Outcome, Tried};

/// What the page says above the table.
const HEAD: &str = "\
# End to end

Whether generated clients and their documents agree on the wire. Made by

```sh
cargo run -p openapi-codegen --example end_to_end -- DOCUMENT… --markdown docs/end_to_end.md
```

Each method is called with what it requires, with everything that it takes as the document's examples have it, and with everything again, of other variants and with other values;
once for each reply that the document declares, which has as much. *Accepted* are operations all of whose
requests `openapi-mock` accepts; *decoded* those all of whose replies a strict client decodes, streams to their end: one that holds them to all that the document says. Only where the
mock finds no reply that fits a single variant of a `oneOf`, it is for a client that is not strict to decode it. *Unplayable* are operations for which the mock finds no
arguments or no reply that their own schemas allow, those that it cannot tell from others, and those that
failed and are excused: `codegen/examples/end_to_end/contradictions.tsv`, kept by hand, says of each in what its document contradicts itself. The lists below name all of them.
";

/// One line on a document.
pub(crate) fn line(tried: &Tried) -> String {
    let operations = match &tried.operations {
        Err(why) => return format!("{}: {why}", tried.name),
        Ok(operations) => operations,
    };
    let count = |is: fn(&Outcome) -> bool| operations.iter().filter(|outcome| is(outcome)).count();
    format!(
        "{}: {} operations, {} calls, {} accepted, {} decoded, {} unplayable",
        tried.name,
        operations.len(),
        operations.iter().map(|outcome| outcome.calls).sum::<usize>(),
        count(|outcome| outcome.accepted),
        count(|outcome| outcome.decoded),
        count(is_unplayable),
    )
}

fn is_unplayable(outcome: &Outcome) -> bool {
    outcome.failures.is_empty() && (!outcome.unplayable.is_empty() || !outcome.contradictions.is_empty() || outcome.calls == 0)
}

/// The table, what went wrong, and what could not be tried.
pub(crate) fn table(all: &[Tried]) -> String {
    let mut text = String::from("| document | operations | calls | accepted | decoded | unplayable |\n|---|---:|---:|---:|---:|---:|\n");
    let mut totals = [0; 5];
    for tried in all {
        let Ok(operations) = &tried.operations else {
            let _ = writeln!(text, "| {} | **failed** | | | | |", tried.name);
            continue;
        };
        let count = |is: fn(&Outcome) -> bool| operations.iter().filter(|outcome| is(outcome)).count();
        let calls = operations.iter().map(|outcome| outcome.calls).sum();
        let row = [operations.len(), calls, count(|outcome| outcome.accepted), count(|outcome| outcome.decoded), count(is_unplayable)];
        let _ = writeln!(text, "| {} | {} |", tried.name, row.map(|number| number.to_string()).join(" | "));
        totals.iter_mut().zip(row).for_each(|(total, number)| *total += number);
    }
    let _ = writeln!(text, "| **{} documents** | {} |", all.len(), totals.map(|number| number.to_string()).join(" | "));
    let outcomes = || all.iter().flat_map(|tried| tried.operations.iter().flatten().map(move |outcome| (tried, outcome)));
    let failed: Vec<String> =
        all.iter().filter_map(|tried| Some(format!("{}: {}", tried.name, tried.operations.as_ref().err()?))).collect();
    section(&mut text, "Documents that could not be tried", failed);
    section(&mut text, "What went wrong", all.iter().flat_map(failures).collect());
    let unplayable = outcomes().flat_map(|(tried, outcome)| said(tried, outcome, &outcome.unplayable));
    section(&mut text, "What cannot be played", unplayable.collect());
    let contradictions = outcomes().flat_map(|(tried, outcome)| said(tried, outcome, &outcome.contradictions));
    section(&mut text, "What the document contradicts itself in", contradictions.collect());
    text
}

/// What went wrong with a document's operations.
pub(crate) fn failures(tried: &Tried) -> Vec<String> {
    tried.operations.iter().flatten().flat_map(|outcome| said(tried, outcome, &outcome.failures)).collect()
}

fn said(tried: &Tried, outcome: &Outcome, what: &[String]) -> Vec<String> {
    what.iter().map(|what| format!("{}, `{}`: {what}", tried.name, outcome.name)).collect()
}

fn section(text: &mut String, title: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}:\n");
    for line in lines {
        let _ = writeln!(text, "- {}", line.replace(['\r', '\n'], " "));
    }
}

/// The table as a page.
pub(crate) fn page(table: &str) -> String {
    format!("{HEAD}\n{table}")
}
