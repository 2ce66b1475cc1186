//! Payloads of webhooks and callbacks → a name for the type of each.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, doc};
use super::imports::imports;
use super::scope::{Scope, token};
use crate::ir::{Payload, Type};

/// `payloads.rs`
pub(super) fn module(scope: &Scope<'_>, payloads: &[Payload]) -> TokenStream {
    let aliases: TokenStream = payloads.iter().map(|payload| alias(scope, payload)).collect();
    let imports = imports(scope);
    quote! {
        //! What the API sends to servers of its users: the payloads of its webhooks and callbacks.

        #imports

        #aliases
    }
}

fn alias(scope: &Scope<'_>, payload: &Payload) -> TokenStream {
    let Payload { name, wire, sender, method, media_type, ty, docs } = payload;
    let what = match sender {
        None => format!("The payload of the webhook {}", code(&wire.0)),
        Some(operation) => {
            format!(
                "The payload of the callback {} of [`Client::{}`](super::Client::{})",
                code(&wire.0),
                operation.bare(),
                operation.as_str()
            )
        }
    };
    let docs = doc(docs, &[format!("{what}: `{method}`, {}.", code(media_type))]);
    let name = token(name);
    let ty = match ty {
        // Bytes are of no other type.
        Type::File => quote!(openapi_client::Bytes),
        ty => scope.ty(ty),
    };
    quote!(#docs pub type #name = #ty;)
}
