//! Strings with constraints → newtypes; replies → enums.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::docs::{attributes, code, doc, type_doc};
use super::matcher::matcher_in;
use super::prose::is_shown;
use super::replies::body_type;
use super::scope::{Scope, format_items, token};
use super::validate::integer;
use crate::ir::{Pattern, ReplyVariant, Text, TypeDef};
use crate::pattern::Plan;

/// A newtype that can only be built of text that keeps the constraints.
pub(super) fn newtype(scope: &Scope<'_>, def: &TypeDef, text: &Text) -> TokenStream {
    let TypeDef { name, deprecated, .. } = def;
    let Text { length: _, pattern, format } = text;
    let length = text.further_length();
    let paragraphs: Vec<String> = std::iter::once(constraints(text)).chain(example(scope, def)).collect();
    let docs = type_doc(scope, def, &paragraphs);
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let name = token(name);
    let pattern = pattern.as_ref().filter(|pattern| pattern.plan != Plan::Anything);
    let rules = [
        length.min.map(|limit| ("min_length", integer(limit.into()))),
        length.max.map(|limit| ("max_length", integer(limit.into()))),
        pattern.map(|pattern| ("pattern", Literal::string(&pattern.source).into_token_stream())),
        format.map(|format| {
            let (wire, check) = (Literal::string(format.name()), format_ident!("{}", format_items(format).1));
            ("format", quote!(#wire #check))
        }),
    ];
    let rules = rules.into_iter().flatten().map(|(rule, bound)| {
        let rule = format_ident!("{rule}");
        quote!(#rule: #bound)
    });
    let matches = pattern.map(|Pattern { source, plan, implied: _ }| {
        let says = attributes(&[format!("Whether it matches {}.", code(source))]);
        let body = matcher_in(plan, &|name| scope.std(name).into_token_stream());
        quote! {
            impl #name {
                #says
                const fn matches(value: &str) -> bool {
                    #body
                }
            }
        }
    });
    let cow = scope.std("Cow");
    quote! {
        #docs
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #deprecated
        pub struct #name(#cow<'static, str>);

        #matches

        openapi_client::string_newtype!(#name { #(#rules),* });
    }
}

/// How a literal becomes one, with a value that is known to keep the constraints.
fn example(scope: &Scope<'_>, def: &TypeDef) -> Option<String> {
    let value = literal(def.docs.example.as_ref()?);
    let (crate_name, name) = (scope.package.replace('-', "_"), def.name.as_str());
    Some(format!("```\nuse {crate_name}::types::{name};\nconst EXAMPLE: {name} = {name}::from_static({value});\n```"))
}

/// Text of the document as a literal on one line, which shows what there is.
fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            c if is_shown(c) => literal.push(c),
            c => literal.extend(c.escape_unicode()),
        }
    }
    literal + "\""
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
