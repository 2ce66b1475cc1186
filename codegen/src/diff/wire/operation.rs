//! Operations: which there are, and what each is called and promised.

use super::document::{Operation, flag, text};
use super::found::UnitId;
use super::moved::{Match, matched};
use super::schema::{Lifecycle, Say, notes, stability};
use super::words::{quoted, value};
use super::{Comparison, Stability, bodies, parameters, responses, security};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// Compares all operations and webhooks.
pub(super) fn all(cx: &mut Comparison<'_>) {
    let (old, new) = (cx.old.operations(), cx.new.operations());
    for matched in matched(cx, &old, &new) {
        match matched {
            Match::Both(old, new) => both(cx, &old, &new),
            Match::Old { operation, with_path } => removed(cx, &operation, with_path),
            Match::New(operation) => {
                let unit = cx.found.operation(label(&operation));
                let message = format!("{} is new", told(&operation));
                cx.tell(Some(unit), Part::Whole, "operation-added", (None, Some(operation.node)), message);
            }
        }
    }
    let (old, new) = (cx.old.webhooks(), cx.new.webhooks());
    webhooks(cx, &old, &new);
}

/// As outputs call it.
fn label(operation: &Operation<'_>) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// As sentences call it.
fn told(operation: &Operation<'_>) -> String {
    quoted(&label(operation))
}

fn both<'s>(cx: &mut Comparison<'s>, old: &Operation<'s>, new: &Operation<'s>) {
    let unit = cx.found.operation(label(new));
    let Some(level) = levels(cx, unit, old, new) else { return };
    if level < cx.policy.stability {
        return;
    }
    if old.method != new.method || super::moved::bare(old.path) != super::moved::bare(new.path) {
        let message = format!("{} is now {}", told(old), told(new));
        cx.tell(Some(unit), Part::Whole, "operation-moved", (Some(old.node), Some(new.node)), message);
    }
    names(cx, unit, old, new);
    let lifecycle = Lifecycle { old: old.node, new: new.node, stability: level };
    if let Some(Say { kind, says, old, new: spot }) = lifecycle.changes(cx.policy) {
        cx.tell(Some(unit), Part::Whole, &format!("operation-{kind}"), (old, spot), format!("{} {says}", told(new)));
    }
    parameters::compare(cx, unit, old, new, level);
    bodies::request(cx, unit, old.node, new.node, level);
    responses::compare(cx, unit, old.node, new.node, Direction::Response, level);
    security::operation(cx, unit, old.node, new.node);
    super::root::servers(cx, Some(unit), [old.node, new.node], [old.item, new.item]);
    callbacks(cx, unit, old.node, new.node, level);
    notes::objects(cx, Some(unit), "the operation", old.node, new.node);
    if old.item.get("summary") != new.item.get("summary") || old.item.get("description") != new.item.get("description") {
        cx.note_at(
            None,
            "documentation-changed",
            (old.item, new.item),
            format!("the documentation of the path {} changed", quoted(new.path)),
        );
    }
}

/// Compares how stable operations are. None: the documents do not say what anybody knows.
fn levels<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &Operation<'s>, new: &Operation<'s>) -> Option<Stability> {
    let spot = |node: &'s Node| node.get("x-stability-level").unwrap_or(node);
    let spots = (Some(spot(old.node)), Some(spot(new.node)));
    match (stability(old.node), stability(new.node)) {
        (Ok(before), Ok(now)) => {
            if before != now && before >= cx.policy.stability {
                let kind = if now > before { "operation-stability-increased" } else { "operation-stability-decreased" };
                let message = format!("{} is now {}, not {}", told(new), quoted(now.name()), quoted(before.name()));
                cx.tell(Some(unit), Part::Whole, kind, spots, message);
            }
            Some(now)
        }
        (before, now) => {
            for level in [before.err(), now.err()].into_iter().flatten() {
                let message = format!("{} is no `x-stability-level` of {}", value(level), told(new));
                cx.tell(Some(unit), Part::Whole, "stability-invalid", spots, message);
            }
            None
        }
    }
}

fn names<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &Operation<'s>, new: &Operation<'s>) {
    const ID: &str = "operationId";
    let spots = (old.node.get(ID), new.node.get(ID));
    match (text(old.node, ID), text(new.node, ID)) {
        (Some(before), Some(now)) if before != now => {
            cx.tell(
                Some(unit),
                Part::Whole,
                "operation-id-changed",
                spots,
                format!("the operation is now called {}, not {}", quoted(now), quoted(before)),
            );
        }
        (Some(before), None) => cx.tell(
            Some(unit),
            Part::Whole,
            "operation-id-removed",
            (spots.0, Some(new.node)),
            format!("the operation is no longer called {}", quoted(before)),
        ),
        (None, Some(now)) => cx.tell(
            Some(unit),
            Part::Whole,
            "operation-id-added",
            (Some(old.node), spots.1),
            format!("the operation is now called {}", quoted(now)),
        ),
        _ => {}
    }
    let tags = |node: &'s Node| node.get("tags").and_then(Node::as_array).unwrap_or_default();
    let (was, is) = (tags(old.node), tags(new.node));
    for gone in was.iter().filter(|tag| !is.contains(tag)) {
        cx.tell(
            Some(unit),
            Part::Whole,
            "tag-removed",
            (Some(gone), new.node.get("tags")),
            format!("the operation no longer has the tag {}", value(gone)),
        );
    }
    for more in is.iter().filter(|tag| !was.contains(tag)) {
        cx.tell(
            Some(unit),
            Part::Whole,
            "tag-added",
            (old.node.get("tags"), Some(more)),
            format!("the operation now has the tag {}", value(more)),
        );
    }
}

fn removed<'s>(cx: &mut Comparison<'s>, operation: &Operation<'s>, with_path: bool) {
    let unit = cx.found.operation(label(operation));
    let spots = (Some(operation.node), None);
    match stability(operation.node) {
        Err(level) => {
            let message = format!("{} is no `x-stability-level` of {}", value(level), told(operation));
            return cx.tell(Some(unit), Part::Whole, "stability-invalid", spots, message);
        }
        // A draft may go, unless the whole path goes and others on it may not.
        Ok(level) if level < cx.policy.stability => return,
        Ok(_) => {}
    }
    let part = if with_path { Part::Path } else { Part::Whole };
    let (kind, says) = super::schema::removal(operation.node, cx.policy);
    cx.tell(Some(unit), part, &format!("operation-{kind}"), spots, format!("{} is gone{says}", told(operation)));
}

fn webhooks<'s>(cx: &mut Comparison<'s>, old: &[Operation<'s>], new: &[Operation<'s>]) {
    let name = |operation: &Operation<'_>| format!("{} webhook {}", operation.method, operation.path);
    let same = |a: &Operation<'_>, b: &Operation<'_>| a.method == b.method && a.path == b.path;
    for gone in old.iter().filter(|before| !new.iter().any(|now| same(before, now))) {
        let unit = cx.found.operation(name(gone));
        cx.tell(Some(unit), Part::Whole, "webhook-removed", (Some(gone.node), None), format!("the webhook {} is gone", quoted(gone.path)));
    }
    for now in new {
        let unit = cx.found.operation(name(now));
        match old.iter().find(|before| same(before, now)) {
            Some(before) => sent_to_client(cx, unit, before.node, now.node, Stability::Stable),
            None => cx.tell(
                Some(unit),
                Part::Whole,
                "webhook-added",
                (None, Some(now.node)),
                format!("the webhook {} is new", quoted(now.path)),
            ),
        }
    }
}

/// A request of the server to the client: its body is what the client receives.
fn sent_to_client<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, level: Stability) {
    bodies::payload(cx, unit, old, new, level);
    responses::compare(cx, unit, old, new, Direction::Request, level);
    notes::objects(cx, Some(unit), "the operation", old, new);
    if flag(old, "deprecated") != flag(new, "deprecated") {
        let kind = if flag(new, "deprecated") { "operation-deprecated" } else { "operation-reactivated" };
        let says = if flag(new, "deprecated") { "is deprecated" } else { "is no longer deprecated" };
        cx.note_at(Some(unit), kind, (old, new), format!("the operation {says}"));
    }
}

fn callbacks<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node, level: Stability) {
    let (was, is) = (cx.old.members(old, "callbacks"), cx.new.members(new, "callbacks"));
    let operations = |document: &super::document::Document<'s>, node: &'s Node| -> Vec<Operation<'s>> {
        let members = node.as_object().into_iter().flatten();
        members.flat_map(|(path, member)| document.of_item(path, document.end(&member.value))).collect()
    };
    for (name, node) in &was {
        if !is.iter().any(|(now, _)| now == name) {
            cx.tell(Some(unit), Part::Whole, "callback-removed", (Some(node), None), format!("the callback {} is gone", quoted(name)));
        }
    }
    for (name, node) in &is {
        let Some((_, before)) = was.iter().find(|(before, _)| before == name) else {
            cx.tell(Some(unit), Part::Whole, "callback-added", (None, Some(node)), format!("the callback {} is new", quoted(name)));
            continue;
        };
        let (before, now) = (operations(&cx.old, before), operations(&cx.new, node));
        let same = |a: &Operation<'_>, b: &Operation<'_>| a.method == b.method && a.path == b.path;
        for gone in before.iter().filter(|a| !now.iter().any(|b| same(a, b))) {
            cx.tell(
                Some(unit),
                Part::Whole,
                "callback-removed",
                (Some(gone.node), None),
                format!("the callback {} to {} is gone", quoted(name), told(gone)),
            );
        }
        for now in &now {
            match before.iter().find(|a| same(a, now)) {
                Some(before) => sent_to_client(cx, unit, before.node, now.node, level),
                None => cx.tell(
                    Some(unit),
                    Part::Whole,
                    "callback-added",
                    (None, Some(now.node)),
                    format!("the callback {} to {} is new", quoted(name), told(now)),
                ),
            }
        }
    }
}
