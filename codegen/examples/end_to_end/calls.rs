//! Which calls are made: each operation with what it requires and with everything, once for each reply that it declares.

use std::collections::{BTreeMap, HashMap};

use openapi_codegen::ir::{Api, BodyKind, Location, Operation, Outcome, Responses, Statuses, Type};
use openapi_mock::{Extent, Mock, Sample};
use serde::Serialize;
use serde_json::Value;

/// A call, as the driver gets it.
#[derive(Debug, Serialize)]
pub(crate) struct Call {
    /// Its place among all calls, which the mock sees in a header.
    pub(crate) number: usize,
    /// Its operation's place among all operations.
    pub(crate) operation: usize,
    /// Whether optional arguments are given.
    pub(crate) everything: bool,
    /// What the reply is to have.
    pub(crate) extent: &'static str,
    /// Arguments by where they go, and their names there: `path petId`.
    pub(crate) arguments: BTreeMap<String, Value>,
    pub(crate) body: Option<Value>,
    /// The key of `paths`, which the mock is told: some documents have several for what is one path on the wire.
    pub(crate) path: String,
    /// The status that the mock is asked for.
    pub(crate) status: Option<u16>,
    /// Whether it means success.
    pub(crate) succeeds: bool,
}

/// All operations of the client, in the order in which they are numbered.
pub(crate) fn operations(api: &Api) -> impl Iterator<Item = &Operation> {
    api.modules.iter().flat_map(|module| &module.operations)
}

/// The calls, and the operations that the mock has no arguments for, with its reasons.
pub(crate) fn calls(api: &Api, mock: &Mock) -> (Vec<Call>, HashMap<usize, String>) {
    let (mut calls, mut unplayable) = (Vec::new(), HashMap::new());
    for (extent, name) in [(Extent::Required, "required"), (Extent::Everything, "everything"), (Extent::Others, "others")] {
        let samples = mock.samples(extent);
        for (number, operation) in operations(api).enumerate() {
            let sample = samples.iter().find(|sample| sample.method == operation.method && sample.path == operation.path);
            let problem = match sample {
                None => Some("the mock does not know it".to_owned()),
                Some(sample) => sample.problem.clone(),
            };
            let (Some(sample), None) = (sample, &problem) else {
                unplayable.insert(number, problem.unwrap_or_default());
                continue;
            };
            for (status, succeeds) in statuses(&operation.responses, sample) {
                calls.push(Call {
                    number: calls.len(),
                    operation: number,
                    everything: extent != Extent::Required,
                    extent: name,
                    arguments: arguments(operation, sample),
                    body: body(operation, sample),
                    path: operation.path.clone(),
                    status,
                    succeeds,
                });
            }
        }
    }
    (calls, unplayable)
}

/// What the driver calls a parameter.
pub(crate) fn key(location: Location, name: &str) -> String {
    let place = match location {
        Location::Path => "path",
        Location::Query | Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    format!("{place} {name}")
}

fn arguments(operation: &Operation, sample: &Sample) -> BTreeMap<String, Value> {
    let known: Vec<(String, &Value)> =
        sample.parameters.iter().map(|argument| (format!("{} {}", argument.part, argument.name), &argument.value)).collect();
    // Names in a path are understood where case or signs differ, and one in the query of a path is in the query; those that are not declared are strings.
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let name = |key: &str| key.split_once(' ').map(|(_, name)| plain(name));
    let value = |key: &String| {
        let of = |is: &dyn Fn(&str) -> bool| known.iter().find(|(known, _)| is(known));
        let close =
            of(&|known| known == key).or_else(|| of(&|known| plain(known) == plain(key))).or_else(|| of(&|known| name(known) == name(key)));
        close.map_or_else(|| Value::from("text"), |(_, value)| (*value).clone())
    };
    let keys = operation.parameters.iter().map(|parameter| key(parameter.location, &parameter.wire.0));
    keys.map(|key| (key.clone(), value(&key))).collect()
}

fn body(operation: &Operation, sample: &Sample) -> Option<Value> {
    let body = operation.body.as_ref()?;
    let declared = sample.bodies.iter().find(|(media_type, _)| *media_type == body.media_type);
    let value = declared.or(sample.bodies.first()).map(|(_, value)| value.clone())?;
    // XML is text, of which no schema says how it is written.
    let is_text = matches!(body.kind, BodyKind::Text(Type::String)) && !value.is_string();
    Some(if is_text { Value::String(value.to_string()) } else { value })
}

/// A status for each declared reply, and whether it means success. The mock's own choice where none is declared.
fn statuses(responses: &Responses, sample: &Sample) -> Vec<(Option<u16>, bool)> {
    if sample.statuses.is_empty() {
        return vec![(None, true)];
    }
    let declared: Vec<Statuses> = responses.replies.iter().map(|reply| reply.status).collect();
    let is_free = |code: &u16| !declared.contains(&Statuses::Code(*code));
    let made = responses.replies.iter().filter_map(|reply| {
        let succeeds = reply.outcome == Outcome::Success;
        let code = match reply.status {
            Statuses::Code(code) => Some(code),
            Statuses::Hundred(hundred) => (hundred * 100..hundred * 100 + 100).find(is_free),
            Statuses::Default if succeeds => (200..300).find(is_free),
            Statuses::Default => (500..600).find(|code| is_free(code) && !declared.contains(&Statuses::Hundred(5))),
        };
        // Before 200 nothing is final; a success that no document declares is the client's own.
        code.filter(|code| *code >= 200 && declares(sample, *code)).map(|code| (Some(code), succeeds))
    });
    let made: Vec<_> = made.collect();
    // Only errors without a body are declared.
    if made.is_empty() { vec![(None, false)] } else { made }
}

/// Whether the document has a reply of this status.
fn declares(sample: &Sample, code: u16) -> bool {
    let is_it = |key: &String| *key == code.to_string() || key.eq_ignore_ascii_case(&format!("{}XX", code / 100)) || key == "default";
    sample.statuses.iter().any(is_it)
}
