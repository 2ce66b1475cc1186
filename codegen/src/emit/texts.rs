//! Strings with constraints → newtypes; replies → enums.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, code, doc, type_doc};
use super::matcher::matcher_in;
use super::replies::body_type;
use super::scope::{Scope, format_items, token};
use super::validate::integer;
use crate::ir::{Pattern, Range, ReplyVariant, Text, TypeDef};
use crate::pattern::Plan;

/// A newtype that can only be built of text that keeps the constraints.
pub(super) fn newtype(scope: &Scope<'_>, def: &TypeDef, text: &Text) -> TokenStream {
    let TypeDef { name, deprecated, .. } = def;
    let Text { length, pattern, format } = text;
    let docs = type_doc(scope, def, &[constraints(text)]);
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let name = token(name);
    let lengths = lengths(scope, *length);
    let err = scope.std("Err");
    let ok = scope.std("Ok");
    let constraint = scope.std("Constraint");
    let pattern = pattern.as_ref().filter(|pattern| pattern.plan != Plan::Anything);
    let refusal = pattern.map(|pattern| {
        let source = Literal::string(&pattern.source);
        quote! {
            if !Self::matches(value) {
                return #err(#constraint::Pattern(#source));
            }
        }
    });
    let format = format.map(|format| {
        let (check, wire) = (quote::format_ident!("{}", format_items(format).1), Literal::string(format.name()));
        quote! {
            if !check::#check(value) {
                return #err(#constraint::Format(#wire));
            }
        }
    });
    let matches = pattern.map(|Pattern { source, plan }| {
        let says = attributes(&[format!("Whether it matches {}.", code(source))]);
        let body = matcher_in(plan, &|name| scope.std(name));
        quote! {
            #says
            const fn matches(value: &str) -> bool {
                #body
            }
        }
    });
    let (result, cow) = (scope.std("Result"), scope.std("Cow"));
    quote! {
        #docs
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #deprecated
        pub struct #name(#cow<'static, str>);

        impl #name {
            const fn check(value: &str) -> #result<(), #constraint> {
                #lengths
                #refusal
                #format
                #ok(())
            }

            #matches
        }

        openapi_client::string_newtype!(#name);
    }
}

/// The constraints in words.
fn constraints(text: &Text) -> String {
    let characters = |count: u64| if count == 1 { "1 character".to_owned() } else { format!("{count} characters") };
    let mut parts = Vec::new();
    match (text.length.min, text.length.max) {
        (Some(min), Some(max)) if min == max => parts.push(format!("Exactly {}", characters(min))),
        (Some(min), Some(max)) => parts.push(format!("{min} to {}", characters(max))),
        (Some(min), None) => parts.push(format!("At least {}", characters(min))),
        (None, Some(max)) => parts.push(format!("At most {}", characters(max))),
        (None, None) => {}
    }
    parts.extend(text.pattern.as_ref().map(|pattern| {
        let verb = if parts.is_empty() { "Matches" } else { "matching" };
        format!("{verb} {}", code(&pattern.source))
    }));
    parts.extend(text.format.map(|format| {
        let verb = if parts.is_empty() { "In" } else { "in" };
        format!("{verb} the format {}", code(format.name()))
    }));
    format!("{}.", parts.join(", "))
}

/// Bounds of the length in Unicode scalar values. Whether there is one at all needs no counting.
fn lengths(scope: &Scope<'_>, length: Range<u64>) -> TokenStream {
    let (err, constraint) = (scope.std("Err"), scope.std("Constraint"));
    let violated = |which: &str, limit: u64| {
        let (which, limit) = (quote::format_ident!("{which}"), integer(limit.into()));
        quote!(return #err(#constraint::#which(#limit));)
    };
    let counts = length.max.is_some() || length.min.is_some_and(|min| min > 1);
    let count = counts.then(|| quote!(let length = check::length(value);));
    let empty = length.min.filter(|&min| min == 1).map(|min| {
        let violated = violated("MinLength", min);
        quote!(if value.is_empty() { #violated })
    });
    let min = length.min.filter(|&min| min > 1).map(|min| {
        let (violated, literal) = (violated("MinLength", min), integer(min.into()));
        quote!(if length < #literal { #violated })
    });
    let max = length.max.map(|max| {
        let (violated, literal) = (violated("MaxLength", max), integer(max.into()));
        quote!(if length > #literal { #violated })
    });
    quote!(#empty #count #min #max)
}

/// What an operation may reply with.
pub(super) fn replies(scope: &Scope<'_>, def: &TypeDef, variants: &[ReplyVariant]) -> TokenStream {
    let docs = type_doc(scope, def, &[]);
    let name = token(&def.name);
    let members = variants.iter().map(|ReplyVariant { name, body, docs }| {
        let says = doc(docs, &[]);
        let undocumented = says.is_empty().then(|| attributes(&[format!("`{}`", name.bare())]));
        let (name, body) = (token(name), body_type(scope, body));
        let body = body.map(|body| quote!((#body)));
        quote!(#says #undocumented #name #body,)
    });
    // A stream is read once.
    let derives = if variants.iter().any(|variant| variant.body.is_stream()) { quote!(Debug) } else { quote!(Clone, Debug, PartialEq) };
    quote! {
        #docs
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#members)*
        }
    }
}
