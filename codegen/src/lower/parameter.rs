//! Parameters: a path's and an operation's own, in path, query, headers and cookies.

use std::iter::once_with;

use openapiv3::{Operation, Parameter as Loaded, ParameterData, ParameterSchemaOrContent, PathItem};
use serde_json::Value;

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Refusal, Standing};
use super::kept::{self, Item, Taken};
use super::placement;
use super::schema::{self, Slot};
use super::style;
use super::template::Template;
use super::{annotations, media};
use crate::ir::{Constant, Docs, Fact, Location, Parameter, Type, TypeKind};
use crate::names::{Candidates, Field, Ident, Wire, resolve, spellings};
use crate::report::Diagnostic;
use crate::source::Node;
use crate::source::pointer::child;
use crate::spec::Numbered;

/// Headers that are no parameters: the client sets them (OpenAPI 3.1 §4.8.12.1, "Fixed Fields", `name`).
const NOT_PARAMETERS: &[&str] = &["accept", "content-type", "authorization"];

/// An operation's parameters: its own, and its path's that it does not override. Required ones come first, those of the path in its order; those with one
/// possible value are apart, together with what the path has in its query.
pub(super) fn parameters<'a>(
    cx: &mut Context<'a, '_>,
    path: &str,
    item: &'a PathItem,
    operation: &'a Operation,
    numbered: &Numbered<'_>,
    name: &str,
) -> Result<(Template, Vec<Constant>, Vec<Parameter>), Refusal> {
    let mut refusal = None;
    let mut loaded: Vec<(&ParameterData, &Loaded)> = Vec::new();
    for reference in operation.parameters.iter().chain(&item.parameters) {
        let components = cx.spec.document.components.as_ref().map(|components| &components.parameters);
        match resolved(components, "parameters", reference) {
            Some((parameter, _)) => {
                let data = parameter.parameter_data_ref();
                if !loaded.iter().any(|(other, at)| is_same(other, at, data, parameter)) {
                    loaded.push((data, parameter));
                }
            }
            None => refusal = Some(cx.refusal(&reference_of(cx.spec, reference), numbered.place("parameters"))),
        }
    }
    let mut made = Vec::new();
    for (data, parameter) in loaded {
        match lower(cx, data, parameter, name) {
            Ok(parameter) => made.extend(parameter),
            Err(why) => refusal = Some(why),
        }
    }
    if let Some(refusal) = refusal {
        return Err(refusal);
    }
    let template = placement::place(cx, path, &mut made, numbered)?;
    let position = |parameter: &Parameter| template.text.find(&format!("{{{}}}", parameter.wire.0)).unwrap_or(usize::MAX);
    made.sort_by_key(|parameter| (!parameter.required, parameter.location != Location::Path, position(parameter)));
    let in_path =
        template.query.iter().map(|pair| Constant { location: Location::Query, wire: Wire(pair.name.clone()), value: pair.value.clone() });
    let mut constants: Vec<Constant> = in_path.collect();
    made.retain(|parameter| {
        let constant = constant(cx, parameter);
        constants.extend(constant.clone());
        constant.is_none()
    });
    Ok((template, constants, rename(cx, made, numbered)?))
}

/// What a parameter always says: it is required, and there is one value that it can have.
fn constant(cx: &Context<'_, '_>, parameter: &Parameter) -> Option<Constant> {
    let Parameter { location, wire, required: true, ty: Type::Named(id), style: None, .. } = parameter else { return None };
    let kind = std::iter::successors(Some(&cx.drafts.types[id.0].kind), |kind| match kind {
        TypeKind::Alias(Type::Named(id)) => Some(&cx.drafts.types[id.0].kind),
        _ => None,
    });
    // No alias leads further.
    let TypeKind::Enum(listed) = kind.take(16).last()? else { return None };
    let value = match &listed.only()?.value {
        Value::String(text) => text.clone(),
        value @ (Value::Bool(_) | Value::Number(_)) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    Some(Constant { location: *location, wire: wire.clone(), value })
}

/// Whether two parameters are one: of one name in one place. The case of a header's name means nothing.
fn is_same(data: &ParameterData, parameter: &Loaded, other: &ParameterData, at: &Loaded) -> bool {
    let is_header = matches!(parameter, Loaded::Header { .. });
    std::mem::discriminant(parameter) == std::mem::discriminant(at)
        && (data.name == other.name || is_header && data.name.eq_ignore_ascii_case(&other.name))
}

/// One parameter; `None` where the standard says that it is none.
fn lower(cx: &mut Context<'_, '_>, data: &ParameterData, parameter: &Loaded, operation: &str) -> Result<Option<Parameter>, Refusal> {
    let numbered = cx.spec.node(&data.extensions);
    let is_query_string = numbered.node.get("in").and_then(Node::as_str) == Some("querystring");
    let location = match parameter {
        Loaded::Path { .. } => Location::Path,
        Loaded::Query { .. } if is_query_string => Location::QueryString,
        Loaded::Query { .. } => Location::Query,
        Loaded::Header { .. } if NOT_PARAMETERS.contains(&data.name.to_ascii_lowercase().as_str()) => {
            cx.report.push(
                Diagnostic::warning("not-a-parameter", format!("`{}` is no header parameter", data.name))
                    .at(numbered.place("name"))
                    .label("OpenAPI says to ignore it: the client sets this header"),
            );
            return Ok(None);
        }
        Loaded::Header { .. } => Location::Header,
        Loaded::Cookie { .. } => Location::Cookie,
    };
    let root = Where::operation(operation, operation, Standing::Request);
    let at = root.inside(&data.name);
    let (slot, style) = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => {
            let mut slot = schema::slot(cx, schema, &at, numbered.place("schema"));
            let style = style::of_schema(cx, numbered, location, data.explode, &slot.ty);
            if style.is_some_and(|style| style.or_empty) {
                slot.docs.facts.push(Fact { about: "Sent without a value", value: "None".to_owned() });
                slot.ty = Type::Nullable(Box::new(slot.ty));
            }
            (slot, style)
        }
        ParameterSchemaOrContent::Content(content) => {
            let Some(media::Media { name, content: media, .. }) = media::ranked(cx, content).into_iter().next() else {
                return Err(cx.refusal("a parameter with empty `content`", numbered.place("content")));
            };
            let ty = match media::schema(cx, media, &at) {
                Type::Nullable(inner) => *inner,
                ty => ty,
            };
            let style = style::of_content(cx, name, media, location, &ty, numbered)?;
            (Slot::plain(ty, false), style)
        }
    };
    annotations::keep_examples(cx, numbered, &slot.ty, true);
    if location == Location::Path && !data.required {
        cx.report.push(
            Diagnostic::warning("optional-path-parameter", format!("the path parameter `{}` must be `required: true`", data.name))
                .at(numbered.place("required"))
                .label("taken as required"),
        );
    }
    // The parameter's prose is nearer than its schema's; what the schema says of format and default holds either way.
    let own = docs(None, data.description.as_ref());
    let said = if own == Docs::default() { slot.docs } else { Docs { facts: slot.docs.facts, ..own } };
    Ok(Some(Parameter {
        location,
        wire: Wire(data.name.clone()),
        name: Ident::new(&data.name),
        required: data.required || location == Location::Path,
        ty: slot.ty,
        style,
        docs: said,
        deprecated: data.deprecated.unwrap_or(false) || slot.deprecated,
    }))
}

/// Gives the parameters names that differ: those that they had. The same name in two places is told apart by the place, but for the one that comes first: no path
/// has another variable and is the same path.
fn rename(cx: &mut Context<'_, '_>, mut parameters: Vec<Parameter>, numbered: &Numbered<'_>) -> Result<Vec<Parameter>, Refusal> {
    let items: Vec<Item> = parameters.iter().map(|parameter| item(&numbered.pointer, parameter)).collect();
    let lines = kept::here(cx.lock, &items);
    let given = kept::names(&lines, parameters.iter().map(|_| None), cx.report);
    let taken = Taken::by(&given);
    let mut candidates: Vec<Candidates<'_, Field>> = parameters
        .iter()
        .zip(&given)
        .map(|(parameter, given)| {
            let mut names: Vec<_> = spellings(&parameter.wire.0).collect();
            let placed = || Ident::new(&format!("{} {}", parameter.wire.0, place(parameter.location).1));
            let is_before = |other: &Parameter| place(other.location).0 < place(parameter.location).0;
            // The generated method has these for its own.
            if matches!(names[0].as_str(), "body" | "at" | "violations")
                || parameters.iter().any(|other| is_before(other) && Ident::<Field>::new(&other.wire.0) == names[0])
            {
                names.clear();
            }
            taken.leaves(given.as_ref(), Candidates::new(names.into_iter().chain(once_with(placed))), "parameter")
        })
        .collect();
    let names = resolve(&mut candidates);
    drop(candidates);
    match names {
        Ok(names) => {
            for ((parameter, name), (item, line)) in parameters.iter_mut().zip(names).zip(items.into_iter().zip(&lines)) {
                // Nothing can take the name of what is written as Rust would write it, and stands where nothing comes before it.
                let is_safe = name.bare() == parameter.wire.0 && place(parameter.location).0 <= place(Location::Query).0;
                if let Some(key) = item.keys.into_iter().next().filter(|_| line.is_some() || !is_safe) {
                    cx.names.insert(key, String::new(), name.bare());
                }
                parameter.name = name;
            }
            Ok(parameters)
        }
        Err(clashes) => {
            for clash in clashes {
                cx.report.push(
                    Diagnostic::error("name-clash", format!("several parameters would all be `{}`", clash.name))
                        .at(numbered.place("parameters"))
                        .help("give one of them another name in names.lock"),
                );
            }
            Err(Refusal("parameters of one name".to_owned()))
        }
    }
}

/// Which of several parameters of one name keeps it, and what tells the others from it.
fn place(location: Location) -> (usize, &'static str) {
    match location {
        Location::Path => (0, "in path"),
        Location::Query => (1, "in query"),
        Location::QueryString => (2, "as query"),
        Location::Header => (3, "in header"),
        Location::Cookie => (4, "in cookie"),
    }
}

/// What a parameter stands under in the lock: its operation, also where it is its path's or a component.
fn item(operation: &str, parameter: &Parameter) -> Item {
    let (_, place) = place(parameter.location);
    let called = format!("{}:{}", place.rsplit(' ').next().unwrap_or_default(), parameter.wire.0);
    kept::at(&child(&child(operation, "parameters"), &called), "argument")
}
