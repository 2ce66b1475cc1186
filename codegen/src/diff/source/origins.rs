//! Where in the document an item of the crate comes from.

use std::collections::VecDeque;

use crate::ir::{Api, Operation, Origin, Type, TypeId};

/// The JSON pointers of an API's types: of a type's component, or else of the first operation or component that leads to it.
#[derive(Debug)]
pub(super) struct Origins(Vec<Option<String>>);

impl Origins {
    pub(super) fn of(api: &Api) -> Self {
        let mut pointers: Vec<Option<String>> = vec![None; api.types.len()];
        let mut unread = VecDeque::new();
        let reach = |pointers: &mut Vec<Option<String>>, unread: &mut VecDeque<TypeId>, id: TypeId, pointer: String| {
            if pointers[id.0].is_none() {
                pointers[id.0] = Some(pointer);
                unread.push_back(id);
            }
        };
        for (index, def) in api.types.iter().enumerate() {
            if let Origin::Component(name) = &def.origin {
                reach(&mut pointers, &mut unread, TypeId(index), format!("/components/schemas/{}", escaped(&name.0)));
            }
        }
        for operation in api.modules.iter().flat_map(|module| &module.operations) {
            for id in operation.types() {
                reach(&mut pointers, &mut unread, id, pointer(operation));
            }
        }
        while let Some(id) = unread.pop_front() {
            for inner in api.types[id.0].kind.types().into_iter().filter_map(Type::named) {
                let pointer = pointers[id.0].clone().unwrap_or_default();
                reach(&mut pointers, &mut unread, inner, pointer);
            }
        }
        Self(pointers)
    }

    pub(super) fn ty(&self, id: TypeId) -> Vec<String> {
        self.0[id.0].iter().cloned().collect()
    }
}

/// The pointer of an operation.
pub(super) fn pointer(operation: &Operation) -> String {
    format!("/paths/{}/{}", escaped(&operation.path), operation.method.to_lowercase())
}

/// A key in a JSON pointer (RFC 6901 §3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
