//! The plan of a pattern → the body of `const fn matches(value: &str) -> bool`.
//!
//! What is printed allocates nothing, indexes nothing that could be out of bounds, and needs nothing but `core`, or for
//! what is not regular, the runtime's `engine`. What it needs besides (tests of classes, tables) is nested in the body, so that it has no name outside.

mod arrays;
mod characters;
mod helpers;
mod loops;
mod piece;
mod program;
mod table;
#[cfg(test)]
mod tests;
mod walk;

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::pattern::{Piece, Plan, Step, Straight};
use helpers::Helpers;

/// The body, where `value` is the string. [`Plan::Anything`] reads none, and is better not called at all.
#[must_use]
pub fn matcher(plan: &Plan) -> TokenStream {
    let mut helpers = Helpers::default();
    let body = match plan {
        Plan::Anything => quote! {
            let _ = value;
            true
        },
        Plan::Straight(straight) if straight.from_start => anchored(straight, &mut helpers),
        Plan::Straight(straight) if straight.to_end => ending(&straight.tail, &mut helpers),
        Plan::Straight(straight) => searching(&straight.steps, &mut helpers),
        Plan::Automaton(automaton) => table::table(automaton, &mut helpers),
        Plan::Engine(engine) => program::program(engine),
    };
    quote! { #helpers #body }
}

/// The same where some of the names `Some`, `None` and `Option` may mean something else: `std` says what to write for
/// each.
#[must_use]
pub fn matcher_in(plan: &Plan, std: &dyn Fn(&'static str) -> TokenStream) -> TokenStream {
    replaced(matcher(plan), std)
}

fn replaced(tokens: TokenStream, std: &dyn Fn(&'static str) -> TokenStream) -> TokenStream {
    let replace = |token| match token {
        TokenTree::Ident(name) => {
            ["Some", "None", "Option"].into_iter().find(|prelude| name == prelude).map_or_else(|| name.into_token_stream(), std)
        }
        TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), replaced(group.stream(), std))).into(),
        other => other.into(),
    };
    tokens.into_iter().map(replace).collect()
}

/// From the start: the tail first, which is taken off the end, then the steps.
fn anchored(straight: &Straight, helpers: &mut Helpers) -> TokenStream {
    let Straight { from_start: _, steps, tail, to_end } = straight;
    if tail.is_empty() {
        return walk::whole(steps, Some(&quote! { value.as_bytes() }), *to_end, helpers);
    }
    let tail = piece::elements(tail);
    let steps = walk::whole(steps, None, *to_end, helpers);
    quote! {
        let [rest @ .., #(#tail),*] = value.as_bytes() else {
            return false;
        };
        #steps
    }
}

/// Only at the end.
fn ending(tail: &[Piece], helpers: &mut Helpers) -> TokenStream {
    if let [Piece::Literal(literal)] = tail {
        let literal = Literal::byte_string(literal);
        return quote! { matches!(value.as_bytes().split_last_chunk(), Some((_, #literal))) };
    }
    if piece::fits(tail) {
        let tail = piece::elements(tail);
        return quote! { matches!(value.as_bytes(), [.., #(#tail),*]) };
    }
    let size = Literal::usize_unsuffixed(tail.iter().map(Piece::len).sum());
    let steps: Vec<Step> = tail.iter().cloned().map(Step::Fixed).collect();
    let steps = walk::whole(&steps, None, true, helpers);
    quote! {
        let bytes = value.as_bytes();
        let Some((_, rest)) = bytes.split_at_checked(bytes.len().saturating_sub(#size)) else {
            return false;
        };
        #steps
    }
}

/// Anywhere: the steps are fixed pieces, tried at each place.
fn searching(steps: &[Step], helpers: &mut Helpers) -> TokenStream {
    let pieces: Vec<Piece> =
        steps.iter().filter_map(|step| if let Step::Fixed(piece) = step { Some(piece.clone()) } else { None }).collect();
    let (here, test) = if let Some(test) = piece::test(&pieces, false) {
        (None, test)
    } else {
        let body = walk::whole(steps, None, false, helpers);
        let here = quote! {
            const fn here(rest: &[u8]) -> bool {
                #body
            }
        };
        (Some(here), quote! { here(rest) })
    };
    quote! {
        #here
        let mut rest = value.as_bytes();
        while let [_, tail @ ..] = rest {
            if #test {
                return true;
            }
            rest = tail;
        }
        false
    }
}
