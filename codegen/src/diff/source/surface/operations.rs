//! The methods of the client, and the builders of those that have something to leave out.

use super::types::body;
use super::{Argument, Function, Item, Kind, Member, Of, What};
use crate::diff::source::code::Code;
use crate::ir::{Api, Body, Operation, Parameter, ReplyType, Responses, Type};

/// The builders, each in its module.
pub(super) fn builders(api: &Api) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, module) in api.modules.iter().enumerate() {
        for (index, operation) in module.operations.iter().enumerate().filter(|(_, operation)| operation.has_options()) {
            items.push(builder(module.name.as_str(), Of::Operation(at, index), operation));
        }
    }
    items
}

/// The builder of an operation.
pub(in super::super) fn builder(module: &str, of: Of, operation: &Operation) -> Item {
    let setters = operation.parameters.iter().filter(|parameter| !parameter.required).map(|parameter| {
        let name = format!("with_{}", parameter.name.bare().trim_start_matches('_'));
        let function = Function { has_self: true, arguments: vec![argument(parameter)], returns: None };
        Member { deprecated: parameter.deprecated, ..Member::new(&name, &wire(parameter), What::Function(function)) }
    });
    let body = operation.body.as_ref().filter(|body| !body.required);
    let body = body.map(|body| Member::function("with_body", true, vec![body_argument(body)], None));
    let call = Member::function("into_call", true, Vec::new(), Some(call(&operation.responses)));
    let members = setters.chain(body).chain([call]).collect();
    let traits = vec!["Clone", "Debug"];
    Item { members, traits, deprecated: operation.deprecated, ..Item::new(module, operation.type_name.as_str(), of, Kind::Builder) }
}

/// The methods of the client.
pub(super) fn methods(api: &Api) -> Vec<Member> {
    let operations = api.modules.iter().flat_map(|module| &module.operations);
    let methods = operations.map(|operation| {
        let wire = format!("{} {}", operation.method, operation.path);
        let what = What::Function(signature(operation));
        Member { deprecated: operation.deprecated, ..Member::new(operation.name.as_str(), &wire, what) }
    });
    methods.collect()
}

/// The signature of an operation's method.
pub(in super::super) fn signature(operation: &Operation) -> Function {
    let required = operation.parameters.iter().filter(|parameter| parameter.required).map(argument);
    let body = operation.body.as_ref().filter(|body| body.required).map(body_argument);
    let returns = if operation.has_options() { Code::text(operation.type_name.as_str().to_owned()) } else { call(&operation.responses) };
    Function { has_self: true, arguments: required.chain(body).collect(), returns: Some(returns) }
}

/// `Call<T>` or `Call<T, E>`.
pub(in super::super) fn call(responses: &Responses) -> Code {
    let success = side(&responses.success).unwrap_or_else(|| Code::text("()"));
    Code::list(std::iter::once(success).chain(side(&responses.failure))).inside("Call")
}

fn side(side: &ReplyType) -> Option<Code> {
    match side {
        ReplyType::None => None,
        ReplyType::One(reply) => body(reply),
        ReplyType::Choice(id) => Some(Code::named(*id)),
    }
}

fn wire(parameter: &Parameter) -> String {
    format!("{:?} {}", parameter.location, parameter.wire.0)
}

fn argument(parameter: &Parameter) -> Argument {
    let ty = match &parameter.ty {
        Type::Nullable(inner) => Code::borrowed(inner).inside("Option"),
        ty => Code::borrowed(ty),
    };
    Argument { name: parameter.name.as_str().to_owned(), wire: wire(parameter), ty, of: Code::of(&parameter.ty) }
}

fn body_argument(body: &Body) -> Argument {
    let bytes = || Code::text("impl Into<Body>");
    let ty = body.ty().map_or_else(bytes, Code::borrowed);
    let of = body.ty().map_or_else(bytes, Code::of);
    Argument { name: "body".to_owned(), wire: "body".to_owned(), ty, of }
}
