//! What a file's code mentions → the imports it needs, and no others.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::scope::Scope;

/// Items from elsewhere that generated code writes without a path, and from where.
const ITEMS: &[(&str, &[&str])] = &[
    ("std::borrow", &["Cow"]),
    ("std::collections", &["BTreeMap"]),
    (
        "openapi_client",
        &[
            "At",
            "Bound",
            "Call",
            "CallFuture",
            "Constraint",
            "FieldStyle",
            "Location",
            "Method",
            "Outcome",
            "Request",
            "Style",
            "Found",
            "Rule",
            "Validate",
            "Violations",
            "check",
        ],
    ),
    ("openapi_client::union", &["Variant"]),
    ("serde", &["Deserialize", "Deserializer", "Serialize", "Serializer"]),
    ("super", &["security", "types"]),
];

/// The `use` items for the code that was written in a scope.
pub(super) fn imports(scope: &Scope<'_>) -> TokenStream {
    let mut result = TokenStream::new();
    for (source, items) in ITEMS {
        let names: Vec<_> =
            items.iter().filter(|name| scope.mentions(name) && !scope.defines(name)).map(|name| format_ident!("{name}")).collect();
        let path = source.split("::").map(|part| {
            if part == "super" {
                quote!(super)
            } else {
                let part = format_ident!("{part}");
                quote!(#part)
            }
        });
        result.extend(match &names[..] {
            [] => continue,
            [name] => quote!(use #(#path::)* #name;),
            names => quote!(use #(#path::)* {#(#names),*};),
        });
    }
    // A builder of this name takes the trait's, and the trait's method is called all the same. (Types call it inside of its `impl`s, where it is in scope.)
    if scope.is_of_operations() && scope.defines("Validate") && scope.mentions("Validate") {
        result.extend(quote!(
            use openapi_client::Validate as _;
        ));
    }
    result
}
