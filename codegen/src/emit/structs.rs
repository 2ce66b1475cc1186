//! Objects → structs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constructors::{constructors, is_argument};
use super::docs::{attributes, code, doc, type_doc};
use super::moved::moved;
use super::rules;
use super::scope::{Scope, token};
use super::validate::{self, Subject};
use crate::ir::{Access, Additional, Presence, Range, Struct, StructField, Type, TypeDef};
use crate::names::Wire;

/// A struct, what makes one, and its validation.
pub(super) fn structure(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let TypeDef { name, docs: _, origin: _, within: _, deprecated, kind: _, validated, sent } = def;
    let Struct { fields, additional, .. } = object;
    let name = token(name);
    let docs = moved(type_doc(scope, def, &[]));
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let members = fields.iter().map(|field| moved(member(scope, field)));
    let additional_member = additional.as_ref().map(|additional| {
        let Additional { name, values } = additional;
        let (name, ty) = (token(name), map_of(scope, values));
        let required: Vec<String> = object.undeclared_required().map(|Wire(name)| code(name)).collect();
        let among = if required.is_empty() { String::new() } else { format!(" Required among them: {}.", required.join(", ")) };
        let docs = attributes(&[format!("Properties that are not declared.{among}")]);
        quote! {
            #docs
            pub #name: #ty,
        }
    });
    let constructors = sent.then(|| moved(constructors(scope, object, &name)));
    let by_table = is_checked_by_table(scope, object);
    let validation = (*validated && !by_table).then(|| moved(validation(scope, object, &name)));
    let properties = moved(properties(scope, object, &name, *validated && by_table));
    // Said once of the type, and not of each method that returns it.
    let must_use = sent.then(|| quote!(#[must_use]));
    // `new()` without arguments is what `Default` says too.
    let default = (*sent && !fields.iter().any(|field| is_argument(scope, field))).then(|| quote!(Default,));
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #deprecated
        #must_use
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
            #additional_member
        }
        #properties
        #constructors
        #validation
    }
}

/// Whether the types of its properties say all that can be wrong: then it is checked by what lists them.
fn is_checked_by_table(scope: &Scope<'_>, object: &Struct) -> bool {
    let held = object.fields.iter().map(|field| &field.ty).chain(object.additional.iter().map(|additional| &additional.values));
    let by_table = |ty: &Type| validate::delegates(scope, ty) || !validate::can_break(scope, ty);
    object.size.is_open() && object.rules.is_empty() && held.into_iter().all(by_table)
}

/// What the fields are on the wire: how a struct is read and written, and perhaps checked.
fn properties(scope: &Scope<'_>, object: &Struct, name: &proc_macro2::Ident, is_checked: bool) -> TokenStream {
    let check = |ty: &Type| (is_checked && validate::can_break(scope, ty)).then(|| quote!(checked));
    let fields = object.fields.iter().map(|field| {
        let (name, wire) = (token(&field.name), Literal::string(&field.wire.0));
        let presence = match field.presence {
            Presence::Required => quote!(required),
            Presence::Nullable => quote!(nullable),
            // These know null themselves, so that it is not taken for absence.
            Presence::Optional if matches!(scope.behind_aliases(&field.ty), Type::Any | Type::Null) => quote!(optional_nullable),
            Presence::Optional => quote!(optional),
            Presence::OptionalNullable => quote!(optional_nullable),
        };
        let check = check(&field.ty);
        moved(quote!(#name: #wire #presence #check))
    });
    let rest = object.additional.as_ref().map(|additional| {
        let (name, check) = (token(&additional.name), check(&additional.values));
        moved(quote!(..#name #check))
    });
    let listed = fields.chain(rest);
    let checked = is_checked.then(|| quote!(checked));
    let closed = (is_checked && object.closed).then(|| quote!(closed));
    quote!(openapi_client::object!(#name { #(#listed),* } #checked #closed);)
}

pub(super) fn derives(scope: &Scope<'_>) -> TokenStream {
    let (serialize, deserialize) = (scope.std("Serialize"), scope.std("Deserialize"));
    quote!(#serialize, #deserialize)
}

/// The map of undeclared properties. What is said of them as a whole is said of the object.
fn map(values: &Type) -> Type {
    Type::Map { values: Box::new(values.clone()), size: Range::default(), rules: Vec::new() }
}

fn map_of(scope: &Scope<'_>, values: &Type) -> TokenStream {
    scope.ty(&map(values))
}

fn member(scope: &Scope<'_>, field: &StructField) -> TokenStream {
    let StructField { wire, name, presence, ty, access, docs, deprecated } = field;
    let access = match access {
        Access::Both => None,
        Access::ReadOnly => Some("Read-only: set by the server.".to_owned()),
        Access::WriteOnly => Some("Write-only: never in a reply.".to_owned()),
    };
    let docs = doc(docs, access.as_slice());
    let undocumented = docs.is_empty().then(|| attributes(&[super::docs::code(&wire.0)]));
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let (docs, undocumented) = (moved(docs), undocumented.map(moved));
    let (name, ty) = (token(name), moved(held(scope, *presence, ty)));
    quote! {
        #docs
        #undocumented
        #deprecated
        pub #name: #ty,
    }
}

/// The field's own type.
pub(super) fn held(scope: &Scope<'_>, presence: Presence, ty: &Type) -> TokenStream {
    let ty = scope.ty(ty);
    if presence == Presence::Required {
        return ty;
    }
    let (option, ty) = (scope.std("Option"), moved(ty));
    if presence == Presence::OptionalNullable { quote!(#option<#option<#ty>>) } else { quote!(#option<#ty>) }
}

fn validation(scope: &Scope<'_>, object: &Struct, name: &proc_macro2::Ident) -> TokenStream {
    let some = scope.std("Some");
    let fields = object.fields.iter().filter_map(|field| {
        let member = token(&field.name);
        let wire = Literal::string(&field.wire.0);
        let at = quote!(&at.property(#wire));
        if validate::delegates(scope, &field.ty) {
            return validate::checks(scope, &field.ty, &Subject::Place(quote!(self.#member)), &at);
        }
        let here = quote!(&at);
        Some(match field.presence {
            Presence::Required => {
                let checks = validate::checks(scope, &field.ty, &Subject::Place(quote!(self.#member)), &here)?;
                quote!({ let at = at.property(#wire); #checks })
            }
            Presence::Nullable | Presence::Optional => {
                let checks = validate::checks(scope, &field.ty, &Subject::Reference(quote!(value)), &here)?;
                quote!(if let #some(value) = &self.#member { let at = at.property(#wire); #checks })
            }
            Presence::OptionalNullable => {
                let checks = validate::checks(scope, &field.ty, &Subject::Reference(quote!(value)), &here)?;
                quote!(if let #some(#some(value)) = &self.#member { let at = at.property(#wire); #checks })
            }
        })
    });
    let fields: Vec<_> = fields.collect();
    let additional = object.additional.as_ref().and_then(|additional| {
        let name = token(&additional.name);
        validate::checks(scope, &map(&additional.values), &Subject::Place(quote!(self.#name)), &quote!(at))
    });
    let size = (!object.size.is_open()).then(|| size(scope, object));
    let closed = object.closed.then(|| {
        let declared = object.fields.iter().map(|field| Literal::string(&field.wire.0));
        let check = scope.std("check");
        quote!(#check::only_declared(at, violations, &[#(#declared),*]);)
    });
    let rules = rules::check(scope, &object.rules, &quote!(at), &quote!(self));
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    quote! {
        impl #validate for #name {
            fn validate(&self, at: &#place<'_>, violations: &mut #violations) {
                #size
                #closed
                #rules
                #(#fields)*
                #additional
            }
        }
    }
}

/// The number of properties that are there.
fn size(scope: &Scope<'_>, object: &Struct) -> TokenStream {
    let is_optional = |field: &&StructField| matches!(field.presence, Presence::Optional | Presence::OptionalNullable);
    let always = object.fields.iter().filter(|field| !is_optional(field)).count();
    let always = (always > 0).then(|| {
        let always = Literal::usize_unsuffixed(always);
        quote!(#always)
    });
    let optional = object.fields.iter().filter(is_optional).map(|field| {
        let name = token(&field.name);
        quote!(usize::from(self.#name.is_some()))
    });
    let additional = object.additional.as_ref().map(|additional| {
        let name = token(&additional.name);
        quote!(self.#name.len())
    });
    let terms: Vec<_> = always.into_iter().chain(optional).chain(additional).collect();
    let count = if terms.is_empty() { quote!(0) } else { quote!(#(#terms)+*) };
    let check = |which: &str, limit: Option<u64>| {
        limit.map(|limit| {
            let (check, name) = (scope.std("check"), quote::format_ident!("{which}_properties"));
            let limit = validate::integer(limit.into());
            quote!(#check::#name(at, violations, count, #limit);)
        })
    };
    let (min, max) = (check("min", object.size.min), check("max", object.size.max));
    quote! {
        let count = #count;
        #min
        #max
    }
}
