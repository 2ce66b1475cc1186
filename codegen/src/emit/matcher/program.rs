//! A program for the runtime's machine.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::pattern::{Engine, Move, UNSET};

/// The body for a program.
pub(super) fn program(engine: &Engine) -> TokenStream {
    let Engine { classes, steps } = engine;
    let classes = classes.iter().map(|ranges| {
        let ranges = ranges.iter().map(|&(first, last)| {
            let (first, last) = (Literal::character(first), Literal::character(last));
            quote! { (#first, #last) }
        });
        quote! { &[#(#ranges),*] }
    });
    let steps = steps.iter().map(step);
    quote! {
        use openapi_client::engine::{Program, Step};
        static PROGRAM: Program = Program {
            classes: &[#(#classes),*],
            steps: &[#(#steps),*],
        };
        PROGRAM.matches(value)
    }
}

fn step(step: &Move) -> TokenStream {
    match *step {
        Move::Match => quote! { Step::Match },
        Move::Read { class, back } => {
            let class = number(class);
            quote! { Step::Read { class: #class, back: #back } }
        }
        Move::ReadAll { class, min, max, back } => {
            let (class, min, max) = (number(class), number(min), number(max));
            quote! { Step::ReadAll { class: #class, min: #min, max: #max, back: #back } }
        }
        Move::ReadAgain { group, back } => {
            let group = number(group);
            quote! { Step::ReadAgain { group: #group, back: #back } }
        }
        Move::Start => quote! { Step::Start },
        Move::End => quote! { Step::End },
        Move::Jump(to) => {
            let to = number(to);
            quote! { Step::Jump(#to) }
        }
        Move::Split(first, second) => {
            let (first, second) = (number(first), number(second));
            quote! { Step::Split(#first, #second) }
        }
        Move::Set(register, value) => {
            let (register, value) = (number(register), number(value));
            quote! { Step::Set(#register, #value) }
        }
        Move::Mark(register) => {
            let register = number(register);
            quote! { Step::Mark(#register) }
        }
        Move::Repeat { count, min, max, lazy, exit } => {
            let (count, min, max, exit) = (number(count), number(min), number(max), number(exit));
            quote! { Step::Repeat { count: #count, min: #min, max: #max, lazy: #lazy, exit: #exit } }
        }
        Move::Round { count, groups: (from, to) } => {
            let (count, from, to) = (number(count), number(from), number(to));
            quote! { Step::Round { count: #count, groups: (#from, #to) } }
        }
        Move::Look { negated, exit } => {
            let exit = number(exit);
            quote! { Step::Look { negated: #negated, exit: #exit } }
        }
        Move::Looked => quote! { Step::Looked },
    }
}

fn number(number: u32) -> TokenStream {
    let literal = Literal::u32_unsuffixed(number);
    if number == UNSET {
        quote! { u32::MAX }
    } else {
        quote! { #literal }
    }
}
