//! Bodies of requests: in come a request and its operation, out comes what is wrong with content type and content.

use serde_json::Value;

use crate::close::Direction;
use crate::document::Node;
use crate::media;
use crate::problem::Problem;
use crate::record::{Part, Violation};
use crate::request::{Received, Verdict};
use crate::schemas::Schemas;
use crate::urlencoded;

pub(crate) fn check(request: &Received, operation: &Node<'_>, schemas: &Schemas) -> Result<Verdict, Problem> {
    let Some(declared) = operation.follow("requestBody")? else {
        return Ok(if request.body.is_empty() { Verdict::default() } else { violation("the operation takes no body") });
    };
    if request.body.is_empty() {
        let is_required = declared.flag("required") == Some(true);
        return Ok(if is_required { violation("a body is required, and missing") } else { Verdict::default() });
    }
    let Some(content) = declared.follow("content")? else { return Ok(Verdict::default()) };
    let sent = request.header("content-type");
    let Some((sent, (_, media))) = sent.and_then(|sent| media::declared(&content, &sent).map(|entry| (sent, entry))) else {
        let accepted = content.members().map(|(media_type, _)| media_type.to_owned()).collect();
        return Ok(Verdict { unsupported: Some(accepted), ..violation("the operation takes no body of this content type") });
    };
    let media = media.resolve()?;
    if media::essence(&sent).starts_with("multipart/") {
        return Ok(multipart(&sent, &request.body));
    }
    let Some(schema) = media.get("schema") else { return Ok(Verdict::default()) };
    let value: Value = if media::is_json(&sent) {
        match serde_json::from_slice(&request.body) {
            Ok(value) => value,
            Err(error) => return Ok(violation(&format!("the body is not JSON: {error}"))),
        }
    } else if media::is_urlencoded(&sent) {
        let schema = schemas.get(&schema, Direction::Request)?;
        urlencoded::read(&String::from_utf8_lossy(&request.body), &media, &schema)
    } else {
        return Ok(Verdict::default());
    };
    let findings = schemas.get(&schema, Direction::Request)?.check(&value).into_iter();
    let violations = findings.map(|finding| Violation::new(Part::Body, finding.pointer, finding.message)).collect();
    Ok(Verdict { violations, ..Verdict::default() })
}

/// A multipart body is not taken apart; but without its boundary no one could.
fn multipart(content_type: &str, body: &[u8]) -> Verdict {
    let boundary = content_type
        .split(';')
        .filter_map(|piece| piece.trim().split_once('='))
        .find_map(|(name, value)| name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"').as_bytes()));
    match boundary {
        None | Some([]) => violation("the content type names no boundary"),
        Some(boundary) if !body.windows(boundary.len()).any(|window| window == boundary) => {
            violation("the boundary that the content type names is not in the body")
        }
        Some(_) => Verdict::default(),
    }
}

fn violation(message: &str) -> Verdict {
    Verdict { violations: vec![Violation::new(Part::Body, "", message)], unsupported: None }
}
