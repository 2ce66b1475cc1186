//! Operations that are more than one method: what else they send than their first media type, and what else they reply with than JSON.

use openapiv3::{Operation, RequestBody, StatusCode};

use super::context::{Context, resolved};
use super::media::{self, Kind, Media};

/// What a further method of an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Further {
    /// It asks for the stream.
    Streaming,
    /// It asks for a reply of this kind.
    Receiving(Kind),
    /// It sends a body of this kind.
    Sending(Kind),
}

impl Further {
    /// What its name ends in.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Streaming => "stream",
            Self::Receiving(Kind::Text) => "text",
            Self::Receiving(_) => "bytes",
            Self::Sending(Kind::Multipart) => "as multipart",
            Self::Sending(Kind::Form) => "as form",
            Self::Sending(Kind::Text) => "as text",
            Self::Sending(_) => "as bytes",
        }
    }

    /// Whether it is about replies, and asks for this kind of them.
    pub(super) fn asks_for(self, kind: Kind) -> bool {
        match self {
            Self::Streaming => kind.is_sequence(),
            Self::Receiving(wanted) => kind == wanted,
            Self::Sending(_) => false,
        }
    }
}

/// The further methods of an operation.
pub(super) fn further(cx: &Context<'_, '_>, operation: &Operation) -> Vec<Further> {
    let components = cx.spec.document.components.as_ref();
    let responses = components.map(|components| &components.responses);
    let mut replies: Vec<Further> = Vec::new();
    for (status, response) in &operation.responses.responses {
        let is_success = matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2));
        let Some((response, _)) = resolved(responses, "responses", response).filter(|_| is_success) else { continue };
        let all = media::ranked(cx, &response.content);
        if all.first().is_none_or(|first| first.kind != Kind::Json) {
            continue;
        }
        let streaming = all.iter().any(|media| media.kind.is_sequence()).then_some(Further::Streaming);
        let receiving = others(cx, &all).into_iter().filter(|kind| matches!(kind, Kind::Bytes | Kind::Text)).map(Further::Receiving);
        for further in streaming.into_iter().chain(receiving) {
            if !replies.contains(&further) {
                replies.push(further);
            }
        }
    }
    let bodies = components.map(|components| &components.request_bodies);
    let body: Option<&RequestBody> = operation.request_body.as_ref().and_then(|body| Some(resolved(bodies, "requestBodies", body)?.0));
    let sending = body.map(|body| others(cx, &media::ranked(cx, &body.content))).unwrap_or_default();
    replies.into_iter().chain(sending.into_iter().map(Further::Sending)).collect()
}

/// The kinds that say something else than those before them: another schema, and no other spelling of it.
fn others(cx: &Context<'_, '_>, all: &[Media<'_>]) -> Vec<Kind> {
    let schema = |media: &Media<'_>| cx.spec.node(&media.content.extensions).node.get("schema").map(crate::source::Node::to_json);
    let mut kinds = Vec::new();
    for (index, media) in all.iter().enumerate().skip(1) {
        let is_known = all[..index].iter().any(|before| before.kind == media.kind || schema(before) == schema(media));
        if !is_known && matches!(media.kind, Kind::Multipart | Kind::Form | Kind::Text | Kind::Bytes) {
            kinds.push(media.kind);
        }
    }
    kinds
}
