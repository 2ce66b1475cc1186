//! Operations of one tag → methods of the client, and a builder for each operation that has something to leave out.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, code, doc, inline, inner_doc};
use super::imports::imports;
use super::moved::moved;
use super::parameters::{argument, constant, sent};
use super::scope::{Scope, prefixed, token};
use super::validate::Subject;
use super::{bodies, replies};
use crate::ir::{Body, Operation, OperationModule, OwnServer, Parameter, Type};

/// A module of operations.
pub(super) fn module(scope: &Scope<'_>, module: &OperationModule) -> TokenStream {
    let OperationModule { name: _, tag, docs, operations } = module;
    let title = match tag {
        Some(tag) => format!("Operations tagged {}.", code(tag)),
        None => "Operations without a tag.".to_owned(),
    };
    let docs = inner_doc(docs, &[title]);
    let methods = operations.iter().map(|operation| moved(method(scope, operation)));
    let builders = operations.iter().filter(|operation| operation.has_options()).map(|operation| moved(builder(scope, operation)));
    let items = quote! {
        impl super::Client {
            #(#methods)*
        }
        #(#builders)*
    };
    let imports = imports(scope);
    [docs, imports, items].into_iter().collect()
}

/// One method.
fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let Operation {
        name,
        type_name,
        method: _,
        path: _,
        template: _,
        constants: _,
        server: _,
        docs: _,
        deprecated,
        security: _,
        parameters,
        body,
        responses,
    } = operation;
    let docs = moved(documented(scope, operation));
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let name = token(name);
    let required: Vec<&Parameter> = parameters.iter().filter(|parameter| parameter.required).collect();
    let arguments = required.iter().map(|parameter| {
        let (name, ty) = (token(&parameter.name), argument(scope, parameter));
        let ty = moved(ty);
        moved(quote!(#name: #ty))
    });
    let body = body.as_ref().filter(|body| body.required);
    let body_argument = body.map(|body| {
        let ty = bodies::argument(scope, body);
        moved(quote!(body: #ty))
    });
    let arguments = arguments.chain(body_argument);
    let request = moved(request(scope, operation, &required, body));
    if operation.has_options() {
        let builder = token(type_name);
        return quote! {
            #docs
            #deprecated
            pub fn #name(&self, #(#arguments),*) -> #builder {
                let request = #request;
                #builder { request }
            }
        };
    }
    let (call, decode) = (moved(replies::call_type(scope, responses)), moved(replies::decode(scope, responses)));
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #call {
            #request.call(#decode)
        }
    }
}

/// The operation's prose, and what it is on the wire.
fn documented(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let mut extra = vec![code(&format!("{} {}", operation.method, operation.path))];
    let described = operation.parameters.iter().filter(|parameter| parameter.required).filter_map(|parameter| {
        let text = parameter.docs.description.as_ref().or(parameter.docs.summary.as_ref())?;
        Some(format!("- `{}`: {}", parameter.name.bare(), inline(text)))
    });
    let body = operation.body.as_ref().filter(|body| body.required);
    let body = body.and_then(|body| Some(format!("- `body`: {}", inline(body.docs.description.as_ref()?))));
    let described: Vec<String> = described.chain(body).collect();
    if !described.is_empty() {
        extra.push(described.join("\n"));
    }
    extra.extend(replies::headers_doc(scope, &operation.responses));
    doc(&operation.docs, &extra)
}

/// The chain that builds the request: what every call of the operation has.
fn request(scope: &Scope<'_>, operation: &Operation, required: &[&Parameter], body: Option<&Body>) -> TokenStream {
    let template = Literal::string(&operation.template);
    let server = operation.server.as_ref().map(|OwnServer { url, beside }| {
        let url = Literal::string(url);
        let beside = beside.iter().map(|(server, url)| {
            let (server, url) = (Literal::string(server), Literal::string(url));
            quote!(.server_beside(#server, #url))
        });
        quote!(.server(#url) #(#beside)*)
    });
    let constants = operation.constants.iter().map(constant);
    let security = (!operation.security.is_empty()).then(|| {
        let alternatives = operation.security.iter().map(|schemes| {
            let schemes = schemes.iter().map(|&index| {
                let name = quote::format_ident!("{}", scope.api.security[index].name);
                let security = scope.std("security");
                quote!(#security::#name)
            });
            quote!(&[#(#schemes),*])
        });
        quote!(.security(&[#(#alternatives),*]))
    });
    let parameters = required.iter().map(|parameter| moved(sent(scope, parameter)));
    let body = body.map(|body| moved(bodies::sent_body(scope, body)));
    let streaming = operation.responses.has_stream().then(|| quote!(.streaming()));
    let start = match operation.method.as_str() {
        verb @ ("GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE") => {
            let (method, verb) = (scope.std("Method"), quote::format_ident!("{verb}"));
            quote!(.request(#method::#verb, #template))
        }
        other => {
            let method = Literal::string(other);
            quote!(.request_named(#method, #template))
        }
    };
    let accept = operation.responses.accept.as_ref().map(|types| {
        let types = Literal::string(types);
        quote!(.header("Accept", #types))
    });
    quote!(self.http #start #server #security #accept #streaming #(#constants)* #(#parameters)* #body)
}

/// An argument, as its type is passed.
pub(super) fn subject(ty: &Type, argument: TokenStream) -> Subject {
    match ty {
        Type::Boolean | Type::Integer { .. } | Type::Number { .. } => Subject::Value(argument),
        _ => Subject::Reference(argument),
    }
}

/// Statements as the body of a closure; a single one needs no block.
pub(super) fn closure_body(checks: &TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = checks.clone().into_iter().collect();
    let semicolons = tokens.iter().filter(|token| matches!(token, proc_macro2::TokenTree::Punct(punct) if punct.as_char() == ';')).count();
    let ends_in_semicolon = matches!(tokens.last(), Some(proc_macro2::TokenTree::Punct(punct)) if punct.as_char() == ';');
    let is_block = matches!(tokens.first(), Some(proc_macro2::TokenTree::Ident(word)) if word == "if" || word == "for" || word == "let");
    if semicolons == 1 && ends_in_semicolon && !is_block {
        tokens.pop();
        return tokens.into_iter().collect();
    }
    quote!({ #checks })
}

/// The builder of an operation with optional parameters. Awaiting it sends the request.
fn builder(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let Operation { name, type_name, parameters, body, responses, deprecated, .. } = operation;
    let says = attributes(&[
        format!("A call of [`{0}`](super::Client::{0}), whose optional parameters can be set.", name.bare()),
        "Awaiting it sends the request.".to_owned(),
    ]);
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let builder = token(type_name);
    let setters = parameters.iter().filter(|parameter| !parameter.required).map(|parameter| {
        let docs = doc(&parameter.docs, &[]);
        let undocumented = docs.is_empty().then(|| attributes(&[format!("Sets {}.", code(&parameter.wire.0))]));
        let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
        let (setter, name, ty) = (prefixed("with_", &parameter.name), token(&parameter.name), argument(scope, parameter));
        let (docs, ty, send) = (moved(docs), moved(ty), moved(sent(scope, parameter)));
        moved(quote! {
            #docs
            #undocumented
            #deprecated
            pub fn #setter(mut self, #name: #ty) -> Self {
                self.request = self.request #send;
                self
            }
        })
    });
    let optional_body = body.as_ref().filter(|body| !body.required).map(|body| {
        let docs = doc(&body.docs, &[]);
        let undocumented = docs.is_empty().then(|| attributes(&["Sets the body.".to_owned()]));
        let (ty, send) = (bodies::argument(scope, body), bodies::sent_body(scope, body));
        quote! {
            #docs
            #undocumented
            pub fn with_body(mut self, body: #ty) -> Self {
                self.request = self.request #send;
                self
            }
        }
    });
    let call = replies::call_type(scope, responses);
    let types = replies::reply_types(scope, responses);
    let decode = replies::decode(scope, responses);
    let (request, into_future, call_future) = (scope.std("Request"), scope.std("IntoFuture"), scope.std("CallFuture"));
    quote! {
        #says
        #deprecated
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct #builder {
            request: #request,
        }

        impl #builder {
            #(#setters)*
            #optional_body

            /// The call as it stands, for the options that every call has.
            pub fn into_call(self) -> #call {
                self.request.call(#decode)
            }
        }

        impl #into_future for #builder {
            type Output = openapi_client::Result<#types>;
            type IntoFuture = #call_future<#types>;

            fn into_future(self) -> Self::IntoFuture {
                self.into_call().into_future()
            }
        }
    }
}
