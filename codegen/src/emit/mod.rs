//! [`Api`] → the files of a crate: the only place that knows Rust's syntax.
//!
//! Nothing can go wrong here and nothing is decided here: `lower` did both. Out come token streams; `output` makes text of them.

mod bodies;
mod constructors;
mod docs;
mod enums;
mod features;
mod files;
mod html;
mod imports;
mod manifest;
pub mod matcher;
mod moved;
mod operations;
mod parameters;
mod payloads;
mod prose;
mod replies;
mod root;
mod rules;
mod scope;
mod servers;
mod structs;
mod texts;
mod types;
mod unions;
mod validate;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::ir::Api;
use scope::Scope;

/// What the manifest says and the document does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crate {
    /// The package's name.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// SPDX expression.
    pub license: Option<String>,
    /// Where the sources are.
    pub repository: Option<String>,
    /// It is a member of a workspace that has a root elsewhere.
    pub workspace_member: bool,
    /// Dependencies that types of the project's choice need: names, and what they are as TOML.
    pub dependencies: BTreeMap<String, String>,
    /// Where cargo finds the runtime: `version = "…"`, and a `path` where there is one.
    pub runtime: String,
}

/// A file of the crate.
pub struct File<'a> {
    /// Its path below the crate's folder, with `/`.
    pub path: String,
    /// What is in it.
    pub content: Content<'a>,
}

/// What is in a file.
pub enum Content<'a> {
    /// Rust, not yet formatted. Tokens cannot leave the thread that they are made in.
    Rust(Box<dyn Fn() -> TokenStream + Send + Sync + 'a>),
    /// Text as it is.
    Text(String),
}

/// The files of an API's crate.
#[must_use]
pub fn emit<'a>(api: &'a Api, made: &'a Crate) -> Vec<File<'a>> {
    // The longest come first: while the last of them is made, the others are.
    let mut files = Vec::new();
    files.extend(api.modules.iter().map(|module| {
        rust(&format!("{}.rs", module.name.bare()), move || {
            let own = module.operations.iter().filter(|operation| operation.has_options()).map(|operation| operation.type_name.as_str());
            operations::module(&Scope::of_operations(api, own), module)
        })
    }));
    files.extend(files::files(api, &made.name));
    files.extend([
        File { path: "Cargo.toml".to_owned(), content: Content::Text(manifest::manifest(api, made)) },
        rust("lib.rs", move || root::lib(api)),
    ]);
    if !api.modules.is_empty() {
        files.push(rust("client.rs", move || root::client(api)));
    }
    if !api.servers.is_empty() || !api.server_urls.is_empty() {
        files.push(rust("server.rs", move || servers::servers(api)));
    }
    if !api.security.is_empty() {
        files.push(rust("security.rs", move || root::security(&api.security)));
    }
    if !api.payloads.is_empty() {
        files.push(rust("payloads.rs", move || {
            let scope = Scope::of_operations(api, api.payloads.iter().map(|payload| payload.name.as_str()));
            payloads::module(&scope, &api.payloads)
        }));
    }
    files
}

fn rust<'a>(path: &str, content: impl Fn() -> TokenStream + Send + Sync + 'a) -> File<'a> {
    File { path: format!("src/{path}"), content: Content::Rust(Box::new(content)) }
}
