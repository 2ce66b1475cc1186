//! Numbers within bounds: one if it may be, else the nearest that may.

use serde_json::{Value, json};

use super::merge::Merged;

pub(super) fn integer(schema: &Merged, salt: usize) -> Value {
    let low = whole(schema, "minimum", f64::ceil).max(whole(schema, "exclusiveMinimum", f64::floor).map(|low| low + 1));
    let highs = [whole(schema, "maximum", f64::floor), whole(schema, "exclusiveMaximum", f64::ceil).map(|high| high - 1)];
    let high = highs.into_iter().flatten().min();
    let step = whole(schema, "multipleOf", f64::ceil).unwrap_or(1).max(1);
    let salt = i128::try_from(salt).unwrap_or(0) * step;
    let lowest = low.unwrap_or(1).max(high.map_or(1, |high| high.min(1)));
    let mut value = ceil_to(lowest, step) + salt;
    if let Some(high) = high
        && value > high
    {
        value = ceil_to(high - step + 1, step);
    }
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => json!(value),
        (_, Ok(value)) => json!(value),
        _ => json!(0),
    }
}

/// The least multiple of `step` that is at least `value`.
fn ceil_to(value: i128, step: i128) -> i128 {
    let rest = value.rem_euclid(step);
    if rest == 0 { value } else { value - rest + step }
}

/// A bound as an integer: exact where it is one, rounded where it is not.
fn whole(schema: &Merged, keyword: &str, round: fn(f64) -> f64) -> Option<i128> {
    let value = schema.get(keyword)?;
    let exact = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and the value made is checked")]
    exact.or_else(|| Some((round(value.as_f64()?) as i128).clamp(-(1 << 100), 1 << 100)))
}

pub(super) fn number(schema: &Merged, salt: usize) -> Value {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let (low, above) = (bound("minimum"), bound("exclusiveMinimum"));
    let (high, below) = (bound("maximum"), bound("exclusiveMaximum"));
    let lowest = low.into_iter().chain(above).reduce(f64::max);
    let highest = high.into_iter().chain(below).reduce(f64::min);
    if let Some(step) = bound("multipleOf") {
        let at_least = lowest.unwrap_or(step).max(highest.map_or(step, |high| high.min(step)));
        let multiple = (at_least / step).ceil();
        let multiple = if above.is_some_and(|above| multiple * step <= above) { multiple + 1.0 } else { multiple };
        return tidy(multiple * step);
    }
    #[expect(clippy::cast_precision_loss, reason = "indices are small")]
    let preferred = 1.5 + salt as f64;
    tidy(match (lowest, highest) {
        (Some(low), Some(high)) if preferred <= low || preferred >= high => f64::midpoint(low, high),
        (Some(low), None) if preferred <= low => low + 1.0,
        (None, Some(high)) if preferred >= high => high - 1.0,
        _ => preferred,
    })
}

/// Multiples of decimal steps come out of the multiplication with a tail: `3 * 0.1`.
fn tidy(value: f64) -> Value {
    let rounded = (value * 1e9).round() / 1e9;
    json!(if rounded.is_finite() { rounded } else { value })
}
