//! What a schema says that constrains nothing: formats without a type, defaults, examples, who sets a property.

use openapiv3::Schema;

use super::context::{Context, Example};
use super::schema;
use crate::ir::{Access, Fact, Format, Type};
use crate::source::{Data, Node};
use crate::spec::{Numbered, Spec};

/// What a schema says and its type cannot: a format that the type does not have, a default, an example that fits on a line.
pub(super) fn facts(numbered: &Numbered<'_>, ty: &Type) -> Vec<Fact> {
    let scalar = |node: &Node| match &node.data {
        Data::String(text) => Some(text.clone()).filter(|text| text.len() <= 120 && !text.contains('\n')),
        Data::Number(number) => Some(number.as_str().to_owned()),
        Data::Bool(flag) => Some(flag.to_string()),
        Data::Null | Data::Array(_) | Data::Object(_) => None,
    };
    let said = schema::format_name(numbered);
    let known = match ty {
        Type::Format(_) | Type::Chosen(_) | Type::Integer { .. } => true,
        Type::Number { .. } => matches!(said, Some("float" | "double")),
        // The type says it.
        Type::Named(_) => said.and_then(Format::named).is_some(),
        _ => false,
    };
    let format = said.filter(|_| !known).map(str::to_owned);
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

/// A value for a message.
pub(super) fn shown(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Keeps an object's examples to hold them against a type later: a schema's, a media type's or a parameter's.
pub(super) fn keep_examples<'s>(cx: &mut Context<'_, 's>, numbered: &Numbered<'s>, ty: &Type, nullable: bool) {
    let (spec, node) = (cx.spec, numbered.node);
    let several: Vec<&Node> = match node.get("examples").map(|node| &node.data) {
        // A schema lists them (JSON Schema Validation §9.5),
        Some(Data::Array(values)) => values.iter().collect(),
        // the others give them names (OpenAPI 3.1 §4.8.19, "Example Object").
        Some(Data::Object(members)) => members.values().filter_map(|member| written_out(spec, &member.value).get("value")).collect(),
        _ => Vec::new(),
    };
    let examples = node.get("example").into_iter().chain(several).map(|node| (written_out(spec, node), "example"));
    for (node, noun) in examples.chain(node.get("default").map(|node| (node, "default"))) {
        cx.examples.push(Example { node, noun, ty: ty.clone(), nullable });
    }
}

/// An example, or what stands for it elsewhere: an Example Object may be a reference, and many write one in place of any example.
fn written_out<'s>(spec: &Spec<'s>, example: &'s Node) -> &'s Node {
    spec.leads_to(example).unwrap_or(example)
}

/// Who sets it, where a schema says so.
pub(super) fn access(schema: &Schema) -> Option<Access> {
    match (schema.schema_data.read_only, schema.schema_data.write_only) {
        (true, false) => Some(Access::ReadOnly),
        (false, true) => Some(Access::WriteOnly),
        _ => None,
    }
}
