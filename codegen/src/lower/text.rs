//! Strings: plain ones, formats, enums, and those with constraints, which become types of their own.

use super::context::Context;
use super::enumeration;
use super::formats;
use super::pattern::{self, Written};
use super::schema::Shape;
use crate::ir::{Format, Range, Text, Type, TypeKind};
use crate::report::Diagnostic;
use crate::source::Node;
use crate::spec::Numbered;

/// The model's pair of counts as a range. A minimum of 0 says nothing.
pub(super) fn length(min: Option<usize>, max: Option<usize>) -> Range<u64> {
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Range { min: min.map(wide).filter(|&min| min > 0), max: max.map(wide) }
}

/// `type: string`, which matches all of some patterns.
pub(super) fn shape(
    cx: &mut Context<'_, '_>,
    patterns: &[Written<'_>],
    length: Range<u64>,
    format: Option<&str>,
    numbered: &Numbered<'_>,
) -> Shape {
    if let Some(enumeration) = enumeration::shape(cx, numbered) {
        return enumeration;
    }
    if length.min.zip(length.max).is_some_and(|(min, max)| min > max) {
        cx.report
            .push(Diagnostic::warning("contradiction", "no string satisfies these bounds of its length").at(numbered.place("minLength")));
    }
    let pattern = pattern::all(cx, patterns, length);
    let base64 = || (numbered.node.get("contentEncoding")?.as_str()? == "base64").then_some(Format::Base64);
    let chosen = format.and_then(|name| formats::chosen(cx, name));
    let known = format.and_then(Format::named).or_else(base64).filter(|_| chosen.is_none());
    match (known, chosen) {
        // The project knows what its type keeps.
        (_, Some(chosen @ Type::Chosen(_))) => Shape::Type(chosen),
        (Some(Format::Password), _) => {
            // A secret stays one; its bounds are the server's to check.
            for keyword in ["minLength", "maxLength", "pattern"] {
                if let Some(node) = numbered.node.get(keyword) {
                    cx.unenforced(keyword, node.span);
                }
            }
            Shape::Type(Type::Format(Format::Password))
        }
        _ if pattern.is_some() || !length.is_open() => Shape::Kind(TypeKind::Text(Text { length, pattern, format: known })),
        (Some(format), _) => Shape::Type(Type::Format(format)),
        (None, _) => Shape::Type(Type::String),
    }
}

/// What the source node says of a string's length and pattern.
pub(super) fn constraints(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Text {
    let count = |key: &str| numbered.node.get(key)?.as_number()?.as_u64();
    let length = Range { min: count("minLength"), max: count("maxLength") };
    let source = numbered.node.get("pattern").and_then(Node::as_str);
    let pattern = source.and_then(|source| pattern::compile(cx, &Written::of(source, numbered), length));
    Text { length, pattern, format: None }
}

/// Whether a string keeps the constraints; the one that it breaks.
pub(super) fn satisfies(text: &Text, value: &str) -> Result<(), String> {
    let count = value.chars().count() as u64;
    if let Some(min) = text.length.min.filter(|&min| count < min) {
        return Err(format!("has {count} characters, fewer than {min}"));
    }
    if let Some(max) = text.length.max.filter(|&max| count > max) {
        return Err(format!("has {count} characters, more than {max}"));
    }
    match &text.pattern {
        Some(pattern) if pattern.plan.matches(value) == Some(false) => Err(format!("does not match `{}`", pattern.source)),
        _ => Ok(()),
    }
}

/// Whether a value is known to be one: a format is only checked at run time, and so is what only the engine decides.
pub(super) fn is_shown_by(text: &Text, value: &str) -> bool {
    let decided = text.pattern.as_ref().is_none_or(|pattern| pattern.plan.matches(value).is_some());
    decided && text.format.is_none() && satisfies(text, value).is_ok()
}
