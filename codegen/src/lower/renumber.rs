//! Types and security schemes get new numbers once those that nothing needs are gone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ir::{Operation, OperationModule, ReplyType, Type, TypeId, TypeKind};

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
            let ty = nameless.remove(&id).map_or(Type::Any, |ty| renumbered(ty, &ids));
            ids.insert(id, ty);
        }
    }
    ids
}

pub(super) fn renumbered(ty: Type, ids: &Ids) -> Type {
    let inner = |ty: Box<Type>| Box::new(renumbered(*ty, ids));
    match ty {
        // What is kept mentions only what is kept.
        Type::Named(id) => ids.get(&id).cloned().unwrap_or(Type::Named(id)),
        Type::Array { items, size, unique } => Type::Array { items: inner(items), size, unique },
        Type::Map { values, size } => Type::Map { values: inner(values), size },
        Type::Nullable(ty) => Type::Nullable(inner(ty)),
        Type::Boxed(ty) => Type::Boxed(inner(ty)),
        other => other,
    }
}

pub(super) fn kind(kind: TypeKind, ids: &Ids) -> TypeKind {
    match kind {
        TypeKind::Struct(mut object) => {
            for field in &mut object.fields {
                field.ty = renumbered(std::mem::replace(&mut field.ty, Type::Any), ids);
            }
            if let Some(additional) = &mut object.additional {
                additional.values = renumbered(std::mem::replace(&mut additional.values, Type::Any), ids);
            }
            TypeKind::Struct(object)
        }
        TypeKind::Alias(ty) => TypeKind::Alias(renumbered(ty, ids)),
        TypeKind::Wrapper(ty) => TypeKind::Wrapper(renumbered(ty, ids)),
        TypeKind::Replies(mut variants) => {
            for variant in &mut variants {
                variant.body = variant.body.take().map(|ty| renumbered(ty, ids));
            }
            TypeKind::Replies(variants)
        }
        other => other,
    }
}

pub(super) fn operation(operation: &mut Operation, ids: &Ids) {
    for parameter in &mut operation.parameters {
        parameter.ty = renumbered(std::mem::replace(&mut parameter.ty, Type::Any), ids);
    }
    if let Some(body) = &mut operation.body {
        body.ty = renumbered(std::mem::replace(&mut body.ty, Type::Any), ids);
    }
    for side in [&mut operation.responses.success, &mut operation.responses.failure] {
        match side {
            ReplyType::One(Some(ty)) => *ty = renumbered(std::mem::replace(ty, Type::Any), ids),
            ReplyType::Choice(id) => *id = ids.get(id).and_then(Type::named).unwrap_or(*id),
            ReplyType::None | ReplyType::One(None) => {}
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
