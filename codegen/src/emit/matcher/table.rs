//! An automaton as two tables and the loop over them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::characters;
use super::helpers::{Helpers, outside, range, within};
use crate::pattern::{Automaton, Input, Length};

/// The most states that have a row on a line of their own.
const ROWS: usize = 16;

/// The most classes that fit one line as numbers.
const NUMBERS: usize = 16;

/// The most ranges of bytes that are written as such.
const RANGES: usize = 16;

/// The body for an automaton.
pub(super) fn table(automaton: &Automaton, helpers: &mut Helpers) -> TokenStream {
    let Automaton { input, next, start, accepting, length } = automaton;
    let Some(width) = next.first().map(Vec::len) else {
        return verdict(*start == 0, *length, helpers);
    };
    let (class_table, binding, class) = match input {
        Input::Bytes(classes) => {
            let binding = quote! { [byte, tail @ ..] = rest };
            (classes_of(classes, &quote! { u8::MAX }), binding, quote! { CLASS[*byte as usize] })
        }
        Input::Characters { ascii, ranges } => {
            let tables = [classes_of(ascii, &quote! { 128 }), characters::classes(ranges)];
            (quote! { #(#tables)* }, characters::binding(), quote! { class(character) })
        }
    };
    let (next_table, lookup) = transitions(next, width, &class);
    let states = next.len();
    let count = Literal::usize_unsuffixed(states);
    let start = Literal::u16_unsuffixed(*start);
    let end = match usize::from(*accepting) {
        0 => quote! { true },
        none if none >= states => quote! { false },
        accepting => {
            let accepting = Literal::usize_unsuffixed(accepting);
            quote! { state >= #accepting }
        }
    };
    let length = counted(*length, helpers, outside).map(|outside| {
        quote! {
            if #outside {
                return false;
            }
        }
    });
    // A verdict has no row, so that the same test ends the loop and bounds the index.
    quote! {
        #class_table
        #next_table
        #length
        let mut state = #start;
        let mut rest = value.as_bytes();
        while let #binding {
            state = #lookup;
            if state >= #count {
                return state == #count;
            }
            rest = tail;
        }
        #end
    }
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

/// The table of the classes of what is below `end`.
fn classes_of(classes: &[u8], end: &TokenStream) -> TokenStream {
    let size = Literal::usize_unsuffixed(classes.len());
    let runs: Vec<(u8, u8, u8)> = runs(classes);
    // The class with the most ranges is that of all others, or the one that the last byte has.
    let last = runs.last().map(|run| run.2);
    let ranges = |class: u8| runs.iter().filter(|run| run.2 == class).count();
    let most = (0..=u8::MAX).max_by_key(|&class| (ranges(class), Some(class) == last)).unwrap_or_default();
    let others: Vec<_> = runs.iter().filter(|run| run.2 != most).collect();
    if others.len() > RANGES {
        let bytes = Literal::byte_string(classes);
        return quote! { static CLASS: [u8; #size] = *#bytes; };
    }
    let mut numbers: Vec<u8> = others.iter().map(|run| run.2).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let arms = numbers.iter().map(|&number| {
        let ranges = others.iter().filter(|run| run.2 == number).map(|&&(first, last, _)| range((first, last)));
        let number = Literal::u8_unsuffixed(number);
        quote! { #(#ranges)|* => #number, }
    });
    let most = Literal::u8_unsuffixed(most);
    quote! {
        static CLASS: [u8; #size] = {
            let mut class = [#most; #size];
            let mut byte = 0;
            while byte < #end {
                class[byte as usize] = match byte {
                    #(#arms)*
                    _ => #most,
                };
                byte += 1;
            }
            class
        };
    }
}

/// First and last byte and class. The last byte of all is left out, because it does not occur.
fn runs(classes: &[u8]) -> Vec<(u8, u8, u8)> {
    let mut runs: Vec<(u8, u8, u8)> = Vec::new();
    for (byte, &class) in (0..u8::MAX).zip(classes) {
        match runs.last_mut() {
            Some(run) if run.2 == class => run.1 = byte,
            _ => runs.push((byte, byte, class)),
        }
    }
    runs
}

/// The table of next states, and the next state.
fn transitions(next: &[Vec<u16>], width: usize, class: &TokenStream) -> (TokenStream, TokenStream) {
    let states = Literal::usize_unsuffixed(next.len());
    let columns = Literal::usize_unsuffixed(width);
    let doc = format!(
        " The next state by state and class. State {} is a match, state {} is none, whatever follows.",
        next.len(),
        next.len() + 1
    );
    let narrow: Option<Vec<u8>> = next.iter().flatten().map(|&state| u8::try_from(state).ok()).collect();
    if next.len() <= ROWS && width <= NUMBERS {
        let rows = next.iter().map(|row| {
            let row = row.iter().map(|&state| Literal::u16_unsuffixed(state));
            quote! { [#(#row),*] }
        });
        return (
            quote! { #[doc = #doc] static NEXT: [[u8; #columns]; #states] = [#(#rows),*]; },
            quote! { NEXT[state as usize][#class as usize] },
        );
    }
    if let Some(flat) = narrow {
        let size = Literal::usize_unsuffixed(flat.len());
        let bytes = Literal::byte_string(&flat);
        return (
            quote! { #[doc = #doc] static NEXT: [u8; #size] = *#bytes; },
            quote! { NEXT[state as usize * #columns + #class as usize] },
        );
    }
    let flat: Vec<u8> = next.iter().flatten().flat_map(|state| state.to_le_bytes()).collect();
    let size = Literal::usize_unsuffixed(flat.len());
    let bytes = Literal::byte_string(&flat);
    (
        quote! {
            #[doc = #doc]
            /// Each is two bytes.
            static NEXT: [u8; #size] = *#bytes;
        },
        quote! {
            {
                let at = 2 * (state as usize * #columns + #class as usize);
                u16::from_le_bytes([NEXT[at], NEXT[at + 1]])
            }
        },
    )
}
