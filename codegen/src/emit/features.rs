//! The features of a large crate.

use proc_macro2::TokenStream;
use quote::quote;

/// The condition of what any of these features needs.
pub(super) fn gate(needed_by: &[&str]) -> TokenStream {
    match needed_by {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}
