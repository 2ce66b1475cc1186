//! The document's paths and components, wherever they stand: many documents have `components: { schemas: { $ref: schemas/index.yaml } }`.

use foldhash::{HashMap, HashMapExt};

use super::follow::SECTIONS;
use super::locate::{Located, chain, locate};
use crate::source::pointer::child;
use crate::source::{FileId, Node, Object, Source, Sources};

/// The components of a section, by name.
#[must_use]
pub fn components<'s>(sources: &'s Sources, section: &str) -> Option<&'s Object> {
    object(sources, &child("#/components", section))
}

/// The paths of the document.
#[must_use]
pub fn paths(sources: &Sources) -> Option<&Object> {
    object(sources, "#/paths")
}

fn object<'s>(sources: &'s Sources, key: &str) -> Option<&'s Object> {
    let node = locate(sources, FileId::ENTRY, key).ok()?.node;
    chain(sources, node).pop()?.as_object()
}

/// What those are called that do not stand where a reference to a component leads.
#[derive(Debug, Default)]
pub(super) struct Elsewhere(HashMap<*const Node, String>);

impl Elsewhere {
    pub(super) fn of(sources: &Sources) -> Self {
        let root = sources.get(FileId::ENTRY).map(Source::root);
        let mut elsewhere = HashMap::new();
        for (section, _) in SECTIONS {
            let pointer = child("/components", section);
            let there = root.and_then(|root| root.at(&pointer)?.as_object());
            let components = components(sources, section).filter(|found| there.is_none_or(|there| !std::ptr::eq(there, *found)));
            let named = components.into_iter().flatten();
            elsewhere.extend(named.map(|(name, member)| (&raw const member.value, format!("#{}", child(&pointer, name)))));
        }
        Self(elsewhere)
    }

    /// The same, as the component that it is.
    pub(super) fn called<'s>(&self, located: Located<'s>) -> Located<'s> {
        match self.0.get(&(&raw const *located.node)) {
            Some(key) => Located { key: key.clone(), ..located },
            None => located,
        }
    }
}
