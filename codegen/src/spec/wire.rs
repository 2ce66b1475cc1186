//! Texts that requests carry as they are: paths, names of headers and cookies, media types.

use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Node, Span};

impl Walk<'_, '_> {
    /// A path is a template: literal text, and names of parameters in braces.
    pub(super) fn path_template(&mut self, path: &str, key: Span) {
        let mut open = false;
        let mut fault = None;
        let mut sign = None;
        let mut previous = ' ';
        for character in path.chars() {
            match (character, open) {
                ('{', false) => open = true,
                ('{', true) => fault = fault.or(Some("a `{` inside of another")),
                ('}', false) => fault = fault.or(Some("a `}` without a `{`")),
                ('}', true) if previous == '{' => fault = fault.or(Some("no name between `{` and `}`")),
                ('}', true) => open = false,
                ('?' | '#', false) => sign = sign.or(Some(character)),
                _ => {}
            }
            previous = character;
        }
        let fault = fault.or(open.then_some("a `{` without a `}`"));
        if path.chars().any(char::is_control) {
            self.error(Diagnostic::error("bad-path", format!("the path `{path}` has a control character")).at(Place::of(key)));
        } else if let Some(sign) = sign.filter(|_| fault.is_none()) {
            let (label, help) = if sign == '?' {
                ("what follows is sent with every request", "say it as `parameters` with `in: query`")
            } else {
                ("what follows is not sent", "it only tells paths apart")
            };
            self.warn(Diagnostic::warning("bad-path", format!("a path cannot have a `{sign}`")).at(Place::of(key)).label(label).help(help));
        }
        if let Some(fault) = fault {
            self.error(
                Diagnostic::error("bad-path", format!("the path `{path}` has {fault}"))
                    .at(Place::of(key))
                    .help("a parameter is written as in `/pets/{petId}`"),
            );
        }
    }

    /// The name of a header or cookie is a token (RFC 9110 §5.1, RFC 6265 §4.1.1), or no request with it can be made.
    pub(super) fn token(&mut self, node: &Node) {
        let what = match node.get("in").and_then(Node::as_str) {
            Some("header") => "header",
            Some("cookie") => "cookie",
            _ => return,
        };
        let Some((place, name)) = node.get("name").and_then(|node| Some((Place::of(node.span), node.as_str()?))) else {
            return;
        };
        let is_legal = |c: &char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c);
        let why = match name.chars().find(|c| !is_legal(c)) {
            Some(' ') => "it has a space".to_owned(),
            Some(odd) => format!("it has a `{odd}`"),
            None if name.is_empty() => "it is empty".to_owned(),
            None => return,
        };
        self.error(Diagnostic::error("bad-name", format!("`{name}` cannot be the name of a {what}: {why}")).at(place));
    }

    /// A media type is sent as a header, which holds no control characters (RFC 9110 §5.5), nor anything beyond ASCII that all would understand.
    pub(super) fn media_types(&mut self, content: &Node) {
        for (name, member) in content.as_object().into_iter().flatten() {
            if !name.contains('/') || name.chars().any(|c| !c.is_ascii() || c.is_ascii_control()) {
                self.error(
                    Diagnostic::error("bad-media-type", format!("`{name}` is no media type"))
                        .at(Place::of(member.key))
                        .help("a media type is, for instance, `application/json`"),
                );
            }
        }
    }
}
