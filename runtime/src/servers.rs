//! Which base URL a request has: the call's, the operation's, the client's.

use crate::base_url::{BaseUrl, InvalidBaseUrl};

/// Where a request goes, if not to the client's base URL.
#[derive(Clone, Debug, Default)]
pub(crate) struct Servers {
    /// Of this one call.
    pub(crate) call: Option<BaseUrl>,
    /// Of the operation: an absolute URL, or a path on the client's host.
    pub(crate) operation: Option<&'static str>,
    /// Of the operation, beside one of the document's servers.
    pub(crate) beside: Vec<(&'static str, &'static str)>,
}

impl Servers {
    /// The base URL of the request of a client that has this one.
    pub(crate) fn base(&self, client: &BaseUrl) -> Result<BaseUrl, InvalidBaseUrl> {
        let beside = self.beside.iter().find(|(server, _)| *server == client.as_str()).map(|(_, url)| *url);
        match (&self.call, beside.or(self.operation)) {
            (Some(url), _) => Ok(url.clone()),
            (None, Some(path)) if path.starts_with('/') => Ok(client.with_path(path)),
            (None, Some(url)) if client.is_documented() => url.parse(),
            _ => Ok(client.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_counts() {
        const EUROPE: BaseUrl = BaseUrl::from_static("https://eu.example.com/v1");
        const SANDBOX: BaseUrl = BaseUrl::from_static("https://sandbox.example.com/v1");
        let base = |servers: &Servers, client: &BaseUrl| servers.base(client).map(|base| base.as_str().to_owned());
        let own: Result<BaseUrl, _> = "http://localhost:8080/proxy".parse();
        let Ok(own) = own else { return };

        let mut servers = Servers::default();
        assert_eq!(base(&servers, &EUROPE).as_deref(), Ok("https://eu.example.com/v1"));
        servers.operation = Some("https://files.example.com");
        servers.beside = vec![("https://sandbox.example.com/v1", "https://files.sandbox.example.com")];
        assert_eq!(base(&servers, &EUROPE).as_deref(), Ok("https://files.example.com"));
        assert_eq!(base(&servers, &SANDBOX).as_deref(), Ok("https://files.sandbox.example.com"));
        assert_eq!(base(&servers, &own).as_deref(), Ok("http://localhost:8080/proxy"));
        servers.operation = Some("/v2");
        assert_eq!(base(&servers, &EUROPE).as_deref(), Ok("https://eu.example.com/v2"));
        assert_eq!(base(&servers, &own).as_deref(), Ok("http://localhost:8080/v2"));
        servers.call = Some(EUROPE);
        assert_eq!(base(&servers, &own).as_deref(), Ok("https://eu.example.com/v1"));
    }
}
