//! Types and security schemes get new numbers once those that nothing needs are gone.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use crate::ir::{Body, Operation, OperationModule, ReplyType, Type, TypeId, TypeKind};

/// What each type is called from now on: by another number, or what stands for it where it has no name.
pub(super) type Ids = HashMap<TypeId, Type>;

/// The new numbers of the types that are kept. Of those that are not, the aliases without a name are what they are of.
pub(super) fn ids(kept: &BTreeSet<TypeId>, mut nameless: BTreeMap<TypeId, Type>) -> Ids {
    let mut ids: Ids = kept.iter().enumerate().map(|(new, &old)| (old, Type::Named(TypeId(new)))).collect();
    // One may be of another, and none is of itself: such an alias is a struct by now.
    while !nameless.is_empty() {
        let waits = |ty: &Type| ty.named().is_some_and(|id| nameless.contains_key(&id));
        let ready: Vec<TypeId> = nameless.iter().filter(|(_, ty)| !waits(ty)).map(|(&id, _)| id).collect();
        if ready.is_empty() {
            break;
        }
        for id in ready {
            if let Some(mut ty) = nameless.remove(&id) {
                renumber(&mut ty, &ids);
                ids.insert(id, ty);
            }
        }
    }
    ids
}

pub(super) fn renumber(ty: &mut Type, ids: &Ids) {
    let leaf = ty.leaf_mut();
    // What is kept mentions only what is kept.
    if let Some(new) = leaf.named().and_then(|id| ids.get(&id)) {
        *leaf = new.clone();
    }
}

pub(super) fn kind(mut kind: TypeKind, ids: &Ids) -> TypeKind {
    for ty in kind.types_mut() {
        renumber(ty, ids);
    }
    kind
}

pub(super) fn operation(operation: &mut Operation, ids: &Ids) {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
    for ty in parameters.chain(operation.body.as_mut().and_then(Body::ty_mut)) {
        renumber(ty, ids);
    }
    let id = |id: &mut TypeId| *id = ids.get(id).and_then(Type::named).unwrap_or(*id);
    operation.responses.headers.iter_mut().for_each(|headers| id(&mut headers.ty));
    for side in [&mut operation.responses.success, &mut operation.responses.failure] {
        match side {
            ReplyType::One(body) => body.ty_mut().into_iter().for_each(|ty| renumber(ty, ids)),
            ReplyType::Choice(choice) => id(choice),
            ReplyType::None => {}
        }
    }
}

/// Renumbers the security schemes once the unused ones are gone.
pub(super) fn with_used_schemes(mut modules: Vec<OperationModule>, used: &BTreeSet<usize>) -> Vec<OperationModule> {
    let position: HashMap<usize, usize> = used.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    for scheme in modules.iter_mut().flat_map(|module| &mut module.operations).flat_map(|operation| operation.security.iter_mut().flatten())
    {
        *scheme = position[scheme];
    }
    modules
}
