//! Steps as statements over `rest`, what is not yet read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::helpers::{Helpers, within};
use super::loops;
use super::piece;
use crate::pattern::{Branch, Piece, Step};

/// How `rest` gets its next value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scope {
    /// By a new binding of the same name, which hides the one before.
    Body,
    /// By assignment, because a loop or branch is left with it.
    Nested,
}

/// All steps of a body, and its value at the end. `rest` is `start`, if it does not exist before.
pub(super) fn whole(steps: &[Step], start: Option<&TokenStream>, to_end: bool, helpers: &mut Helpers) -> TokenStream {
    if let Some((Step::Run { set, min: 0, max: None }, before)) = steps.split_last()
        && set.is_full()
        && to_end
    {
        return whole(before, start, false, helpers);
    }
    let steps = split_runs(steps, true);
    let otherwise = if to_end {
        quote! { rest.is_empty() }
    } else {
        quote! { true }
    };
    let (taken, end) = last(&steps, to_end, helpers).unwrap_or((0, otherwise));
    let steps = &steps[..steps.len() - taken];
    let mutable = matches!(steps.first(), Some(Step::Run { .. } | Step::Repeat { .. } | Step::Times { .. } | Step::Choice { .. }));
    let start = match start {
        Some(start) if mutable => Some(quote! { let mut rest = #start; }),
        Some(start) => Some(quote! { let rest = #start; }),
        None => None,
    };
    let statements = statements(steps, Scope::Body, mutable && start.is_some(), helpers);
    quote! { #start #statements #end }
}

/// A run of at least one is that one, which goes into a pattern with what is before, and then any number.
///
/// Unless it is `last`, where the string ends with it.
pub(super) fn split_runs(steps: &[Step], last: bool) -> Vec<Step> {
    let mut split = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let ends = last && at + 1 == steps.len();
        match step {
            Step::Run { set, min: 1, max: None } if !ends && !set.is_wide() => {
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
            let all = (!set.is_full()).then(|| helpers.all(set, &rest));
            let condition = match (*min, *max) {
                (0, None) => None,
                (1, None) => Some(quote! { !rest.is_empty() }),
                (min, max) if set.is_wide() => Some(within(&helpers.characters(&rest), min.into(), max.map(u64::from))),
                (min, max) => Some(within(&quote! { rest.len() }, min.into(), max.map(u64::from))),
            };
            let conditions: Vec<_> = condition.into_iter().chain(all).collect();
            Some((
                1,
                if conditions.is_empty() {
                    quote! { true }
                } else {
                    quote! { #(#conditions)&&* }
                },
            ))
        }
        Step::Fixed(Piece::Class(set, count)) if !piece::fits(&[Piece::Class(*set, *count)]) => {
            let count = Literal::u32_unsuffixed(*count);
            Some((
                1,
                if to_end {
                    let all = helpers.all(set, &rest);
                    quote! { rest.len() == #count && #all }
                } else {
                    let all = helpers.all(set, &quote! { part });
                    quote! { matches!(rest.split_at_checked(#count), Some((part, _)) if #all) }
                },
            ))
        }
        Step::Fixed(_) => {
            let fixed = 1 + before.iter().rev().take_while(|step| matches!(step, Step::Fixed(_))).count();
            // As many as fit.
            (1..=fixed).rev().find_map(|taken| {
                let pieces: Vec<Piece> = steps[steps.len() - taken..].iter().filter_map(as_piece).collect();
                piece::test(&pieces, to_end).map(|test| (taken, test))
            })
        }
        Step::Choice { branches, otherwise } if !to_end => Some((1, decision(branches, otherwise.as_deref(), helpers))),
        Step::Run { .. } | Step::Repeat { .. } | Step::Times { .. } | Step::Choice { .. } => None,
    }
}

/// A choice that ends an open pattern: whether a branch matches.
fn decision(branches: &[Branch], otherwise: Option<&[Step]>, helpers: &mut Helpers) -> TokenStream {
    // Conditions with what they are worth, and the heads on their own that stand together, with `true`.
    let mut arms: Vec<(TokenStream, Option<TokenStream>)> = Vec::new();
    for Branch { head, steps } in branches {
        let test = if steps.is_empty() { piece::test(head, false) } else { None };
        match (test, arms.last_mut()) {
            (Some(test), Some((tests, None))) => *tests = quote! { #tests || #test },
            (Some(test), _) => arms.push((test, None)),
            (None, _) => {
                let binding = piece::binding(head, &quote! { rest });
                arms.push((quote! { let #binding }, Some(whole(steps, None, false, helpers))));
            }
        }
    }
    let end = otherwise.map(|steps| whole(steps, None, false, helpers));
    let end = match arms.pop_if(|(_, body)| body.is_none() && end.is_none()) {
        Some((tests, _)) => tests,
        None => end.unwrap_or_else(|| quote! { false }),
    };
    if arms.is_empty() {
        return end;
    }
    let (conditions, bodies): (Vec<_>, Vec<_>) = arms.into_iter().unzip();
    let bodies = bodies.into_iter().map(|body| body.unwrap_or_else(|| quote! { true }));
    quote! { #(if #conditions { #bodies })else* else { #end } }
}

fn as_piece(step: &Step) -> Option<Piece> {
    if let Step::Fixed(piece) = step { Some(piece.clone()) } else { None }
}

/// The steps, where `rest` is `mutable` before.
pub(super) fn statements(steps: &[Step], scope: Scope, mut mutable: bool, helpers: &mut Helpers) -> TokenStream {
    let mut statements = TokenStream::new();
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        at += 1;
        if let Step::Fixed(first) = step {
            let mut pieces = vec![first.clone()];
            while !piece::is_chunk(first)
                && let Some(next) = steps.get(at).and_then(as_piece)
                && !piece::is_chunk(&next)
                && piece::fits(&[pieces.as_slice(), std::slice::from_ref(&next)].concat())
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
            Step::Run { set, min, max } => loops::run(set, *min, *max, helpers),
            Step::Repeat { branch, min, max } => loops::repeat(branch, *min, *max, helpers),
            Step::Times { steps, count } => loops::times(steps, *count, helpers),
            Step::Choice { branches, otherwise } => loops::choice(branches, otherwise.as_deref(), helpers),
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
        let bind = if scope == Scope::Body {
            quote! { let }
        } else {
            quote! {}
        };
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
