//! Keys that are not fixed: paths, statuses, and names.

use serde_json::Value;

use super::grammar::{KeyPattern, Object};
use super::walk::Walk;
use crate::report::{Diagnostic, Place};
use crate::source::{Member, Node};

impl<'s> Walk<'s, '_> {
    /// One that an object's kind does not list, and its value: what is loaded of it.
    pub(super) fn patterned(&mut self, name: &str, member: &'s Member, node: &Node, kind: &'static Object) -> Option<(String, Value)> {
        match kind.pattern {
            Some((KeyPattern::Path, shape)) if name.starts_with('/') => {
                self.path_template(name, member.key);
                Some((name.to_owned(), self.value(&member.value, shape)))
            }
            Some((KeyPattern::Status, shape)) if is_status(name) => Some((name.to_ascii_uppercase(), self.value(&member.value, shape))),
            Some((KeyPattern::Anything | KeyPattern::Expression, shape)) => Some((name.to_owned(), self.value(&member.value, shape))),
            Some((KeyPattern::Path, shape)) if !name.contains("://") => {
                let diagnostic = Diagnostic::warning("bad-path", format!("the path `{name}` does not begin with `/`"));
                self.warn(diagnostic.at(Place::of(member.key)).label(format!("taken as `/{name}`")));
                self.path_template(name, member.key);
                Some((format!("/{name}"), self.value(&member.value, shape)))
            }
            Some((KeyPattern::Path, _)) => {
                self.error(Diagnostic::error("bad-path", format!("the path `{name}` does not begin with `/`")).at(Place::of(member.key)));
                None
            }
            Some((KeyPattern::Status, _)) => {
                self.error(
                    Diagnostic::error("bad-status", format!("`{name}` is no HTTP status"))
                        .at(Place::of(member.key))
                        .help("a status is a code such as 404, a range such as 4XX, or `default`"),
                );
                None
            }
            None => {
                self.unknown_key(name, member, node, kind);
                None
            }
        }
    }
}

/// A status code, or a range such as `4XX`.
fn is_status(name: &str) -> bool {
    matches!(name.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X'] | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'])
}
