//! Strings that only have bounds, under a name that has a pattern elsewhere: `orgId` of at least one character, where another `orgId` matches a pattern.
//!
//! The pattern says what an `OrgId` is, and is the type of that name. The mere bounds are no second one, and a value that they allow must not be refused for
//! the pattern's sake: such a string is any string, whose bounds are said in prose and left to the server.

use std::collections::{BTreeMap, BTreeSet};

use super::agreement::says_enough;
use super::context::Context;
use super::draft::{Draft, Standing};
use super::operation::Placed;
use crate::ir::{Docs, Fact, Range, Text, Type, TypeId, TypeKind};
use crate::names::words;
use crate::report::Diagnostic;

/// Makes plain strings of them. Answers with the types that are no longer needed.
pub(super) fn loosen(cx: &mut Context<'_, '_>, placed: &mut [Placed]) -> BTreeMap<TypeId, Type> {
    let matched = |draft: &&Draft| matches!(&draft.kind, TypeKind::Text(text) if text.pattern.is_some());
    let patterned: BTreeSet<Vec<String>> = cx.drafts.types.iter().filter(matched).flat_map(names).collect();
    let mut loose = BTreeMap::new();
    for (index, draft) in cx.drafts.types.iter().enumerate() {
        if let TypeKind::Text(Text { length, pattern: None, format: None }) = &draft.kind
            && !draft.uses.is_empty()
            && draft.uses.iter().all(|place| place.standing != Standing::Component)
            && names(draft).all(|name| patterned.contains(&name) && says_enough(&name))
        {
            loose.insert(TypeId(index), *length);
        }
    }
    for id in loose.keys() {
        let Draft { uses, place, .. } = &cx.drafts.types[id.0];
        let name = &uses[0].path[0];
        let message = format!("the bounds of this `{name}` are not enforced");
        cx.report.push(
            Diagnostic::warning("unenforced", message)
                .at(*place)
                .label(format!("any string: elsewhere the type of `{name}` has a pattern")),
        );
    }
    let said = |ty: &Type, docs: &mut Docs| {
        if let Some(length) = ty.named().and_then(|id| loose.get(&id)) {
            docs.facts.push(fact(*length));
        }
    };
    for draft in &mut cx.drafts.types {
        if let TypeKind::Struct(object) = &mut draft.kind {
            object.fields.iter_mut().for_each(|field| said(&field.ty, &mut field.docs));
        }
    }
    for parameter in placed.iter_mut().flat_map(|placed| &mut placed.operation.parameters) {
        said(&parameter.ty, &mut parameter.docs);
    }
    for id in loose.keys() {
        let draft = &mut cx.drafts.types[id.0];
        draft.kind = TypeKind::Alias(Type::String);
        draft.uses.clear();
    }
    loose.into_keys().map(|id| (id, Type::String)).collect()
}

/// The names that a type is used under, however they are spelled.
fn names(draft: &Draft) -> impl Iterator<Item = Vec<String>> {
    draft.uses.iter().map(|place| words(&place.path[0], false))
}

fn fact(length: Range<u64>) -> Fact {
    let value = match (length.min, length.max) {
        (Some(min), Some(max)) => format!("{min} to {max} characters"),
        (None, Some(max)) => format!("at most {max} characters"),
        (min, None) => format!("at least {} characters", min.unwrap_or_default()),
    };
    Fact { about: "Length", value }
}
