//! Bodies: whether there is one, and in which media types.

use super::document::flag;
use super::found::UnitId;
use super::schema::notes;
use super::words::{Subject, quoted};
use super::{Comparison, Side, Stability};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// Compares what clients send.
pub(super) fn request<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, level: Stability) {
    let body = |node: &'s Node| node.get("requestBody");
    let (was, is) = (body(old).map(|node| cx.old.end(node)), body(new).map(|node| cx.new.end(node)));
    let told = "the request body";
    match (was, is) {
        (None, None) => {}
        (None, Some(now)) => {
            let (kind, says) =
                if flag(now, "required") { ("required", "is new, and required") } else { ("optional", "is new, and optional") };
            cx.tell(Some(unit), Part::Body, &format!("body-added-{kind}"), (Some(old), Some(now)), format!("{told} {says}"));
        }
        (Some(before), None) => cx.tell(Some(unit), Part::Body, "body-removed", (Some(before), Some(new)), format!("{told} is gone")),
        (Some(before), Some(now)) => {
            if flag(before, "required") != flag(now, "required") {
                let (kind, says) =
                    if flag(now, "required") { ("required", "is now required") } else { ("optional", "is no longer required") };
                let spot = |node: &'s Node| node.get("required").or(Some(node));
                cx.tell(Some(unit), Part::Body, &format!("body-became-{kind}"), (spot(before), spot(now)), format!("{told} {says}"));
            }
            notes::objects(cx, Some(unit), told, before, now);
            content(cx, unit, [before, now], Side::new(Direction::Request, Part::Body, level), told);
        }
    }
}

/// Compares what the server sends in a request of its own.
pub(super) fn payload<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, level: Stability) {
    let body = |node: &'s Node| node.get("requestBody");
    let (was, is) = (body(old).map(|node| cx.old.end(node)), body(new).map(|node| cx.new.end(node)));
    match (was, is) {
        (None, None) => {}
        (None, Some(now)) => cx.tell(Some(unit), Part::Payload, "payload-added", (Some(old), Some(now)), "the payload is new".to_owned()),
        (Some(before), None) => {
            cx.tell(Some(unit), Part::Payload, "payload-removed", (Some(before), Some(new)), "the payload is gone".to_owned());
        }
        (Some(before), Some(now)) => {
            notes::objects(cx, Some(unit), "the payload", before, now);
            content(cx, unit, [before, now], Side::new(Direction::Response, Part::Payload, level), "the payload");
        }
    }
}

/// What a media type is, without its parameters.
fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether strings and numbers differ in it.
fn is_json(media: &str) -> bool {
    let essence = essence(media);
    essence == "application/json" || essence.ends_with("+json")
}

/// Which media type is the more general name of another: `application/json` of `application/problem+json`.
fn generalizes(general: &str, special: &str) -> bool {
    let (general, special) = (essence(general), essence(special));
    let suffix = special.rsplit_once('+').map(|(_, suffix)| suffix);
    let (kind, name) = general.split_once('/').unwrap_or_default();
    general != special && (suffix == Some(name) || name == "*" && (kind == "*" || special.starts_with(&format!("{kind}/"))))
}

/// Compares the media types of two bodies, and the schemas of those that both have.
pub(super) fn content<'s>(cx: &mut Comparison<'s>, unit: UnitId, [old, new]: [&'s Node; 2], side: Side, told: &str) {
    let way = if side.direction == Direction::Response { "response" } else { "request" };
    let (mut was, is) = (cx.old.members(old, "content"), cx.new.members(new, "content"));
    let several = was.len().max(is.len()) > 1;
    let mut left = Vec::new();
    for (media, now) in is {
        match was.iter().position(|(before, _)| before.eq_ignore_ascii_case(media)) {
            Some(index) => {
                let (_, before) = was.remove(index);
                media_type(cx, unit, [before, now], media, side, &named(told, media, several));
            }
            None => left.push((media, now)),
        }
    }
    for (media, now) in left {
        let other = |test: &dyn Fn(&str) -> bool| was.iter().position(|(before, _)| test(before));
        let renamed = [
            ("name-changed", other(&|before| essence(before) == essence(media))),
            ("name-generalized", other(&|before| generalizes(media, before))),
            ("name-specialized", other(&|before| generalizes(before, media))),
        ];
        if let Some((kind, index)) = renamed.into_iter().find_map(|(kind, index)| Some((kind, index?))) {
            let (name, before) = was.remove(index);
            let message = format!("{told} is now {}, not {}", quoted(media), quoted(name));
            cx.tell(Some(unit), side.part, &format!("{way}-media-type-{kind}"), (Some(before), Some(now)), message);
            media_type(cx, unit, [before, now], media, side, &named(told, media, several));
        } else {
            let message = format!("{told} may now also be {}", quoted(media));
            cx.tell(Some(unit), side.part, &format!("{way}-media-type-added"), (Some(old), Some(now)), message);
        }
    }
    for (media, before) in was {
        let message = format!("{told} can no longer be {}", quoted(media));
        cx.tell(Some(unit), side.part, &format!("{way}-media-type-removed"), (Some(before), Some(new)), message);
    }
}

fn named(told: &str, media: &str, several: bool) -> String {
    if several { format!("{told} as {}", quoted(media)) } else { told.to_owned() }
}

fn media_type<'s>(cx: &mut Comparison<'s>, unit: UnitId, [old, new]: [&'s Node; 2], media: &str, side: Side, told: &str) {
    let way = if side.direction == Direction::Response { "response" } else { "request" };
    let side = Side { loose: !is_json(media), ..side };
    for key in ["schema", "itemSchema"] {
        match (old.get(key), new.get(key)) {
            (Some(before), Some(now)) => cx.schemas(unit, &[before], &[now], side, &Subject::place(told)),
            (None, Some(now)) => {
                cx.tell(
                    Some(unit),
                    side.part,
                    &format!("{way}-media-type-schema-added"),
                    (Some(old), Some(now)),
                    format!("{told} now has a schema"),
                );
            }
            (Some(before), None) => {
                cx.tell(
                    Some(unit),
                    side.part,
                    &format!("{way}-media-type-schema-removed"),
                    (Some(before), Some(new)),
                    format!("{told} no longer has a schema"),
                );
            }
            (None, None) => {}
        }
    }
    for key in ["encoding", "prefixEncoding", "itemEncoding"] {
        if old.get(key).map(super::schema::shape::json) != new.get(key).map(super::schema::shape::json) {
            let spots = (old.get(key).or(Some(old)), new.get(key).or(Some(new)));
            cx.tell(Some(unit), side.part, &format!("{way}-encoding-changed"), spots, format!("{} of {told} changed", quoted(key)));
        }
    }
    notes::objects(cx, Some(unit), told, old, new);
}
