//! What holds a type that the document gives no name: what its docs lead to.

use std::collections::BTreeMap;

use crate::ir::{Origin, Type, TypeDef, TypeId, TypeKind, Within};

/// Says of each type that stands inside of others which: the first of them by name, so that the order of the document does not matter.
pub(super) fn find(types: &mut [TypeDef]) {
    let mut found: BTreeMap<TypeId, (usize, Within)> = BTreeMap::new();
    let mut owners: Vec<usize> = (0..types.len()).collect();
    owners.sort_by_key(|&owner| &types[owner].name);
    for owner in owners {
        for (held, called) in parts(&types[owner].kind) {
            let Some(id) = held.named().filter(|id| id.0 != owner && matches!(types[id.0].origin, Origin::Inside(_))) else { continue };
            found.entry(id).or_insert_with(|| (0, Within { owner: TypeId(owner), called: called.to_owned(), others: false })).0 += 1;
        }
    }
    for (id, (count, within)) in found {
        types[id.0].within = Some(Within { others: count > 1, ..within });
    }
}

/// The parts of a type, and what the document calls them.
fn parts(kind: &TypeKind) -> Vec<(&Type, &str)> {
    match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| (&field.ty, field.wire.0.as_str())).collect(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| (&variant.ty, variant.name.bare())).collect(),
        TypeKind::Enum(_) | TypeKind::Text(_) | TypeKind::Alias(_) | TypeKind::Wrapper(_) | TypeKind::Replies(_) | TypeKind::Tuple(_) => {
            Vec::new()
        }
    }
}
