//! Enums → open enums: what is the same for all of them is a macro of the runtime, by what their values are.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

use super::docs::{attributes, code, doc, type_doc};
use super::moved::moved;
use super::scope::{Item, Scope, integer_type, token};
use super::validate::integer;
use crate::ir::{Docs, Enum, EnumBase, EnumVariant, TypeDef};

/// An enum, open to values that the document does not list (yet).
pub(super) fn enumeration(scope: &Scope<'_>, def: &TypeDef, listed: &Enum) -> TokenStream {
    let TypeDef { name, deprecated, .. } = def;
    let Enum { base, variants, extensible } = listed;
    let docs = moved(type_doc(scope, def, &[]));
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    let name = token(name);
    // Of a constant there is one to make.
    let only = listed.only().map(|_| quote!(#[default]));
    let default = only.as_ref().map(|_| quote!(Default,));
    let members = variants.iter().map(|EnumVariant { value, name, description }| {
        let (says, name) = (describe(value, description.as_ref()), token(name));
        let says = moved(says);
        moved(quote!(#says #only #name,))
    });
    let string = scope.std("String").into_token_stream();
    let (derives, held, rest) = match base {
        EnumBase::String => (quote!(Clone, Debug, #default PartialEq, Eq, Hash), string, of_strings(&name, variants, *extensible)),
        EnumBase::Integer(kind) => {
            let held = integer_type(*kind);
            let rest = of_integers(scope, &name, variants, &held);
            (quote!(Clone, Copy, Debug, #default PartialEq, Eq, PartialOrd, Ord, Hash), held, rest)
        }
        EnumBase::Any => (quote!(Clone, Debug, #default PartialEq, Eq, Hash), quote!(serde_json::Value), of_anything(&name, variants)),
    };
    let unknown = if *extensible {
        quote!(/** Any other value. */)
    } else {
        quote!(/** A value that the document does not list. Received and kept, but not sent. */)
    };
    let (derives, rest) = (moved(derives), moved(rest));
    quote! {
        #docs
        #[derive(#derives)]
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#members)*
            #unknown
            Unknown(#held),
        }
        #rest
    }
}

/// The document's words for a value, and the value itself where the name may not say it.
fn describe(value: &Value, description: Option<&String>) -> TokenStream {
    let shown = code(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    match description {
        Some(_) => doc(&Docs { description: description.cloned(), ..Docs::default() }, &[format!("On the wire: {shown}.")]),
        None => attributes(&[shown]),
    }
}

fn of_strings(name: &proc_macro2::Ident, variants: &[EnumVariant], extensible: bool) -> TokenStream {
    let listed = variants.iter().map(|variant| {
        let (name, wire) = (token(&variant.name), Literal::string(variant.text().unwrap_or_default()));
        moved(quote!(#name: #wire))
    });
    let others = extensible.then(|| quote!(, ..));
    quote!(openapi_client::string_enum!(#name { #(#listed),* #others });)
}

fn of_integers(scope: &Scope<'_>, name: &proc_macro2::Ident, variants: &[EnumVariant], held: &TokenStream) -> TokenStream {
    let (option, some, none) = (scope.std("Option"), scope.std("Some"), scope.std("None"));
    let values = |arm: fn(&TokenStream, &proc_macro2::Ident, &Item<'_>) -> TokenStream| {
        let arms = variants.iter().map(|EnumVariant { value, name, .. }| {
            let whole = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)).unwrap_or_default();
            arm(&integer(whole), &token(name), &some)
        });
        arms.collect::<TokenStream>()
    };
    let integers = values(|wire, name, _| quote!(Self::#name => #wire,));
    let known = values(|wire, name, some| quote!(#wire => #some(Self::#name),));
    quote! {
        impl #name {
            /// The value as it is sent.
            #[must_use]
            pub const fn get(self) -> #held {
                match self {
                    #integers
                    Self::Unknown(value) => value,
                }
            }

            const fn known(value: #held) -> #option<Self> {
                match value {
                    #known
                    _ => #none,
                }
            }
        }

        openapi_client::integer_enum!(#name, #held);
    }
}

fn of_anything(name: &proc_macro2::Ident, variants: &[EnumVariant]) -> TokenStream {
    let names = variants.iter().map(|variant| token(&variant.name));
    let values = variants.iter().map(|EnumVariant { value, name, .. }| {
        let (name, value) = (token(name), expression(value));
        quote!(Self::#name => #value,)
    });
    quote! {
        impl #name {
            const LISTED: &'static [Self] = &[#(Self::#names),*];

            /// The value as it is sent.
            #[must_use]
            pub fn to_json(&self) -> serde_json::Value {
                match self {
                    #(#values)*
                    Self::Unknown(value) => value.clone(),
                }
            }
        }

        openapi_client::json_enum!(#name);
    }
}

/// An expression that makes a value.
fn expression(value: &Value) -> TokenStream {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let value = json(value);
            quote!(serde_json::json!(#value))
        }
        Value::Bool(flag) => quote!(#flag.into()),
        Value::String(text) => {
            let text = Literal::string(text);
            quote!(#text.into())
        }
        Value::Number(number) => {
            let suffix = match (number.as_i64(), number.is_u64()) {
                (Some(whole), _) if i32::try_from(whole).is_ok() => "",
                (Some(_), _) => "_i64",
                (None, true) => "_u64",
                (None, false) => "_f64",
            };
            let literal: TokenStream = format!("{number}{suffix}").parse().unwrap_or_default();
            if number.as_f64() < Some(0.0) { quote!((#literal).into()) } else { quote!(#literal.into()) }
        }
    }
}

/// A value as `serde_json::json!` reads it.
fn json(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(null),
        Value::Bool(flag) => quote!(#flag),
        Value::Number(number) => number.to_string().parse().unwrap_or_default(),
        Value::String(text) => Literal::string(text).into_token_stream(),
        Value::Array(items) => {
            let items = items.iter().map(json);
            quote!([#(#items),*])
        }
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                let (key, value) = (Literal::string(key), json(value));
                quote!(#key: #value)
            });
            quote!({ #(#members),* })
        }
    }
}
