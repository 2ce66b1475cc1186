//! Arguments → commands. Each command returns how it ended; what it has to say it has printed.

mod bump;
mod check;
mod config;
mod diff;
mod generate;
mod input;
mod lint;
mod manifests;
mod mock;
mod names;
mod package;
mod release;
mod revision;
mod rules;
mod version;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Generates a Rust client crate from an OpenAPI 3.0, 3.1 or 3.2 document.
#[derive(Debug, Parser)]
#[command(name = "openapi-codegen", version, after_help = EXIT_CODES, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the document, its configuration or the output folder has an error; `check`: the crate is not current;
     `diff`: what `--fail-on` asks for
  2  wrong arguments; `diff`: the documents cannot be compared";

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the crate of a document
    #[command(after_help = "\
Examples:
  openapi-codegen generate openapi.yaml --out generated
  openapi-codegen generate petstore.json --out /tmp/petstore --name petstore-api
  openapi-codegen generate big.yaml --out big --skip-unsupported

Only files that differ are written, and files that were generated once and no longer are get deleted. With an error in the document, nothing is.")]
    Generate(generate::Arguments),
    /// Say whether the crate of a document is current, and if not, how it differs
    #[command(after_help = "\
Example:
  openapi-codegen check openapi.yaml --out generated")]
    Check(check::Arguments),
    /// Give the crates the versions that follow from what changed since the last release
    #[command(after_help = "\
Examples:
  openapi-codegen bump openapi.yaml --out generated             after a change: the versions that follow
  openapi-codegen bump openapi.yaml --out generated --release   at a release: the next changes are compared with this

The crate is the generated one; `package.facades` in codegen.toml lists those that re-export it. Only versions that are too low are raised: in codegen.toml, in the
manifests of facades, in what they require of the crate, and in Cargo.lock.")]
    Bump(bump::Arguments),
    /// Say what is wrong with a document, and what of it is not supported
    #[command(after_help = "\
Examples:
  openapi-codegen lint openapi.yaml
  openapi-codegen lint openapi.yaml --deny-warnings --format github")]
    Lint(lint::Arguments),
    /// Say what changed from one version of a document to another, and whom it breaks: programs already deployed, code that uses the crate
    #[command(after_help = "\
Examples:
  openapi-codegen diff                                      HEAD:./openapi.yaml against openapi.yaml
  openapi-codegen diff v1.2.0:api/openapi.yaml api/openapi.yaml --fail-on any
  openapi-codegen diff old.json new.json --format html --output diff.html
  openapi-codegen diff --explain request-body-added

Exit codes: 0, also where much has changed; 1 if what `--fail-on` names breaks; 2 if the documents cannot be compared.")]
    Diff(diff::Arguments),
    /// Play the document: a server on this machine that checks requests and answers them (needs the feature `mock`)
    #[command(after_help = "\
Example:
  cargo run -p openapi-codegen --features mock -- mock openapi.yaml --address 127.0.0.1:8080
  curl -i http://127.0.0.1:8080/auth/recover/user/code -H 'Content-Type: application/json' -d '{\"username\": \"alice\"}'")]
    Mock(mock::Arguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done,
    Failed,
    /// There is nothing to say yes or no to.
    Impossible,
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let ending = match command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Bump(arguments) => bump::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
    };
    match ending {
        Ending::Done => ExitCode::SUCCESS,
        Ending::Failed => ExitCode::FAILURE,
        Ending::Impossible => ExitCode::from(2),
    }
}
