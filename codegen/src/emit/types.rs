//! The definitions of types.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::imports;
use super::scope::{Scope, token};
use super::validate::Subject;
use super::{docs, enums, structs, texts, unions, validate};
use crate::ir::{Type, TypeDef, TypeKind};

/// Types, and what they import from elsewhere.
pub(super) fn content(scope: &Scope<'_>, types: &[&TypeDef]) -> TokenStream {
    let items: TokenStream = types.iter().map(|def| item(scope, def)).collect();
    let imports = imports(scope);
    [imports, items].into_iter().collect()
}

fn item(scope: &Scope<'_>, def: &TypeDef) -> TokenStream {
    match &def.kind {
        TypeKind::Struct(object) => structs::structure(scope, def, object),
        TypeKind::Enum(listed) => enums::enumeration(scope, def, listed),
        TypeKind::Text(text) => texts::newtype(scope, def, text),
        TypeKind::Replies(variants) => texts::replies(scope, def, variants),
        TypeKind::Union(union) => unions::union(scope, def, union),
        TypeKind::Tuple(tuple) => unions::tuple(scope, def, tuple),
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
    let checks = || validate::checks(scope, ty, &Subject::Place(quote!(self.0)), &quote!(at));
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    let validation = def.validated.then(checks).flatten().map(|checks| {
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
