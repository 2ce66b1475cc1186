//! Operations with their bodies among their parameters, as before OpenAPI 3.0.

use super::mend::{Mended, member, object, text};
use super::mend_schema::counts;
use crate::source::{Data, Member, Node, Object};

/// What is meant by an operation with parameters that are `in: body` or `in: formData`. `None`: it has none.
pub(super) fn operation(members: &Object) -> Option<Mended> {
    let parameters = members.get("parameters").filter(|_| !members.contains_key("requestBody"))?;
    let is_in = |node: &Node, place: &str| node.get("in").and_then(Node::as_str) == Some(place);
    let is_body = |node: &&Node| is_in(node, "body") || is_in(node, "formData");
    let items: Vec<&Node> = match &parameters.value.data {
        Data::Array(items) => items.iter().collect(),
        Data::Object(members) if counts(members) => members.values().map(|member| &member.value).collect(),
        _ => return None,
    };
    let (bodies, others): (Vec<&Node>, Vec<&Node>) = items.into_iter().partition(is_body);
    let first = bodies.first()?;
    let body = bodies.iter().find(|node| is_in(node, "body")).map_or_else(|| form(members, &bodies), |body| whole(members, body));
    let mut meant = members.clone();
    let others = Data::Array(others.into_iter().cloned().collect());
    meant.insert("parameters".to_owned(), Member { key: parameters.key, value: Node { span: parameters.value.span, data: others } });
    meant.insert("requestBody".to_owned(), Member { key: first.span, value: Node { span: first.span, data: body } });
    let consumes = meant.shift_remove("consumes").is_some();
    let with = if consumes { ", with its media type" } else { "" };
    let message = format!("OpenAPI 3 describes bodies and forms under `requestBody`{with}, beside `parameters`");
    Some(Mended::of(Data::Object(Box::new(meant))).said(first.span, message))
}

/// The media type of the body: what the operation `consumes`.
fn media_type<'n>(members: &'n Object, otherwise: &'n str) -> &'n str {
    members.get("consumes").and_then(|consumes| consumes.value.as_array()?.first()?.as_str()).unwrap_or(otherwise)
}

/// A body that one parameter describes.
fn whole(members: &Object, body: &Node) -> Data {
    let schema = body.member("schema").map(|schema| ("schema".to_owned(), schema.clone()));
    let content = object([(media_type(members, "application/json").to_owned(), member(body.span, object(schema)))]);
    let kept = ["description", "required"].into_iter().filter_map(|key| Some((key.to_owned(), body.member(key)?.clone())));
    object(kept.chain([("content".to_owned(), member(body.span, content))]))
}

/// A form, of a parameter for each field.
fn form(members: &Object, fields: &[&Node]) -> Data {
    let named: Vec<(&Node, &Node)> = fields.iter().filter_map(|field| Some((*field, field.get("name")?))).collect();
    let span = fields.first().map(|field| field.span).unwrap_or_default();
    let property = |field: &Node, name: &Node| {
        let of_schema = field
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(key, _)| !["name", "in", "required", "schema", "collectionFormat"].contains(&key.as_str()));
        let schema = field
            .get("schema")
            .cloned()
            .unwrap_or_else(|| Node { span: field.span, data: object(of_schema.map(|(key, member)| (key.clone(), member.clone()))) });
        Some((name.as_str()?.to_owned(), Member { key: name.span, value: schema }))
    };
    let properties = named.iter().filter_map(|(field, name)| property(field, name));
    let required =
        named.iter().filter(|(field, _)| field.get("required").and_then(Node::as_bool) == Some(true)).map(|(_, name)| (*name).clone());
    let required: Vec<Node> = required.collect();
    let is_required = !required.is_empty();
    let schema = object([
        ("type".to_owned(), member(span, text("object"))),
        ("properties".to_owned(), member(span, object(properties))),
        ("required".to_owned(), member(span, Data::Array(required))),
    ]);
    let has_file = fields.iter().any(|field| field.get("type").and_then(Node::as_str) == Some("file"));
    let usual = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let content = object([(media_type(members, usual).to_owned(), member(span, object([("schema".to_owned(), member(span, schema))])))]);
    object([("required".to_owned(), member(span, Data::Bool(is_required))), ("content".to_owned(), member(span, content))])
}
