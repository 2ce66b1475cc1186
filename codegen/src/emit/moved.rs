//! Tokens on their way into others.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens that are put into others once, and then gone. Of what it is given, `quote!` copies token after token.
pub(super) struct Moved(Cell<TokenStream>);

/// Makes it of tokens.
pub(super) fn moved(tokens: TokenStream) -> Moved {
    Moved(Cell::new(tokens))
}

impl ToTokens for Moved {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend([self.0.take()]);
    }
}
