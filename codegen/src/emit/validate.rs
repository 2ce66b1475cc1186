//! Constraints → the statements that check them.
//!
//! A type whose constraints are all in types of its own is checked by one call. Only constraints that stand at the place of use are spelled out.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::rules;
use super::scope::Scope;
use crate::ir::{Bound, Exact, Format, Range, Type};

/// What is checked.
pub(super) enum Subject {
    /// A place: a field.
    Place(TokenStream),
    /// A reference to the value.
    Reference(TokenStream),
    /// The value itself, which can be copied; or a slice.
    Value(TokenStream),
}

impl Subject {
    fn path(&self) -> &TokenStream {
        match self {
            Self::Place(path) | Self::Reference(path) | Self::Value(path) => path,
        }
    }

    fn by_value(&self) -> TokenStream {
        match self {
            Self::Place(path) | Self::Value(path) => path.clone(),
            Self::Reference(path) => quote!(*#path),
        }
    }

    fn by_reference(&self) -> TokenStream {
        match self {
            Self::Place(path) => quote!(&#path),
            Self::Reference(path) | Self::Value(path) => path.clone(),
        }
    }
}

/// Statements that check a value under `at`. `None`: no value of the type can be wrong.
///
/// In scope: `violations`.
pub(super) fn checks(scope: &Scope<'_>, ty: &Type, subject: &Subject, at: &TokenStream) -> Option<TokenStream> {
    if !can_break(scope, ty) {
        return None;
    }
    let (value, by_value, by_reference) = (subject.path(), subject.by_value(), subject.by_reference());
    let item = || Subject::Reference(quote!(item));
    if delegates(scope, ty) {
        return Some(called(scope, value, at));
    }
    Some(match scope.behind_aliases(ty) {
        Type::Integer { bounds, multiple_of, .. } => {
            let bounds = bounded(scope, *bounds, &by_value, at, |value| exact(scope, Exact::Integer(value)));
            let multiples = multiples(scope, multiple_of, &by_value, at);
            quote!(#bounds #multiples)
        }
        Type::Number { bounds, multiple_of, .. } => {
            let bounds = bounded(scope, *bounds, &by_value, at, |value| exact(scope, Exact::Float(value)));
            let multiples = multiples(scope, multiple_of, &by_value, at);
            let finite = called(scope, value, at);
            quote!(#finite #bounds #multiples)
        }
        Type::Array { items, size, unique, rules } => {
            let rules = rules::check(scope, rules, at, &by_reference);
            let size = sized(scope, *size, "items", value, at);
            let unique = unique.then(|| {
                let check = scope.std("check");
                quote!(#check::unique_items(#at, violations, #by_reference);)
            });
            let items = match checks(scope, items, &item(), &quote!(&at.index(index))) {
                Some(_) if delegates(scope, items) => Some(called(scope, value, at)),
                Some(items) => {
                    let at = if matches!(at.to_string().as_str(), "at" | "& at") { None } else { Some(quote!(let at = #at;)) };
                    Some(quote!(#at for (index, item) in #value.iter().enumerate() { #items }))
                }
                None => None,
            };
            quote!(#size #unique #rules #items)
        }
        Type::Map { values, size, rules } => {
            let rules = rules::check(scope, rules, at, &by_reference);
            let size = sized(scope, *size, "properties", value, at);
            let values = match checks(scope, values, &item(), &quote!(&at.property(key))) {
                Some(_) if delegates(scope, values) => Some(called(scope, value, at)),
                Some(values) => {
                    let at = if matches!(at.to_string().as_str(), "at" | "& at") { None } else { Some(quote!(let at = #at;)) };
                    Some(quote!(#at for (key, item) in #by_reference { #values }))
                }
                None => None,
            };
            quote!(#size #rules #values)
        }
        Type::Nullable(inner) => {
            let some = scope.std("Some");
            let inner = checks(scope, inner, &Subject::Reference(quote!(value)), at)?;
            quote!(if let #some(value) = #by_reference { #inner })
        }
        Type::Boxed(inner) => checks(scope, inner, subject, at)?,
        Type::Any | Type::Null | Type::Boolean | Type::String | Type::Format(_) | Type::Chosen(_) | Type::File | Type::Named(_) => {
            return None;
        }
    })
}

/// The statement that leaves it to the type's own `Validate`.
fn called(scope: &Scope<'_>, value: &TokenStream, at: &TokenStream) -> TokenStream {
    scope.mention("Validate");
    quote!(#value.validate(#at, violations);)
}

/// Whether some value of a type breaks a constraint.
pub(super) fn can_break(scope: &Scope<'_>, ty: &Type) -> bool {
    let ty = scope.behind_aliases(ty);
    match ty {
        Type::Named(id) => scope.def(*id).validated,
        Type::Array { items: inner, .. } | Type::Map { values: inner, .. } | Type::Nullable(inner) | Type::Boxed(inner) => {
            ty.is_constrained() || can_break(scope, inner)
        }
        _ => ty.is_constrained(),
    }
}

/// Whether the type's own `Validate` says everything.
pub(super) fn delegates(scope: &Scope<'_>, ty: &Type) -> bool {
    match scope.behind_aliases(ty) {
        Type::Any | Type::Null | Type::Boolean | Type::String | Type::Named(_) => true,
        Type::Format(format) => *format != Format::Password,
        Type::Chosen(_) | Type::File => false,
        Type::Integer { bounds, multiple_of, .. } => bounds.is_open() && multiple_of.is_empty(),
        Type::Number { bounds, multiple_of, .. } => bounds.is_open() && multiple_of.is_empty(),
        Type::Array { items, size, unique, rules } => !unique && size.is_open() && rules.is_empty() && delegates(scope, items),
        Type::Map { values, size, rules } => size.is_open() && rules.is_empty() && delegates(scope, values),
        Type::Nullable(inner) | Type::Boxed(inner) => delegates(scope, inner),
    }
}

fn bounded<T: Copy>(
    scope: &Scope<'_>,
    bounds: Range<Bound<T>>,
    value: &TokenStream,
    at: &TokenStream,
    literal: impl Fn(T) -> TokenStream,
) -> TokenStream {
    let check = |bound: Option<Bound<T>>, inclusive: TokenStream, exclusive: TokenStream| {
        bound.map(|bound| {
            let (check, name) = (scope.std("check"), if bound.exclusive { exclusive } else { inclusive });
            let bound = literal(bound.value);
            quote!(#check::#name(#at, violations, #value, #bound);)
        })
    };
    let min = check(bounds.min, quote!(minimum), quote!(exclusive_minimum));
    let max = check(bounds.max, quote!(maximum), quote!(exclusive_maximum));
    quote!(#min #max)
}

fn multiples(scope: &Scope<'_>, of: &[Exact], value: &TokenStream, at: &TokenStream) -> TokenStream {
    let checks = of.iter().map(|divisor| {
        let (check, divisor) = (scope.std("check"), exact(scope, *divisor));
        quote!(#check::multiple_of(#at, violations, #value, #divisor);)
    });
    checks.collect()
}

/// A number of the document, as the runtime holds it.
pub(super) fn exact(scope: &Scope<'_>, number: Exact) -> TokenStream {
    let bound = scope.std("Bound");
    let (variant, literal) = match number {
        Exact::Integer(value) => (quote!(Integer), integer(value)),
        Exact::Float(value) => (quote!(Float), float(value)),
    };
    quote!(#bound::#variant(#literal))
}

/// An integer as a person writes it: in groups of three digits.
pub(super) fn integer(value: i128) -> TokenStream {
    let sign = (value < 0).then(|| quote!(-));
    let digits = value.unsigned_abs().to_string();
    let grouped = grouped(&digits).parse::<Literal>().unwrap_or_else(|_| Literal::u128_unsuffixed(value.unsigned_abs()));
    quote!(#sign #grouped)
}

/// A float likewise.
fn float(value: f64) -> TokenStream {
    let sign = (value < 0.0).then(|| quote!(-));
    let text = value.abs().to_string();
    let text = match text.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", grouped(whole)),
        None => format!("{}.0", grouped(&text)),
    };
    let literal = text.parse::<Literal>().unwrap_or_else(|_| Literal::f64_unsuffixed(value.abs()));
    quote!(#sign #literal)
}

fn grouped(digits: &str) -> String {
    // Up to five digits read well as they are.
    if digits.len() <= 5 {
        return digits.to_owned();
    }
    let mut result = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            result.push('_');
        }
        result.push(digit);
    }
    result
}

/// Checks of a number of items or properties.
pub(super) fn sized(scope: &Scope<'_>, size: Range<u64>, of: &str, value: &TokenStream, at: &TokenStream) -> TokenStream {
    let check = |which: &str, limit: Option<u64>| {
        limit.map(|limit| {
            let (check, name) = (scope.std("check"), quote::format_ident!("{which}_{of}"));
            let limit = integer(limit.into());
            quote!(#check::#name(#at, violations, #value.len(), #limit);)
        })
    };
    let (min, max) = (check("min", size.min), check("max", size.max));
    quote!(#min #max)
}
