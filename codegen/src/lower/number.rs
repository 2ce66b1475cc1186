//! Numbers and integers, with exact bounds from the source node.

use serde_json::Value;

use super::context::Context;
use super::formats;
use super::schema::format_name;
use crate::ir::{Bound, EnumBase, IntegerKind, NumberKind, Range, Type};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Number};
use crate::spec::Numbered;

/// `type: integer`. Without a format that says otherwise it has 64 bits: JSON Schema sets no limit, and 32 do not hold a millisecond timestamp.
pub(super) fn integer(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>) -> Type {
    if let Some(chosen) = format_name(numbered).and_then(|name| formats::chosen(cx, name)) {
        return chosen;
    }
    let mut bounds = Range {
        min: bound(cx, numbered, "minimum", "exclusiveMinimum", integral),
        max: bound(cx, numbered, "maximum", "exclusiveMaximum", integral),
    };
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
    Type::Integer { kind, bounds }
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
    let finite = |number: &Number| Some(number.as_f64()).filter(|value| value.is_finite());
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
    Type::Number { kind, bounds }
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

fn integral(number: &Number) -> Option<i128> {
    number.as_i128()
}

/// One bound in either spelling: a flag beside the number (3.0), or a number of its own (3.1). Where both are there, the narrower one counts.
fn bound<T: PartialOrd + Copy>(
    cx: &mut Context<'_, '_>,
    numbered: &Numbered<'_>,
    inclusive: &str,
    exclusive: &str,
    read: impl Fn(&Number) -> Option<T>,
) -> Option<Bound<T>> {
    let mut value = |keyword: &str| match numbered.node.get(keyword).map(|node| (node, &node.data)) {
        Some((node, Data::Number(number))) => {
            let value = read(number);
            if value.is_none() {
                cx.unenforced(keyword, node.span);
            }
            value
        }
        _ => None,
    };
    let (inclusive_value, exclusive_value) = (value(inclusive), value(exclusive));
    let flag = matches!(numbered.node.get(exclusive).map(|node| &node.data), Some(Data::Bool(true)));
    let inclusive_bound = inclusive_value.map(|value| Bound { value, exclusive: flag });
    let exclusive_bound = exclusive_value.map(|value| Bound { value, exclusive: true });
    match (inclusive_bound, exclusive_bound) {
        (Some(loose), Some(strict)) => {
            let is_minimum = inclusive == "minimum";
            let inclusive_is_narrower = if is_minimum { loose.value > strict.value } else { loose.value < strict.value };
            Some(if inclusive_is_narrower { loose } else { strict })
        }
        (loose, strict) => loose.or(strict),
    }
}
