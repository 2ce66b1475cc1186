//! A diff as a comment of a pull request: what it comes to in a table, what changed folded away below it.

use std::cmp::Reverse;
use std::fmt::Write;

use super::View;
use super::inline::{code_span, escaped, markdown as sentence};
use super::view::{Group, counted};
use crate::diff::{Bump, Change, ItemChange, Level};
use crate::report::clean;

/// The diff in GitHub Flavored Markdown. With a limit, what does not fit in so many bytes is left out from the end, and counted.
#[must_use]
pub fn markdown(view: &View<'_>, limit: Option<usize>) -> String {
    let mut text = summary(view);
    let (rust, groups) = (rust(view), view.groups());
    let sections: Vec<(usize, String)> =
        rust.into_iter().chain(groups.iter().map(|group| (group.changes.len(), section(view, group)))).collect();
    let mut left = 0;
    let room = limit.map_or(usize::MAX, |limit| limit.saturating_sub(text.len() + 100));
    let mut used = 0;
    for (changes, section) in sections {
        if left > 0 || used + section.len() > room {
            left += changes;
        } else {
            used += section.len();
            text.push_str(&section);
        }
    }
    if left > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n*{left} more changes do not fit here.*");
    }
    text
}

fn summary(view: &View<'_>) -> String {
    let [(_, old), (new, new_version)] = view.names();
    let mut text = format!("### {}: {} → {}\n\n", code_span(new), code_span(old), code_span(new_version));
    if view.diff.changes.is_empty() && view.diff.items.is_empty() && !view.diff.no_client {
        text.push_str("Nothing has changed.\n");
        return text;
    }
    text.push_str("| what breaks | verdict | changes |\n|---|---|---|\n");
    let rows = [
        ("programs already deployed (wire)", view.wire(), view.diff.wire() == Some(Level::Breaking)),
        ("code that uses the crate (Rust)", view.source(), view.diff.source() == Some(Bump::Major)),
    ];
    for (what, (verdict, counts), worst) in rows {
        let verdict = if worst { format!("**{verdict}**") } else { verdict.to_owned() };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {what} | {verdict} | {counts} |");
    }
    if let Some(bump) = view.diff.bump() {
        let _ = writeln!(text, "\nThe version that follows is a **{bump}** one.");
    }
    text
}

/// What changed in the crate: how many entries it is, and its text.
fn rust(view: &View<'_>) -> Option<(usize, String)> {
    let mut items: Vec<&ItemChange> = view.diff.items.iter().collect();
    items.sort_by_key(|item| Reverse(item.bump));
    let (_, counts) = view.source();
    let worst = view.diff.source()?;
    let entries: String = items.iter().map(|item| entry(item)).collect();
    Some((items.len(), folded("Rust", &counts, worst == Bump::Major, &entries)))
}

/// An entry of a list for a change of the crate, with the line to write differently.
pub(super) fn entry(item: &ItemChange) -> String {
    let ItemChange { message, bump, rewrite, .. } = item;
    let mut text = format!("- {} {}\n", emphasized(bump.name(), *bump == Bump::Major), sentence(message));
    if let Some(rewrite) = rewrite {
        let after = rewrite.after.iter().map(|after| ("+", after));
        let lines: Vec<String> = std::iter::once(("-", &rewrite.before))
            .chain(after)
            .flat_map(|(sign, code)| code.lines().map(move |line| format!("  {sign} {}\n", clean(line))))
            .collect();
        let lines = lines.concat();
        let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or_default().max(2);
        let fence = "`".repeat(longest + 1);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {fence}diff\n{lines}  {fence}\n");
    }
    text
}

fn section(view: &View<'_>, group: &Group<'_>) -> String {
    let entries: String = group.changes.iter().map(|change| one_change(view, change)).collect();
    let (title, list) = match &group.operations[..] {
        [] => ("The document".to_owned(), String::new()),
        [only] => (format!("<code>{}</code>", escaped(only)), String::new()),
        many => {
            let all: Vec<String> = many.iter().map(|operation| code_span(operation)).collect();
            (format!("{} operations", many.len()), format!("In {}:\n\n", all.join(", ")))
        }
    };
    folded(&title, &counted(&group.changes), group.worst() == Some(Level::Breaking), &format!("{list}{entries}"))
}

/// Something that is opened by a click, or stands open. The title is HTML.
fn folded(title: &str, counts: &str, open: bool, body: &str) -> String {
    let open = if open { " open" } else { "" };
    format!("\n<details{open}><summary>{title}: {counts}</summary>\n\n{body}\n</details>\n")
}

fn one_change(view: &View<'_>, change: &Change) -> String {
    let Change { rule, level, message, accepted, .. } = change;
    let mut text = format!("- {} {} ({})", emphasized(level.name(), *level == Level::Breaking), sentence(message), code_span(rule));
    // Writing to a string cannot fail.
    if let Some(place) = view.place(change) {
        let position = code_span(&place.position());
        let _ = match place.url() {
            Some(url) => write!(text, ", [{position}]({url})"),
            None => write!(text, ", {position}"),
        };
    }
    if let Some(reason) = accepted {
        let _ = write!(text, "; accepted: {}", sentence(reason));
    }
    text.push('\n');
    text
}

fn emphasized(word: &str, strong: bool) -> String {
    if strong { format!("**{word}**") } else { word.to_owned() }
}
