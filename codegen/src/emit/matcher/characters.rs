//! The class of a character, for automata that tell too many characters apart for a table over bytes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The function and table of the classes of characters, next to `CLASS` for those of ASCII, and the function that reads one.
pub(super) fn classes(ranges: &[(u32, u8)]) -> TokenStream {
    let bytes: Vec<u8> =
        ranges.iter().flat_map(|&(first, class)| (first << 8 | u32::from(class)).to_be_bytes()).collect();
    let count = Literal::usize_unsuffixed(ranges.len());
    let size = Literal::usize_unsuffixed(bytes.len());
    let bytes = Literal::byte_string(&bytes);
    quote! {
        /// Ranges beyond ASCII: three bytes for the first character, and one for the class.
        static CLASSES: [u8; #size] = *#bytes;
        const fn class(character: u32) -> u8 {
            if character < 128 {
                return CLASS[character as usize];
            }
            let mut first = 0;
            let mut end = #count;
            while end - first > 1 {
                let middle = usize::midpoint(first, end);
                let at = 4 * middle;
                if u32::from_be_bytes([0, CLASSES[at], CLASSES[at + 1], CLASSES[at + 2]]) <= character {
                    first = middle;
                } else {
                    end = middle;
                }
            }
            CLASSES[4 * first + 3]
        }
        const fn next(bytes: &[u8]) -> Option<(u32, &[u8])> {
            match bytes {
                [one @ ..=0x7F, rest @ ..] => Some((*one as u32, rest)),
                [one @ ..=0xDF, two, rest @ ..] => Some(((*one as u32 & 0x1F) << 6 | (*two as u32 & 0x3F), rest)),
                [one @ ..=0xEF, two, three, rest @ ..] => {
                    let two = (*two as u32 & 0x3F) << 6;
                    Some(((*one as u32 & 0x0F) << 12 | two | (*three as u32 & 0x3F), rest))
                }
                [one, two, three, four, rest @ ..] => {
                    let two = (*two as u32 & 0x3F) << 12;
                    let three = (*three as u32 & 0x3F) << 6;
                    Some(((*one as u32 & 0x07) << 18 | two | three | (*four as u32 & 0x3F), rest))
                }
                _ => None,
            }
        }
    }
}

/// What binds `character`, and `tail` to what is after it.
pub(super) fn binding() -> TokenStream {
    quote! { Some((character, tail)) = next(rest) }
}
