//! What the verdicts amount to.

use std::collections::HashMap;

use crate::allowed::{self, Allowed};
use crate::document::Said;
use crate::groups::Group;
use crate::run::Verdict;

/// All groups, judged.
pub(crate) struct Judged {
    pub(crate) groups: Vec<Row>,
    /// What is on the list and passes, or is more than the list may have.
    pub(crate) objections: Vec<String>,
}

/// A group, judged.
pub(crate) struct Row {
    pub(crate) group: Group,
    pub(crate) outcome: Outcome,
}

/// What became of a group.
pub(crate) enum Outcome {
    /// Types are made of it: what became of each test.
    Tried(Vec<Tried>),
    /// It is refused, though a type could be made of it: for these reasons.
    Refused(String),
    /// It is outside.
    Outside {
        /// Its keywords that no message names. They may be kept all the same.
        silent: Vec<String>,
        /// Whether types are made of it that pass all tests.
        is_kept: bool,
    },
}

/// What became of a test.
pub(crate) enum Tried {
    Passed,
    /// It is on the list.
    Allowed(Allowed),
    Failed(String),
}

impl Judged {
    pub(crate) fn is_good(&self) -> bool {
        self.objections.is_empty() && self.groups.iter().all(Row::is_good)
    }
}

impl Row {
    pub(crate) fn is_good(&self) -> bool {
        match &self.outcome {
            Outcome::Tried(tests) => tests.iter().all(|test| !matches!(test, Tried::Failed(_))),
            Outcome::Refused(_) => false,
            Outcome::Outside { silent, is_kept } => silent.is_empty() || *is_kept,
        }
    }
}

/// Judges all groups, each by what the generator says of it alone and by what became of its values.
pub(crate) fn judge(groups: Vec<Group>, alone: &[Said], verdicts: &HashMap<(usize, usize), Verdict>) -> Judged {
    let mut objections = Vec::new();
    let count = allowed::all().count();
    if count > allowed::LIMIT {
        objections.push(format!("{count} tests are on the list, which may have {}", allowed::LIMIT));
    }
    let listed: Vec<Allowed> = allowed::all().filter(|allowed| allowed.is_in(&groups)).collect();
    let rows: Vec<Row> = groups
        .into_iter()
        .zip(alone)
        .enumerate()
        .map(|(number, (group, said))| Row { outcome: outcome(&group, number, said, verdicts), group })
        .collect();
    let excused = |name: &str| {
        let tests = rows.iter().flat_map(|row| match &row.outcome {
            Outcome::Tried(tests) => tests.as_slice(),
            Outcome::Refused(_) | Outcome::Outside { .. } => &[],
        });
        tests.into_iter().any(|test| matches!(test, Tried::Allowed(allowed) if allowed.name() == name))
    };
    let needless = listed.iter().map(Allowed::name).filter(|name| !excused(name));
    objections.extend(needless.map(|name| format!("{name}: passes now, so it must leave the list")));
    Judged { groups: rows, objections }
}

fn outcome(group: &Group, number: usize, said: &Said, verdicts: &HashMap<(usize, usize), Verdict>) -> Outcome {
    let tried = || (0..group.tests.len()).map(|index| test(group, index, verdicts.get(&(number, index)))).collect::<Vec<_>>();
    if group.is_outside() {
        let silent: Vec<String> = if group.outside.is_empty() {
            // What makes it one is a reference to another host.
            ["$ref"].iter().filter(|keyword| !said.names(keyword)).map(|keyword| (*keyword).to_owned()).collect()
        } else {
            group.outside.iter().filter(|keyword| !said.names(keyword)).cloned().collect()
        };
        let tests = tried();
        let is_kept = said.generated.is_some() && !tests.is_empty() && tests.iter().all(|test| matches!(test, Tried::Passed));
        return Outcome::Outside { silent, is_kept };
    }
    if said.generated.is_none() {
        return Outcome::Refused(said.errors());
    }
    Outcome::Tried(tried())
}

/// A test passes where its value gets through if and only if it is valid.
fn test(group: &Group, test: usize, verdict: Option<&Verdict>) -> Tried {
    let test = &group.tests[test];
    let (is_good, says) = match verdict {
        None => (false, "the driver has not said anything".to_owned()),
        Some(verdict) if verdict.stage == "good" => (test.valid, "it is taken for valid".to_owned()),
        // What is refused was read: a value that got lost on the way was not.
        Some(verdict) => (!test.valid && verdict.stage != "kept", format!("{}: {}", verdict.stage, verdict.text)),
    };
    if is_good {
        return Tried::Passed;
    }
    match allowed::of(&group.id, &test.description) {
        Some(allowed) => Tried::Allowed(allowed),
        None => Tried::Failed(format!("{} ({}): {says}", test.description, test.data)),
    }
}
