//! A diff as annotations of GitHub Actions, on the lines of the newer document.

use std::cmp::Reverse;
use std::fmt::Write;

use super::View;
use crate::diff::{Bump, Change, ItemChange, Level};
use crate::report::{Place, annotation_data, annotation_property};
use crate::source::FileId;

/// A line for each change, worst first, since only the first ten of a kind are shown: `::error file=openapi.yaml,line=31,col=30,title=…::…`.
///
/// What is gone is said of what was around it. Documentation, and what somebody has accepted, is a notice.
#[must_use]
pub fn annotations(view: &View<'_>) -> String {
    let mut changes: Vec<&Change> = view.diff.changes.iter().collect();
    changes.sort_by_key(|change| Reverse(command(change)));
    let mut lines = String::new();
    for change in changes {
        let place = match (&change.new, &change.old) {
            (Some(spot), _) => Some(spot.place),
            (None, Some(spot)) => view.around(spot),
            (None, None) => None,
        };
        let operations: Vec<&str> = change.operations().collect();
        let operations = match &operations[..] {
            [] => String::new(),
            [only] => format!("{only}: "),
            many => format!("{} operations: ", many.len()),
        };
        let reason = change.accepted.as_ref().map(|reason| format!(" (accepted: {reason})")).unwrap_or_default();
        let message = format!("{operations}{}{reason}", change.message);
        line(&mut lines, view, command(change).name(), place, change.rule, &message);
    }
    let mut items: Vec<&ItemChange> = view.diff.items.iter().filter(|item| item.bump > Bump::Patch).collect();
    items.sort_by_key(|item| Reverse(item.bump));
    for item in items {
        let command = if item.bump == Bump::Major { "warning" } else { "notice" };
        let place = item.origins.first().and_then(|origin| view.nearest(FileId::ENTRY, origin));
        line(&mut lines, view, command, place, &format!("Rust: {}", item.bump), &item.message);
    }
    lines
}

/// What GitHub is told to make of a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Command {
    Notice,
    Warning,
    Error,
}

impl Command {
    const fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

fn command(change: &Change) -> Command {
    match change.level {
        _ if change.accepted.is_some() => Command::Notice,
        Level::Breaking => Command::Error,
        Level::Warning => Command::Warning,
        Level::Info => Command::Notice,
    }
}

fn line(lines: &mut String, view: &View<'_>, command: &str, place: Option<Place>, title: &str, message: &str) {
    let mut properties = String::new();
    // Writing to a string cannot fail.
    if let Some((place, text)) = place.and_then(|place| Some((place, view.new.text(place.file)?))) {
        let _ = write!(properties, "file={},", annotation_property(text.name()));
        if let Some(span) = place.span {
            let start = text.line_column(span.start());
            let _ = write!(properties, "line={},col={},", start.line, start.column);
        }
    }
    let _ = writeln!(lines, "::{command} {properties}title={}::{}", annotation_property(title), annotation_data(message));
}
