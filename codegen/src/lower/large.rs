//! Large types: on the heap where others hold them.
//!
//! A type is as large as all that it holds by value, and each step of reading it has room for it on the stack: a charge of a customer with a subscription is soon
//! more than the two megabytes that a thread has. So what is large is a pointer in what holds it, and nothing is larger than its own fields make it.

use super::cycles::{box_in_place, by_value, held};
use crate::ir::{EnumBase, IntegerKind, NumberKind, Presence, Struct, Type, TypeDef, TypeKind, Union};

/// In bytes. So much that next to no type has it without holding other objects, and so little that a hundred of them, one in the other, can be read.
const LARGE: usize = 1024;

/// Boxes what is large wherever a struct, a union or a tuple holds it by value. Types that contain themselves are boxed already.
pub(super) fn boxed(types: &mut [TypeDef]) {
    let mut sizes: Vec<Option<usize>> = vec![None; types.len()];
    for start in 0..types.len() {
        // What a type holds comes before it. Iterative: schemas may be nested as deep as they like.
        let mut stack = vec![start];
        while let Some(&id) = stack.last() {
            let kind = &mut types[id].kind;
            let parts = (0..).map_while(|index| held(kind, index).map(|ty| by_value(ty)));
            let unknown: Vec<usize> = parts.flatten().filter(|&part| sizes[part].is_none()).collect();
            if sizes[id].is_none() && !unknown.is_empty() {
                stack.extend(unknown);
                continue;
            }
            stack.pop();
            if sizes[id].is_none() {
                if matches!(kind, TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Tuple(_)) {
                    box_large(kind, &sizes);
                }
                sizes[id] = Some(size_of_kind(kind, &sizes));
            }
        }
    }
}

fn box_large(kind: &mut TypeKind, sizes: &[Option<usize>]) {
    let mut index = 0;
    while let Some(ty) = held(kind, index) {
        if by_value(ty).and_then(|part| sizes[part]).is_some_and(|size| size > LARGE) {
            box_in_place(ty);
        }
        index += 1;
    }
}

const POINTER: usize = 8;
const TEXT: usize = 24;
const ANY: usize = 32;
const FILE: usize = 96;

/// How large a type is where a pointer has 64 bits, all but exactly.
fn size_of_kind(kind: &TypeKind, sizes: &[Option<usize>]) -> usize {
    let size = |ty: &Type| size_of(ty, sizes);
    match kind {
        TypeKind::Struct(Struct { fields, additional, .. }) => {
            let fields =
                fields.iter().map(|field| if field.presence == Presence::Required { size(&field.ty) } else { optional(&field.ty, sizes) });
            fields.sum::<usize>() + additional.as_ref().map_or(0, |_| TEXT)
        }
        TypeKind::Union(Union { variants, open, .. }) => {
            POINTER + variants.iter().map(|variant| size(&variant.ty)).chain(open.then_some(ANY)).max().unwrap_or_default()
        }
        TypeKind::Tuple(tuple) => tuple.items.iter().map(size).sum(),
        TypeKind::Alias(ty) | TypeKind::Wrapper(ty) => size(ty),
        TypeKind::Text(_) => TEXT,
        TypeKind::Enum(listed) => match listed.base {
            EnumBase::String => TEXT,
            EnumBase::Integer(kind) => 2 * integer(kind),
            EnumBase::Any => ANY,
        },
        // No other type holds them.
        TypeKind::Replies(_) => 0,
    }
}

fn size_of(ty: &Type, sizes: &[Option<usize>]) -> usize {
    match ty {
        Type::Any => ANY,
        Type::Null | Type::Boolean => 1,
        Type::Integer { kind, .. } => integer(*kind),
        Type::Number { kind: NumberKind::F32, .. } => 4,
        Type::Number { kind: NumberKind::F64, .. } => 8,
        Type::String | Type::Format(_) | Type::Chosen(_) | Type::Array { .. } | Type::Map { .. } => TEXT,
        Type::File => FILE,
        Type::Nullable(inner) => optional(inner, sizes),
        Type::Boxed(_) => POINTER,
        Type::Named(id) => sizes[id.0].unwrap_or_default(),
    }
}

/// Only numbers have no room of their own for saying that there is none.
fn optional(ty: &Type, sizes: &[Option<usize>]) -> usize {
    let size = size_of(ty, sizes);
    if matches!(ty, Type::Integer { .. } | Type::Number { .. }) { 2 * size } else { size }
}

fn integer(kind: IntegerKind) -> usize {
    match kind {
        IntegerKind::I8 | IntegerKind::U8 => 1,
        IntegerKind::I16 | IntegerKind::U16 => 2,
        IntegerKind::I32 | IntegerKind::U32 => 4,
        IntegerKind::I64 | IntegerKind::U64 => 8,
        IntegerKind::I128 => 16,
    }
}
