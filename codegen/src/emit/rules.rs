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
    let check = scope.std("check");
    Some(quote!(#check::rules(#at, violations, #value, #rules);))
}

fn list(scope: &Scope<'_>, rules: &[Rule]) -> TokenStream {
    let rules = rules.iter().flat_map(|rule| self::rule(scope, rule));
    quote!(&[#(#rules),*])
}

/// A rule, or one for each bound.
fn rule(scope: &Scope<'_>, rule: &Rule) -> Vec<TokenStream> {
    let path = scope.std("Rule");
    let one = |name: &str, arguments: &[TokenStream]| {
        let name = format_ident!("{name}");
        vec![quote!(#path::#name(#(#arguments),*))]
    };
    let list = |rules: &[Rule]| self::list(scope, rules);
    let choice = |all: &[Vec<Rule>]| {
        let all = all.iter().map(|rules| list(rules));
        quote!(&[#(#all),*])
    };
    match rule {
        Rule::Never => vec![quote!(#path::Never)],
        Rule::Type(names) => one("Type", &[texts(names)]),
        Rule::Enum(values) => one("Enum", &[texts(&values.iter().map(ToString::to_string).collect::<Vec<_>>())]),
        Rule::Length(range) => sized(scope, *range, "Length"),
        Rule::Items(range) => sized(scope, *range, "Items"),
        Rule::Properties(range) => sized(scope, *range, "Properties"),
        Rule::UniqueItems => vec![keeps(scope, &quote!(UniqueItems))],
        Rule::MultipleOf(divisor) => {
            let divisor = exact(scope, *divisor);
            vec![keeps(scope, &quote!(MultipleOf(#divisor)))]
        }
        Rule::Bounds(range) => {
            let limit = |which: &str, bound: Option<Bound<Exact>>| {
                let bound = bound?;
                let (name, value) = (format_ident!("{}{which}", if bound.exclusive { "Exclusive" } else { "" }), exact(scope, bound.value));
                Some(keeps(scope, &quote!(#name(#value))))
            };
            limit("Minimum", range.min).into_iter().chain(limit("Maximum", range.max)).collect()
        }
        Rule::Pattern(pattern) => {
            let (constraint, source) = (scope.std("Constraint"), Literal::string(&pattern.source));
            one("Text", &[quote!(#constraint::Pattern(#source)), matches(scope, pattern)])
        }
        Rule::Format(format) => {
            let (constraint, wire, checks) = (scope.std("Constraint"), Literal::string(format.name()), scope.std("check"));
            let check = format_ident!("{}", format_items(*format).1);
            one("Text", &[quote!(#constraint::Format(#wire)), quote!(#checks::#check)])
        }
        Rule::Item(index, rules) => one("Item", &[place(*index), list(rules)]),
        Rule::Rest(from, rules) => one("Items", &[place(*from), list(rules)]),
        Rule::Contains(range, rules) => {
            let some = scope.std("Some");
            let max = range.max.map(count).map_or_else(|| scope.std("None").into_token_stream(), |max| quote!(#some(#max)));
            one("Contains", &[count(range.min.unwrap_or(1)), max, list(rules)])
        }
        Rule::Required(names) => one("Required", &[wires(names)]),
        Rule::Property(Wire(name), rules) => one("Property", &[Literal::string(name).into_token_stream(), list(rules)]),
        Rule::ByName { patterns, declared, others } => {
            let patterns = patterns.iter().map(|(pattern, rules)| {
                let (matches, rules) = (matches(scope, pattern), list(rules));
                quote!((#matches, #rules))
            });
            one("ByName", &[quote!(&[#(#patterns),*]), wires(declared), list(others)])
        }
        Rule::PropertyNames(rules) => one("PropertyNames", &[list(rules)]),
        Rule::DependentRequired(Wire(name), names) => one("DependentRequired", &[Literal::string(name).into_token_stream(), wires(names)]),
        Rule::AnyOf(all) => one("AnyOf", &[choice(all)]),
        Rule::OneOf(all) => one("OneOf", &[choice(all)]),
        Rule::Not(rules) => one("Not", &[list(rules)]),
        Rule::If(condition, then, otherwise) => one("If", &[list(condition), list(then), list(otherwise)]),
    }
}

/// A rule that is a simple constraint.
fn keeps(scope: &Scope<'_>, constraint: &TokenStream) -> TokenStream {
    let (path, constraints) = (scope.std("Rule"), scope.std("Constraint"));
    quote!(#path::Keeps(#constraints::#constraint))
}

/// How many there are of something.
fn sized(scope: &Scope<'_>, range: Range<u64>, of: &str) -> Vec<TokenStream> {
    let limit = |which: &str, limit: Option<u64>| {
        let (name, limit) = (format_ident!("{which}{of}"), count(limit?));
        Some(keeps(scope, &quote!(#name(#limit))))
    };
    limit("Min", range.min).into_iter().chain(limit("Max", range.max)).collect()
}

fn place(index: usize) -> TokenStream {
    Literal::usize_unsuffixed(index).into_token_stream()
}

/// The function that looks for a pattern.
fn matches(scope: &Scope<'_>, pattern: &Pattern) -> TokenStream {
    let body = matcher_in(&pattern.plan, &|name| scope.std(name).into_token_stream());
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
