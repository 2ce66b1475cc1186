//! Characters of a text in UTF-8, forwards and backwards, in `const` functions.

/// Where the character at `at` ends.
pub(super) const fn next(bytes: &[u8], at: u32) -> u32 {
    let mut end = at + 1;
    while (end as usize) < bytes.len() && is_inside(bytes[end as usize]) {
        end += 1;
    }
    end
}

/// Where the character before `at` starts.
pub(super) const fn previous(bytes: &[u8], at: u32) -> u32 {
    let mut start = at - 1;
    while start > 0 && is_inside(bytes[start as usize]) {
        start -= 1;
    }
    start
}

const fn is_inside(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// The character from `start` to `end`.
pub(super) const fn decode(bytes: &[u8], start: u32, end: u32) -> u32 {
    // The first byte has a bit for each that follows, and one more, then its part of the number.
    let mut point = match end - start {
        1 => bytes[start as usize] as u32,
        2 => bytes[start as usize] as u32 & 0b0001_1111,
        3 => bytes[start as usize] as u32 & 0b0000_1111,
        _ => bytes[start as usize] as u32 & 0b0000_0111,
    };
    let mut at = start + 1;
    while at < end {
        point = point << 6 | bytes[at as usize] as u32 & 0b0011_1111;
        at += 1;
    }
    point
}

/// Whether a class has a character.
pub(super) const fn contains(class: &[(char, char)], point: u32) -> bool {
    let (mut low, mut high) = (0, class.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let (first, last) = class[middle];
        if point < first as u32 {
            high = middle;
        } else if point > last as u32 {
            low = middle + 1;
        } else {
            return true;
        }
    }
    false
}
