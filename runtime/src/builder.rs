//! Settings go in, one by one and unchecked; a client comes out, or all that is wrong with them.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, USER_AGENT};
use tower_service::Service;

use crate::BoxError;
use crate::base_url::BaseUrl;
use crate::body::Body;
use crate::build_error::{BuildError, BuildProblem};
use crate::client::{Client, Settings};
use crate::headers::{self, Redacted};
use crate::security::Credential;
use crate::transport::Transport;

/// How long a call may take with the default transport.
#[cfg(feature = "reqwest")]
pub(crate) const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How large a reply may be: 32 MiB.
pub(crate) const DEFAULT_MAX_RESPONSE_BYTES: u64 = 32 * 1024 * 1024;

/// Builds a client of type `C`.
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Client> {
    base: Option<BaseUrl>,
    headers: HeaderMap,
    credentials: BTreeMap<String, Credential>,
    timeout: Option<Duration>,
    max_response_bytes: u64,
    is_strict: bool,
    transport: Option<Transport>,
    problems: Vec<BuildProblem>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// With this `User-Agent`, and nothing else set.
    pub fn new(user_agent: &str) -> Self {
        let builder = Self {
            base: None,
            headers: HeaderMap::new(),
            credentials: BTreeMap::new(),
            timeout: None,
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            is_strict: false,
            transport: None,
            problems: Vec::new(),
            client: PhantomData,
        };
        builder.user_agent(user_agent)
    }

    /// Where the API is: `http` or `https`, a host, and perhaps a path that those of the operations are appended to.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        match url.into().parse() {
            Ok(base) => self.base = Some(base),
            Err(error) => self.problems.push(BuildProblem::BaseUrl(error)),
        }
        self
    }

    /// Where the API is: one of the servers that its document lists.
    pub fn server(mut self, server: impl Into<BaseUrl>) -> Self {
        self.base = Some(server.into());
        self
    }

    /// The `User-Agent` of all requests.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        self.header(USER_AGENT.as_str(), &user_agent.into())
    }

    /// How long a call may take: to connect, send, and read the whole reply. 30 seconds by default.
    ///
    /// With a transport of your own there is no limit unless you set one: it needs a Tokio runtime with a timer, and
    /// your transport may not.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// A header of all requests. It takes the place of one of that name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        match header.and_then(|name| Some((headers::value(&name, value)?, name))) {
            Some((value, name)) => drop(self.headers.insert(name, value)),
            None => self.problems.push(BuildProblem::Header(name.to_owned())),
        }
        self
    }

    /// The credential for the security scheme that the document calls `scheme`: its name, or a
    /// [`SecurityScheme`](crate::SecurityScheme). It goes with the requests that ask for
    /// it, and no others.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        let scheme = scheme.into();
        if let Some(problem) = credential.problem() {
            self.problems.push(BuildProblem::Credential { scheme: scheme.clone(), problem });
        }
        self.credentials.insert(scheme, credential);
        self
    }

    /// How large the body of a reply may be, in bytes. 32 MiB by default: it is kept in memory.
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Whether replies are held against the document. By default they are not: what a server sent must not fail a call.
    ///
    /// A strict client, in a test of the server say, takes a reply whose body breaks the document for an error
    /// ([`Error::Decode`](crate::Error::Decode), or for a declared failure [`ApiError::body`](crate::ApiError::body) is `None`). It lists
    /// [all violations](crate::DecodeError::violations): values that break a constraint, values that an enum does not list, values that no variant of a union
    /// fits, and undeclared properties where the document allows none. It reads each body twice.
    pub fn strict(mut self, strict: bool) -> Self {
        self.is_strict = strict;
        self
    }

    /// Sends requests through this service in place of the default transport: another HTTP client, or a stack of
    /// middleware that signs, retries or records. It is cloned for each request.
    ///
    /// ```
    /// use openapi_client::{Body, BoxError, Client, ClientBuilder, http};
    ///
    /// let service = tower::service_fn(|request: http::Request<Body>| async move {
    ///     Ok::<_, BoxError>(http::Response::new(request.into_body()))
    /// });
    /// let client: Client = ClientBuilder::new("echo/1.0").base_url("http://localhost").transport(service).build()?;
    /// # Ok::<_, openapi_client::BuildError>(())
    /// ```
    pub fn transport<S, B>(mut self, service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
        S::Future: Send,
        S::Error: Into<BoxError>,
        B: http_body::Body + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.transport = Some(Transport::service(service));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// All settings that are wrong or missing, at once.
    pub fn build(mut self) -> Result<C, BuildError> {
        let misspelt = self.problems.iter().any(|problem| matches!(problem, BuildProblem::BaseUrl(_)));
        if self.base.is_none() && !misspelt {
            self.problems.push(BuildProblem::MissingBaseUrl);
        }
        let (transport, timeout) = match (self.transport, &self.base) {
            (Some(transport), _) => (Some(transport), self.timeout),
            #[cfg(feature = "reqwest")]
            (None, Some(base)) => match Transport::with_reqwest(base) {
                Ok(transport) => (Some(transport), self.timeout.or(Some(DEFAULT_TIMEOUT))),
                Err(error) => {
                    self.problems.push(BuildProblem::Transport(error));
                    (None, None)
                }
            },
            #[cfg(feature = "reqwest")]
            (None, None) => (None, None),
            #[cfg(not(feature = "reqwest"))]
            (None, _) => {
                self.problems.push(BuildProblem::MissingTransport);
                (None, None)
            }
        };
        match (self.base, transport) {
            (Some(base), Some(transport)) if self.problems.is_empty() => Ok(C::from(Client::from_settings(Settings {
                base,
                headers: self.headers,
                credentials: self.credentials,
                timeout,
                max_response_bytes: self.max_response_bytes,
                is_strict: self.is_strict,
                transport,
            }))),
            _ => Err(BuildError::new(self.problems)),
        }
    }
}

/// Without secrets.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base)
            .field("headers", &Redacted(&self.headers))
            .field("credentials", &self.credentials.keys())
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}
