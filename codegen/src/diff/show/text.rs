//! A diff for a terminal.

use std::fmt::Write;

use super::View;
use super::inline::{Piece, pieces};
use super::view::{Group, brief};
use crate::diff::{Bump, Change, ItemChange, Level};
use crate::report::{Style, clean};

/// How a stretch of text looks (ECMA-48, "SGR").
#[derive(Clone, Copy)]
enum Look {
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
    Cyan,
}

struct Pen(Style);

impl Pen {
    fn paint(&self, look: Look, text: &str) -> String {
        let code = match look {
            Look::Bold => "1",
            Look::Dim => "2",
            Look::Red => "1;31",
            Look::Yellow => "33",
            Look::Green => "32",
            Look::Cyan => "36",
        };
        match self.0 {
            Style::Plain => text.to_owned(),
            Style::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    fn sentence(&self, sentence: &str) -> String {
        pieces(sentence)
            .map(|piece| match (piece, self.0) {
                (Piece::Text(text), _) => text.into_owned(),
                (Piece::Code(code), Style::Plain) => format!("`{code}`"),
                (Piece::Code(code), Style::Colour) => self.paint(Look::Cyan, &code),
            })
            .collect()
    }

    /// A word in a column of its own.
    fn level(&self, level: Level) -> String {
        let look = match level {
            Level::Breaking => Look::Red,
            Level::Warning => Look::Yellow,
            Level::Info => Look::Dim,
        };
        self.paint(look, &format!("{:<8}", level.name()))
    }

    fn bump(&self, bump: Bump) -> String {
        let look = match bump {
            Bump::Major => Look::Red,
            Bump::Minor => Look::Green,
            Bump::Patch => Look::Dim,
        };
        self.paint(look, &format!("{:<8}", bump.name()))
    }
}

/// The diff as text: what it comes to, then what changed, worst first.
#[must_use]
pub fn text(view: &View<'_>, style: Style) -> String {
    let pen = Pen(style);
    let mut text = summary(view, &pen);
    // Writing to a string cannot fail.
    for group in view.groups() {
        let _ = writeln!(text, "\n{}", pen.paint(Look::Bold, &heading(&group)));
        let (changes, prose) = brief(group.changes.clone());
        for change in changes {
            one_change(&mut text, view, change, &pen);
        }
        if let Some(count) = prose {
            let _ = writeln!(text, "  {}  The documentation of {count} parts changed", pen.level(Level::Info));
        }
    }
    let mut items: Vec<&ItemChange> = view.diff.items.iter().collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.bump));
    if !items.is_empty() {
        let _ = writeln!(text, "\n{}", pen.paint(Look::Bold, "In Rust"));
    }
    for item in items {
        let _ = writeln!(text, "  {}  {}", pen.bump(item.bump), pen.sentence(&item.message));
        if let Some(rewrite) = &item.rewrite {
            let _ = writeln!(text, "              {}", pen.paint(Look::Red, &format!("- {}", clean(&rewrite.before))));
            if let Some(after) = &rewrite.after {
                let _ = writeln!(text, "              {}", pen.paint(Look::Green, &format!("+ {}", clean(after))));
            }
        }
    }
    text
}

fn summary(view: &View<'_>, pen: &Pen) -> String {
    let [(old, old_version), (new, new_version)] = view.names().map(|(name, version)| (clean(name), clean(version)));
    let mut text = format!("{}\n", pen.paint(Look::Bold, &format!("{old} {old_version} → {new} {new_version}")));
    let (wire, source) = (view.wire(), view.source());
    if view.diff.changes.is_empty() && view.diff.items.is_empty() && !view.diff.no_client {
        text.push_str("  nothing has changed\n");
        return text;
    }
    for (what, (verdict, counts), look) in [
        ("wire", wire, if view.diff.wire() == Some(Level::Breaking) { Look::Red } else { Look::Bold }),
        ("Rust", source, if view.diff.source() == Some(Bump::Major) { Look::Red } else { Look::Bold }),
    ] {
        let counts = if counts.is_empty() { counts } else { format!(" ({counts})") };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {what}     {}{counts}", pen.paint(look, verdict));
    }
    if let Some(bump) = view.diff.bump() {
        let _ = writeln!(text, "  version  {}", pen.paint(Look::Bold, bump.name()));
    }
    text
}

/// What a group is about, in a line.
fn heading(group: &Group<'_>) -> String {
    match &group.operations[..] {
        [] => "The document".to_owned(),
        [only] => clean(only).into_owned(),
        many => {
            let named: Vec<_> = many.iter().take(3).map(|operation| clean(operation)).collect();
            let rest = if many.len() > 3 { format!(" and {} more", many.len() - 3) } else { String::new() };
            format!("{} operations: {}{rest}", many.len(), named.join(", "))
        }
    }
}

fn one_change(text: &mut String, view: &View<'_>, change: &Change, pen: &Pen) {
    let Change { rule, level, message, accepted, .. } = change;
    let rule = pen.paint(Look::Dim, &format!("[{rule}]"));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "  {}  {} {rule}", pen.level(*level), pen.sentence(message));
    if let Some(place) = view.place(change) {
        let _ = writeln!(text, "            {}", pen.paint(Look::Dim, &clean(&place.position())));
    }
    if let Some(reason) = accepted {
        let _ = writeln!(text, "            accepted: {}", pen.sentence(reason));
    }
}
