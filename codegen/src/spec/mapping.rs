//! What the values of a discriminator's `mapping` lead to: they are names of schemas or references to them (OpenAPI 3.1 §4.8.25.4).

use super::follow::{find, follow};
use super::grammar::SCHEMA;
use super::near::nearest;
use super::reference::{Target, names_of, to_component};
use super::walk::Walk;
use super::{components, lost};
use crate::report::{Diagnostic, Place};
use crate::source::{FileId, Node};

impl<'s> Walk<'s, '_> {
    /// Follows those that are references to other places than components. One that leads nowhere has no effect, which is said.
    pub(super) fn mapping(&mut self, discriminator: &'s Node) {
        for member in discriminator.get("mapping").and_then(Node::as_object).into_iter().flatten().map(|(_, member)| &member.value) {
            let Some(text) = member.as_str() else { continue };
            let is_file = [".yaml", ".yml", ".json"].iter().any(|extension| text.ends_with(extension));
            if !text.contains('#') && !is_file {
                self.mapped_name(member, text);
                continue;
            }
            let is_own = member.span.file() == FileId::ENTRY && Target::parse(text) != Target::Elsewhere;
            match find(self, member, text) {
                Ok(_) if is_own => {}
                Ok(_) => {
                    if let Some(found) = follow(self, member, SCHEMA.name) {
                        let text = self.as_component("schemas", found);
                        self.mapped.insert(member, text);
                    }
                }
                Err(why) => match self.bundled(text) {
                    Some(name) => {
                        let diagnostic = Diagnostic::warning("dangling-reference", format!("`{text}` leads nowhere"));
                        self.warn(diagnostic.at(Place::of(member.span)).label(format!("taken as `{name}`")));
                        self.mapped.insert(member, to_component("schemas", &name));
                    }
                    None => lost::warn(self, member, text, why, SCHEMA.name),
                },
            }
        }
    }

    /// The schema that is called like what a reference to a file led to: who puts the files of a document into one does not always think of these.
    fn bundled(&self, text: &str) -> Option<String> {
        let hash = if text.contains('#') { "" } else { "#" };
        let name = names_of(&format!("{text}{hash}"))?.into_iter().next()?;
        let is_file = !text.starts_with('#');
        components(self.sources, "schemas").filter(|schemas| is_file && schemas.contains_key(&name)).map(|_| name)
    }

    /// One that is a name.
    fn mapped_name(&mut self, member: &Node, name: &str) {
        let schemas = components(self.sources, "schemas");
        if schemas.is_some_and(|schemas| schemas.contains_key(name)) {
            return;
        }
        let known = schemas.into_iter().flat_map(|schemas| schemas.keys()).map(String::as_str);
        let help = nearest(known, name).map(|near| format!("did you mean `{near}`?"));
        let diagnostic = Diagnostic::warning("dangling-reference", format!("there is no schema `{name}`"));
        self.warn(help.into_iter().fold(diagnostic.at(Place::of(member.span)).label("without effect"), Diagnostic::help));
    }
}
