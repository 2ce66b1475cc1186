//! The table of all pairs.

use std::collections::BTreeMap;

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
    /// What is to be written in their place and does not compile.
    pub(crate) useless: Vec<String>,
}

impl Row {
    fn ours(&self) -> Option<Bump> {
        self.changes.iter().map(|change| change.bump).max()
    }

    fn tools(&self) -> Option<Bump> {
        self.findings.iter().map(|finding| finding.bump).max()
    }

    pub(crate) fn shown(&self) -> String {
        let mut lints: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &self.findings {
            *lints.entry(&finding.lint).or_default() += 1;
        }
        let missed: Vec<String> = self.missed.iter().map(|missed| format!("\n  MISSED {} {}", missed.lint, missed.item)).collect();
        let unshown: Vec<String> = self.unshown.iter().map(|line| format!("\n  UNSHOWN {line}")).collect();
        let useless: Vec<String> = self.useless.iter().map(|line| format!("\n  USELESS {line}")).collect();
        let missed = [missed.concat(), unshown.concat(), useless.concat(), format!("\n  {} lines", self.lines)];
        format!("{}: {:?} against {:?} {lints:?}{}", self.name, self.ours(), self.tools(), missed.concat())
    }
}

pub(crate) fn markdown(_rows: &[Row], _left_out: &[String]) -> String {
    String::new()
}
