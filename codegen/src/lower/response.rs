//! Responses: what an operation's reply decodes to.

use openapiv3::{Response, Responses as Loaded, StatusCode};

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Draft, Refusal, Standing};
use super::media::{self, json};
use crate::ir::{Docs, Outcome, Reply, ReplyBody, ReplyType, ReplyVariant, Responses, Statuses, Type, TypeKind};
use crate::names::{Ident, Variant};
use crate::report::Place;
use crate::spec::Numbered;

/// A declared reply, resolved.
struct Declared<'a> {
    status: Statuses,
    outcome: Outcome,
    response: &'a Response,
    /// It is a component of this name, which names its body too.
    component: Option<String>,
}

/// All replies of an operation.
pub(super) fn responses<'a>(
    cx: &mut Context<'a, '_>,
    loaded: &'a Loaded,
    operation: &Numbered<'_>,
    name: &str,
) -> Result<Responses, Refusal> {
    let mut refusal = None;
    let place = operation.place("responses");
    let components = cx.spec.document.components.as_ref().map(|components| &components.responses);
    let has_success = loaded.responses.keys().any(|status| is_in(status, 2));
    let mut declared = Vec::new();
    for (status, response) in &loaded.responses {
        let outcome = match status {
            status if is_in(status, 2) => Outcome::Success,
            // An operation that declares no `2XX` but a redirect answers with it when all is well.
            status if is_in(status, 3) && !has_success => Outcome::Success,
            _ => Outcome::Failure,
        };
        let status = match *status {
            StatusCode::Code(code) => Statuses::Code(code),
            StatusCode::Range(hundred) => Statuses::Hundred(hundred),
        };
        match resolved(components, "responses", response) {
            Some((response, component)) => declared.push(Declared { status, outcome, response, component }),
            None => refusal = Some(cx.refusal(&reference_of(response), place)),
        }
    }
    if let Some(response) = &loaded.default {
        let outcome = if declared.iter().any(|reply| reply.outcome == Outcome::Success) { Outcome::Failure } else { Outcome::Success };
        match resolved(components, "responses", response) {
            // That a default is a success does not make errors successes.
            Some((response, component)) => {
                let status = if outcome == Outcome::Success { Statuses::Hundred(2) } else { Statuses::Default };
                declared.push(Declared { status, outcome, response, component });
            }
            None => refusal = Some(cx.refusal(&reference_of(response), place)),
        }
    }
    declared.sort_by_key(|reply| reply.status);
    let success = side(cx, &declared, Outcome::Success, name);
    let failure = side(cx, &declared, Outcome::Failure, name);
    match (refusal, success, failure) {
        (Some(refusal), ..) | (_, Err(refusal), _) | (.., Err(refusal)) => Err(refusal),
        (None, Ok((mut success, mut replies)), Ok((failure, failures))) => {
            // Where no success is declared, all of them are, without a body.
            if success == ReplyType::None {
                success = ReplyType::One(None);
                replies.push(Reply { status: Statuses::Hundred(2), outcome: Outcome::Success, variant: None, body: ReplyBody::None });
            }
            replies.extend(failures);
            replies.sort_by_key(|reply| reply.status);
            Ok(Responses { success, failure, accept: accept(&declared), replies })
        }
    }
}

/// What to ask for: the media types of the bodies that are read. Plain JSON is asked for anyway.
fn accept(declared: &[Declared<'_>]) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for reply in declared {
        let content = &reply.response.content;
        let read = json(content).map(|(name, _)| name);
        let text = || content.keys().next().map(String::as_str).filter(|_| reply.outcome == Outcome::Success);
        types.extend(read.or_else(text).filter(|name| !types.contains(name)));
    }
    (!types.is_empty() && types != ["application/json"]).then(|| types.join(", "))
}

/// Is every declared format text.
fn is_text(content: &openapiv3::Content) -> bool {
    content.keys().all(|name| name.trim_start().to_ascii_lowercase().starts_with("text/") && !name.contains("event-stream"))
}

fn is_in(status: &StatusCode, hundred: u16) -> bool {
    match *status {
        StatusCode::Code(code) => code / 100 == hundred,
        StatusCode::Range(range) => range == hundred,
    }
}

/// The successes or the failures: their common type, and a reply for each.
fn side(cx: &mut Context<'_, '_>, declared: &[Declared<'_>], outcome: Outcome, name: &str) -> Result<(ReplyType, Vec<Reply>), Refusal> {
    let declared: Vec<&Declared<'_>> = declared.iter().filter(|reply| reply.outcome == outcome).collect();
    let has_body = |reply: &&Declared<'_>| !reply.response.content.is_empty();
    // With several replies the operation's own name is for the enum of them.
    let several = match outcome {
        Outcome::Success => declared.len() > 1,
        Outcome::Failure => declared.iter().copied().filter(has_body).count() > 1,
    };
    let mut typed = Vec::new();
    for reply in declared {
        let noun = if outcome == Outcome::Success { "response" } else { "error" };
        let segment = if let Some(component) = &reply.component {
            component.clone()
        } else if several {
            format!("{name} {} {noun}", reason(reply.status))
        } else {
            format!("{name} {noun}")
        };
        let numbered = cx.spec.node(&reply.response.extensions).clone();
        let body = match json(&reply.response.content) {
            Some((_, content)) => (ReplyBody::Json, Some(media::schema(cx, content, &Where::operation(name, &segment, Standing::Reply))?)),
            None if reply.response.content.is_empty() => (ReplyBody::None, None),
            // What an error says in another format can be read from its raw body.
            None if outcome == Outcome::Failure => (ReplyBody::None, None),
            None if is_text(&reply.response.content) => (ReplyBody::Text, Some(Type::String)),
            None => {
                let listed: Vec<&str> = reply.response.content.keys().map(String::as_str).collect();
                return Err(cx.refusal(&format!("a response body of type {}", listed.join(", ")), numbered.place("content")));
            }
        };
        typed.push((reply.status, body.0, body.1, docs(None, Some(&reply.response.description)), Place::of(numbered.node.span)));
    }
    if outcome == Outcome::Failure {
        // Without a body there is nothing to decode, and the status says it all.
        typed.retain(|(_, _, body, ..)| body.is_some());
    }
    Ok(common(cx, typed, outcome, name))
}

/// The type that all replies of one side share.
fn common(
    cx: &mut Context<'_, '_>,
    typed: Vec<(Statuses, ReplyBody, Option<Type>, Docs, Place)>,
    outcome: Outcome,
    name: &str,
) -> (ReplyType, Vec<Reply>) {
    let Some((_, _, first, _, place)) = typed.first().cloned() else {
        return (ReplyType::None, Vec::new());
    };
    let same = typed.iter().all(|(_, _, body, ..)| *body == first);
    let replies = typed.iter().enumerate().map(|(index, (status, body, ..))| Reply {
        status: *status,
        outcome,
        variant: (!same).then_some(index),
        body: *body,
    });
    let replies = replies.collect();
    if same {
        return (ReplyType::One(first), replies);
    }
    let variants =
        typed.into_iter().map(|(status, _, body, docs, _)| ReplyVariant { name: Ident::<Variant>::new(&reason(status)), body, docs });
    let noun = if outcome == Outcome::Success { "response" } else { "error" };
    let segment = format!("{name} {noun}");
    let id = cx.drafts.add(Draft {
        kind: TypeKind::Replies(variants.collect()),
        docs: Docs::default(),
        deprecated: false,
        uses: vec![Where::operation(name, &segment, Standing::Reply).as_use()],
        pointers: Vec::new(),
        place,
    });
    (ReplyType::Choice(id), replies)
}

/// What a status is called (RFC 9110 §15 and the IANA registry of status codes).
fn reason(status: Statuses) -> String {
    match status {
        Statuses::Code(code) => match REASONS.binary_search_by_key(&code, |(known, _)| *known) {
            Ok(index) => REASONS[index].1.to_owned(),
            Err(_) => format!("status {code}"),
        },
        Statuses::Hundred(1) => "any informational".to_owned(),
        Statuses::Hundred(2) => "any success".to_owned(),
        Statuses::Hundred(3) => "any redirection".to_owned(),
        Statuses::Hundred(4) => "any client error".to_owned(),
        Statuses::Hundred(5) => "any server error".to_owned(),
        Statuses::Hundred(hundred) => format!("any {hundred} hundred"),
        Statuses::Default => "other".to_owned(),
    }
}

#[rustfmt::skip]
const REASONS: &[(u16, &str)] = &[
    (100, "continue"), (101, "switching protocols"), (102, "processing"), (103, "early hints"), (200, "ok"), (201, "created"), (202, "accepted"),
    (203, "non-authoritative information"), (204, "no content"), (205, "reset content"), (206, "partial content"), (207, "multi-status"),
    (208, "already reported"), (226, "im used"), (300, "multiple choices"), (301, "moved permanently"), (302, "found"), (303, "see other"),
    (304, "not modified"), (305, "use proxy"), (307, "temporary redirect"), (308, "permanent redirect"), (400, "bad request"), (401, "unauthorized"),
    (402, "payment required"), (403, "forbidden"), (404, "not found"), (405, "method not allowed"), (406, "not acceptable"),
    (407, "proxy authentication required"), (408, "request timeout"), (409, "conflict"), (410, "gone"), (411, "length required"),
    (412, "precondition failed"), (413, "content too large"), (414, "uri too long"), (415, "unsupported media type"), (416, "range not satisfiable"),
    (417, "expectation failed"), (418, "im a teapot"), (421, "misdirected request"), (422, "unprocessable content"), (423, "locked"),
    (424, "failed dependency"), (425, "too early"), (426, "upgrade required"), (428, "precondition required"), (429, "too many requests"),
    (431, "request header fields too large"), (451, "unavailable for legal reasons"), (500, "internal server error"), (501, "not implemented"),
    (502, "bad gateway"), (503, "service unavailable"), (504, "gateway timeout"), (505, "http version not supported"), (506, "variant also negotiates"),
    (507, "insufficient storage"), (508, "loop detected"), (510, "not extended"), (511, "network authentication required"),
];
