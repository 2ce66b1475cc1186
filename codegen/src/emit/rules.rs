//! Rules → the list that the runtime goes by.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::matcher::matcher_in;
use super::scope::{Scope, format_items};
use super::validate::{exact, integer};
use crate::ir::{Bound, Exact, Pattern, Range, Rule};
use crate::names::Wire;

/// The statement that holds a value against rules. `None`: there are none.
pub(super) fn check(scope: &Scope<'_>, rules: &[Rule], at: &TokenStream, value: &TokenStream) -> Option<TokenStream> {
    let rules = (!rules.is_empty()).then(|| list(scope, rules))?;
    Some(quote!(check::rules(#at, violations, #value, #rules);))
}

fn list(scope: &Scope<'_>, rules: &[Rule]) -> TokenStream {
    let rules = rules.iter().flat_map(|rule| self::rule(scope, rule));
    quote!(&[#(#rules),*])
}

/// A rule, or one for each bound.
fn rule(scope: &Scope<'_>, rule: &Rule) -> Vec<TokenStream> {
    let path = scope.std("Rule");
    let keeps = |constraint: TokenStream| {
        let constraints = scope.std("Constraint");
        quote!(#path::Keeps(#constraints::#constraint))
    };
    let sized = |range: &Range<u64>, of: &str| {
        let limit = |which: &str, limit: Option<u64>| {
            let (name, limit) = (format_ident!("{which}{of}"), count(limit?));
            Some(keeps(quote!(#name(#limit))))
        };
        limit("Min", range.min).into_iter().chain(limit("Max", range.max)).collect()
    };
    let rule = match rule {
        Rule::Never => quote!(#path::Never),
        Rule::Type(names) => {
            let names = texts(names);
            quote!(#path::Type(#names))
        }
        Rule::Enum(values) => {
            let values = texts(values.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice());
            quote!(#path::Enum(#values))
        }
        Rule::Length(range) => return sized(range, "Length"),
        Rule::Items(range) => return sized(range, "Items"),
        Rule::Properties(range) => return sized(range, "Properties"),
        Rule::UniqueItems => keeps(quote!(UniqueItems)),
        Rule::MultipleOf(divisor) => {
            let divisor = exact(scope, *divisor);
            keeps(quote!(MultipleOf(#divisor)))
        }
        Rule::Bounds(range) => {
            let limit = |which: &str, bound: Option<Bound<Exact>>| {
                let bound = bound?;
                let (name, value) = (format_ident!("{}{which}", if bound.exclusive { "Exclusive" } else { "" }), exact(scope, bound.value));
                Some(keeps(quote!(#name(#value))))
            };
            return limit("Minimum", range.min).into_iter().chain(limit("Maximum", range.max)).collect();
        }
        Rule::Pattern(pattern) => {
            let (constraint, source, matches) = (scope.std("Constraint"), Literal::string(&pattern.source), matches(scope, pattern));
            quote!(#path::Text(#constraint::Pattern(#source), #matches))
        }
        Rule::Format(format) => {
            let constraint = scope.std("Constraint");
            let (wire, check) = (Literal::string(format.name()), format_ident!("{}", format_items(*format).1));
            quote!(#path::Text(#constraint::Format(#wire), check::#check))
        }
        _ => of_parts(scope, rule),
    };
    vec![rule]
}

/// A rule about items or properties, or one that other rules are inside of.
fn of_parts(scope: &Scope<'_>, rule: &Rule) -> TokenStream {
    let path = scope.std("Rule");
    let list = |rules: &[Rule]| self::list(scope, rules);
    let choice = |all: &[Vec<Rule>]| {
        let all = all.iter().map(|rules| list(rules));
        quote!(&[#(#all),*])
    };
    match rule {
        Rule::Item(index, rules) => {
            let (index, rules) = (Literal::usize_unsuffixed(*index), list(rules));
            quote!(#path::Item(#index, #rules))
        }
        Rule::Rest(from, rules) => {
            let (from, rules) = (Literal::usize_unsuffixed(*from), list(rules));
            quote!(#path::Items(#from, #rules))
        }
        Rule::Contains(range, rules) => {
            let (min, rules) = (count(range.min.unwrap_or(1)), list(rules));
            let max = match range.max.map(count) {
                Some(max) => {
                    let some = scope.std("Some");
                    quote!(#some(#max))
                }
                None => scope.std("None"),
            };
            quote!(#path::Contains(#min, #max, #rules))
        }
        Rule::Required(names) => {
            let names = wires(names);
            quote!(#path::Required(#names))
        }
        Rule::Property(Wire(name), rules) => {
            let (name, rules) = (Literal::string(name), list(rules));
            quote!(#path::Property(#name, #rules))
        }
        Rule::ByName { patterns, declared, others } => {
            let (declared, others) = (wires(declared), list(others));
            let patterns = patterns.iter().map(|(pattern, rules)| {
                let (matches, rules) = (matches(scope, pattern), list(rules));
                quote!((#matches, #rules))
            });
            quote!(#path::ByName(&[#(#patterns),*], #declared, #others))
        }
        Rule::Names(rules) => {
            let rules = list(rules);
            quote!(#path::PropertyNames(#rules))
        }
        Rule::Dependent(Wire(name), names) => {
            let (name, names) = (Literal::string(name), wires(names));
            quote!(#path::DependentRequired(#name, #names))
        }
        Rule::AnyOf(all) => {
            let all = choice(all);
            quote!(#path::AnyOf(#all))
        }
        Rule::OneOf(all) => {
            let all = choice(all);
            quote!(#path::OneOf(#all))
        }
        Rule::Not(rules) => {
            let rules = list(rules);
            quote!(#path::Not(#rules))
        }
        Rule::If(condition, then, otherwise) => {
            let (condition, then, otherwise) = (list(condition), list(then), list(otherwise));
            quote!(#path::If(#condition, #then, #otherwise))
        }
        // The others are about a value as a whole.
        _ => TokenStream::new(),
    }
}

/// The function that looks for a pattern.
fn matches(scope: &Scope<'_>, pattern: &Pattern) -> TokenStream {
    let body = matcher_in(&pattern.plan, &|name| scope.std(name));
    quote!(|value| { #body })
}

fn texts(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| Literal::string(text));
    quote!(&[#(#texts),*])
}

fn wires(names: &[Wire]) -> TokenStream {
    let names = names.iter().map(|Wire(name)| Literal::string(name));
    quote!(&[#(#names),*])
}

fn count(count: u64) -> TokenStream {
    integer(count.into()).into_token_stream()
}
