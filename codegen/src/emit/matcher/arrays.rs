//! The arrays of an automaton, as short as they can be written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::helpers::range;

/// The most ranges of bytes that are written as such.
const RANGES: usize = 16;

/// The most numbers that are listed as such.
const LISTED: usize = 480;

/// The table of the classes of what is below `end`.
pub(super) fn classes(classes: &[u8], end: &TokenStream) -> TokenStream {
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

/// A number in groups of four digits.
pub(super) fn hexadecimal(word: u64) -> Literal {
    let digits = format!("{word:016x}");
    let groups = (0..4).filter_map(|group| digits.get(4 * group..4 * group + 4)).skip_while(|group| *group == "0000");
    let groups: Vec<&str> = groups.collect();
    if groups.is_empty() {
        return Literal::u64_unsuffixed(0);
    }
    format!("0x{}", groups.join("_")).parse().unwrap_or_else(|_| Literal::u64_unsuffixed(word))
}

/// The most numbers that have four bytes each: measured, a loop that waits for each number runs up to three times as fast with those as with two.
const WIDE: usize = 2_048;

/// An array of numbers: its type, and its value, which is text that the compiler reads if it would take many lines.
pub(super) fn numbers(entries: &[usize]) -> (TokenStream, TokenStream) {
    let size = Literal::usize_unsuffixed(entries.len());
    let is_wide = entries.len() <= WIDE;
    let ty = if is_wide {
        quote! { u32 }
    } else {
        quote! { u16 }
    };
    if entries.len() > LISTED {
        let wide = is_wide.then(|| quote! { as u32 });
        let bytes: Vec<u8> = entries.iter().flat_map(|&entry| u16::try_from(entry).unwrap_or_default().to_le_bytes()).collect();
        let bytes = Literal::byte_string(&bytes);
        let value = quote! {
            {
                let bytes = #bytes;
                let mut next = [0; #size];
                let mut at = 0;
                while at < next.len() {
                    next[at] = u16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]) #wide;
                    at += 1;
                }
                next
            }
        };
        return (quote! { [#ty; #size] }, value);
    }
    let entries = entries.iter().map(|&entry| Literal::usize_unsuffixed(entry));
    (quote! { [#ty; #size] }, quote! { [#(#entries),*] })
}
