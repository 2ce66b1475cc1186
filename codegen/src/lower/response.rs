//! Responses: what an operation's reply decodes to.

use std::collections::BTreeSet;

use openapiv3::{Response, StatusCode};

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Draft, Refusal, Standing};
use super::further::Further;
use super::media::{self, Kind, Media};
use super::operation::Found;
use super::status::reason;
use super::{event, headers};
use crate::ir::{Docs, Outcome, Reply, ReplyBody, ReplyHeaders, ReplyType, ReplyVariant, Responses, Statuses, Type, TypeKind};
use crate::names::{Ident, Variant};
use crate::report::{Diagnostic, Place};

/// A declared reply, resolved.
struct Declared<'a> {
    status: Statuses,
    outcome: Outcome,
    response: &'a Response,
    /// It is a component of this name, which names its body too.
    component: Option<String>,
    /// HTTP allows it no body, whatever the document says (RFC 9110 §6.4.1).
    is_bodiless: bool,
}

impl<'a> Declared<'a> {
    /// The media types that its body may have.
    fn media(&self, cx: &Context<'_, '_>) -> Vec<Media<'a>> {
        if self.is_bodiless { Vec::new() } else { media::ranked(cx, &self.response.content) }
    }
}

/// All replies of an operation.
pub(super) fn responses<'a>(cx: &mut Context<'a, '_>, found: &Found<'a, '_>, name: &str) -> Result<Responses, Refusal> {
    let further = found.further.filter(|further| !matches!(further, Further::Sending(_)));
    let declared = declared(cx, found)?;
    let own = further.map_or_else(|| name.to_owned(), |further| format!("{name} {}", further.suffix()));
    let pointer = |side: &str| format!("{}/responses/{side}", found.numbered.pointer);
    let success_of = further.map_or_else(|| "success".to_owned(), |further| format!("success {}", further.suffix()));
    let (mut success, mut replies) = side(cx, &declared, Outcome::Success, &own, &pointer(&success_of), further);
    let (failure, failures) = side(cx, &declared, Outcome::Failure, name, &pointer("error"), further);
    // Where no success is declared, all of them are, without a body.
    if success == ReplyType::None {
        success = ReplyType::One(ReplyBody::None);
        replies.push(Reply { status: Statuses::Hundred(2), outcome: Outcome::Success, variant: None, body: ReplyBody::None });
    }
    replies.extend(failures);
    replies.sort_by_key(|reply| reply.status);
    Ok(Responses { success, failure, accept: accept(cx, &declared, further), replies, headers: headers(cx, &declared, name)? })
}

/// The headers that replies declare, those of one type together.
fn headers<'a>(cx: &mut Context<'a, '_>, declared: &[Declared<'a>], name: &str) -> Result<Vec<ReplyHeaders>, Refusal> {
    let several = declared.iter().filter(|reply| reply.component.is_none() && !reply.response.headers.is_empty()).count() > 1;
    let mut all: Vec<ReplyHeaders> = Vec::new();
    for reply in declared {
        let owner = match &reply.component {
            Some(component) => component.clone(),
            None if several => format!("{name} {}", reason(reply.status)),
            None => name.to_owned(),
        };
        let Some(ty) = headers::headers(cx, reply.response, name, &owner)? else { continue };
        match all.iter_mut().find(|headers| headers.ty == ty) {
            Some(known) => known.statuses.push(reply.status),
            None => all.push(ReplyHeaders { statuses: vec![reply.status], ty }),
        }
    }
    Ok(all)
}

/// The declared replies, the particular before the general.
fn declared<'a>(cx: &mut Context<'a, '_>, found: &Found<'a, '_>) -> Result<Vec<Declared<'a>>, Refusal> {
    let loaded = &found.operation.responses;
    let mut refusal = None;
    let place = found.numbered.place("responses");
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
            Some((response, component)) => {
                let is_bodiless = found.sent == "HEAD" || has_no_body(cx, status, response, found.further.is_none());
                declared.push(Declared { status, outcome, response, component, is_bodiless });
            }
            None => refusal = Some(cx.refusal(&reference_of(cx.spec, response), place)),
        }
    }
    if let Some(response) = &loaded.default {
        let outcome = if declared.iter().any(|reply| reply.outcome == Outcome::Success) { Outcome::Failure } else { Outcome::Success };
        match resolved(components, "responses", response) {
            // That a default is a success does not make errors successes.
            Some((response, component)) => {
                let status = if outcome == Outcome::Success { Statuses::Hundred(2) } else { Statuses::Default };
                declared.push(Declared { status, outcome, response, component, is_bodiless: found.sent == "HEAD" });
            }
            None => refusal = Some(cx.refusal(&reference_of(cx.spec, response), place)),
        }
    }
    declared.sort_by_key(|reply| reply.status);
    refusal.map_or(Ok(declared), Err)
}

/// Whether a status goes without a body. A document that describes one all the same is told so, once.
fn has_no_body(cx: &mut Context<'_, '_>, status: Statuses, response: &Response, is_first: bool) -> bool {
    let Statuses::Code(code @ (204 | 205 | 304)) = status else { return false };
    if is_first && !response.content.is_empty() {
        let place = cx.spec.node(&response.extensions).place("content");
        let message = format!("a reply of status {code} has no body: HTTP allows none");
        cx.report.push(Diagnostic::warning("no-body", message).at(place).label("left out"));
    }
    true
}

/// What to ask for: the media types of the bodies that are read. Plain JSON is asked for anyway.
fn accept(cx: &Context<'_, '_>, declared: &[Declared<'_>], further: Option<Further>) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for reply in declared {
        let all = reply.media(cx);
        let Some(first) = chosen(&all, further) else { continue };
        match first.kind {
            Kind::Json => types.push(media::concrete(first)),
            _ if reply.outcome == Outcome::Failure => {}
            Kind::Bytes if further.is_some() => types.extend(all.iter().filter(|media| media.kind == Kind::Bytes).map(|media| media.name)),
            // Bytes are bytes, whatever is in them.
            Kind::Bytes => types.extend(all.iter().filter(|media| matches!(media.kind, Kind::Bytes | Kind::Text)).map(|media| media.name)),
            _ => types.push(first.name),
        }
    }
    let mut listed = BTreeSet::new();
    types.retain(|name| listed.insert(*name));
    (!types.is_empty() && types != ["application/json"]).then(|| types.join(", "))
}

fn is_in(status: &StatusCode, hundred: u16) -> bool {
    match *status {
        StatusCode::Code(code) => code / 100 == hundred,
        StatusCode::Range(range) => range == hundred,
    }
}

/// The successes or the failures: their common type, and a reply for each.
fn side(
    cx: &mut Context<'_, '_>,
    declared: &[Declared<'_>],
    outcome: Outcome,
    name: &str,
    pointer: &str,
    further: Option<Further>,
) -> (ReplyType, Vec<Reply>) {
    let declared: Vec<&Declared<'_>> = declared.iter().filter(|reply| reply.outcome == outcome).collect();
    let has_body = |reply: &&Declared<'_>| !reply.is_bodiless && !reply.response.content.is_empty();
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
        let numbered = cx.spec.node(&reply.response.extensions);
        let at = Where::operation(name, &segment, Standing::Reply);
        let body = match chosen(&reply.media(cx), further) {
            Some(media) if outcome == Outcome::Success || media.kind == Kind::Json => {
                media::unapplied(cx, media);
                read(cx, media, &at)
            }
            // What an error says in another format can be read from its raw body.
            _ => ReplyBody::None,
        };
        typed.push((reply.status, body, docs(None, Some(&reply.response.description)), Place::of(numbered.node.span)));
    }
    if outcome == Outcome::Failure {
        // Without a body there is nothing to decode, and the status says it all.
        typed.retain(|(_, body, ..)| *body != ReplyBody::None);
    }
    common(cx, typed, outcome, name, pointer)
}

/// The media type that is read: the preferred one, or the one that a further method asks for.
fn chosen<'c>(all: &[Media<'c>], further: Option<Further>) -> Option<Media<'c>> {
    all.iter().find(|media| further.is_some_and(|further| further.asks_for(media.kind))).or(all.first()).copied()
}

/// How a body of a media type is read.
fn read(cx: &mut Context<'_, '_>, media: Media<'_>, at: &Where<'_>) -> ReplyBody {
    match media.kind {
        Kind::Json => ReplyBody::Json(media::schema(cx, media.content, at)),
        Kind::Events => ReplyBody::Events(event::data(cx, media.content, at)),
        Kind::Items => ReplyBody::Items(event::item(cx, media.content, at)),
        // Numbers and truth values are written as in JSON.
        Kind::Text => match media::schema(cx, media.content, at) {
            ty @ (Type::Boolean | Type::Integer { .. } | Type::Number { .. }) => ReplyBody::Json(ty),
            _ => ReplyBody::Text,
        },
        Kind::Xml => ReplyBody::Text,
        Kind::Bytes | Kind::Form | Kind::Multipart => ReplyBody::Bytes,
    }
}

/// The type that all replies of one side share.
fn common(
    cx: &mut Context<'_, '_>,
    typed: Vec<(Statuses, ReplyBody, Docs, Place)>,
    outcome: Outcome,
    name: &str,
    pointer: &str,
) -> (ReplyType, Vec<Reply>) {
    let Some((_, first, _, place)) = typed.first().cloned() else {
        return (ReplyType::None, Vec::new());
    };
    let same = typed.iter().all(|(_, body, ..)| *body == first);
    let replies = typed.iter().enumerate().map(|(index, (status, body, ..))| Reply {
        status: *status,
        outcome,
        variant: (!same).then_some(index),
        body: body.clone(),
    });
    let replies = replies.collect();
    if same {
        return (ReplyType::One(first), replies);
    }
    let variants =
        typed.into_iter().map(|(status, body, docs, _)| ReplyVariant { name: Ident::<Variant>::new(&reason(status)), body, docs });
    let noun = if outcome == Outcome::Success { "response" } else { "error" };
    let segment = format!("{name} {noun}");
    let id = cx.drafts.add_once(Draft {
        kind: TypeKind::Replies(variants.collect()),
        docs: Docs::default(),
        deprecated: false,
        uses: vec![Where::operation(name, &segment, Standing::Reply).as_use()],
        pointers: vec![pointer.to_owned()],
        place,
        request_of: None,
    });
    (ReplyType::Choice(id), replies)
}
