//! The default transport: reqwest over HTTP/1.1, rustls on ring, the certificates that the platform trusts.
//!
//! No redirect is followed: an API that answers with one is answered to, and no credential goes to another host.

use std::sync::Arc;

use http_body_util::BodyExt;
use reqwest::redirect::Policy;
use rustls::RootCertStore;
use rustls::client::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;

use super::{Erased, Sending};
use crate::body::Body;
use crate::{BaseUrl, BoxError};

pub(super) fn connect(base: &BaseUrl) -> Result<reqwest::Client, BoxError> {
    let client = reqwest::Client::builder().redirect(Policy::none()).tls_backend_preconfigured(tls(base)?).build()?;
    Ok(client)
}

/// reqwest looks for a provider that the process has installed, and panics without one: it gets a whole configuration.
fn tls(base: &BaseUrl) -> Result<ClientConfig, BoxError> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    // Where nothing is encrypted, a platform without certificates (an empty container) is no reason to fail.
    let config = if base.is_https() { config.with_platform_verifier()? } else { config.with_root_certificates(RootCertStore::empty()) };
    Ok(config.with_no_client_auth())
}

impl Erased for reqwest::Client {
    fn send(&self, request: http::Request<Body>) -> Sending {
        let client = self.clone();
        Box::pin(async move {
            // Outside of a Tokio runtime reqwest would panic.
            tokio::runtime::Handle::try_current()?;
            let request = reqwest::Request::try_from(request.map(body)).map_err(without_url)?;
            let response = client.execute(request).await.map_err(without_url)?;
            Ok(http::Response::from(response).map(|body| body.map_err(without_url).boxed_unsync()))
        })
    }
}

/// In memory, reqwest can send it a second time on a fresh connection.
fn body(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    }
}

/// The URL may hold an API key.
fn without_url(error: reqwest::Error) -> BoxError {
    error.without_url().into()
}
