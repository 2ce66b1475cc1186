//! `diff`: says what changed from one version of a document to another, and whom it breaks.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use openapi_codegen::diff::show::{self, Links, View};
use openapi_codegen::diff::{Bump, Diff, Level};
use openapi_codegen::report::{Report, Style, render};

use super::Ending;
use super::rules;
use super::version::{Version, say};

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The older document: a file, or `REV:path` in git [default: `HEAD:./openapi.yaml`]
    old: Option<String>,
    /// The newer document, given in the same way [default: the older one's path in the working tree]
    new: Option<String>,
    /// The project's decisions, for both [default: `codegen.toml` beside each document, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder that all files of a document are in, seen from the document's own [default: that one itself]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Where to write it [default: the standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 if this breaks
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
    /// The URL before the path of the newer document's files, for links: `https://github.com/owner/name/blob/main/`
    #[arg(long, value_name = "URL", value_parser = url)]
    link: Option<String>,
    /// The same for the older document
    #[arg(long, value_name = "URL", value_parser = url)]
    link_old: Option<String>,
    /// Leave out of `--format markdown`, from the end, what does not fit in so many bytes; a comment on GitHub has 65536 characters
    #[arg(long, value_name = "BYTES")]
    limit: Option<usize>,
    /// List the rules by which changes are told, and nothing else (`--format json`: with the ids that oasdiff has for them)
    #[arg(long, conflicts_with_all = ["old", "explain"])]
    rules: bool,
    /// Show one rule with its example, and nothing else
    #[arg(long, value_name = "RULE", conflicts_with = "old")]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// A page that stands alone
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Programs already deployed
    Wire,
    /// Code that uses the crate
    Source,
    /// Either
    Any,
}

/// A URL that can be part of any output.
fn url(text: &str) -> Result<String, String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=%".contains(&byte));
    if is_web && is_plain { Ok(text.to_owned()) } else { Err("it is no URL that begins with `https://`".to_owned()) }
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let Arguments { format, output, .. } = arguments;
    if arguments.rules {
        return finished(output.as_deref(), &rules::list(*format), Ending::Done);
    }
    if let Some(id) = &arguments.explain {
        let Some(text) = rules::explain(id, *format) else {
            say(&format!("error: `{id}` is no rule; `openapi-codegen diff --rules` lists them\n"));
            return Ending::Impossible;
        };
        return finished(output.as_deref(), &text, Ending::Done);
    }
    compare(arguments).unwrap_or(Ending::Impossible)
}

/// `None`: it is said why they cannot be compared.
fn compare(arguments: &Arguments) -> Option<Ending> {
    let Arguments { old, new, config, root, format, output, fail_on, link, link_old, limit, .. } = arguments;
    let old = old.as_deref().unwrap_or("HEAD:./openapi.yaml");
    let Some(new) = new.as_deref().or_else(|| super::revision::path(old)) else {
        say(&format!("error: `{old}` is compared with nothing: give a newer document\n"));
        return None;
    };
    let old = Version::read(old, None, config.as_deref(), root.as_deref());
    // One run shows what is wrong with either.
    let new = Version::read(new, old.as_ref(), config.as_deref(), root.as_deref());
    let (old, new) = (old?, new?);
    let (diff, unmet) = old.diff(&new);
    if !unmet.is_empty() {
        let mut report = Report::from_iter(unmet);
        report.sort();
        say(&render(&report, &new.sources, stderr_style()));
        return None;
    }
    let links = Links { old: link_old.clone(), new: link.clone() };
    let view = View { diff: &diff, old: &old.sources, new: &new.sources, links: &links };
    let style = if output.is_none() && std::io::stdout().is_terminal() { Style::Colour } else { Style::Plain };
    let text = match format {
        Format::Text => show::text(&view, style),
        Format::Markdown => show::markdown(&view, *limit),
        Format::Json => show::json(&view),
        Format::Github => show::annotations(&view),
        Format::Html => show::page(&view),
    };
    Some(finished(output.as_deref(), &text, ending(&diff, *fail_on)))
}

fn ending(diff: &Diff, fail_on: Option<FailOn>) -> Ending {
    let (wire, source) = (diff.wire() == Some(Level::Breaking), diff.source() == Some(Bump::Major));
    if diff.no_client && (fail_on == Some(FailOn::Source) || fail_on == Some(FailOn::Any) && !wire) {
        return Ending::Impossible;
    }
    let failed = match fail_on {
        None => false,
        Some(FailOn::Wire) => wire,
        Some(FailOn::Source) => source,
        Some(FailOn::Any) => wire || source,
    };
    if failed { Ending::Failed } else { Ending::Done }
}

/// Prints or writes it.
fn finished(output: Option<&Path>, text: &str, ending: Ending) -> Ending {
    match output {
        None => {
            // Where nobody reads, nothing is lost.
            let _ = write!(anstream::stdout(), "{text}");
            ending
        }
        Some(path) => match std::fs::write(path, text) {
            Ok(()) => ending,
            Err(error) => {
                say(&format!("error: cannot write `{}`: {error}\n", path.display()));
                Ending::Impossible
            }
        },
    }
}

pub(super) fn stderr_style() -> Style {
    if std::io::stderr().is_terminal() { Style::Colour } else { Style::Plain }
}
