//! Numbers and integers, with exact bounds from the source node.

use serde_json::Value;

use super::context::Context;
use super::formats;
use super::schema::format_name;
use crate::ir::{Bound, EnumBase, Exact, IntegerKind, NumberKind, Range, Type};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Number};
use crate::spec::Numbered;

/// `type: integer`. Without a format that says otherwise it has 64 bits: JSON Schema sets no limit, and 32 do not hold a millisecond timestamp.
pub(super) fn integer(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Type {
    if let Some(chosen) = format_name(numbered).and_then(|name| formats::chosen(cx, name)) {
        return chosen;
    }
    let mut bounds = Range {
        min: bound(cx, numbered, "minimum", "exclusiveMinimum", |number| integral(number, f64::floor)),
        max: bound(cx, numbered, "maximum", "exclusiveMaximum", |number| integral(number, f64::ceil)),
    };
    let multiple_of = multiple_of(cx, numbered);
    let kind = match format_name(numbered) {
        Some("int8") => IntegerKind::I8,
        Some("int16") => IntegerKind::I16,
        Some("int32") => IntegerKind::I32,
        Some("uint8") => IntegerKind::U8,
        Some("uint16") => IntegerKind::U16,
        Some("uint32") => IntegerKind::U32,
        Some("uint64" | "uint") => IntegerKind::U64,
        Some("int128") => IntegerKind::I128,
        // Said to have 64 bits, whatever its bounds are.
        Some("int64") => IntegerKind::I64,
        _ if bounds.max.is_some_and(|max| past(max.value, i64::MAX.into())) && bounds.min.is_some_and(|min| min.value >= 0) => {
            if bounds.max.is_some_and(|max| past(max.value, u64::MAX.into())) { IntegerKind::I128 } else { IntegerKind::U64 }
        }
        _ if bounds.max.is_some_and(|max| past(max.value, i64::MAX.into()))
            || bounds.min.is_some_and(|min| past(min.value.saturating_neg(), i64::MAX.into())) =>
        {
            IntegerKind::I128
        }
        _ => IntegerKind::I64,
    };
    // A bound that the type itself keeps needs no check.
    let (least, greatest) = limits(kind);
    bounds.min = bounds.min.filter(|min| min.value.saturating_add(min.exclusive.into()) > least);
    bounds.max = bounds.max.filter(|max| max.value.saturating_sub(max.exclusive.into()) < greatest);
    contradiction(
        cx,
        numbered,
        bounds
            .min
            .zip(bounds.max)
            .is_some_and(|(min, max)| min.value.saturating_add(min.exclusive.into()) > max.value.saturating_sub(max.exclusive.into())),
    );
    Type::Integer { kind, bounds, multiple_of }
}

/// How an enum of integers holds them: as its schema would without the list, or wider, where one needs it.
pub(super) fn integer_base<'v>(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, values: impl Iterator<Item = &'v Value>) -> EnumBase {
    let Type::Integer { kind, .. } = integer(cx, numbered) else { return EnumBase::Any };
    let whole: Vec<i128> = values.filter_map(|value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))).collect();
    let fit = |kind: &IntegerKind| {
        let (least, greatest) = limits(*kind);
        whole.iter().all(|value| (least..=greatest).contains(value))
    };
    [kind, IntegerKind::I64, IntegerKind::U64].into_iter().find(fit).map_or(EnumBase::Any, EnumBase::Integer)
}

/// `type: number`.
pub(super) fn number(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Type {
    if let Some(chosen) = format_name(numbered).and_then(|name| formats::chosen(cx, name)) {
        return chosen;
    }
    let finite = |number: &Number| Some((number.as_f64(), false));
    let bounds = Range {
        min: bound(cx, numbered, "minimum", "exclusiveMinimum", finite),
        max: bound(cx, numbered, "maximum", "exclusiveMaximum", finite),
    };
    let kind = match format_name(numbered) {
        Some("float") => NumberKind::F32,
        _ => NumberKind::F64,
    };
    contradiction(
        cx,
        numbered,
        bounds
            .min
            .zip(bounds.max)
            .is_some_and(|(min, max)| min.value > max.value || min.value >= max.value && (min.exclusive || max.exclusive)),
    );
    Type::Number { kind, bounds, multiple_of: multiple_of(cx, numbered) }
}

/// The bounds that keep both.
pub(super) fn narrower<T: PartialOrd + Copy>(first: Range<Bound<T>>, second: Range<Bound<T>>) -> Range<Bound<T>> {
    let pick = |first: Option<Bound<T>>, second: Option<Bound<T>>, is_tighter: fn(&T, &T) -> bool| match (first, second) {
        (Some(first), Some(second)) => {
            let second_is = is_tighter(&second.value, &first.value) || second.value == first.value && second.exclusive;
            Some(if second_is { second } else { first })
        }
        (first, second) => first.or(second),
    };
    Range { min: pick(first.min, second.min, |a, b| a > b), max: pick(first.max, second.max, |a, b| a < b) }
}

fn contradiction(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, contradicts: bool) {
    if contradicts {
        cx.report.push(Diagnostic::warning("contradiction", "no number satisfies these bounds").at(Place::of(numbered.node.span)));
    }
}

/// Whether a bound is beyond a limit. Many are written by tools that round to what a double holds (`9223372036854776000`), which says no more than the limit.
#[expect(clippy::cast_precision_loss, reason = "it is what was done to the bound")]
fn past(bound: i128, limit: i128) -> bool {
    bound > limit && bound as f64 > limit as f64
}

fn limits(kind: IntegerKind) -> (i128, i128) {
    match kind {
        IntegerKind::I8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerKind::I16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerKind::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerKind::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerKind::I128 => (i128::MIN, i128::MAX),
        IntegerKind::U8 => (0, u8::MAX.into()),
        IntegerKind::U16 => (0, u16::MAX.into()),
        IntegerKind::U32 => (0, u32::MAX.into()),
        IntegerKind::U64 => (0, u64::MAX.into()),
    }
}

/// A bound of integers, and whether it is outside itself: one with a fraction is taken as the integer beyond it. `None`: it is beyond all integers.
#[expect(clippy::cast_possible_truncation, reason = "what is larger is cut off at the limits, beyond which there is no value")]
fn integral(number: &Number, beyond: fn(f64) -> f64) -> Option<(i128, bool)> {
    match number.as_i128() {
        Some(whole) => Some((whole, false)),
        None if number.is_integer() => None,
        None => Some((beyond(number.as_f64()) as i128, true)),
    }
}

/// `multipleOf`. One that says nothing is none.
fn multiple_of(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Vec<Exact> {
    let Some(node) = numbered.node.get("multipleOf") else { return Vec::new() };
    let divisor = node.says_number().as_ref().and_then(exact);
    match divisor {
        Some(Exact::Integer(value)) if value <= 0 => {}
        Some(Exact::Float(value)) if value <= 0.0 => {}
        Some(divisor) => return vec![divisor],
        None => {
            cx.unenforced("multipleOf", node.span);
            return Vec::new();
        }
    }
    cx.report.push(Diagnostic::warning("bad-multiple", "`multipleOf` must be more than 0").at(Place::of(node.span)).label("not enforced"));
    Vec::new()
}

/// A number, exactly. `None`: neither 128 bits nor the shortest digits of an `f64` are it.
pub(super) fn exact(number: &Number) -> Option<Exact> {
    number.as_i128().map(Exact::Integer).or_else(|| {
        let float = number.as_f64();
        Number::parse(&float.to_string()).filter(|held| held == number).map(|_| Exact::Float(float))
    })
}

/// One bound in either spelling: a flag beside the number (3.0), or a number of its own (3.1). Where both are there, the narrower one counts.
fn bound<T: PartialOrd + Copy>(
    cx: &mut Context<'_, '_>,
    numbered: &Numbered<'_>,
    inclusive: &str,
    exclusive: &str,
    read: impl Fn(&Number) -> Option<(T, bool)>,
) -> Option<Bound<T>> {
    let mut value = |keyword: &str| {
        let node = numbered.node.get(keyword)?;
        let number = node.says_number()?;
        let value = read(&number);
        // One that is beyond all values on its own side says nothing.
        if value.is_none() && number.is_negative() != (inclusive == "minimum") {
            cx.unenforced(keyword, node.span);
        }
        value
    };
    let (inclusive_value, exclusive_value) = (value(inclusive), value(exclusive));
    let flag = matches!(numbered.node.get(exclusive).map(|node| &node.data), Some(Data::Bool(true)));
    let inclusive_bound = inclusive_value.map(|(value, exclusive)| Bound { value, exclusive: exclusive || flag });
    let exclusive_bound = exclusive_value.map(|(value, _)| Bound { value, exclusive: true });
    match (inclusive_bound, exclusive_bound) {
        (Some(loose), Some(strict)) => {
            let is_minimum = inclusive == "minimum";
            let inclusive_is_narrower = if is_minimum { loose.value > strict.value } else { loose.value < strict.value };
            Some(if inclusive_is_narrower { loose } else { strict })
        }
        (loose, strict) => loose.or(strict),
    }
}
