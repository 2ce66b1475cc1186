//! What every command reads: the document, the configuration, and how to report on them.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use openapi_codegen::config::Config;
use openapi_codegen::output::stamp;
use openapi_codegen::report::{Report, Style, render, to_annotations, to_json};
use openapi_codegen::source::{Sources, way};
use openapi_codegen::timings::Timings;

use super::config;

/// Which document, and the project's decisions about it.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// The OpenAPI document, YAML or JSON
    #[arg(default_value = "openapi.yaml")]
    pub(super) spec: PathBuf,
    /// The project's decisions [default: `codegen.toml` beside the document, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder that all files of the document are in: no reference leads out of it [default: the document's own]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Leave out, each with a warning, what is not supported or wrong, and the operations that need it
    #[arg(long)]
    skip_unsupported: bool,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Which part of the document it is about.
#[derive(Debug, Args)]
pub(super) struct Selected {
    /// Only this operation and what it reaches: `POST /pets`, or its `operationId`; may be said again
    #[arg(long = "operation", value_name = "OPERATION")]
    operations: Vec<String>,
    /// Only the operations with this tag and what they reach; may be said again
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
}

impl Selected {
    /// Adds them to what the configuration selects.
    pub(super) fn add_to(&self, config: &mut Config) {
        config.select.operations.extend(self.operations.iter().cloned());
        config.select.tags.extend(self.tags.iter().cloned());
    }

    /// The arguments that say the same again, for a shell.
    fn arguments(&self) -> impl Iterator<Item = String> {
        let said = |flag: &'static str, values: &[String]| -> Vec<String> {
            values.iter().flat_map(|value| [flag.to_owned(), quoted(Path::new(value))]).collect()
        };
        said("--operation", &self.operations).into_iter().chain(said("--tag", &self.tags))
    }
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
    #[command(flatten)]
    pub(super) selected: Selected,
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
    /// Nothing where it could not be read: without it, everything else would be said of a document that is treated in another way.
    pub(super) config: Option<config::Loaded>,
    /// Where it stands, or would.
    pub(super) config_path: PathBuf,
    pub(super) stamp: String,
    pub(super) timings: Timings,
}

impl Input {
    /// Reads the document and the configuration. What is wrong with either is in the report.
    pub(super) fn load(&self) -> Loaded {
        let mut sources = Sources::new();
        let (mut report, mut timings) = (Report::new(), Timings::default());
        timings.of("read", || report.read(&sources, &self.spec));
        let beside = self.spec.with_file_name("codegen.toml");
        let path = self.config.clone().or_else(|| beside.is_file().then(|| beside.clone()));
        let config_path = path.clone().unwrap_or(beside);
        let mut config = match &path {
            Some(path) => config::read(path, &sources, &mut report),
            None => Some(config::Loaded::default()),
        };
        if let Some(loaded) = &mut config {
            loaded.config.skip_unsupported |= self.skip_unsupported;
            if loaded.config.skip_unsupported {
                sources.set_lenient();
                report = report.into_iter().map(|said| if said.code == "duplicate-key" { said.as_warning() } else { said }).collect();
            }
            let configured = loaded.config.root.as_ref().map(|root| self.spec.with_file_name("").join(root));
            if let Some(root) = self.root.clone().or(configured) {
                sources.set_root(root);
            }
        }
        // The bytes as they are on disk, which is all that a build script can look at.
        let bytes = |path: &Path| std::fs::read(path).unwrap_or_default();
        let stamp = stamp(&[&bytes(&self.spec), &path.as_deref().map(bytes).unwrap_or_default()]);
        Loaded { sources, report, config, config_path, stamp, timings }
    }

    /// Prints the report: text on the standard error, with colours on a terminal; the other formats on the standard output.
    pub(super) fn print(&self, loaded: &mut Loaded) {
        let Loaded { sources, report, config, .. } = loaded;
        if let Some(config) = config {
            config.locate(report);
        }
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

impl Input {
    /// Prints what is no report: on the standard output, unless a program reads the report there.
    pub(super) fn say(&self, text: &str) {
        // Where nobody reads, nothing is lost.
        let _ = match self.format {
            Format::Text => std::io::stdout().write_all(text.as_bytes()),
            Format::Json | Format::Github => std::io::stderr().write_all(text.as_bytes()),
        };
    }

    /// The arguments that say the same again, for a shell.
    pub(super) fn arguments(&self) -> String {
        let mut arguments = vec![quoted(&self.spec)];
        if let Some(config) = &self.config {
            arguments.extend(["--config".to_owned(), quoted(config)]);
        }
        if let Some(root) = &self.root {
            arguments.extend(["--root".to_owned(), quoted(root)]);
        }
        if self.skip_unsupported {
            arguments.push("--skip-unsupported".to_owned());
        }
        arguments.join(" ")
    }
}

/// How this program was called, for a shell.
pub(super) fn program() -> String {
    std::env::args_os().next().map_or_else(|| "openapi-codegen".to_owned(), |program| quoted(Path::new(&program)))
}

/// A path as one word of a shell.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "_-./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

impl Target {
    /// The arguments that say the same again, for a shell.
    pub(super) fn arguments(&self) -> String {
        let mut arguments = vec!["--out".to_owned(), quoted(&self.out)];
        if let Some(name) = &self.name {
            arguments.extend(["--name".to_owned(), quoted(Path::new(name))]);
        }
        if let Some(runtime) = &self.runtime {
            arguments.extend(["--runtime".to_owned(), quoted(runtime)]);
        }
        arguments.extend(self.selected.arguments());
        arguments.join(" ")
    }

    /// Where the manifest says the runtime is: the version, and where there is a checkout, the path to it from the crate's folder.
    pub(super) fn runtime(&self) -> String {
        let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let folder = self.runtime.clone().or_else(|| checkout.join("Cargo.toml").is_file().then_some(checkout));
        match folder {
            Some(folder) => format!("{version}, path = {:?}", way(&absolute(&self.out), &absolute(&folder))),
            None => version,
        }
    }
}

/// A path from the root, also where its last parts do not exist yet.
pub(super) fn absolute(path: &Path) -> PathBuf {
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
