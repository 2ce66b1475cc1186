//! Punycode (RFC 3492): labels of host names in ASCII.

/// The most bytes that a label may have in ASCII (RFC 1034 §3.1), and so the most characters.
pub(super) const LIMIT: usize = 63;

/// The characters of a label.
pub(super) struct Label {
    pub(super) values: [u32; LIMIT],
    pub(super) length: usize,
}

/// The parameter of Punycode (RFC 3492 §5) for all host names.
const BASE: u32 = 36;

/// How large a digit must be to be the last one of its number.
const fn threshold(place: u32, bias: u32) -> u32 {
    if place <= bias {
        1
    } else if place >= bias + 26 {
        26
    } else {
        place - bias
    }
}

const fn adapted(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut place = 0;
    while delta > 455 {
        delta /= 35;
        place += BASE;
    }
    place + 36 * delta / (delta + 38)
}

/// How long a label is in Punycode, without `xn--`.
pub(super) const fn encoded_length(label: &Label) -> usize {
    let Label { values, length } = label;
    let (mut written, mut index) = (0_usize, 0);
    while index < *length {
        written += (values[index] < 0x80) as usize;
        index += 1;
    }
    let mut done = 0_u32;
    while (done as usize) < written {
        done += 1;
    }
    let is_mixed = written > 0;
    written += is_mixed as usize;
    let (mut next, mut delta, mut bias, mut is_first) = (0x80_u32, 0_u32, 72, true);
    while (done as usize) < *length {
        let (mut smallest, mut index) = (u32::MAX, 0);
        while index < *length {
            if values[index] >= next && values[index] < smallest {
                smallest = values[index];
            }
            index += 1;
        }
        delta = delta.saturating_add((smallest - next).saturating_mul(done + 1));
        next = smallest;
        index = 0;
        while index < *length {
            if values[index] < next {
                delta += 1;
            } else if values[index] == next {
                let (mut rest, mut place) = (delta, BASE);
                loop {
                    written += 1;
                    let threshold = threshold(place, bias);
                    if rest < threshold {
                        break;
                    }
                    rest = (rest - threshold) / (BASE - threshold);
                    place += BASE;
                }
                bias = adapted(delta, done + 1, is_first);
                (delta, is_first) = (0, false);
                done += 1;
            }
            index += 1;
        }
        delta += 1;
        next += 1;
    }
    written
}

/// What Punycode stands for. `None`: it is none, or ASCII alone.
pub(super) const fn decoded(text: &[u8]) -> Option<Label> {
    let mut label = Label { values: [0; LIMIT], length: 0 };
    // What is ASCII stands before the last hyphen.
    let mut index = text.len();
    while index > 0 && text[index - 1] != b'-' {
        index -= 1;
    }
    let mut basic = 0;
    while basic + 1 < index {
        label.values[basic] = text[basic].to_ascii_lowercase() as u32;
        basic += 1;
    }
    label.length = basic;
    let (mut next, mut at, mut bias, mut points) = (0x80_u32, 0_u32, 72, 1);
    while points as usize <= basic {
        points += 1;
    }
    while index < text.len() {
        let (before, mut weight, mut place) = (at, 1_u32, BASE);
        loop {
            if index == text.len() {
                return None;
            }
            let digit = match text[index] {
                letter @ (b'a'..=b'z' | b'A'..=b'Z') => (letter | 0x20) - b'a',
                digit @ b'0'..=b'9' => digit - b'0' + 26,
                _ => return None,
            } as u32;
            index += 1;
            at = match digit.checked_mul(weight) {
                Some(more) if more < u32::MAX - at => at + more,
                _ => return None,
            };
            let threshold = threshold(place, bias);
            if digit < threshold {
                break;
            }
            weight = weight.saturating_mul(BASE - threshold);
            place += BASE;
        }
        bias = adapted(at - before, points, before == 0);
        next = next.saturating_add(at / points);
        at %= points;
        if label.length == LIMIT || next > 0x10_FFFF {
            return None;
        }
        let mut moved = label.length;
        while moved > at as usize {
            label.values[moved] = label.values[moved - 1];
            moved -= 1;
        }
        label.values[moved] = next;
        label.length += 1;
        points += 1;
        at += 1;
    }
    if label.length > basic { Some(label) } else { None }
}
