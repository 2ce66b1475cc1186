//! Which OpenAPI a document is.

use crate::report::{Diagnostic, Place, Report};
use crate::source::{Data, Source};

/// A minor version of OpenAPI; patch versions change no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0.x: schemas are their own dialect.
    V3_0,
    /// 3.1.x: schemas are JSON Schema 2020-12.
    V3_1,
    /// 3.2.x
    V3_2,
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        })
    }
}

/// Reads `openapi`. `None`: reported.
pub(super) fn detect(source: &Source, report: &mut Report) -> Option<Version> {
    let root = source.root();
    let Data::Object(_) = &root.data else {
        report.push(
            Diagnostic::error("not-an-object", format!("an OpenAPI document is an object, this is {}", root.kind()))
                .at(Place::of(root.span)),
        );
        return None;
    };
    if let Some(swagger) = root.get("swagger") {
        report.push(
            Diagnostic::error("swagger-2", "this is a Swagger 2.0 document")
                .at(Place::of(swagger.span))
                .label("OpenAPI 3.0, 3.1 and 3.2 are read")
                .help("convert it to OpenAPI 3 first, for instance with swagger2openapi"),
        );
        return None;
    }
    let Some(field) = root.get("openapi") else {
        report.push(
            Diagnostic::error("no-version", "the document does not say which OpenAPI it is: `openapi` is missing")
                .at(Place::of(root.span))
                .help("an OpenAPI document begins with, for instance, `openapi: 3.1.0`"),
        );
        return None;
    };
    let Data::String(text) = &field.data else {
        report.push(
            Diagnostic::error("wrong-type", format!("`openapi` must be a string, found {}", field.kind()))
                .at(Place::of(field.span))
                .help("write all three parts of the version, as in `openapi: 3.1.0`"),
        );
        return None;
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Version::V3_0),
        (Some("3"), Some("1")) => Some(Version::V3_1),
        (Some("3"), Some("2")) => Some(Version::V3_2),
        _ => {
            report.push(
                Diagnostic::error("unknown-version", format!("OpenAPI `{text}` is not supported"))
                    .at(Place::of(field.span))
                    .label("OpenAPI 3.0, 3.1 and 3.2 are read"),
            );
            None
        }
    }
}
