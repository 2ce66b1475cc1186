//! What a schema says that constrains nothing: formats without a type, defaults, examples.

use super::context::{Context, Example};
use super::schema::{self, Slot};
use crate::ir::{Fact, Type};
use crate::source::{Data, Node};
use crate::spec::Numbered;

/// What a schema says and its type cannot: a format that the type does not have, a default, an example that fits on a line.
pub(super) fn facts(numbered: &Numbered<'_>, ty: &Type) -> Vec<Fact> {
    let scalar = |node: &Node| match &node.data {
        Data::String(text) => Some(text.clone()).filter(|text| text.len() <= 120 && !text.contains('\n')),
        Data::Number(number) => Some(number.as_str().to_owned()),
        Data::Bool(flag) => Some(flag.to_string()),
        Data::Null | Data::Array(_) | Data::Object(_) => None,
    };
    let known = matches!(ty, Type::Format(_) | Type::Integer { .. })
        || matches!((ty, schema::format_name(numbered)), (Type::Number { .. }, Some("float" | "double")));
    let format = schema::format_name(numbered).filter(|_| !known).map(str::to_owned);
    let value = |key: &str| numbered.node.get(key).and_then(scalar);
    let all = [
        ("Format", format),
        ("Encoding", value("contentEncoding")),
        ("Media type", value("contentMediaType")),
        ("Default", value("default")),
        ("Example", value("example")),
    ];
    all.into_iter().filter_map(|(about, value)| Some(Fact { about, value: value? })).collect()
}

/// Keeps a schema's examples to hold them against its type later.
pub(super) fn keep_examples(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, slot: &Slot) {
    let node = cx.spec.source().at(&numbered.pointer);
    let Some(node) = node else { return };
    let listed = match node.get("examples").map(|node| &node.data) {
        Some(Data::Array(values)) => values.as_slice(),
        _ => &[],
    };
    for example in node.get("example").into_iter().chain(listed) {
        cx.examples.push(Example { node: example, ty: slot.ty.clone(), nullable: slot.nullable });
    }
}
