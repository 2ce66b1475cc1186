//! Tokens → text: formatted, with empty lines where a reader wants them.

use proc_macro2::TokenStream;

use super::MARK;

/// Rust as text: formatted, with the header that prettyplease would drop.
///
/// # Errors
/// What is wrong with the tokens: a defect of the generator.
pub fn rust(tokens: TokenStream, stamp: Option<&str>) -> Result<String, String> {
    let file = syn::parse2(tokens).map_err(|error| error.to_string())?;
    let inputs = stamp.map(|stamp| format!(", inputs {stamp}")).unwrap_or_default();
    Ok(format!("{MARK}{inputs}. Do not edit.\n\n{}", spaced(&prettyplease::unparse(&file))))
}

/// What a line of formatted code is, as far as empty lines go.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    /// `//!`
    InnerDoc,
    /// `#![…]`
    InnerAttribute,
    /// `mod …;`
    Module,
    /// `use …;`
    Use,
    /// `pub use …;`
    Export,
    /// Any other.
    Code,
}

impl Line {
    fn of(line: &str) -> Self {
        let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| line.starts_with(prefix));
        match line {
            _ if starts(&["//!"]) => Self::InnerDoc,
            _ if starts(&["#!["]) => Self::InnerAttribute,
            _ if starts(&["mod ", "pub mod "]) && line.ends_with(';') => Self::Module,
            _ if starts(&["use "]) => Self::Use,
            _ if starts(&["pub use "]) => Self::Export,
            _ => Self::Code,
        }
    }
}

/// Empty lines between groups of lines and between items, which prettyplease does not put.
fn spaced(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + text.len() / 16);
    let mut group = Line::InnerDoc;
    let mut previous = "";
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let bare = line.trim_start();
        // What is indented, and what closes, goes with what it belongs to.
        let next = match indent(line) {
            0 if line.starts_with("#[") => lines.clone().find(|line| !line.starts_with([' ', '#', ')', ']'])).map_or(Line::Code, Line::of),
            0 if !line.starts_with(['}', ')', ']']) => Line::of(line),
            _ => group,
        };
        // An item that took several lines, or a constant, ends; another, with its docs and attributes, begins.
        let is_prose = ["//", "#["].iter().any(|start| previous.trim_start().starts_with(start));
        let ends = previous.trim_start() == "}" || previous.ends_with(';');
        let ended = indent(previous) == indent(line) && ends && !is_prose;
        let begins =
            ["///", "#[", "pub ", "impl", "fn ", "const ", "type ", "openapi_client::"].iter().any(|start| bare.starts_with(start));
        let regrouped = next != group && indent(line) == 0 && !previous.is_empty();
        if !previous.is_empty() && (regrouped || next == Line::Code && ended && begins && group == Line::Code) {
            result.push('\n');
        }
        result.push_str(line);
        result.push('\n');
        if indent(line) == 0 {
            group = next;
        }
        previous = line;
    }
    result
}
