//! A diff for programs. What it looks like is published: `docs/diff.schema.json`.

use std::fmt::Write;

use serde_json::{Value, json};

use super::View;
use crate::diff::{Action, Change, ItemChange, Spot};
use crate::report::{is_unprintable, position};
use crate::source::Sources;

/// The number of this form: each has a schema of its own.
pub const SCHEMA: u64 = 1;

/// The diff in JSON, with every character escaped that a terminal obeys or nobody sees.
#[must_use]
pub fn json(view: &View<'_>) -> String {
    let mut text = String::new();
    // Outside of strings there are none of these.
    for c in format!("{:#}\n", value(view)).chars() {
        if c == '\n' || !is_unprintable(c) {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    // GitHub's runner obeys `##[command]` anywhere in a line of output.
    text.replace("##[", "#\\u0023[")
}

fn value(view: &View<'_>) -> Value {
    let diff = view.diff;
    let [old, new] = view.names().map(|(file, version)| json!({ "file": file, "version": version }));
    json!({
        "schema": SCHEMA,
        "old": old,
        "new": new,
        "verdict": {
            "wire": diff.wire().map(crate::diff::Level::name),
            "source": if diff.no_client { Some("unknown") } else { diff.source().map(crate::diff::Bump::name) },
            "bump": diff.bump().map(crate::diff::Bump::name),
        },
        "changes": diff.changes.iter().map(|change| one_change(view, change)).collect::<Value>(),
        "items": diff.items.iter().map(item).collect::<Value>(),
    })
}

fn one_change(view: &View<'_>, change: &Change) -> Value {
    let Change { rule, level, message, old, new, accepted, .. } = change;
    json!({
        "rule": rule,
        "level": level.name(),
        "operations": change.operations().collect::<Value>(),
        "message": message,
        "old": old.as_ref().map(|spot| place(spot, view.old)),
        "new": new.as_ref().map(|spot| place(spot, view.new)),
        "accepted": accepted,
    })
}

fn place(spot: &Spot, sources: &Sources) -> Value {
    let mut object = position(spot.place, sources);
    object.insert("pointer".to_owned(), spot.pointer.as_str().into());
    Value::Object(object)
}

fn item(item: &ItemChange) -> Value {
    let ItemChange { path, action, message, bump, rewrite, origins } = item;
    let action = match action {
        Action::Added => "added",
        Action::Removed => "removed",
        Action::Renamed => "renamed",
        Action::Changed => "changed",
        Action::Deprecated => "deprecated",
    };
    json!({
        "path": path,
        "action": action,
        "message": message,
        "bump": bump.name(),
        "rewrite": rewrite.as_ref().map(|rewrite| json!({ "before": rewrite.before, "after": rewrite.after })),
        "origins": origins,
    })
}
