//! A diff as an entry of a changelog.

use std::cmp::Reverse;
use std::fmt::Write;

use super::View;
use super::inline::{code_span, markdown as sentence};
use super::markdown::entry as item_entry;
use super::view::{Group, brief};
use crate::diff::{Bump, Change, ItemChange, Level};

/// What the entry of the next release is called until it has a version.
const UNRELEASED: &str = "Unreleased";

/// What a changelog begins with.
const HEADER: &str = "\
# Changelog

What changed from one release of this crate to the next, worst first. The entry of the next release is written by the generator, and stays its own until the release; those below it
are yours to edit.
";

/// A changelog with the entry of the next release at its top, in place of the one that was there; everything else is as it was found.
#[must_use]
pub fn changelog(found: &str, entry: Option<&str>) -> String {
    let (head, _, rest) = parts(found);
    let head = if head.trim().is_empty() { HEADER } else { head };
    let entry = entry.map(|entry| format!("\n{}\n", entry.trim_end())).unwrap_or_default();
    let rest = if rest.is_empty() { String::new() } else { format!("\n{rest}") };
    format!("{}\n{entry}{rest}", head.trim_end())
}

/// A changelog whose entry of the next release is that of a version.
#[must_use]
pub fn released(found: &str, version: &str) -> String {
    match parts(found) {
        (head, Some(entry), rest) => format!("{head}{}{rest}", entry.replacen(UNRELEASED, version, 1)),
        _ => found.to_owned(),
    }
}

/// What stands before the entries, that of the next release, and the others.
fn parts(text: &str) -> (&str, Option<&str>, &str) {
    let start = |text: &str| if text.starts_with("## ") { Some(0) } else { text.find("\n## ").map(|at| at + 1) };
    let Some(first) = start(text) else { return (text, None, "") };
    let (head, entries) = text.split_at(first);
    if !entries.starts_with(&format!("## {UNRELEASED}")) {
        return (head, None, entries);
    }
    let end = entries.find("\n## ").map_or(entries.len(), |at| at + 1);
    let (entry, rest) = entries.split_at(end);
    (head, Some(entry), rest)
}

/// The entry of the next release, in Markdown (CommonMark): what it comes to, what breaks code, what breaks programs, the rest. No line of it but the first begins
/// with `## `. It says nothing of lines, which the next edit moves.
///
/// `follows` is the version that follows, and the one that it follows on.
#[must_use]
pub fn entry(view: &View<'_>, follows: Option<(&str, &str)>) -> String {
    let [(_, old), (_, new)] = view.names().map(|(name, version)| (name, code_span(version)));
    let versions = if old == new { format!("{new}, edited") } else { format!("{old} → {new}") };
    let (wire, source) = (view.wire().0, view.source().0);
    let follows = follows.map(|(next, last)| format!(" At least {next} after {last}.")).unwrap_or_default();
    let mut text = format!("## {UNRELEASED}: document {versions}\n\nWire: {wire}. Rust: {source}.{follows}\n");
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
    let (changes, prose) = brief(group.changes.iter().copied().filter(|change| is_wanted(change)).collect());
    if changes.is_empty() && prose.is_none() {
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
    if let Some(count) = prose {
        let _ = writeln!(text, "  - The documentation of {count} parts changed");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_of_a_bump_in_progress_is_replaced_and_the_rest_stays() {
        let first = changelog("", Some("## Unreleased: a\n\n- x\n"));
        assert_eq!(first, format!("{HEADER}\n## Unreleased: a\n\n- x\n"));
        assert_eq!(changelog(&first, Some("## Unreleased: a\n\n- x\n")), first);
        let second = changelog(&first, Some("## Unreleased: b\n"));
        assert_eq!(second, format!("{HEADER}\n## Unreleased: b\n"));
        assert_eq!(changelog(&second, None), HEADER);
        let out = released(&second, "0.2.0");
        assert_eq!(out, format!("{HEADER}\n## 0.2.0: b\n"));
        let third = changelog(&out, Some("## Unreleased: c\n"));
        assert_eq!(third, format!("{HEADER}\n## Unreleased: c\n\n## 0.2.0: b\n"));
        assert_eq!(changelog(&third, None), out);
        let own = "# My own words\n\n## 0.1.0\n\nBy hand.\n";
        assert_eq!(changelog(own, None), own);
        assert_eq!(changelog(own, Some("## Unreleased: d")), "# My own words\n\n## Unreleased: d\n\n## 0.1.0\n\nBy hand.\n");
        assert_eq!(released(own, "0.2.0"), own);
    }
}
