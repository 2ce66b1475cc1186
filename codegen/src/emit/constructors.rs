//! What makes a struct: `new`, and a `with_…` for each property that may be absent.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::moved::moved;
use super::scope::{Scope, prefixed, token};
use super::structs::held;
use crate::ir::{Access, Format, Presence, Struct, StructField, Type, TypeKind};

/// `new` with what must be there, `with_…` for the rest: a property that the document adds later breaks nothing.
pub(super) fn constructors(scope: &Scope<'_>, object: &Struct, name: &proc_macro2::Ident) -> TokenStream {
    let some = scope.std("Some");
    let is_argument = |field: &&StructField| is_argument(scope, field);
    let is_option = |field: &&StructField| is_optional(field) && field.access != Access::ReadOnly;
    let arguments = object.fields.iter().filter(is_argument).map(|field| {
        let argument = token(&field.name);
        let ty = match field.presence {
            Presence::Nullable => held(scope, field.presence, unboxed(&field.ty)),
            _ => argument_type(scope, &field.ty),
        };
        moved(quote!(#argument: #ty))
    });
    let values = object.fields.iter().map(|field| {
        let name = token(&field.name);
        match (field.presence, &field.ty) {
            (Presence::Required, ty) => {
                let value = constant(scope, ty).unwrap_or_else(|| converted(scope, ty, &quote!(#name)));
                if name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
            }
            (Presence::Nullable, Type::Boxed(_)) => {
                let boxed = scope.std("Box");
                quote!(#name: #name.map(#boxed::new))
            }
            (Presence::Nullable, _) => quote!(#name),
            (Presence::Optional | Presence::OptionalNullable, _) => {
                let none = scope.std("None");
                quote!(#name: #none)
            }
        }
    });
    let additional = object.additional.as_ref().map(|additional| {
        let (name, map) = (token(&additional.name), scope.std("BTreeMap"));
        quote!(#name: #map::new(),)
    });
    let setters = object.fields.iter().filter(is_option).map(|field| {
        let (field_name, setter) = (token(&field.name), prefixed("with_", &field.name));
        let says = attributes(&[format!("Sets [`{0}`](Self::{0}).", field.name.bare())]);
        let (ty, value) = match field.presence {
            Presence::OptionalNullable => {
                let argument = held(scope, Presence::Nullable, unboxed(&field.ty));
                let boxed = scope.std("Box");
                let value = if matches!(field.ty, Type::Boxed(_)) { quote!(#field_name.map(#boxed::new)) } else { quote!(#field_name) };
                (argument, value)
            }
            _ => (argument_type(scope, &field.ty), converted(scope, &field.ty, &quote!(#field_name))),
        };
        let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
        let (says, ty, value) = (moved(says), moved(ty), moved(value));
        moved(quote! {
            #says
            #deprecated
            pub fn #setter(mut self, #field_name: #ty) -> Self {
                self.#field_name = #some(#value);
                self
            }
        })
    });
    let has_required = object.fields.iter().any(|field| is_argument(&field));
    let has_optional = object.fields.iter().any(|field| is_option(&field));
    let has_constant = object.fields.iter().any(|field| !is_argument(&field) && !is_optional(field));
    let says = match (has_required, has_constant, has_optional) {
        (true, _, true) => "Creates it with its required properties; the others are absent.",
        (true, _, false) => "Creates it with its properties.",
        (false, true, true) => "Creates it with its constant properties; the others are absent.",
        (false, true, false) => "Creates it with its constant properties.",
        (false, false, _) => "Creates it without any property.",
    };
    let says = moved(attributes(&[says.to_owned()]));
    let setters: Vec<_> = setters.collect();
    quote! {
        impl #name {
            #says
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* #additional }
            }
            #(#setters)*
        }
    }
}

fn is_optional(field: &StructField) -> bool {
    matches!(field.presence, Presence::Optional | Presence::OptionalNullable)
}

/// Whether `new` asks for a field: it must be there, and there is more than one thing that it can be.
pub(super) fn is_argument(scope: &Scope<'_>, field: &StructField) -> bool {
    !is_optional(field) && (field.presence == Presence::Nullable || constant(scope, &field.ty).is_none())
}

/// The only value of a type, where it has one alone.
fn constant(scope: &Scope<'_>, ty: &Type) -> Option<TokenStream> {
    let Type::Named(id) = scope.behind_aliases(ty) else { return None };
    let TypeKind::Enum(listed) = &scope.def(*id).kind else { return None };
    let (name, only) = (scope.named(*id), token(&listed.only()?.name));
    Some(quote!(#name::#only))
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

/// What a constructor takes for a field: what any string is one of, by anything that becomes one.
pub(super) fn argument_type(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.behind_aliases(ty) {
        Type::Boxed(inner) => argument_type(scope, inner),
        any if is_any_text(scope, any) => {
            let (into, ty) = (scope.std("Into"), scope.ty(ty));
            quote!(impl #into<#ty>)
        }
        _ => scope.ty(ty),
    }
}

/// The argument as the field holds it.
pub(super) fn converted(scope: &Scope<'_>, ty: &Type, argument: &TokenStream) -> TokenStream {
    match scope.behind_aliases(ty) {
        any if is_any_text(scope, any) => quote!(#argument.into()),
        Type::Boxed(inner) => {
            let (boxed, inner) = (scope.std("Box"), converted(scope, inner, argument));
            quote!(#boxed::new(#inner))
        }
        _ => argument.clone(),
    }
}

/// Whether any string is a value of a type.
fn is_any_text(scope: &Scope<'_>, ty: &Type) -> bool {
    match ty {
        Type::String | Type::Format(Format::Password) => true,
        Type::Named(id) => matches!(&scope.def(*id).kind, TypeKind::Enum(listed) if listed.extensible),
        _ => false,
    }
}
