//! Merges that contain themselves: in `Node`, `parent: { allOf: [{ $ref: Node }, { required: [id] }] }` is a type that holds itself.
//!
//! Schemas are merged property by property, and a property may be a merge of the same schemas: it is the type that is being made.

use foldhash::HashMap;

use super::conjunct::Conjuncts;
use super::context::{Context, Where};
use super::draft::{Draft, Standing};
use super::merge::Contradiction;
use super::schema::{Shape, Slot};
use crate::ir::{Docs, Type, TypeId, TypeKind};
use crate::report::Place;
use crate::source::Node;
use crate::spec::Numbered;

/// So deep are merges in merges, each of other schemas, that are made; no document that means something has more.
const DEEPEST: usize = 64;

/// Merges that are being made, the innermost last, and those that turned out to contain themselves.
#[derive(Debug, Default)]
pub(super) struct Merges {
    open: Vec<Open>,
    made: HashMap<Key, TypeId>,
}

/// The schemas that are merged.
type Key = Vec<*const Node>;

#[derive(Debug)]
struct Open {
    key: Key,
    /// Its type, once it is needed.
    id: Option<TypeId>,
}

/// Merges conjuncts, or answers with the type of those that are the same.
pub(super) fn once<'p, 's: 'p, 'a>(
    cx: &mut Context<'a, 's>,
    conjuncts: Conjuncts<'p, 's>,
    around: &Numbered<'_>,
    at: &Where<'_>,
    merge: impl FnOnce(&mut Context<'a, 's>, Conjuncts<'p, 's>) -> Result<Shape, Contradiction>,
) -> Result<Shape, Contradiction> {
    let key: Key = conjuncts.list.iter().map(|conjunct| &raw const *conjunct.numbered.node).collect();
    if let Some(id) = known(cx, &key, around) {
        cx.drafts.types[id.0].uses.push(at.as_use());
        return Ok(Shape::Type(Type::Named(id)));
    }
    if cx.merges.open.len() == DEEPEST {
        return Ok(Shape::Type(cx.refuse("an `allOf` that leads to ever more of others", around.place("allOf"))));
    }
    // A component is there already.
    let component = (at.standing == Standing::Component).then(|| cx.components.get(cx.key(at.segment))).flatten().map(|known| known.id);
    cx.merges.open.push(Open { key, id: component });
    let shape = merge(cx, conjuncts);
    let id = cx.merges.open.pop().and_then(|Open { key, id }| Some((key, id?)));
    let Some((key, id)) = id.filter(|_| component.is_none()) else { return shape };
    let shape = shape?;
    let nullable = shape.is_nullable();
    let draft = &mut cx.drafts.types[id.0];
    draft.kind = shape.into_kind();
    draft.uses.insert(0, at.as_use());
    cx.drafts.register(id);
    cx.merges.made.insert(key, id);
    Ok(Shape::Slot(Slot::plain(Type::Named(id), nullable)))
}

/// The type of a merge that has been made, or that is being made.
fn known(cx: &mut Context<'_, '_>, key: &Key, around: &Numbered<'_>) -> Option<TypeId> {
    if let Some(&id) = cx.merges.made.get(key) {
        return Some(id);
    }
    let open = cx.merges.open.iter_mut().find(|open| open.key == *key)?;
    let drafts = &mut cx.drafts;
    Some(*open.id.get_or_insert_with(|| {
        drafts.add(Draft {
            kind: TypeKind::Alias(Type::Any),
            docs: Docs::default(),
            deprecated: false,
            uses: Vec::new(),
            pointers: vec![around.pointer.clone()],
            place: Place::of(around.node.span),
            request_of: None,
        })
    }))
}
