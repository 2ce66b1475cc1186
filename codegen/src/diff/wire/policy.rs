//! What a project has agreed on with those who use its API.

/// The agreement.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How many days before its end (`x-sunset`) something stable must be deprecated. 0: it need not say when it ends.
    pub deprecation_days_stable: u32,
    /// The same for what is `beta`.
    pub deprecation_days_beta: u32,
    /// What is less stable than this (`x-stability-level`) may change at will.
    pub stability: Stability,
    /// Today, in days since 1970-01-01.
    pub today: i64,
}

/// The values of `x-stability-level`, least stable first. What says nothing is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Default for Policy {
    fn default() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Self {
            deprecation_days_stable: 0,
            deprecation_days_beta: 0,
            stability: Stability::Beta,
            today: i64::try_from(since.as_secs() / 86_400).unwrap_or_default(),
        }
    }
}
