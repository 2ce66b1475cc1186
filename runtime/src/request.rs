//! A request as generated code describes it: parameters and a body go in, a [`Call`] comes out.
//!
//! No step can fail: what cannot be sent is noted, and all of it comes out together when the call is awaited.

use std::fmt::{self, Display};
use std::time::Duration;

use http::{HeaderMap, HeaderName, Method, header};
use serde::Serialize;

use crate::body::Body;
use crate::call::{Call, Decode};
use crate::client::Client;
use crate::encode;
use crate::form::{self, FieldStyle};
use crate::headers::{self, Redacted};
use crate::multipart::multipart;
use crate::parts::Parts;
use crate::security::SecurityScheme;
use crate::servers::Servers;
use crate::style::{Encode, Style};
use crate::validate::{At, Constraint, Found, Location, Validate, Violations};

/// A request to be.
#[derive(Clone)]
#[must_use = "a request does nothing until it is called and awaited"]
pub struct Request {
    pub(crate) client: Client,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) servers: Servers,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: String,
    pub(crate) cookies: Vec<String>,
    pub(crate) headers: HeaderMap,
    /// Of this one call: they go before everything else.
    pub(crate) overrides: HeaderMap,
    pub(crate) body: Body,
    /// The reply is not read before it is decoded.
    pub(crate) streams: bool,
    pub(crate) security: &'static [&'static [SecurityScheme]],
    pub(crate) timeout: Option<Duration>,
    pub(crate) violations: Violations,
}

impl Request {
    pub(crate) fn new(client: Client, method: Method, template: &'static str) -> Self {
        Self {
            client,
            method,
            template,
            servers: Servers::default(),
            path: Vec::new(),
            query: String::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            overrides: HeaderMap::new(),
            body: Body::empty(),
            streams: false,
            security: &[],
            timeout: None,
            violations: Violations::new(),
        }
    }

    /// The operation has a server of its own: this URL, or this path on the client's host. A client with a base URL that is none of the document's servers
    /// (a proxy, a mock) sends there all the same.
    pub fn server(mut self, url: &'static str) -> Self {
        self.servers.operation = Some(url);
        self
    }

    /// The operation's own server beside one of the document's: clients of `server` send to `url`.
    pub fn server_beside(mut self, server: &'static str, url: &'static str) -> Self {
        self.servers.beside.push((server, url));
        self
    }

    /// Where this one call goes, whatever the client and the operation say.
    pub(crate) fn set_base_url(&mut self, url: &str) {
        match url.parse() {
            Ok(base) => self.servers.call = Some(base),
            Err(_) => self.violations.push(&At::root(Location::Url), Constraint::BaseUrl, Found::Other),
        }
    }

    /// The value for `{name}` in the path.
    pub fn path(mut self, name: &'static str, value: impl Display) -> Self {
        self.path.push((name, encode::value(&value.to_string())));
        self
    }

    /// The value for `{name}` in the path, in a style: `SIMPLE`, `LABEL`, `MATRIX` or `JSON`.
    pub fn path_styled(self, name: &'static str, value: impl Serialize, style: Style) -> Self {
        self.styled(Location::Path(name), serde_json::to_vec(&value), style)
    }

    /// A parameter in the query.
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        encode::push_pair(&mut self.query, name, &encode::value(&value.to_string()));
        self
    }

    /// A parameter in the query, in a style: `FORM`, `SPACE_DELIMITED`, `PIPE_DELIMITED`, `DEEP_OBJECT` or `JSON`.
    pub fn query_styled(self, name: &'static str, value: impl Serialize, style: Style) -> Self {
        self.styled(Location::Query(name), serde_json::to_vec(&value), style)
    }

    /// The whole query: the properties of an object in the style `FORM`, or one text in `SIMPLE` or `JSON`.
    pub fn query_string(mut self, name: &'static str, value: impl Serialize, style: Style) -> Self {
        let json = serde_json::to_vec(&value);
        if style.has_names() {
            return self.styled(Location::Query(name), json, style);
        }
        if let Some(parts) = self.parts(Location::Query(name), json) {
            self.query.extend(style.text(name, &parts, encode::value));
        }
        self
    }

    /// A header; it takes the place of one of that name.
    pub fn header(mut self, name: &'static str, value: impl Display) -> Self {
        insert(&mut self.headers, &mut self.violations, name, &value);
        self
    }

    /// A header, in a style: `SIMPLE` or `JSON`.
    pub fn header_styled(self, name: &'static str, value: impl Serialize, style: Style) -> Self {
        self.styled(Location::Header(name), serde_json::to_vec(&value), style)
    }

    /// A cookie.
    pub fn cookie(mut self, name: &str, value: impl Display) -> Self {
        self.cookies.push(format!("{name}={}", encode::value(&value.to_string())));
        self
    }

    /// A cookie, in a style: `FORM` or `JSON`; several where it is exploded.
    pub fn cookie_styled(self, name: &'static str, value: impl Serialize, style: Style) -> Self {
        self.styled(Location::Cookie(name), serde_json::to_vec(&value), style)
    }

    /// What all parameters in a style have in common, whatever their type.
    fn styled(mut self, location: Location, json: serde_json::Result<Vec<u8>>, style: Style) -> Self {
        let Some(parts) = self.parts(location, json) else { return self };
        let encode = |reserved: Encode| if style.is_reserved() { reserved } else { encode::value };
        match location {
            Location::Path(name) => {
                let text = style.text(name, &parts, encode(encode::reserved_in_path));
                self.path.push((name, text.unwrap_or_default()));
            }
            Location::Header(name) => {
                if let Some(text) = style.text(name, &parts, str::to_owned) {
                    insert(&mut self.headers, &mut self.violations, name, &text);
                }
            }
            Location::Cookie(name) => {
                let pairs = style.pairs(name, &parts, encode(encode::reserved_in_cookie)).into_iter();
                self.cookies.extend(pairs.map(|(name, value)| format!("{}={value}", encode::cookie_name(&name))));
            }
            Location::Query(name) => {
                for (name, value) in style.pairs(name, &parts, encode(encode::reserved_in_query)) {
                    encode::push_pair(&mut self.query, &name, &value);
                }
            }
            Location::Body | Location::Credential(_) | Location::Url => {}
        }
        self
    }

    /// The parts of a value; noted where it has none.
    fn parts(&mut self, location: Location, json: serde_json::Result<Vec<u8>>) -> Option<Parts> {
        let parts = Parts::read(json);
        if parts.is_none() {
            // serde's message may quote a value: it is not kept.
            self.violations.push(&At::root(location), Constraint::Json, Found::Other);
        }
        parts
    }

    /// The body, as JSON. Another content type than `application/json` is set afterwards, as a header.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        if let Ok(json) = serde_json::to_vec(body) {
            return self.bytes("application/json", json);
        }
        // serde's message may quote a value: it is not kept.
        self.violations.push(&At::root(Location::Body), Constraint::Json, Found::Other);
        self
    }

    /// The body, as a form of type `application/x-www-form-urlencoded`, each property in the style of its name.
    pub fn form(mut self, body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Self {
        if let Some(text) = form::urlencoded(body, style) {
            return self.bytes("application/x-www-form-urlencoded", text);
        }
        self.violations.push(&At::root(Location::Body), Constraint::Form, Found::Other);
        self
    }

    /// The body, as a form of type `multipart/form-data`, each property in the style of its name. Its files may be
    /// streams: see [`FilePart`](crate::FilePart).
    pub fn multipart(mut self, body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Self {
        if let Some((boundary, form)) = multipart(body, style) {
            self.body = form;
            return self.header(header::CONTENT_TYPE.as_str(), format_args!("multipart/form-data; boundary={boundary}"));
        }
        self.violations.push(&At::root(Location::Body), Constraint::Form, Found::Other);
        self
    }

    /// The body, as text.
    pub fn text(self, content_type: &'static str, body: impl Display) -> Self {
        self.bytes(content_type, body.to_string())
    }

    /// The body, as it is: bytes or a stream.
    pub fn bytes(mut self, content_type: &'static str, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header(header::CONTENT_TYPE.as_str(), content_type)
    }

    /// A success of the call is a stream: its body is not read before it is decoded, so that `decode` can take it.
    pub fn streaming(mut self) -> Self {
        self.streams = true;
        self
    }

    /// Notes what is wrong with the body.
    pub fn validate(self, body: &(impl Validate + ?Sized)) -> Self {
        self.check(Location::Body, |at, violations| body.validate(at, violations))
    }

    /// Notes what is wrong with one part of the request.
    pub fn check(mut self, location: Location, check: impl FnOnce(&At<'_>, &mut Violations)) -> Self {
        check(&At::root(location), &mut self.violations);
        self
    }

    /// The alternatives of security schemes that the document lists for the operation, each satisfied by all of its
    /// schemes. The first that the client has all credentials for is used, an empty one only where there is no such.
    /// Without any, the request goes without credentials, and the API answers 401. A request that this is not called
    /// on never carries credentials.
    pub fn security(mut self, alternatives: &'static [&'static [SecurityScheme]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The call, whose reply `decode` reads.
    pub fn call<T, E>(self, decode: Decode<T, E>) -> Call<T, E> {
        Call::new(self, decode)
    }
}

/// Sets a header, or notes that it cannot be one.
pub(crate) fn insert(map: &mut HeaderMap, violations: &mut Violations, name: &'static str, value: &dyn Display) {
    let text = value.to_string();
    let header = HeaderName::from_bytes(name.as_bytes()).ok();
    match header.and_then(|name| Some((headers::value(&name, &text)?, name))) {
        Some((value, name)) => drop(map.insert(name, value)),
        None => violations.push(&At::root(Location::Header(name)), Constraint::HeaderValue, Found::text(&text)),
    }
}

/// Without values: they may be secret.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.template)
            .field("headers", &Redacted(&self.headers))
            .field("body", &self.body)
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}
