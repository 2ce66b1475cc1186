//! Bodies of requests: in come a request and its operation, out comes what is wrong with content type and content.

use serde_json::Value;

use crate::close::Direction;
use crate::document::Node;
use crate::media;
use crate::problem::Problem;
use crate::record::{Part, Violation};
use crate::request::{Received, Verdict, findings};
use crate::schemas::{Checked, Schemas};
use crate::{multipart, style, urlencoded};

pub(crate) fn check(request: &Received, operation: &Node<'_>, schemas: &Schemas) -> Result<Verdict, Problem> {
    let Some(declared) = operation.follow("requestBody")? else {
        return Ok(if request.body.is_empty() { Verdict::default() } else { violation("the operation takes no body") });
    };
    let sent = request.header("content-type");
    // A form without any field has no bytes.
    if request.body.is_empty() && !sent.as_deref().is_some_and(media::is_urlencoded) {
        // Without any content there is nothing that could be sent.
        let is_nothing = declared.follow("content")?.is_some_and(|content| content.members().next().is_none());
        let is_required = declared.flag("required") == Some(true) && !is_nothing;
        return Ok(if is_required { violation("a body is required, and missing") } else { Verdict::default() });
    }
    let Some(content) = declared.follow("content")? else { return Ok(Verdict::default()) };
    let Some((sent, (key, media))) = sent.and_then(|sent| media::declared(&content, &sent).map(|entry| (sent, entry))) else {
        let accepted = content.members().map(|(media_type, _)| media_type.to_owned()).collect();
        return Ok(Verdict { unsupported: Some(accepted), ..violation("the operation takes no body of this content type") });
    };
    if let Some(meant) = media::mistaken(key) {
        schemas.note(format!("#{}: there is no media type `{key}`; `{meant}` is meant", media.pointer));
    }
    let media = media.resolve()?;
    let schema = media.get("schema").map(|schema| schemas.get(&schema, Direction::Request)).transpose()?;
    if media::essence(&sent).starts_with("multipart/") {
        let Some(boundary) = multipart::boundary(&sent) else { return Ok(violation("the content type names no boundary")) };
        return Ok(match media::essence(&sent).as_str() {
            "multipart/form-data" => all(multipart::check(&request.body, boundary, &media, schema.as_deref())),
            _ if request.body.windows(boundary.len()).any(|window| window == boundary.as_bytes()) => Verdict::default(),
            _ => violation("the boundary that the content type names is not in the body"),
        });
    }
    let Some(schema) = schema else { return Ok(Verdict::default()) };
    let readings: Vec<Value> = if media::is_json(&sent) {
        match serde_json::from_slice(&request.body) {
            Ok(value) => vec![value],
            Err(error) => return Ok(violation(&format!("the body is not JSON: {error}"))),
        }
    } else if media::is_urlencoded(&sent) {
        vec![urlencoded::read(&String::from_utf8_lossy(&request.body), &media, &schema)]
    } else if media::is_text(&sent) && !is_structured(&schema) {
        match std::str::from_utf8(&request.body) {
            Ok(text) => [false, true].map(|as_text| style::scalar(text, schema.view(), as_text)).to_vec(),
            Err(error) => return Ok(violation(&format!("the body is not UTF-8: {error}"))),
        }
    } else {
        // Bytes may be any.
        return Ok(Verdict::default());
    };
    let found = findings(&schema, &readings).into_iter();
    Ok(all(found.map(|finding| Violation::new(Part::Body, finding.pointer, finding.message)).collect()))
}

/// Whether no text can be a value, so that nothing says how one is written as text.
fn is_structured(schema: &Checked) -> bool {
    let types = schema.view().types();
    !types.is_empty() && types.iter().all(|name| matches!(*name, "object" | "array"))
}

fn all(violations: Vec<Violation>) -> Verdict {
    Verdict { violations, unsupported: None }
}

fn violation(message: &str) -> Verdict {
    all(vec![Violation::new(Part::Body, "", message)])
}
