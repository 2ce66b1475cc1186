//! Steps that are taken as often as, or only if, something follows. `rest` is what is not yet read, and can be assigned.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::helpers::{Helpers, outside};
use super::piece;
use super::walk::{Scope, split_runs, statements};
use crate::pattern::{Branch, ByteSet, Step};

/// As many characters of a class as follow.
pub(super) fn run(set: &ByteSet, min: u32, max: Option<u32>, helpers: &mut Helpers) -> TokenStream {
    let follows = helpers.next(set);
    match (min, max) {
        (0, None) => {
            return quote! {
                while let #follows {
                    rest = tail;
                }
            };
        }
        (0, Some(1)) if !set.is_wide() => {
            return quote! {
                if let #follows {
                    rest = tail;
                }
            };
        }
        _ => {}
    }
    if set.is_wide() {
        let follows = (!set.is_full()).then(|| helpers.one(set, &quote! { byte }));
        return wide_run(follows.as_ref(), min, max, &helpers.counter());
    }
    let count = helpers.counter();
    let outside = outside(&quote! { #count }, min.into(), max.map(u64::from));
    quote! {
        let mut #count = 0_usize;
        while let #follows {
            rest = tail;
            #count += 1;
        }
        if #outside {
            return false;
        }
    }
}

/// A run of characters that may be several bytes each, of which the first one counts.
fn wide_run(follows: Option<&TokenStream>, min: u32, max: Option<u32>, count: &Ident) -> TokenStream {
    let follows = follows.map(|follows| quote! { && #follows });
    // The next character may be one of the class too, if so many were asked for.
    let limit = max.map(|max| {
        let max = Literal::u32_unsuffixed(max);
        quote! {
            if #count == #max {
                break;
            }
        }
    });
    let least = (min > 0).then(|| {
        let outside = outside(&quote! { #count }, min.into(), None);
        quote! {
            if #outside {
                return false;
            }
        }
    });
    quote! {
        let mut #count = 0_usize;
        while let [byte, tail @ ..] = rest #follows {
            if !matches!(byte, 0x80..=0xBF) {
                #limit
                #count += 1;
            }
            rest = tail;
        }
        #least
    }
}

/// A branch as often as it follows.
pub(super) fn repeat(branch: &Branch, min: u32, max: Option<u32>, helpers: &mut Helpers) -> TokenStream {
    if let (0, None | Some(1)) = (min, max) {
        let (binding, body) = taken(branch, helpers);
        let keyword = if max.is_none() {
            quote! { while }
        } else {
            quote! { if }
        };
        return quote! { #keyword let #binding { #body } };
    }
    let count = helpers.counter();
    let (binding, body) = helpers.counted(|helpers| taken(branch, helpers));
    let outside = outside(&quote! { #count }, min.into(), max.map(u64::from));
    quote! {
        let mut #count = 0_usize;
        while let #binding {
            #body
            #count += 1;
        }
        if #outside {
            return false;
        }
    }
}

/// Steps so many times.
pub(super) fn times(steps: &[Step], times: u32, helpers: &mut Helpers) -> TokenStream {
    let count = helpers.counter();
    let body = helpers.counted(|helpers| statements(&split_runs(steps, false), Scope::Nested, true, helpers));
    let times = Literal::u32_unsuffixed(times);
    quote! {
        let mut #count = 0_usize;
        while #count < #times {
            #body
            #count += 1;
        }
    }
}

/// The first branch that follows.
pub(super) fn choice(branches: &[Branch], otherwise: Option<&[Step]>, helpers: &mut Helpers) -> TokenStream {
    let taken: Vec<_> = branches.iter().map(|branch| taken(branch, helpers)).collect();
    let (bindings, bodies): (Vec<_>, Vec<_>) = taken.into_iter().unzip();
    let end = match otherwise {
        None => Some(quote! { return false; }),
        Some([]) => None,
        Some(steps) => Some(statements(&split_runs(steps, false), Scope::Nested, true, helpers)),
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
    let body = statements(&split_runs(steps, false), Scope::Nested, true, helpers);
    (binding, quote! { rest = tail; #body })
}
