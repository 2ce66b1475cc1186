//! Request bodies: which of their media types is sent, and what they are in Rust.

use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Refusal, Standing};
use super::media::{self, json};
use crate::ir::Body;
use crate::report::Diagnostic;
use crate::source::Data;
use crate::spec::{Numbered, Target};

/// A request body, resolved.
pub(super) fn body<'a>(
    cx: &mut Context<'a, '_>,
    body: &'a ReferenceOr<RequestBody>,
    operation: &Numbered<'_>,
    name: &str,
) -> Result<Body, Refusal> {
    let place = operation.place("requestBody");
    let components = cx.spec.document.components.as_ref().map(|components| &components.request_bodies);
    let Some((body, component)) = resolved(components, "requestBodies", body) else {
        return Err(cx.refusal(&reference_of(body), place));
    };
    let numbered = cx.spec.node(&body.extensions).clone();
    let Some((media_type, content)) = json(&body.content) else {
        let listed: Vec<&str> = body.content.keys().map(String::as_str).collect();
        return Err(cx.refusal(&format!("a request body of type {}", listed.join(", ")), numbered.place("content")));
    };
    let segment = component.unwrap_or_else(|| format!("{name} request"));
    let ty = media::schema(cx, content, &Where::operation(name, &segment, Standing::Request))?;
    // A body whose schema requires a property cannot be left out, whatever `required` says: there would be nothing that it could mean.
    let implied = !body.required && has_required_property(cx, content);
    if implied {
        cx.report.push(
            Diagnostic::warning("body-not-required", "this body is not `required`, but its schema has required properties")
                .at(numbered.place("content"))
                .label("taken as required")
                .help("say `required: true` beside `content`"),
        );
    }
    Ok(Body { ty, required: body.required || implied, media_type: media_type.to_owned(), docs: docs(None, body.description.as_ref()) })
}

fn has_required_property(cx: &Context<'_, '_>, content: &MediaType) -> bool {
    let mut schema = content.schema.as_ref();
    // No more references than there are components: a circle ends here too.
    for _ in 0..=cx.components.len() {
        let Some(ReferenceOr::Reference { reference }) = schema else { break };
        schema = match Target::parse(reference) {
            Target::Component { section: "schemas", name } => {
                cx.spec.document.components.as_ref().and_then(|components| components.schemas.get(&name))
            }
            _ => None,
        };
    }
    match schema {
        Some(ReferenceOr::Item(schema)) => {
            let node = cx.spec.node(&schema.schema_data.extensions).node;
            matches!(node.get("required").map(|node| &node.data), Some(Data::Array(names)) if !names.is_empty())
        }
        _ => false,
    }
}
