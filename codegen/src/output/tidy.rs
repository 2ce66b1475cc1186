//! What stands in a macro, spaced as a person would: prettyplease, which has no syntax for it, puts a space between all tokens.

/// An entry as a person spaces it: `name: "wire" optional`, `Name: Variant::new().string()`.
pub(super) fn tidy(entry: &str) -> String {
    let mut words = entry.trim();
    let mut result = String::with_capacity(words.len());
    // Between texts, what prettyplease has put apart; inside of them nothing.
    while !words.is_empty() {
        let (code, text) = words.split_at(words.find('"').unwrap_or(words.len()));
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = if result.ends_with('"') && code.starts_with(|letter: char| letter.is_alphabetic()) { " " } else { "" };
        let after = if code.ends_with(':') || code.ends_with(',') { " " } else { "" };
        let mut code = format!("{before}{code}{after}");
        for (apart, together) in [
            (" :: ", "::"),
            (" : ", ": "),
            (" :", ":"),
            (" .", "."),
            (". ", "."),
            (" (", "("),
            ("( ", "("),
            (" )", ")"),
            ("& ", "&"),
            (".. ", ".."),
            (" ,", ","),
            (":: <", "::<"),
            ("::< ", "::<"),
            (" >(", ">("),
        ] {
            code = code.replace(apart, together);
        }
        result.push_str(&code);
        let end = end_of_text(text);
        result.push_str(&text[..end]);
        words = &text[end..];
    }
    result
}

/// How long the text literal is that something begins with.
pub(super) fn end_of_text(text: &str) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        if character == '"' && !escaped {
            return index + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// `json!({ "a" : 1 })` → `json!({ "a": 1 })`.
pub(super) fn json(text: String) -> String {
    const CALL: &str = "serde_json::json!(";
    if !text.contains(CALL) {
        return text;
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find(CALL) {
        let (before, mut value) = rest.split_at(start + CALL.len());
        result.push_str(before);
        let mut depth = 1_usize;
        while depth > 0 && !value.is_empty() {
            let (code, text) = value.split_at(value.find(['"', '(', ')']).unwrap_or(value.len()));
            result.push_str(&code.replace(" : ", ": "));
            let length = match text.as_bytes() {
                [b'"', ..] => end_of_text(text),
                [] => 0,
                [bracket, ..] => {
                    depth = if *bracket == b'(' { depth + 1 } else { depth - 1 };
                    1
                }
            };
            result.push_str(&text[..length]);
            value = &text[length..];
        }
        rest = value;
    }
    result + rest
}
