//! Samples: in comes a played document, out come for each operation arguments that it allows, for a client to be tried with.

use serde_json::{Value, json};

use crate::close::Direction;
use crate::content;
use crate::document::Node;
use crate::make::{Extent, make};
use crate::media;
use crate::parameters::{self, Parameter};
use crate::play::Play;
use crate::problem::Problem;
use crate::record::Part;
use crate::respond;
use crate::route;
use crate::schemas::Schemas;

/// Arguments of an operation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sample {
    /// The method, in upper case; `*` if the path as a whole cannot be read.
    pub method: String,
    /// The key of `paths`.
    pub path: String,
    /// A value for each parameter.
    pub parameters: Vec<Argument>,
    /// A value for each media type that the body may have.
    pub bodies: Vec<(String, Value)>,
    /// The statuses of the replies that are declared, as the document writes them.
    pub statuses: Vec<String>,
    /// Why no arguments could be made.
    pub problem: Option<String>,
}

/// A value for a parameter. It is valid against the parameter's schema.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Argument {
    /// Where the parameter goes.
    pub part: Part,
    /// Its name there.
    pub name: String,
    /// Its value.
    pub value: Value,
}

pub(crate) fn samples(play: &Play, extent: Extent) -> Vec<Sample> {
    let operations = route::all_operations(&play.document).into_iter();
    operations
        .map(|(method, path, operation)| {
            let statuses = operation.as_ref().map(statuses).unwrap_or_default();
            let made = operation.and_then(|operation| arguments(play, &path, &operation, extent));
            let ((parameters, bodies), problem) = match made {
                Ok(made) => (made, None),
                Err(problem) => (Default::default(), Some(problem.to_string())),
            };
            Sample { method, path, parameters, bodies, statuses, problem }
        })
        .collect()
}

fn statuses(operation: &Node<'_>) -> Vec<String> {
    let responses = operation.follow("responses").ok().flatten();
    responses.iter().flat_map(respond::declared).map(str::to_owned).collect()
}

type Arguments = (Vec<Argument>, Vec<(String, Value)>);

fn arguments(play: &Play, path: &str, operation: &Node<'_>, extent: Extent) -> Result<Arguments, Problem> {
    let item = route::item(&play.document, path)?;
    let parameters = parameters::declared(operation, &item)?;
    let parameters = parameters.iter().map(|parameter| argument(parameter, extent, &play.schemas)).collect::<Result<_, _>>()?;
    let body = operation.follow("requestBody")?;
    let content = body.map(|body| body.follow("content")).transpose()?.flatten();
    let media_types = content.iter().flat_map(|content| content.members().collect::<Vec<_>>());
    let bodies = media_types.map(|(name, media)| Ok((name.to_owned(), body_of(name, &media.resolve()?, extent, &play.schemas)?)));
    Ok((parameters, bodies.collect::<Result<_, _>>()?))
}

/// A form cannot say what is empty; so one that would have to has everything.
fn body_of(media_type: &str, media: &Node<'_>, extent: Extent, schemas: &Schemas) -> Result<Value, Problem> {
    let value = described(media, extent, schemas)?;
    let is_form = media::is_urlencoded(media_type) || media_type.ends_with("/form-data");
    let is_sayable = !is_form || value.as_object().is_none_or(|members| !members.values().any(has_empty));
    if is_sayable { Ok(value) } else { described(media, Extent::Everything, schemas) }
}

/// Whether a style writes nothing for it.
fn has_no_text(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether an array or an object in it has nothing in it.
fn has_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty() || items.iter().any(has_empty),
        Value::Object(members) => members.is_empty() || members.values().any(has_empty),
        _ => false,
    }
}

/// Never only with what is required: what is empty cannot be told from what is not there.
fn argument(parameter: &Parameter<'_>, extent: Extent, schemas: &Schemas) -> Result<Argument, Problem> {
    let content = parameter.node.follow("content")?.filter(|_| parameter.node.get("schema").is_none());
    let media = content.as_ref().and_then(|content| content.members().next()).map(|(_, media)| media.resolve()).transpose()?;
    let node = media.as_ref().unwrap_or(&parameter.node);
    let extent = if extent == Extent::Required { Extent::Everything } else { extent };
    let mut value = described(node, extent, schemas)?;
    if value.is_null() {
        value = described(node, Extent::Everything, schemas)?;
    }
    let fuller = match &value {
        Value::Object(members) if members.is_empty() => Some(json!({ "key": "text" })),
        Value::Array(items) if items.is_empty() => Some(json!(["text"])),
        _ => None,
    };
    if let (Some(fuller), Some(schema)) = (fuller, node.get("schema"))
        && schemas.get(&schema, Direction::Request)?.check(&fuller).is_empty()
    {
        value = fuller;
    }
    if parameter.part == Part::Path && has_no_text(&value) {
        return Err(Problem(format!("no value was found for `{}` that is not empty in the path", parameter.name)));
    }
    if let (Part::Header, Value::String(text)) = (parameter.part, &value) {
        // A header is one line, whatever its example is.
        value = Value::String(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Ok(Argument { part: parameter.part, name: parameter.name.to_owned(), value })
}

/// A value for what a parameter or a media type describes.
fn described(described: &Node<'_>, extent: Extent, schemas: &Schemas) -> Result<Value, Problem> {
    let schema = described.get("schema");
    match (extent, &schema) {
        (Extent::Required | Extent::Others, Some(schema)) => make(&*schemas.get(schema, Direction::Request)?, extent, schemas),
        _ => content::value(&content::examples(described, None)?, schema.as_ref(), Direction::Request, schemas),
    }
}
