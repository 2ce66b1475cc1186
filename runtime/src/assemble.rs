//! A described request to one that can travel, or all that is wrong with it.

use http::header::{ACCEPT, COOKIE, HeaderName};
use http::{HeaderMap, HeaderValue, Uri};

use crate::body::Body;
use crate::encode;
use crate::error::InvalidRequest;
use crate::headers;
use crate::request::Request;
use crate::security::{Placed, choose, place};
use crate::validate::{At, Constraint, Found, Location, Violations};

/// Puts together URL, headers and body. Later headers take the place of earlier ones: the client's, the operation's,
/// the credentials, those of this one call. So does a credential in the query or in a cookie: many documents list the key
/// among the parameters as well.
pub(crate) fn assemble(request: Request) -> Result<http::Request<Body>, InvalidRequest> {
    let Request {
        client,
        method,
        template,
        servers,
        path,
        mut query,
        mut cookies,
        headers,
        overrides,
        body,
        streams: _,
        security,
        timeout: _,
        mut violations,
    } = request;
    let path = encode::path(template, &path, &mut violations);

    let mut all = client.headers().clone();
    all.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
    replace(&mut all, headers);
    for scheme in choose(security, client.credentials()).unwrap_or_default() {
        let Some(credential) = client.credentials().get(scheme.name) else { continue };
        match place(*scheme, credential) {
            Ok(Placed::Header(name, value)) => match HeaderName::from_bytes(name.as_bytes()) {
                Ok(name) => drop(all.insert(name, value)),
                Err(_) => broken(&mut violations, Location::Header(name), Constraint::HeaderValue),
            },
            Ok(Placed::Query(name, key)) => encode::set_pair(&mut query, name, &encode::value(&key)),
            Ok(Placed::Cookie(name, key)) => {
                let start = format!("{name}=");
                cookies.retain(|pair| !pair.starts_with(&start));
                cookies.push(start + &encode::value(&key));
            }
            Err(constraint) => broken(&mut violations, Location::Credential(scheme.name), constraint),
        }
    }
    if !cookies.is_empty() {
        match headers::value(&COOKIE, &cookies.join("; ")) {
            Some(value) => drop(all.insert(COOKIE, value)),
            None => broken(&mut violations, Location::Header("cookie"), Constraint::HeaderValue),
        }
    }
    replace(&mut all, overrides);

    let uri = servers.base(client.base()).ok().and_then(|base| base.join(&path, &query).parse::<Uri>().ok());
    if uri.is_none() {
        broken(&mut violations, Location::Url, Constraint::Url);
    }
    match uri {
        Some(uri) if violations.is_empty() => {
            let mut request = http::Request::new(body);
            *request.method_mut() = method;
            *request.uri_mut() = uri;
            *request.headers_mut() = all;
            Ok(request)
        }
        _ => Err(InvalidRequest::new(violations)),
    }
}

fn broken(violations: &mut Violations, location: Location, constraint: Constraint) {
    violations.push(&At::root(location), constraint, Found::Other);
}

/// `HeaderMap::extend` would add to what is there where a name comes twice, and leave the rest of it.
fn replace(headers: &mut HeaderMap, with: HeaderMap) {
    for (name, value) in with {
        if let Some(name) = name {
            headers.insert(name, value);
        }
    }
}
