//! Responses: which statuses there are, with which headers.

use super::document::flag;
use super::found::UnitId;
use super::schema::notes;
use super::words::{Subject, quoted};
use super::{Comparison, Side, Stability, bodies};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// What a status stands for.
fn class(status: &str) -> &'static str {
    match status.as_bytes().first() {
        _ if status == "default" => "default-status",
        Some(b'2') => "success-status",
        _ => "other-status",
    }
}

/// Compares the responses of two operations: of the server, or, where data goes the other way, of the client to a request of the server's.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, direction: Direction, level: Stability) {
    let statuses =
        |members: Vec<(&'s str, &'s Node)>| members.into_iter().filter(|(status, _)| !status.starts_with("x-")).collect::<Vec<_>>();
    let (was, is) = (statuses(cx.old.members(old, "responses")), statuses(cx.new.members(new, "responses")));
    let way = if direction == Direction::Response { "response" } else { "reply" };
    let (prefix, part) = if direction == Direction::Response { ("", Part::Body) } else { ("reply-", Part::Payload) };
    let told = |status: &str| if status == "default" { format!("the default {way}") } else { format!("the {way} {}", quoted(status)) };
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    for (status, gone) in was.iter().filter(|(before, _)| !is.iter().any(|(now, _)| same(before, now))) {
        cx.tell(
            Some(unit),
            Part::Whole,
            &format!("{}{}-removed", prefix, class(status)),
            (Some(gone), new.get("responses")),
            format!("{} is gone", told(status)),
        );
    }
    for (status, now) in is {
        match was.iter().find(|(before, _)| same(before, status)) {
            None => cx.tell(
                Some(unit),
                Part::Whole,
                &format!("{}{}-added", prefix, class(status)),
                (old.get("responses"), Some(now)),
                format!("{} is new", told(status)),
            ),
            Some((_, before)) => {
                let told = told(status);
                bodies::content(cx, unit, [before, now], Side::new(direction, part, level), &told);
                if direction == Direction::Response {
                    headers(cx, unit, before, now, &told, level);
                }
                links(cx, unit, before, now, &told);
                notes::objects(cx, Some(unit), &told, before, now);
            }
        }
    }
}

fn headers<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, told: &str, level: Stability) {
    let (was, is) = (cx.old.members(old, "headers"), cx.new.members(new, "headers"));
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    let header = |name: &str| format!("the header {} of {told}", quoted(name));
    for (name, gone) in was.iter().filter(|(before, _)| !is.iter().any(|(now, _)| same(before, now))) {
        let which = if flag(gone, "required") { "required" } else { "optional" };
        cx.tell(Some(unit), Part::Header, &format!("{which}-header-removed"), (Some(gone), Some(new)), format!("{} is gone", header(name)));
    }
    for (name, now) in is {
        let told = header(name);
        let exactly = was.iter().find(|(before, _)| *before == name);
        let Some((_, before)) = exactly.or_else(|| was.iter().find(|(before, _)| same(before, name))) else {
            cx.tell(Some(unit), Part::Header, "header-added", (Some(old), Some(now)), format!("{told} is new"));
            continue;
        };
        if flag(before, "required") != flag(now, "required") {
            let (kind, says) = if flag(now, "required") { ("required", "is now always there") } else { ("optional", "may now be missing") };
            cx.tell(Some(unit), Part::Header, &format!("header-became-{kind}"), (Some(before), Some(now)), format!("{told} {says}"));
        }
        if flag(before, "deprecated") != flag(now, "deprecated") {
            let (kind, says) =
                if flag(now, "deprecated") { ("deprecated", "is deprecated") } else { ("reactivated", "is no longer deprecated") };
            cx.tell(Some(unit), Part::Header, &format!("header-{kind}"), (Some(before), Some(now)), format!("{told} {says}"));
        }
        let side = Side { loose: true, ..Side::new(Direction::Response, Part::Header, level) };
        let schema = |document: &super::document::Document<'s>, node: &'s Node| {
            node.get("schema").or_else(|| document.members(node, "content").first().and_then(|(_, media)| media.get("schema")))
        };
        match (schema(&cx.old, before), schema(&cx.new, now)) {
            (Some(before), Some(now)) => cx.schemas(unit, &[before], &[now], side, &Subject::place(&told)),
            (None, Some(now)) => {
                cx.tell(Some(unit), Part::Header, "header-schema-added", (Some(before), Some(now)), format!("{told} now has a schema"));
            }
            (Some(before), None) => cx.tell(
                Some(unit),
                Part::Header,
                "header-schema-removed",
                (Some(before), Some(now)),
                format!("{told} no longer has a schema"),
            ),
            (None, None) => {}
        }
        notes::objects(cx, Some(unit), &told, before, now);
    }
}

fn links<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, told: &str) {
    let (was, is) = (cx.old.members(old, "links"), cx.new.members(new, "links"));
    for (name, gone) in was.iter().filter(|(before, _)| !is.iter().any(|(now, _)| before == now)) {
        cx.tell(Some(unit), Part::Whole, "link-removed", (Some(gone), Some(new)), format!("the link {} of {told} is gone", quoted(name)));
    }
    for (name, now) in is {
        match was.iter().find(|(before, _)| *before == name) {
            None => cx.tell(
                Some(unit),
                Part::Whole,
                "link-added",
                (Some(old), Some(now)),
                format!("the link {} of {told} is new", quoted(name)),
            ),
            Some((_, before)) if super::schema::shape::json(before) != super::schema::shape::json(now) => {
                cx.note_at(Some(unit), "link-changed", (before, now), format!("the link {} of {told} changed", quoted(name)));
            }
            Some(_) => {}
        }
    }
}
