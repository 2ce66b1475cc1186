//! An automaton as tables and the loop over them.
//!
//! The loop waits for one number at each step: the state. With few states, all next ones of a class fit one word, and the state is how far
//! to shift it; that takes one cycle, where a look-up takes five. With more, the state is where its row starts, and two bytes are read
//! before it is tested.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::characters;
use super::helpers::{Helpers, outside, range, within};
use crate::pattern::{Automaton, Input, Length};

/// The most states that are shifted: six bits each, and two numbers are left for the verdicts.
const SHIFTED: usize = 10;

/// The most ranges of bytes that are written as such.
const RANGES: usize = 16;

/// The body for an automaton.
pub(super) fn table(automaton: &Automaton, helpers: &mut Helpers) -> TokenStream {
    let Automaton { input, next, start, accepting, length } = automaton;
    if next.is_empty() {
        return verdict(*start == 0, *length, helpers);
    }
    let classes = match input {
        Input::Bytes(classes) => classes_of(classes, &quote! { u8::MAX }),
        Input::Characters { ascii, bits } => {
            let tables = [classes_of(ascii, &quote! { 128 }), characters::classes(bits)];
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
    let run = if next.len() <= SHIFTED {
        shifted(next, start, accepting, input)
    } else {
        rows(next, start, accepting, input)
    };
    quote! {
        #classes
        #length
        #run
    }
}

/// The loop that shifts.
fn shifted(next: &[Vec<u16>], start: usize, accepting: usize, input: &Input) -> TokenStream {
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
    quote! {
        /// For each class, six bits for each state: where the next one's are. 62 is a match, and 63 is none, whatever follows.
        static NEXT: [u64; #width] = [#(#words),*];
        let mut state = #start;
        let mut rest = value.as_bytes();
        while let #binding {
            state = NEXT[#class as usize] >> state & 63;
            if state >= 62 {
                return state == 62;
            }
            rest = tail;
        }
        #end
    }
}

/// A number in groups of four digits.
fn hexadecimal(word: u64) -> Literal {
    let digits = format!("{word:016x}");
    let groups = (0..4).filter_map(|group| digits.get(4 * group..4 * group + 4)).skip_while(|group| *group == "0000");
    let groups: Vec<&str> = groups.collect();
    if groups.is_empty() {
        return Literal::u64_unsuffixed(0);
    }
    format!("0x{}", groups.join("_")).parse().unwrap_or_else(|_| Literal::u64_unsuffixed(word))
}

/// The loop that looks rows up.
fn rows(next: &[Vec<u16>], start: usize, accepting: usize, input: &Input) -> TokenStream {
    let width = next.first().map_or(0, Vec::len);
    let states = next.len();
    // The verdicts have rows as well, which lead to themselves.
    let verdicts = [states, states + 1].into_iter().flat_map(|verdict| std::iter::repeat_n(verdict, width));
    let entries: Vec<usize> =
        next.iter().flatten().map(|&state| usize::from(state)).chain(verdicts).map(|state| state * width).collect();
    let size = Literal::usize_unsuffixed(entries.len());
    let ty = if entries.iter().all(|&entry| entry <= 0xFF) {
        quote! { u8 }
    } else {
        quote! { u16 }
    };
    let entries = entries.into_iter().map(Literal::usize_unsuffixed);
    let step = |class: TokenStream| quote! { state = NEXT[state as usize + #class as usize]; };
    let (start, found) = (Literal::usize_unsuffixed(start * width), Literal::usize_unsuffixed(states * width));
    let doc = format!(
        " For each state, for each class, where the row of the next one is. {found} is a match, and {} is none, whatever follows.",
        (states + 1) * width,
    );
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
            let (one, two, last) = (
                step(quote! { CLASS[*one as usize] }),
                step(quote! { CLASS[*two as usize] }),
                step(quote! { CLASS[*last as usize] }),
            );
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
    quote! {
        #[doc = #doc]
        static NEXT: [#ty; #size] = [#(#entries),*];
        let mut state = #start;
        let mut rest = value.as_bytes();
        #run
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
