//! Parameters: in come a request and its operation, out come the violations in path, query, headers and cookies.

use std::sync::Arc;

use serde_json::Value;

use crate::close::Direction;
use crate::document::{Node, pointer_to};
use crate::form::{self, Pairs};
use crate::media;
use crate::problem::Problem;
use crate::record::{Part, Violation};
use crate::request::{Received, findings};
use crate::route::Matched;
use crate::schemas::{Checked, Schemas};
use crate::security;
use crate::style::{self, Style};
use crate::template::decode;
use crate::urlencoded;
use crate::view::View;

/// A parameter object, read.
pub(crate) struct Parameter<'a> {
    pub(crate) name: &'a str,
    pub(crate) part: Part,
    /// 3.2's `in: querystring`: the query as a whole.
    is_whole_query: bool,
    pub(crate) node: Node<'a>,
}

/// Checks the declared parameters, and that the query has no others.
pub(crate) fn check(request: &Received, matched: &Matched<'_>, schemas: &Schemas) -> Result<Vec<Violation>, Problem> {
    let parameters = declared(&matched.operation, &matched.item)?;
    let mut sources = Sources {
        request,
        matched,
        query: Pairs::new(style::form_pairs(&request.raw_query)),
        cookies: Pairs::new(request.cookies()),
        declared: parameters.iter().map(|parameter| parameter.name.to_owned()).collect(),
    };
    for name in matched.hints.iter().copied().chain(security::query_names(&matched.operation)?) {
        sources.query.take(name);
    }
    let mut violations = Vec::new();
    for parameter in &parameters {
        let pointer = pointer_to(parameter.name);
        let Some((schema, candidates)) = read(parameter, &mut sources, schemas)? else {
            // A path that lacks a parameter of its template does not match; one that is in no template cannot be sent.
            if parameter.node.flag("required") == Some(true) && parameter.part != Part::Path {
                violations.push(Violation::new(parameter.part, pointer, "this parameter is required, and missing"));
            }
            continue;
        };
        let may_be_empty = parameter.node.flag("allowEmptyValue") == Some(true);
        if may_be_empty && candidates.iter().any(is_empty) {
            continue;
        }
        let found = schema.map(|schema| findings(&schema, &candidates)).unwrap_or_default();
        violations
            .extend(found.into_iter().map(|finding| Violation::new(parameter.part, pointer.clone() + &finding.pointer, finding.message)));
    }
    for name in sources.query.rest() {
        violations.push(Violation::new(Part::Query, pointer_to(name), "the operation has no such query parameter"));
    }
    Ok(violations)
}

/// The operation's parameters, and those of its path item that it does not override.
pub(crate) fn declared<'a>(operation: &Node<'a>, item: &Node<'a>) -> Result<Vec<Parameter<'a>>, Problem> {
    let mut parameters: Vec<Parameter<'a>> = Vec::new();
    for holder in [operation, item] {
        let Some(list) = holder.get("parameters") else { continue };
        for node in list.elements() {
            let node = node.resolve()?;
            let (Some(name), Some(place)) = (node.text("name"), node.text("in")) else { continue };
            let part = match place {
                "path" => Part::Path,
                "query" | "querystring" => Part::Query,
                "header" if !is_ignored_header(name) => Part::Header,
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

/// "If in is header and the name field is Accept, Content-Type or Authorization, the parameter definition shall be ignored."
fn is_ignored_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"].iter().any(|ignored| name.eq_ignore_ascii_case(ignored))
}

/// Where parameters are read from.
struct Sources<'a> {
    request: &'a Received,
    matched: &'a Matched<'a>,
    query: Pairs<'a>,
    cookies: Pairs<'a>,
    /// The names of all parameters.
    declared: Vec<String>,
}

/// The schema of a parameter, and what the request may mean by it.
type Reading = (Option<Arc<Checked>>, Vec<Value>);

/// Reads a parameter; nothing if the request does not have it.
fn read(parameter: &Parameter<'_>, sources: &mut Sources<'_>, schemas: &Schemas) -> Result<Option<Reading>, Problem> {
    // One that has a schema as well is described twice; the schema counts.
    let content = parameter.node.get("content").filter(|_| parameter.node.get("schema").is_none());
    match content.as_ref().and_then(|content| content.members().next()) {
        Some((media_type, media)) => read_content(parameter, media_type, &media.resolve()?, sources, schemas),
        None => read_styled(parameter, sources, schemas),
    }
}

/// Reads a parameter whose text is of a media type.
fn read_content(
    parameter: &Parameter<'_>,
    media_type: &str,
    media: &Node<'_>,
    sources: &mut Sources<'_>,
    schemas: &Schemas,
) -> Result<Option<Reading>, Problem> {
    let name = parameter.name;
    let schema = media.get("schema").map(|schema| schemas.get(&schema, Direction::Request)).transpose()?;
    let text = match parameter.part {
        Part::Query if parameter.is_whole_query => {
            sources.query.take_all();
            let raw = Some(&sources.request.raw_query).filter(|raw| !raw.is_empty());
            if let (Some(raw), Some(schema), true) = (raw, &schema, media::is_urlencoded(media_type)) {
                let value = urlencoded::read(raw, media, schema);
                return Ok(Some((Some(Arc::clone(schema)), vec![value])));
            }
            raw.map(|raw| decode(raw))
        }
        Part::Query => sources.query.take(name).first().map(|text| style::decode_form(text)),
        Part::Cookie => sources.cookies.take(name).first().map(|text| decode(text)),
        Part::Header => sources.request.header(name),
        _ => path_text(sources.matched, name).map(decode),
    };
    let as_json = |text: &String| media::is_json(media_type).then(|| serde_json::from_str(text).ok()).flatten();
    Ok(text.map(|text| (schema, vec![as_json(&text).unwrap_or(Value::String(text))])))
}

/// Reads a parameter that is written in a style.
fn read_styled(parameter: &Parameter<'_>, sources: &mut Sources<'_>, schemas: &Schemas) -> Result<Option<Reading>, Problem> {
    let Parameter { name, part, node, .. } = parameter;
    let default = if matches!(part, Part::Query | Part::Cookie) { "form" } else { "simple" };
    let style_name = node.text("style").unwrap_or(default);
    let explode = node.flag("explode").unwrap_or(matches!(style_name, "form" | "cookie"));
    let anything = Value::Bool(true);
    let schema = node.get("schema").map(|schema| schemas.get(&schema, Direction::Request)).transpose()?;
    let view = schema.as_ref().map_or(View::new(&anything), |schema| schema.view());
    let style = |decode| Style { name: style_name, explode, decode };
    let Sources { request, matched, query, cookies, declared } = sources;
    let candidates = match part {
        Part::Query => form::candidates(query, name, style(style::decode_form), view, declared),
        // In this style nothing is encoded (OpenAPI 3.2 §4.12.3, "Style Values").
        Part::Cookie if style_name == "cookie" => form::candidates(cookies, name, style(str::to_owned), view, declared),
        Part::Cookie => form::candidates(cookies, name, style(decode), view, declared),
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
