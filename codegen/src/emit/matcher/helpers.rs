//! Tests of bytes against classes, and the functions and tables nested in a matcher for them.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::pattern::ByteSet;

/// From how many ranges on a class is a table: measured, comparing is faster up to there, and reads better.
const TABLE: usize = 7;

/// From how many ranges on a class does not go into the pattern of a slice.
const PATTERN: usize = 4;

/// What a body needs besides: in the order in which it was asked for.
#[derive(Default)]
pub(super) struct Helpers {
    tables: Vec<ByteSet>,
    all: Vec<ByteSet>,
    characters: bool,
    /// How many loops that count are around what is printed.
    loops: usize,
}

impl Helpers {
    /// What a loop counts with.
    pub(super) fn counter(&self) -> Ident {
        if self.loops == 0 { format_ident!("count") } else { format_ident!("count_{}", self.loops + 1) }
    }

    /// What is inside of a loop that counts.
    pub(super) fn counted<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.loops += 1;
        let inside = inside(self);
        self.loops -= 1;
        inside
    }

    /// A call: whether all of `bytes` are in the class.
    pub(super) fn all(&mut self, set: &ByteSet, bytes: &TokenStream) -> TokenStream {
        let name = name(set, number(&mut self.all, set));
        if ranges(set).len() >= TABLE {
            number(&mut self.tables, set);
        }
        quote! { #name(#bytes) }
    }

    /// A condition: whether the byte that `byte` refers to is in the class.
    pub(super) fn one(&mut self, set: &ByteSet, byte: &TokenStream) -> TokenStream {
        if let Some(method) = ascii_method(set) {
            return quote! { #byte.#method() };
        }
        if ranges(set).len() >= TABLE {
            let name = table_name(number(&mut self.tables, set));
            return quote! { #name[*#byte as usize] };
        }
        comparison(set, byte)
    }

    /// `PATTERN = rest`, for `if let` and `while let`: whether a byte of the class follows, with `tail` after it.
    pub(super) fn next(&mut self, set: &ByteSet) -> TokenStream {
        if ranges(set).len() < PATTERN && !set.is_wide() {
            let ranges = ranges(set).into_iter().map(range);
            return quote! { [#(#ranges)|*, tail @ ..] = rest };
        }
        let follows = self.one(set, &quote! { byte });
        quote! { [byte, tail @ ..] = rest && #follows }
    }

    /// A call: the number of characters in `bytes`.
    pub(super) fn characters(&mut self, bytes: &TokenStream) -> TokenStream {
        self.characters = true;
        quote! { characters(#bytes) }
    }
}

impl ToTokens for Helpers {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { tables, all, characters, loops: _ } = self;
        for (at, set) in tables.iter().enumerate() {
            table(at, set).to_tokens(tokens);
        }
        for (at, set) in all.iter().enumerate() {
            all_of(at, set, tables).to_tokens(tokens);
        }
        if *characters {
            let count = quote! {
                const fn characters(bytes: &[u8]) -> usize {
                    let mut count = 0;
                    let mut at = 0;
                    while at < bytes.len() {
                        if !matches!(bytes[at], 0x80..=0xBF) {
                            count += 1;
                        }
                        at += 1;
                    }
                    count
                }
            };
            count.to_tokens(tokens);
        }
    }
}

/// The place of a class among those that have such a helper.
fn number(sets: &mut Vec<ByteSet>, set: &ByteSet) -> usize {
    sets.iter().position(|same| same == set).unwrap_or_else(|| {
        sets.push(*set);
        sets.len() - 1
    })
}

/// A table of what is in a class, made by the compiler.
fn table(at: usize, set: &ByteSet) -> TokenStream {
    let name = table_name(at);
    let test = comparison(set, &quote! { byte });
    quote! {
        static #name: [bool; 256] = {
            let mut table = [false; 256];
            let mut byte = 0;
            while byte < u8::MAX {
                table[byte as usize] = #test;
                byte += 1;
            }
            table
        };
    }
}

/// A function that says whether all bytes are in a class. It has no way out early, so that the compiler can test many
/// at once.
fn all_of(at: usize, set: &ByteSet, tables: &[ByteSet]) -> TokenStream {
    let name = name(set, at);
    let test = match tables.iter().position(|same| same == set) {
        Some(table) => {
            let table = table_name(table);
            quote! { #table[bytes[at] as usize] }
        }
        None => match ascii_method(set) {
            Some(method) => quote! { bytes[at].#method() },
            None => comparison(set, &quote! { bytes[at] }),
        },
    };
    quote! {
        const fn #name(bytes: &[u8]) -> bool {
            let mut all = true;
            let mut at = 0;
            while at < bytes.len() {
                all &= #test;
                at += 1;
            }
            all
        }
    }
}

/// `matches!(byte, b'a'..=b'f')`, or the contrary of what is not in the class.
fn comparison(set: &ByteSet, byte: &TokenStream) -> TokenStream {
    let ranges = ranges(set).into_iter().map(range);
    if set.is_wide() {
        quote! { !matches!(#byte, #(#ranges)|*) }
    } else {
        quote! { matches!(#byte, #(#ranges)|*) }
    }
}

/// The ranges to compare with: of what is in the class, or of what is not if most is.
pub(super) fn ranges(set: &ByteSet) -> Vec<(u8, u8)> {
    if set.is_wide() { set.complement().ranges() } else { set.ranges() }
}

/// A range as a pattern.
pub(super) fn range((first, last): (u8, u8)) -> TokenStream {
    let (from, to) = (Literal::byte_character(first), Literal::byte_character(last));
    if first == last {
        quote! { #from }
    } else if last - first == 1 {
        quote! { #from | #to }
    } else {
        quote! { #from..=#to }
    }
}

/// The method of `u8` that tests for the class, if there is one.
fn ascii_method(set: &ByteSet) -> Option<Ident> {
    Some(Ident::new(ascii(set)?.0, Span::call_site()))
}

/// The method of `u8`, and what to call a function that tests many.
fn ascii(set: &ByteSet) -> Option<(&'static str, &'static str)> {
    Some(match set.ranges().as_slice() {
        [(b'0', b'9')] => ("is_ascii_digit", "digits"),
        [(b'a', b'z')] => ("is_ascii_lowercase", "lowercase"),
        [(b'A', b'Z')] => ("is_ascii_uppercase", "uppercase"),
        [(b'A', b'Z'), (b'a', b'z')] => ("is_ascii_alphabetic", "letters"),
        [(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')] => ("is_ascii_alphanumeric", "letters_or_digits"),
        [(b'0', b'9'), (b'A', b'F'), (b'a', b'f')] => ("is_ascii_hexdigit", "hex_digits"),
        [(0, 0x7F)] => ("is_ascii", "ascii"),
        _ => return None,
    })
}

fn name(set: &ByteSet, at: usize) -> Ident {
    match ascii(set) {
        Some((_, name)) => format_ident!("{name}"),
        None if at == 0 => format_ident!("allowed"),
        None => format_ident!("allowed_{}", at + 1),
    }
}

fn table_name(at: usize) -> Ident {
    if at == 0 { format_ident!("ALLOWED") } else { format_ident!("ALLOWED_{}", at + 1) }
}

/// A condition: whether a count is from `min` to `max`.
pub(super) fn within(count: &TokenStream, min: u64, max: Option<u64>) -> TokenStream {
    let least = Literal::u64_unsuffixed(min);
    let most = max.map(Literal::u64_unsuffixed);
    match (min, most) {
        (_, Some(most)) if max == Some(min) => quote! { #count == #most },
        (0, Some(most)) => quote! { #count <= #most },
        (_, Some(most)) => quote! { matches!(#count, #least..=#most) },
        (_, None) => quote! { #count >= #least },
    }
}

/// A condition: the contrary.
pub(super) fn outside(count: &TokenStream, min: u64, max: Option<u64>) -> TokenStream {
    let least = Literal::u64_unsuffixed(min);
    let most = max.map(Literal::u64_unsuffixed);
    match (min, most) {
        (_, Some(most)) if max == Some(min) => quote! { #count != #most },
        (0, Some(most)) => quote! { #count > #most },
        (_, Some(most)) => quote! { !matches!(#count, #least..=#most) },
        (1, None) => quote! { #count == 0 },
        (_, None) => quote! { #count < #least },
    }
}
