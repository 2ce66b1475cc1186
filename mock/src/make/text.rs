//! Strings: in comes a merged schema, out come candidates that might meet its format, its pattern and its lengths.

use serde_json::Value;

use super::merge::Merged;
use super::pattern;

/// No string is made longer than this, whatever `minLength` says.
const LONGEST: u64 = 100_000;

/// Candidates, the most promising first; never none.
pub(super) fn candidates(schema: &Merged, salt: usize) -> Vec<String> {
    let least = usize::try_from(schema.count("minLength").unwrap_or(0).min(LONGEST)).unwrap_or(0);
    let most = usize::try_from(schema.count("maxLength").unwrap_or(LONGEST).min(LONGEST)).unwrap_or(0);
    let format = schema.get("format").and_then(Value::as_str);
    let encoding = schema.get("contentEncoding").and_then(Value::as_str);
    let formatted = format.or(encoding).and_then(|format| formatted(format, salt, least));
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let patterned =
        pattern.into_iter().flat_map(|pattern| (0..6).filter_map(move |round| pattern::matching(pattern, salt + round, least, most)));
    let mut candidates: Vec<String> =
        if pattern.is_some() { patterned.chain(formatted).collect() } else { formatted.into_iter().collect() };
    candidates.dedup();
    candidates.push(plain(salt, least, most));
    candidates
}

/// A valid string of a format that validators know, or that clients parse.
fn formatted(format: &str, salt: usize, least: usize) -> Option<String> {
    Some(match format {
        "date" => format!("2024-01-{:02}", 2 + salt % 26),
        "date-time" => format!("2024-01-02T03:04:{:02}Z", 5 + salt % 50),
        "time" => format!("03:04:{:02}Z", 5 + salt % 50),
        "duration" => format!("P{}D", 1 + salt),
        "email" | "idn-email" => format!("user{salt}@example.com"),
        "hostname" | "idn-hostname" => format!("host{salt}.example.com"),
        "ipv4" | "ip" => format!("192.0.2.{}", 1 + salt % 250),
        "ipv6" => format!("2001:db8::{:x}", 1 + salt % 65_535),
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" | "uri-template" => {
            let start = format!("https://example.com/{salt}");
            let missing = least.saturating_sub(start.len());
            start + &"a".repeat(missing)
        }
        "uuid" => format!("00000000-0000-4000-8000-{salt:012x}"),
        "json-pointer" => format!("/{salt}"),
        "decimal" => format!("{salt}.50"),
        "relative-json-pointer" => salt.to_string(),
        "regex" => format!("^{salt}$"),
        // "mock", with as many groups before it as it takes.
        "byte" | "base64" => "AAAA".repeat(salt + least.saturating_sub(8).div_ceil(4)) + "bW9jaw==",
        "base64url" => "AAAA".repeat(salt + least.div_ceil(4)) + "bW9jaw",
        _ => return None,
    })
}

fn plain(salt: usize, least: usize, most: usize) -> String {
    let start = if salt == 0 { "text".to_owned() } else { format!("{salt}text") };
    let fill = "a".repeat(least.saturating_sub(start.len()));
    (start + &fill).chars().take(most).collect()
}
