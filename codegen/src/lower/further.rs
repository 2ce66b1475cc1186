//! Operations that are more than one method: what else they send than their first media type, and what they stream where they also reply with JSON.

use openapiv3::{Operation, ReferenceOr, RequestBody, Response};

use super::context::{Context, resolved};
use super::media::{self, Kind, Media};

/// What a further method of an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Further {
    /// It asks for the stream.
    Streaming,
    /// It sends a body of this kind.
    Sending(Kind),
}

impl Further {
    /// What its name ends in.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Streaming => "stream",
            Self::Sending(Kind::Multipart) => "as multipart",
            Self::Sending(Kind::Form) => "as form",
            Self::Sending(Kind::Text) => "as text",
            Self::Sending(_) => "as bytes",
        }
    }
}

/// The further methods of an operation.
pub(super) fn further(cx: &Context<'_, '_>, operation: &Operation) -> Vec<Further> {
    let components = cx.spec.document.components.as_ref();
    let responses = components.map(|components| &components.responses);
    let streams = |(status, response): (&openapiv3::StatusCode, &ReferenceOr<Response>)| {
        let is_success = matches!(status, openapiv3::StatusCode::Code(200..=299) | openapiv3::StatusCode::Range(2));
        let all = resolved(responses, "responses", response).map(|(response, _)| media::ranked(cx, &response.content)).unwrap_or_default();
        is_success && all.first().is_some_and(|first| first.kind == Kind::Json) && all.iter().any(|media| media.kind.is_sequence())
    };
    let streaming = operation.responses.responses.iter().any(streams).then_some(Further::Streaming);
    let bodies = components.map(|components| &components.request_bodies);
    let body: Option<&RequestBody> = operation.request_body.as_ref().and_then(|body| Some(resolved(bodies, "requestBodies", body)?.0));
    let sending = body.map(|body| others(cx, &media::ranked(cx, &body.content))).unwrap_or_default();
    streaming.into_iter().chain(sending.into_iter().map(Further::Sending)).collect()
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
