//! `codegen.toml`: read, held against what only the command line knows, and pointed into.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use openapi_codegen::config::Config;
use openapi_codegen::diff::{Accepted, rule};
use openapi_codegen::report::{Diagnostic, Place, Report};
use openapi_codegen::source::{FileId, Sources, Span, Text};
use serde::Deserialize;
use toml::Spanned;

use super::package;

/// The configuration, and where in its file what stands.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) config: Config,
    places: Option<(FileId, Places)>,
}

/// What messages point at.
#[derive(Default, Deserialize)]
struct Places {
    #[serde(default)]
    package: PackagePlaces,
    #[serde(default)]
    names: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    formats: BTreeMap<Spanned<String>, toml::Value>,
    #[serde(default)]
    patterns: BTreeMap<Spanned<String>, toml::Value>,
    #[serde(default)]
    select: SelectPlaces,
    #[serde(default)]
    diff: DiffPlaces,
}

#[derive(Default, Deserialize)]
struct DiffPlaces {
    #[serde(default)]
    levels: BTreeMap<Spanned<String>, toml::Value>,
    #[serde(default)]
    accepted: Vec<AcceptedPlaces>,
}

#[derive(Deserialize)]
struct AcceptedPlaces {
    rule: Spanned<String>,
    pointer: Spanned<String>,
}

#[derive(Default, Deserialize)]
struct SelectPlaces {
    #[serde(default)]
    operations: Vec<Spanned<String>>,
    #[serde(default)]
    tags: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
struct PackagePlaces {
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
}

/// Reads a file of the disk. `None`: the report says why it cannot be used.
pub(super) fn read(path: &Path, sources: &Sources, report: &mut Report) -> Option<Loaded> {
    parse(path.display().to_string(), std::fs::read(path), sources, report)
}

/// The same of bytes that were read, or an attempt to.
pub(super) fn parse(name: String, read: io::Result<Vec<u8>>, sources: &Sources, report: &mut Report) -> Option<Loaded> {
    let text = match read.and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other)) {
        Ok(text) => text,
        Err(error) => {
            let file = sources.insert_text(Text::new(name, ""));
            report.push(Diagnostic::error("unreadable-file", format!("the configuration cannot be read: {error}")).at(Place::file(file)));
            return None;
        }
    };
    let file = sources.insert_text(Text::new(name, text.clone()));
    let config = match Config::parse(&text) {
        Ok(config) => config,
        Err(error) => {
            let diagnostic = Diagnostic::error("bad-config", error.message);
            let place = error.offset.map_or(Place::file(file), |offset| Place::new(file, Span::new(offset, word_end(&text, offset))));
            report.push(diagnostic.at(place));
            return None;
        }
    };
    // It parses, so that this does too.
    let places: Places = toml::from_str(&text).unwrap_or_default();
    let mut faults: Vec<_> = Vec::new();
    if let Some(name) = &places.package.name {
        faults.extend(package::name_fault(name.get_ref()).map(|fault| (fault, name)));
    }
    if let Some(version) = &places.package.version {
        faults.extend(package::version_fault(version.get_ref()).map(|fault| (fault, version)));
    }
    for (pointer, name) in &places.names {
        if !name.get_ref().chars().any(char::is_alphanumeric) {
            faults
                .push((package::Fault { message: format!("`{}` is given a name without a letter", pointer.get_ref()), help: None }, name));
        }
    }
    let rules = places.diff.levels.keys().chain(places.diff.accepted.iter().map(|accepted| &accepted.rule));
    for id in rules.filter(|id| rule(id.get_ref()).is_none()) {
        let help = Some("`openapi-codegen diff --rules` lists them".to_owned());
        faults.push((package::Fault { message: format!("`{}` is no rule of `diff`", id.get_ref()), help }, id));
    }
    report.extend(faults.into_iter().map(|(fault, at)| fault.diagnostic("bad-config").at(place(file, at))));
    Some(Loaded { config, places: Some((file, places)) })
}

impl Loaded {
    /// What to say of accepted changes that did not happen.
    pub(super) fn unmet(&self, indices: &[usize]) -> Vec<Diagnostic> {
        let accepted = indices.iter().filter_map(|&index| Some((index, self.config.diff.accepted.get(index)?)));
        accepted
            .map(|(index, Accepted { rule, pointer, .. })| {
                let wrong = Diagnostic::error("unused-acceptance", format!("no change of `{rule}` is at `{pointer}`"))
                    .help("remove it: what is accepted must happen, so that nothing else is accepted by mistake");
                let place = self.places.as_ref().and_then(|(file, places)| Some(place(*file, &places.diff.accepted.get(index)?.pointer)));
                place.map_or(wrong.clone(), |place| wrong.at(place))
            })
            .collect()
    }

    /// Points messages about the configuration into it.
    pub(super) fn locate(&self, report: &mut Report) {
        let Some((file, places)) = &self.places else { return };
        let located: Vec<Diagnostic> = std::mem::take(report)
            .into_iter()
            .map(|diagnostic| match (diagnostic.code, &diagnostic.pointer) {
                ("unused-name", Some(pointer)) => {
                    let key = places.names.keys().find(|key| key.get_ref() == pointer);
                    key.map_or(diagnostic.clone(), |key| diagnostic.clone().at(place(*file, key)))
                }
                ("nothing-selected", _) => {
                    let wanted = places.select.operations.iter().chain(&places.select.tags);
                    let said = wanted.into_iter().find(|wanted| diagnostic.message.ends_with(&format!("`{}`", wanted.get_ref())));
                    said.map_or(diagnostic.clone(), |said| diagnostic.clone().at(place(*file, said)))
                }
                ("unused-format", Some(format)) => {
                    let key = places.formats.keys().find(|key| key.get_ref() == format);
                    key.map_or(diagnostic.clone(), |key| diagnostic.clone().at(place(*file, key)))
                }
                ("unused-pattern" | "bad-replacement", Some(pointer)) => {
                    let key = places.patterns.keys().find(|key| key.get_ref() == pointer);
                    key.map_or(diagnostic.clone(), |key| diagnostic.clone().at(place(*file, key)))
                }
                _ => diagnostic,
            })
            .collect();
        report.extend(located);
    }
}

fn place(file: FileId, value: &Spanned<String>) -> Place {
    let span = value.span();
    Place::new(file, Span::new(span.start, span.end))
}

/// The end of the word that starts here.
fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '"' | '/' | '~' | '.'))).unwrap_or(rest.len())
}
