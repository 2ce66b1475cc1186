//! Where an API is: the part of a URL that all its operations share.

use std::borrow::Cow;
use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;

/// `http` or `https`, a host, perhaps a port and a path that those of the operations are appended to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Cow<'static, str>);

/// Text that is not a base URL. The text itself is not kept: it may hold a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBaseUrl(&'static str);

impl BaseUrl {
    /// A base URL from a literal.
    ///
    /// # Panics
    ///
    /// If the text is not a base URL; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn from_static(url: &'static str) -> Self {
        match check(url.as_bytes()) {
            Ok(()) => Self(Cow::Borrowed(url)),
            #[expect(clippy::panic, reason = "documented; the generator checks what it emits")]
            Err(reason) => panic!("{}", reason),
        }
    }

    /// The URL, as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the connection is encrypted.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_https(&self) -> bool {
        starts_with(self.0.as_bytes(), b"https://")
    }

    /// Whether it is a literal, which a server of the document is, and a URL that users give is not.
    pub(crate) fn is_documented(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }

    /// The base URL of another path on the same host.
    pub(crate) fn with_path(&self, path: &str) -> Self {
        let start = self.0.find("://").map_or(0, |at| at + 3);
        let end = self.0[start..].find('/').map_or(self.0.len(), |at| start + at);
        Self(Cow::Owned(format!("{}{path}", &self.0[..end])))
    }

    /// The URL of a path that starts with a slash.
    pub(crate) fn join(&self, path: &str, query: &str) -> String {
        let base = self.0.trim_end_matches('/');
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{base}{path}{mark}{query}")
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    fn from_str(url: &str) -> Result<Self, InvalidBaseUrl> {
        check(url.as_bytes()).map_err(InvalidBaseUrl)?;
        let address = url.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(address, _)| address);
        match address.map(str::parse::<Ipv6Addr>) {
            Some(Err(_)) => Err(InvalidBaseUrl(IPV6)),
            _ => Ok(Self(Cow::Owned(url.to_owned()))),
        }
    }
}

impl fmt::Display for InvalidBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidBaseUrl {}

const SCHEME: &str = "the base URL must start with `http://` or `https://`";
const HOST: &str = "the base URL must have a host of letters, digits, `-`, `.`, `_` or `~`";
const IPV6: &str = "the base URL must have a valid IPv6 address between its brackets";
const PORT: &str = "the base URL must have a port between 1 and 65535, or none";
const USER: &str = "the base URL must not have a user or password: credentials are set apart";
const QUERY: &str = "the base URL must not have a query or a fragment";
const PATH: &str = "the base URL must have a path of characters that a URL can hold";

const fn check(url: &[u8]) -> Result<(), &'static str> {
    let rest = if starts_with(url, b"https://") {
        url.split_at(8).1
    } else if starts_with(url, b"http://") {
        url.split_at(7).1
    } else {
        return Err(SCHEME);
    };
    let (authority, path) = rest.split_at(find(rest, b'/'));
    if find(rest, b'?') < rest.len() || find(rest, b'#') < rest.len() {
        return Err(QUERY);
    }
    if find(authority, b'@') < authority.len() {
        return Err(USER);
    }
    let host_end = if let [b'[', ..] = authority {
        let end = find(authority, b']');
        if end == authority.len() || end == 1 {
            return Err(IPV6);
        }
        end + 1
    } else {
        find(authority, b':')
    };
    let (host, port) = authority.split_at(host_end);
    match check_host(host) {
        Ok(()) if !is_port(port) => Err(PORT),
        Ok(()) if !is_path(path) => Err(PATH),
        result => result,
    }
}

const fn check_host(host: &[u8]) -> Result<(), &'static str> {
    let bracketed = matches!(host, [b'[', ..]);
    if host.is_empty() {
        return Err(HOST);
    }
    let mut index = 0;
    while index < host.len() {
        let byte = host[index];
        let fits = if bracketed {
            byte.is_ascii_hexdigit() || matches!(byte, b'[' | b']' | b':' | b'.')
        } else {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
        };
        if !fits {
            return Err(if bracketed { IPV6 } else { HOST });
        }
        index += 1;
    }
    Ok(())
}

/// Nothing, or `:` and a number.
const fn is_port(port: &[u8]) -> bool {
    let [b':', digits @ ..] = port else {
        return port.is_empty();
    };
    let mut value: u32 = 0;
    let mut index = 0;
    while index < digits.len() && index < 6 {
        if !digits[index].is_ascii_digit() {
            return false;
        }
        value = value * 10 + (digits[index] - b'0') as u32;
        index += 1;
    }
    index == digits.len() && 0 < value && value <= 65_535
}

/// Characters of RFC 3986's `pchar`, slashes, and escapes that are complete.
const fn is_path(path: &[u8]) -> bool {
    let mut index = 0;
    while index < path.len() {
        let fits = match path[index] {
            b'%' => index + 2 < path.len() && path[index + 1].is_ascii_hexdigit() && path[index + 2].is_ascii_hexdigit(),
            b'"' | b'<' | b'>' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            byte => byte.is_ascii_graphic(),
        };
        if !fits {
            return false;
        }
        index += 1;
    }
    true
}

/// Ignoring the case of ASCII letters.
const fn starts_with(text: &[u8], prefix: &[u8]) -> bool {
    text.len() >= prefix.len() && text.split_at(prefix.len()).0.eq_ignore_ascii_case(prefix)
}

/// The index of a byte, or the length where there is none.
const fn find(text: &[u8], byte: u8) -> usize {
    let mut index = 0;
    while index < text.len() && text[index] != byte {
        index += 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    const DFNS: BaseUrl = BaseUrl::from_static("https://api.dfns.io");

    #[test]
    fn joins_paths() {
        assert_eq!(DFNS.join("/pets", ""), "https://api.dfns.io/pets");
        assert_eq!(BaseUrl::from_static("http://x:1/api/v3/").join("/a", "b=c"), "http://x:1/api/v3/a?b=c");
    }

    #[test]
    fn other_paths_of_a_host() {
        for (base, path, expected) in
            [("http://x:1/api/v3/", "/", "http://x:1/a"), ("http://x/api", "/v2", "http://x/v2/a"), ("https://x", "/v2/", "https://x/v2/a")]
        {
            assert_eq!(base.parse::<BaseUrl>().map(|base| base.with_path(path).join("/a", "")), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn accepts_and_refuses() {
        for good in ["http://localhost", "HTTPS://h:65535/", "http://[::1]:8080/a%20b/", "https://[fe80::1]", "http://127.0.0.1:1"] {
            assert!(good.parse::<BaseUrl>().is_ok(), "{good}");
        }
        for (bad, reason) in [
            ("", SCHEME),
            ("api.dfns.io", SCHEME),
            ("ftp://x", SCHEME),
            ("/v1", SCHEME),
            ("https:/x", SCHEME),
            ("https://", HOST),
            ("https:///x", HOST),
            ("https://:80", HOST),
            ("https://a b", HOST),
            ("https://ä.de", HOST),
            ("https://{region}.x.io", HOST),
            ("https://x/a?b", QUERY),
            ("https://x#b", QUERY),
            ("https://x?b", QUERY),
            ("https://me@x", USER),
            ("https://me:pw@x", USER),
            ("https://x:", PORT),
            ("https://x:0", PORT),
            ("https://x:65536", PORT),
            ("https://x:8o", PORT),
            ("https://x:99999999999", PORT),
            ("https://[::1", IPV6),
            ("https://[]", IPV6),
            ("https://[::zz]", IPV6),
            ("https://[:::]", IPV6),
            ("https://[::1]x", PORT),
            ("https://x/{v}", PATH),
            ("https://x/a b", PATH),
            ("https://x/%zz", PATH),
            ("https://x/%2", PATH),
            ("https://x/\n", PATH),
        ] {
            assert_eq!(bad.parse::<BaseUrl>(), Err(InvalidBaseUrl(reason)), "{bad}");
        }
    }
}
