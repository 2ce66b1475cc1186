//! `mock`: plays a document.

use std::net::SocketAddr;

use clap::Args;
#[cfg(feature = "mock")]
use openapi_codegen::source::FileId;

use super::Ending;
use super::input::Input;

/// Arguments of `mock`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    address: SocketAddr,
}

#[cfg(feature = "mock")]
pub(super) fn run(Arguments { input, address }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let document = loaded.sources.get(FileId::ENTRY).filter(|_| !loaded.report.has_errors()).map(|source| source.root().to_json());
    input.print(&mut loaded);
    let Some(document) = document else { return Ending::Failed };
    match openapi_mock::serve(document, *address, |url| println!("playing {} at {url}", input.spec.display())) {
        Ok(()) => Ending::Done,
        Err(error) => {
            eprintln!("error: {error}");
            Ending::Failed
        }
    }
}

#[cfg(not(feature = "mock"))]
pub(super) fn run(Arguments { input, address }: &Arguments) -> Ending {
    eprintln!("error: this was built without the feature `mock`");
    eprintln!("run: cargo run -p openapi-codegen --features mock -- mock {} --address {address}", input.arguments());
    Ending::Failed
}
