//! What can be wrong with the settings of a client.

use std::fmt;

use crate::base_url::InvalidBaseUrl;
use crate::error::TransportError;

/// All that is wrong with the settings of a client.
#[derive(Clone, Debug)]
pub struct BuildError(Vec<BuildProblem>);

/// One wrong or missing setting.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum BuildProblem {
    /// Nobody said where the API is.
    MissingBaseUrl,
    /// The base URL is none.
    BaseUrl(InvalidBaseUrl),
    /// This header has a name or a value that cannot be sent.
    Header(String),
    /// The credential for this scheme cannot be sent.
    Credential {
        /// The name of the scheme.
        scheme: String,
        /// Why it cannot be sent.
        problem: &'static str,
    },
    /// Without the feature `reqwest` there is no default transport.
    MissingTransport,
    /// The default transport cannot be set up.
    Transport(TransportError),
}

impl BuildError {
    pub(crate) fn new(problems: Vec<BuildProblem>) -> Self {
        Self(problems)
    }

    /// Each of them.
    #[must_use]
    pub fn problems(&self) -> &[BuildProblem] {
        &self.0
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the client cannot be built: ")?;
        for (index, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for BuildError {}

impl fmt::Display for BuildProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingBaseUrl => f.write_str("there is no base URL: set `server` or `base_url`"),
            Self::BaseUrl(error) => error.fmt(f),
            Self::Header(name) => write!(f, "the header `{name}` has a name or a value that cannot be sent"),
            Self::Credential { scheme, problem } => write!(f, "the credential `{scheme}` {problem}"),
            Self::MissingTransport => f.write_str("there is no transport: set `transport`, or enable the feature `reqwest`"),
            Self::Transport(error) => write!(f, "the default transport cannot be set up: {}", error.cause()),
        }
    }
}
