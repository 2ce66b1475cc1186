//! The document itself: what it says of the API, servers, tags, what all operations need.

use super::Comparison;
use super::document::text;
use super::found::UnitId;
use super::schema::notes;
use super::schema::shape::json;
use super::security;
use super::words::{quoted, value};
use crate::diff::{Level, Part};
use crate::source::Node;

/// Compares what is of the document as a whole.
pub(super) fn compare(cx: &mut Comparison<'_>) {
    let (old, new) = (cx.old.root, cx.new.root);
    if let (Some(before), Some(now)) = (old.get("info"), new.get("info")) {
        notes::objects(cx, None, "the API", before, now);
    }
    notes::objects(cx, None, "the document", old, new);
    servers(cx, None, [old, new], [old, new]);
    tags(cx, old, new);
    security::schemes(cx);
    security::document(cx);
}

fn tags<'s>(cx: &mut Comparison<'s>, old: &'s Node, new: &'s Node) {
    let tags = |node: &'s Node| node.get("tags").and_then(Node::as_array).unwrap_or_default();
    let (mut was, is): (Vec<&Node>, &[Node]) = (tags(old).iter().collect(), tags(new));
    let told = |tag: &'s Node| format!("the tag {}", quoted(text(tag, "name").unwrap_or_default()));
    for tag in is {
        match was.iter().position(|before| text(before, "name") == text(tag, "name")) {
            Some(index) => notes::objects(cx, None, &told(tag), was.remove(index), tag),
            None => cx.tell(None, Part::Whole, "tag-declared", (old.get("tags"), Some(tag)), format!("{} is now described", told(tag))),
        }
    }
    for gone in was {
        let message = format!("{} is no longer described", told(gone));
        cx.tell(None, Part::Whole, "tag-undeclared", (Some(gone), new.get("tags")), message);
    }
}

/// Compares servers: of the document, or those that an operation or its path has of its own.
pub(super) fn servers<'s>(cx: &mut Comparison<'s>, unit: Option<UnitId>, nodes: [&'s Node; 2], items: [&'s Node; 2]) {
    let own = |index: usize| {
        [nodes[index], items[index]]
            .into_iter()
            .find_map(|node| node.get("servers").filter(|servers| servers.as_array().is_some_and(|list| !list.is_empty())))
    };
    let list = |node: Option<&'s Node>| node.and_then(Node::as_array).unwrap_or_default();
    let (at, now_at) = (own(0), own(1));
    let (mut was, is): (Vec<&Node>, &[Node]) = (list(at).iter().collect(), list(now_at));
    let whose = if unit.is_some() { "the operation" } else { "the API" };
    let url = |node: &'s Node| text(node, "url").unwrap_or("/");
    let mut left = Vec::new();
    for now in is {
        match was.iter().position(|before| url(before).trim_end_matches('/') == url(now).trim_end_matches('/')) {
            Some(index) => server(cx, unit, was.remove(index), now),
            None => left.push(now),
        }
    }
    // Where there is none, it is the document's own host (OpenAPI 3.1 §4.8.1).
    left.retain(|now| at.is_some() || url(now) != "/");
    was.retain(|before| now_at.is_some() || url(before) != "/");
    for now in left {
        // One of the same description has moved.
        let same =
            was.iter().position(|before| text(before, "description").is_some() && text(before, "description") == text(now, "description"));
        match same {
            Some(index) => {
                let before = was.remove(index);
                let message = format!("the server {} of {whose} is now {}", quoted(url(before)), quoted(url(now)));
                cx.tell(unit, Part::Whole, "server-url-changed", (before.get("url"), now.get("url")), message);
                server(cx, unit, before, now);
            }
            None => cx.tell(unit, Part::Whole, "server-added", (at, Some(now)), format!("{whose} now has the server {}", quoted(url(now)))),
        }
    }
    for gone in was {
        cx.tell(
            unit,
            Part::Whole,
            "server-removed",
            (Some(gone), now_at),
            format!("{whose} no longer has the server {}", quoted(url(gone))),
        );
    }
}

fn server<'s>(cx: &mut Comparison<'s>, unit: Option<UnitId>, old: &'s Node, new: &'s Node) {
    let told = format!("the server {}", quoted(text(new, "url").unwrap_or("/")));
    notes::objects(cx, unit, &told, old, new);
    let variables = |node: &'s Node| node.get("variables").and_then(Node::as_object);
    let (was, is) = (variables(old), variables(new));
    for (name, member) in is.into_iter().flatten() {
        let Some(before) = was.and_then(|was| was.get(name)) else { continue };
        for key in ["default", "enum"] {
            let (a, b) = (before.value.get(key), member.value.get(key));
            let values = |node: Option<&'s Node>| {
                let mut values: Vec<u64> = node.and_then(Node::as_array).map(|items| items.iter().map(json).collect()).unwrap_or_default();
                values.sort_unstable();
                (values, node.filter(|node| node.as_array().is_none()).map(json))
            };
            if values(a) != values(b) {
                let shown = |node: Option<&'s Node>| node.map_or_else(|| "nothing".to_owned(), value);
                let message = format!("{} of the variable {} of {told} is now {}, not {}", quoted(key), quoted(name), shown(b), shown(a));
                cx.tell(unit, Part::Whole, "server-variable-changed", (a.or(Some(&before.value)), b.or(Some(&member.value))), message);
            }
        }
    }
}

/// Compares the versions that the documents give themselves with what changed.
pub(super) fn version(cx: &mut Comparison<'_>) {
    let (Some(old), Some(new)) = (cx.old.root.at("/info/version"), cx.new.root.at("/info/version")) else { return };
    let parts = |node: &Node| -> Option<Vec<u64>> {
        let written = node.as_str().map(str::to_owned).or_else(|| node.as_number().map(|number| number.as_str().to_owned()))?;
        written.trim_start_matches('v').split(['.', '-', '+']).take(3).map(|part| part.parse().ok()).collect()
    };
    if !cx.policy.versions || cx.found.is_empty() {
        return;
    }
    let (Some(before), Some(now)) = (parts(old), parts(new)) else { return };
    let shown = (value(old), value(new));
    if now < before {
        cx.tell(None, Part::Whole, "version-decreased", (Some(old), Some(new)), format!("the version is now {}, not {}", shown.1, shown.0));
    } else if now == before {
        cx.tell(None, Part::Whole, "version-not-raised", (Some(old), Some(new)), format!("the version is {} still", shown.1));
    } else if now.first() == before.first() && cx.found.worst() == Some(Level::Breaking) {
        let message = format!("the version went from {} to {}, though something breaks", shown.0, shown.1);
        cx.tell(None, Part::Whole, "major-version-not-raised", (Some(old), Some(new)), message);
    }
}
