//! Security: which credentials a request needs, and how they are had.

use std::collections::{BTreeMap, BTreeSet};

use super::Comparison;
use super::document::text;
use super::found::UnitId;
use super::words::{list, quoted, value};
use crate::diff::Part;
use crate::source::Node;

/// What a request must have, all at once: schemes, and what of each.
type Requirement<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;

/// The alternatives of a `security`.
fn alternatives<'s>(node: Option<&'s Node>) -> Vec<(Requirement<'s>, &'s Node)> {
    let items = node.and_then(Node::as_array).unwrap_or_default();
    let scopes = |node: &'s Node| node.as_array().unwrap_or_default().iter().filter_map(Node::as_str).collect();
    let requirement = |node: &'s Node| -> Requirement<'s> {
        node.as_object().into_iter().flatten().map(|(name, member)| (name.as_str(), scopes(&member.value))).collect()
    };
    items.iter().map(|node| (requirement(node), node)).collect()
}

fn told(requirement: &Requirement<'_>) -> String {
    let names: Vec<String> = requirement.keys().map(|name| quoted(name)).collect();
    list(&names, "and")
}

/// Compares what operations need. What both have from the document is compared there.
pub(super) fn operation<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &'s Node, new: &'s Node) {
    const KEY: &str = "security";
    if old.get(KEY).is_none() && new.get(KEY).is_none() {
        return;
    }
    let (old, new) = (old.get(KEY).or_else(|| cx.old.root.get(KEY)), new.get(KEY).or_else(|| cx.new.root.get(KEY)));
    requirements(cx, Some(unit), old, new);
}

/// Compares what the document says for operations that say nothing.
pub(super) fn document(cx: &mut Comparison<'_>) {
    let (old, new) = (cx.old.root.get("security"), cx.new.root.get("security"));
    requirements(cx, None, old, new);
}

fn requirements<'s>(cx: &mut Comparison<'s>, unit: Option<UnitId>, old: Option<&'s Node>, new: Option<&'s Node>) {
    let (was, is) = (alternatives(old), alternatives(new));
    let names = |requirement: &Requirement<'_>| requirement.keys().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let open = |all: &[(Requirement<'_>, &Node)]| all.is_empty() || all.iter().any(|(requirement, _)| requirement.is_empty());
    let whole = if unit.is_some() { "security" } else { "document-security" };
    let left = |these: &[(Requirement<'s>, &'s Node)], those: &[(Requirement<'s>, &'s Node)]| -> Vec<(Requirement<'s>, &'s Node)> {
        let is_other = |(requirement, _): &&(Requirement<'s>, &'s Node)| {
            !requirement.is_empty() && !those.iter().any(|(other, _)| other == requirement)
        };
        these.iter().filter(is_other).cloned().collect()
    };
    let mut gone = left(&was, &is);
    for (requirement, node) in left(&is, &was) {
        if let Some(index) = gone.iter().position(|(before, _)| names(before) == names(&requirement)) {
            let (before, at) = gone.remove(index);
            scopes(cx, unit, whole, [&before, &requirement], (at, node));
            continue;
        }
        let (kind, says) = if open(&was) && !open(&is) { ("required", "requests now need") } else { ("added", "requests may now have") };
        let message = format!("{says} credentials of {}", told(&requirement));
        cx.tell(unit, Part::Whole, &format!("{whole}-{kind}"), (old, Some(node)), message);
    }
    for (requirement, node) in gone {
        // Whoever had these has no less than what is asked for now.
        let holds = |(name, scopes): (&&str, &BTreeSet<&str>)| requirement.get(name).is_some_and(|had| scopes.is_subset(had));
        let enough = open(&is) || is.iter().any(|(now, _)| now.iter().all(holds));
        let (kind, says) = if enough { ("removed", "requests no longer need") } else { ("refused", "requests can no longer do with") };
        let message = format!("{says} credentials of {}", told(&requirement));
        cx.tell(unit, Part::Whole, &format!("{whole}-{kind}"), (Some(node), new), message);
    }
    if open(&was)
        && !open(&is)
        && was.iter().any(|(requirement, _)| requirement.is_empty())
        && is.iter().all(|(now, _)| was.iter().any(|(before, _)| names(before) == names(now)))
    {
        cx.tell(
            unit,
            Part::Whole,
            &format!("{whole}-no-longer-optional"),
            (old, new),
            "requests can no longer do without credentials".to_owned(),
        );
    }
    if !open(&was) && open(&is) && is.iter().any(|(requirement, _)| requirement.is_empty()) {
        cx.tell(unit, Part::Whole, &format!("{whole}-became-optional"), (old, new), "requests can now do without credentials".to_owned());
    }
}

fn scopes<'s>(
    cx: &mut Comparison<'s>,
    unit: Option<UnitId>,
    whole: &str,
    [old, new]: [&Requirement<'_>; 2],
    (at, now): (&'s Node, &'s Node),
) {
    for (name, scopes) in new {
        let Some(before) = old.get(name) else { continue };
        for more in scopes.difference(before) {
            let message = format!("requests now need the scope {} of {}", quoted(more), quoted(name));
            cx.tell(unit, Part::Whole, &format!("{whole}-scope-added"), (Some(at), Some(now)), message);
        }
        for gone in before.difference(scopes) {
            let message = format!("requests no longer need the scope {} of {}", quoted(gone), quoted(name));
            cx.tell(unit, Part::Whole, &format!("{whole}-scope-removed"), (Some(at), Some(now)), message);
        }
    }
}

/// Compares the security schemes.
pub(super) fn schemes(cx: &mut Comparison<'_>) {
    let (was, is) = (section(cx, false), section(cx, true));
    for (name, gone) in was.iter().filter(|(name, _)| !is.iter().any(|(now, _)| now == name)) {
        cx.tell(None, Part::Whole, "security-scheme-removed", (Some(gone), None), format!("the security scheme {} is gone", quoted(name)));
    }
    for (name, now) in is {
        match was.iter().find(|(before, _)| *before == name) {
            None => cx.tell(
                None,
                Part::Whole,
                "security-scheme-added",
                (None, Some(now)),
                format!("the security scheme {} is new", quoted(name)),
            ),
            Some((_, before)) => scheme(cx, name, before, now),
        }
    }
}

fn section<'s>(cx: &Comparison<'s>, is_new: bool) -> Vec<(&'s str, &'s Node)> {
    let document = if is_new { &cx.new } else { &cx.old };
    let schemes = document.components("securitySchemes").into_iter().flatten();
    schemes.map(|(name, member)| (name.as_str(), document.end(&member.value))).collect()
}

fn is_bearer(scheme: &Node) -> bool {
    match text(scheme, "type") {
        Some("http") => text(scheme, "scheme").is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer")),
        kind => matches!(kind, Some("oauth2" | "openIdConnect")),
    }
}

fn scheme<'s>(cx: &mut Comparison<'s>, name: &str, old: &'s Node, new: &'s Node) {
    let told = format!("the security scheme {}", quoted(name));
    let shown = |node: &'s Node, key: &str| node.get(key).map_or_else(|| "nothing".to_owned(), value);
    if text(old, "type") != text(new, "type") {
        let message = format!("{told} is now of type {}, not of {}", shown(new, "type"), shown(old, "type"));
        // A bearer token is sent in one way, however it is had (RFC 6750).
        let rule = if is_bearer(old) && is_bearer(new) { "security-scheme-type-changed" } else { "security-scheme-place-changed" };
        return cx.tell(None, Part::Whole, rule, (old.get("type"), new.get("type")), message);
    }
    for key in ["in", "name", "scheme"] {
        let same = match (text(old, key), text(new, key)) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b) && key != "name" || a == b,
            (a, b) => a == b,
        };
        if !same {
            let message = format!("{} of {told} is now {}, not {}", quoted(key), shown(new, key), shown(old, key));
            cx.tell(None, Part::Whole, "security-scheme-place-changed", (old.get(key).or(Some(old)), new.get(key).or(Some(new))), message);
        }
    }
    for key in ["bearerFormat", "openIdConnectUrl", "oauth2MetadataUrl", "deprecated"] {
        if old.get(key) != new.get(key) {
            let message = format!("{} of {told} is now {}, not {}", quoted(key), shown(new, key), shown(old, key));
            cx.tell(None, Part::Whole, "security-scheme-changed", (old.get(key).or(Some(old)), new.get(key).or(Some(new))), message);
        }
    }
    super::schema::notes::objects(cx, None, &told, old, new);
    flows(cx, &told, old, new);
}

fn flows<'s>(cx: &mut Comparison<'s>, told: &str, old: &'s Node, new: &'s Node) {
    let (was, is) = (cx.old.members(old, "flows"), cx.new.members(new, "flows"));
    for (flow, gone) in was.iter().filter(|(flow, _)| !is.iter().any(|(now, _)| now == flow)) {
        cx.tell(
            None,
            Part::Whole,
            "security-scheme-flow-removed",
            (Some(gone), Some(new)),
            format!("{told} no longer has the flow {}", quoted(flow)),
        );
    }
    for (flow, now) in is {
        let Some((_, before)) = was.iter().find(|(before, _)| *before == flow) else {
            cx.tell(
                None,
                Part::Whole,
                "security-scheme-flow-added",
                (Some(old), Some(now)),
                format!("{told} now has the flow {}", quoted(flow)),
            );
            continue;
        };
        for (key, rule) in [
            ("authorizationUrl", "security-scheme-url-changed"),
            ("tokenUrl", "security-scheme-token-url-changed"),
            ("refreshUrl", "security-scheme-token-url-changed"),
        ] {
            if before.get(key) != now.get(key) {
                let shown = |node: &'s Node| node.get(key).map_or_else(|| "nothing".to_owned(), value);
                let message = format!("{} of {told} is now {}, not {}", quoted(key), shown(now), shown(before));
                cx.tell(None, Part::Whole, rule, (before.get(key).or(Some(before)), now.get(key).or(Some(now))), message);
            }
        }
        let scopes = |node: &'s Node| node.get("scopes").and_then(Node::as_object);
        let (scopes_old, scopes_new) = (scopes(before), scopes(now));
        for (scope, member) in scopes_old.into_iter().flatten() {
            match scopes_new.and_then(|scopes| scopes.get(scope)) {
                None => cx.tell(
                    None,
                    Part::Whole,
                    "security-scheme-scope-removed",
                    (Some(&member.value), Some(now)),
                    format!("{told} no longer has the scope {}", quoted(scope)),
                ),
                Some(other) if other.value != member.value => {
                    let message = format!("the scope {} of {told} is described in another way", quoted(scope));
                    cx.tell(None, Part::Whole, "security-scheme-scope-changed", (Some(&member.value), Some(&other.value)), message);
                }
                Some(_) => {}
            }
        }
        for (scope, member) in
            scopes_new.into_iter().flatten().filter(|(scope, _)| scopes_old.is_none_or(|scopes| !scopes.contains_key(*scope)))
        {
            cx.tell(
                None,
                Part::Whole,
                "security-scheme-scope-added",
                (Some(before), Some(&member.value)),
                format!("{told} now has the scope {}", quoted(scope)),
            );
        }
    }
}
