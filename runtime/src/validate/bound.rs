//! Numbers as a document writes them: exact, and compared exactly.

use std::cmp::Ordering;
use std::fmt;

/// A bound on numbers, or a number to hold against one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
        }
    }
}

impl Bound {
    /// A number as `serde_json` holds it.
    pub(crate) fn of_json(number: &serde_json::Number) -> Self {
        number.as_i128().map_or_else(|| Self::Float(number.as_f64().unwrap_or(f64::NAN)), Self::Integer)
    }

    /// Whether it has no fraction: 1.0 has none.
    pub(crate) fn is_whole(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }
}

macro_rules! from_integer {
    ($($type:ty),*) => {$(
        impl From<$type> for Bound {
            fn from(value: $type) -> Self {
                Self::Integer(value.into())
            }
        }
    )*};
}

from_integer!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

impl From<f64> for Bound {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<f32> for Bound {
    /// By the digits that go on the wire: `0.1f32` is 0.1 there, and not 0.100000001490116.
    fn from(value: f32) -> Self {
        Self::Float(value.to_string().parse().unwrap_or_else(|_| f64::from(value)))
    }
}

/// `None` where one of them is not a number.
impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self, *other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            (Self::Integer(a), Self::Float(b)) => integer_to_float(a, b),
            (Self::Float(a), Self::Integer(b)) => integer_to_float(b, a).map(Ordering::reverse),
        }
    }
}

/// Compares without rounding the integer, as a cast to `f64` would beyond 2^53.
fn integer_to_float(integer: i128, float: f64) -> Option<Ordering> {
    const LIMIT: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0; // 2^127: all below fit an i128
    if float.is_nan() {
        return None;
    }
    if float >= LIMIT {
        return Some(Ordering::Less);
    }
    if float < -LIMIT {
        return Some(Ordering::Greater);
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the limits above and without a fraction")]
    let whole = float.trunc() as i128;
    Some(integer.cmp(&whole).then_with(|| 0.0_f64.total_cmp(&(float.fract() + 0.0))))
}

/// Whether `value` is a multiple of `divisor`, in decimal: 0.3 is one of 0.1. Exact, however far apart the two are.
pub(crate) fn is_multiple(value: Bound, divisor: Bound) -> bool {
    let (Some((value, value_exponent)), Some((divisor, divisor_exponent))) = (decimal(value), decimal(divisor)) else {
        // Infinite or no number: another constraint says so.
        return true;
    };
    let (value, divisor) = (value.unsigned_abs(), divisor.unsigned_abs());
    if value == 0 || divisor == 0 {
        return true;
    }
    match u32::try_from(value_exponent - divisor_exponent) {
        // The value, written in the divisor's last digit: its remainder digit by digit, because the power itself may be huge.
        Ok(shift) => (0..shift).fold(value % divisor, |rest, _| ten_times(rest, divisor)) == 0,
        // The divisor, written in the value's last digit: one that is too large for 128 bits is larger than the value.
        Err(_) => 10_u128
            .checked_pow((divisor_exponent - value_exponent).unsigned_abs())
            .and_then(|power| divisor.checked_mul(power))
            .is_some_and(|divisor| value.is_multiple_of(divisor)),
    }
}

/// `10 * rest % modulus`. Both are less than 2^127, so that no sum overflows.
const fn ten_times(rest: u128, modulus: u128) -> u128 {
    let twice = (rest + rest) % modulus;
    let four_times = (twice + twice) % modulus;
    let eight_times = (four_times + four_times) % modulus;
    (eight_times + twice) % modulus
}

/// The shortest digits that stand for the number, and their power of ten.
fn decimal(number: Bound) -> Option<(i128, i32)> {
    let text = match number {
        Bound::Integer(value) => return Some((value, 0)),
        Bound::Float(value) => format!("{value:e}"),
    };
    let (digits, exponent) = text.split_once('e')?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa = format!("{whole}{fraction}").parse().ok()?;
    Some((mantissa, exponent.parse::<i32>().ok()? - i32::try_from(fraction.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Bound, is_multiple};

    #[test]
    fn integers_and_floats_compare_exactly() {
        assert!(Bound::from(9_007_199_254_740_993_i64) > Bound::from(9_007_199_254_740_992.0));
        assert!(Bound::from(i128::MAX) < Bound::from(1e39));
        assert!(Bound::from(i128::MIN) > Bound::from(-1e39));
        assert!(Bound::from(1) < Bound::from(1.5));
        assert!(Bound::from(-1) > Bound::from(-1.5));
        assert!(Bound::from(2) <= Bound::from(2.0) && Bound::from(2) >= Bound::from(2.0));
        assert!(Bound::from(0) <= Bound::from(-0.0) && Bound::from(0) >= Bound::from(-0.0));
        assert!(Bound::from(-3.0) <= Bound::from(-3) && Bound::from(-3.0) >= Bound::from(-3));
        assert_eq!(Bound::from(0).partial_cmp(&Bound::from(f64::NAN)), None);
        assert!(Bound::from(0.1_f32) <= Bound::from(0.1_f64));
    }

    #[test]
    fn multiples_are_decimal() {
        assert!(is_multiple(Bound::from(0.3), Bound::from(0.1)));
        assert!(is_multiple(Bound::from(19.99), Bound::from(0.01)));
        assert!(!is_multiple(Bound::from(0.35), Bound::from(0.1)));
        assert!(is_multiple(Bound::from(1e300), Bound::from(0.01)));
        assert!(!is_multiple(Bound::from(1e-300), Bound::from(2)));
        assert!(is_multiple(Bound::from(10), Bound::from(2.5)));
        assert!(!is_multiple(Bound::from(7), Bound::from(2)));
        assert!(is_multiple(Bound::from(0), Bound::from(7)));
        assert!(is_multiple(Bound::from(-6), Bound::from(3)));
        assert!(is_multiple(Bound::from(0.0075), Bound::from(0.0001)));
        assert!(!is_multiple(Bound::from(0.00751), Bound::from(0.0001)));
        assert!(is_multiple(Bound::from(12_391_239_123_i64), Bound::from(1e-8)));
        assert!(!is_multiple(Bound::from(1e308), Bound::from(0.123_456_789)));
        assert!(is_multiple(Bound::from(1e308), Bound::from(0.5)));
        assert!(is_multiple(Bound::from(9_007_199_254_740_994_i64), Bound::from(2)));
        assert!(!is_multiple(Bound::from(9_007_199_254_740_993_i64), Bound::from(2)));
        assert!(!is_multiple(Bound::from(1e300), Bound::from(i128::MAX)));
        assert!(is_multiple(Bound::from(i128::MIN), Bound::from(2)));
        assert!(is_multiple(Bound::from(0.3_f32), Bound::from(0.1)));
    }
}
