//! Parameters → the arguments that they are, and the part of the chain that sends each.

use proc_macro2::{Ident as Token, Literal, Span, TokenStream};
use quote::quote;

use super::operations::{closure_body, subject};
use super::scope::{Scope, token};
use super::validate;
use crate::ir::{Constant, Format, Location, Parameter, Style, StyleKind, Type};

/// A parameter as an argument: its type.
pub(super) fn argument(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    match &parameter.ty {
        Type::Nullable(inner) => {
            let (option, inner) = (scope.std("Option"), scope.borrowed(inner));
            quote!(#option<#inner>)
        }
        ty => scope.borrowed(ty),
    }
}

/// The part of the chain that checks and sends a parameter.
pub(super) fn sent(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let Parameter { location, wire, name, required: _, ty, style, docs: _, deprecated: _ } = parameter;
    let (name, wire) = (token(name), Literal::string(&wire.0));
    let check = checks(scope, ty, &name).map(|checks| {
        let variant = match location {
            Location::Path => quote!(Path),
            Location::Query | Location::QueryString => quote!(Query),
            Location::Header => quote!(Header),
            Location::Cookie => quote!(Cookie),
        };
        let place = scope.std("Location");
        let body = closure_body(&checks);
        quote!(.check(#place::#variant(#wire), |at, violations| #body))
    });
    let method = method(*location);
    let send = if let Some(style) = style {
        let suffix = if *location == Location::QueryString { "" } else { "_styled" };
        let (method, style) = (quote::format_ident!("{method}{suffix}"), styled(scope, *style));
        quote!(.#method(#wire, #name, #style))
    } else {
        let is_secret = matches!(scope.behind_aliases(ty), Type::Format(Format::Password));
        let value = if is_secret { quote!(#name.expose()) } else { quote!(#name) };
        quote!(.#method(#wire, #value))
    };
    quote!(#check #send)
}

/// The part of the chain that sends what is always the same.
pub(super) fn constant(Constant { location, wire, value }: &Constant) -> TokenStream {
    let (method, wire, value) = (method(*location), Literal::string(&wire.0), Literal::string(value));
    quote!(.#method(#wire, #value))
}

/// The method that sends what goes somewhere.
fn method(location: Location) -> Token {
    let name = match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "query_string",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    Token::new(name, Span::call_site())
}

/// What is checked of an argument.
fn checks(scope: &Scope<'_>, ty: &Type, name: &Token) -> Option<TokenStream> {
    let Type::Nullable(inner) = ty else {
        return validate::checks(scope, ty, &subject(ty, quote!(#name)), &quote!(at));
    };
    let inner = validate::checks(scope, inner, &subject(inner, quote!(value)), &quote!(at))?;
    let some = scope.std("Some");
    Some(quote!(if let #some(value) = #name { #inner }))
}

pub(super) fn styled(scope: &Scope<'_>, style: Style) -> TokenStream {
    let Style { kind, explode, reserved, or_empty } = style;
    let kind = match kind {
        StyleKind::Simple => quote!(SIMPLE),
        StyleKind::Label => quote!(LABEL),
        StyleKind::Matrix => quote!(MATRIX),
        StyleKind::Form => quote!(FORM),
        StyleKind::SpaceDelimited => quote!(SPACE_DELIMITED),
        StyleKind::PipeDelimited => quote!(PIPE_DELIMITED),
        StyleKind::DeepObject => quote!(DEEP_OBJECT),
        StyleKind::Json => quote!(JSON),
    };
    let explode = explode.then(|| quote!(.exploded()));
    let reserved = reserved.then(|| quote!(.reserved()));
    let or_empty = or_empty.then(|| quote!(.or_empty()));
    let style = scope.std("Style");
    quote!(#style::#kind #explode #reserved #or_empty)
}
