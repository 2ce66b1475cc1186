//! Text that must not show.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::validate::{At, Validate, Violations};

/// A password or the like (`format: password`): sent as it is, never shown.
///
/// There is deliberately no `Display`: a placeholder would pass for the text, and be sent in its place.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text, in the open.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Validate for Secret {
    fn validate(&self, _: &At<'_>, _: &mut Violations) {}
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn shows_nothing() {
        let secret = Secret::from("hunter2");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(serde_json::to_string(&secret).ok().as_deref(), Some("\"hunter2\""));
        assert_eq!(secret.expose(), "hunter2");
    }
}
