//! What every command reads: the document, the configuration, and how to report on them.

use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};
use openapi_codegen::config::Config;
use openapi_codegen::output::stamp;
use openapi_codegen::report::{Diagnostic, Place, Report, Style, render, to_annotations, to_json};
use openapi_codegen::source::{FileId, Source, Sources, Span, Text};

/// Which document, and the project's decisions about it.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// The OpenAPI document, YAML or JSON
    #[arg(default_value = "openapi.yaml")]
    pub(super) spec: PathBuf,
    /// The project's decisions [default: `codegen.toml` beside the document, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Leave out, each with a warning, what is not supported and the operations that need it
    #[arg(long)]
    skip_unsupported: bool,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What the crate is to be.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The crate's folder
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// The crate's name [default: `package.name` of the configuration, else made from the document's title]
    #[arg(long, value_name = "CRATE")]
    pub(super) name: Option<String>,
    /// Folder of the `openapi-client` crate [default: that of the checkout this was built from, else the registry's]
    #[arg(long, value_name = "DIR")]
    runtime: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// Annotations of GitHub Actions
    Github,
}

/// The inputs, read.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    pub(super) report: Report,
    pub(super) config: Config,
    pub(super) stamp: String,
}

impl Loaded {
    /// The document, if it could be read.
    pub(super) fn source(&self) -> Option<&Source> {
        self.sources.get(FileId::default())
    }
}

impl Input {
    /// Reads the document and the configuration. What is wrong with either is in the report.
    pub(super) fn load(&self) -> Loaded {
        let mut sources = Sources::new();
        let mut report = Report::new();
        report.read(&mut sources, &self.spec);
        let beside = self.spec.with_file_name("codegen.toml");
        let path = self.config.clone().or_else(|| beside.is_file().then_some(beside));
        let (mut config, text) = match &path {
            Some(path) => read_config(path, &mut sources, &mut report),
            None => (Config::default(), String::new()),
        };
        config.skip_unsupported |= self.skip_unsupported;
        let spec = sources.text(FileId::default()).map(Text::as_str).unwrap_or_default();
        let stamp = stamp(&[spec.as_bytes(), text.as_bytes()]);
        Loaded { sources, report, config, stamp }
    }

    /// Prints the report: text on the standard error, with colours on a terminal; the other formats on the standard output.
    pub(super) fn print(&self, loaded: &mut Loaded) {
        let Loaded { sources, report, .. } = loaded;
        report.sort();
        // Where nobody reads, nothing is lost.
        let _ = match self.format {
            Format::Text => {
                let style = if std::io::stderr().is_terminal() { Style::Colour } else { Style::Plain };
                write!(anstream::stderr(), "{}", render(report, sources, style))
            }
            Format::Json => writeln!(std::io::stdout(), "{:#}", to_json(report, sources)),
            Format::Github => write!(std::io::stdout(), "{}", to_annotations(report, sources)),
        };
    }
}

fn read_config(path: &Path, sources: &mut Sources, report: &mut Report) -> (Config, String) {
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            report.push(Diagnostic::error("unreadable", format!("cannot read the configuration `{name}`: {error}")));
            return (Config::default(), String::new());
        }
    };
    match Config::parse(&text) {
        Ok(config) => (config, text),
        Err(error) => {
            let file = sources.insert_text(Text::new(name, text.clone()));
            let diagnostic = Diagnostic::error("bad-config", error.message);
            report.push(match error.offset {
                Some(offset) => diagnostic.at(Place::new(file, Span::new(offset, offset))),
                None => diagnostic.at(Place::file(file)),
            });
            (Config::default(), text)
        }
    }
}

impl Target {
    /// Where the manifest says the runtime is: the version, and where there is a checkout, the path to it from the crate's folder.
    pub(super) fn runtime(&self) -> String {
        let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let folder = self.runtime.clone().or_else(|| checkout.join("Cargo.toml").is_file().then_some(checkout));
        match folder {
            Some(folder) => format!("{version}, path = {:?}", relative(&absolute(&self.out), &absolute(&folder))),
            None => version,
        }
    }
}

/// A path from the root, also where its last parts do not exist yet.
fn absolute(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    let mut at = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    loop {
        if let Ok(found) = at.canonicalize() {
            return missing.into_iter().rev().fold(found, |path: PathBuf, part: std::ffi::OsString| path.join(part));
        }
        match (at.file_name().map(std::ffi::OsStr::to_owned), at.parent().map(Path::to_owned)) {
            (Some(name), Some(parent)) => {
                missing.push(name);
                at = parent;
            }
            _ => return path.to_owned(),
        }
    }
}

/// The way from one folder to another, with `/`.
fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
