//! The client that all operations of an API go through: settings and a transport, shared by its clones.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method};

use crate::base_url::BaseUrl;
use crate::headers::Redacted;
use crate::request::Request;
use crate::security::Credential;
use crate::transport::Transport;
use crate::validate::{Constraint, Found, Location};

/// What generated clients are made of. Cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

/// What a client is told when it is built.
pub(crate) struct Settings {
    pub(crate) base: BaseUrl,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: BTreeMap<String, Credential>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_response_bytes: u64,
    pub(crate) is_strict: bool,
    pub(crate) transport: Transport,
}

impl Client {
    /// A client with the default transport and default settings.
    ///
    /// A transport that cannot be set up (no trusted certificates on this machine, say) reports that at each call.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn new(base: impl Into<BaseUrl>, user_agent: &str) -> Self {
        let base = base.into();
        let transport = Transport::with_reqwest(&base).unwrap_or_else(Transport::Broken);
        let user_agent = crate::headers::value(&http::header::USER_AGENT, user_agent);
        Self::from_settings(Settings {
            base,
            headers: user_agent.map(|value| (http::header::USER_AGENT, value)).into_iter().collect(),
            credentials: BTreeMap::new(),
            timeout: Some(crate::builder::DEFAULT_TIMEOUT),
            max_response_bytes: crate::builder::DEFAULT_MAX_RESPONSE_BYTES,
            is_strict: false,
            transport,
        })
    }

    /// A request to the path that this template makes: `/pets/{petId}`.
    pub fn request(&self, method: Method, template: &'static str) -> Request {
        Request::new(self.clone(), method, template)
    }

    /// Likewise, with a method that has no constant.
    pub fn request_named(&self, method: &'static str, template: &'static str) -> Request {
        match Method::from_bytes(method.as_bytes()) {
            Ok(method) => self.request(method, template),
            Err(_) => self
                .request(Method::GET, template)
                .check(Location::Url, |at, violations| violations.push(at, Constraint::Method, Found::Other)),
        }
    }

    pub(crate) fn from_settings(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.0.base
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    pub(crate) fn credentials(&self) -> &BTreeMap<String, Credential> {
        &self.0.credentials
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.0.timeout
    }

    pub(crate) fn max_response_bytes(&self) -> u64 {
        self.0.max_response_bytes
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.0.is_strict
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.0.transport
    }
}

/// Without secrets: credentials by the names of their schemes.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings { base, headers, credentials, timeout, max_response_bytes, is_strict, transport } = &*self.0;
        f.debug_struct("Client")
            .field("base_url", &base.as_str())
            .field("headers", &Redacted(headers))
            .field("credentials", &credentials.keys())
            .field("timeout", timeout)
            .field("max_response_bytes", max_response_bytes)
            .field("strict", is_strict)
            .field("transport", transport)
            .finish()
    }
}
