//! Headers: text to values that can travel, and what of them may show.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

/// Parts of the names of headers that carry secrets, in lower case as `HeaderName` has them.
const SECRET: [&str; 9] = ["auth", "cookie", "credential", "key", "password", "secret", "session", "signature", "token"];

/// The value of this header, marked where it may be a secret; `None` where the text cannot be one.
///
/// `http` lets bytes beyond ASCII pass, which no two servers read alike.
pub(crate) fn value(name: &HeaderName, text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok().filter(|_| text.is_ascii())?;
    value.set_sensitive(is_secret(name));
    Some(value)
}

/// Whether a header of this name may carry a secret.
fn is_secret(name: &HeaderName) -> bool {
    SECRET.iter().any(|part| name.as_str().contains(part))
}

/// Headers without their secrets.
pub(crate) struct Redacted<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.0 {
            if is_secret(name) || value.is_sensitive() {
                map.entry(&name.as_str(), &format_args!("…"));
            } else {
                map.entry(&name.as_str(), value);
            }
        }
        map.finish()
    }
}
