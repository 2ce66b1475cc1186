//! Dates and times: RFC 3339 §5.6.

/// `date ("T" / "t") time`, in words `full-date` and `full-time`: `2024-02-29T23:59:59.25+01:00`.
#[must_use]
pub const fn is_date_time(text: &str) -> bool {
    let text = text.as_bytes();
    if text.len() < 11 {
        return false;
    }
    let (date, rest) = text.split_at(10);
    matches!(rest[0], b'T' | b't') && is_day(date) && is_clock(rest.split_at(1).1)
}

/// `full-date`: `2024-02-29`.
#[must_use]
pub const fn is_date(text: &str) -> bool {
    is_day(text.as_bytes())
}

/// `full-time`: `23:59:59.25+01:00`.
#[must_use]
pub const fn is_time(text: &str) -> bool {
    is_clock(text.as_bytes())
}

/// `year "-" month "-" day`, on the calendar.
const fn is_day(text: &[u8]) -> bool {
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    1 <= day && day <= last
}

/// `hour ":" minute ":" second ["." digits] offset`
const fn is_clock(text: &[u8]) -> bool {
    if text.len() < 9 || text[2] != b':' || text[5] != b':' {
        return false;
    }
    let (Some(hour), Some(minute), Some(second)) = (number(text, 0, 2), number(text, 3, 2), number(text, 6, 2)) else {
        return false;
    };
    let mut end = 8;
    if text[end] == b'.' {
        end += 1;
        let first = end;
        while end < text.len() && text[end].is_ascii_digit() {
            end += 1;
        }
        if end == first {
            return false;
        }
    }
    let Some(offset) = offset_minutes(text.split_at(end).1) else {
        return false;
    };
    if hour > 23 || minute > 59 || second > 60 {
        return false;
    }
    // A leap second is the last one of a day in UTC, wherever the clock is.
    second < 60 || (hour * 60 + minute - offset).rem_euclid(24 * 60) == 23 * 60 + 59
}

/// `"Z" / "z" / ("+" / "-") hour ":" minute`, in minutes.
const fn offset_minutes(text: &[u8]) -> Option<i32> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => match (number(text, 1, 2), number(text, 4, 2)) {
            (Some(hour @ 0..=23), Some(minute @ 0..=59)) => {
                let minutes = hour * 60 + minute;
                Some(if *sign == b'-' { -minutes } else { minutes })
            }
            _ => None,
        },
        _ => None,
    }
}

/// The number that `count` digits at `start` write. The caller knows that they are there.
const fn number(text: &[u8], start: usize, count: usize) -> Option<i32> {
    let mut value = 0;
    let mut index = start;
    while index < start + count {
        if !text[index].is_ascii_digit() {
            return None;
        }
        value = value * 10 + (text[index] - b'0') as i32;
        index += 1;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use crate::{Date, DateTime};

    const LEAP_DAY: Date = Date::from_static("2024-02-29");
    const LEAP_SECOND: DateTime = DateTime::from_static("1998-12-31T15:59:60.123-08:00");

    #[test]
    fn dates() {
        assert_eq!(LEAP_DAY.as_str(), "2024-02-29");
        for good in ["0000-01-01", "2000-02-29", "2023-12-31", "1900-02-28"] {
            assert!(good.parse::<Date>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-13-01",
            "2023-00-01",
            "2023-01-00",
            "2023-1-01",
            "2023-01-32",
            "02023-01-1",
            "2023/01/01",
            "2023-01-01Z",
            "２０２３-01-01",
            "-023-01-01",
            "2023-01-0١",
        ] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_and_times() {
        assert_eq!(LEAP_SECOND.to_string(), "1998-12-31T15:59:60.123-08:00");
        for good in [
            "1963-06-19T08:30:06.283185Z",
            "1963-06-19t08:30:06z",
            "1990-12-31T23:59:60Z",
            "2024-01-01T00:00:00-00:00",
            "2024-02-29T23:59:59+23:59",
            "2017-01-01T05:29:60+05:30",
        ] {
            assert!(good.parse::<DateTime>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "2024-01-01",
            "2024-01-01T",
            "2024-01-01 00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:61Z",
            "1998-12-31T23:58:60Z",
            "1998-12-31T22:59:60Z",
            "1998-12-31T23:59:60+01:00",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00+00:60",
            "2024-01-01T00:00:00+0000",
            "2024-01-01T00:00:00+00",
            "2024-01-01T00:00:00ZZ",
            "2023-02-29T00:00:00Z",
            "2024-01-01T00:00:00.1२Z",
            "2024-01-01T0٠:00:00Z",
            "2024-01-01T00:00:00,5Z",
            "2024-01-01T00:00Z",
        ] {
            assert!(bad.parse::<DateTime>().is_err(), "{bad}");
        }
    }
}
