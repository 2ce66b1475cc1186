//! A diff as a page that stands alone: no script, nothing loaded from anywhere.

use std::cmp::Reverse;
use std::fmt::Write;

use super::View;
use super::inline::{escaped, html};
use super::view::{Group, counted};
use crate::diff::{Change, ItemChange, Level};

/// What the page looks like.
const STYLE: &str = include_str!("page.css");

/// The diff as an HTML document. Nothing in it is active, and its policy forbids that anything were (CSP Level 3).
#[must_use]
pub fn page(view: &View<'_>) -> String {
    let [(old, old_version), (new, new_version)] = view.names().map(|(name, version)| (escaped(name), escaped(version)));
    let mut body = format!("<h1>{new} <small>{old_version} → {new_version}</small></h1>\n<p>compared with {old}</p>\n");
    body.push_str(&summary(view));
    for group in view.groups() {
        section(&mut body, view, &group);
    }
    rust(&mut body, view);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{new} {old_version} → {new_version}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn summary(view: &View<'_>) -> String {
    if view.diff.changes.is_empty() && view.diff.items.is_empty() && !view.diff.no_client {
        return "<p class=\"verdict\">Nothing has changed.</p>\n".to_owned();
    }
    let mut text = String::from("<table>\n<tr><th>What breaks</th><th>Verdict</th><th>Changes</th></tr>\n");
    // Writing to a string cannot fail.
    for (what, (verdict, counts)) in [("Programs already deployed (wire)", view.wire()), ("Code that uses the crate (Rust)", view.source())]
    {
        let _ = writeln!(text, "<tr><td>{what}</td><td>{}</td><td>{counts}</td></tr>", badge(verdict));
    }
    text.push_str("</table>\n");
    if let Some(bump) = view.diff.bump() {
        let _ = writeln!(text, "<p class=\"verdict\">The version that follows is a {} one.</p>", badge(bump.name()));
    }
    text
}

/// One of the words for a level: they are its class too.
fn badge(word: &str) -> String {
    format!("<span class=\"badge {word}\">{word}</span>")
}

fn section(text: &mut String, view: &View<'_>, group: &Group<'_>) {
    let code = |operation: &&str| format!("<code>{}</code>", escaped(operation));
    let (title, list) = match &group.operations[..] {
        [] => ("The document".to_owned(), String::new()),
        [only] => (code(only), String::new()),
        many => {
            let all: Vec<String> = many.iter().map(code).collect();
            (format!("{} operations", many.len()), format!("<p>In {}</p>\n", all.join(", ")))
        }
    };
    let open = if group.worst() > Some(Level::Info) { " open" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(text, "<details{open}>\n<summary>{title} <small>{}</small></summary>\n{list}<ul>\n", counted(&group.changes));
    for change in &group.changes {
        one_change(text, view, change);
    }
    text.push_str("</ul>\n</details>\n");
}

fn one_change(text: &mut String, view: &View<'_>, change: &Change) {
    let Change { rule, level, message, accepted, .. } = change;
    let place = view.place(change).map(|place| {
        let position = escaped(&place.position());
        match place.url() {
            Some(url) => format!("<a href=\"{}\">{position}</a>", escaped(&url)),
            None => position,
        }
    });
    let reason = accepted.as_ref().map(|reason| format!("<p>Accepted: {}</p>", html(reason))).unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "<li>{} {}<p class=\"place\">{} <code>{}</code></p>{reason}</li>",
        badge(level.name()),
        html(message),
        place.unwrap_or_default(),
        escaped(rule)
    );
}

fn rust(text: &mut String, view: &View<'_>) {
    let mut items: Vec<&ItemChange> = view.diff.items.iter().collect();
    if items.is_empty() {
        return;
    }
    items.sort_by_key(|item| Reverse(item.bump));
    let (_, counts) = view.source();
    // Writing to a string cannot fail.
    let _ = write!(text, "<details open>\n<summary>In Rust <small>{counts}</small></summary>\n<ul>\n");
    for ItemChange { message, bump, rewrite, .. } in items {
        let _ = write!(text, "<li>{} {}", badge(bump.name()), html(message));
        if let Some(rewrite) = rewrite {
            let _ = write!(text, "<pre><del>{}</del>", escaped(&rewrite.before));
            if let Some(after) = &rewrite.after {
                let _ = write!(text, "\n<ins>{}</ins>", escaped(after));
            }
            text.push_str("</pre>");
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n</details>\n");
}
