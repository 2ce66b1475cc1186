//! Servers → variants, and where operations go that have servers of their own.

use std::net::Ipv6Addr;

use openapiv3::Server as Loaded;

use super::context::{Context, docs};
use super::kept::{self, Item, Taken};
use super::server_url::{self, Drafts};
use crate::ir::{OwnServer, Server};
use crate::names::{Ident, Variant, resolve, words};
use crate::report::{Diagnostic, Place};
use crate::source::Node;
use crate::source::pointer::child;

/// What is known of servers: the document's, and base URLs with variables from everywhere.
#[derive(Debug, Default)]
pub(super) struct Servers {
    pub(super) variants: Vec<Server>,
    pub(super) urls: Drafts,
    /// Description and URL of each variant.
    described: Vec<(Option<String>, String)>,
}

struct Made<'s> {
    server: Loaded,
    url: String,
    deprecated: bool,
    node: &'s Node,
}

/// The document's servers. A relative URL names none: its host is wherever the document was read from.
pub(super) fn servers(cx: &mut Context<'_, '_>, servers: &[Loaded]) -> Servers {
    let (mut candidates, mut pinned) = (Vec::new(), Vec::new());
    let mut made: Vec<Made<'_>> = Vec::new();
    for server in servers {
        let numbered = cx.spec.node(&server.extensions);
        server_url::check(cx, server, numbered.place("url"));
        let url = server_url::with_defaults(server);
        let bare = |url: &str| url.trim_end_matches('/').to_owned();
        let Some(url) = usable(cx, &url, numbered.place("url")) else {
            // With other values of its variables it may be one.
            if server.url.contains('{') {
                candidates.push(names(server));
                pinned.push(cx.configured_name(&numbered.pointer));
                made.push(Made { server: server.clone(), url: String::new(), deprecated: false, node: numbered.node });
            }
            continue;
        };
        if made
            .iter()
            .any(|other| other.url == url && other.server.description == server.description && bare(&other.server.url) == bare(&server.url))
        {
            cx.report.push(Diagnostic::warning("same-server", "this server is there twice").at(numbered.place("url")).label("ignored"));
            continue;
        }
        let (_, deprecated) = deprecation(server.description.as_deref().unwrap_or_default());
        candidates.push(names(server));
        pinned.push(cx.configured_name(&numbered.pointer));
        made.push(Made { server: server.clone(), url, deprecated, node: numbered.node });
    }
    // By its URL: whatever is listed before it changes nothing.
    let items: Vec<Item> = made.iter().map(|made| kept::at(&child("/servers", &made.server.url), "")).collect();
    let lines = kept::here(cx.lock, &items);
    let given = kept::names(&lines, pinned.into_iter().map(|name| name.map(|name| Ident::new(&name))), cx.report);
    let taken = Taken::by(&given);
    let mut candidates: Vec<_> =
        candidates.into_iter().zip(&given).map(|(names, given)| taken.leaves(given.as_ref(), names.into(), "server")).collect();
    let names = match resolve(&mut candidates) {
        Ok(names) => names,
        Err(clashes) => {
            for clash in clashes {
                let nodes: Vec<&Node> = clash.items.iter().map(|&item| made[item].node).collect();
                cx.report.push(
                    nodes.iter().skip(1).fold(
                        Diagnostic::error("name-clash", format!("several servers would all be `Server::{}`", clash.name))
                            .at(Place::of(nodes[0].span))
                            .help("name them in codegen.toml: `[names]`, \"/servers/0\" = \"…\""),
                        |diagnostic, node| diagnostic.also(Place::of(node.span), "this one too"),
                    ),
                );
            }
            return Servers::default();
        }
    };
    kept::keep(&mut cx.names, items, &lines, &names);
    let mut result = Servers::default();
    for (name, Made { server, url, deprecated, .. }) in names.into_iter().zip(made) {
        if server.url.contains('{') {
            result.urls.add(&server, &[Ident::new(&format!("{} url", name.bare()))]);
        }
        if !url.is_empty() {
            result.described.push((server.description.clone(), url.clone()));
            let text = words(name.bare(), false).join("-");
            result.variants.push(Server { text, name, url, docs: docs(None, server.description.as_ref()), deprecated });
        }
    }
    result
}

/// Where an operation goes that has servers of its own, or whose path has. The first one is it, but beside another of the document's servers the one that is
/// described like that.
pub(super) fn own(cx: &mut Context<'_, '_>, servers: &mut Servers, own: &[Loaded]) -> Option<OwnServer> {
    let mut usable_ones: Vec<(&Loaded, String)> = Vec::new();
    for server in own {
        let numbered = cx.spec.node(&server.extensions);
        server_url::check(cx, server, numbered.place("url"));
        let url = server_url::with_defaults(server);
        let relative = !url.contains("://");
        if server.url.contains('{') {
            let stems: Vec<_> = names(server).into_iter().map(|name| Ident::new(&format!("{} url", name.bare()))).collect();
            servers.urls.add(server, &stems);
        }
        if relative {
            usable_ones.push((server, format!("/{}", url.trim_matches(['.', '/']))));
        } else if let Some(url) = usable(cx, &url, numbered.place("url")) {
            usable_ones.push((server, url));
        }
    }
    let (_, url) = usable_ones.first()?;
    let beside = servers.described.iter().filter_map(|(description, base)| {
        let (_, own) = usable_ones.iter().find(|(own, _)| own.description.is_some() && own.description == *description)?;
        (own != url).then(|| (base.clone(), own.clone()))
    });
    Some(OwnServer { url: url.clone(), beside: beside.collect() })
}

/// What a server may be called: by its description, by its host, by its URL, and that with its signs written out.
fn names(server: &Loaded) -> Vec<Ident<Variant>> {
    let (text, _) = deprecation(server.description.as_deref().unwrap_or_default());
    let url = server.url.trim_end_matches('/');
    let (scheme, host) = url.split_once("://").unwrap_or(("", url));
    let said = words(&text, false);
    // Prose of a sentence is no name.
    let is_name = (1..=4).contains(&said.len());
    let text = if is_name { text } else { String::new() };
    let plain = is_name.then(|| Ident::new(&text));
    let signs = Ident::from_words(&[words(&text, false), words(scheme, false), words(host, true)].concat());
    let others = [host, url].map(|more| Ident::new(&format!("{text} {more}")));
    plain.into_iter().chain(others).chain([signs]).collect()
}

/// A URL that can be a base; reported where it is none.
fn usable(cx: &mut Context<'_, '_>, url: &str, place: Place) -> Option<String> {
    let Err(why) = absolute(url) else { return Some(url.trim_end_matches('/').to_owned()) };
    let relative = url.starts_with('/') || !url.contains("://");
    cx.report.push(if relative {
        Diagnostic::warning("relative-server", format!("the server `{url}` has no host"))
            .at(place)
            .label("no variant is made of it")
            .help("users give the client a base URL instead")
    } else {
        // The line is shown; a password in it is not repeated.
        Diagnostic::warning("bad-server", format!("this is no URL of a server: {why}")).at(place).label("no variant is made of it")
    });
    None
}

/// Takes a mark of deprecation off a description: `<Deprecated> Staging` is the server Staging, deprecated.
fn deprecation(description: &str) -> (String, bool) {
    let is_mark = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.eq_ignore_ascii_case("deprecated")
    };
    let deprecated = description.split_whitespace().any(is_mark);
    let rest: Vec<&str> = description.split_whitespace().filter(|word| !is_mark(word)).collect();
    (rest.join(" "), deprecated)
}

/// Whether a URL can be a base: `http` or `https`, a host, no query, no fragment, no user (RFC 3986 §3). The runtime takes no other.
fn absolute(url: &str) -> Result<(), &'static str> {
    let (scheme, rest) = url.split_once("://").ok_or("it has no scheme")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err("its scheme is neither http nor https");
    }
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err("it holds a user name");
    }
    if rest.contains(['?', '#']) {
        return Err("it has a query or a fragment");
    }
    let bracketed = authority.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, port) = match bracketed {
        Some((address, port)) if address.parse::<Ipv6Addr>().is_ok() => (address, port),
        Some(_) => return Err("its host is no IPv6 address"),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    if host.is_empty() {
        return Err("it has no host");
    }
    if bracketed.is_none() && (host.starts_with('.') || host.contains("..")) {
        return Err("a part of its host is empty");
    }
    let in_host = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~:/@!$&'()*+,;=%".contains(c);
    let is_escape = |(at, _): (usize, &str)| path.get(at + 1..at + 3).is_some_and(|digits| digits.bytes().all(|c| c.is_ascii_hexdigit()));
    if bracketed.is_none() && !host.chars().all(in_host) || !path.chars().all(in_path) || !path.match_indices('%').all(is_escape) {
        return Err("it has a character that no URL may have");
    }
    match port.strip_prefix(':').map(str::parse::<u16>) {
        None if port.is_empty() => Ok(()),
        Some(Ok(1..)) => Ok(()),
        _ => Err("its port is no number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_deprecation_is_not_part_of_the_name() {
        assert_eq!(deprecation("<Deprecated> Staging"), ("Staging".to_owned(), true));
        assert_eq!(deprecation("Sandbox (deprecated)"), ("Sandbox".to_owned(), true));
        assert_eq!(deprecation("Default - Europe"), ("Default - Europe".to_owned(), false));
    }

    #[test]
    fn bases_are_absolute_and_bare() {
        for good in ["https://api.dfns.io", "http://127.0.0.1:8080/v1/", "https://[::1]"] {
            assert_eq!(absolute(good), Ok(()), "{good}");
        }
        for bad in [
            "/v1",
            "ftp://x",
            "https://",
            "https://u:p@x",
            "https://x?y",
            "https://x y",
            "https://x\"y",
            "https://.x",
            "https://x:",
            "https://x:p",
            "https://x:0",
            "https://[x]",
            "https://x/%z",
        ] {
            assert!(absolute(bad).is_err(), "{bad}");
        }
    }
}
