//! References to schemas: uses of a type that is made where it stands.

use openapiv3::ReferenceOr;

use super::context::{Context, Where};
use super::draft::Standing;
use super::schema::{self, Slot};
use super::{annotations, media};
use crate::ir::Type;
use crate::report::Place;
use crate::spec::Target;

/// What a `$ref` to a schema means.
pub(super) fn referenced(cx: &mut Context<'_, '_>, reference: &str, at: &Where<'_>, place: Place) -> Slot {
    let target = match Target::parse(reference) {
        Target::Component { section: "schemas", name } => cx.components.get_key_value(&*name).map(|(name, component)| (*name, *component)),
        _ => None,
    };
    let Some((name, component)) = target else {
        return Slot::plain(cx.refuse(&cx.spec.beyond(reference), place), false);
    };
    let mut slot = Slot::plain(Type::Named(component.id), component.nullable);
    slot.access = media::component(cx, reference).and_then(annotations::access).unwrap_or_default();
    if !component.is_named {
        // It is named by where it is used, and what it says of itself is said here, as if it stood here.
        let standing = if at.standing == Standing::Component { Where::unnamed(name) } else { at.as_use() };
        cx.drafts.types[component.id.0].uses.push(standing);
        if let Some(ReferenceOr::Item(target)) = cx.spec.document.components.as_ref().and_then(|components| components.schemas.get(name)) {
            let numbered = cx.spec.node(&target.schema_data.extensions);
            schema::describe(&mut slot, target, numbered);
        }
    }
    slot
}
