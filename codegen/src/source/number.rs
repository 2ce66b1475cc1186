//! Numbers as written. `9223372036854775808`, `1e400` and `0.1` all lose something as an `f64`; nothing is lost here.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde_json::Value;

/// A number of a document, exactly. Compared by value: `1`, `1.0` and `10e-1` are equal.
#[derive(Clone, Debug)]
pub struct Number {
    text: Box<str>,
}

/// `0.DIGITS × 10^magnitude`. No zeros around the digits, none at all for zero.
struct Parts {
    negative: bool,
    digits: Vec<u8>,
    magnitude: i64,
}

impl Number {
    /// The number that a text is: what JSON calls one, or with a leading `+`, or without digits on one side of the dot.
    /// A zero before other digits makes it none, since readers disagree on whether `017` is 17 or 15.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) =
            unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let octal_like = whole.len() > 1 && whole.starts_with('0');
        let exponent_ok = exponent.is_none_or(|text| {
            let text = text.strip_prefix(['+', '-']).unwrap_or(text);
            !text.is_empty() && digits(text)
        });
        let ok = digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && !octal_like && exponent_ok;
        ok.then(|| Self { text: text.into() })
    }

    /// The text as it stands in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether its value is whole, however it is written: `1.0` and `1e3` are.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        let Parts { digits, magnitude, .. } = self.parts();
        i64::try_from(digits.len()).is_ok_and(|length| length <= magnitude.max(0))
    }

    /// Whether it is less than zero. `-0` is not.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.parts().negative
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        let Parts { negative, digits, magnitude } = self.parts();
        let zeros = usize::try_from(magnitude).unwrap_or(0).checked_sub(digits.len())?;
        // 39 digits are the most an `i128` has: this keeps `1e999999999` from counting that far.
        if zeros > 39 {
            return None;
        }
        let digits = digits.into_iter().map(|byte| i128::from(byte - b'0')).chain(std::iter::repeat_n(0, zeros));
        digits.into_iter().try_fold(0_i128, |value, digit| {
            let value = value.checked_mul(10)?;
            if negative { value.checked_sub(digit) } else { value.checked_add(digit) }
        })
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128()?.try_into().ok()
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128()?.try_into().ok()
    }

    /// The nearest finite `f64`.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        // The grammar is a part of what `f64` parses.
        let value = self.text.parse::<f64>().unwrap_or_default();
        value.clamp(f64::MIN, f64::MAX)
    }

    /// The nearest number of `serde_json`: an `i64` or `u64` if it is written without dot and exponent and fits, else an `f64`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let plain = !self.text.contains(['.', 'e', 'E']) && self.text.as_ref() != "-0";
        let integer = if plain { self.as_i128() } else { None };
        if let Some(value) = integer.and_then(|value| u64::try_from(value).ok()) {
            return Value::from(value);
        }
        if let Some(value) = integer.and_then(|value| i64::try_from(value).ok()) {
            return Value::from(value);
        }
        Value::from(self.as_f64())
    }

    fn parts(&self) -> Parts {
        let negative = self.text.starts_with('-');
        let unsigned = self.text.trim_start_matches(['+', '-']);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = whole.bytes().chain(fraction.bytes());
        let leading = all.clone().take_while(|byte| *byte == b'0').count();
        let mut digits: Vec<u8> = all.skip(leading).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Parts { negative: false, digits, magnitude: 0 };
        }
        let length = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        // An exponent too long for an `i64` is as good as the longest: the value is beyond everything either way.
        let exponent = exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX });
        let magnitude = exponent.saturating_add(length(whole.len())).saturating_sub(length(leading));
        Parts { negative, digits, magnitude }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (self.parts(), other.parts());
        let sign = |parts: &Parts| match (parts.digits.is_empty(), parts.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let size = || (left.magnitude, &left.digits).cmp(&(right.magnitude, &right.digits));
        sign(&left).cmp(&sign(&right)).then_with(|| if left.negative { size().reverse() } else { size() })
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Parts { negative, digits, magnitude } = self.parts();
        (negative, digits, magnitude).hash(state);
    }
}
