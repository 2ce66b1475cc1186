//! What a project has agreed on with those who use its API.

use serde::Deserialize;

/// The agreement.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How many days before its end (`x-sunset`) something stable must be deprecated. 0: it need not say when it ends.
    pub deprecation_days_stable: u32,
    /// The same for what is `beta`.
    pub deprecation_days_beta: u32,
    /// What is less stable than this (`x-stability-level`) may change at will.
    pub stability: Stability,
    /// Whether `info.version` must tell of what changed.
    pub versions: bool,
    /// Today, in days since 1970-01-01.
    pub today: i64,
}

/// The values of `x-stability-level`, least stable first. What says nothing is stable.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Stability {
    /// `draft`
    Draft,
    /// `alpha`
    Alpha,
    /// `beta`
    Beta,
    /// `stable`
    Stable,
}

impl Policy {
    /// How many days before its end something must be deprecated.
    pub(super) fn days(&self, stability: Stability) -> u32 {
        match stability {
            Stability::Draft | Stability::Alpha => 0,
            Stability::Beta => self.deprecation_days_beta,
            Stability::Stable => self.deprecation_days_stable,
        }
    }
}

impl Stability {
    /// As documents have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Alpha => "alpha",
            Self::Beta => "beta",
            Self::Stable => "stable",
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Self {
            deprecation_days_stable: 0,
            deprecation_days_beta: 0,
            stability: Stability::Beta,
            versions: false,
            today: i64::try_from(since.as_secs() / 86_400).unwrap_or_default(),
        }
    }
}
