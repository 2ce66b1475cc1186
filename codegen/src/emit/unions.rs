//! Unions → enums; lists of fixed length → tuple structs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, code, doc, type_doc};
use super::operations::closure_body;
use super::rules;
use super::scope::{Scope, token};
use super::structs::derives;
use super::validate::{self, Subject};
use crate::ir::{JsonTypes, Tuple, Type, TypeDef, Union, UnionVariant};
use crate::names::Wire;

/// An enum of the types that a value may have.
pub(super) fn union(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let Union { variants, tag, open, exclusive: _ } = union;
    let docs = type_doc(scope, def, &[]);
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let name = token(&def.name);
    let members = variants.iter().map(|UnionVariant { name, ty, docs, tags, .. }| {
        let says = doc(docs, &[]);
        let undocumented = says.is_empty().then(|| match tag {
            Some(Wire(tag)) if !tags.is_empty() => {
                let values: Vec<String> = tags.iter().map(|Wire(value)| code(value)).collect();
                attributes(&[format!("Where {} is {}.", code(tag), values.join(" or "))])
            }
            _ => attributes(&[format!("`{}`", name.bare())]),
        });
        let (name, ty) = (token(name), scope.ty(ty));
        quote!(#says #undocumented #name(#ty),)
    });
    let unknown = open.then(|| {
        quote! {
            /// A value that no variant fits. Received and kept, but not sent.
            Unknown(serde_json::Value),
        }
    });
    let by_table = variants.iter().all(|variant| validate::delegates(scope, &variant.ty) || !validate::can_break(scope, &variant.ty));
    let table = table(scope, &name, union, def.validated && by_table);
    let validation = (def.validated && !by_table).then(|| validation(scope, &name, union));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#members)*
            #unknown
        }

        #table
        #validation
    }
}

/// What its variants look like: how a union is read and written.
fn table(scope: &Scope<'_>, name: &proc_macro2::Ident, union: &Union, is_checked: bool) -> TokenStream {
    let Union { variants, tag, open, exclusive } = union;
    let variant = scope.std("Variant");
    let by = tag.as_ref().map(|Wire(tag)| {
        let tag = Literal::string(tag);
        quote!(by #tag)
    });
    let looks = variants.iter().map(|of| {
        let (name, look) = (token(&of.name), look(scope, of));
        let check = (is_checked && validate::can_break(scope, &of.ty)).then(|| quote!(=> checked));
        quote!(#name: #variant::new() #look #check)
    });
    let checked = is_checked.then(|| quote!(checked));
    let unknown = open.then(|| quote!(else Unknown));
    let exclusive = (is_checked && *exclusive).then(|| quote!(, exclusive));
    quote!(openapi_client::union!(#name #by { #(#looks),* } #checked #unknown #exclusive);)
}

/// The calls that say what a variant's values look like.
fn look(scope: &Scope<'_>, variant: &UnionVariant) -> TokenStream {
    let UnionVariant { ty, tags, adds_tag, is_tag_optional, shape, .. } = variant;
    let list = |names: &[Wire]| {
        let names = names.iter().map(|Wire(name)| Literal::string(name));
        quote!(&[#(#names),*])
    };
    let has = |json: JsonTypes| shape.json.contains(json);
    let boolean = has(JsonTypes::BOOLEAN).then(|| quote!(.boolean()));
    let number = if has(JsonTypes::NUMBER) { Some(quote!(.number())) } else { has(JsonTypes::INTEGER).then(|| quote!(.integer())) };
    let string = has(JsonTypes::STRING).then(|| {
        if shape.parsed {
            let ty = scope.ty(unboxed(ty));
            quote!(.parsed::<#ty>())
        } else {
            quote!(.string())
        }
    });
    let array = has(JsonTypes::ARRAY).then(|| quote!(.array()));
    let tagged = (!tags.is_empty()).then(|| {
        let (method, tags) = (quote::format_ident!("{}", if *adds_tag { "tag" } else { "tags" }), list(tags));
        quote!(.#method(#tags))
    });
    let properties = shape.properties.as_ref().map(|properties| {
        let (required, optional) = (list(&properties.required), list(&properties.optional));
        quote!(.properties(#required, #optional))
    });
    let object = (has(JsonTypes::OBJECT) && tagged.is_none() && properties.is_none()).then(|| quote!(.object()));
    let optional = is_tag_optional.then(|| quote!(.optional_tag()));
    quote!(#boolean #number #string #array #object #tagged #optional #properties)
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

fn validation(scope: &Scope<'_>, name: &proc_macro2::Ident, union: &Union) -> TokenStream {
    let (mut arms, mut silent) = (Vec::new(), Vec::new());
    for variant in &union.variants {
        let name = token(&variant.name);
        let at = if union.tag.is_some() { quote!(&tagged) } else { quote!(at) };
        match validate::checks(scope, &variant.ty, &Subject::Reference(quote!(value)), &at) {
            Some(checks) => {
                let checks = closure_body(&checks);
                arms.push(quote!(Self::#name(value) => #checks,));
            }
            None => silent.push(quote!(Self::#name(_))),
        }
    }
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    let unknown = union.open.then(|| {
        let (constraint, found) = (scope.std("Constraint"), scope.std("Found"));
        quote!(Self::Unknown(_) => violations.push(at, #constraint::Variant, #found::Other),)
    });
    let exclusive = union.exclusive.then(|| quote!(openapi_client::union::exclusive::<Self>(at, violations);));
    let tagged = union.tag.as_ref().map(|Wire(tag)| {
        let (some, tag) = (scope.std("Some"), Literal::string(tag));
        quote!(let tagged = at.tagged(#some(#tag));)
    });
    let silent = (!silent.is_empty()).then(|| quote!(#(#silent)|* => {}));
    quote! {
        impl #validate for #name {
            fn validate(&self, at: &#place<'_>, violations: &mut #violations) {
                #exclusive
                #tagged
                match self {
                    #(#arms)*
                    #silent
                    #unknown
                }
            }
        }
    }
}

/// A tuple struct for a list of fixed length.
pub(super) fn tuple(scope: &Scope<'_>, def: &TypeDef, tuple: &Tuple) -> TokenStream {
    let Tuple { items, rules } = tuple;
    let (docs, name, derives) = (type_doc(scope, def, &[]), token(&def.name), derives(scope));
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let held = items.iter().map(|ty| {
        let ty = scope.ty(ty);
        quote!(pub #ty)
    });
    let checks = items.iter().enumerate().filter_map(|(index, ty)| {
        let index = Literal::usize_unsuffixed(index);
        let checks = validate::checks(scope, ty, &Subject::Place(quote!(self.#index)), &quote!(&at))?;
        Some(quote!({ let at = at.index(#index); #checks }))
    });
    let checks: Vec<_> = rules::check(scope, rules, &quote!(at), &quote!(self)).into_iter().chain(checks).collect();
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    let validation = def.validated.then(|| {
        quote! {
            impl #validate for #name {
                fn validate(&self, at: &#place<'_>, violations: &mut #violations) {
                    #(#checks)*
                }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, #derives)]
        #deprecated
        pub struct #name(#(#held),*);
        #validation
    }
}
