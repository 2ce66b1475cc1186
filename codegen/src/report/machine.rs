//! Messages for programs: JSON, and the commands that make GitHub show them beside the lines of a pull request.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::source::Sources;

use super::clean::clean;
use super::{Diagnostic, Place, Report, Severity};

/// An array with an object per message. Keys without a value are left out.
#[must_use]
pub fn to_json(report: &Report, sources: &Sources) -> Value {
    report.iter().map(|diagnostic| message(diagnostic, sources)).collect()
}

fn message(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let Diagnostic { severity, code, message, primary, label, secondary, help, pointer } = diagnostic;
    let mut object = primary.map_or_else(Map::new, |primary| position(primary, sources));
    object.insert("severity".into(), severity.as_str().into());
    object.insert("code".into(), (*code).into());
    object.insert("message".into(), message.as_str().into());
    object.insert("help".into(), json!(help));
    object.extend(label.as_ref().map(|label| ("label".to_owned(), label.as_str().into())));
    object.extend(pointer.as_ref().map(|pointer| ("pointer".to_owned(), pointer.as_str().into())));
    let also = secondary.iter().map(|(place, label)| {
        let mut object = position(*place, sources);
        object.insert("label".into(), label.as_str().into());
        Value::Object(object)
    });
    object.insert("also".into(), also.collect());
    Value::Object(object)
}

/// Where something is, as a program reads it: file, lines and columns from 1, byte offsets.
pub(crate) fn position(place: Place, sources: &Sources) -> Map<String, Value> {
    let mut object = Map::new();
    let Some(text) = sources.text(place.file) else { return object };
    object.insert("file".into(), text.name().into());
    if let Some(span) = place.span {
        let (start, end) = (text.line_column(span.start()), text.line_column(span.end()));
        let numbers = [("line", start.line), ("column", start.column), ("end_line", end.line), ("end_column", end.column)];
        object.extend(numbers.map(|(key, number)| (key.to_owned(), number.into())));
        object.extend([("start", span.start()), ("end", span.end())].map(|(key, offset)| (key.to_owned(), offset.into())));
    }
    object
}

/// A line for each message: `::error file=openapi.yaml,line=31,col=30,title=wrong-type::…`.
#[must_use]
pub fn to_annotations(report: &Report, sources: &Sources) -> String {
    let mut lines = String::new();
    for diagnostic in report {
        let Diagnostic { severity, code, message, primary, help, .. } = diagnostic;
        let command = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let help = help.iter().map(|help| format!("help: {}", annotation_data(help)));
        let message: Vec<_> = std::iter::once(annotation_data(message)).chain(help).collect();
        let mut properties = String::new();
        if let Some((place, text)) = primary.and_then(|place| Some((place, sources.text(place.file)?))) {
            let _ = write!(properties, "file={},", annotation_property(text.name()));
            if let Some(span) = place.span {
                let start = text.line_column(span.start());
                let _ = write!(properties, "line={},col={},", start.line, start.column);
            }
        }
        let _ = writeln!(lines, "::{command} {properties}title={}::{}", annotation_property(code), message.join("%0A"));
    }
    lines
}

/// What GitHub wants escaped in the text of a command.
pub(crate) fn annotation_data(text: &str) -> String {
    clean(text).replace('%', "%25")
}

/// What it wants escaped in a property.
pub(crate) fn annotation_property(text: &str) -> String {
    annotation_data(text).replace(':', "%3A").replace(',', "%2C")
}
