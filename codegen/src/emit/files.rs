//! The files of the types: one module for users, in as many files as there are groups of them.
//!
//! All types are in `types`, whatever file they are in, so that one that more operations come to use moves between files and not between paths.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::features::gate;
use super::scope::{Scope, token};
use super::{File, rust, types};
use crate::ir::{Api, TypeDef, TypeFile, Users};
use crate::names::{Ident, Module};

/// What a module has below it, and the features that need it, in their order. None: it is always there.
type Modules<'a> = BTreeMap<&'a Ident<Module>, Vec<&'a str>>;

/// The files of the types.
pub(super) fn files<'a>(api: &'a Api, package: &'a str) -> Vec<File<'a>> {
    let own = Scope::own_of_types(api);
    let mut folders: BTreeMap<&[Ident<Module>], Modules<'_>> = BTreeMap::new();
    let mut files = Vec::new();
    for file in &api.files {
        let root = ["super", "super::super", "super::super::super"][file.path.len().min(2)];
        let own = own.clone();
        files.push(rust(&path(&file.path, false), move || content(&Scope::of_types(api, own.clone(), package, root), file)));
        for (depth, name) in file.path.iter().enumerate() {
            let inside = api.files.iter().filter(|other| other.path.starts_with(&file.path[..=depth]));
            folders.entry(&file.path[..depth]).or_default().insert(name, needed_by_any(api, inside));
        }
    }
    files.extend(folders.into_iter().map(|(folder, modules)| rust(&path(folder, true), move || list(folder, &modules))));
    files
}

/// The features that need one of some files.
fn needed_by_any<'a>(api: &'a Api, files: impl Iterator<Item = &'a TypeFile> + Clone) -> Vec<&'a str> {
    if files.clone().any(|file| file.needed_by.is_empty()) {
        return Vec::new();
    }
    let needed_by: BTreeSet<&str> = files.flat_map(|file| &file.needed_by).map(String::as_str).collect();
    api.features.names().filter(|name| needed_by.contains(name)).collect()
}

/// A file's path below `src/`.
fn path(modules: &[Ident<Module>], is_folder: bool) -> String {
    let parts: Vec<&str> = std::iter::once("types").chain(modules.iter().map(Ident::bare)).collect();
    format!("{}{}.rs", parts.join("/"), if is_folder { "/mod" } else { "" })
}

/// A file that only leads to others.
fn list(folder: &[Ident<Module>], modules: &Modules<'_>) -> TokenStream {
    let title = if folder.is_empty() { title(&Users::Any) } else { title(&Users::Several) };
    let items = |make: fn(&proc_macro2::Ident) -> TokenStream| {
        modules.iter().map(move |(name, needed_by)| {
            let (gate, item) = (gate(needed_by), make(&token(name)));
            quote!(#gate #item)
        })
    };
    let (declared, exported) = (items(|name| quote!(mod #name;)), items(|name| quote!(pub use #name::*;)));
    quote!(#title #(#declared)* #(#exported)*)
}

fn title(users: &Users) -> TokenStream {
    let said = match users {
        Users::Any => " The types of requests and replies.".to_owned(),
        Users::One(module) => format!(" Types that only operations of `{}` use.", module.bare()),
        Users::Several => " Types that operations of several tags use.".to_owned(),
        Users::None => " Types that no operation uses.".to_owned(),
    };
    quote!(#![doc = #said])
}

fn content(scope: &Scope<'_>, file: &TypeFile) -> TokenStream {
    let defs: Vec<&TypeDef> = file.types.iter().map(|&id| scope.def(id)).collect();
    let (title, others, content) = (title(&file.users), others(scope, file, &defs), types::content(scope, &defs));
    [title, others, content].into_iter().collect()
}

/// Imports of the types that a file's types mention and that are in other files.
fn others(scope: &Scope<'_>, file: &TypeFile, types: &[&TypeDef]) -> TokenStream {
    let own: BTreeSet<&str> = types.iter().map(|def| def.name.as_str()).collect();
    let mut names = BTreeSet::new();
    for def in types {
        for ty in def.kind.types() {
            names.extend(ty.named().map(|id| scope.def(id).name.clone()).filter(|name| !own.contains(name.as_str())));
        }
    }
    if names.is_empty() {
        return TokenStream::new();
    }
    let way = file.path.iter().map(|_| quote!(super::));
    let names = names.iter().map(token);
    quote!(use #(#way)* {#(#names),*};)
}
