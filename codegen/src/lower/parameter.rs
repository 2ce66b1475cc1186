//! Parameters: a path's and an operation's own, in path, query and header.

use openapiv3::{Operation, Parameter as Loaded, ParameterData, ParameterSchemaOrContent, PathItem};

use super::annotations;
use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Refusal, Standing};
use super::schema::{self, Slot};
use crate::ir::{Docs, Location, Parameter, Style, Type, TypeKind};
use crate::names::{Field, Ident, Wire, resolve, spellings};
use crate::report::{Diagnostic, Place};
use crate::source::Node;
use crate::spec::Numbered;

/// Headers that are no parameters: the client sets them (OpenAPI 3.1 §4.8.12.1, "Fixed Fields", `name`).
const NOT_PARAMETERS: &[&str] = &["accept", "content-type", "authorization"];

/// An operation's parameters: its own, and its path's that it does not override. Required ones come first, those of the path in its order.
pub(super) fn parameters<'a>(
    cx: &mut Context<'a, '_>,
    path: &str,
    item: &'a PathItem,
    operation: &'a Operation,
    numbered: &Numbered<'_>,
    name: &str,
) -> Result<Vec<Parameter>, Refusal> {
    let mut refusal = None;
    let mut loaded: Vec<(&ParameterData, &Loaded)> = Vec::new();
    for reference in operation.parameters.iter().chain(&item.parameters) {
        let components = cx.spec.document.components.as_ref().map(|components| &components.parameters);
        match resolved(components, "parameters", reference) {
            Some((parameter, _)) => {
                let data = parameter.parameter_data_ref();
                let same = |(other, at): &(&ParameterData, &Loaded)| {
                    other.name == data.name && std::mem::discriminant(*at) == std::mem::discriminant(parameter)
                };
                if !loaded.iter().any(same) {
                    loaded.push((data, parameter));
                }
            }
            None => refusal = Some(cx.refusal(&reference_of(reference), numbered.place("parameters"))),
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
    against_template(cx, path, &made, numbered)?;
    let position = |parameter: &Parameter| path.find(&format!("{{{}}}", parameter.wire.0)).unwrap_or(usize::MAX);
    made.sort_by_key(|parameter| (!parameter.required, parameter.location != Location::Path, position(parameter)));
    rename(cx, made, numbered)
}

/// One parameter; `None` where the standard says that it is none.
fn lower(cx: &mut Context<'_, '_>, data: &ParameterData, parameter: &Loaded, operation: &str) -> Result<Option<Parameter>, Refusal> {
    let numbered = cx.spec.node(&data.extensions).clone();
    let text = |key: &str| numbered.node.get(key).and_then(Node::as_str);
    if text("in") == Some("querystring") {
        return Err(cx.refusal("a `querystring` parameter", numbered.place("in")));
    }
    let location = match parameter {
        Loaded::Path { .. } => Location::Path,
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
        Loaded::Cookie { .. } => return Err(cx.refusal("a cookie parameter", numbered.place("in"))),
    };
    let default_style = if location == Location::Query { "form" } else { "simple" };
    let style = text("style").unwrap_or(default_style);
    if style != default_style {
        return Err(cx.refusal(&format!("the parameter style `{style}`"), numbered.place("style")));
    }
    for key in ["allowReserved", "allowEmptyValue"] {
        let asked = matches!(numbered.node.get(key).map(|node| &node.data), Some(crate::source::Data::Bool(true)));
        if asked && location == Location::Query {
            return Err(cx.refusal(&format!("`{key}`"), numbered.place(key)));
        }
    }
    let ParameterSchemaOrContent::Schema(schema) = &data.format else {
        return Err(cx.refusal("a parameter with `content`", numbered.place("content")));
    };
    let root = Where::operation(operation, operation, Standing::Request);
    let slot = schema::slot(cx, schema, &root.inside(&data.name), numbered.place("schema"));
    let explode = data.explode.unwrap_or(location == Location::Query);
    let style = style_of(cx, &slot, location, explode)
        .ok_or_else(|| cx.refusal("a parameter that is neither a scalar nor a list of scalars", numbered.place("schema")))?;
    annotations::keep_examples(cx, &numbered, &slot.ty, true);
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

/// How a value of this type is written. `None`: it cannot be, yet.
fn style_of(cx: &Context<'_, '_>, slot: &Slot, location: Location, explode: bool) -> Option<Style> {
    match aliased(cx, &slot.ty) {
        Type::Array { items, .. } if is_scalar(cx, items) => {
            Some(if explode && location == Location::Query { Style::Repeated } else { Style::Commas })
        }
        ty if is_scalar(cx, ty) => Some(Style::Scalar),
        _ => None,
    }
}

fn is_scalar(cx: &Context<'_, '_>, ty: &Type) -> bool {
    match aliased(cx, ty) {
        Type::Boolean | Type::Integer { .. } | Type::Number { .. } | Type::String | Type::Format(_) => true,
        // A refused type passes: what needs it goes for its own reason.
        Type::Named(id) => {
            cx.drafts.refused.contains_key(id) || matches!(cx.drafts.types[id.0].kind, TypeKind::Enum(_) | TypeKind::Text(_))
        }
        _ => false,
    }
}

/// What a type is behind its aliases.
fn aliased<'a>(cx: &'a Context<'_, '_>, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    // Bounded, because aliases may still go round in a circle here.
    for _ in 0..cx.drafts.types.len() {
        match ty {
            Type::Named(id) if !cx.drafts.refused.contains_key(id) => match &cx.drafts.types[id.0].kind {
                TypeKind::Alias(inner) => ty = inner,
                _ => return ty,
            },
            _ => return ty,
        }
    }
    ty
}

/// Holds the template against the parameters: each `{name}` has one, each path parameter a place.
fn against_template(cx: &mut Context<'_, '_>, path: &str, parameters: &[Parameter], numbered: &Numbered<'_>) -> Result<(), Refusal> {
    let in_path = |name: &str| parameters.iter().any(|parameter| parameter.location == Location::Path && parameter.wire.0 == name);
    let mut rest = path;
    let mut result = Ok(());
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !in_path(name) {
            let message = format!("`{{{name}}}` in `{path}` is no declared path parameter");
            let diagnostic = if cx.config.skip_unsupported { Diagnostic::warning } else { Diagnostic::error };
            cx.report.push(
                diagnostic("undeclared-path-parameter", message)
                    .at(Place::of(numbered.node.span))
                    .help(format!("declare it: `- {{ name: {name}, in: path, required: true, schema: {{ type: string }} }}`")),
            );
            result = Err(Refusal(format!("`{{{name}}}`")));
        }
        rest = after;
    }
    for parameter in parameters.iter().filter(|parameter| parameter.location == Location::Path) {
        if !path.contains(&format!("{{{}}}", parameter.wire.0)) {
            cx.report.push(
                Diagnostic::warning("parameter-without-place", format!("the path parameter `{}` is not in `{path}`", parameter.wire.0))
                    .at(Place::of(numbered.node.span)),
            );
        }
    }
    result
}

/// Gives the parameters names that differ. The same name in two places is told apart by the place.
fn rename(cx: &mut Context<'_, '_>, mut parameters: Vec<Parameter>, numbered: &Numbered<'_>) -> Result<Vec<Parameter>, Refusal> {
    let candidates: Vec<Vec<Ident<Field>>> = parameters
        .iter()
        .map(|parameter| {
            let place = match parameter.location {
                Location::Path => "in path",
                Location::Query => "in query",
                Location::Header => "in header",
            };
            let mut names = spellings(&parameter.wire.0);
            let placed = Ident::new(&format!("{} {place}", parameter.wire.0));
            // The generated method has these for its own.
            if matches!(names[0].as_str(), "body" | "at" | "violations") {
                names.clear();
            }
            names.push(placed);
            names
        })
        .collect();
    match resolve(&candidates) {
        Ok(names) => {
            for (parameter, name) in parameters.iter_mut().zip(names) {
                parameter.name = name;
            }
            Ok(parameters)
        }
        Err(clashes) => {
            for clash in clashes {
                cx.report.push(
                    Diagnostic::error("name-clash", format!("several parameters would all be `{}`", clash.name))
                        .at(numbered.place("parameters")),
                );
            }
            Err(Refusal("parameters of one name".to_owned()))
        }
    }
}
