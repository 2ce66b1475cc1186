//! Request bodies → the argument that takes them, and the part of the chain that sends them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operations::{closure_body, subject};
use super::parameters::styled;
use super::scope::Scope;
use super::validate;
use crate::ir::{Body, BodyKind, FieldStyle, FieldStyles, Type};

/// The type of the argument.
pub(super) fn argument(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let Some(ty) = body.ty() else {
        let into = scope.std("Into");
        return quote!(impl #into<openapi_client::Body>);
    };
    scope.borrowed(ty)
}

/// The part of the chain that checks and sends the body.
pub(super) fn sent_body(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let check = body.ty().and_then(|ty| check(scope, ty));
    let media_type = Literal::string(&body.media_type);
    let send = match &body.kind {
        BodyKind::Json(ty) => {
            let argument = by_reference(ty);
            let media_type = (body.media_type != "application/json").then(|| quote!(.header("Content-Type", #media_type)));
            quote!(.json(#argument) #media_type)
        }
        BodyKind::Form(_, styles) => {
            let styles = field_styles(scope, styles);
            quote!(.form(body, #styles))
        }
        BodyKind::Multipart(_, styles) => {
            let styles = field_styles(scope, styles);
            quote!(.multipart(body, #styles))
        }
        BodyKind::Text(_) => quote!(.text(#media_type, body)),
        BodyKind::Bytes => quote!(.bytes(#media_type, body)),
    };
    quote!(#check #send)
}

/// The argument as a reference: what is no larger than one is passed by value.
fn by_reference(ty: &Type) -> TokenStream {
    match ty {
        Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number { .. } => quote!(&body),
        _ => quote!(body),
    }
}

fn check(scope: &Scope<'_>, ty: &Type) -> Option<TokenStream> {
    if validate::delegates(scope, ty) {
        let argument = by_reference(ty);
        return validate::can_break(scope, ty).then(|| quote!(.validate(#argument)));
    }
    validate::checks(scope, ty, &subject(ty, quote!(body)), &quote!(at)).map(|checks| {
        let (place, body) = (scope.std("Location"), closure_body(&checks));
        quote!(.check(#place::Body, |at, violations| #body))
    })
}

/// The function from the name of a property to its style.
fn field_styles(scope: &Scope<'_>, styles: &FieldStyles) -> TokenStream {
    let common = field_style(scope, &styles.common);
    if styles.own.is_empty() {
        return quote!(|_| #common);
    }
    let own = styles.own.iter().map(|(name, style)| {
        let (name, style) = (Literal::string(&name.0), field_style(scope, style));
        quote!(#name => #style,)
    });
    quote! {
        |name| match name {
            #(#own)*
            _ => #common,
        }
    }
}

fn field_style(scope: &Scope<'_>, style: &FieldStyle) -> TokenStream {
    let field_style = scope.std("FieldStyle");
    let variant = match style {
        FieldStyle::Plain => quote!(Plain),
        FieldStyle::Json => quote!(Json),
        FieldStyle::Typed(content_type) => {
            let content_type = Literal::string(content_type);
            quote!(Typed(#content_type))
        }
        FieldStyle::Styled(style) => {
            let style = styled(scope, *style);
            quote!(Styled(#style))
        }
    };
    quote!(#field_style::#variant)
}
