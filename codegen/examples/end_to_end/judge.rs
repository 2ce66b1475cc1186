//! What became of each operation, by what the driver says and by what the mock has seen.

use std::collections::HashMap;

use openapi_codegen::ir::Api;
use openapi_mock::Recorded;
use serde::Deserialize;

use crate::calls::{Call, operations};

/// What the driver says of a call.
#[derive(Debug, Deserialize)]
pub(crate) struct Verdict {
    number: usize,
    /// How far it got.
    stage: String,
    text: String,
}

/// A document, tried.
#[derive(Debug)]
pub(crate) struct Tried {
    pub(crate) name: String,
    /// What became of each operation, or why there is none to try.
    pub(crate) operations: Result<Vec<Outcome>, String>,
}

/// What became of an operation.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Method and path.
    pub(crate) name: String,
    pub(crate) calls: usize,
    /// The mock has accepted all its requests.
    pub(crate) accepted: bool,
    /// The client has decoded all its replies.
    pub(crate) decoded: bool,
    /// What the document contradicts itself in, so that the mock has no arguments or no reply.
    pub(crate) unplayable: Vec<String>,
    /// What went wrong.
    pub(crate) failures: Vec<String>,
    /// What went wrong because the document contradicts itself, and how.
    pub(crate) contradictions: Vec<String>,
}

impl Tried {
    pub(crate) fn is_good(&self) -> bool {
        self.operations.as_ref().is_ok_and(|operations| operations.iter().all(|operation| operation.failures.is_empty()))
    }
}

/// Puts together what both sides have seen.
pub(crate) fn judge(
    document: &str,
    api: &Api,
    calls: &[Call],
    unplayable: &HashMap<usize, String>,
    verdicts: &[Verdict],
    requests: &[Recorded],
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = operations(api)
        .enumerate()
        .map(|(number, operation)| Outcome {
            name: format!("{} {}", operation.method, operation.path),
            calls: 0,
            accepted: true,
            decoded: true,
            unplayable: unplayable.get(&number).cloned().into_iter().collect(),
            failures: Vec::new(),
            contradictions: Vec::new(),
        })
        .collect();
    let said: HashMap<usize, &Verdict> = verdicts.iter().map(|verdict| (verdict.number, verdict)).collect();
    let seen: HashMap<usize, &Recorded> =
        requests.iter().filter_map(|request| Some((request.header("x-call")?.parse().ok()?, request))).collect();
    let paths: Vec<&str> = operations(api).map(|operation| operation.path.as_str()).collect();
    for call in calls {
        let outcome = &mut outcomes[call.operation];
        outcome.calls += 1;
        let (said, seen) = (said.get(&call.number).copied(), seen.get(&call.number).copied());
        let other = seen.and_then(|seen| seen.operation.as_deref()).filter(|path| *path != paths[call.operation]);
        match (one(said, seen), other) {
            (Ended::Well, _) => {}
            (Ended::Unplayable(why), _) => outcome.unplayable.push(why),
            (_, Some(other)) => outcome.unplayable.push(format!("on the wire it is the same as `{other}`")),
            (Ended::Refused(why), None) => {
                outcome.accepted = false;
                outcome.failures.push(why);
            }
            (Ended::Undecoded(why), None) => {
                outcome.decoded = false;
                outcome.failures.push(described(call, &why));
            }
        }
    }
    for outcome in &mut outcomes {
        outcome.failures.sort();
        outcome.failures.dedup();
        if let Some(why) = contradiction(document, &outcome.name).filter(|_| !outcome.failures.is_empty()) {
            outcome.failures.clear();
            outcome.contradictions.push(why.to_owned());
        }
        outcome.unplayable.sort();
        outcome.unplayable.dedup();
        // Where there was no call, there was nothing to accept.
        let tried = outcome.calls > 0 && (outcome.unplayable.is_empty() || !outcome.failures.is_empty());
        outcome.accepted &= tried;
        outcome.decoded &= tried && outcome.accepted;
    }
    outcomes
}

/// What documents are known to contradict themselves in: a line each, with document, operation and why.
const CONTRADICTIONS: &str = include_str!("contradictions.tsv");

fn contradiction(document: &str, operation: &str) -> Option<&'static str> {
    let mut lines = CONTRADICTIONS.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    lines.find_map(|line| match line[..] {
        [known, name, why] if known == document && name == operation => Some(why),
        _ => None,
    })
}

/// How a call ended.
enum Ended {
    Well,
    /// The document contradicts itself.
    Unplayable(String),
    /// The request never got through.
    Refused(String),
    /// The reply never did.
    Undecoded(String),
}

fn one(said: Option<&Verdict>, seen: Option<&Recorded>) -> Ended {
    let Some(Verdict { stage, text, .. }) = said else { return Ended::Refused("the driver ended before".to_owned()) };
    let Some(seen) = seen else { return Ended::Refused(format!("{stage}: {text}")) };
    if !seen.violations.is_empty() {
        let violations: Vec<String> = seen.violations.iter().map(ToString::to_string).collect();
        let pairs: Vec<String> = seen.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let body = String::from_utf8_lossy(&seen.body);
        return Ended::Refused(format!("{} ({}?{} {body:.200})", violations.join("; "), seen.path, pairs.join("&")));
    }
    match stage.as_str() {
        "decoded" => Ended::Well,
        // A strict client refuses what fits several variants, and the document has nothing else.
        "tolerated" if seen.is_ambiguous => Ended::Well,
        "answered" if text.contains(UNPLAYABLE) => Ended::Unplayable(text.replace(UNPLAYABLE, "")),
        _ => Ended::Undecoded(format!("{stage}: {text}")),
    }
}

/// How the mock begins what it says of a document that it cannot play.
const UNPLAYABLE: &str = "The document cannot be played here: ";

fn described(call: &Call, why: &str) -> String {
    match call.status {
        Some(status) => format!("with {}, for {status}: {why}", call.extent),
        None => format!("with {}: {why}", call.extent),
    }
}
