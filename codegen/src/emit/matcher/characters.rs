//! The class of a character, for automata that tell too many characters apart for a table over bytes.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::pattern::Trie;

/// The functions that read a character, and say its class, next to `CLASS` for those of ASCII.
pub(super) fn classes(bits: &[Trie]) -> TokenStream {
    let functions = bits.iter().enumerate().map(|(at, trie)| bit(at, trie));
    let class = bits.iter().enumerate().map(|(at, _)| {
        let name = format_ident!("bit_{at}");
        if at == 0 {
            return quote! { #name(character) };
        }
        let shift = Literal::usize_unsuffixed(at);
        quote! { (#name(character) << #shift) }
    });
    let class = if bits.is_empty() {
        quote! { 0 }
    } else {
        quote! { #(#class)|* }
    };
    quote! {
        #(#functions)*
        const fn class(character: usize) -> u8 {
            if character < 128 { CLASS[character] } else { #class }
        }
        const fn next(bytes: &[u8]) -> Option<(usize, &[u8])> {
            match bytes {
                [one @ ..=0x7F, rest @ ..] => Some((*one as usize, rest)),
                [one @ ..=0xDF, two, rest @ ..] => {
                    Some((((*one & 0x1F) as usize) << 6 | (*two & 0x3F) as usize, rest))
                }
                [one @ ..=0xEF, two, three, rest @ ..] => {
                    let two = ((*two & 0x3F) as usize) << 6;
                    Some((((*one & 0x0F) as usize) << 12 | two | (*three & 0x3F) as usize, rest))
                }
                [one, two, three, four, rest @ ..] => {
                    let two = ((*two & 0x3F) as usize) << 12;
                    let three = ((*three & 0x3F) as usize) << 6;
                    Some((((*one & 0x07) as usize) << 18 | two | three | (*four & 0x3F) as usize, rest))
                }
                _ => None,
            }
        }
    }
}

/// One bit of the class.
fn bit(at: usize, trie: &Trie) -> TokenStream {
    let Trie { blocks, parts, bits } = trie;
    let name = format_ident!("bit_{at}");
    let size = |bytes: &[u8]| Literal::usize_unsuffixed(bytes.len());
    let (blocks_size, parts_size, bits_size) = (size(blocks), size(parts), size(bits));
    let last = Literal::usize_unsuffixed(blocks.len() - 1);
    let (blocks, parts, bits) = (Literal::byte_string(blocks), Literal::byte_string(parts), Literal::byte_string(bits));
    quote! {
        const fn #name(character: usize) -> u8 {
            /// For each 256 characters, which parts they have.
            static BLOCKS: [u8; #blocks_size] = *#blocks;
            /// For each 16 characters of those, which bits they have.
            static PARTS: [u8; #parts_size] = *#parts;
            /// One bit for each character of those.
            static BITS: [u8; #bits_size] = *#bits;
            let block = character >> 8;
            let block = BLOCKS[if block < #last { block } else { #last }] as usize;
            let part = PARTS[block << 4 | character >> 4 & 15] as usize;
            BITS[part << 1 | character >> 3 & 1] >> (character & 7) & 1
        }
    }
}

/// What binds `character`, and `tail` to what is after it.
pub(super) fn binding() -> TokenStream {
    quote! { Some((character, tail)) = next(rest) }
}
