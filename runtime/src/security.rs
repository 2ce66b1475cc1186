//! Who may know what: the security schemes of a document, the credentials of a client, and which request carries which.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::AUTHORIZATION;

use crate::headers;
use crate::validate::Constraint;

/// A security scheme of the document: its name there, and how its credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl SecurityScheme {
    /// A token in `Authorization: Bearer …`: HTTP bearer, OAuth 2 and OIDC.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: Kind::Bearer }
    }

    /// A user and a password in `Authorization: Basic …`.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: Kind::Basic }
    }

    /// A key in this header.
    #[must_use]
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self { name, kind: Kind::Header(header) }
    }

    /// A key in this parameter of the query.
    #[must_use]
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, kind: Kind::Query(parameter) }
    }

    /// A key in this cookie.
    #[must_use]
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, kind: Kind::Cookie(cookie) }
    }
}

/// Its name in the document, which is what a credential is given for.
impl From<SecurityScheme> for String {
    fn from(scheme: SecurityScheme) -> Self {
        scheme.name.to_owned()
    }
}

/// What a client proves its rights with. Never shown.
#[derive(Clone)]
pub struct Credential(Secrets);

#[derive(Clone)]
enum Secrets {
    Bearer(String),
    Basic { user: String, password: String },
    ApiKey(String),
}

impl Credential {
    /// A token, for bearer, OAuth 2 and OIDC schemes.
    #[must_use]
    pub fn bearer(token: impl Into<String>) -> Self {
        Self(Secrets::Bearer(token.into()))
    }

    /// A user and a password.
    #[must_use]
    pub fn basic(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Secrets::Basic { user: user.into(), password: password.into() })
    }

    /// A key, for API key schemes.
    #[must_use]
    pub fn api_key(key: impl Into<String>) -> Self {
        Self(Secrets::ApiKey(key.into()))
    }

    /// What makes this credential useless whatever the scheme, said without it.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match &self.0 {
            Secrets::Bearer(token) if headers::value(&AUTHORIZATION, token).is_none() => {
                Some("has a token with a character that a header cannot carry (a line break at its end?)")
            }
            Secrets::Basic { user, .. } if user.contains(':') => {
                Some("has a user name with a colon, which ends user names in Basic authentication")
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Secrets::Bearer(_) => "Credential::bearer(…)",
            Secrets::Basic { .. } => "Credential::basic(…)",
            Secrets::ApiKey(_) => "Credential::api_key(…)",
        })
    }
}

/// Where a credential goes, ready to be put there.
pub(crate) enum Placed {
    Header(&'static str, HeaderValue),
    Query(&'static str, String),
    Cookie(&'static str, String),
}

/// The alternative to use: the first that the client has all credentials for.
///
/// `None` where there is no such, or where only the empty alternative is satisfied: nothing is to be sent then.
pub(crate) fn choose(
    alternatives: &'static [&'static [SecurityScheme]],
    credentials: &BTreeMap<String, Credential>,
) -> Option<&'static [SecurityScheme]> {
    alternatives.iter().copied().find(|schemes| !schemes.is_empty() && schemes.iter().all(|scheme| credentials.contains_key(scheme.name)))
}

/// Puts a credential where its scheme wants it.
pub(crate) fn place(scheme: SecurityScheme, credential: &Credential) -> Result<Placed, Constraint> {
    match (scheme.kind, &credential.0) {
        (Kind::Bearer, Secrets::Bearer(token)) => Ok(Placed::Header("authorization", sensitive(&format!("Bearer {token}"))?)),
        (Kind::Basic, Secrets::Basic { user, password }) => {
            let encoded = STANDARD.encode(format!("{user}:{password}"));
            Ok(Placed::Header("authorization", sensitive(&format!("Basic {encoded}"))?))
        }
        (Kind::Header(name), Secrets::ApiKey(key)) => Ok(Placed::Header(name, sensitive(key)?)),
        (Kind::Query(name), Secrets::ApiKey(key)) => Ok(Placed::Query(name, key.clone())),
        (Kind::Cookie(name), Secrets::ApiKey(key)) => Ok(Placed::Cookie(name, key.clone())),
        _ => Err(Constraint::CredentialKind),
    }
}

fn sensitive(value: &str) -> Result<HeaderValue, Constraint> {
    // As for `Authorization`, whatever the header that a document puts a key in: it is a secret.
    headers::value(&AUTHORIZATION, value).ok_or(Constraint::HeaderValue)
}
