//! Which OpenAPI a document is.

use crate::report::{Diagnostic, Place, Report};
use crate::source::{Data, Number, Source};

use super::near::nearest;

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
    let Data::Object(members) = &root.data else {
        report.push(
            Diagnostic::error("not-an-object", format!("an OpenAPI document is an object, this is {}", root.kind()))
                .at(Place::of(root.span))
                .help("it begins with, for instance, `openapi: 3.1.0`"),
        );
        return None;
    };
    if let Some(swagger) = root.get("swagger") {
        let version = swagger.as_str().or_else(|| swagger.as_number().map(Number::as_str)).unwrap_or("2.0");
        report.push(
            Diagnostic::error("swagger-2", format!("this is a Swagger {version} document"))
                .at(Place::of(swagger.span))
                .label("OpenAPI 3.0, 3.1 and 3.2 are read")
                .help("convert it to OpenAPI 3 first, for instance with swagger2openapi"),
        );
        return None;
    }
    let Some(field) = root.get("openapi") else {
        let meant = members.iter().find(|(key, _)| nearest(["openapi"], key).is_some());
        let diagnostic = Diagnostic::error("no-version", "the document does not say which OpenAPI it is: `openapi` is missing");
        report.push(match meant {
            Some((_, member)) => diagnostic.at(Place::of(member.key)).help("did you mean `openapi`?"),
            None => diagnostic.at(Place::of(root.span)).help("an OpenAPI document begins with, for instance, `openapi: 3.1.0`"),
        });
        return None;
    };
    let text = match &field.data {
        Data::String(text) => text.as_str(),
        // Without quotes, `3.1` is a number; the walk says so.
        Data::Number(number) => number.as_str(),
        _ => {
            report.push(
                Diagnostic::error("wrong-type", format!("`openapi` must be a string, found {}", field.describe()))
                    .at(Place::of(field.span))
                    .label("not a string")
                    .help("write all three parts of the version: `openapi: 3.1.0`"),
            );
            return None;
        }
    };
    let version = parse(text);
    if version.is_none() {
        report.push(
            Diagnostic::error("unknown-version", format!("OpenAPI `{text}` is not supported"))
                .at(Place::of(field.span))
                .label("OpenAPI 3.0, 3.1 and 3.2 are read"),
        );
    }
    version
}

/// `3.1.0`; also `3.1`, which is common, and `3.1.0-rc1`.
fn parse(text: &str) -> Option<Version> {
    let (numbers, _) = text.split_once('-').unwrap_or((text, ""));
    let mut parts = numbers.split('.');
    let version = match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Version::V3_0,
        (Some("3"), Some("1")) => Version::V3_1,
        (Some("3"), Some("2")) => Version::V3_2,
        _ => return None,
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.next().is_none_or(is_number) && parts.next().is_none()).then_some(version)
}
