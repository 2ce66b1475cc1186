//! The table of all pairs.

use std::collections::BTreeMap;
use std::fmt::Write;

use openapi_codegen::diff::{Bump, ItemChange};

use crate::tool::Finding;

/// What is said of a pair.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) changes: Vec<ItemChange>,
    pub(crate) findings: Vec<Finding>,
    /// What the tool finds and `diff` does not say.
    pub(crate) missed: Vec<Finding>,
    /// How many lines of code are said to break.
    pub(crate) lines: usize,
    /// Those that the older crate does not compile, or the newer one does.
    pub(crate) unshown: Vec<String>,
    /// How many lines are said to take their place.
    pub(crate) replacements: usize,
    /// Those of them that the newer crate does not compile.
    pub(crate) useless: Vec<String>,
}

impl Row {
    fn ours(&self) -> Option<Bump> {
        self.changes.iter().map(|change| change.bump).max()
    }

    fn tools(&self) -> Option<Bump> {
        self.findings.iter().map(|finding| finding.bump).max()
    }

    fn lints(&self) -> String {
        let mut lints: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &self.findings {
            *lints.entry(&finding.lint).or_default() += 1;
        }
        lints.iter().map(|(lint, count)| format!("{lint} {count}")).collect::<Vec<_>>().join(", ")
    }

    /// What is wrong, a line each.
    fn wrong(&self) -> Vec<String> {
        let missed = self.missed.iter().map(|finding| format!("not said: {} {}", finding.lint, finding.item));
        let unshown = self.unshown.iter().map(|line| format!("not shown to break: {line}"));
        missed.chain(unshown).chain(self.useless.iter().map(|line| format!("does not compile: {line}"))).collect()
    }

    pub(crate) fn shown(&self) -> String {
        let wrong: Vec<String> = self.wrong().iter().map(|wrong| format!("\n  {wrong}")).collect();
        let Self { name, lines, unshown, replacements, useless, .. } = self;
        let (ours, tools) = (named(self.ours()), named(self.tools()));
        let (broken, right) = (lines - unshown.len(), replacements - useless.len());
        format!(
            "{name}: {ours}, {broken} of {lines} lines break, {right} of {replacements} replace them; tool: {tools} {}{}",
            self.lints(),
            wrong.concat()
        )
    }
}

fn named(bump: Option<Bump>) -> &'static str {
    bump.map_or("nothing", Bump::name)
}

/// What the table says.
const TITLE: &str = "# The Rust verdict of `diff`, and `cargo-semver-checks`

```sh
cargo install cargo-semver-checks --locked
cargo run -p openapi-codegen --example semver_checks -- PAIRS.tsv --markdown docs/semver.md
```

Both crates of each pair are generated, the newer one with the names of the older one, as a bump does. *diff* is the verdict of `openapi-codegen diff` on users' code, *tool* that of
`cargo-semver-checks`, with what it finds. *Not said* counts findings of the tool whose item is in no change of `diff` that is at least as large.

The tool compares what rustdoc lists: it knows that an item is gone, and not that a field, an argument or a result has another type. What `diff` says beyond that is asked of the compiler. *Breaks*:
of the lines of user code that a major change shows, how many the older crate compiles and the newer one does not. *Replaced*: of the lines that are to take their place, how many the newer crate compiles.
For instance:

| what the tool does not see | compiles with the older crate alone |
|---|---|
| a field of another type | `let name: Option<String> = pet.name` |
| an argument of another type | `let id: &str = …; client.get_pet(id)` |
| another reply | `let call: Call<Pet> = client.get_pet(id)` |
| the first optional parameter | `client.get_pet(id).timeout(limit)` |
| an alias of another type | `let parts: Vec<String> = …; let parts: Parts = parts;` |
| a feature that gives less | `default-features = false, features = [\"pets\"]` |

";

pub(crate) fn markdown(rows: &[Row], left_out: &[String]) -> String {
    let mut text = TITLE.to_owned();
    text.push_str(
        "| pair | diff | tool | not said | changes | breaks | replaced | what the tool finds |\n|---|---|---|---:|---:|---:|---:|---|\n",
    );
    for row in rows {
        let Row { name, changes, missed, lines, unshown, replacements, useless, .. } = row;
        let (broken, right) = (lines - unshown.len(), replacements - useless.len());
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {broken} of {lines} | {right} of {replacements} | {} |",
            named(row.ours()),
            named(row.tools()),
            missed.len(),
            changes.len(),
            row.lints(),
        );
    }
    if !left_out.is_empty() {
        let _ = writeln!(text, "\nLeft out, because they would take too long or are refused: {}.", left_out.join(", "));
    }
    let wrong: Vec<String> =
        rows.iter().flat_map(|row| row.wrong().into_iter().map(|wrong| format!("- {}: `{wrong}`\n", row.name))).collect();
    if !wrong.is_empty() {
        let _ = write!(text, "\n## What is not as it should be\n\n{}", wrong.concat());
    }
    text
}
