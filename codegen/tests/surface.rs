//! What `diff` thinks a crate offers, held against the crate: the public items of the code of each golden case, as syn reads them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use std::collections::BTreeSet;
use std::fmt::Write;

use cases::cases;
use openapi_codegen::diff;
use openapi_codegen::output::Files;
use syn::{Attribute, Fields, FnArg, ImplItem, ItemImpl, ReturnType, UseTree, Visibility};

#[test]
fn a_diff_sees_what_is_emitted() {
    let mut wrong = String::new();
    for case in cases() {
        let generated = case.generate();
        let (api, files) = (generated.api.unwrap(), generated.files.unwrap());
        let seen: BTreeSet<String> = diff::surface(&api).iter().map(|line| dense(line)).collect();
        let emitted = emitted(&files);
        for line in emitted.difference(&seen) {
            let _ = writeln!(wrong, "{}: emitted and not seen: {line}", case.name);
        }
        for line in seen.difference(&emitted) {
            let _ = writeln!(wrong, "{}: seen and not emitted: {line}", case.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The public items of a crate.
fn emitted(files: &Files) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let root = syn::parse_file(&files.0["src/lib.rs"]).unwrap().items;
    let mut public = BTreeSet::from(["Client".to_owned()]);
    for item in &root {
        match item {
            syn::Item::Mod(module) if is_public(&module.vis) => {
                found.insert(format!("module{}", module.ident));
                public.insert(module.ident.to_string());
            }
            syn::Item::Const(constant) => drop(found.insert(format!("constant{}", constant.ident))),
            syn::Item::Use(used) => exports(&used.tree, &mut public, &mut found),
            _ => {}
        }
    }
    for (path, text) in files.0.iter().filter(|(path, _)| path.starts_with("src/") && *path != "src/lib.rs") {
        let module = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').next().unwrap();
        let mut reader = Reader { module: raw(module), found: BTreeSet::new() };
        syn::parse_file(text).unwrap().items.iter().for_each(|item| reader.item(item));
        for line in reader.found {
            // What is in a private module is public where the root exports it.
            let private =
                |name: &str| line.split_once(&format!("{module}::{name}")).map(|(before, after)| format!("{before}{name}{after}"));
            match module {
                "client" => drop(found.insert(private("Client").unwrap_or(line))),
                "server" => {
                    found.extend(private("Server").filter(|_| public.contains("Server")));
                    found.extend(public.contains("server").then_some(line));
                }
                _ => drop(found.insert(line)),
            }
        }
    }
    found
}

/// What the root exports: of its own modules by name, and of the runtime.
fn exports(tree: &UseTree, public: &mut BTreeSet<String>, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) if path.ident == "client" || path.ident == "server" => {
            if let UseTree::Name(name) = &*path.tree {
                public.insert(name.ident.to_string());
            }
        }
        UseTree::Path(path) => exports(&path.tree, public, found),
        UseTree::Group(group) => group.items.iter().for_each(|tree| exports(tree, public, found)),
        UseTree::Name(name) => drop(found.insert(format!("export{}", name.ident))),
        _ => {}
    }
}

/// A module's name as it is written.
fn raw(module: &str) -> String {
    if syn::parse_str::<syn::Ident>(module).is_ok() { module.to_owned() } else { format!("r#{module}") }
}

/// Reads the public items of a file.
struct Reader {
    module: String,
    found: BTreeSet<String>,
}

impl Reader {
    fn push(&mut self, attributes: &[Attribute], what: &str, path: &str, rest: &str) {
        if attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")) {
            self.found.insert(format!("deprecated{path}"));
        }
        self.found.insert(format!("{what}{path}{}", code(rest)));
    }

    fn item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Struct(item) if is_public(&item.vis) => {
                let path = format!("{}::{}", self.module, item.ident);
                let held: Vec<String> = match &item.fields {
                    Fields::Unnamed(fields) => {
                        fields.unnamed.iter().filter(|field| is_public(&field.vis)).map(|field| text(&field.ty)).collect()
                    }
                    _ => Vec::new(),
                };
                let held = if held.is_empty() { String::new() } else { format!("({})", held.join(",")) };
                self.push(&item.attrs, "struct", &path, &held);
                self.derives(&item.attrs, &path);
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    if let Some(name) = &field.ident {
                        self.push(&field.attrs, "field", &format!("{path}::{name}"), &format!(":{}", text(&field.ty)));
                    }
                }
            }
            syn::Item::Enum(item) => {
                let path = format!("{}::{}", self.module, item.ident);
                self.push(&item.attrs, "enum", &path, "");
                self.derives(&item.attrs, &path);
                for variant in &item.variants {
                    let held: Vec<String> = variant.fields.iter().map(|field| text(&field.ty)).collect();
                    let held = if held.is_empty() { String::new() } else { format!("({})", held.join(",")) };
                    self.push(&variant.attrs, "variant", &format!("{path}::{}", variant.ident), &held);
                }
            }
            syn::Item::Type(item) => {
                self.push(&item.attrs, "type", &format!("{}::{}", self.module, item.ident), &format!("={}", text(&item.ty)));
            }
            syn::Item::Const(item) if is_public(&item.vis) => {
                self.push(&item.attrs, "constant", &format!("{}::{}", self.module, item.ident), "");
            }
            syn::Item::Impl(item) => self.implementation(item),
            // The tables of structs and unions implement it where they say so: `object!(Pet { … } checked);`
            syn::Item::Macro(item) => {
                let tokens: Vec<String> = item.mac.tokens.clone().into_iter().map(|token| token.to_string()).collect();
                if tokens.iter().any(|token| token == "checked") {
                    self.found.insert(format!("Validatefor{}::{}", self.module, tokens[0]));
                }
                // An enum that any other string is a value of, too: `string_enum!(Model { … , .. });`
                if tokens.last().is_some_and(|list| dense(list).ends_with("..}")) {
                    self.found.insert(format!("Fromfor{}::{}", self.module, tokens[0]));
                }
            }
            _ => {}
        }
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let name = text(&item.self_ty);
        // The client has its operations from all modules.
        let path = name.strip_prefix("super::").map_or_else(|| format!("{}::{name}", self.module), str::to_owned);
        if let Some((path_of, _)) = &item.trait_ {
            let name = path_of.segments.last().unwrap().ident.to_string();
            if name == "Validate" || name == "Default" {
                self.found.insert(format!("{name}for{path}"));
            }
            return;
        }
        for member in &item.items {
            match member {
                ImplItem::Fn(function) if is_public(&function.vis) => {
                    let arguments = function.sig.inputs.iter().map(|argument| match argument {
                        FnArg::Receiver(_) => "self".to_owned(),
                        FnArg::Typed(argument) => format!("{}:{}", text(&argument.pat), text(&argument.ty)),
                    });
                    let arguments: Vec<String> = arguments.collect();
                    let returns = match &function.sig.output {
                        ReturnType::Default => String::new(),
                        ReturnType::Type(_, ty) => text(ty),
                    };
                    let signature = format!("({})->{returns}", arguments.join(","));
                    self.push(&function.attrs, "fn", &format!("{path}::{}", function.sig.ident), &signature);
                }
                ImplItem::Const(constant) if is_public(&constant.vis) => {
                    self.push(&constant.attrs, "constant", &format!("{path}::{}", constant.ident), "");
                }
                _ => {}
            }
        }
    }

    fn derives(&mut self, attributes: &[Attribute], path: &str) {
        let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
        for name in derives.flat_map(|attribute| attribute.meta.require_list().map(|list| list.tokens.to_string())) {
            self.found.extend(name.split(',').map(|name| format!("{}for{path}", dense(name).rsplit("::").next().unwrap())));
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn text(node: &impl quote::ToTokens) -> String {
    dense(&node.to_token_stream().to_string())
}

/// A type without the paths that a user imports.
fn code(text: &str) -> String {
    let modules = ["option", "vec", "string", "boxed", "collections", "convert", "result"].map(|module| format!("::std::{module}::"));
    let others = ["::openapi_client::", "openapi_client::", "serde_json::", "types::", "super::"];
    let modules = modules.iter().map(String::as_str).chain(others);
    modules.fold(text.to_owned(), |text, module| text.replace(module, "")).replace(",>", ">")
}
