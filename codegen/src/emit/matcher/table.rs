//! An automaton as two tables and the loop over them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::helpers::range;
use crate::pattern::Automaton;

/// The most states that have a row on a line of their own.
const ROWS: usize = 16;

/// The most classes that fit one line as numbers.
const NUMBERS: usize = 16;

/// The most ranges of bytes that are written as such.
const RANGES: usize = 16;

/// The body for an automaton.
pub(super) fn table(automaton: &Automaton) -> TokenStream {
    let Automaton { classes, next, start, accepting } = automaton;
    let Some(width) = next.first().map(Vec::len) else {
        // There is no state but a verdict.
        let matches = *start == 0;
        return quote! { let _ = value; #matches };
    };
    let states = next.len();
    let (class_table, class) = class(classes, &quote! { *byte });
    let (next_table, lookup) = transitions(next, width, &class);
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
    // A verdict has no row, so that the same test ends the loop and bounds the index.
    quote! {
        #class_table
        #next_table
        let mut state = #start;
        let mut rest = value.as_bytes();
        while let [byte, tail @ ..] = rest {
            state = #lookup;
            if state >= #count {
                return state == #count;
            }
            rest = tail;
        }
        #end
    }
}

/// The table of classes, and the class of a byte.
fn class(classes: &[u8], byte: &TokenStream) -> (TokenStream, TokenStream) {
    let runs: Vec<(u8, u8, u8)> = runs(classes);
    let most = (0..=u8::MAX).max_by_key(|class| runs.iter().filter(|run| run.2 == *class).count()).unwrap_or_default();
    let others: Vec<_> = runs.iter().filter(|run| run.2 != most).collect();
    if others.len() > RANGES {
        let bytes = Literal::byte_string(classes);
        return (quote! { static CLASS: [u8; 256] = *#bytes; }, quote! { CLASS[#byte as usize] });
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
    let table = quote! {
        static CLASS: [u8; 256] = {
            let mut class = [0; 256];
            let mut byte = 0;
            while byte < u8::MAX {
                class[byte as usize] = match byte {
                    #(#arms)*
                    _ => #most,
                };
                byte += 1;
            }
            class
        };
    };
    (table, quote! { CLASS[#byte as usize] })
}

/// First and last byte and class of the bytes that occur in UTF-8, with those that do not where they join others.
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
    let narrow: Option<Vec<u8>> = next.iter().flatten().map(|&state| u8::try_from(state).ok()).collect();
    if next.len() <= ROWS && width <= NUMBERS {
        let rows = next.iter().map(|row| {
            let row = row.iter().map(|&state| Literal::u16_unsuffixed(state));
            quote! { [#(#row),*] }
        });
        return (
            quote! { static NEXT: [[u8; #columns]; #states] = [#(#rows),*]; },
            quote! { NEXT[state as usize][#class as usize] },
        );
    }
    if let Some(flat) = narrow {
        let size = Literal::usize_unsuffixed(flat.len());
        let bytes = Literal::byte_string(&flat);
        return (
            quote! { static NEXT: [u8; #size] = *#bytes; },
            quote! { NEXT[state as usize * #columns + #class as usize] },
        );
    }
    let flat: Vec<u8> = next.iter().flatten().flat_map(|state| state.to_le_bytes()).collect();
    let size = Literal::usize_unsuffixed(flat.len());
    let bytes = Literal::byte_string(&flat);
    (
        quote! {
            /// Two bytes for each state.
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
