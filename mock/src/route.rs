//! Which operation a request means: in come method, path and query, out comes a [`Matched`] or why there is none.

use serde_json::Value;

use crate::document::{Document, Node};
use crate::problem::Problem;
use crate::request::Received;
use crate::template::{Fit, Template};

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/// More base paths than this no document means; it bounds what server variables multiply to.
const MOST_BASES: usize = 64;

/// The paths of a document, ready to be matched.
#[derive(Debug)]
pub(crate) struct Routes {
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    key: String,
    template: Template,
    /// Base paths from `servers`, and the empty one.
    bases: Vec<String>,
}

/// The operation that a request means.
#[derive(Debug)]
pub(crate) struct Matched<'a> {
    /// The key of `paths`.
    pub(crate) key: &'a str,
    pub(crate) item: Node<'a>,
    pub(crate) operation: Node<'a>,
    /// Path parameters, as sent.
    pub(crate) parameters: Vec<(String, String)>,
    /// Query parameters that belong to the path key.
    pub(crate) hints: Vec<&'a str>,
}

/// Why a request means no operation.
#[derive(Debug)]
pub(crate) enum Miss {
    Path,
    Method { allow: Vec<String> },
    Problem(Problem),
}

impl Routes {
    pub(crate) fn new(document: &Document) -> Self {
        let root = document.root();
        let shared = base_paths(&root);
        let paths = root.get("paths");
        let members = paths.iter().flat_map(Node::members).filter(|(key, _)| key.starts_with('/'));
        let routes = members.map(|(key, item)| {
            let item = item.resolve().ok();
            let mut bases = shared.clone();
            bases.extend(item.iter().flat_map(base_paths));
            bases.extend(item.iter().flat_map(operations).flat_map(|(_, operation)| base_paths(&operation)));
            bases.push(String::new());
            bases.sort_unstable();
            bases.dedup();
            Route { key: key.to_owned(), template: Template::new(key), bases }
        });
        Self { routes: routes.collect() }
    }

    /// The best of all that match: one that has the method, then the one that is said to be meant, then the one with the longest base path, then the one
    /// with literal segments before templated ones.
    pub(crate) fn find<'a>(&'a self, document: &'a Document, request: &Received, meant: Option<&str>) -> Result<Matched<'a>, Miss> {
        let query = request.query();
        let mut best: Option<((bool, usize, Fit), Matched<'a>)> = None;
        let mut allow = Vec::new();
        let mut problem = None;
        for (route, base) in self.routes.iter().flat_map(|route| route.bases.iter().map(move |base| (route, base))) {
            let Some(path) = request.path.strip_prefix(base.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/')) else {
                continue;
            };
            let Some((fit, parameters)) = route.template.fit(path, &query) else { continue };
            let item = match item(document, &route.key) {
                Ok(item) => item,
                Err(broken) => {
                    problem = Some(broken);
                    continue;
                }
            };
            let mut operations = operations(&item);
            let Some(at) = operations.iter().position(|(name, _)| *name == request.method) else {
                allow.extend(operations.into_iter().map(|(name, _)| name));
                continue;
            };
            let rank = (meant == Some(route.key.as_str()), base.len(), fit);
            if best.as_ref().is_none_or(|(other, _)| *other < rank) {
                let (_, operation) = operations.swap_remove(at);
                let hints = route.template.hint_names().collect();
                best = Some((rank, Matched { key: &route.key, item, operation, parameters, hints }));
            }
        }
        allow.sort_unstable();
        allow.dedup();
        match (best, problem) {
            (Some((_, matched)), _) => Ok(matched),
            (None, Some(problem)) => Err(Miss::Problem(problem)),
            (None, None) if allow.is_empty() => Err(Miss::Path),
            (None, None) => Err(Miss::Method { allow }),
        }
    }
}

/// Every operation of the document with its method and path key, or what stands in the way of reading a path.
pub(crate) fn all_operations(document: &Document) -> Vec<(String, String, Result<Node<'_>, Problem>)> {
    let paths = document.root().get("paths");
    let keys = paths.iter().flat_map(Node::members).map(|(key, _)| key).filter(|key| key.starts_with('/'));
    let all = keys.flat_map(|key| match item(document, key) {
        Ok(item) => operations(&item).into_iter().map(|(method, node)| (method, key.to_owned(), Ok(node))).collect(),
        Err(problem) => vec![("*".to_owned(), key.to_owned(), Err(problem))],
    });
    all.collect()
}

pub(crate) fn item<'a>(document: &'a Document, key: &str) -> Result<Node<'a>, Problem> {
    let found = document.root().get("paths").and_then(|paths| paths.get(key));
    found.ok_or_else(|| Problem(format!("the path `{key}` is gone")))?.resolve()
}

/// The operations of a path item with their methods as sent, those of 3.2's `additionalOperations` included.
fn operations<'a>(item: &Node<'a>) -> Vec<(String, Node<'a>)> {
    let fixed = METHODS.iter().filter_map(|name| Some((name.to_ascii_uppercase(), item.get(name)?)));
    let additional = item.get("additionalOperations");
    let additional = additional.iter().flat_map(Node::members).map(|(name, node)| (name.to_owned(), node));
    fixed.chain(additional).filter(|(_, node)| node.value.is_object()).collect()
}

/// The path part of each server's URL, with each value that its variables may take.
fn base_paths(holder: &Node<'_>) -> Vec<String> {
    let servers = holder.get("servers");
    let mut bases = Vec::new();
    for server in servers.iter().flat_map(Node::elements) {
        let mut urls = vec![server.text("url").unwrap_or("").to_owned()];
        let variables = server.get("variables");
        for (name, variable) in variables.iter().flat_map(Node::members) {
            let listed = variable.value.get("enum").and_then(Value::as_array);
            let values = listed.into_iter().flatten().chain(variable.value.get("default")).filter_map(Value::as_str);
            let values: Vec<&str> = values.collect();
            if values.is_empty() {
                continue;
            }
            let marker = format!("{{{name}}}");
            let expanded = urls.iter().flat_map(|url| values.iter().map(|value| url.replace(&marker, value)));
            urls = expanded.take(MOST_BASES).collect();
        }
        bases.extend(urls.iter().map(|url| base_path(url)));
    }
    bases
}

fn base_path(url: &str) -> String {
    let without_host = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    let path = without_host.split(['?', '#']).next().unwrap_or("").trim_matches('/');
    if path.is_empty() || path == "." { String::new() } else { format!("/{}", path.trim_start_matches("./")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_paths_are_what_follows_the_host() {
        assert_eq!(base_path("https://api.example.com/v1/"), "/v1");
        assert_eq!(base_path("https://api.example.com"), "");
        assert_eq!(base_path("/v2"), "/v2");
        assert_eq!(base_path("//"), "");
        assert_eq!(base_path("./v3"), "/v3");
    }
}
