//! The parser's complaints, in words for someone who wrote a document.

use serde::de::IgnoredAny;
use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::{SourceError, Span, budget};

/// What is wrong with a text that is no YAML.
pub(super) fn explain(text: &str, error: &ScanError) -> SourceError {
    let at = error.marker().byte_offset().unwrap_or_default();
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return budget::too_deep(Span::new(at, at + 1));
    }
    if text.trim_start().starts_with('<') {
        let error = SourceError::new("syntax", "this is a web page or XML, not YAML or JSON").at(Span::new(at, at + 1));
        return error.help("was an error page downloaded in place of the document?");
    }
    explain_json(text).unwrap_or_else(|| {
        let (message, mut help) = words(error.kind());
        // The colon of a line that has one before is in its text; the first one is there because the line is taken for more of the text above.
        let line = text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        if *error.kind() == ErrorKind::MappingValueNotAllowed && !line.contains(": ") {
            help = "is this line indented deeper than those it belongs to, or a `:` without a space behind it above?";
        }
        let message = message.unwrap_or_else(|| format!("this is not valid YAML: {}", error.info()));
        let error = SourceError::new("syntax", message).at(Span::new(at, at + 1));
        if help.is_empty() { error } else { error.help(help) }
    })
}

/// The mistakes that people make. The help may be empty.
fn words(kind: &ErrorKind) -> (Option<String>, &'static str) {
    let (message, help) = match kind {
        ErrorKind::MappingValueNotAllowed => ("a `:` is not allowed here", "quote a text that has `: ` in it"),
        ErrorKind::SimpleKeyExpected => ("this is no `key: value`", "a `:` needs a space behind it, and so does the `-` of a list"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockSequenceEntry => {
            ("this is indented like nothing above it", "align it with what it belongs to")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => ("a tab is used for indentation near here", "indent with spaces"),
        ErrorKind::UnclosedQuotedScalar => ("this quote is never closed", ""),
        ErrorKind::InvalidTrailingSingleQuotedScalar => ("there is text behind the closing quote", "inside single quotes, `''` is a quote"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("there is text behind the closing quote", "inside double quotes, `\\\"` is a quote")
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            ("there is an invalid escape in these quotes", "inside double quotes, `\\\\` is a backslash; inside single quotes, `\\` is")
        }
        ErrorKind::MissingLowSurrogate | ErrorKind::InvalidLowSurrogate | ErrorKind::UnpairedLowSurrogate => {
            ("there is half a character in these quotes", "an escape from \\ud800 to \\udfff means something only as one of a pair")
        }
        ErrorKind::BlockSequenceEntryNotAllowed => {
            ("a `-` is not allowed here", "start a list on a line of its own; quote a text that starts with `- `")
        }
        ErrorKind::MisplacedFlowCollectionEnd => ("this bracket closes nothing", "quote a text that starts with a bracket"),
        ErrorKind::UnknownAnchor => ("there is no such anchor above this alias", "quote a text that starts with `*`"),
        ErrorKind::UnclosedFlowCollection { open } => return (Some(format!("this `{open}` is never closed")), ""),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return (Some(format!("this `{open}` is closed by a `{close}`")), "");
        }
        ErrorKind::UnexpectedCharacter { character } => {
            return (Some(format!("a text without quotes may not start with `{character}`")), "quote it");
        }
        _ => return (None, ""),
    };
    (Some(message.to_owned()), help)
}

/// What a JSON parser says about a text that was meant as JSON: of commas, where the YAML parser speaks of flow mappings.
fn explain_json(text: &str) -> Option<SourceError> {
    let inner = text.trim_start().strip_prefix('{')?.trim_start();
    if !inner.starts_with(['"', '}']) {
        return None;
    }
    json_error(text)
}

/// What is wrong with a file that is called JSON and is YAML only.
pub(super) fn strict_json(name: &str, text: &str) -> Option<SourceError> {
    let is_json = name.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    if is_json { json_error(text) } else { None }
}

fn json_error(text: &str) -> Option<SourceError> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    let lines_before = text.split_inclusive('\n').take(error.line().checked_sub(1)?);
    let at = lines_before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    let at = if error.is_eof() { text.trim_end().len() } else { at };
    let before = text.get(..at).unwrap_or_default().trim_end();
    if before.ends_with(',') && text.get(at..).is_some_and(|rest| rest.starts_with(['}', ']'])) {
        let error = SourceError::new("syntax", "this is not valid JSON: nothing follows this comma");
        return Some(error.at(Span::new(before.len() - 1, before.len())).help("remove it"));
    }
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let message = message.strip_prefix("EOF").map_or_else(|| message.to_owned(), |rest| format!("the file ends{rest}"));
    Some(SourceError::new("syntax", format!("this is not valid JSON: {message}")).at(Span::new(at, at + 1)))
}
