//! The types of the crate: one module for users, in as many files as read well.
//!
//! All types are in `types`, whatever file they are in, so that one that more operations come to use moves between files and not between paths.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::imports;
use super::scope::{Scope, token};
use super::validate::Subject;
use super::{docs, enums, structs, texts, validate};
use crate::ir::{Api, Type, TypeDef, TypeKind};

/// Up to so many types are in one file.
const ONE_FILE: usize = 60;

/// Each file below `src/` and its content.
pub(super) fn files(api: &Api) -> Vec<(String, TokenStream)> {
    if api.types.is_empty() {
        return Vec::new();
    }
    let scope = Scope::of_types(api);
    let mut sorted: Vec<&TypeDef> = api.types.iter().collect();
    sorted.sort_by(|a, b| a.name.bare().cmp(b.name.bare()));
    let title = quote!(#![doc = " The types of requests and replies."]);
    if sorted.len() <= ONE_FILE {
        let content = content(&scope, &sorted);
        return vec![("types.rs".to_owned(), quote!(#title #content))];
    }
    let mut scope = scope;
    scope.root = "super::super";
    let mut groups: BTreeMap<&str, Vec<&TypeDef>> = BTreeMap::new();
    for def in sorted {
        groups.entry(def.module.as_ref().map_or("shared", |module| module.as_str())).or_default().push(def);
    }
    let names = groups.keys().map(|name| match name.strip_prefix("r#") {
        Some(bare) => proc_macro2::Ident::new_raw(bare, proc_macro2::Span::call_site()),
        None => quote::format_ident!("{name}"),
    });
    let names: Vec<_> = names.collect();
    let mut files = vec![("types/mod.rs".to_owned(), quote!(#title #(mod #names;)* #(pub use #names::*;)*))];
    files.extend(groups.iter().map(|(name, types)| {
        let content = content(&scope, types);
        let said = match *name {
            "shared" => " Types that operations of several tags use, or none.".to_owned(),
            _ => format!(" Types that only operations of `{}` use.", name.trim_start_matches("r#")),
        };
        let others = others(&scope, types);
        (format!("types/{}.rs", name.trim_start_matches("r#")), quote!(#![doc = #said] #others #content))
    }));
    files
}

/// Imports of the types that a file's types mention and that are in other files.
fn others(scope: &Scope<'_>, types: &[&TypeDef]) -> TokenStream {
    let own: BTreeSet<&str> = types.iter().map(|def| def.name.as_str()).collect();
    let mut names = BTreeSet::new();
    for def in types {
        for ty in def.kind.types() {
            names.extend(ty.named().map(|id| scope.def(id).name.clone()).filter(|name| !own.contains(name.as_str())));
        }
    }
    if names.is_empty() {
        return TokenStream::new();
    }
    let names = names.iter().map(token);
    quote!(use super::{#(#names),*};)
}

fn content(scope: &Scope<'_>, types: &[&TypeDef]) -> TokenStream {
    let items: TokenStream = types.iter().map(|def| item(scope, def)).collect();
    let imports = imports(scope, &items);
    quote!(#imports #items)
}

fn item(scope: &Scope<'_>, def: &TypeDef) -> TokenStream {
    match &def.kind {
        TypeKind::Struct(object) => structs::structure(scope, def, object),
        TypeKind::Enum(listed) => enums::enumeration(scope, def, listed),
        TypeKind::Text(text) => texts::newtype(scope, def, text),
        TypeKind::Replies(variants) => texts::replies(scope, def, variants),
        TypeKind::Alias(ty) => {
            let (docs, name, ty) = (docs::type_doc(scope, def, &[]), token(&def.name), scope.ty(ty));
            {
                let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
                quote!(#docs #deprecated pub type #name = #ty;)
            }
        }
        TypeKind::Wrapper(ty) => wrapper(scope, def, ty),
    }
}

/// A tuple struct around a type that contains itself.
fn wrapper(scope: &Scope<'_>, def: &TypeDef, ty: &Type) -> TokenStream {
    let (docs, name, held) = (docs::type_doc(scope, def, &[]), token(&def.name), scope.ty(ty));
    let derives = structs::derives(scope);
    let checks = validate::checks(scope, ty, &Subject::Place(quote!(self.0)), &quote!(at));
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    let validation = checks.filter(|_| def.validated && def.sent).map(|checks| {
        quote! {
            impl #validate for #name {
                fn validate(&self, at: &#place<'_>, violations: &mut #violations) {
                    #checks
                }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, #derives)]
        #[serde(transparent)]
        pub struct #name(pub #held);
        #validation
    }
}
