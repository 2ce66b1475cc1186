//! A diff as an entry of a changelog.

use std::cmp::Reverse;
use std::fmt::Write;

use super::View;
use super::inline::{code_span, markdown as sentence};
use super::markdown::entry as item_entry;
use super::view::Group;
use crate::diff::{Bump, Change, ItemChange, Level};

/// The entry, in Markdown (CommonMark): what it comes to, what breaks code, what breaks programs, the rest. No line of it but the first begins with `## `.
///
/// `heading` is what stands there: a version, or that there is none yet. The entry says nothing of lines, which the next edit moves.
#[must_use]
pub fn entry(view: &View<'_>, heading: &str) -> String {
    let [(_, old), (_, new)] = view.names().map(|(name, version)| (name, code_span(version)));
    let versions = if old == new { format!("{new}, edited") } else { format!("{old} → {new}") };
    let (wire, source) = (view.wire().0, view.source().0);
    let mut text = format!("## {heading}: document {versions}\n\nWire: {wire}. Rust: {source}.\n");
    let mut items: Vec<&ItemChange> = view.diff.items.iter().collect();
    items.sort_by_key(|item| Reverse(item.bump));
    let breaks = items.iter().take_while(|item| item.bump == Bump::Major).count();
    let (breaking, others) = items.split_at(breaks);
    list(&mut text, "Code that must change", breaking.iter().map(|item| item_entry(item)));
    let groups = view.groups();
    let of =
        |is_wanted: &dyn Fn(&Change) -> bool| -> Vec<String> { groups.iter().filter_map(|group| wire_entries(group, is_wanted)).collect() };
    list(&mut text, "Programs already deployed", of(&|change| change.level > Level::Info));
    list(&mut text, "Also in the crate", others.iter().map(|item| item_entry(item)));
    list(&mut text, "Also in the document", of(&|change| change.level == Level::Info));
    text
}

fn list(text: &mut String, title: &str, entries: impl IntoIterator<Item = String>) {
    let entries: String = entries.into_iter().collect();
    if !entries.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n### {title}\n\n{entries}");
    }
}

/// The entries of some operations.
fn wire_entries(group: &Group<'_>, is_wanted: &dyn Fn(&Change) -> bool) -> Option<String> {
    let changes: Vec<&&Change> = group.changes.iter().filter(|change| is_wanted(change)).collect();
    if changes.is_empty() {
        return None;
    }
    let operations: Vec<String> = group.operations.iter().map(|operation| code_span(operation)).collect();
    let mut text = if operations.is_empty() { "- The document:\n".to_owned() } else { format!("- {}:\n", operations.join(", ")) };
    for Change { level, message, accepted, .. } in changes {
        let accepted = accepted.as_ref().map(|reason| format!(" (accepted: {})", sentence(reason))).unwrap_or_default();
        let level = match level {
            Level::Breaking => "**breaking**: ",
            Level::Warning => "may break: ",
            Level::Info => "",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  - {level}{}{accepted}", sentence(message));
    }
    Some(text)
}
