//! The crate's root, its client, its servers and its security schemes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{code, doc, inner_doc};
use super::features::gate;
use super::scope::token;
use crate::ir::{Api, SecurityKind, SecurityScheme};

/// `lib.rs`
pub(super) fn lib(api: &Api) -> TokenStream {
    let Api {
        title,
        version,
        docs,
        servers,
        server_urls,
        server_enums: _,
        security,
        types,
        files: _,
        modules,
        payloads,
        features,
        names: _,
    } = api;
    let what = if modules.is_empty() { "The types of" } else { "A client for" };
    let methods = if modules.is_empty() { "" } else { " Each operation is a method of [`Client`]." };
    let tags = if features.modules.is_empty() { "" } else { " Each tag is a feature of the crate; by default, all of them are there." };
    let version_doc = format!("{what} {}, version {}.{methods}{tags}", super::docs::inline(title), code(version));
    let mut heading = docs.clone();
    heading.summary = None;
    let docs = inner_doc(&crate::ir::Docs::default(), &[version_doc]);
    let described = inner_doc(&heading, &[]);
    let gap = (!described.is_empty()).then(|| quote!(#![doc = ""]));
    let has_servers = !servers.is_empty();
    let public = modules.iter().enumerate().map(|(index, module)| {
        let (gate, name) = (gate(features.modules.get(index).map(String::as_str).as_slice()), token(&module.name));
        (module.name.bare(), quote!(#gate pub mod #name;))
    });
    let (has_client, has_security) = (!modules.is_empty(), !security.is_empty());
    let types = (!types.is_empty()).then(|| {
        (
            "types",
            quote!(
                pub mod types;
            ),
        )
    });
    let security = has_security.then(|| {
        (
            "security",
            quote!(
                pub mod security;
            ),
        )
    });
    // What makes base URLs is reached by its module.
    let server = if server_urls.is_empty() {
        quote!(
            mod server;
        )
    } else {
        quote!(
            pub mod server;
        )
    };
    let server = (has_servers || !server_urls.is_empty()).then_some(("server", server));
    let client = has_client.then(|| {
        (
            "client",
            quote!(
                mod client;
            ),
        )
    });
    let payloads = (!payloads.is_empty()).then(|| {
        let gate = gate(features.unused.as_deref().as_slice());
        ("payloads", quote!(#gate pub mod payloads;))
    });
    let mut all: Vec<_> = public.chain(types).chain(payloads).chain(security).chain(server).chain(client).collect();
    all.sort_by_key(|(bare, _)| *bare);
    let all = all.iter().map(|(_, item)| item);
    let server = has_servers.then(|| {
        quote!(
            pub use server::Server;
        )
    });
    let credential = has_security.then(|| quote!(Credential,));
    let exports = has_client.then(|| {
        quote! {
            pub use client::Client;
            // The whole runtime too, for what a user has to name rarely.
            pub use openapi_client;
            pub use openapi_client::{ApiError, ApiResponse, BuildError, Call, ClientBuilder, #credential Error};
            #server
        }
    });
    let version = Literal::string(version);
    quote! {
        #docs
        #gap
        #described

        #(#all)*

        #exports

        /// Version of the API's description that this crate was generated from.
        pub const SPEC_VERSION: &str = #version;
    }
}

/// `client.rs`
pub(super) fn client(api: &Api) -> TokenStream {
    let new = if api.servers.is_empty() {
        quote! {
            /// A client of the API at a base URL, with the default transport.
            ///
            /// # Errors
            ///
            /// If `base_url` is none.
            #[cfg(feature = "reqwest")]
            pub fn new(base_url: &str) -> Result<Self, openapi_client::InvalidBaseUrl> {
                let base_url: openapi_client::BaseUrl = base_url.parse()?;
                Ok(Self { http: openapi_client::Client::new(base_url, USER_AGENT) })
            }
        }
    } else {
        quote! {
            /// A client of a server, with the default transport.
            #[cfg(feature = "reqwest")]
            #[must_use]
            pub fn new(server: super::Server) -> Self {
                Self { http: openapi_client::Client::new(server, USER_AGENT) }
            }
        }
    };
    let is_unused = (!api.features.modules.is_empty()).then(|| {
        quote! {
            #[allow(dead_code, reason = "without the feature of any tag, there is no operation to use it")]
        }
    });
    quote! {
        //! The client, and how it is made.

        use openapi_client::ClientBuilder;

        /// How requests name this crate.
        const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

        /// A client of the API. Clones share its connections.
        #[derive(Clone, Debug)]
        pub struct Client {
            #is_unused
            pub(crate) http: openapi_client::Client,
        }

        impl Client {
            #new

            /// A client with settings of its own: base URL, timeout, headers, credentials, transport.
            pub fn builder() -> ClientBuilder<Self> {
                ClientBuilder::new(USER_AGENT)
            }
        }

        impl From<openapi_client::Client> for Client {
            fn from(http: openapi_client::Client) -> Self {
                Self { http }
            }
        }
    }
}

/// `security.rs`
pub(super) fn security(schemes: &[SecurityScheme]) -> TokenStream {
    let constants = schemes.iter().map(|scheme| {
        let SecurityScheme { name, wire, kind, docs } = scheme;
        let name = quote::format_ident!("{name}");
        let key = Literal::string(&wire.0);
        let make = match kind {
            SecurityKind::Bearer => quote!(bearer(#key)),
            SecurityKind::Basic => quote!(basic(#key)),
            SecurityKind::ApiKeyHeader(wire) => {
                let wire = Literal::string(&wire.0);
                quote!(api_key_header(#key, #wire))
            }
            SecurityKind::ApiKeyQuery(wire) => {
                let wire = Literal::string(&wire.0);
                quote!(api_key_query(#key, #wire))
            }
            SecurityKind::ApiKeyCookie(wire) => {
                let wire = Literal::string(&wire.0);
                quote!(api_key_cookie(#key, #wire))
            }
        };
        let docs = doc(docs, &[format!("The security scheme {}.", code(&wire.0))]);
        quote! {
            #docs
            pub const #name: SecurityScheme = SecurityScheme::#make;
        }
    });
    quote! {
        //! The ways to authenticate that the document names. A client gets its credentials by `ClientBuilder::credential`.

        use openapi_client::SecurityScheme;

        #(#constants)*
    }
}
