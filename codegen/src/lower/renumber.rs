//! Types and security schemes get new numbers once those that nothing needs are gone.

use std::collections::{BTreeSet, HashMap};

use crate::ir::{Operation, OperationModule, ReplyType, Type, TypeId, TypeKind};

pub(super) fn renumbered(ty: Type, ids: &HashMap<TypeId, TypeId>) -> Type {
    let inner = |ty: Box<Type>| Box::new(renumbered(*ty, ids));
    match ty {
        // What is kept mentions only what is kept.
        Type::Named(id) => Type::Named(ids.get(&id).copied().unwrap_or(id)),
        Type::Array { items, size, unique } => Type::Array { items: inner(items), size, unique },
        Type::Map { values, size } => Type::Map { values: inner(values), size },
        Type::Nullable(ty) => Type::Nullable(inner(ty)),
        Type::Boxed(ty) => Type::Boxed(inner(ty)),
        other => other,
    }
}

pub(super) fn kind(kind: TypeKind, ids: &HashMap<TypeId, TypeId>) -> TypeKind {
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

pub(super) fn operation(operation: &mut Operation, ids: &HashMap<TypeId, TypeId>) {
    for parameter in &mut operation.parameters {
        parameter.ty = renumbered(std::mem::replace(&mut parameter.ty, Type::Any), ids);
    }
    if let Some(body) = &mut operation.body {
        body.ty = renumbered(std::mem::replace(&mut body.ty, Type::Any), ids);
    }
    for side in [&mut operation.responses.success, &mut operation.responses.failure] {
        match side {
            ReplyType::One(Some(ty)) => *ty = renumbered(std::mem::replace(ty, Type::Any), ids),
            ReplyType::Choice(id) => *id = ids.get(id).copied().unwrap_or(*id),
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
