//! The client, servers, security schemes, payloads, modules, and what the root has of the runtime.

use super::{Argument, Function, Item, Kind, Member, Of, What, operations};
use crate::diff::source::code::Code;
use crate::ir::{Api, Server, ServerEnum, ServerUrl, Type, VariableValues};

pub(super) fn items(api: &Api) -> Vec<Item> {
    let mut items = modules(api);
    items.push(Item::new("", "SPEC_VERSION", Of::Other("constant", "SPEC_VERSION".to_owned()), Kind::Other("the constant")));
    if !api.modules.is_empty() {
        items.push(client(api));
        let credential = (!api.security.is_empty()).then_some("Credential");
        let names = ["openapi_client", "ApiError", "ApiResponse", "BuildError", "Call", "ClientBuilder", "Error"];
        items.extend(names.into_iter().chain(credential).map(|name| export("", name)));
        // Without a client, the root does not show it.
        if !api.servers.is_empty() {
            items.push(servers("", &api.servers));
        }
    }
    if !api.server_urls.is_empty() && !api.servers.is_empty() {
        items.push(servers("server", &api.servers));
    }
    items.extend(api.server_urls.iter().map(|url| server_url(api, url)));
    if !api.server_urls.is_empty() {
        items.extend(api.server_enums.iter().map(server_enum));
    }
    items.extend(api.security.iter().map(|scheme| {
        Item::new("security", &scheme.name, Of::Other("security scheme", scheme.wire.0.clone()), Kind::Other("the constant"))
    }));
    items.extend(api.payloads.iter().map(|payload| {
        let sender = payload.sender.as_ref().map_or("", |sender| sender.as_str());
        let of = format!("{} {} {sender} {}", payload.method, payload.wire.0, payload.media_type);
        let ty = if payload.ty == Type::File { Code::text("Bytes") } else { Code::of(&payload.ty) };
        Item::new("payloads", payload.name.as_str(), Of::Other("payload", of), Kind::Alias(ty))
    }));
    items
}

fn modules(api: &Api) -> Vec<Item> {
    let own = api.modules.iter().enumerate();
    let mut items: Vec<Item> =
        own.map(|(index, module)| Item::new("", module.name.as_str(), Of::Module(index), Kind::Other("the module"))).collect();
    let others = [
        ("types", !api.types.is_empty()),
        ("payloads", !api.payloads.is_empty()),
        ("security", !api.security.is_empty()),
        ("server", !api.server_urls.is_empty()),
    ];
    let others = others.into_iter().filter(|(_, is_there)| *is_there);
    items.extend(others.map(|(name, _)| Item::new("", name, Of::Other("module", name.to_owned()), Kind::Other("the module"))));
    items
}

fn export(module: &str, name: &str) -> Item {
    Item::new(module, name, Of::Other("export", name.to_owned()), Kind::Other("the export"))
}

fn client(api: &Api) -> Item {
    let (argument, returns) = if api.servers.is_empty() {
        (plain("base_url", Code::text("&str")), Some(Code::text("Result<Self, InvalidBaseUrl>")))
    } else {
        (plain("server", Code::text("Server")), None)
    };
    let mut members = vec![
        Member::function("new", false, vec![argument], returns),
        Member::function("builder", false, Vec::new(), Some(Code::text("ClientBuilder<Self>"))),
    ];
    members.extend(operations::methods(api));
    let traits = vec!["Clone", "Debug"];
    Item { members, traits, ..Item::new("", "Client", Of::Other("client", String::new()), Kind::Type("a struct")) }
}

fn servers(module: &str, servers: &[Server]) -> Item {
    let variants = servers
        .iter()
        .map(|server| Member { deprecated: server.deprecated, ..Member::new(server.name.as_str(), &server.url, What::Variant(None)) });
    let fixed = [
        Member::new("ALL", "ALL", What::Constant),
        Member::function("url", true, Vec::new(), Some(Code::text("&'static str"))),
        Member::function("name", true, Vec::new(), Some(Code::text("&'static str"))),
    ];
    let members = variants.chain(fixed).collect();
    let traits = vec!["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"];
    Item { members, traits, ..Item::new(module, "Server", Of::Other("servers", module.to_owned()), Kind::Type("an enum of servers")) }
}

fn server_url(api: &Api, url: &ServerUrl) -> Item {
    let setters = url.variables.iter().map(|variable| {
        let ty = match variable.values {
            VariableValues::Text(_) => Code::text("impl Into<String>"),
            VariableValues::Listed { index, .. } => Code::text(api.server_enums[index].name.as_str().to_owned()),
        };
        let name = format!("with_{}", variable.name.bare().trim_start_matches('_'));
        let function = Function { has_self: true, arguments: vec![plain(variable.name.as_str(), ty)], returns: None };
        Member::new(&name, &variable.wire, What::Function(function))
    });
    let of = Of::Other("server URL", url.template.clone());
    let traits = vec!["Clone", "Debug", "PartialEq", "Eq", "Default"];
    Item { members: setters.collect(), traits, ..Item::new("server", url.name.as_str(), of, Kind::Type("a base URL")) }
}

fn server_enum(list: &ServerEnum) -> Item {
    let variants = list.variants.iter().map(|(name, value)| Member::new(name.as_str(), value, What::Variant(None)));
    let text = Member::function("as_str", true, Vec::new(), Some(Code::text("&'static str")));
    let of = Of::Other("server variable", list.wire.clone());
    let traits = vec!["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"];
    Item {
        members: variants.chain([text]).collect(),
        traits,
        ..Item::new("server", list.name.as_str(), of, Kind::Type("an enum of values"))
    }
}

/// An argument that is of no type of the document.
fn plain(name: &str, ty: Code) -> Argument {
    Argument { name: name.to_owned(), wire: name.to_owned(), of: ty.clone(), ty }
}
