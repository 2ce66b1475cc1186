//! Steps as statements over `rest`, what is not yet read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::helpers::Helpers;
use super::piece;
use crate::pattern::{Branch, ByteSet, Piece, Step};

/// How `rest` gets its next value.
#[derive(Clone, Copy, PartialEq)]
enum Scope {
    /// By a new binding of the same name, which hides the one before.
    Body,
    /// By assignment, because a loop or branch is left with it.
    Nested,
}

/// All steps of a body, and its value at the end.
pub(super) fn whole(steps: &[Step], value: TokenStream, to_end: bool, helpers: &mut Helpers) -> TokenStream {
    let steps = split_runs(steps);
    let (statements, end) = match last(&steps, to_end, helpers) {
        Some((taken, end)) => (statements(&steps[..steps.len() - taken], Scope::Body, helpers), end),
        None if to_end => (statements(&steps, Scope::Body, helpers), quote! { rest.is_empty() }),
        None => (statements(&steps, Scope::Body, helpers), quote! { true }),
    };
    let start = if value.to_string() == "rest" { None } else { Some(quote! { let rest = #value; }) };
    quote! { #start #statements #end }
}

/// A run of at least one is that one, which goes into a pattern with what is before, and then any number.
fn split_runs(steps: &[Step]) -> Vec<Step> {
    let mut split = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Run { set, min: 1, max: None } if !set.is_wide() && at + 1 < steps.len() => {
                split.push(Step::Fixed(Piece::Class(*set, 1)));
                split.push(Step::Run { set: *set, min: 0, max: None });
            }
            _ => split.push(step.clone()),
        }
    }
    split
}

/// The last steps as one expression, and how many they are.
fn last(steps: &[Step], to_end: bool, helpers: &mut Helpers) -> Option<(usize, TokenStream)> {
    let (last, before) = steps.split_last()?;
    let rest = quote! { rest };
    match last {
        Step::Run { set, min, max } if to_end => {
            let all = helpers.all(set, &rest);
            let is_empty = (*min, *max) == (1, None);
            let is_any = (*min, *max) == (0, None);
            Some((1, if is_any {
                all
            } else if is_empty {
                quote! { !rest.is_empty() && #all }
            } else {
                let count = if set.is_wide() { helpers.characters(&rest) } else { quote! { rest.len() } };
                let within = within(&count, *min, *max);
                quote! { #within && #all }
            }))
        }
        Step::Fixed(Piece::Class(set, count)) if to_end && !piece::fits(&[Piece::Class(*set, *count)]) => {
            let all = helpers.all(set, &rest);
            let count = Literal::u32_unsuffixed(*count);
            Some((1, quote! { rest.len() == #count && #all }))
        }
        Step::Fixed(_) => {
            let taken = 1 + before.iter().rev().take_while(|step| matches!(step, Step::Fixed(_))).count();
            // As many as fit.
            (1..=taken).rev().find_map(|taken| {
                let pieces: Vec<Piece> = steps[steps.len() - taken..].iter().filter_map(as_piece).collect();
                piece::test(&pieces, to_end).map(|test| (taken, test))
            })
        }
        _ => None,
    }
}

fn as_piece(step: &Step) -> Option<Piece> {
    if let Step::Fixed(piece) = step { Some(piece.clone()) } else { None }
}

fn statements(steps: &[Step], scope: Scope, helpers: &mut Helpers) -> TokenStream {
    let mut statements = TokenStream::new();
    let mut mutable = scope == Scope::Nested;
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        at += 1;
        if let Step::Fixed(first) = step {
            let mut pieces = vec![first.clone()];
            while !piece::is_chunk(first)
                && let Some(next) = steps.get(at).and_then(as_piece)
                && !piece::is_chunk(&next)
                && piece::fits(&[pieces.as_slice(), &[next.clone()]].concat())
            {
                pieces.push(next);
                at += 1;
            }
            statements.extend(fixed(&pieces, scope, helpers));
            mutable = scope == Scope::Nested;
            continue;
        }
        if !mutable {
            statements.extend(quote! { let mut rest = rest; });
            mutable = true;
        }
        statements.extend(match step {
            Step::Fixed(_) => TokenStream::new(),
            Step::Run { set, min, max } => run(set, *min, *max, helpers),
            Step::Repeat { branch, min, max } => repeat(branch, *min, *max, helpers),
            Step::Times { steps, count } => times(steps, *count, helpers),
            Step::Choice { branches, otherwise } => choice(branches, otherwise.as_deref(), helpers),
        });
    }
    statements
}

/// Pieces that must follow.
fn fixed(pieces: &[Piece], scope: Scope, helpers: &mut Helpers) -> TokenStream {
    if let [Piece::Class(set, count)] = pieces
        && !piece::fits(pieces)
    {
        let count = Literal::u32_unsuffixed(*count);
        let part = helpers.all(set, &quote! { part });
        let bind = if scope == Scope::Body { quote! { let } } else { quote! {} };
        return quote! {
            #bind rest = match rest.split_at_checked(#count) {
                Some((part, rest)) if #part => rest,
                _ => return false,
            };
        };
    }
    let (after, assign) = match scope {
        Scope::Body => (quote! { rest }, None),
        Scope::Nested => (quote! { tail }, Some(quote! { rest = tail; })),
    };
    let binding = piece::binding(pieces, &after);
    quote! {
        let #binding else {
            return false;
        };
        #assign
    }
}

fn run(set: &ByteSet, min: u32, max: Option<u32>, helpers: &mut Helpers) -> TokenStream {
    let follows = helpers.one(set, &quote! { byte });
    if (min, max) == (0, None) {
        return quote! {
            while let [byte, tail @ ..] = rest && #follows {
                rest = tail;
            }
        };
    }
    let within = within(&quote! { count }, min, max);
    let counting = if !set.is_wide() {
        quote! { count += 1; }
    } else if let Some(max) = max {
        // The next character may be one of the class too, if so many were asked for.
        let max = Literal::u32_unsuffixed(max);
        quote! {
            if !matches!(byte, 0x80..=0xBF) {
                if count == #max {
                    break;
                }
                count += 1;
            }
        }
    } else {
        quote! {
            if !matches!(byte, 0x80..=0xBF) {
                count += 1;
            }
        }
    };
    quote! {
        let mut count = 0;
        while let [byte, tail @ ..] = rest && #follows {
            #counting
            rest = tail;
        }
        if !(#within) {
            return false;
        }
    }
}

fn repeat(branch: &Branch, min: u32, max: Option<u32>, helpers: &mut Helpers) -> TokenStream {
    let (binding, body) = taken(branch, helpers);
    match (min, max) {
        (0, Some(1)) => quote! { if let #binding { #body } },
        (0, None) => quote! { while let #binding { #body } },
        _ => {
            let within = within(&quote! { count }, min, max);
            quote! {
                let mut count = 0;
                while let #binding {
                    #body
                    count += 1;
                }
                if !(#within) {
                    return false;
                }
            }
        }
    }
}

fn times(steps: &[Step], count: u32, helpers: &mut Helpers) -> TokenStream {
    let body = statements(&split_runs(steps), Scope::Nested, helpers);
    let count = Literal::u32_unsuffixed(count);
    quote! {
        let mut count = 0;
        while count < #count {
            #body
            count += 1;
        }
    }
}

fn choice(branches: &[Branch], otherwise: Option<&[Step]>, helpers: &mut Helpers) -> TokenStream {
    let taken: Vec<_> = branches.iter().map(|branch| taken(branch, helpers)).collect();
    let (bindings, bodies): (Vec<_>, Vec<_>) = taken.into_iter().unzip();
    let end = match otherwise {
        None => Some(quote! { return false; }),
        Some([]) => None,
        Some(steps) => Some(statements(&split_runs(steps), Scope::Nested, helpers)),
    };
    if bindings.is_empty() {
        return end.unwrap_or_default();
    }
    let end = end.map(|end| quote! { else { #end } });
    quote! { #(if let #bindings { #bodies })else* #end }
}

/// The condition of a branch, and what is done then.
fn taken(branch: &Branch, helpers: &mut Helpers) -> (TokenStream, TokenStream) {
    let Branch { head, steps } = branch;
    let binding = piece::binding(head, &quote! { tail });
    let body = statements(&split_runs(steps), Scope::Nested, helpers);
    (binding, quote! { rest = tail; #body })
}

/// A condition: whether a count is from `min` to `max`.
fn within(count: &TokenStream, min: u32, max: Option<u32>) -> TokenStream {
    let least = Literal::u32_unsuffixed(min);
    let most = max.map(Literal::u32_unsuffixed);
    match (min, most) {
        (_, Some(most)) if max == Some(min) => quote! { #count == #most },
        (0, Some(most)) => quote! { #count <= #most },
        (_, Some(most)) => quote! { matches!(#count, #least..=#most) },
        (_, None) => quote! { #count >= #least },
    }
}
