//! Strings: plain ones, formats, enums, and those with constraints, which become types of their own.

use super::context::Context;
use super::enumeration;
use super::formats;
use super::schema::Shape;
use crate::ir::{Format, Pattern, Range, Text, Type, TypeKind};
use crate::pattern::{self, Length, PatternError, Plan};
use crate::report::Diagnostic;
use crate::source::Node;
use crate::spec::Numbered;

/// The model's pair of counts as a range. A minimum of 0 says nothing.
pub(super) fn length(min: Option<usize>, max: Option<usize>) -> Range<u64> {
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Range { min: min.map(wide).filter(|&min| min > 0), max: max.map(wide) }
}

/// `type: string`.
pub(super) fn shape(
    cx: &mut Context<'_, '_>,
    pattern: Option<&str>,
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
    let pattern = pattern.and_then(|source| compile(cx, source, length, numbered));
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
    let pattern = numbered.node.get("pattern").and_then(Node::as_str).and_then(|source| compile(cx, source, length, numbered));
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
        Some(pattern) if !pattern.plan.matches(value) => Err(format!("does not match `{}`", pattern.source)),
        _ => Ok(()),
    }
}

/// A pattern without the backslashes before signs that have no other meaning than themselves, which only other dialects allow.
fn without_needless_escapes(source: &str, length: Length) -> String {
    let mut written = source.to_owned();
    while let Err(PatternError::Syntax { offset, .. }) = pattern::compile(&written, length) {
        let escaped = written.get(offset..).and_then(|rest| rest.strip_prefix('\\')?.chars().next());
        // `\<` and `\>` are boundaries of words elsewhere.
        if !escaped.is_some_and(|sign| sign.is_ascii_punctuation() && !matches!(sign, '<' | '>' | '\\')) {
            return source.to_owned();
        }
        written.remove(offset);
    }
    written
}

/// Compiles a pattern. `None`: it is wrong or not supported, and reported.
pub(super) fn compile(cx: &mut Context<'_, '_>, source: &str, length: Range<u64>, numbered: &Numbered<'_>) -> Option<Pattern> {
    let length = Length { min: length.min, max: length.max };
    let written = without_needless_escapes(source, length);
    if written != source {
        let message = format!("`{source}` is no regular expression of ECMA-262: other signs than those with a meaning have no backslash");
        cx.report.push(
            Diagnostic::warning("bad-pattern", message)
                .at(numbered.place("pattern"))
                .label("understood all the same")
                .help(format!("write `{written}`")),
        );
    }
    match pattern::compile(&written, length) {
        // It says nothing that a value could break.
        Ok(compiled) if compiled.plan == Plan::Anything => None,
        Ok(compiled) => Some(Pattern { source: source.to_owned(), plan: compiled.plan }),
        Err(PatternError::Syntax { message, help, .. }) => {
            let message = format!("`{source}` is no regular expression of ECMA-262: {message}");
            let mut diagnostic = if cx.config.skip_unsupported {
                Diagnostic::warning("bad-pattern", message).label("not enforced")
            } else {
                Diagnostic::error("bad-pattern", message).label("patterns are ECMA-262 regular expressions with the `u` flag")
            }
            .at(numbered.place("pattern"));
            if let Some(help) = help {
                diagnostic = diagnostic.help(help);
            }
            cx.report.push(diagnostic);
            None
        }
        Err(PatternError::Unsupported { what, .. }) => {
            cx.unenforced(&format!("pattern: {what}"), numbered.span("pattern"));
            None
        }
    }
}
