//! Credentials: in come a request and its operation, out comes whether any alternative of what the document requires is there.
//!
//! Presence is all that is checked. A client certificate cannot be seen here and counts as present.

use crate::document::Node;
use crate::problem::Problem;
use crate::request::Received;
use crate::schemas::Schemas;

/// The challenges to answer with if credentials are missing; nothing if they are there, or none are needed.
pub(crate) fn check(request: &Received, operation: &Node<'_>, schemas: &Schemas) -> Result<Option<Vec<String>>, Problem> {
    let Some(requirements) = requirements(operation) else { return Ok(None) };
    let mut challenges = Vec::new();
    for alternative in &requirements {
        let mut complete = true;
        let mut declared = Vec::new();
        for (name, _) in alternative.members() {
            match scheme(operation, name)? {
                Some(scheme) => declared.push(scheme),
                None => {
                    schemas.note(format!("#{}: the security scheme `{name}` is not declared, and counts as met", operation.pointer));
                }
            }
        }
        let is_one_there = declared.iter().any(|scheme| is_authorization(scheme) && is_present(request, scheme));
        if declared.iter().filter(|scheme| is_authorization(scheme)).count() > 1 {
            schemas.note(format!("#{}: a request has one `Authorization`: one scheme that uses it counts for all", operation.pointer));
        }
        for scheme in declared {
            let is_met = is_present(request, &scheme) || is_one_there && is_authorization(&scheme);
            if !is_met {
                complete = false;
                challenges.push(challenge(&scheme));
            }
        }
        if complete {
            return Ok(None);
        }
    }
    challenges.dedup();
    Ok(Some(challenges))
}

/// Names of query parameters that carry credentials for an operation: no one declares these as parameters.
pub(crate) fn query_names<'a>(operation: &Node<'a>) -> Result<Vec<&'a str>, Problem> {
    let mut names = Vec::new();
    for alternative in requirements(operation).iter().flatten() {
        for (name, _) in alternative.members() {
            let scheme = scheme(operation, name)?;
            names.extend(scheme.filter(|scheme| scheme.text("in") == Some("query")).and_then(|scheme| scheme.text("name")));
        }
    }
    Ok(names)
}

/// The operation's alternatives, else those of the whole document; none if there are none to meet.
fn requirements<'a>(operation: &Node<'a>) -> Option<Vec<Node<'a>>> {
    let list = operation.get("security").or_else(|| operation.document.root().get("security"))?;
    let alternatives: Vec<Node<'_>> = list.elements().collect();
    (!alternatives.is_empty()).then_some(alternatives)
}

/// A scheme that is not declared cannot be checked.
fn scheme<'a>(operation: &Node<'a>, name: &str) -> Result<Option<Node<'a>>, Problem> {
    let schemes = operation.document.root().get("components").and_then(|components| components.get("securitySchemes"));
    schemes.and_then(|schemes| schemes.get(name)).map(Node::resolve).transpose()
}

fn is_present(request: &Received, scheme: &Node<'_>) -> bool {
    let name = scheme.text("name").unwrap_or("");
    match (scheme.text("type"), scheme.text("in")) {
        (Some("apiKey"), Some("query")) => request.query().iter().any(|(known, value)| known == name && !value.is_empty()),
        (Some("apiKey"), Some("cookie")) => request.cookies().iter().any(|(known, value)| *known == name && !value.is_empty()),
        (Some("apiKey"), _) => request.header(name).is_some_and(|value| !value.is_empty()),
        (Some("mutualTLS"), _) => true,
        _ => request.header("authorization").is_some_and(|value| {
            let (sent, credentials) = value.split_once(' ').unwrap_or((&value, ""));
            sent.eq_ignore_ascii_case(http_scheme(scheme)) && !credentials.trim().is_empty()
        }),
    }
}

/// Whether its credentials are in the `Authorization` header.
fn is_authorization(scheme: &Node<'_>) -> bool {
    !matches!(scheme.text("type"), Some("apiKey" | "mutualTLS"))
}

/// The scheme in the `Authorization` header; `OAuth` and `OpenID Connect` use bearer tokens.
fn http_scheme<'a>(scheme: &Node<'a>) -> &'a str {
    scheme.text("scheme").filter(|_| scheme.text("type") == Some("http")).unwrap_or("bearer")
}

fn challenge(scheme: &Node<'_>) -> String {
    // Names come from the document, and have to be legal in a header.
    let plain = |text: &str| text.chars().filter(|c| c.is_ascii_graphic() && *c != '"' && *c != '\\').collect::<String>();
    match (scheme.text("type"), scheme.text("name"), scheme.text("in")) {
        (Some("apiKey"), Some(name), Some(place)) => format!(r#"ApiKey name="{}", in="{}""#, plain(name), plain(place)),
        _ => match http_scheme(scheme).to_ascii_lowercase().as_str() {
            "bearer" => r#"Bearer realm="mock""#.to_owned(),
            "basic" => r#"Basic realm="mock""#.to_owned(),
            other => format!(r#"{} realm="mock""#, plain(other)),
        },
    }
}
