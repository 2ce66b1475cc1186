//! What a generated file has in scope: the names of types, and how to write those of the standard library when a document has one of the same name.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::HashSet;
use proc_macro2::{Ident as Token, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::ir::{Api, Format, IntegerKind, NumberKind, Type, TypeDef, TypeId, TypeKind};
use crate::names::Ident;

/// Names that a file itself defines, which hide those of the prelude.
pub(super) type Own<'a> = Arc<HashSet<&'a str>>;

/// The items that the code of one file can see without a path.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    own: Own<'a>,
    /// What has been written without a path.
    mentioned: RefCell<BTreeSet<&'static str>>,
    /// The way to the crate's root, for links.
    pub(super) root: &'static str,
    /// The package, whose name examples begin with.
    pub(super) package: &'a str,
    /// Types are in a module of their own, not in the file.
    is_of_operations: bool,
}

impl<'a> Scope<'a> {
    /// The names of all types.
    pub(super) fn own_of_types(api: &'a Api) -> Own<'a> {
        Arc::new(api.types.iter().map(|def| def.name.as_str()).collect())
    }

    /// Inside a file of the module that has all types; `root` is the way from it to the crate's.
    pub(super) fn of_types(api: &'a Api, own: Own<'a>, package: &'a str, root: &'static str) -> Self {
        Self { api, own, mentioned: RefCell::default(), is_of_operations: false, root, package }
    }

    /// Inside a module of operations, whose own types are their builders.
    pub(super) fn of_operations(api: &'a Api, own: impl IntoIterator<Item = &'a str>) -> Self {
        let own = Arc::new(own.into_iter().collect());
        Self { api, own, mentioned: RefCell::default(), is_of_operations: true, root: "super", package: "" }
    }

    /// Whether it is that of a module of operations.
    pub(super) fn is_of_operations(&self) -> bool {
        self.is_of_operations
    }

    /// A type's definition.
    pub(super) fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.0]
    }

    /// What a type is when its aliases are followed.
    pub(super) fn behind_aliases<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // Aliases end: `lower` saw to it.
        while let Type::Named(id) = ty
            && let TypeKind::Alias(inner) = &self.def(*id).kind
        {
            ty = inner;
        }
        ty
    }

    /// A name of the standard library's prelude, or an item that the file [imports](super::imports) if code mentions it.
    pub(super) fn std(&self, name: &'static str) -> Item<'_> {
        Item { scope: self, name }
    }

    /// Says that code mentions an item without writing its name: it calls a trait's method.
    pub(super) fn mention(&self, name: &'static str) {
        self.mentioned.borrow_mut().insert(name);
    }

    /// Whether the code that was written so far mentions an item.
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.mentioned.borrow().contains(name)
    }

    /// Does the file define something of this name.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// A type as it is held.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Any => quote!(serde_json::Value),
            Type::Null => quote!(()),
            Type::Boolean => quote!(bool),
            Type::Integer { kind, .. } => integer_type(*kind),
            Type::Number { kind: NumberKind::F32, .. } => quote!(f32),
            Type::Number { kind: NumberKind::F64, .. } => quote!(f64),
            Type::String => self.std("String").into_token_stream(),
            Type::Format(format) => {
                let format = Token::new(format_items(*format).0, Span::call_site());
                quote!(openapi_client::#format)
            }
            // The configuration was held against Rust's grammar when it was read.
            Type::Chosen(path) => path.parse().unwrap_or_default(),
            Type::File => quote!(openapi_client::FilePart),
            Type::Array { items, .. } => {
                let (vec, items) = (self.std("Vec"), self.ty(items));
                quote!(#vec<#items>)
            }
            Type::Map { values, .. } => {
                let (map, string, values) = (self.std("BTreeMap"), self.std("String"), self.ty(values));
                quote!(#map<#string, #values>)
            }
            Type::Nullable(inner) => {
                let (option, inner) = (self.std("Option"), self.ty(inner));
                quote!(#option<#inner>)
            }
            Type::Boxed(inner) => {
                let (boxed, inner) = (self.std("Box"), self.ty(inner));
                quote!(#boxed<#inner>)
            }
            Type::Named(id) => self.named(*id),
        }
    }

    /// A named type.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        let name = token(&self.def(id).name);
        if !self.is_of_operations {
            return quote!(#name);
        }
        let types = self.std("types");
        quote!(#types::#name)
    }

    /// A type as an argument that is only looked at.
    pub(super) fn borrowed(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number { .. } => self.ty(ty),
            Type::String => quote!(&str),
            Type::Array { items, .. } => {
                let items = self.ty(items);
                quote!(&[#items])
            }
            Type::Boxed(inner) => self.borrowed(inner),
            _ => {
                let ty = self.ty(ty);
                quote!(&#ty)
            }
        }
    }
}

/// An item as code writes it: without a path, but for one that the file's own types hide.
pub(super) struct Item<'s> {
    scope: &'s Scope<'s>,
    name: &'static str,
}

impl ToTokens for Item<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let token = Token::new(self.name, Span::call_site());
        if !self.scope.own.contains(self.name) {
            self.scope.mention(self.name);
            tokens.extend([TokenTree::Ident(token)]);
            return;
        }
        tokens.extend(match self.name {
            "Option" => quote!(::std::option::Option),
            "Some" | "None" => quote!(::std::option::Option::#token),
            "Result" => quote!(::std::result::Result),
            "Ok" | "Err" => quote!(::std::result::Result::#token),
            "String" => quote!(::std::string::String),
            "Vec" => quote!(::std::vec::Vec),
            "Box" => quote!(::std::boxed::Box),
            "Into" | "From" => quote!(::std::convert::#token),
            "BTreeMap" => quote!(::std::collections::BTreeMap),
            "Cow" => quote!(::std::borrow::Cow),
            "IntoFuture" => quote!(::std::future::IntoFuture),
            "Serialize" | "Deserialize" | "Serializer" | "Deserializer" => quote!(::serde::#token),
            // It stands behind a colon, and three of them would be read as a path and a colon.
            "Variant" => quote!(openapi_client::union::#token),
            "Debug" => quote!(::std::fmt::Debug),
            "Hash" => quote!(::std::hash::Hash),
            "Clone" => quote!(::std::clone::Clone),
            // It comes often, and another way to it is shorter.
            "Rule" => {
                let check = self.scope.std("check");
                quote!(#check::#token)
            }
            "PartialEq" | "Eq" | "PartialOrd" | "Ord" => quote!(::std::cmp::#token),
            other => {
                let runtime = Token::new(other, Span::call_site());
                quote!(::openapi_client::#runtime)
            }
        });
    }
}

/// The primitive type that holds an integer.
pub(super) fn integer_type(kind: IntegerKind) -> TokenStream {
    let name = match kind {
        IntegerKind::I8 => "i8",
        IntegerKind::I16 => "i16",
        IntegerKind::I32 => "i32",
        IntegerKind::I64 => "i64",
        IntegerKind::I128 => "i128",
        IntegerKind::U8 => "u8",
        IntegerKind::U16 => "u16",
        IntegerKind::U32 => "u32",
        IntegerKind::U64 => "u64",
    };
    Token::new(name, Span::call_site()).into_token_stream()
}

/// The runtime's type for a format, and its check; a secret has none.
pub(super) fn format_items(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::DateTime => ("DateTime", "is_date_time"),
        Format::Date => ("Date", "is_date"),
        Format::Time => ("Time", "is_time"),
        Format::Duration => ("Duration", "is_duration"),
        Format::Uuid => ("Uuid", "is_uuid"),
        Format::Uri => ("Uri", "is_uri"),
        Format::UriReference => ("UriReference", "is_uri_reference"),
        Format::Iri => ("Iri", "is_iri"),
        Format::IriReference => ("IriReference", "is_iri_reference"),
        Format::UriTemplate => ("UriTemplate", "is_uri_template"),
        Format::Email => ("Email", "is_email"),
        Format::IdnEmail => ("IdnEmail", "is_idn_email"),
        Format::Hostname => ("Hostname", "is_hostname"),
        Format::IdnHostname => ("IdnHostname", "is_idn_hostname"),
        Format::Ipv4 => ("Ipv4", "is_ipv4"),
        Format::Ipv6 => ("Ipv6", "is_ipv6"),
        Format::JsonPointer => ("JsonPointer", "is_json_pointer"),
        Format::Regex => ("Regex", "is_regex"),
        Format::Decimal => ("Decimal", "is_decimal"),
        Format::RelativeJsonPointer => ("RelativeJsonPointer", "is_relative_json_pointer"),
        Format::Base64 => ("Base64", "is_base64"),
        Format::Password => ("Secret", ""),
    }
}

/// An identifier as a token. `names` makes only legal ones.
pub(super) fn token<K>(ident: &Ident<K>) -> Token {
    match ident.as_str().strip_prefix("r#") {
        Some(bare) => Token::new_raw(bare, Span::call_site()),
        None => Token::new(ident.as_str(), Span::call_site()),
    }
}

/// An identifier with something in front: `with_` and a field. It needs no `_` of its own before a digit then.
pub(super) fn prefixed<K>(prefix: &str, ident: &Ident<K>) -> Token {
    Token::new(&format!("{prefix}{}", ident.bare().trim_start_matches('_')), Span::call_site())
}
