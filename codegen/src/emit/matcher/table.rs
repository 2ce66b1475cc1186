//! An automaton as tables and the loop over them.
//!
//! The loop waits for one number at each step: the state. With few states, all next ones of a class fit one word, and
//! the state is how far to shift it; that takes one cycle, where a look-up takes five. With more, the state is where
//! its row starts, and two bytes are read before it is tested.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::arrays::{classes, hexadecimal, numbers};
use super::characters;
use super::helpers::{Helpers, outside, within};
use crate::pattern::{Automaton, Input, Length};

/// The most states that are shifted: six bits each, and two numbers are left for the verdicts.
const SHIFTED: usize = 10;

/// The body for an automaton.
pub(super) fn table(automaton: &Automaton, helpers: &mut Helpers) -> TokenStream {
    let Automaton { input, next, start, accepting, length } = automaton;
    if next.is_empty() {
        return verdict(*start == 0, *length, helpers);
    }
    let class_table = match input {
        Input::Bytes(of_bytes) => classes(of_bytes, &quote! { u8::MAX }),
        Input::Characters { ascii, bits } => {
            let tables = [classes(ascii, &quote! { 128 }), characters::classes(bits)];
            quote! { #(#tables)* }
        }
    };
    let length = counted(*length, helpers, outside).map(|outside| {
        quote! {
            if #outside {
                return false;
            }
        }
    });
    let (start, accepting) = (usize::from(*start), usize::from(*accepting));
    let run = if next.len() <= SHIFTED { shifted(next, start, accepting, input) } else { rows(next, start, accepting, input) };
    let (next, run) = run;
    quote! {
        #class_table
        #next
        #length
        let mut rest = value.as_bytes();
        #run
    }
}

/// The table and the loop that shifts.
fn shifted(next: &[Vec<u16>], start: usize, accepting: usize, input: &Input) -> (TokenStream, TokenStream) {
    let code = |state: u16| {
        let state = usize::from(state);
        u64::try_from(if state < next.len() { 6 * state } else { 62 + state - next.len() }).unwrap_or_default()
    };
    let width = next.first().map_or(0, Vec::len);
    let words = (0..width).map(|class| {
        let word = next.iter().rev().fold(0, |word, row| word << 6 | row.get(class).copied().map_or(0, code));
        hexadecimal(word)
    });
    let width = Literal::usize_unsuffixed(width);
    let start = Literal::usize_unsuffixed(6 * start);
    let end = match accepting {
        0 => quote! { true },
        none if none >= next.len() => quote! { false },
        accepting => {
            let accepting = Literal::usize_unsuffixed(6 * accepting);
            quote! { state >= #accepting }
        }
    };
    let (binding, class) = match input {
        Input::Bytes(_) => (quote! { [byte, tail @ ..] = rest }, quote! { CLASS[*byte as usize] }),
        Input::Characters { .. } => (characters::binding(), quote! { class(character) }),
    };
    let table = quote! {
        /// By class: six bits for each state, which say where those of the next one are. 62 is a match, and 63 is none.
        static NEXT: [u64; #width] = [#(#words),*];
    };
    let run = quote! {
        let mut state = #start;
        while let #binding {
            state = NEXT[#class as usize] >> state & 63;
            if state >= 62 {
                return state == 62;
            }
            rest = tail;
        }
        #end
    };
    (table, run)
}

/// The table and the loop that looks rows up.
fn rows(next: &[Vec<u16>], start: usize, accepting: usize, input: &Input) -> (TokenStream, TokenStream) {
    let width = next.first().map_or(0, Vec::len);
    let states = next.len();
    // The verdicts have rows as well, which lead to themselves.
    let verdicts = [states, states + 1].into_iter().flat_map(|verdict| std::iter::repeat_n(verdict, width));
    let entries: Vec<usize> = next.iter().flatten().map(|&state| usize::from(state)).chain(verdicts).map(|state| state * width).collect();
    let (ty, entries) = numbers(&entries);
    let step = |class: TokenStream| quote! { state = NEXT[state as usize + #class as usize]; };
    let (start, found) = (Literal::usize_unsuffixed(start * width), Literal::usize_unsuffixed(states * width));
    let doc = format!(" By state and class: where the row of the next state is. {found} is a match, and {} is none.", (states + 1) * width);
    let end = match accepting {
        0 => quote! { state <= #found },
        none if none >= states => quote! { state == #found },
        accepting => {
            let accepting = Literal::usize_unsuffixed(accepting * width);
            quote! { matches!(state, #accepting..=#found) }
        }
    };
    let run = match input {
        Input::Bytes(_) => {
            let (one, two, last) =
                (step(quote! { CLASS[*one as usize] }), step(quote! { CLASS[*two as usize] }), step(quote! { CLASS[*last as usize] }));
            quote! {
                while let [one, two, tail @ ..] = rest {
                    #one
                    #two
                    if state >= #found {
                        return state == #found;
                    }
                    rest = tail;
                }
                if let [last] = rest {
                    #last
                }
            }
        }
        Input::Characters { .. } => {
            let (binding, step) = (characters::binding(), step(quote! { class(character) }));
            quote! {
                while let #binding {
                    #step
                    if state >= #found {
                        return state == #found;
                    }
                    rest = tail;
                }
            }
        }
    };
    let table = quote! {
        #[doc = #doc]
        static NEXT: #ty = #entries;
    };
    let run = quote! {
        let mut state = #start;
        #run
        #end
    };
    (table, run)
}

/// Nothing but the length is to be decided.
fn verdict(matches: bool, length: Length, helpers: &mut Helpers) -> TokenStream {
    match counted(length, helpers, within) {
        Some(within) if matches => within,
        _ => quote! {
            let _ = value;
            #matches
        },
    }
}

/// A condition on the number of characters, if there are bounds.
fn counted(
    length: Length,
    helpers: &mut Helpers,
    condition: impl Fn(&TokenStream, u64, Option<u64>) -> TokenStream,
) -> Option<TokenStream> {
    let Length { min, max } = length;
    let bounded = min.is_some() || max.is_some();
    bounded.then(|| condition(&helpers.characters(&quote! { value.as_bytes() }), min.unwrap_or(0), max))
}
