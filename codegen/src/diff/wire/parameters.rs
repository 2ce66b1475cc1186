//! Parameters: those of the path and of the operation together.

use super::document::{Document, Operation, flag, text};
use super::found::UnitId;
use super::schema::{Lifecycle, Say, notes, removal};
use super::words::{Subject, quoted};
use super::{Comparison, Side, Stability, close};
use crate::diff::{Direction, Part};
use crate::source::Node;

/// A parameter.
#[derive(Clone)]
struct Parameter<'s> {
    node: &'s Node,
    place: &'s str,
    name: &'s str,
    /// All operations of the path have it.
    shared: bool,
    /// Which variable of the path it is.
    index: Option<usize>,
}

impl<'s> Parameter<'s> {
    fn part(&self) -> Part {
        if self.shared { Part::SharedParameter } else { Part::Parameter }
    }

    fn required(&self) -> bool {
        flag(self.node, "required") || self.place == "path"
    }

    fn told(&self) -> String {
        let kind = if self.place == "query" || self.place == "path" || self.place == "cookie" || self.place == "header" {
            self.place
        } else {
            "query"
        };
        format!("the {kind} parameter {}", quoted(self.name))
    }

    fn style(&self) -> &'s str {
        let usual = if matches!(self.place, "query" | "cookie") { "form" } else { "simple" };
        text(self.node, "style").unwrap_or(usual)
    }

    fn exploded(&self) -> bool {
        self.node.get("explode").and_then(Node::as_bool).unwrap_or(self.style() == "form")
    }

    /// How it is written.
    fn written(&self) -> (Option<&'s str>, &'s str, bool, bool) {
        let media = self.node.get("content").and_then(Node::as_object).and_then(|content| content.keys().next()).map(String::as_str);
        (media, self.style(), self.exploded(), flag(self.node, "allowReserved"))
    }

    fn schema(&self, document: &Document<'s>) -> Option<&'s Node> {
        self.node.get("schema").or_else(|| document.members(self.node, "content").first().and_then(|(_, media)| media.get("schema")))
    }

    fn is(&self, other: &Parameter<'_>) -> bool {
        let same = if self.place == "header" { self.name.eq_ignore_ascii_case(other.name) } else { self.name == other.name };
        self.place == other.place && same
    }
}

/// The parameters of an operation; its own go before those of its path.
fn of<'s>(document: &Document<'s>, operation: &Operation<'s>) -> Vec<Parameter<'s>> {
    let mut all: Vec<Parameter<'s>> = Vec::new();
    for (node, shared) in [(operation.node, false), (operation.item, true)] {
        for parameter in node.get("parameters").and_then(Node::as_array).unwrap_or_default() {
            let node = document.end(parameter);
            let (Some(place), Some(name)) = (text(node, "in"), text(node, "name")) else { continue };
            // HTTP's own headers are described elsewhere (OpenAPI 3.1 §4.8.12.2).
            let reserved = place == "header" && ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str());
            let index = (place == "path")
                .then(|| operation.path.split('{').skip(1).position(|rest| rest.split('}').next() == Some(name)))
                .flatten();
            let parameter = Parameter { node, place, name, shared, index };
            if !reserved && !all.iter().any(|known| known.is(&parameter)) {
                all.push(parameter);
            }
        }
    }
    all
}

/// Compares the parameters of two operations.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &Operation<'s>, new: &Operation<'s>, level: Stability) {
    let (mut was, is) = (of(&cx.old, old), of(&cx.new, new));
    let mut left = Vec::new();
    let variables = |operation: &Operation<'_>| operation.path.matches('{').count();
    let same_path = variables(old) == variables(new);
    for now in is {
        // A variable of a path has the name that the document gives it, which is not sent.
        let index = was
            .iter()
            .position(|before| before.is(&now))
            .or_else(|| was.iter().position(|before| same_path && now.index.is_some() && before.index == now.index));
        match index {
            Some(index) => both(cx, unit, &was.remove(index), &now, level),
            None => left.push(now),
        }
    }
    for now in left {
        match renamed(cx, &was, &now) {
            Some(index) => {
                let before = was.remove(index);
                let spots = (before.node.get("name"), now.node.get("name"));
                cx.tell(
                    Some(unit),
                    now.part(),
                    "parameter-renamed",
                    spots,
                    format!("{} is now called {}", before.told(), quoted(now.name)),
                );
                same_kind(cx, unit, &before, &now, level);
            }
            None => added(cx, unit, old, &now),
        }
    }
    for gone in was {
        let (kind, says) = removal(gone.node, cx.policy);
        if gone.place == "path" {
            let message = format!("{} is gone", gone.told());
            cx.tell(Some(unit), gone.part(), "path-parameter-removed", (Some(gone.node), None), message);
        } else {
            cx.tell(
                Some(unit),
                gone.part(),
                &format!("parameter-{kind}"),
                (Some(gone.node), None),
                format!("{} is gone{says}", gone.told()),
            );
        }
    }
}

/// The one that it may have been under another name.
fn renamed<'s>(cx: &mut Comparison<'s>, was: &[Parameter<'s>], now: &Parameter<'s>) -> Option<usize> {
    let shape = now.schema(&cx.new).map(|schema| cx.shapes[1].of(&cx.new, &[schema]))?;
    let mut found = was.iter().enumerate().filter(|(_, before)| {
        before.place == now.place
            && before.required() == now.required()
            && close(before.name, now.name)
            && before.schema(&cx.old).is_some_and(|schema| cx.shapes[0].of(&cx.old, &[schema]) == shape)
    });
    let (index, _) = found.next()?;
    found.next().is_none().then_some(index)
}

fn added<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &Operation<'s>, now: &Parameter<'s>) {
    if now.index.is_some() && old.path.split('{').skip(1).any(|rest| rest.split('}').next() == Some(now.name)) {
        // The path had it all along.
        let message = format!("{} is described now", now.told());
        return cx.tell(Some(unit), now.part(), "path-parameter-declared", (None, Some(now.node)), message);
    }
    let kind = match (now.place, now.required()) {
        ("path", _) => "path-parameter-added",
        (_, true) => "required-parameter-added",
        (_, false) => "optional-parameter-added",
    };
    let required = if now.required() { ", and required" } else { "" };
    cx.tell(Some(unit), now.part(), kind, (None, Some(now.node)), format!("{} is new{required}", now.told()));
}

fn both<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &Parameter<'s>, new: &Parameter<'s>, level: Stability) {
    if old.name != new.name && old.place == "path" {
        let spots = (old.node.get("name"), new.node.get("name"));
        cx.tell(Some(unit), new.part(), "path-variable-renamed", spots, format!("{} is now called {}", old.told(), quoted(new.name)));
    }
    same_kind(cx, unit, old, new, level);
}

/// Compares a parameter with what it is now.
fn same_kind<'s>(cx: &mut Comparison<'s>, unit: UnitId, old: &Parameter<'s>, new: &Parameter<'s>, level: Stability) {
    let told = new.told();
    let spot = |key: &str| (old.node.get(key).or(Some(old.node)), new.node.get(key).or(Some(new.node)));
    if old.required() != new.required() {
        let (kind, says) = if new.required() { ("required", "is now required") } else { ("optional", "is no longer required") };
        cx.tell(Some(unit), new.part(), &format!("parameter-became-{kind}"), spot("required"), format!("{told} {says}"));
    }
    let (was, is) = (old.written(), new.written());
    if was != is {
        let how = |(media, style, exploded, reserved): (Option<&str>, &str, bool, bool)| {
            let style = media.map_or_else(|| format!("in the style {}", quoted(style)), |media| format!("as {}", quoted(media)));
            let explode = if media.is_none() && exploded { " with `explode`" } else { "" };
            format!("{style}{explode}{}", if reserved { ", without escapes" } else { "" })
        };
        let message = format!("{told} is now written {}, not {}", how(is), how(was));
        cx.tell(Some(unit), new.part(), "parameter-serialization-changed", spot("style"), message);
    }
    let lifecycle = Lifecycle { old: old.node, new: new.node, stability: level };
    if let Some(Say { kind, says, old: was, new: is }) = lifecycle.changes(cx.policy) {
        cx.tell(Some(unit), new.part(), &format!("parameter-{kind}"), (was, is), format!("{told} {says}"));
    }
    notes::objects(cx, Some(unit), &told, old.node, new.node);
    let part = if new.place == "header" && !new.shared { Part::HeaderParameter } else { new.part() };
    let exploded = new.exploded() && new.style() == "form";
    let side = Side { loose: true, exploded, ..Side::new(Direction::Request, part, level) };
    match (old.schema(&cx.old), new.schema(&cx.new)) {
        (Some(before), Some(now)) => cx.schemas(unit, &[before], &[now], side, &Subject::place(told)),
        (None, Some(now)) => {
            cx.tell(Some(unit), part, "parameter-schema-added", (Some(old.node), Some(now)), format!("{told} now has a schema"));
        }
        (Some(before), None) => {
            cx.tell(Some(unit), part, "parameter-schema-removed", (Some(before), Some(new.node)), format!("{told} no longer has a schema"));
        }
        (None, None) => {}
    }
}
