//! Component schemas: the types that the document names.

use foldhash::{HashMap, HashMapExt};
use openapiv3::ReferenceOr;

use super::context::{Component, Context, Where};
use super::draft::Draft;
use super::{annotations, is_nullable, schema};
use crate::ir::{Docs, Type, TypeKind};
use crate::report::Place;
use crate::spec::{Numbered, names_of, place_of};

/// Makes a type of each component schema.
pub(super) fn components(cx: &mut Context<'_, '_>) {
    let spec = cx.spec;
    let Some(components) = &spec.document.components else { return };
    // All get their place first, because each may refer to any other.
    let labels = labels(components.schemas.keys().map(String::as_str));
    cx.keys = labels.iter().map(|(key, label)| (label.clone(), *key)).collect();
    for name in components.schemas.keys() {
        let Numbered { node, pointer, .. } = spec.schema_component(name);
        let label = labels.get(name.as_str());
        let id = cx.drafts.add(Draft {
            kind: TypeKind::Alias(Type::Any),
            docs: Docs::default(),
            deprecated: false,
            uses: label.map(|label| Where::component(label).as_use()).into_iter().collect(),
            pointers: vec![pointer],
            place: Place::of(node.span),
            request_of: None,
        });
        cx.components.insert(name, Component { id, nullable: is_nullable(spec, node), is_named: label.is_some() });
    }
    for (name, schema) in &components.schemas {
        let Component { id, nullable, .. } = cx.components[name.as_str()];
        // What has no name of its own is a part of what has one.
        let place = place_of(name);
        let owner = place.last().map(|owner| Where::component(owner));
        let at = match (labels.get(name.as_str()), &owner) {
            (Some(label), _) => Where::component(label),
            (None, Some(owner)) => owner.inside(&place[0]),
            (None, None) => continue,
        };
        let (kind, docs, deprecated) = schema::component(cx, schema, &at, cx.drafts.types[id.0].place);
        let draft = &mut cx.drafts.types[id.0];
        (draft.kind, draft.docs, draft.deprecated) = (kind, docs, deprecated);
        cx.drafts.register(id);
        if let ReferenceOr::Item(schema) = schema {
            let numbered = spec.node(&schema.schema_data.extensions);
            annotations::keep_examples(cx, numbered, &Type::Named(id), nullable);
        }
    }
}

/// What components are called in names of what is inside of them: by their keys; those that have places for keys by the plainest of their names that no other
/// has.
fn labels<'k>(keys: impl Iterator<Item = &'k str> + Clone) -> HashMap<&'k str, String> {
    let named: Vec<(&str, Vec<String>)> = keys.filter_map(|key| Some((key, names_of(key)?))).collect();
    let candidates = |names: &[String]| {
        (1..=names.len()).map(|outer| names[..outer].iter().rev().cloned().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in named.iter().flat_map(|(_, names)| candidates(names)) {
        *counts.entry(name).or_default() += 1;
    }
    let label = |key: &str, names: &[String]| match names {
        [own] if own == key => key.to_owned(),
        _ => candidates(names).into_iter().find(|name| counts[name] == 1).unwrap_or_else(|| key.to_owned()),
    };
    named.iter().map(|(key, names)| (*key, label(key, names))).collect()
}
