//! The patterns of the document: compiled, what is odd about them said, and replaced where `codegen.toml` says so.

use super::context::Context;
use crate::config::PatternChoice;
use crate::ir::{Pattern, Range};
use crate::pattern::{self, Compiled, Length, Lint, PatternError, Plan};
use crate::report::{Diagnostic, Place};
use crate::source::{Span, pointer};
use crate::spec::Numbered;

/// A pattern as the document has it.
pub(super) struct Written<'w> {
    source: &'w str,
    span: Span,
    pointer: String,
}

impl<'w> Written<'w> {
    /// The `pattern` of a schema.
    pub(super) fn of(source: &'w str, numbered: &Numbered<'_>) -> Self {
        Self { source, span: numbered.span("pattern"), pointer: pointer::child(&numbered.pointer, "pattern") }
    }
}

/// Compiles a pattern of strings within bounds. `None`: it says nothing, or it is wrong, not supported or skipped, and reported.
pub(super) fn compile(cx: &mut Context<'_, '_>, written: &Written<'_>, length: Range<u64>) -> Option<Pattern> {
    let PatternChoice { instead, reason } = match cx.config.patterns.get(&written.pointer) {
        Some(choice) => choice.clone(),
        None => return of_document(cx, written, length),
    };
    cx.used_patterns.insert(written.pointer.clone());
    let Some(instead) = instead else {
        cx.report.push(note(written, "pattern-skipped", format!("`{}` is not enforced: {reason}", written.source)));
        return None;
    };
    if instead == written.source {
        let message = format!("codegen.toml replaces the pattern `{}` by what the document says", written.pointer);
        let warning = Diagnostic::warning("unused-pattern", message).help("remove the entry").pointer(&written.pointer);
        cx.report.push(warning.at(Place::of(written.span)));
    }
    match compiled(cx, &instead, length) {
        Ok(compiled) => {
            cx.report.push(note(written, "pattern-replaced", format!("`{instead}` takes the place of this pattern: {reason}")));
            made(&instead, compiled)
        }
        Err(error) => {
            let (why, help) = match error {
                PatternError::Syntax { message, help, .. } => (message, help),
                PatternError::Unsupported { what, .. } => (format!("{what} is not supported"), None),
            };
            let message = format!("codegen.toml replaces the pattern `{}` by `{instead}`: {why}", written.pointer);
            let error = Diagnostic::error("bad-replacement", message).at(Place::of(written.span)).pointer(&written.pointer);
            cx.report.push(help.into_iter().fold(error, Diagnostic::help));
            None
        }
    }
}

/// One pattern for strings that match all of several.
pub(super) fn all(cx: &mut Context<'_, '_>, written: &[Written<'_>], length: Range<u64>) -> Option<Pattern> {
    let mut patterns: Vec<(Pattern, Span)> = Vec::new();
    for written in written {
        if let Some(pattern) = compile(cx, written, length)
            && !patterns.iter().any(|(known, _)| known.source == pattern.source)
        {
            patterns.push((pattern, written.span));
        }
    }
    match &patterns[..] {
        [] | [_] => return patterns.pop().map(|(pattern, _)| pattern),
        _ => {}
    }
    // The groups of one are not those of another.
    for (pattern, span) in patterns.extract_if(.., |(pattern, _)| matches!(pattern.plan, Plan::Engine(_))) {
        let message = format!("`pattern` is not enforced: `{}` needs an engine, and stands beside others", pattern.source);
        cx.report.push(Diagnostic::warning("unenforced", message).at(Place::of(span)));
    }
    let sources: Vec<String> = patterns.iter().map(|(pattern, _)| pattern::mended(&pattern.source)).collect();
    let joined = format!("^(?=[^]*?(?:{}))", sources.join("))(?=[^]*?(?:"));
    compiled(cx, &joined, length).ok().and_then(|compiled| made(&joined, compiled))
}

/// One pattern for strings that match any of several, if it is worth having.
pub(super) fn any(cx: &mut Context<'_, '_>, patterns: &[Pattern]) -> Option<Pattern> {
    if patterns.len() < 2 || patterns.iter().any(|pattern| matches!(pattern.plan, Plan::Engine(_))) {
        return None;
    }
    let sources = patterns.iter().map(|pattern| format!("(?:{})", pattern::mended(&pattern.source)));
    let joined = sources.collect::<Vec<_>>().join("|");
    compiled(cx, &joined, Range::default()).ok().and_then(|compiled| made(&joined, compiled))
}

/// The pattern, unless it says nothing that a value could break.
fn made(source: &str, compiled: Compiled) -> Option<Pattern> {
    let Compiled { plan, implied: Length { min, max }, lints: _ } = compiled;
    (plan != Plan::Anything).then(|| Pattern { source: source.to_owned(), plan, implied: Range { min, max } })
}

/// What the compiler says; of each pattern once, since large documents repeat theirs.
fn compiled(cx: &mut Context<'_, '_>, source: &str, length: Range<u64>) -> Result<Compiled, PatternError> {
    let length = Length { min: length.min, max: length.max };
    cx.compiled.entry((source.to_owned(), length)).or_insert_with(|| pattern::compile(source, length)).clone()
}

fn of_document(cx: &mut Context<'_, '_>, written: &Written<'_>, length: Range<u64>) -> Option<Pattern> {
    let &Written { source, span, .. } = written;
    let mending = pattern::mending(source);
    if let Some((mended, why)) = &mending {
        let message = format!("`{source}` is no regular expression of ECMA-262: {why}");
        let warning = Diagnostic::warning("bad-pattern", message).at(Place::of(span)).label("understood all the same");
        cx.report.push(warning.help(format!("write `{mended}`")));
    }
    let mended = mending.map_or_else(|| source.to_owned(), |(mended, _)| mended);
    match compiled(cx, &mended, length) {
        Ok(compiled) => {
            cx.report.extend(odd(written, &compiled.lints, length));
            made(source, compiled)
        }
        Err(PatternError::Syntax { message, offset, help }) => {
            let message = format!("`{source}` is no regular expression of ECMA-262: {message}");
            let place = cx.spec.character(span, source, offset);
            let diagnostic = if cx.config.skip_unsupported {
                Diagnostic::warning("bad-pattern", message).at(place).label("not enforced")
            } else {
                let meant = format!("or say in codegen.toml what is meant, under `[patterns.\"{}\"]`", written.pointer);
                let error = Diagnostic::error("bad-pattern", message).at(place);
                error.label("patterns are ECMA-262 regular expressions with the `u` flag").help(meant)
            };
            cx.report.push(Diagnostic { help: help.into_iter().chain(diagnostic.help).collect(), ..diagnostic });
            None
        }
        Err(PatternError::Unsupported { what, offset }) => {
            let message = format!("`pattern` is not enforced: {what} is not supported");
            let place = cx.spec.character(span, source, offset);
            cx.report.push(Diagnostic::warning("unenforced", message).at(place));
            None
        }
    }
}

/// What is said of a pattern that is likely not what was meant. It is enforced as it is written.
fn odd(written: &Written<'_>, lints: &[Lint], length: Range<u64>) -> Option<Diagnostic> {
    let Written { source, span, .. } = written;
    let warning = |code, message: String| Diagnostic::warning(code, message).at(Place::of(*span));
    let bounds = || match (length.min, length.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, max) => format!("at most {}", max.unwrap_or_default()),
    };
    let engine = |why: &str| {
        let message = format!("`{source}` {why}: it is matched by going back, with a budget of steps");
        note(written, "pattern-engine", message).label("what is not decided by then is taken to match")
    };
    let first = match lints.first()? {
        Lint::NeverMatches => warning("never-matches", format!("no string matches `{source}`")).label("nothing can be sent here"),
        Lint::AlwaysMatches => warning("always-matches", format!("every string matches `{source}`")).label("nothing to check"),
        Lint::ContradictsBounds => warning("contradiction", format!("no string that matches `{source}` has {} characters", bounds())),
        Lint::LooksUnanchored => warning("unanchored-pattern", format!("`{source}` says nothing of what is around it in a string")),
        Lint::NotRegular => engine("has a back-reference"),
        Lint::TooLarge => engine("needs an automaton of more than 8 KiB"),
    };
    Some(if lints.contains(&Lint::LooksUnanchored) {
        first.help("if it is meant to be all of the string, put it between `^` and `$`")
    } else {
        first
    })
}

fn note(written: &Written<'_>, code: &'static str, message: String) -> Diagnostic {
    Diagnostic::note(code, message).at(Place::of(written.span))
}
