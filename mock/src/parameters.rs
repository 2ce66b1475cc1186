//! Parameters: in come a request and its operation, out come the violations in path, query, headers and cookies.

use serde_json::Value;

use crate::close::Direction;
use crate::document::Node;
use crate::form::{self, Pairs};
use crate::media;
use crate::problem::Problem;
use crate::record::{Part, Violation};
use crate::request::{Received, findings};
use crate::route::Matched;
use crate::schemas::Schemas;
use crate::security;
use crate::style::{self, Style};
use crate::template::decode;

/// A parameter object, read.
struct Parameter<'a> {
    name: &'a str,
    part: Part,
    /// 3.2's `in: querystring`: the query as a whole.
    is_whole_query: bool,
    node: Node<'a>,
}

/// Checks the declared parameters, and that the query has no others.
pub(crate) fn check(request: &Received, matched: &Matched<'_>, schemas: &Schemas) -> Result<Vec<Violation>, Problem> {
    let parameters = declared(matched)?;
    let names: Vec<String> = parameters.iter().map(|parameter| parameter.name.to_owned()).collect();
    let mut query = Pairs::new(style::form_pairs(&request.raw_query));
    let mut cookies = Pairs::new(request.cookies());
    for name in matched.hints.iter().copied().chain(security::query_names(&matched.operation)?) {
        query.take(name);
    }
    let mut violations = Vec::new();
    for parameter in &parameters {
        let pointer = |rest: &str| {
            let mut pointer = String::new();
            crate::document::push_token(&mut pointer, parameter.name);
            pointer + rest
        };
        let Some((schema, candidates)) = read(parameter, request, matched, &mut query, &mut cookies, &names, schemas)?
        else {
            if parameter.node.flag("required") == Some(true) || parameter.part == Part::Path {
                violations.push(Violation::new(parameter.part, pointer(""), "this parameter is required, and missing"));
            }
            continue;
        };
        let may_be_empty = parameter.node.flag("allowEmptyValue") == Some(true);
        if may_be_empty && candidates.iter().any(is_empty) {
            continue;
        }
        let found = schema.map(|schema| findings(&schema, &candidates)).unwrap_or_default();
        violations.extend(
            found.into_iter().map(|finding| Violation::new(parameter.part, pointer(&finding.pointer), finding.message)),
        );
    }
    for name in query.rest() {
        let mut pointer = String::new();
        crate::document::push_token(&mut pointer, name);
        violations.push(Violation::new(Part::Query, pointer, "the operation has no such query parameter"));
    }
    Ok(violations)
}

/// The operation's parameters, and those of its path item that it does not override.
fn declared<'a>(matched: &Matched<'a>) -> Result<Vec<Parameter<'a>>, Problem> {
    let mut parameters: Vec<Parameter<'a>> = Vec::new();
    for holder in [&matched.operation, &matched.item] {
        let Some(list) = holder.get("parameters") else { continue };
        for node in list.elements() {
            let node = node.resolve()?;
            let (Some(name), Some(place)) = (node.text("name"), node.text("in")) else { continue };
            let part = match place {
                "path" => Part::Path,
                "query" | "querystring" => Part::Query,
                // "If in is header and the name field is Accept, Content-Type or Authorization, the parameter definition shall be ignored."
                "header"
                    if !["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str()) =>
                {
                    Part::Header
                }
                "cookie" => Part::Cookie,
                _ => continue,
            };
            if !parameters.iter().any(|known| known.name == name && known.part == part) {
                parameters.push(Parameter { name, part, is_whole_query: place == "querystring", node });
            }
        }
    }
    Ok(parameters)
}

type Read = (Option<std::sync::Arc<crate::schemas::Checked>>, Vec<Value>);

/// The schema of a parameter and what the request may mean by it; none if the request has no such parameter.
fn read(
    parameter: &Parameter<'_>,
    request: &Received,
    matched: &Matched<'_>,
    query: &mut Pairs<'_>,
    cookies: &mut Pairs<'_>,
    names: &[String],
    schemas: &Schemas,
) -> Result<Option<Read>, Problem> {
    let Parameter { name, part, node, .. } = parameter;
    let content = node.get("content");
    if let Some((media_type, media)) = content.as_ref().and_then(|content| content.members().next()) {
        let text = match part {
            Part::Query if parameter.is_whole_query => {
                query.take_all();
                (!request.raw_query.is_empty()).then(|| request.raw_query.clone())
            }
            Part::Query => query.take(name).first().map(|text| style::decode_form(text)),
            Part::Cookie => cookies.take(name).first().map(|text| decode(text)),
            Part::Header => request.header(name),
            _ => path_text(matched, name).map(decode),
        };
        let Some(text) = text else { return Ok(None) };
        let schema = media.get("schema").map(|schema| schemas.get(&schema, Direction::Request)).transpose()?;
        let candidates = match &schema {
            Some(schema) if media::is_urlencoded(media_type) => vec![crate::urlencoded::read(&text, &media, schema)],
            _ if media::is_json(media_type) => {
                vec![serde_json::from_str(&decode(&text)).unwrap_or(Value::String(text))]
            }
            _ => vec![Value::String(text)],
        };
        return Ok(Some((schema, candidates)));
    }
    let default = if matches!(part, Part::Query | Part::Cookie) { "form" } else { "simple" };
    let style_name = node.text("style").unwrap_or(default);
    let explode = node.flag("explode").unwrap_or(matches!(style_name, "form" | "cookie"));
    let anything = Value::Bool(true);
    let schema = node.get("schema").map(|schema| schemas.get(&schema, Direction::Request)).transpose()?;
    let view = schema.as_ref().map_or(crate::view::View::new(&anything), |schema| schema.view());
    let style = |decode| Style { name: style_name, explode, decode };
    let candidates = match part {
        Part::Query => form::candidates(query, name, style(style::decode_form), view, names),
        Part::Cookie => form::candidates(cookies, name, style(decode), view, names),
        Part::Header => request.header(name).map(|text| {
            // "a, b": blanks around the commas of a header mean nothing.
            let text = text.split(',').map(str::trim).collect::<Vec<_>>().join(",");
            style::candidates(name, &text, style(str::to_owned), view)
        }),
        _ => path_text(matched, name).map(|text| style::candidates(name, text, style(decode), view)),
    };
    Ok(candidates.map(|candidates| (schema, candidates)))
}

fn path_text<'a>(matched: &'a Matched<'_>, name: &str) -> Option<&'a str> {
    matched.parameters.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        _ => false,
    }
}
