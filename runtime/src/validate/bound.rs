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

/// Whether `value` is a multiple of `divisor`, in decimal: 0.3 is one of 0.1.
///
/// Where the digits exceed what fits 128 bits, the answer is yes: a doubt must not stop a request.
pub(crate) fn is_multiple(value: Bound, divisor: Bound) -> bool {
    let (Some((value, value_exponent)), Some((divisor, divisor_exponent))) = (decimal(value), decimal(divisor)) else {
        return true;
    };
    if value == 0 || divisor == 0 {
        return true;
    }
    match u32::try_from(value_exponent - divisor_exponent) {
        Ok(shift) => times_power_of_ten(value % divisor, shift, divisor).is_none_or(|rest| rest == 0),
        // The divisor, written in the value's last digit, is larger than any value that we can hold.
        Err(_) => 10_i128
            .checked_pow((divisor_exponent - value_exponent).unsigned_abs())
            .and_then(|power| divisor.checked_mul(power))
            .is_some_and(|divisor| value % divisor == 0),
    }
}

/// `value * 10^power % modulus`, step by step, as 10^power itself may be huge.
fn times_power_of_ten(value: i128, power: u32, modulus: i128) -> Option<i128> {
    (0..power).try_fold(value, |rest, _| Some(rest.checked_mul(10)? % modulus))
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
    }
}
