//! How a call can fail: one type per kind of failure.

mod api;
mod decode;
mod kinds;

use std::convert::Infallible;
use std::fmt;

use http::StatusCode;

pub use api::ApiError;
pub use decode::DecodeError;
pub(crate) use decode::problem;
pub use kinds::{InvalidRequest, Timeout, TooLarge, TransportError};

/// Why a call failed. `E` is the body that the document declares for failures; without one it is [`Infallible`].
///
/// Neither `Debug` nor `Display` shows bodies or secret headers.
#[non_exhaustive]
pub enum Error<E = Infallible> {
    /// The request breaks the document, or cannot be written; nothing was sent.
    InvalidRequest(InvalidRequest),
    /// The request or the reply did not get through.
    Transport(TransportError),
    /// The call took too long. The API may have acted on it.
    Timeout(Timeout),
    /// The API answered, but not with a success that the document declares.
    Api(ApiError<E>),
    /// The API answered with success, and a body that is not what the document declares.
    Decode(DecodeError),
    /// The reply is larger than the client accepts.
    TooLarge(TooLarge),
}

impl<E> Error<E> {
    /// The status of the reply, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::InvalidRequest(_) | Self::Transport(_) | Self::Timeout(_) => None,
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::TooLarge(error) => Some(error.status()),
        }
    }

    /// Whether the call took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// The same error without the type of the body (its bytes are kept), to unite the errors of several operations.
    #[must_use]
    pub fn erase(self) -> Error {
        match self {
            Self::InvalidRequest(error) => Error::InvalidRequest(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Timeout(error) => Error::Timeout(error),
            Self::Api(error) => Error::Api(error.erase()),
            Self::Decode(error) => Error::Decode(error),
            Self::TooLarge(error) => Error::TooLarge(error),
        }
    }
}

/// What can go wrong before there is a reply to decode: the same for every operation.
pub(crate) enum Failure {
    InvalidRequest(InvalidRequest),
    Transport(TransportError),
    Timeout(Timeout),
    TooLarge(TooLarge),
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(error) => Self::InvalidRequest(error),
            Failure::Transport(error) => Self::Transport(error),
            Failure::Timeout(error) => Self::Timeout(error),
            Failure::TooLarge(error) => Self::TooLarge(error),
        }
    }
}

impl<E> Error<E> {
    fn kind(&self) -> &(dyn std::error::Error + 'static)
    where
        E: 'static,
    {
        match self {
            Self::InvalidRequest(error) => error,
            Self::Transport(error) => error,
            Self::Timeout(error) => error,
            Self::Api(error) => error,
            Self::Decode(error) => error,
            Self::TooLarge(error) => error,
        }
    }
}

impl<E: 'static> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.kind(), f)
    }
}

impl<E: 'static> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.kind(), f)
    }
}

impl<E: 'static> std::error::Error for Error<E> {
    /// What is behind the failure: each kind speaks for itself, so it is not its own source.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.kind().source()
    }
}
