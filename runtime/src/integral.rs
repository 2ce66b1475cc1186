//! Numbers that are integers to JSON Schema and not to serde: `1.0`, `1e3`.

use serde_json::Value;

/// No integer of Rust's has more digits.
const MAX_DIGITS: usize = 39;

/// JSON with such numbers written as integers. `None`: it has none.
pub(crate) fn rewritten(json: &[u8]) -> Option<Vec<u8>> {
    let (mut result, mut done) = (Vec::new(), 0);
    let mut index = 0;
    while let Some(byte) = json.get(index) {
        match byte {
            b'"' => index = end_of_string(json, index),
            b'-' | b'0'..=b'9' => {
                let number = index..end_of_number(json, index);
                index = number.end;
                if let Some(integer) = integer(&json[number.clone()]) {
                    result.extend_from_slice(&json[done..number.start]);
                    result.extend(integer);
                    done = number.end;
                }
            }
            _ => index += 1,
        }
    }
    if done == 0 {
        return None;
    }
    result.extend_from_slice(&json[done..]);
    Some(result)
}

/// A value with such numbers as integers. `None`: it has none.
pub(crate) fn of_value(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) => number.as_f64().filter(|_| number.is_f64()).and_then(of_float).map(Value::from),
        Value::Array(items) => {
            let found: Vec<Option<Value>> = items.iter().map(of_value).collect();
            let is_other = found.iter().any(Option::is_some);
            is_other.then(|| items.iter().zip(found).map(|(item, found)| found.unwrap_or_else(|| item.clone())).collect())
        }
        Value::Object(members) => {
            let found: Vec<Option<Value>> = members.values().map(of_value).collect();
            let is_other = found.iter().any(Option::is_some);
            let members = members.iter().zip(found);
            is_other.then(|| members.map(|((name, member), found)| (name.clone(), found.unwrap_or_else(|| member.clone()))).collect())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => None,
    }
}

/// A number without a fraction as an integer. `None`: it is none, or too large.
pub(crate) fn of_float(number: f64) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0; // 2^63: all below fit an i64
    #[expect(clippy::cast_possible_truncation, reason = "within the limits and without a fraction")]
    (number.fract() == 0.0 && number.abs() < LIMIT).then_some(number as i64)
}

/// Behind the closing quote of the string that begins here.
fn end_of_string(json: &[u8], start: usize) -> usize {
    let mut index = start + 1;
    loop {
        match json.get(index) {
            None => return json.len(),
            Some(b'"') => return index + 1,
            Some(b'\\') => index += 2,
            Some(_) => index += 1,
        }
    }
}

fn end_of_number(json: &[u8], start: usize) -> usize {
    let is_of_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    json[start..].iter().position(|byte| !is_of_number(byte)).map_or(json.len(), |length| start + length)
}

/// A number with a fraction or an exponent as an integer. `None`: it is none, or too large for any type, or an integer as it is.
fn integer(number: &[u8]) -> Option<Vec<u8>> {
    let number = std::str::from_utf8(number).ok()?;
    if !number.contains(['.', 'e', 'E']) {
        return None;
    }
    let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(b"0".to_vec());
    }
    // How many zeros follow, or with a minus, how many digits are behind the point.
    let zeros = exponent.parse::<i32>().ok()?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let digits = match usize::try_from(zeros) {
        Ok(zeros) if digits.len() + zeros <= MAX_DIGITS => format!("{digits}{}", "0".repeat(zeros)),
        Ok(_) => return None,
        Err(_) => {
            let (integer, fraction) = digits.split_at(digits.len().checked_sub(zeros.unsigned_abs() as usize)?);
            fraction.bytes().all(|digit| digit == b'0').then(|| integer.to_owned())?
        }
    };
    Some(format!("{sign}{digits}").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn integers_are_what_has_no_fraction() {
        let cases = [
            ("1.0", Some("1")),
            ("-1.00e2", Some("-100")),
            ("1.50e1", Some("15")),
            ("1200e-2", Some("12")),
            ("0.0", Some("0")),
            ("-0.0e5", Some("0")),
            ("1E+3", Some("1000")),
            ("9007199254740993.0", Some("9007199254740993")),
            ("1e38", Some("100000000000000000000000000000000000000")),
            ("1e39", None),
            ("1e308", None),
            ("1e99999999999", None),
            ("1.5", None),
            ("15e-1", None),
            ("1e-5", None),
            ("17", None),
            (r#"{"1.0":"2.0 \" 3.0","a":[4.0,5,6.5]}"#, Some(r#"{"1.0":"2.0 \" 3.0","a":[4,5,6.5]}"#)),
        ];
        for (json, expected) in cases {
            let found = rewritten(json.as_bytes()).map(|found| String::from_utf8_lossy(&found).into_owned());
            assert_eq!(found.as_deref(), expected, "{json}");
        }
        assert_eq!(rewritten(b"\"1.0\\"), None);
    }
}
