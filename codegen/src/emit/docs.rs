//! Prose of the document, made [safe](super::prose) → doc attributes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::prose::{is_shown, safe};
use super::scope::Scope;
use crate::ir::{Docs, Fact, Origin, TypeDef, TypeKind, Within};
use crate::names::{Ident, Method};

/// Doc attributes for some prose, a line each; `extra` paragraphs are the generator's own and follow it.
pub(super) fn doc(docs: &Docs, extra: &[String]) -> TokenStream {
    let mut lines = Vec::new();
    if let Some(summary) = &docs.summary {
        lines.extend(safe(summary));
    }
    if let Some(description) = &docs.description
        && docs.summary.as_ref() != Some(description)
    {
        push_paragraph(&mut lines, safe(description));
    }
    for paragraph in extra {
        push_paragraph(&mut lines, paragraph.lines().map(str::to_owned).collect());
    }
    let facts: Vec<String> = docs.facts.iter().map(|Fact { about, value }| format!("{about}: {}.", code(value))).collect();
    if !facts.is_empty() {
        push_paragraph(&mut lines, vec![facts.join(" ")]);
    }
    attributes(&lines)
}

/// The docs of a type: the document's, or else where the document has it.
pub(super) fn type_doc(scope: &Scope<'_>, def: &TypeDef, extra: &[String]) -> TokenStream {
    let is_said = |text: &Option<String>| text.as_ref().is_some_and(|text| !safe(text).is_empty());
    if is_said(&def.docs.summary) || is_said(&def.docs.description) {
        return doc(&def.docs, extra);
    }
    let link = |operation: &Ident<Method>, others: bool| {
        let name = operation.bare();
        let others = if others { " and others" } else { "" };
        format!("[`Client::{name}`]({}::Client::{}){others}", scope.root, operation.as_str())
    };
    let said = match &def.origin {
        Origin::Component(wire) => format!("The schema {}.", code(&wire.0)),
        Origin::Request { operation, others } => {
            format!("What {} {}.", link(operation, *others), if *others { "send" } else { "sends" })
        }
        Origin::Reply { operation, others } => {
            format!("What {} {} with.", link(operation, *others), if *others { "reply" } else { "replies" })
        }
        Origin::Headers { operation, others } => {
            let verb = if *others { "reply" } else { "replies" };
            format!(
                "Headers that {} {verb} with, read by [`headers_as`](openapi_client::ApiResponse::headers_as).",
                link(operation, *others)
            )
        }
        Origin::Payload(wire) => format!("The payload of the {}.", inline(&wire.0)),
        Origin::Inside(wire) => match &def.within {
            Some(Within { owner, called, others }) => {
                let (owner, others) = (scope.def(*owner), if *others { " and others" } else { "" });
                // Said with its module, because rustdoc has it that a name in scope needs no target, and a name that is not does.
                let held = format!("[`types::{}`]({}::types::{}){others}", owner.name.bare(), scope.root, owner.name.as_str());
                match owner.kind {
                    TypeKind::Union(_) => format!("The variant {} of {held}.", code(called)),
                    _ => format!("The value of {} in {held}.", code(called)),
                }
            }
            None => format!("The value of {}.", code(&wire.0)),
        },
    };
    let paragraphs: Vec<String> = std::iter::once(said).chain(extra.iter().cloned()).collect();
    doc(&Docs { facts: def.docs.facts.clone(), ..Docs::default() }, &paragraphs)
}

/// As [`doc`], for the module or the crate that it stands in.
pub(super) fn inner_doc(docs: &Docs, extra: &[String]) -> TokenStream {
    let outer = doc(docs, extra).into_iter().collect::<Vec<_>>();
    // `#[doc = "…"]` is two tokens; an inner attribute has a `!` between them.
    outer
        .chunks(2)
        .map(|attribute| {
            let (pound, group) = (&attribute[0], &attribute[1]);
            quote!(#pound ! #group)
        })
        .collect()
}

/// Doc attributes for lines that are Markdown already.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| literal(line));
    quote!(#(#[doc = #lines])*)
}

/// A line as a string literal, a space in front of it. [`Literal::string`] looks up each letter in the tables of Unicode, which ASCII needs not.
fn literal(line: &str) -> Literal {
    let space = if line.is_empty() { "" } else { " " };
    let mut text = String::with_capacity(line.len() + 3);
    text.extend(["\"", space]);
    for part in line.split_inclusive(['"', '\\']) {
        match part.strip_suffix(['"', '\\']) {
            Some(before) => text.extend([before, "\\", &part[before.len()..]]),
            None => text.push_str(part),
        }
    }
    text.push('"');
    let is_plain = line.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    is_plain.then(|| text.parse().ok()).flatten().unwrap_or_else(|| Literal::string(&format!("{space}{line}")))
}

fn push_paragraph(lines: &mut Vec<String>, paragraph: Vec<String>) {
    if !lines.is_empty() && !paragraph.is_empty() {
        lines.push(String::new());
    }
    lines.extend(paragraph);
}

/// Text of the document on one line, for use inside a sentence.
pub(super) fn inline(text: &str) -> String {
    safe(&text.split_whitespace().collect::<Vec<_>>().join(" ")).join(" ")
}

/// Text of the document as a code span, whatever it holds (CommonMark §6.1).
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c }).filter(|&c| is_shown(c)).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if text.is_empty() {
        "(empty)".to_owned()
    } else if longest > 0 || text.starts_with(' ') || text.ends_with(' ') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_hold_anything() {
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("x\ny"), "`x y`");
        assert_eq!(code(""), "(empty)");
    }
}
