//! Servers → variants.

use openapiv3::Server as Loaded;

use super::context::{Context, docs};
use crate::ir::Server;
use crate::names::{Ident, resolve, words};
use crate::report::{Diagnostic, Place};
use crate::source::Node;

/// The document's servers. A relative URL names none: its host is wherever the document was read from.
pub(super) fn servers(cx: &mut Context<'_, '_>, servers: &[Loaded]) -> Vec<Server> {
    let mut candidates = Vec::new();
    let mut made = Vec::new();
    for server in servers {
        let numbered = cx.spec.node(&server.extensions).clone();
        if server.url.contains('{') {
            cx.unsupported("a server with variables", numbered.span("url"));
            continue;
        }
        if let Err(why) = absolute(&server.url) {
            let relative = server.url.starts_with('/') || !server.url.contains("://");
            cx.report.push(if relative {
                Diagnostic::warning("relative-server", format!("the server `{}` has no host", server.url))
                    .at(numbered.place("url"))
                    .label("no variant is made of it")
                    .help("users give the client a base URL instead")
            } else {
                // The line is shown; a password in it is not repeated.
                Diagnostic::warning("bad-server", format!("this is no URL of a server: {why}"))
                    .at(numbered.place("url"))
                    .label("no variant is made of it")
            });
            continue;
        }
        let description = server.description.as_deref().unwrap_or_default();
        let (text, deprecated) = deprecation(description);
        let named = cx.configured_name(&numbered.pointer);
        let host = server.url.split("://").nth(1).unwrap_or_default();
        candidates.push(match named {
            Some(name) => vec![Ident::new(&name)],
            // Prose of a sentence is no name.
            None if words(&text, false).is_empty() || words(&text, false).len() > 4 => {
                vec![Ident::new(host), Ident::new(&server.url)]
            }
            None => vec![Ident::new(&text), Ident::new(&format!("{text} {host}")), Ident::new(&format!("{text} {}", server.url))],
        });
        made.push((server.url.trim_end_matches('/').to_owned(), docs(None, server.description.as_ref()), deprecated, numbered.node));
    }
    let names = match resolve(&candidates) {
        Ok(names) => names,
        Err(clashes) => {
            for clash in clashes {
                let nodes: Vec<&Node> = clash.items.iter().map(|&item| made[item].3).collect();
                cx.report.push(
                    nodes.iter().skip(1).fold(
                        Diagnostic::error("name-clash", format!("several servers would all be `Server::{}`", clash.name))
                            .at(Place::of(nodes[0].span))
                            .help("name them in codegen.toml: `[names]`, \"/servers/0\" = \"…\""),
                        |diagnostic, node| diagnostic.also(Place::of(node.span), "this one too"),
                    ),
                );
            }
            return Vec::new();
        }
    };
    let text = |name: &Ident<crate::names::Variant>| words(name.bare(), false).join("-");
    let servers = names.into_iter().zip(made);
    servers.map(|(name, (url, docs, deprecated, _))| Server { text: text(&name), name, url, docs, deprecated }).collect()
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

/// Whether a URL can be a base: `http` or `https`, a host, no query, no fragment, no user (RFC 3986 §3).
fn absolute(url: &str) -> Result<(), &'static str> {
    let (scheme, rest) = url.split_once("://").ok_or("it has no scheme")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err("its scheme is neither http nor https");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() {
        return Err("it has no host");
    }
    if authority.contains('@') {
        return Err("it holds a user name");
    }
    if rest.contains(['?', '#']) {
        return Err("it has a query or a fragment");
    }
    let legal = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]@!$&'()*+,;=%".contains(c);
    if rest.chars().any(|c| !legal(c)) {
        return Err("it has a character that no URL may have");
    }
    Ok(())
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
        for bad in ["/v1", "ftp://x", "https://", "https://u:p@x", "https://x?y", "https://x y", "https://x\"y"] {
            assert!(absolute(bad).is_err(), "{bad}");
        }
    }
}
