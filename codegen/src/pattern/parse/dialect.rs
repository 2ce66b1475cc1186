//! What other engines write in another way than ECMA-262, and can mean one thing only.

/// The inside of `/^…$/i`. A slash that a string has to begin with before its start is never one.
pub(super) fn without_delimiters(pattern: &str) -> Option<String> {
    let (inner, flags) = pattern.strip_prefix('/')?.rsplit_once('/')?;
    let is_delimited = inner.starts_with('^') || inner.ends_with('$');
    if !is_delimited || !flags.chars().all(|flag| "gimsuvy".contains(flag)) {
        return None;
    }
    let flags: String = flags.chars().filter(|flag| "ims".contains(*flag)).collect();
    let inner = inner.replace("\\/", "/");
    Some(if flags.is_empty() { inner } else { format!("(?{flags}:{inner})") })
}

/// The pattern with one thing translated: what is wrong at an offset. `None`: ECMA-262 has no other way to say it.
pub(super) fn translated(pattern: &str, offset: usize) -> Option<String> {
    let (before, rest) = (pattern.get(..offset)?, pattern.get(offset..)?);
    for (written, meant) in SPELLINGS {
        if let Some(after) = rest.strip_prefix(written) {
            return Some(format!("{before}{meant}{after}"));
        }
    }
    if let Some((name, after)) = rest.strip_prefix("(?P=").and_then(|rest| rest.split_once(')')) {
        return Some(format!("{before}\\k<{name}>{after}"));
    }
    if let Some((flags, after)) = rest.strip_prefix("(?").filter(|_| offset == 0).and_then(|rest| rest.split_once(')'))
        && !flags.is_empty()
        && flags.chars().all(|flag| "imsuU".contains(flag))
    {
        let flags: String = flags.chars().filter(|flag| "ims".contains(*flag)).collect();
        return Some(if flags.is_empty() { after.to_owned() } else { format!("(?{flags}:{after})") });
    }
    for sign in ["\\p", "\\P"] {
        if let Some(after) = rest.strip_prefix(sign)
            && let Some(letter) = after.chars().next().filter(char::is_ascii_alphabetic)
        {
            return Some(format!("{before}{sign}{{{letter}}}{}", &after[1..]));
        }
    }
    // What makes an engine faster, and at most lets more strings pass.
    if let Some(after) = rest.strip_prefix('+').filter(|_| before.ends_with(['*', '+', '?', '}'])) {
        return Some(format!("{before}{after}"));
    }
    None
}

/// What is written at the place of a mistake, and what ECMA-262 writes.
const SPELLINGS: &[(&str, &str)] =
    &[("(?P<", "(?<"), ("(?>", "(?:"), ("\\A", "^"), ("\\Z", "$"), ("\\z", "$"), ("\\a", "\\x07"), ("\\e", "\\x1B")];
