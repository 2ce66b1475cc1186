//! Base URLs with variables → structs that make them.

use openapiv3::{Server as Loaded, ServerVariable as LoadedVariable};

use super::context::{Context, docs};
use crate::ir::{Fact, ServerEnum, ServerUrl, ServerVariable, UrlPart, VariableValues};
use crate::names::{Field, Ident, Type, Variant, resolve, spellings, words};
use crate::report::{Diagnostic, Place};

/// Names that a file of servers has already.
const TAKEN: &[&str] = &["BaseUrl", "Constraint", "Default", "From", "InvalidValue", "Into", "Ok", "Result", "Server", "String"];

/// Structs and enums without a name yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    urls: Vec<(ServerUrl, Vec<Ident<Type>>)>,
    enums: Vec<(ServerEnum, Vec<Ident<Type>>)>,
}

/// A server's URL where each variable has its default. One that is not declared has none.
pub(super) fn with_defaults(server: &Loaded) -> String {
    let default = |name: &str| variable(server, name).map_or("", |variable| variable.default.as_str());
    pieces(&server.url).into_iter().map(|piece| piece.unwrap_or_else(default)).collect()
}

/// Warns of variables in a URL that the server does not declare.
pub(super) fn check(cx: &mut Context<'_, '_>, server: &Loaded, place: Place) {
    for name in pieces(&server.url).into_iter().filter_map(Result::err).filter(|name| variable(server, name).is_none()) {
        cx.report.push(
            Diagnostic::warning("undeclared-server-variable", format!("`{{{name}}}` is no declared variable of this server"))
                .at(place)
                .label("it is empty by default")
                .help(format!("declare it: `variables: {{ {name}: {{ default: … }} }}`")),
        );
    }
}

impl Drafts {
    /// Adds a server, unless there is one like it.
    pub(super) fn add(&mut self, server: &Loaded, names: &[Ident<Type>]) {
        if self.urls.iter().any(|(known, _)| known.template == server.url) {
            return;
        }
        let mut variables: Vec<ServerVariable> = Vec::new();
        let mut parts = Vec::new();
        for piece in pieces(&server.url) {
            let name = match piece {
                Ok(literal) => {
                    parts.push(UrlPart::Literal(literal.to_owned()));
                    continue;
                }
                Err(name) => name,
            };
            let index = variables.iter().position(|known| known.wire == name).unwrap_or_else(|| {
                let declared = variable(server, name);
                let mut docs = docs(None, declared.and_then(|variable| variable.description.as_ref()));
                docs.facts.extend(declared.map(|variable| Fact { about: "Default", value: variable.default.clone() }));
                variables.push(ServerVariable {
                    name: Ident::new(name),
                    wire: name.to_owned(),
                    values: self.values(name, declared, names),
                    docs,
                });
                variables.len() - 1
            });
            parts.push(UrlPart::Variable(index));
        }
        let mut spelled: Vec<Vec<Ident<Field>>> = variables.iter().map(|variable| spellings(&variable.wire).collect()).collect();
        if let Ok(names) = resolve(&mut spelled) {
            for (variable, name) in variables.iter_mut().zip(names) {
                variable.name = name;
            }
        }
        let made = ServerUrl {
            name: names[0].clone(),
            parts,
            template: server.url.clone(),
            variables,
            docs: docs(None, server.description.as_ref()),
        };
        self.urls.push((made, names.to_vec()));
    }

    /// What a variable may be. Equal lists of one name are one enum.
    fn values(&mut self, name: &str, declared: Option<&LoadedVariable>, url: &[Ident<Type>]) -> VariableValues {
        let Some(declared) = declared else { return VariableValues::Text(String::new()) };
        let mut values: Vec<&String> = Vec::new();
        for value in &declared.enumeration {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if values.is_empty() {
            return VariableValues::Text(declared.default.clone());
        }
        let default = values.iter().position(|value| **value == declared.default).unwrap_or_else(|| {
            values.push(&declared.default);
            values.len() - 1
        });
        let is_same = |known: &ServerEnum| known.wire == name && known.variants.iter().map(|(_, value)| value).eq(values.iter().copied());
        let index = self.enums.iter().position(|(known, _)| is_same(known)).unwrap_or_else(|| {
            let mut spelled: Vec<Vec<Ident<Variant>>> = values.iter().map(|value| spellings(value).collect()).collect();
            let names = resolve(&mut spelled).unwrap_or_else(|_| spelled.iter().map(|names| names[names.len() - 1].clone()).collect());
            let variants = names.into_iter().zip(values.iter().map(|value| (*value).clone())).collect();
            let stem = |url: &Ident<Type>| Ident::new(&format!("{} {name}", url.bare().trim_end_matches("Url")));
            let candidates: Vec<Ident<Type>> = std::iter::once(Ident::new(name)).chain(url.iter().map(stem)).collect();
            self.enums.push((ServerEnum { name: candidates[0].clone(), wire: name.to_owned(), variants }, candidates));
            self.enums.len() - 1
        });
        VariableValues::Listed { index, default }
    }

    /// All of them, with names that differ.
    pub(super) fn named(self) -> (Vec<ServerUrl>, Vec<ServerEnum>) {
        let taken = TAKEN.iter().map(|name| vec![Ident::new(name)]);
        // The URL itself is what tells two apart whose names say the same.
        let by_url = |url: &ServerUrl| Ident::from_words(&[words(&url.template, true), vec!["url".to_owned()]].concat());
        let urls = self.urls.iter().map(|(url, names)| names.iter().cloned().chain([by_url(url)]).collect());
        let enums = self.enums.iter().map(|(_, names)| names.clone());
        let mut candidates: Vec<Vec<Ident<Type>>> = taken.chain(urls).chain(enums).collect();
        let (mut urls, mut enums): (Vec<_>, Vec<_>) =
            (self.urls.into_iter().map(|(url, _)| url).collect(), self.enums.into_iter().map(|(list, _)| list).collect());
        if let Ok(names) = resolve(&mut candidates) {
            let mut names = names.into_iter().skip(TAKEN.len());
            urls.iter_mut().zip(&mut names).for_each(|(url, name): (&mut ServerUrl, _)| url.name = name);
            enums.iter_mut().zip(names).for_each(|(list, name): (&mut ServerEnum, _)| list.name = name);
        }
        (urls, enums)
    }
}

fn variable<'s>(server: &'s Loaded, name: &str) -> Option<&'s LoadedVariable> {
    server.variables.as_ref()?.get(name)
}

/// Text (`Ok`) and names of variables (`Err`), in turns.
fn pieces(url: &str) -> Vec<Result<&str, &str>> {
    let mut pieces = Vec::new();
    let mut rest = url;
    while let Some((literal, name, after)) = rest.split_once('{').and_then(|(literal, after)| {
        let (name, after) = after.split_once('}')?;
        Some((literal, name, after))
    }) {
        if !literal.is_empty() {
            pieces.push(Ok(literal));
        }
        pieces.push(Err(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Ok(rest));
    }
    pieces
}
