//! `names.lock`: read from the crate's folder, and pointed into.

use std::io::{self, ErrorKind};
use std::path::Path;

use openapi_codegen::names::{Fault, LOCK, Lock};
use openapi_codegen::report::{Diagnostic, Place, Report};
use openapi_codegen::source::{FileId, Sources, Span, Text};

/// The names that a crate has so far, and the file that they are in.
#[derive(Default)]
pub(super) struct Names {
    pub(super) lock: Lock,
    file: Option<FileId>,
}

/// Reads the names that the crate in a folder has; a new crate has none. `None`: the report says why they cannot be used.
pub(super) fn read(folder: &Path, sources: &Sources, report: &mut Report) -> Option<Names> {
    let path = folder.join(LOCK);
    parse(path.display().to_string(), std::fs::read(&path), sources, report)
}

/// The same of bytes that were read, or an attempt to.
pub(super) fn parse(name: String, read: io::Result<Vec<u8>>, sources: &Sources, report: &mut Report) -> Option<Names> {
    let text = match read.and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other)) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Some(Names::default()),
        Err(error) => {
            let file = sources.insert_text(Text::new(name, ""));
            let diagnostic = Diagnostic::error("unreadable-file", format!("the names of the crate cannot be read: {error}"));
            report.push(diagnostic.at(Place::file(file)));
            return None;
        }
    };
    let file = sources.insert_text(Text::new(name, text.clone()));
    match Lock::parse(&text) {
        Ok(lock) => Some(Names { lock, file: Some(file) }),
        Err(faults) => {
            report.extend(faults.into_iter().map(|Fault { message, help, place }| {
                let place = Place::new(file, Span::new(place.start, place.end));
                Diagnostic::error("bad-lock", message).at(place).help(help)
            }));
            None
        }
    }
}

impl Names {
    /// Points messages about names that were kept into the file.
    pub(super) fn locate(&self, report: &mut Report) {
        let Some(file) = self.file else { return };
        let place = |diagnostic: &Diagnostic| {
            let (_, line) = self.lock.line(diagnostic.pointer.as_deref().filter(|_| diagnostic.code == "locked-name")?)?;
            Some(Place::new(file, Span::new(line.place.start, line.place.end)))
        };
        let located: Vec<Diagnostic> = std::mem::take(report)
            .into_iter()
            .map(|diagnostic| match place(&diagnostic) {
                Some(place) => diagnostic.at(place),
                None => diagnostic,
            })
            .collect();
        report.extend(located);
    }
}
