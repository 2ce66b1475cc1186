//! `server.rs`: the document's servers, and base URLs with variables.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, code, doc};
use super::scope::{prefixed, token};
use crate::ir::{Api, Server, ServerEnum, ServerUrl, ServerVariable, UrlPart, VariableValues};

/// The file.
pub(super) fn servers(api: &Api) -> TokenStream {
    let enumeration = (!api.servers.is_empty()).then(|| {
        let enumeration = enumeration(&api.servers);
        quote! {
            use openapi_client::{BaseUrl, Constraint, InvalidValue};

            #enumeration
        }
    });
    let urls = api.server_urls.iter().map(|url| base_url(api, url));
    let lists = api.server_enums.iter().map(values);
    quote! {
        //! The servers that the document names.

        #enumeration
        #(#urls)*
        #(#lists)*
    }
}

/// The enum of servers.
fn enumeration(servers: &[Server]) -> TokenStream {
    let variants = servers.iter().map(|server| {
        let Server { name, text: _, url, docs, deprecated } = server;
        let docs = doc(docs, &[format!("<{url}>")]);
        let deprecated = deprecated.then(|| quote!(#[deprecated = "the API's description calls it deprecated"]));
        let name = token(name);
        quote!(#docs #deprecated #name,)
    });
    let any_deprecated = servers.iter().any(|server| server.deprecated);
    let knows_deprecated = any_deprecated.then(|| quote!(#[expect(deprecated, reason = "deprecated servers are servers")]));
    let all = servers.iter().map(|server| token(&server.name));
    let urls = servers.iter().map(|server| {
        let (name, url) = (token(&server.name), Literal::string(&server.url));
        quote!(Self::#name => #url,)
    });
    let names = servers.iter().map(|server| {
        let (name, text) = (token(&server.name), Literal::string(&server.text));
        quote!(Self::#name => #text,)
    });
    quote! {
        /// A server of the API. It reads from and prints as its name in lower case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants)*
        }

        #knows_deprecated
        impl Server {
            /// All of them, in the document's order.
            pub const ALL: &'static [Self] = &[#(Self::#all),*];

            /// Its base URL.
            #[must_use]
            pub const fn url(self) -> &'static str {
                match self {
                    #(#urls)*
                }
            }

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    #(#names)*
                }
            }
        }

        impl std::fmt::Display for Server {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for Server {
            type Err = InvalidValue;

            fn from_str(name: &str) -> Result<Self, InvalidValue> {
                let known = Self::ALL.iter().find(|server| server.name() == name);
                known.copied().ok_or(InvalidValue::new("Server", Constraint::Enum))
            }
        }

        impl From<Server> for BaseUrl {
            fn from(server: Server) -> Self {
                Self::from_static(server.url())
            }
        }
    }
}

/// A base URL with variables.
fn base_url(api: &Api, url: &ServerUrl) -> TokenStream {
    let ServerUrl { name, parts, template, variables, docs } = url;
    let name = token(name);
    let docs = doc(docs, &[format!("The base URL {}, with the document's defaults or values of your own.", code(template))]);
    let fields = variables.iter().map(|variable| {
        let (field, ty) = (token(&variable.name), held(api, variable));
        quote!(#field: #ty)
    });
    let defaults = variables.iter().map(|variable| {
        let field = token(&variable.name);
        let value = match &variable.values {
            VariableValues::Text(text) if text.is_empty() => quote!(String::new()),
            VariableValues::Text(text) => {
                let text = Literal::string(text);
                quote!(#text.to_owned())
            }
            VariableValues::Listed { index, default } => {
                let list = &api.server_enums[*index];
                let (list, variant) = (token(&list.name), token(&list.variants[*default].0));
                quote!(#list::#variant)
            }
        };
        quote!(#field: #value)
    });
    // Where all is empty, a derive says it.
    let is_empty = |variable: &ServerVariable| matches!(&variable.values, VariableValues::Text(text) if text.is_empty());
    let (derive, default) = if variables.iter().all(is_empty) {
        (Some(quote!(, Default)), None)
    } else {
        let default = quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self { #(#defaults),* }
                }
            }
        };
        (None, Some(default))
    };
    let setters = variables.iter().map(|variable| {
        let docs = doc(&variable.docs, &[]);
        let undocumented = docs.is_empty().then(|| attributes(&[format!("Sets {}.", code(&variable.wire))]));
        let (setter, field) = (prefixed("with_", &variable.name), token(&variable.name));
        let (ty, value) = match &variable.values {
            VariableValues::Text(_) => (quote!(impl Into<String>), quote!(#field.into())),
            VariableValues::Listed { .. } => (held(api, variable), quote!(#field)),
        };
        quote! {
            #docs
            #undocumented
            pub fn #setter(mut self, #field: #ty) -> Self {
                self.#field = #value;
                self
            }
        }
    });
    let format: String = parts
        .iter()
        .map(|part| match part {
            UrlPart::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
            UrlPart::Variable(_) => "{}".to_owned(),
        })
        .collect();
    let format = Literal::string(&format);
    let values = parts.iter().filter_map(|part| match part {
        UrlPart::Literal(_) => None,
        UrlPart::Variable(index) => Some(&variables[*index]),
    });
    let values = values.map(|variable| {
        let field = token(&variable.name);
        match variable.values {
            VariableValues::Text(_) => quote!(url.#field),
            VariableValues::Listed { .. } => quote!(url.#field.as_str()),
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq #derive)]
        #[must_use]
        pub struct #name {
            #(#fields),*
        }

        impl #name {
            #(#setters)*
        }

        #default

        impl From<#name> for String {
            fn from(url: #name) -> Self {
                format!(#format, #(#values),*)
            }
        }
    }
}

fn held(api: &Api, variable: &ServerVariable) -> TokenStream {
    match variable.values {
        VariableValues::Text(_) => quote!(String),
        VariableValues::Listed { index, .. } => {
            let name = token(&api.server_enums[index].name);
            quote!(#name)
        }
    }
}

/// The values that a variable is limited to.
fn values(list: &ServerEnum) -> TokenStream {
    let ServerEnum { name, wire, variants } = list;
    let docs = attributes(&[format!("What {} may be in a base URL.", code(wire))]);
    let name = token(name);
    let listed = variants.iter().map(|(variant, value)| {
        let (docs, variant) = (attributes(&[code(value)]), token(variant));
        quote!(#docs #variant)
    });
    let texts = variants.iter().map(|(variant, value)| {
        let (variant, value) = (token(variant), Literal::string(value));
        quote!(Self::#variant => #value)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#listed),*
        }

        impl #name {
            /// The value as it stands in the URL.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(#texts),*
                }
            }
        }
    }
}
