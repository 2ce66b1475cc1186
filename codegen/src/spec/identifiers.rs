//! What schemas are called by for references (JSON Schema 2020-12 Core §8.2), where it does not mean here all that it means there: that is said.

use std::ffi::OsStr;
use std::path::Path;

use super::walk::Walk;
use crate::report::{Diagnostic, Place, Severity};
use crate::source::Node;

/// A keyword, how bad it is that there is less to it here, and what there is.
const KEYWORDS: &[(&str, Severity, &str)] = &[
    ("$id", Severity::Warning, "names the schema for references, and does not change what the references inside of it are relative to"),
    ("$anchor", Severity::Note, "names the schema for references to this file, whatever `$id` is around it"),
    ("$dynamicAnchor", Severity::Note, "names the schema for references to this file, whatever `$id` is around it"),
    ("$dynamicRef", Severity::Warning, "leads to the same schema wherever it is reached from, as `$ref` does"),
];

/// Says so of the keywords that a schema has.
pub(super) fn report(walk: &mut Walk<'_, '_>, schema: &Node) {
    let Some(members) = schema.as_object() else { return };
    for (keyword, severity, says) in KEYWORDS {
        if let Some(member) = members.get(*keyword)
            && !(*keyword == "$id" && is_of_file(walk, schema, member.value.as_str()))
        {
            let said = Diagnostic { severity: *severity, ..Diagnostic::note("reference-by-name", format!("`{keyword}` {says}")) };
            walk.warn(said.at(Place::of(member.key)).label("taken like this"));
        }
    }
}

/// Whether this is a whole file, and called as it is on disk: what is relative to the one is relative to the other.
fn is_of_file(walk: &Walk<'_, '_>, schema: &Node, id: Option<&str>) -> bool {
    let file = schema.span.file();
    let is_whole = walk.sources.get(file).is_some_and(|source| std::ptr::eq(source.root(), schema));
    let name = walk.sources.path(file).and_then(Path::file_name).and_then(OsStr::to_str);
    is_whole && name.is_some_and(|name| id.and_then(|id| id.trim_end_matches('#').rsplit('/').next()) == Some(name))
}
