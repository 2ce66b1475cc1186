//! Parameters meet the path: each variable of the template has one, each path parameter a place.
//!
//! Documents get this wrong often, and mostly there is one thing that they can mean.

use super::context::Context;
use super::draft::Refusal;
use super::template::{Pair, Template};
use crate::ir::{Docs, Location, Parameter, Style, StyleKind, Type};
use crate::names::{Ident, Wire, words};
use crate::report::{Diagnostic, Place};
use crate::spec::Numbered;

/// Takes a path apart, and adds to the parameters, renames or removes them so that they fit.
pub(super) fn place(
    cx: &mut Context<'_, '_>,
    path: &str,
    parameters: &mut Vec<Parameter>,
    numbered: &Numbered<'_>,
) -> Result<Template, Refusal> {
    let declared: Vec<&str> =
        parameters.iter().filter(|parameter| parameter.location == Location::Path).map(|parameter| parameter.wire.0.as_str()).collect();
    let mut template = Template::parse(path, &declared);
    for variable in &template.variables {
        let index = for_variable(cx, path, &template, &variable.name, parameters, numbered);
        if variable.reserved {
            let style = &mut parameters[index].style;
            *style = Some(Style { reserved: true, ..style.unwrap_or(Style::new(StyleKind::Simple, false)) });
        }
    }
    for pair in std::mem::take(&mut template.query) {
        if let Some(pair) = in_query(cx, path, pair, parameters, numbered)? {
            template.query.push(pair);
        }
    }
    for name in &template.listed {
        if position(parameters, Location::Query, name).is_none() {
            undeclared(cx, path, string(Location::Query, name, false), numbered, parameters);
        }
    }
    parameters.retain(|parameter| {
        let placed = parameter.location != Location::Path || template.variables.iter().any(|variable| variable.name == parameter.wire.0);
        if !placed {
            cx.report.push(
                Diagnostic::warning("parameter-without-place", format!("the path parameter `{}` is not in `{path}`", parameter.wire.0))
                    .at(Place::of(numbered.node.span))
                    .label("left out"),
            );
        }
        placed
    });
    Ok(template)
}

/// The parameter that a variable of the path stands for.
fn for_variable(
    cx: &mut Context<'_, '_>,
    path: &str,
    template: &Template,
    name: &str,
    parameters: &mut Vec<Parameter>,
    numbered: &Numbered<'_>,
) -> usize {
    if let Some(index) = position(parameters, Location::Path, name) {
        return index;
    }
    if let Some(index) = meant(parameters, template, name) {
        misspelled(cx, path, name, &parameters[index].wire.0, numbered);
        parameters[index].wire = Wire(name.to_owned());
        return index;
    }
    undeclared(cx, path, string(Location::Path, name, true), numbered, parameters);
    parameters.len() - 1
}

/// A pair of the path's own query: nothing remains of one that a parameter is for.
fn in_query(
    cx: &mut Context<'_, '_>,
    path: &str,
    pair: Pair,
    parameters: &mut Vec<Parameter>,
    numbered: &Numbered<'_>,
) -> Result<Option<Pair>, Refusal> {
    if position(parameters, Location::Query, &pair.name).is_some() {
        return Ok(None);
    }
    let Some(variable) = pair.variable() else {
        if pair.value.contains('{') {
            return Err(cx.refusal(&format!("the template `{}` in a query", pair.value), Place::of(numbered.node.span)));
        }
        return Ok(Some(pair));
    };
    if let Some(index) = position(parameters, Location::Path, variable) {
        parameters[index].location = Location::Query;
        parameters[index].wire = Wire(pair.name);
    } else if position(parameters, Location::Query, variable).is_none() {
        undeclared(cx, path, string(Location::Query, &pair.name, true), numbered, parameters);
    }
    Ok(None)
}

fn position(parameters: &[Parameter], location: Location, name: &str) -> Option<usize> {
    parameters.iter().position(|parameter| parameter.location == location && parameter.wire.0 == name)
}

/// The path parameter without a place that a variable is written like, but for its case and signs.
fn meant(parameters: &[Parameter], template: &Template, name: &str) -> Option<usize> {
    let is_placed = |name: &str| template.variables.iter().any(|variable| variable.name == name);
    let joined = |name: &str| words(name, false).concat();
    let mut alike = parameters.iter().enumerate().filter(|(_, parameter)| {
        parameter.location == Location::Path && !is_placed(&parameter.wire.0) && joined(&parameter.wire.0) == joined(name)
    });
    alike.next().filter(|_| alike.next().is_none()).map(|(index, _)| index)
}

/// A parameter of which only the name is known.
fn string(location: Location, name: &str, required: bool) -> Parameter {
    Parameter {
        location,
        wire: Wire(name.to_owned()),
        name: Ident::new(name),
        required,
        ty: Type::String,
        style: None,
        docs: Docs::default(),
        deprecated: false,
    }
}

/// Adds a parameter that the document does not declare.
fn undeclared(cx: &mut Context<'_, '_>, path: &str, parameter: Parameter, numbered: &Numbered<'_>, parameters: &mut Vec<Parameter>) {
    let name = &parameter.wire.0;
    let (place, required) = if parameter.location == Location::Path { ("path", ", required: true") } else { ("query", "") };
    cx.report.push(
        Diagnostic::warning("undeclared-path-parameter", format!("`{name}` in `{path}` is no declared parameter"))
            .at(Place::of(numbered.node.span))
            .label("taken as a string")
            .help(format!("declare it: `- {{ name: {name}, in: {place}{required}, schema: {{ type: string }} }}`")),
    );
    parameters.push(parameter);
}

fn misspelled(cx: &mut Context<'_, '_>, path: &str, variable: &str, declared: &str, numbered: &Numbered<'_>) {
    cx.report.push(
        Diagnostic::warning("misspelled-path-parameter", format!("`{{{variable}}}` in `{path}` is declared as `{declared}`"))
            .at(Place::of(numbered.node.span))
            .label("taken as that parameter")
            .help(format!("declare it as `{variable}`")),
    );
}
