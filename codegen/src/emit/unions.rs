//! Unions → enums; lists of fixed length → tuple structs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, doc, type_doc};
use super::scope::{Scope, token};
use super::structs::derives;
use super::validate::{self, Subject};
use crate::ir::{JsonTypes, Type, TypeDef, Union, UnionVariant};
use crate::names::Wire;

/// An enum of the types that a value may have.
pub(super) fn union(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let Union { variants, tag: _, open } = union;
    let docs = type_doc(scope, def, &[]);
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let name = token(&def.name);
    let members = variants.iter().map(|UnionVariant { name, ty, docs, .. }| {
        let says = doc(docs, &[]);
        let undocumented = says.is_empty().then(|| attributes(&[format!("`{}`", name.bare())]));
        let (name, ty) = (token(name), scope.ty(ty));
        quote!(#says #undocumented #name(#ty),)
    });
    let unknown = open.then(|| {
        quote! {
            /// A value that no variant fits. Received and kept, but not sent.
            Unknown(serde_json::Value),
        }
    });
    // An untagged derive writes what a variant holds; a tag that is in no type's properties, it would not.
    let writes_tags = variants.iter().any(|variant| variant.adds_tag);
    let serialize = scope.std("Serialize");
    let (derive, untagged) = if writes_tags { (None, None) } else { (Some(quote!(, #serialize)), Some(quote!(#[serde(untagged)]))) };
    let written = writes_tags.then(|| serialization(scope, &name, union));
    let read = reading(scope, &name, union);
    let validation = (def.validated && def.sent).then(|| validation(scope, &name, union));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq #derive)]
        #untagged
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#members)*
            #unknown
        }

        #read

        openapi_client::union!(#name);

        #written
        #validation
    }
}

/// What its variants look like, and how each is read.
fn reading(scope: &Scope<'_>, name: &proc_macro2::Ident, union: &Union) -> TokenStream {
    let Union { variants, tag, open } = union;
    let (trait_name, variant, option, some) = (scope.std("Union"), scope.std("Variant"), scope.std("Option"), scope.std("Some"));
    let tag = tag.as_ref().map(|Wire(tag)| {
        let tag = Literal::string(tag);
        quote!(const TAG: #option<&'static str> = #some(#tag);)
    });
    let looks = variants.iter().map(|of| {
        let (name, look) = (Literal::string(of.name.bare()), look(scope, of));
        quote!(#variant::new(#name) #look)
    });
    let last = variants.len().saturating_sub(1);
    let reads = variants.iter().enumerate().map(|(index, of)| {
        let name = token(&of.name);
        let index = if index == last { quote!(_) } else { quote::ToTokens::into_token_stream(Literal::usize_unsuffixed(index)) };
        let deserialize = scope.std("Deserialize");
        quote!(#index => #deserialize::deserialize(value).map(Self::#name),)
    });
    let (result, deserializer) = (scope.std("Result"), scope.std("Deserializer"));
    let unknown = open.then(|| {
        quote! {
            fn unknown(value: serde_json::Value) -> #option<Self> {
                #some(Self::Unknown(value))
            }
        }
    });
    quote! {
        impl #trait_name for #name {
            #tag
            const VARIANTS: &'static [#variant] = &[#(#looks),*];

            fn read<'de, D: #deserializer<'de>>(variant: usize, value: D) -> #result<Self, D::Error> {
                match variant {
                    #(#reads)*
                }
            }

            #unknown
        }
    }
}

/// The calls that say what a variant's values look like.
fn look(scope: &Scope<'_>, variant: &UnionVariant) -> TokenStream {
    let UnionVariant { ty, tags, shape, .. } = variant;
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
    let object = has(JsonTypes::OBJECT).then(|| match (&tags[..], &shape.properties) {
        ([_, ..], _) => {
            let tags = list(tags);
            quote!(.tagged(#tags))
        }
        ([], Some(properties)) => {
            let (required, optional) = (list(&properties.required), list(&properties.optional));
            quote!(.properties(#required, #optional))
        }
        ([], None) => quote!(.object()),
    });
    quote!(#boolean #number #string #array #object)
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

/// Writing what a variant holds, with its tag where its type does not have it.
fn serialization(scope: &Scope<'_>, name: &proc_macro2::Ident, union: &Union) -> TokenStream {
    let tag = Literal::string(union.tag.as_ref().map_or("", |Wire(tag)| tag));
    let arms = union.variants.iter().map(|variant| {
        let name = token(&variant.name);
        match &variant.tags[..] {
            [Wire(value)] if variant.adds_tag => {
                let value = Literal::string(value);
                quote!(Self::#name(value) => openapi_client::union::tagged(serializer, #tag, #value, value),)
            }
            _ => quote!(Self::#name(value) => value.serialize(serializer),),
        }
    });
    let unknown = union.open.then(|| quote!(Self::Unknown(value) => value.serialize(serializer),));
    let (serialize, serializer, result) = (scope.std("Serialize"), scope.std("Serializer"), scope.std("Result"));
    quote! {
        impl #serialize for #name {
            fn serialize<S: #serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                match self {
                    #(#arms)*
                    #unknown
                }
            }
        }
    }
}

fn validation(scope: &Scope<'_>, name: &proc_macro2::Ident, union: &Union) -> TokenStream {
    let (mut arms, mut silent) = (Vec::new(), Vec::new());
    for variant in &union.variants {
        let name = token(&variant.name);
        match validate::checks(scope, &variant.ty, &Subject::Reference(quote!(value)), &quote!(at)) {
            Some(checks) => arms.push(quote!(Self::#name(value) => { #checks })),
            None => silent.push(quote!(Self::#name(_))),
        }
    }
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    let unknown = union.open.then(|| {
        let (constraint, found) = (scope.std("Constraint"), scope.std("Found"));
        quote!(Self::Unknown(_) => violations.push(at, #constraint::Variant, #found::Other),)
    });
    let silent = (!silent.is_empty()).then(|| quote!(#(#silent)|* => {}));
    quote! {
        impl #validate for #name {
            fn validate(&self, at: &#place<'_>, violations: &mut #violations) {
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
pub(super) fn tuple(scope: &Scope<'_>, def: &TypeDef, items: &[Type]) -> TokenStream {
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
    let checks: Vec<_> = checks.collect();
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    let validation = (def.validated && def.sent).then(|| {
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
