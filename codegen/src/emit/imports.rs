//! What a file's code mentions → the imports it needs, and no others.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::scope::Scope;

/// Items from elsewhere that generated code writes without a path: from where, the item, and how code that uses it looks, its tokens apart.
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
    ("openapi_client", "Rule", &["Rule ::"]),
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
    let code = Code::of(tokens);
    let mut result = TokenStream::new();
    for source in ["std::borrow", "std::collections", "openapi_client", "openapi_client::union", "serde", "super"] {
        let used = |&&(from, name, looks): &&(&str, &str, &[&str])| {
            from == source && !scope.defines(name) && looks.iter().any(|look| code.mentions(look))
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
    if scope.is_of_operations() && scope.defines("Validate") && code.mentions(". validate ( at ,") {
        result.extend(quote!(
            use openapi_client::Validate as _;
        ));
    }
    result
}

/// Code as one number for each token: that of a word that is looked for, or [`OTHER`].
struct Code {
    words: Words,
    tokens: Vec<u8>,
    /// Which numbers come up at all.
    has: [bool; 256],
}

/// The words that are looked for, and a number for each.
type Words = HashMap<&'static str, u8, foldhash::fast::RandomState>;

/// A token that nobody looks for.
const OTHER: u8 = u8::MAX;

impl Code {
    fn of(tokens: &TokenStream) -> Self {
        let mut words = Words::default();
        for word in ITEMS.iter().flat_map(|(_, _, looks)| *looks).flat_map(|look| look.split(' ')).chain(["::"]) {
            let number = u8::try_from(words.len()).unwrap_or(OTHER);
            words.entry(word).or_insert(number);
        }
        // To print them takes less than to walk through them, for which each would be copied.
        let text = tokens.to_string();
        let mut tokens = Vec::with_capacity(text.len() / 4);
        let mut has = [false; 256];
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '"' | '\'' => literal(rest),
                ':' if rest.starts_with("::") => 2,
                _ if is_of_word(first) => rest.find(|next| !is_of_word(next)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            let (token, others) = rest.split_at(length);
            if first != ' ' {
                let number = words.get(token).copied().unwrap_or(OTHER);
                has[usize::from(number)] = true;
                tokens.push(number);
            }
            rest = others;
        }
        Self { words, tokens, has }
    }

    /// Whether the code has this in it, not as the end of a path.
    fn mentions(&self, look: &str) -> bool {
        let number = |word: &str| self.words.get(word).copied().unwrap_or(OTHER);
        let sought: Vec<u8> = look.split(' ').map(number).collect();
        // Most of what is looked for is not there, which the words alone say.
        if !sought.iter().all(|&word| self.has[usize::from(word)]) {
            return false;
        }
        let path = number("::");
        let is_free = |at: usize| look.starts_with('.') || at.checked_sub(1).is_none_or(|before| self.tokens[before] != path);
        let mut places = self.tokens.windows(sought.len()).enumerate();
        places.any(|(at, found)| found[0] == sought[0] && found == sought && is_free(at))
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// How long the literal is that something begins with, quotes included; that of a lifetime's quote is 1. Prose that looks like code is none.
fn literal(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let is_lifetime = quote == b'\'' && !text[1..].starts_with('\\') && text.chars().nth(2) != Some('\'');
    if is_lifetime {
        return 1;
    }
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        if byte == quote && !escaped {
            return index + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}
