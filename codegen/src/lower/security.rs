//! Security schemes, and which of them an operation uses.

use foldhash::{HashMap, HashMapExt};
use openapiv3::SecurityRequirement;

use super::context::{Context, docs};
use super::kept::{self, Item, Taken};
use crate::ir::{SecurityKind, SecurityScheme};
use crate::names::{Constant, Wire, resolve, spellings};
use crate::report::{Diagnostic, Place};
use crate::source::Node;
use crate::source::pointer::child;

/// The document's schemes, and what each key below `components/securitySchemes` means.
pub(super) struct Schemes {
    pub(super) schemes: Vec<SecurityScheme>,
    by_key: HashMap<String, Meaning>,
}

#[derive(Clone, Copy)]
enum Meaning {
    /// Index of a scheme.
    Scheme(usize),
    /// Nothing that a request carries: a client certificate.
    Transport,
    /// Not supported, and reported.
    Unsupported,
}

pub(super) fn schemes(cx: &mut Context<'_, '_>) -> Schemes {
    let mut made = Schemes { schemes: Vec::new(), by_key: HashMap::new() };
    let spec = cx.spec;
    let Some(members) = spec.components("securitySchemes") else { return made };
    let is_selected = |key: &str| !spec.leaves_out(&child("/components/securitySchemes", key));
    for (key, member) in members.iter().filter(|(key, _)| is_selected(key)) {
        let node = cx.spec.target(&member.value).unwrap_or(&member.value);
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        let of_key = |kind: fn(Wire) -> SecurityKind| text("name").map(|name| kind(Wire(name.to_owned())));
        let word = |key: &str| text(key).map(str::to_ascii_lowercase);
        let kind = match (word("type").as_deref(), word("scheme").as_deref(), word("in").as_deref()) {
            (Some("http"), Some("bearer"), _) | (Some("oauth2" | "openidconnect" | "bearer"), ..) => Some(SecurityKind::Bearer),
            (Some("http"), Some("basic"), _) | (Some("basic"), ..) => Some(SecurityKind::Basic),
            // Any other scheme of RFC 9110 §11: users give all of the header.
            (Some("http"), Some(_), _) => Some(SecurityKind::ApiKeyHeader(Wire("Authorization".to_owned()))),
            (Some("apikey"), _, Some("header")) => of_key(SecurityKind::ApiKeyHeader),
            (Some("apikey"), _, Some("query")) => of_key(SecurityKind::ApiKeyQuery),
            (Some("apikey"), _, Some("cookie")) => of_key(SecurityKind::ApiKeyCookie),
            (Some("mutualtls"), ..) => {
                made.by_key.insert(key.clone(), Meaning::Transport);
                continue;
            }
            _ => None,
        };
        let Some(kind) = kind else {
            let message = format!("the security scheme `{key}` does not say where its credentials go");
            let diagnostic = Diagnostic::warning("unsupported-security-scheme", message).at(Place::of(node.span));
            cx.report.push(diagnostic.label("none are sent").help("users add them to a call with `.header(…)`"));
            made.by_key.insert(key.clone(), Meaning::Unsupported);
            continue;
        };
        let description = text("description").map(str::to_owned);
        made.by_key.insert(key.clone(), Meaning::Scheme(made.schemes.len()));
        made.schemes.push(SecurityScheme { name: String::new(), wire: Wire(key.clone()), kind, docs: docs(None, description.as_ref()) });
    }
    named(cx, &mut made.schemes);
    made
}

/// Names the constants: as they were named before, else by their keys.
fn named(cx: &mut Context<'_, '_>, schemes: &mut [SecurityScheme]) {
    let items: Vec<Item> = schemes.iter().map(|scheme| kept::at(&child("/components/securitySchemes", &scheme.wire.0), "")).collect();
    let lines = kept::here(cx.lock, &items);
    let given = kept::names(&lines, schemes.iter().map(|_| None), cx.report);
    let taken = Taken::by(&given);
    let natural = schemes.iter().map(|scheme| spellings::<Constant>(&scheme.wire.0).collect::<Vec<_>>());
    let mut candidates: Vec<_> = natural.zip(&given).map(|(names, given)| taken.leaves(given.as_ref(), names.into(), "scheme")).collect();
    match resolve(&mut candidates) {
        Ok(names) => {
            kept::keep(&mut cx.names, items, &lines, &names);
            schemes.iter_mut().zip(names).for_each(|(scheme, name)| name.as_str().clone_into(&mut scheme.name));
        }
        Err(clashes) => cx.report.extend(clashes.into_iter().map(|clash| {
            let keys: Vec<String> = clash.items.iter().map(|&item| format!("`{}`", schemes[item].wire.0)).collect();
            let message = format!("the security schemes {} would all be the constant `{}`", keys.join(", "), clash.name);
            let section = cx.spec.source().at("/components/securitySchemes").unwrap_or(cx.spec.source().root());
            Diagnostic::error("name-clash", message).at(Place::of(section.span))
        })),
    }
}

impl Schemes {
    /// The alternatives of a list of requirements. No requirement, or only the empty one: no credentials are sent.
    pub(super) fn alternatives(&self, cx: &mut Context<'_, '_>, requirements: &[SecurityRequirement], at: Place) -> Vec<Vec<usize>> {
        let mut alternatives = Vec::new();
        for requirement in requirements {
            let mut schemes = Vec::new();
            let mut usable = true;
            for key in requirement.keys() {
                match self.by_key.get(key) {
                    Some(Meaning::Scheme(index)) => schemes.push(*index),
                    Some(Meaning::Transport) => {}
                    Some(Meaning::Unsupported) => usable = false,
                    None => {
                        usable = false;
                        cx.report.push(
                            Diagnostic::warning("unknown-security-scheme", format!("there is no security scheme `{key}`"))
                                .at(at)
                                .label("this alternative is left out")
                                .help("declare it under `components/securitySchemes`"),
                        );
                    }
                }
            }
            if usable {
                alternatives.push(schemes);
            }
        }
        if alternatives.iter().all(Vec::is_empty) {
            alternatives.clear();
        }
        alternatives
    }
}
