//! Objects → structs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constructors::{constructors, is_argument};
use super::docs::{attributes, doc, type_doc};
use super::scope::{Scope, token};
use super::validate::{self, Subject};
use crate::ir::{Access, Additional, Presence, Struct, StructField, Type, TypeDef};

/// A struct, what makes one, and its validation.
pub(super) fn structure(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let TypeDef { name, docs: _, origin: _, deprecated, kind: _, validated, sent } = def;
    let Struct { fields, additional, size: _ } = object;
    let name = token(name);
    let docs = type_doc(scope, def, &[]);
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let casing = Casing::of(fields);
    let rename_all = (casing == Casing::Camel).then(|| quote!(#[serde(rename_all = "camelCase")]));
    let members = fields.iter().map(|field| member(scope, field, casing));
    let additional_member = additional.as_ref().map(|additional| {
        let Additional { name, values } = additional;
        let (name, ty) = (token(name), map_of(scope, values));
        quote! {
            /// Properties that are not declared.
            #[serde(flatten)]
            pub #name: #ty,
        }
    });
    let constructors = sent.then(|| constructors(scope, object, &name));
    let validation = (*validated && *sent).then(|| validation(scope, object, &name));
    let derives = derives(scope);
    // `new()` without arguments is what `Default` says too.
    let default = (*sent && !fields.iter().any(|field| is_argument(scope, field))).then(|| quote!(Default,));
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, #derives)]
        #rename_all
        #deprecated
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
            #additional_member
        }
        #constructors
        #validation
    }
}

pub(super) fn derives(scope: &Scope<'_>) -> TokenStream {
    let (serialize, deserialize) = (scope.std("Serialize"), scope.std("Deserialize"));
    quote!(#serialize, #deserialize)
}

fn map_of(scope: &Scope<'_>, values: &Type) -> TokenStream {
    scope.ty(&Type::Map { values: Box::new(values.clone()), size: crate::ir::Range::default() })
}

/// How the fields' names become the properties'.
#[derive(Clone, Copy, PartialEq)]
enum Casing {
    /// As they are, or one by one.
    Each,
    /// All by the rule of `camelCase`.
    Camel,
}

impl Casing {
    fn of(fields: &[StructField]) -> Self {
        let renamed = fields.iter().any(|field| field.name.bare() != field.wire.0);
        if renamed && fields.iter().all(|field| camel(field.name.bare()) == field.wire.0) { Self::Camel } else { Self::Each }
    }
}

/// What serde makes of a field under `rename_all = "camelCase"`.
fn camel(field: &str) -> String {
    let mut result = String::with_capacity(field.len());
    let mut capitalize = false;
    for c in field.chars() {
        if c == '_' {
            capitalize = true;
        } else if capitalize {
            result.push(c.to_ascii_uppercase());
            capitalize = false;
        } else {
            result.push(c);
        }
    }
    // serde lowers the first letter of the PascalCase form.
    let first = result.chars().next().map(|c| c.to_ascii_lowercase());
    first.map_or(String::new(), |first| std::iter::once(first).chain(result.chars().skip(1)).collect())
}

fn member(scope: &Scope<'_>, field: &StructField, casing: Casing) -> TokenStream {
    let StructField { wire, name, presence, ty, access, docs, deprecated } = field;
    let rename = (casing == Casing::Each && name.bare() != wire.0).then(|| {
        let wire = Literal::string(&wire.0);
        quote!(rename = #wire,)
    });
    let absent = match presence {
        Presence::Required | Presence::Nullable => None,
        // serde takes a missing property for `None` by itself.
        Presence::Optional => Some(quote!(skip_serializing_if = "Option::is_none",)),
        Presence::OptionalNullable => {
            Some(quote!(default, deserialize_with = "openapi_client::serde_helpers::present", skip_serializing_if = "Option::is_none",))
        }
    };
    let absent = absent.map(|tokens| if scope.defines("Option") { with_std_option(&tokens) } else { tokens });
    let serde = (rename.is_some() || absent.is_some()).then(|| {
        let arguments = trimmed(quote!(#rename #absent));
        quote!(#[serde(#arguments)])
    });
    let access = match access {
        Access::Both => None,
        Access::ReadOnly => Some("Read-only: set by the server.".to_owned()),
        Access::WriteOnly => Some("Write-only: never in a reply.".to_owned()),
    };
    let docs = doc(docs, access.as_slice());
    let undocumented = docs.is_empty().then(|| attributes(&[super::docs::code(&wire.0)]));
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let (name, ty) = (token(name), held(scope, *presence, ty));
    quote! {
        #docs
        #undocumented
        #serde
        #deprecated
        pub #name: #ty,
    }
}

/// `skip_serializing_if` takes a path as a string.
fn with_std_option(tokens: &TokenStream) -> TokenStream {
    tokens
        .clone()
        .into_iter()
        .map(|token| match &token {
            proc_macro2::TokenTree::Literal(literal) if literal.to_string() == "\"Option::is_none\"" => {
                proc_macro2::TokenTree::Literal(Literal::string("::std::option::Option::is_none"))
            }
            _ => token,
        })
        .collect()
}

/// Arguments without a comma after the last.
fn trimmed(arguments: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = arguments.into_iter().collect();
    if matches!(tokens.last(), Some(proc_macro2::TokenTree::Punct(comma)) if comma.as_char() == ',') {
        tokens.pop();
    }
    tokens.into_iter().collect()
}

/// The field's own type.
pub(super) fn held(scope: &Scope<'_>, presence: Presence, ty: &Type) -> TokenStream {
    let (option, ty) = (scope.std("Option"), scope.ty(ty));
    match presence {
        Presence::Required => ty,
        Presence::Nullable | Presence::Optional => quote!(#option<#ty>),
        Presence::OptionalNullable => quote!(#option<#option<#ty>>),
    }
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
        let values = Type::Map { values: Box::new(additional.values.clone()), size: crate::ir::Range::default() };
        validate::checks(scope, &values, &Subject::Place(quote!(self.#name)), &quote!(at))
    });
    let size = (!object.size.is_open()).then(|| size(object));
    let (validate, place, violations) = (scope.std("Validate"), scope.std("At"), scope.std("Violations"));
    quote! {
        impl #validate for #name {
            fn validate(&self, at: &#place<'_>, violations: &mut #violations) {
                #size
                #(#fields)*
                #additional
            }
        }
    }
}

/// The number of properties that are there.
fn size(object: &Struct) -> TokenStream {
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
            let check = quote::format_ident!("{which}_properties");
            let limit = validate::integer(limit.into());
            quote!(check::#check(at, violations, count, #limit);)
        })
    };
    let (min, max) = (check("min", object.size.min), check("max", object.size.max));
    quote! {
        let count = #count;
        #min
        #max
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_is_that_of_serde() {
        for (field, expected) in [("org_id", "orgId"), ("username", "username"), ("a_b_c", "aBC"), ("x1_y", "x1Y")] {
            assert_eq!(camel(field), expected);
        }
    }
}
