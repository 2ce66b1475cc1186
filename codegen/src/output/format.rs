//! Tokens → text: formatted, with empty lines where a reader wants them.

use proc_macro2::TokenStream;

use super::MARK;
use super::hug::hugged;
use super::tidy::{end_of_text, json, tidy};

/// Rust as text: formatted, with the header that prettyplease would drop.
///
/// # Errors
/// What is wrong with the tokens: a defect of the generator.
pub fn rust(tokens: TokenStream, stamp: Option<&str>) -> Result<String, String> {
    let file = syn::parse2(tokens).map_err(|error| error.to_string())?;
    let inputs = stamp.map(|stamp| format!(", inputs {stamp}")).unwrap_or_default();
    let text = joined(&prettyplease::unparse(&file));
    let text = hugged(&text).map_or(text, |hugged| joined(&hugged));
    Ok(format!("{MARK}{inputs}. Do not edit.\n\n{}", spaced(&json(tables(&text)))))
}

/// The longest line that is made of several.
const WIDTH: usize = 120;

/// Argument lists on one line where they fit: prettyplease breaks lines earlier than a reader of today's screens would.
fn joined(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut result = String::with_capacity(text.len());
    let mut index = 0;
    while index < lines.len() {
        let (line, taken) = one_line(&lines[index..]).unwrap_or_else(|| (lines[index].to_owned(), 1));
        result.push_str(&line);
        index += taken;
        result.push('\n');
    }
    result
}

/// A bracket that opens at the end of the first line, with all up to where it closes, as one line, and how many lines that was.
fn one_line(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    // So does the only expression of an arm.
    if let ([arm, expression, close, ..], Some(pattern)) = (lines, first.strip_suffix("=> {")) {
        let (expression, indent) = (expression.trim(), arm.len() - arm.trim_start().len());
        let is_expression = !expression.ends_with([';', '{', '(', '[', ',']) && close.trim() == "}" && close.len() == indent + 1;
        let line = format!("{pattern}=> {expression},");
        return Some((line, 3)).filter(|(line, _)| is_expression && line.len() <= WIDTH);
    }
    let imports = first.starts_with("use ") || first.starts_with("pub use ");
    let open = first.chars().last().filter(|last| matches!(last, '(' | '[') || *last == '{' && (imports || makes_struct(first)))?;
    if first.trim_start().starts_with(['/', '#']) {
        return None;
    }
    let indent = first.len() - first.trim_start().len();
    let mut line = (*first).to_owned();
    for (index, next) in lines.iter().enumerate().skip(1) {
        let bare = next.trim_start();
        let ends = next.len() - bare.len() == indent;
        // Statements, blocks and prose keep their lines.
        if line.len() + bare.len() > WIDTH || bare.starts_with("//") || !ends && bare.ends_with(['{', ';', '}']) {
            return None;
        }
        if ends {
            let without_comma = line.trim_end_matches(',').len();
            line.truncate(without_comma);
            line.push_str(if open == '{' && !imports { " " } else { "" });
            line.push_str(bare);
            let close = match open {
                '(' => ')',
                '[' => ']',
                _ => '}',
            };
            return Some((line, index + 1)).filter(|_| bare.starts_with(close));
        }
        if bare.starts_with([')', ']']) {
            let without_comma = line.trim_end_matches(',').len();
            line.truncate(without_comma);
        } else if !(line.ends_with(['(', '[']) || imports && line.ends_with('{')) {
            line.push(' ');
        }
        line.push_str(bare);
    }
    None
}

/// Whether a line begins a struct's value: `Self {`, `ListWallets {`.
fn makes_struct(line: &str) -> bool {
    let name = line.trim_start().strip_suffix(" {").unwrap_or_default();
    name.starts_with(|first: char| first.is_uppercase()) && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// Lists in the runtime's macros, one entry a line: prettyplease fills lines with what it has no syntax for.
fn tables(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("\nopenapi_client::") {
        let (before, from) = rest.split_at(start + 1);
        result.push_str(before);
        let Some(end) = from.find(");\n") else {
            rest = from;
            break;
        };
        let (invocation, after) = from.split_at(end + 2);
        match table(invocation) {
            Some(table) => result.push_str(&table),
            None => result.push_str(invocation),
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

/// `name!(Type { entry, entry });` with its entries below each other. `None`: it has no list.
fn table(invocation: &str) -> Option<String> {
    let (head, list) = invocation.split_once('{')?;
    let (list, tail) = list.rsplit_once('}')?;
    let (mut entries, mut entry, mut in_text, mut escaped, mut depth) = (Vec::new(), String::new(), false, false, 0_usize);
    for character in list.chars() {
        match character {
            '(' | '[' if !in_text => depth += 1,
            ')' | ']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        match character {
            ',' if !in_text && depth == 0 => entries.push(std::mem::take(&mut entry)),
            '\n' => entry.push(' '),
            _ => entry.push(character),
        }
        in_text ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
    }
    entries.push(entry);
    let entries: Vec<String> = entries.iter().map(|entry| tidy(entry)).filter(|entry| !entry.is_empty()).collect();
    let head = head.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
    let tail = tail.split_whitespace().collect::<Vec<_>>().join(" ").replace(" )", ")");
    let tail = if tail.starts_with(|letter: char| letter.is_alphabetic()) { format!(" {tail}") } else { tail };
    if entries.is_empty() {
        return Some(format!("{head} {{}}{tail}"));
    }
    // What takes the rest of an object is last, and without a comma.
    let lines = entries.iter().map(|entry| {
        let entry = filled(entry);
        if entry.starts_with("..") { format!("    {entry}\n") } else { format!("    {entry},\n") }
    });
    Some(format!("{head} {{\n{}}}{tail}", lines.collect::<String>()))
}

/// An entry that is too long for a line, broken after commas between texts.
fn filled(entry: &str) -> String {
    let mut result = String::with_capacity(entry.len());
    let mut width = 4;
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = entry[at..].find(['"', ',']).map(|found| at + found) {
        if entry[found..].starts_with('"') {
            at = found + end_of_text(&entry[found..]);
        } else {
            at = found + 1;
            if entry[at..].starts_with(' ') {
                parts.push(&entry[start..found]);
                start = at + 1;
            }
        }
    }
    parts.push(&entry[start..]);
    for (index, part) in parts.into_iter().enumerate() {
        let separator = match index {
            0 => "",
            _ if width + part.len() + 2 > WIDTH => ",\n        ",
            _ => ", ",
        };
        width = if separator.contains('\n') { 8 + part.len() } else { width + separator.len() + part.len() };
        result.push_str(separator);
        result.push_str(part);
    }
    result
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
