//! The document, played: in comes a request, out comes the reply, and the request is recorded.
//!
//! Nothing here knows of connections or threads.

use std::sync::Mutex;
use std::time::Duration;

use serde_json::Value;

use crate::document::Document;
use crate::problem::{Error, Problem};
use crate::record::{Part, Recorded, Violation};
use crate::reply::{Reply, complaint};
use crate::request::{self, Received};
use crate::respond::{self, Preference};
use crate::route::{Matched, Miss, Routes};
use crate::schemas::{Schemas, lock};
use crate::script::Script;
use crate::security;

/// A document with all that playing it has brought about.
#[derive(Debug)]
pub(crate) struct Play {
    pub(crate) document: Document,
    routes: Routes,
    pub(crate) schemas: Schemas,
    pub(crate) script: Mutex<Script>,
    pub(crate) recorded: Mutex<Vec<Recorded>>,
}

impl Play {
    pub(crate) fn new(document: Value, script: Script) -> Result<Self, Error> {
        let document = Document::new(document)?;
        let routes = Routes::new(&document);
        Ok(Self { document, routes, schemas: Schemas::default(), script: Mutex::new(script), recorded: Mutex::default() })
    }

    /// Answers a request and records it.
    pub(crate) fn answer(&self, request: Received) -> Reply {
        let preference = request.header("prefer").map(|header| Preference::parse(&header)).unwrap_or_default();
        let found = self.routes.find(&self.document, &request, preference.path.as_deref());
        let operation = found.as_ref().ok().map(|matched| matched.key.to_owned());
        let (reply, violations) = match found {
            Ok(matched) => self.perform(&request, &matched, &preference).unwrap_or_else(|problem| (broken(&problem), Vec::new())),
            Err(miss) => self.miss(&request, miss),
        };
        self.record(request, operation, violations, &reply);
        reply
    }

    /// Records a request whose body was too large to be read.
    pub(crate) fn refuse_size(&self, request: Received, limit: usize) -> Reply {
        let violations = vec![Violation::new(Part::Body, "", format!("the body is larger than {limit} bytes"))];
        let reply = complaint(413, "The body is too large", &violations);
        self.record(request, None, violations, &reply);
        reply
    }

    fn record(&self, request: Received, operation: Option<String>, violations: Vec<Violation>, reply: &Reply) {
        let query = request.query();
        let Received { method, path, headers, body, .. } = request;
        let (status, is_ambiguous) = (reply.status.unwrap_or(200), reply.is_ambiguous);
        lock(&self.recorded).push(Recorded { method, path, query, headers, body, operation, violations, status, is_ambiguous });
    }

    fn perform(&self, request: &Received, matched: &Matched<'_>, preference: &Preference) -> Result<(Reply, Vec<Violation>), Problem> {
        if let Some(challenges) = security::check(request, &matched.operation, &self.schemas)? {
            let violations = vec![Violation::new(Part::Security, "", "the operation requires credentials, and there are none")];
            let reply = complaint(401, "Credentials are missing", &violations);
            let reply = challenges.into_iter().fold(reply, |reply, challenge| reply.header("www-authenticate", challenge));
            return Ok((reply, violations));
        }
        let verdict = request::check(request, matched, &self.schemas)?;
        if let Some(accepted) = verdict.unsupported {
            let accepted = accepted.join(", ");
            let title = format!("The body must be of one of these content types: {accepted}");
            return Ok((complaint(415, &title, &verdict.violations).header("accept", accepted), verdict.violations));
        }
        if !verdict.violations.is_empty() {
            return Ok((complaint(400, "The request does not conform to the document", &verdict.violations), verdict.violations));
        }
        let scripted = lock(&self.script).next(&request.method, &request.path, Some(matched.key));
        let delay = match scripted {
            Some(reply) if reply.status.is_some() => return Ok((reply, Vec::new())),
            scripted => scripted.map_or(Duration::ZERO, |reply| reply.delay),
        };
        let reply = respond::reply(&matched.operation, request.header("accept").as_deref(), preference, &self.schemas)?;
        Ok((reply.delay(delay), Vec::new()))
    }

    fn miss(&self, request: &Received, miss: Miss) -> (Reply, Vec<Violation>) {
        let scripted = lock(&self.script).next(&request.method, &request.path, None);
        if let Some(reply) = scripted.filter(|reply| reply.status.is_some()) {
            return (reply, Vec::new());
        }
        match miss {
            Miss::Path => {
                let violations = vec![Violation::new(Part::Route, "", format!("the document has no path for `{}`", request.path))];
                (complaint(404, "No such path", &violations), violations)
            }
            Miss::Method { allow } => {
                let message = format!("the path has no operation {}, only {}", request.method, allow.join(", "));
                let violations = vec![Violation::new(Part::Route, "", message)];
                (complaint(405, "No such method", &violations).header("allow", allow.join(", ")), violations)
            }
            Miss::Problem(problem) => (broken(&problem), Vec::new()),
        }
    }
}

fn broken(problem: &Problem) -> Reply {
    complaint(500, &format!("The document cannot be played here: {problem}"), &[])
}
