//! Pieces of fixed length as patterns of slices and chunks.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::helpers::{range, ranges};
use crate::pattern::Piece;

/// From which length on a literal is compared as a whole.
const CHUNK: usize = 4;

/// The widest list of patterns that stays on one line.
const WIDTH: usize = 56;

/// One pattern for each byte.
pub(super) fn elements(pieces: &[Piece]) -> Vec<TokenStream> {
    let mut elements = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Literal(bytes) => elements.extend(bytes.iter().map(|&byte| range((byte, byte)))),
            Piece::Class(set, _) => {
                let ranges = ranges(set).into_iter().map(range);
                let pattern = quote! { #(#ranges)|* };
                elements.extend(std::iter::repeat_n(pattern, piece.len()));
            }
        }
    }
    elements
}

/// Whether the elements of the pieces fit one line.
pub(super) fn fits(pieces: &[Piece]) -> bool {
    // A byte takes as much as `b'a', `, a range as much as `b'a'..=b'z' | `.
    let width = |piece: &Piece| match piece {
        Piece::Literal(bytes) => bytes.len().saturating_mul(6),
        Piece::Class(set, _) => {
            let ranges = ranges(set);
            let width: usize = ranges.iter().map(|(first, last)| if first == last { 7 } else { 14 }).sum();
            width.saturating_mul(piece.len())
        }
    };
    pieces.iter().map(width).fold(0, usize::saturating_add) <= WIDTH
}

/// Whether a literal is compared as a whole, because it is long.
pub(super) fn is_chunk(piece: &Piece) -> bool {
    matches!(piece, Piece::Literal(bytes) if bytes.len() >= CHUNK)
}

/// A condition: whether `rest` starts with, or is, the pieces. Nothing if that does not fit one line.
pub(super) fn test(pieces: &[Piece], whole: bool) -> Option<TokenStream> {
    if let [Piece::Literal(bytes)] = pieces
        && bytes.len() >= CHUNK
    {
        let literal = Literal::byte_string(bytes);
        return Some(if whole {
            quote! { matches!(rest, #literal) }
        } else {
            quote! { matches!(rest.split_first_chunk(), Some((#literal, _))) }
        });
    }
    if !fits(pieces) {
        return None;
    }
    let elements = elements(pieces);
    let more = if whole { None } else { Some(quote! { , .. }) };
    Some(quote! { matches!(rest, [#(#elements),* #more]) })
}

/// What binds `after` to what follows the pieces: `PATTERN = EXPRESSION` for `if let`, `while let` or `let … else`.
pub(super) fn binding(pieces: &[Piece], after: &TokenStream) -> TokenStream {
    if let [Piece::Literal(bytes)] = pieces
        && bytes.len() >= CHUNK
    {
        let literal = Literal::byte_string(bytes);
        return quote! { Some((#literal, #after)) = rest.split_first_chunk() };
    }
    let elements = elements(pieces);
    quote! { [#(#elements,)* #after @ ..] = rest }
}
