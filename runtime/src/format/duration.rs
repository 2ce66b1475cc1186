//! Durations: the grammar of RFC 3339, Appendix A.

/// `P3Y6M4DT12H30M5S`, `PT36H`, `P2W`: units from large to small without a gap, whole numbers, weeks alone.
#[must_use]
pub const fn is_duration(text: &str) -> bool {
    let text = text.as_bytes();
    let [b'P', rest @ ..] = text else { return false };
    if let (true, []) = units(rest, b"W") {
        return true;
    }
    match units(rest, b"YMD") {
        (any, [b'T', time @ ..]) => match units(time, b"HMS") {
            (true, []) => any || rest.len() > time.len(),
            _ => false,
        },
        (any, rest) => any && rest.is_empty(),
    }
}

/// Numbers, each with the unit that follows the one before; whether there are any, and what comes after them.
const fn units<'t>(text: &'t [u8], of: &[u8]) -> (bool, &'t [u8]) {
    let (mut rest, mut next) = (text, None);
    loop {
        let mut digits = 0;
        while digits < rest.len() && rest[digits].is_ascii_digit() {
            digits += 1;
        }
        if digits == 0 || digits == rest.len() {
            return (next.is_some(), rest);
        }
        let mut unit = match next {
            Some(next) => next,
            None => 0,
        };
        // The first may be any of them; after it there is no gap.
        while next.is_none() && unit < of.len() && of[unit] != rest[digits] {
            unit += 1;
        }
        if unit >= of.len() || of[unit] != rest[digits] {
            return (next.is_some(), rest);
        }
        rest = rest.split_at(digits + 1).1;
        next = Some(unit + 1);
    }
}
