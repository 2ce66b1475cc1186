//! Request bodies → the part of the chain that sends them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operations::{closure_body, subject};
use super::scope::Scope;
use super::validate;
use crate::ir::{Body, Type};

/// The part of the chain that checks and sends the body.
pub(super) fn sent_body(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let check = if validate::delegates(scope, &body.ty) {
        validate::can_break(scope, &body.ty).then(|| quote!(.validate(body)))
    } else {
        validate::checks(scope, &body.ty, &subject(&body.ty, quote!(body)), &quote!(at)).map(|checks| {
            let (place, body) = (scope.std("Location"), closure_body(&checks));
            quote!(.check(#place::Body, |at, violations| #body))
        })
    };
    let argument = if matches!(body.ty, Type::Boolean | Type::Integer { .. } | Type::Number { .. }) { quote!(&body) } else { quote!(body) };
    let media_type = (body.media_type != "application/json").then(|| {
        let media_type = Literal::string(&body.media_type);
        quote!(.header("Content-Type", #media_type))
    });
    quote!(#check .json(#argument) #media_type)
}
