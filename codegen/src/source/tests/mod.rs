//! Tables: what a text means, where its parts stand, what is refused and where; then every real and hostile document.

use super::{ReadError, Source};

mod errors;
mod json;
mod real;
mod spans;
mod values;

/// The value as JSON text, or the mistakes as `code line:column` and ` also line:column` for second places.
fn read(text: &str) -> String {
    match Source::parse("test.yaml", text) {
        Ok(source) => source.root().to_json().to_string(),
        Err(error) => mistakes(&error).join(", "),
    }
}

fn mistakes(error: &ReadError) -> Vec<String> {
    let place = |offset| {
        let place = error.text.line_column(offset);
        format!("{}:{}", place.line, place.column)
    };
    let one = |mistake: &super::SourceError| {
        let mut text = mistake.code.to_owned();
        text.extend(mistake.span.map(|span| format!(" {}", place(span.start()))));
        text.extend(mistake.also.iter().map(|(span, _)| format!(" also {}", place(span.start()))));
        text
    };
    error.errors.iter().map(one).collect()
}
