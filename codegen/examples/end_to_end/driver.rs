//! The driver: a program that calls every method of a client, as a user would write it.

use std::fmt::Write;

use openapi_codegen::ir::{Api, BodyKind, Operation, Parameter, ReplyBody, ReplyType, SecurityKind, Type, TypeKind};
use openapi_codegen::names::Ident;
use serde_json::Value;

use crate::calls::{key, operations};

/// What is the same for all of them.
pub(crate) const SUPPORT: &str = include_str!("support.rs");

/// Its manifest.
pub(crate) fn manifest(package: &str) -> String {
    format!(
        "[package]\nname = {package:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nclient = {{ path = \"client\", package = \"{package}-client\" }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"net\", \"rt\", \"time\"] }}\n"
    )
}

/// Its program. The document says what the credentials of further schemes begin with.
pub(crate) fn program(api: &Api, document: &Value) -> String {
    let mut text = String::from(
        "//! Calls every operation.\n#![allow(deprecated)]\n\nmod support;\n\nuse client::Client;\n\
         use support::{Call, Trouble, argument};\n\nfn main() {\n    support::run(client, perform);\n}\n\n\
         fn client() -> client::ClientBuilder<Client> {\n    Client::builder()",
    );
    for scheme in &api.security {
        let known = document.pointer("/components/securitySchemes").and_then(|schemes| schemes.get(&scheme.wire.0));
        let own = known.and_then(|known| known.get("scheme")?.as_str());
        let credential = match scheme.kind {
            SecurityKind::Bearer => "bearer(\"token\")".to_owned(),
            SecurityKind::Basic => "basic(\"user\", \"password\")".to_owned(),
            SecurityKind::ApiKeyHeader(_) | SecurityKind::ApiKeyQuery(_) | SecurityKind::ApiKeyCookie(_) => match own {
                Some(own) => format!("api_key({:?})", format!("{own} key")),
                None => "api_key(\"key\")".to_owned(),
            },
        };
        let _ = write!(text, "\n        .credential(client::security::{}, client::Credential::{credential})", scheme.name);
    }
    text.push_str("\n}\n\nasync fn perform(client: Client, call: Call) -> Result<(), Trouble> {\n");
    text.push_str("    match call.operation {\n");
    for (number, _) in operations(api).enumerate() {
        let _ = writeln!(text, "        {number} => Box::pin(operation_{number}(&client, &call)).await,");
    }
    text.push_str("        _ => Ok(()),\n    }\n}\n");
    for (number, operation) in operations(api).enumerate() {
        function(&mut text, api, number, operation);
    }
    text
}

fn function(text: &mut String, api: &Api, number: usize, operation: &Operation) {
    let _ = writeln!(text, "\n/// `{} {}`", operation.method, operation.path);
    let _ = writeln!(text, "async fn operation_{number}(client: &Client, call: &Call) -> Result<(), Trouble> {{");
    let required = operation.parameters.iter().filter(|parameter| parameter.required).map(|parameter| {
        let value = format!("argument(call.parameter({:?}))?", key(parameter.location, &parameter.wire.0));
        passed(parameter, &value)
    });
    let body = operation.body.as_ref().map(|body| match &body.kind {
        BodyKind::Bytes => "support::bytes(&call.body)".to_owned(),
        BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty, _) | BodyKind::Text(ty) => {
            borrowed(ty, "argument(&call.body)?")
        }
    });
    let body_is_required = operation.body.as_ref().is_some_and(|body| body.required);
    let arguments: Vec<String> = required.chain(body.clone().filter(|_| body_is_required)).collect();
    let method = operation.name.as_str();
    if operation.has_options() {
        let _ = writeln!(text, "    let mut request = client.{method}({});\n    if call.everything {{", arguments.join(", "));
        for parameter in operation.parameters.iter().filter(|parameter| !parameter.required) {
            let value = format!("argument(call.parameter({:?}))?", key(parameter.location, &parameter.wire.0));
            let _ = writeln!(text, "        request = request.{}({});", setter(&parameter.name), passed(parameter, &value));
        }
        if let Some(body) = body.filter(|_| !body_is_required) {
            let _ = writeln!(text, "        request = request.with_body({body});");
        }
        text.push_str("    }\n    let reply = call.send(request.into_call()).await?;\n");
    } else {
        let _ = writeln!(text, "    let reply = call.send(client.{method}({})).await?;", arguments.join(", "));
    }
    text.push_str(&read(api, &operation.responses.success));
    text.push_str("    Ok(())\n}\n");
}

/// A parameter's value as its method takes it.
fn passed(parameter: &Parameter, value: &str) -> String {
    match &parameter.ty {
        Type::Nullable(inner) => match &**inner {
            Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number { .. } => value.to_owned(),
            Type::String => format!("{}.as_deref()", value.replacen("argument", "argument::<Option<String>>", 1)),
            Type::Array { .. } => format!("{}.as_deref()", value.replacen("argument", "argument::<Option<Vec<_>>>", 1)),
            _ => format!("{}.as_ref()", value.replacen("argument", "argument::<Option<_>>", 1)),
        },
        ty => borrowed(ty, value),
    }
}

/// A value as an argument that is only looked at. Its type follows from the method, but for what dereferences to it.
fn borrowed(ty: &Type, value: &str) -> String {
    match ty {
        Type::Null | Type::Boolean | Type::Integer { .. } | Type::Number { .. } => value.to_owned(),
        Type::String => format!("&{}", value.replacen("argument", "argument::<String>", 1)),
        Type::Array { .. } => format!("&{}", value.replacen("argument", "argument::<Vec<_>>", 1)),
        Type::Boxed(inner) => borrowed(inner, value),
        _ => format!("&{value}"),
    }
}

fn setter<K>(name: &Ident<K>) -> String {
    format!("with_{}", name.bare().trim_start_matches('_'))
}

/// What reads a success to its end, where it is a stream.
fn read(api: &Api, success: &ReplyType) -> String {
    let to_end = |body: &ReplyBody| match body {
        ReplyBody::Bytes => Some("while let Some(item) = stream.next().await { item?; }"),
        ReplyBody::Events(_) | ReplyBody::Items(_) => {
            Some("let mut count = 0; while let Some(item) = stream.next().await { item?; count += 1; } support::some(call, count)?;")
        }
        ReplyBody::None | ReplyBody::Json(_) | ReplyBody::Text => None,
    };
    match success {
        ReplyType::One(body) => to_end(body).map(|read| format!("    if let Some(mut stream) = reply {{ {read} }}\n")),
        ReplyType::Choice(id) => {
            let def = &api.types[id.0];
            let TypeKind::Replies(variants) = &def.kind else { return String::new() };
            let mut arms = String::new();
            for (name, read) in variants.iter().filter_map(|variant| Some((&variant.name, to_end(&variant.body)?))) {
                let _ = writeln!(arms, "        Some(client::types::{}::{}(mut stream)) => {{ {read} }}", def.name.as_str(), name.as_str());
            }
            (!arms.is_empty()).then(|| format!("    match reply {{\n{arms}        _ => {{}}\n    }}\n"))
        }
        ReplyType::None => None,
    }
    .unwrap_or_else(|| "    drop(reply);\n".to_owned())
}
