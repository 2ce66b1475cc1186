//! The rules of `diff`, shown: what `--rules` and `--explain` print.

use std::fmt::Write;

use openapi_codegen::diff::{Direction, Rule, rule, rules};
use serde_json::json;

use super::diff::Format;

/// All rules.
pub(super) fn list(format: Format) -> String {
    if format == Format::Json {
        return format!("{:#}\n", json!(rules()));
    }
    let mut text = String::new();
    for rule in rules() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}\n    {}; {}", rule.id, levels(rule), rule.says);
    }
    text
}

/// One rule with its example. `None`: there is no such rule.
pub(super) fn explain(id: &str, format: Format) -> Option<String> {
    let rule = rule(id)?;
    let [old, new] = rule.example.documents();
    if format == Format::Json {
        let example = json!({ "old": old, "new": new });
        return Some(format!("{:#}\n", json!({ "rule": rule, "documents": example })));
    }
    let mut text = format!("{}\n  {}\n  {}\n", rule.id, rule.says, levels(rule));
    let oasdiff: Vec<&str> = rule.oasdiff.values().flatten().map(String::as_str).collect();
    // Writing to a string cannot fail.
    if !oasdiff.is_empty() {
        let _ = writeln!(text, "  oasdiff: {}", oasdiff.join(", "));
    }
    if let Some(why) = &rule.alone {
        let _ = writeln!(text, "  without a mirror: {why}");
    }
    // All of it: an example is short.
    let diff = similar::TextDiff::from_lines(old.as_str(), new.as_str());
    let _ = write!(text, "\n{}", diff.unified_diff().context_radius(old.lines().count()).header("old", "new"));
    Some(text)
}

fn levels(rule: &Rule) -> String {
    let direction = match rule.direction {
        Direction::Request => "request",
        Direction::Response => "response",
        Direction::Neither => "neither direction",
    };
    format!("wire: {}, Rust: {}, {direction}", rule.wire, rule.rust)
}
