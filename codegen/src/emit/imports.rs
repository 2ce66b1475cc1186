//! What a file's code mentions → the imports it needs, and no others.

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::scope::Scope;

/// Items from elsewhere that generated code writes without a path: from where, the item, and how code that uses it looks, as [`code`] prints it.
const ITEMS: &[(&str, &str, &[&str])] = &[
    ("std::borrow", "Cow", &["Cow <", "Cow ::"]),
    ("std::collections", "BTreeMap", &["BTreeMap <", "BTreeMap ::"]),
    ("openapi_client", "At", &["At <"]),
    ("openapi_client", "Bound", &["Bound ::"]),
    ("openapi_client", "Call", &["Call <"]),
    ("openapi_client", "CallFuture", &["CallFuture <"]),
    ("openapi_client", "Constraint", &["Constraint ::"]),
    ("openapi_client", "FieldStyle", &["FieldStyle ::"]),
    ("openapi_client", "Location", &["Location ::"]),
    ("openapi_client", "Method", &["Method ::"]),
    ("openapi_client", "Outcome", &["Outcome ::"]),
    ("openapi_client", "Request", &["request : Request ,"]),
    ("openapi_client", "Style", &["Style ::"]),
    ("openapi_client::union", "Variant", &["Variant ::"]),
    ("openapi_client", "Found", &["Found ::"]),
    ("openapi_client", "Validate", &["impl Validate for", "Validate ::", ". validate ( at ,", ". validate ( & at"]),
    ("openapi_client", "Violations", &["mut Violations"]),
    ("openapi_client", "check", &["check ::"]),
    ("serde", "Deserialize", &[", Deserialize )", "Deserialize :: deserialize ("]),
    ("serde", "Deserializer", &["Deserializer <"]),
    ("serde", "Serialize", &[", Serialize ,", ", Serialize )", "impl Serialize for"]),
    ("serde", "Serializer", &["S : Serializer"]),
    ("super", "security", &["security ::"]),
    ("super", "types", &["types ::"]),
];

/// The `use` items for some code.
pub(super) fn imports(scope: &Scope<'_>, tokens: &TokenStream) -> TokenStream {
    let mut text = String::from(" ");
    code(tokens.clone(), &mut text);
    // Most of what is looked for is not there, which the words alone say.
    let words: HashSet<&str> = text.split(' ').collect();
    let mentions = |look: &str| look.split(' ').all(|word| words.contains(word)) && mentions(&text, look);
    let mut result = TokenStream::new();
    for source in ["std::borrow", "std::collections", "openapi_client", "openapi_client::union", "serde", "super"] {
        let used = |&&(from, name, looks): &&(&str, &str, &[&str])| {
            from == source && !scope.defines(name) && looks.iter().any(|look| mentions(look))
        };
        let names: Vec<_> = ITEMS.iter().filter(used).map(|(_, name, _)| format_ident!("{name}")).collect();
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
    if scope.is_of_operations() && scope.defines("Validate") && mentions(". validate ( at ,") {
        result.extend(quote!(
            use openapi_client::Validate as _;
        ));
    }
    result
}

/// Whether the code has this in it, not as the end of a path.
fn mentions(text: &str, look: &str) -> bool {
    text.match_indices(look).any(|(at, _)| {
        let before = &text[..at];
        before.ends_with(' ') && (!before.ends_with(":: ") || look.starts_with(". ")) || look.starts_with(". ")
    })
}

/// Tokens as text, one space after each. Literals are left out: prose that looks like code is none.
fn code(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("( ", ") "),
                    Delimiter::Brace => ("{ ", "} "),
                    Delimiter::Bracket => ("[ ", "] "),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                code(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Ident(ident) => {
                text.push_str(&ident.to_string());
                text.push(' ');
            }
            TokenTree::Punct(punct) => {
                let colons = punct.as_char() == ':' && punct.spacing() == proc_macro2::Spacing::Joint;
                text.push(punct.as_char());
                if !colons {
                    text.push(' ');
                }
            }
            TokenTree::Literal(_) => text.push_str("_ "),
        }
    }
}
