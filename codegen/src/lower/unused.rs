//! What `codegen.toml` says that the document has no use for (any more).

use super::context::Context;
use crate::report::Diagnostic;

/// Formats in `codegen.toml` that the document does not have: misspelled, mostly.
pub(super) fn formats(cx: &mut Context<'_, '_>) {
    let used = cx.used_formats.borrow().clone();
    for format in cx.config.formats.keys().filter(|format| !used.contains(*format)) {
        let message = format!("codegen.toml has a type for the format `{format}`, which the document does not have");
        cx.report.push(Diagnostic::warning("unused-format", message).pointer(format));
    }
}

/// Patterns in `codegen.toml` that the document does not have (any more).
pub(super) fn patterns(cx: &mut Context<'_, '_>) {
    let unused = |pointer: &&String| !cx.used_patterns.contains(*pointer) && !cx.spec.leaves_out(pointer);
    for pointer in cx.config.patterns.keys().filter(unused) {
        let message = format!("codegen.toml says what becomes of the pattern `{pointer}`, which the document does not have");
        let help = "correct the JSON pointer, which ends in `/pattern`, or remove the entry";
        cx.report.push(Diagnostic::error("unused-pattern", message).help(help).pointer(pointer));
    }
}

/// Names in `codegen.toml` that name nothing: misspelled, or for something that the document no longer has.
pub(super) fn names(cx: &mut Context<'_, '_>) {
    let used = cx.used_names.borrow().clone();
    // What is not selected may have a name all the same, for when it is.
    for pointer in cx.config.names.keys().filter(|pointer| !used.contains(*pointer) && !cx.spec.leaves_out(pointer)) {
        cx.report.push(
            Diagnostic::error("unused-name", format!("codegen.toml names `{pointer}`, where the document has nothing that gets a name"))
                .help("correct the JSON pointer, or remove the entry")
                .pointer(pointer),
        );
    }
}
