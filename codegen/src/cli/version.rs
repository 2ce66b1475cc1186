//! One version of a document, to be compared with another.

use std::io::{ErrorKind, Write};
use std::path::Path;

use openapi_codegen::api;
use openapi_codegen::config::Config;
use openapi_codegen::diff::{Diff, Policy};
use openapi_codegen::ir::Api;
use openapi_codegen::names::LOCK;
use openapi_codegen::report::{Diagnostic, Report, Severity, render};
use openapi_codegen::source::{FileId, Sources, tidy};
use openapi_codegen::spec::{Beyond, Selection};

use super::diff::stderr_style;
use super::{config, names, revision};

/// A document and the client that it describes, by the project's decisions of its time.
pub(super) struct Version {
    pub(super) sources: Sources,
    pub(super) config: config::Loaded,
    /// None: it makes no client, and it is said why.
    pub(super) api: Option<Api>,
}

/// Leaves out of a diff what is selected in neither version.
pub(super) fn select(diff: &mut Diff, versions: [(&Sources, &Config); 2]) {
    // What selects nothing is said elsewhere.
    let selections =
        versions.map(|(sources, config)| Selection::of(sources, &config.select.operations, &config.select.tags, &mut Report::new()));
    diff.without(|pointer| selections.iter().any(|selection| selection.leaves_out(pointer)));
}

impl Version {
    /// Reads a file, or a `REV:path` of git. `None`: it is said why it cannot be compared.
    ///
    /// What is not supported is left out of the client, because the rest can be compared. Names are those of the `names.lock` beside the document or in `generated/`, else
    /// those of the older version, as in a bump.
    pub(super) fn read(document: &str, older: Option<&Self>, config: Option<&Path>, root: Option<&Path>) -> Option<Self> {
        let (mut sources, path) = match revision::named(document) {
            None => (Sources::new(), Path::new(document).to_owned()),
            Some(named) => match named.open() {
                Ok((revision, path)) => (Sources::of(Box::new(revision)), path),
                Err(why) => {
                    let diagnostic = Diagnostic::error("no-revision", format!("`{document}` cannot be read from git: {why}"))
                        .help("give a file, or a revision that git knows and a path in it: `HEAD:openapi.yaml`");
                    say(&render(&Report::from_iter([diagnostic]), &Sources::new(), stderr_style()));
                    return None;
                }
            },
        };
        let mut report = Report::new();
        report.read(&sources, &path);
        let beside = path.with_file_name("codegen.toml");
        let loaded = match (config, sources.bytes(&beside)) {
            // The one that is named is the working tree's.
            (Some(path), _) => config::read(path, &sources, &mut report),
            (None, Err(error)) if error.kind() == ErrorKind::NotFound => Some(config::Loaded::default()),
            (None, bytes) => config::parse(sources.name(&beside), bytes, &sources, &mut report),
        };
        let mut result = None;
        if let Some(loaded) = loaded {
            let mut config = loaded.config.clone();
            config.skip_unsupported = true;
            // What one configuration says of both versions, one of them may not have.
            let is_there = |pointer: &String| sources.get(FileId::ENTRY).is_some_and(|source| source.at(pointer).is_some());
            config.names.retain(|pointer, _| is_there(pointer));
            config.patterns.retain(|pointer, _| is_there(pointer));
            if let Some(root) = root.or(config.root.as_deref()) {
                sources.set_root(tidy(&path.with_file_name("").join(root)));
            }
            let kept = [LOCK, "generated/names.lock"].map(|name| path.with_file_name(name));
            let names = match kept.into_iter().find_map(|path| Some((sources.bytes(&path).ok()?, path))) {
                Some((bytes, path)) => names::parse(sources.name(&path), Ok(bytes), &sources, &mut report).map(|names| names.lock),
                None => Some(older.and_then(|older| older.api.as_ref()).map(|api| api.names.clone()).unwrap_or_default()),
            };
            // What is wrong from here on leaves a document that can be compared with another, if it is one at all.
            let is_document = sources.get(FileId::ENTRY).is_some_and(|source| source.root().get("openapi").is_some());
            let usable = is_document && !report.has_errors();
            let api = names.and_then(|names| api(&sources, &config, &names, &mut report));
            result = (usable && !report.iter().any(is_incomplete)).then_some((loaded, api));
        }
        let left_out = report.iter().filter(|diagnostic| diagnostic.code == "left-out").count();
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error || is_incomplete(diagnostic);
        let mut errors: Report =
            report.into_iter().filter(is_error).map(|diagnostic| Diagnostic { severity: Severity::Error, ..diagnostic }).collect();
        errors.sort();
        say(&render(&errors, &sources, stderr_style()));
        if left_out > 0 && !errors.has_errors() {
            let name = sources.name(&path);
            let said = format!("{left_out} operations or schemas of `{name}` are not supported, and left out of what is said of Rust");
            let warning = Diagnostic::warning("left-out", said).help("`openapi-codegen lint --skip-unsupported` lists them");
            say(&render(&Report::from_iter([warning]), &sources, stderr_style()));
        }
        let (config, api) = result?;
        Some(Self { sources, config, api })
    }

    /// What changed since this version, by the agreement of the newer one, and what to say of accepted changes that did not happen.
    pub(super) fn diff(&self, newer: &Self) -> (Diff, Vec<Diagnostic>) {
        let mut diff = Diff::between((&self.sources, self.api.as_ref()), (&newer.sources, newer.api.as_ref()), &Policy::default());
        select(&mut diff, [(&self.sources, &self.config.config), (&newer.sources, &newer.config.config)]);
        let unmet = diff.agree(&newer.config.config.diff);
        (diff, newer.config.unmet(&unmet))
    }
}

/// Whether a part of the document is missing, of which nobody can say that it has not changed.
fn is_incomplete(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == "unsupported" && Beyond::is_incomplete(&diagnostic.message)
}

/// Prints on the standard error.
pub(super) fn say(text: &str) {
    // Where nobody reads, nothing is lost.
    let _ = write!(anstream::stderr(), "{text}");
}
