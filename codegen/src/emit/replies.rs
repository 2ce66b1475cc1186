//! Declared replies → the function that decodes one.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::moved::moved;
use super::operations::closure_body;
use super::scope::{Scope, token};
use super::validate::{self, Subject};
use crate::ir::{Outcome, Reply, ReplyBody, ReplyHeaders, ReplyType, Responses, Statuses, Type, TypeKind};

/// `Call<T>` or `Call<T, E>`.
pub(super) fn call_type(scope: &Scope<'_>, responses: &Responses) -> TokenStream {
    let (call, types) = (scope.std("Call"), reply_types(scope, responses));
    quote!(#call<#types>)
}

/// The arguments of `Call`: what a success is, and what an error, where one is declared.
pub(super) fn reply_types(scope: &Scope<'_>, responses: &Responses) -> TokenStream {
    let success = side(scope, &responses.success).unwrap_or_else(|| quote!(()));
    if let Some(failure) = side(scope, &responses.failure) { quote!(#success, #failure) } else { quote!(#success) }
}

fn side(scope: &Scope<'_>, side: &ReplyType) -> Option<TokenStream> {
    match side {
        ReplyType::None => None,
        ReplyType::One(body) => body_type(scope, body),
        ReplyType::Choice(id) => Some(scope.named(*id)),
    }
}

/// What a body is once it is read.
pub(super) fn body_type(scope: &Scope<'_>, body: &ReplyBody) -> Option<TokenStream> {
    Some(match body {
        ReplyBody::None => return None,
        ReplyBody::Json(ty) => scope.ty(ty),
        ReplyBody::Text => scope.ty(&Type::String),
        ReplyBody::Bytes => quote!(openapi_client::ByteStream),
        ReplyBody::Events(None) => quote!(openapi_client::EventStream),
        ReplyBody::Events(Some(ty)) => {
            let ty = scope.ty(ty);
            quote!(openapi_client::EventStream<#ty>)
        }
        ReplyBody::Items(ty) => {
            let ty = scope.ty(ty);
            quote!(openapi_client::ItemStream<#ty>)
        }
    })
}

/// The types of the headers that replies declare, for the operation's docs.
pub(super) fn headers_doc(scope: &Scope<'_>, responses: &Responses) -> Option<String> {
    let status = |status: &Statuses| match status {
        Statuses::Code(code) => code.to_string(),
        Statuses::Hundred(hundred) => format!("{hundred}XX"),
        Statuses::Default => "others".to_owned(),
    };
    let each = responses.headers.iter().map(|ReplyHeaders { statuses, ty }| {
        let (name, root) = (scope.def(*ty).name.as_str(), scope.root);
        let statuses: Vec<String> = statuses.iter().map(status).collect();
        format!("[`{name}`]({root}::types::{name}) ({})", statuses.join(", "))
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("Typed headers: {}.", each.join(", ")))
}

/// The closure that decodes a reply.
pub(super) fn decode(scope: &Scope<'_>, responses: &Responses) -> TokenStream {
    let (ok, outcome) = (scope.std("Ok"), scope.std("Outcome"));
    let default = responses.replies.iter().find(|reply| reply.status == Statuses::Default);
    let default = Decoded::of(default.map_or_else(|| quote!(#ok(#outcome::Undeclared)), |reply| decoded(scope, responses, reply)));
    let codes = arms(scope, responses, &default, |status| if let Statuses::Code(code) = status { Some((code, code)) } else { None });
    let hundreds = arms(scope, responses, &default, |status| {
        if let Statuses::Hundred(hundred) = status { Some((hundred * 100, hundred * 100 + 99)) } else { None }
    });
    let Decoded { code: default, text } = default;
    let arms: Vec<_> = codes.into_iter().chain(hundreds).map(moved).collect();
    if arms.is_empty() {
        return if text.contains("reply") { quote!(|reply| #default) } else { quote!(|_| #default) };
    }
    quote! {
        |reply| match reply.status() {
            #(#arms)*
            _ => #default,
        }
    }
}

/// What decodes a reply, and its text, by which two are one.
struct Decoded {
    code: TokenStream,
    text: String,
}

impl Decoded {
    fn of(code: TokenStream) -> Self {
        Self { text: code.to_string(), code }
    }
}

/// Match arms for codes or for ranges, those that decode alike in one.
fn arms(
    scope: &Scope<'_>,
    responses: &Responses,
    default: &Decoded,
    statuses: impl Fn(Statuses) -> Option<(u16, u16)>,
) -> Vec<TokenStream> {
    let mut arms: Vec<(Vec<(u16, u16)>, Decoded)> = Vec::new();
    for reply in &responses.replies {
        let Some((first, last)) = statuses(reply.status) else { continue };
        let body = Decoded::of(decoded(scope, responses, reply));
        let in_hundred = responses.replies.iter().any(|other| other.status == Statuses::Hundred(first / 100));
        // What the last arm does anyway needs none of its own, unless a range would take it first.
        if body.text == default.text && (last > first || !in_hundred) {
            continue;
        }
        match arms.iter_mut().find(|(_, known)| known.text == body.text) {
            Some((ranges, _)) => ranges.push((first, last)),
            None => arms.push((vec![(first, last)], body)),
        }
    }
    let pattern = |(first, last): (u16, u16)| {
        let (from, to) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
        if first == last { quote!(#from) } else { quote!(#from..=#to) }
    };
    arms.into_iter()
        .map(|(ranges, Decoded { code: body, .. })| {
            let (patterns, body) = (joined(&ranges).into_iter().map(pattern), moved(body));
            quote!(#(#patterns)|* => #body,)
        })
        .collect()
}

/// Ranges in order; what follows without a gap as one, two codes apart.
fn joined(ranges: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut result = Vec::new();
    for run in ranges.chunk_by(|before, after| before.1 + 1 == after.0) {
        match run {
            [(first, _), .., (_, last)] if run.len() > 2 || run.iter().any(|(from, to)| from < to) => result.push((*first, *last)),
            _ => result.extend_from_slice(run),
        }
    }
    result
}

/// One reply, decoded.
fn decoded(scope: &Scope<'_>, responses: &Responses, reply: &Reply) -> TokenStream {
    let (ok, outcome) = (scope.std("Ok"), scope.std("Outcome"));
    let (side, wrap) = match reply.outcome {
        Outcome::Success => (&responses.success, quote!(#outcome::Success)),
        Outcome::Failure => (&responses.failure, quote!(#outcome::Failure)),
    };
    let (body, variant) = match (side, reply.variant) {
        (ReplyType::Choice(id), Some(index)) => match &scope.def(*id).kind {
            TypeKind::Replies(variants) => variants.get(index).map(|variant| {
                let (ty, name) = (scope.named(*id), token(&variant.name));
                (&variant.body, Some(quote!(#ty::#name)))
            }),
            _ => None,
        },
        (ReplyType::One(body), _) => Some((body, None)),
        _ => None,
    }
    .unwrap_or((&reply.body, None));
    let read = match body {
        ReplyBody::None => {
            let nothing = variant.unwrap_or_else(|| quote!(()));
            return quote!(#ok(#wrap(#nothing)));
        }
        ReplyBody::Json(ty) => checked(scope, ty, "json"),
        ReplyBody::Text => quote!(reply.text()),
        ReplyBody::Bytes => quote!(reply.stream()),
        ReplyBody::Events(None) => quote!(reply.text_events()),
        ReplyBody::Events(Some(ty)) => checked(scope, ty, "events"),
        ReplyBody::Items(ty) => checked(scope, ty, "items"),
    };
    let (read, wrap) = (moved(read), moved(wrap));
    match variant {
        None => quote!(#read.map(#wrap)),
        Some(variant) => quote!(#read.map(#variant).map(#wrap)),
    }
}

/// What reads JSON, and has a strict client look for violations where there can be some.
fn checked(scope: &Scope<'_>, ty: &Type, read: &str) -> TokenStream {
    let (plain, with) = (format_ident!("{read}"), format_ident!("{read}_with"));
    if validate::can_break(scope, ty) && validate::delegates(scope, ty) {
        let validate = scope.std("Validate");
        return quote!(reply.#with(#validate::validate));
    }
    match validate::checks(scope, ty, &Subject::Reference(quote!(value)), &quote!(at)) {
        None => quote!(reply.#plain()),
        Some(checks) => {
            let (ty, body) = (scope.ty(ty), closure_body(&checks));
            quote!(reply.#with(|value: &#ty, at, violations| #body))
        }
    }
}
