//! A rehearsal: in comes a played document, out comes for each operation whether its success reply can be made.

use serde_json::Value;

use crate::document::Node;
use crate::play::Play;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::respond::{self, Preference};
use crate::route::all_operations;

/// What became of an operation's success reply.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rehearsed {
    /// The method, in upper case; `*` if the path as a whole cannot be read.
    pub method: String,
    /// The key of `paths`.
    pub path: String,
    /// The status of the reply.
    pub status: Option<u16>,
    /// The reply's body, if it is JSON. It is valid against its schema.
    pub body: Option<Value>,
    /// Why no reply could be made.
    pub problem: Option<String>,
}

pub(crate) fn rehearse(play: &Play) -> Vec<Rehearsed> {
    let operations = all_operations(&play.document).into_iter();
    operations.map(|(method, path, operation)| one(play, method, path, operation)).collect()
}

fn one(play: &Play, method: String, path: String, operation: Result<Node<'_>, Problem>) -> Rehearsed {
    let reply = operation.and_then(|operation| respond::reply(&operation, None, &Preference::default(), &play.schemas));
    match reply {
        Ok(Reply { status, body, .. }) => Rehearsed { method, path, status, body: serde_json::from_slice(&body).ok(), problem: None },
        Err(problem) => Rehearsed { method, path, status: None, body: None, problem: Some(problem.to_string()) },
    }
}
